"""Links that hold nothing but an icon."""

import pytest

from reading.html import read_page

URL = "https://x.go.th/"


def text_of(html: str) -> str:
    links = read_page(html.encode(), URL, "text/html; charset=utf-8").links
    assert len(links) == 1
    return links[0].text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<a class="facebook" href="https://bit.ly/x"><i class="fa fa-facebook"></i></a>', "Facebook"),
        ('<a href="https://bit.ly/x"><i class="fa-brands fa-square-facebook fa-2x"></i></a>', "Facebook"),
        ('<a href="https://bit.ly/x"><i class="bi bi-twitter-x"></i></a>', "X (Twitter)"),
        ('<a href="https://bit.ly/x"><i class="fa-brands fa-x-twitter fa-2x"></i></a>', "X (Twitter)"),
        ('<a href="https://bit.ly/x"><i class="fab fa-facebook-messenger"></i></a>', "Messenger"),
        ('<a href="https://bit.ly/x"><i class="ri-line-line"></i></a>', "LINE"),
        ('<a href="https://bit.ly/x"><i class="ri-facebook-line"></i></a>', "Facebook"),
        ('<a href="https://bit.ly/x" class="social-link youtube"></a>', "YouTube"),
        ('<a href="https://bit.ly/x"><svg class="icon"><use xlink:href="/img/sprite.svg#i"></use></svg></a>', ""),
        ('<a href="https://bit.ly/x"><svg><title>TikTok</title><path d="M0"/></svg></a>', "TikTok"),
        ('<a href="https://bit.ly/x"><i class="fa fa-instagram" title="ไอจีของเรา"></i></a>', "ไอจีของเรา"),
        ('<a href="https://bit.ly/x" aria-label="เพจ"><i class="fa fa-facebook"></i></a>', "เพจ"),
        ('<a href="https://bit.ly/x"><img src="img/line.png"></a>', "LINE"),
        ('<a href="https://bit.ly/x"><img src="/i/icon_youtube-2.webp?v=1" alt=""></a>', "YouTube"),
        ('<a href="https://bit.ly/x"><img src="/i/facebook.png" alt="แฟนเพจ"></a>', "แฟนเพจ"),
        ('<a href="https://bit.ly/x"><i class="fa fa-map-marker-alt"></i></a>', "แผนที่"),
        ('<a href="tel:02-1234"><i class="bi bi-telephone-fill"></i></a>', "โทรศัพท์"),
        ('<a href="mailto:a@x.go.th"><i class="fa fa-envelope-o"></i></a>', "อีเมล"),
        ('<a href="https://bit.ly/x"><i class="fa fa-facebook">\uf09a</i></a>', "Facebook"),
        ('<a href="https://bit.ly/x"><i class="fa fa-facebook"></i> เพจเทศบาล</a>', "เพจเทศบาล"),
    ],
)  # fmt: skip
def test_an_icon_names_its_link(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    "html",
    [
        '<a href="stat.php"><i class="fa fa-line-chart"></i></a>',
        '<a href="stat.php"><i class="fa fa-2x"></i></a>',
        '<a href="stat.php" class="line"></a>',
        '<a href="stat.php"><img src="x.png"></a>',
        '<a href="stat.php"><img src="underline.png"></a>',
        '<a href="stat.php"><img src="data:image/png;base64,line"></a>',
        '<a href="stat.php"><i class="ri-arrow-right-line"></i></a>',
        '<a href="#"><i class="fa fa-facebook"></i></a>',
        '<a href="javascript:void(0)" class="twitter"><i class="fa fa-twitter"></i></a>',
    ],
)
def test_what_names_no_service_or_leads_nowhere_stays_without_words(html: str) -> None:
    assert text_of(html) == ""
