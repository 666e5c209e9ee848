"""Pages made to hang or swell a reader: what is bounded, what is said of it, and what is not touched."""

import pytest

from oit.content import Page
from reading.html import read_page
from reading.html_guard import LONGEST_NOSCRIPT, MOST_TAG_NAMES, MOST_TAGS, tame
from tests.hostile.made_pages import LARGEST, PAGES, assert_within, measures

URL = "https://x.go.th/ก/"


def test_bounds_that_others_would_hide_hold_by_themselves() -> None:
    """Names of tags, and tags, are bounded before a parser compares them."""
    names = tame("".join(f"<x{number}>" for number in range(5_000)))
    assert (names.problem, names.text.count("<")) == ("too_large", MOST_TAG_NAMES)
    tags = tame("<p>" * (MOST_TAGS + 5))
    assert (tags.problem, tags.text.count("<")) == ("too_large", MOST_TAGS + 1)
    assert len(tame("<noscript>" + "<" * 1_990 + "</noscript>" + "<noscript>x</noscript>" * 50_000).noscript) <= 2 * LONGEST_NOSCRIPT


@pytest.mark.parametrize("part", range(4))
def test_each_construct_is_read_within_bounds(part: int) -> None:
    for name in sorted(PAGES)[part::4]:
        assert_within(measures(name, 20_000))


def test_what_stands_before_the_cut_is_read() -> None:
    page = read_page("<title>แผน</title><a href=/a.pdf>แผนงาน</a>".encode() + PAGES["paragraphs"](LARGEST), URL)
    assert (page.title, page.links[0].url, page.problem) == ("แผน", "https://x.go.th/a.pdf", "too_large")
    assert page.cut


def test_pictures_written_into_a_page_do_not_push_its_words_out() -> None:
    """An editor pastes photographs as long words of letters and digits: a dozen megabytes, and then the links."""
    page = read_page(b"<img src='data:image/png;base64," + b"QUJD" * 4_000_000 + "'><a href=/a.pdf>แผนงาน</a>".encode(), URL)
    assert (page.links[0].text, page.problem, page.blocks[0].url) == ("แผนงาน", "", "data:image/png")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<svg><title>x</title></svg><style>a<b{}</style><p>แผน</p>", "แผน"),
        ("<y1>" * 2 + "<textarea><div>x</div></textarea><p>แผน</p>", "แผน"),
        ("<!-- " + "<div>" * 5_000 + "--><p>แผน</p>", "แผน"),
        ("<svg></svg><!-- " + "<div>" * 5_000 + "--><p>แผน</p>", "แผน"),
        ("<svg></svg><script>" + "'<div>'" * 50_000 + "</script><p>แผน</p>", "แผน"),
    ],
)
def test_what_is_bounded_is_only_what_has_no_bounds(html: str, text: str) -> None:
    page: Page = read_page(html.encode(), URL)
    assert text in page.text
    assert page.problem == ""


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://[",
        "//",
        "\\\\",
        "about:blank",
        "http://127.0.0.2\x00/",
        "%00",
    ],
)
def test_a_hostile_base_address_breaks_no_link(href: str) -> None:
    page = read_page(f"<base href='{href}'><a href=a.pdf>x</a><a href=javascript:alert(1)>y</a>".encode(), URL)
    assert all(link.url is None or link.url.startswith(("http://", "https://")) for link in page.links)
    assert [link.text for link in page.links] == ["x", "y"]


def test_titles_are_short_and_plain_whatever_they_hold() -> None:
    page = read_page(b"<title><script>alert(1)</script>\x1b]0;x\x07\xe2\x80\xae" + "ก".encode() * 100_000 + b"</title>", URL)
    assert len(page.title) <= 1_000
    assert page.title.startswith("<script>alert(1)</script>")  # its letters and no element: reports write it with escapes
    assert not any(char < " " or char == "\u202e" for char in page.title)


@pytest.mark.parametrize("span", ["1000000000", "-1", "0", "1e9", "99999999999999999999999", "๙๙๙", "", "65534"])
def test_spans_without_measure_make_no_cells_without_measure(span: str) -> None:
    page = read_page(f"<table><tr><td colspan={span} rowspan={span}>แผน<td>x<tr><td>y<tr><td>z</table>".encode(), URL)
    assert len(page.tables) == 1
    assert all(len(row) <= 61 for row in page.tables[0].rows)
    assert "แผน" in page.text
