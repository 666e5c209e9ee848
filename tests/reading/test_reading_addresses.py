"""What an href leads to, in one canonical spelling."""

# ruff: noqa: E501 - a case is easier to read in one line

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.addresses import LONGEST, is_dead, resolve, script_target, viewed_file

BASE = "https://www.x.go.th/a/b.php?q=1#f"
LEADS = [
    ("c.pdf", "https://www.x.go.th/a/c.pdf"),
    ("/c.pdf", "https://www.x.go.th/c.pdf"),
    ("../../../z", "https://www.x.go.th/z"),
    ("./", "https://www.x.go.th/a/"),
    ("..", "https://www.x.go.th/"),
    ("../a/./b/../c", "https://www.x.go.th/a/c"),
    ("?p=2", "https://www.x.go.th/a/b.php?p=2"),
    ("b.php#top", "https://www.x.go.th/a/b.php"),
    ("//h.go.th/x", "https://h.go.th/x"),
    ("HTTP://EXAMPLE.go.TH:80/%e0%b8%81/%7Euser", "http://example.go.th/%E0%B8%81/~user"),
    ("https://x.go.th:443", "https://x.go.th/"),
    ("https://x.go.th:8443/y", "https://x.go.th:8443/y"),
    ("http:/x", "http://x/"),
    ("https:/x", "https://www.x.go.th/x"),
    ("https:y.php", "https://www.x.go.th/a/y.php"),
    ("https:///x.go.th/y", "https://x.go.th/y"),
    ("files\\a b (1)'\".pdf", "https://www.x.go.th/a/files/a%20b%20(1)'%22.pdf"),
    ("HtTpS:\\\\h.go.th\\p", "https://h.go.th/p"),
    ("  a .pdf \r\n", "https://www.x.go.th/a/a%20.pdf"),
    ("a\n\tb.pdf", "https://www.x.go.th/a/ab.pdf"),
    ("แผน 2566.pdf", "https://www.x.go.th/a/%E0%B9%81%E0%B8%9C%E0%B8%99%202566.pdf"),
    ("view.php?t=แผน&id=1", "https://www.x.go.th/a/view.php?t=%E0%B9%81%E0%B8%9C%E0%B8%99&id=1"),
    ("12-แผนปฏิบัติการ", "https://www.x.go.th/a/12-%E0%B9%81%E0%B8%9C%E0%B8%99%E0%B8%9B%E0%B8%8F%E0%B8%B4%E0%B8%9A%E0%B8%B1%E0%B8%95%E0%B8%B4%E0%B8%81%E0%B8%B2%E0%B8%A3"),
    ("%E1%BC%B9.pdf", "https://www.x.go.th/a/%E1%BC%B9.pdf"),
    ("100%.pdf", "https://www.x.go.th/a/100%25.pdf"),
    ("http://ไทย.ไทย/ก", "http://xn--o3cw4h.xn--o3cw4h/%E0%B8%81"),
    ("www.x.go.th:8080/x", "http://www.x.go.th:8080/x"),
    ("http://user:secret@h.go.th/x", "http://h.go.th/x"),
    ("http://[2001:DB8::1]:80/x", "http://[2001:db8::1]/x"),
    ("http://localhost/x", "http://localhost/x"),
    ("http://x.go.th./y", "http://x.go.th/y"),
    ("/a//b", "https://www.x.go.th/a//b"),
    ("image/รูป[1].jpg", "https://www.x.go.th/a/image/%E0%B8%A3%E0%B8%B9%E0%B8%9B%5B1%5D.jpg"),
]  # fmt: skip
DEAD = ["", " ", "#", "#!", "#top", " #x", "javascript:void(0)", "JavaScript:;", "java\nscript:x", "about:blank", "data:text/html,x", "mailto:a@b", "tel:02",
        "blob:x", "ftp://x/y", "file:///c:/x", "C:\\x\\y.pdf", "line://ti/p/x"]  # fmt: skip
UNUSABLE = [
    "http://",
    "http://[::1",
    "https://x:99999/",
    "https://x:0/",
    "http://a b/",
    "http://x..y/",
    "http://-/",
    "https://?q",
    "x" * (LONGEST + 1),
]


@pytest.mark.parametrize(("href", "url"), LEADS)
def test_live_addresses(href: str, url: str) -> None:
    assert resolve(BASE, href) == url
    assert not is_dead(href)


@pytest.mark.parametrize("href", DEAD)
def test_dead_addresses(href: str) -> None:
    assert resolve(BASE, href) is None
    assert is_dead(href)


@pytest.mark.parametrize("href", UNUSABLE)
def test_unusable_addresses_are_none_and_not_dead(href: str) -> None:
    assert resolve(BASE, href) is None
    assert not is_dead(href)


@pytest.mark.parametrize(("href", "url"), LEADS)
def test_canonical_addresses_stay_as_they_are(href: str, url: str) -> None:
    assert resolve(BASE, url) == url


def test_query_letters_follow_the_charset_of_the_page() -> None:
    assert resolve(BASE, "s.php?q=แผน", "cp874") == "https://www.x.go.th/a/s.php?q=%E1%BC%B9"


def test_a_base_that_is_no_address_gives_nothing() -> None:
    assert resolve("nonsense", "x") is None
    assert resolve("", "https://x.go.th/y") == "https://x.go.th/y"


def test_handlers_name_their_target() -> None:
    assert script_target("window.open( 'a.pdf','_blank')") == "a.pdf"
    assert script_target('location.href = "b.php"; return false') == "b.php"
    assert script_target("parent.location='c'") == "c"
    assert script_target("if (location == 'x') go()") is None
    assert script_target("location.replace(next)") is None


def test_viewers_show_a_file() -> None:
    assert viewed_file("https://docs.google.com/viewer?url=https%3A%2F%2Fx.go.th%2Fa.pdf&embedded=true") == "https://x.go.th/a.pdf"
    assert viewed_file("https://x.go.th/pdfjs/web/viewer.html?file=/up/a.pdf") == "https://x.go.th/up/a.pdf"
    assert viewed_file("https://view.officeapps.live.com/op/embed.aspx?src=http%3A//x.go.th/a.docx") == "http://x.go.th/a.docx"
    assert viewed_file("https://x.go.th/page.php?file=a.pdf") is None


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.from_regex(r"(https?:)?[/\\]{0,3}[\[\]a-zก-ง.:@%0-9 -]{0,30}([/?#].{0,20})?", fullmatch=True)))
def test_any_href_resolves_to_itself_or_to_nothing(href: str) -> None:
    url = resolve(BASE, href)
    if url is not None:
        assert url.startswith(("http://", "https://"))
        assert url.isascii()
        assert "#" not in url
        assert " " not in url
        assert resolve(BASE, url) == url
    resolve(href, "x.pdf")
    viewed_file(href)
