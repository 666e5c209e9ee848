"""Changed pages through read_page and the decoding before it: a Page within its bounds, whatever the bytes."""

# ruff: noqa: E501 - a case is easier to read in one line; what an error says is checked where it may come

from hypothesis import given
from hypothesis import strategies as st

from oit.content import Page
from reading.addresses import LONGEST, is_dead, resolve, script_target, viewed_file
from reading.charset import declared_charset, decode, readable_url
from reading.html import read_page
from reading.html_blocks import MOST_BLOCKS
from reading.html_guard import tame
from reading.html_links import MOST_LINKS
from reading.serial import from_json, to_json
from tests.fuzz.fuzzing import TEXTS, few, in_time, mutated
from tests.fuzz.samples import HTML, HTML_WORDS

URL = "https://x.go.th/ก/?a=1"
LABELS = st.sampled_from(
    ("", "text/html", "text/html; charset=tis-620", "text/html; charset=utf-16", "text/html; charset=", "charset=\x00")
)
SCHEMES = ("http://", "https://")
ADDRESSES = TEXTS | st.lists(
    st.sampled_from(("http:", "https:", "//", "/", "\\", "..", ".", "?", "#", "@", ":", "[", "]", "%", "%00", "%2e", "x.go.th", "127.0.0.1", "::1", "ก", "ไทย.ไทย", "javascript:",
                     "data:", "mailto:", "a=1", "&", ";", " ", "\t", "\x00", "65536", "80", "xn--", "\u3002", "﹒", "0x7f", "*", "_", "-")),
    max_size=12,
).map("".join)  # fmt: skip


@few(60)
@given(body=mutated(HTML, HTML_WORDS), label=LABELS)
def test_pages(body: bytes, label: str) -> None:
    with in_time():
        page = read_page(body, URL, label)
        again = read_page(body, URL, label)
    assert isinstance(page, Page)
    assert page == again
    assert page.problem in ("", "too_large", "too_deep")
    assert len(page.blocks) <= MOST_BLOCKS
    assert len(page.links) <= MOST_LINKS
    assert len(page.title) <= 1_000
    assert all(0 <= index < len(page.links) for block in page.blocks for index in block.links)
    assert all(
        link.url is None or (link.url.startswith(SCHEMES) and len(link.url) <= LONGEST and link.url.isascii()) for link in page.links
    )
    assert all(len(link.href) <= 2_000 and len(link.context) <= 200 and len(link.above) <= 4 for link in page.links)
    assert all(0 <= block.level <= 6 for block in page.blocks)
    assert from_json(to_json(page)) == page
    to_json(page).encode("utf-8")


@few(100)
@given(body=mutated(HTML, HTML_WORDS) | st.binary(max_size=300), label=TEXTS)
def test_decoding(body: bytes, label: str) -> None:
    with in_time():
        declared = declared_charset(body, label)
        decoded = decode(body, declared)
        assert len(decoded.text) <= len(body)
        assert decode(body, label).text is not None
        assert len(tame(decoded.text).text) <= len(decoded.text) + 400


@few(150)
@given(base=ADDRESSES, href=ADDRESSES, charset=st.sampled_from(("utf-8", "cp874", "utf-16", "latin-1")))
def test_addresses(base: str, href: str, charset: str) -> None:
    with in_time():
        for home in (URL, base):
            url = resolve(home, href, charset)
            if url is not None:
                assert url.startswith(SCHEMES)
                assert len(url) <= LONGEST
                assert url.isascii()
                assert "#" not in url
                assert resolve(home, url, charset) == url
                assert not is_dead(url)
        script_target(href)
        viewed_file(href)
        shown = readable_url(href)
        assert "%" not in href or "\n" not in shown
