"""What pages were read before does not change what a page is read as: caches and kept beginnings against a reading without any past."""

import random
import threading

import pytest

from oit.content import Page
from reading import addresses
from reading.html import read_page
from reading.html_beginnings import _memory

MENU = "".join(f'<li class="item-{n}"><a href="/m/{n}.php?x=1">เมนู {n}</a></li>' for n in range(30))
FORM = '<form id="find" action="/find"><input name="q" placeholder="ค้นหา"><button>หา</button></form>'
TABS = (
    '<ul class="nav nav-tabs"><li><a href="#t1" data-toggle="tab">ปี 2568</a></li><li><a href="#t2" data-toggle="tab">ปี 2569</a></li></ul>'
)
PANELS = '<div id="t1"><a href="/68.pdf">แผน</a></div><div id="t2"><a href="/69.pdf">แผน</a></div>'
BEGINNING = f"<html><head><title>อบต.</title></head><body><header><h2>อบต.บ้านสวน</h2>{FORM}</header><div class='menu'><ul>{MENU}</ul></div>"
MIDDLES = [
    "<h1>ข่าว</h1><p>ประกาศ <a href='a.pdf'>แผน</a></p>",
    "<h1>แผน</h1><table><tr><td>1</td><td><a href='?p=2'>ต่อไป</a></td></tr></table>",
    TABS + PANELS,
    "<main><p>" + "ข้อความยาว " * 200 + "</p></main>",
    "<h3>หัวข้อ</h3><b>ตัวหนา</b><a href='x.php'><img src='i.png' alt='รูป'></a>",
    "<script>location.href='/other'</script><p>ไป</p>",
    "<noscript>javascript</noscript><a href='#' onclick='f()'>ดูเพิ่มเติม</a>",
    "</div></ul></div><td>เศษ</td>",
    "",
]


def without_past(body: bytes, url: str) -> Page:
    """The page as a thread reads it that has read none before."""
    read: list[Page] = []
    thread = threading.Thread(target=lambda: read.append(read_page(body, url)))
    thread.start()
    thread.join()
    return read[0]


def pages(seed: int) -> list[tuple[bytes, str]]:
    """Pages of two folders of one site that begin alike, each cut off or changed somewhere."""
    chance = random.Random(seed)
    made = []
    for number in range(24):
        text = BEGINNING + "".join(chance.choices(MIDDLES, k=chance.randint(0, 4))) + "<footer>สงวนลิขสิทธิ์</footer></body></html>"
        if chance.random() < 0.2:
            at = chance.randrange(len(text))
            put_in = chance.choice(("", "<div>", "</li>", "<a href='rel.php'>ที่อยู่</a>", "<br>"))
            text = text[:at] + put_in + text[at + chance.randint(0, 30) :]
        made.append((text.encode(), f"http://www.suan.go.th/{chance.choice(('', 'a/'))}{number}.php?id={number}"))
    return made


@pytest.mark.parametrize("seed", range(6))
def test_a_page_is_read_the_same_whatever_was_read_before(seed: int) -> None:
    for body, url in pages(seed):
        assert read_page(body, url) == without_past(body, url)


def test_a_beginning_is_taken_up_again() -> None:
    _memory.sites.clear()
    for number, middle in enumerate(MIDDLES[:4]):
        read_page((BEGINNING + middle).encode(), f"http://www.suan.go.th/{number}.php")
    (site,) = _memory.sites.values()
    assert [one.length for one in site.beginnings] != []
    assert max(one.length for one in site.beginnings) > 30 * 4


@pytest.mark.parametrize(
    ("links", "leads_by_page"),
    [("<a href='next.php'>ต่อ</a>", "http://www.suan.go.th/b/next.php"), ("<a href='?p=2'>ต่อ</a>", "http://www.suan.go.th/b/2.php?p=2")],
)
def test_links_of_a_beginning_that_depend_on_the_page_lead_from_each_page(links: str, leads_by_page: str) -> None:
    beginning = BEGINNING.replace("<header>", f"<header>{links}")
    for url in ("http://www.suan.go.th/a/1.php", "http://www.suan.go.th/a/3.php", "http://www.suan.go.th/b/2.php"):
        page = read_page((beginning + MIDDLES[0]).encode(), url)
    assert page.links[0].url == leads_by_page


def test_words_after_a_beginning_may_change_what_stands_in_it() -> None:
    """A panel in the beginning gets its label from a switch that only some pages have, after it."""
    panel = BEGINNING.replace("</header>", '</header><div id="p1"><a href="/x.pdf">แฟ้ม</a></div>')
    switch = '<button data-bs-target="#p1" data-bs-toggle="collapse">แผนพัฒนา</button>'
    bodies = [(panel + MIDDLES[n % 2] + (switch if n > 2 else "")).encode() for n in range(5)]
    headings = [next(link.heading for link in read_page(body, "http://www.suan.go.th/").links if link.text == "แฟ้ม") for body in bodies]
    assert headings == [""] * 3 + ["แผนพัฒนา"] * 2


def test_where_a_link_leads_does_not_depend_on_what_was_asked_before() -> None:
    chance = random.Random(3)
    bases = ["http://a.go.th", "http://a.go.th/x/y.php?q=/z/", "http://a.go.th:80/x/", "http://a.go.th/x;p/y", "http://[::1]/a/b", ""]
    pieces = ["/", "..", ".", "//", "a", "b.php", "?", "x=1", "#", ";p", "http:", "https://", "\\", "\t", " ", "%2e", "ก", "a:b", "y.go:80"]
    for _ in range(5_000):
        base, href = chance.choice(bases), "".join(chance.choices(pieces, k=chance.randint(0, 5)))
        assert addresses.resolve(base, href) == addresses._resolve(base, href, "utf-8"), (base, href)
