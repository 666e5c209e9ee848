"""Pages made to hang or swell a reader: each ends, within bounds, and says that it was cut."""

# ruff: noqa: E501 - a case is easier to read in one line

import pytest

from reading.html import read_page
from reading.html_blocks import MOST_BLOCKS
from reading.html_guard import DEEPEST, tame
from reading.html_links import MOST_LINKS

URL = "https://x.go.th/"


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<div>" * 60_000, "too_deep"),
        ("<table><tr><td>" * 8_000, "too_deep"),
        ("<ul><li>" * 8_000 + "<a href=x>y</a>", "too_deep"),
        ("<svg><g>" * 8_000, "too_deep"),
        ("<b><div></b>" * 5_000, "too_deep"),
        ("<p>" + "".join(f"<font a={n}>" for n in range(800)) + "</p>" + "<p>x</p>" * 21_000, "too_large"),
        ("<a " + " ".join(f"a{n}=1" for n in range(40_000)) + " href=x>y</a>", "too_large"),
        ("<select>" + "<option value='/x'>a" * 9_000, "too_large"),
        ("<p>x</p>" * 21_000, "too_large"),
        ("<!--" * 50_000, ""),
        ('<a href="' + "<a " * 50_000, ""),
        ("<script>" * 50_000, ""),
        ("x" * 5_100_000, "too_large"),
        ("<a href='" + "/.." * 50_000 + "'>x</a>", ""),
        ("<script>" + "location.replace('" * 5_000 + "</script>", ""),
        ("<a data-toggle=tab href=#t>x</a><div id=t><a href=/x>y</a></div>" * 3_000, "too_large"),
        ("<a data-toggle=tab href=#t>x</a>" * 5_000 + "<div id=t role=tabpanel aria-labelledby=t>y</div>" * 5_000, ""),
        ("<ul><li><a href=#>x</a>" * 480 + "<a href=/y>y</a>", ""),
        ("<div>" + "<a href=#>1. x</a><br>" * 4_900 + "<a href=/y>1.1 y</a></div>", ""),
        ("<details><summary>x</summary>" * 490 + "<a href=/y>y</a>" * 4_000, ""),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_hostile_pages_end(html: str, problem: str) -> None:
    page = read_page(html.encode(), URL)
    assert page.problem == problem
    assert len(page.blocks) <= MOST_BLOCKS
    assert len(page.links) <= MOST_LINKS


def test_a_hundred_thousand_links_are_cut_and_said() -> None:
    page = read_page("".join(f"<a href=/{n}>x{n}</a> " for n in range(100_000)).encode(), URL)
    assert (len(page.links), page.problem) == (MOST_LINKS, "too_large")
    assert page.links[0].url == "https://x.go.th/0"


def test_nesting_within_bounds_is_read_to_the_ground() -> None:
    page = read_page(("<div>" * (DEEPEST - 10) + "<a href=deep.pdf>ลึก</a>").encode(), URL)
    assert page.problem == ""
    assert page.links[0].url == "https://x.go.th/deep.pdf"


def test_links_below_the_bound_are_still_found() -> None:
    page = read_page(("<div>" * 5_000 + "<a href=deep.pdf>ลึก</a>").encode(), URL)
    assert page.links[0].url == "https://x.go.th/deep.pdf"


def test_ordinary_markup_is_left_alone() -> None:
    html = "<!doctype html><html><body><p>a<br>b<p>c<ul><li>d<li>e</ul><script>if (a < b) document.write('<div>')</script><img src=x /></body></html>"
    assert tame(html).text == html


def test_noscript_parts_are_set_apart() -> None:
    tamed = tame("<p>a<noscript><p>เปิด</p></noscript>b")
    assert tamed.noscript == "<p>เปิด</p>"
    assert "เปิด" not in tamed.text
