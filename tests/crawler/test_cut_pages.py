"""Pages that break off on their way: asked for again, kept in part, and never proof that something is not there."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from oit.agency import Agency
from oit.content import Page
from oit.site_index import Leads, SiteIndex
from oit.snapshot import CrawlFacts, FetchFailure, Resource, SiteSnapshot
from reading.html import read_page

Crawl = Callable[..., Any]
FIRST = "<html><head><title>x</title></head><body><p>ส่วนต้นของหน้า</p><a href='/more'>อ่านต่อ</a>"
WHOLE = FIRST + "<p>ส่วนท้ายของหน้า</p></body></html>"


def _breaks_off(site: Any, path: str, *lengths: int) -> None:
    """The first answers to `path` end after so many letters of the page, as if the line had broken; all others after the last."""
    left = list(lengths)

    def send(handler: Any) -> None:
        length = left.pop(0) if len(left) > 1 else left[0]
        body = WHOLE.encode()
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(WHOLE[:length].encode())
        handler.close_connection = True

    site.answers[path] = send


def test_a_page_that_breaks_off_once_is_whole(site: Any, crawl: Crawl) -> None:
    site.links("/", "/page")
    site.page("/more", "more")
    _breaks_off(site, "/page", len(FIRST), len(WHOLE))
    result = crawl(site.url)
    resource = result.resources[f"{site.url}/page"]
    assert (resource["failure"], resource["detail"]) == (None, "")
    assert result.bodies[resource["sha256"]] == WHOLE
    assert site.paths.count("/page") == 2
    assert result.facts["pages"] == 3


def test_a_page_that_always_breaks_off_is_kept_in_part_and_says_so(site: Any, crawl: Crawl) -> None:
    site.links("/", "/page")
    site.page("/more", "more")
    _breaks_off(site, "/page", len(FIRST), 60, len(FIRST) - 3)
    result = crawl(site.url)
    resource = result.resources[f"{site.url}/page"]
    assert (resource["failure"], resource["status"]) == ("cut_off", 200)
    assert "cut off" in resource["detail"]
    assert result.bodies[resource["sha256"]] == FIRST  # the longest part
    assert f"{site.url}/more" in result.resources
    assert 3 <= site.paths.count("/page") <= 6  # at once, and by the second look
    assert result.facts["pages"] == 3


def test_a_page_that_comes_whole_at_the_second_look(site: Any, crawl: Crawl) -> None:
    site.links("/", "/page")
    site.page("/more", "more")
    _breaks_off(site, "/page", 60, 60, len(WHOLE))
    result = crawl(site.url)
    resource = result.resources[f"{site.url}/page"]
    assert (resource["failure"], result.bodies[resource["sha256"]]) == (None, WHOLE)
    assert f"{site.url}/more" in result.resources
    assert result.facts["pages"] == 3


def test_a_page_that_never_comes_again_keeps_its_part(site: Any, crawl: Crawl) -> None:
    site.links("/", "/page")
    site.page("/more", "more")
    _breaks_off(site, "/page", len(FIRST))
    once = site.answers["/page"]

    def then_nothing(handler: Any) -> None:
        if site.paths.count("/page") > 1:
            handler.close_connection = True
        else:
            once(handler)

    site.answers["/page"] = then_nothing
    resource = (result := crawl(site.url)).resources[f"{site.url}/page"]
    assert (resource["failure"], result.bodies[resource["sha256"]]) == ("cut_off", FIRST)


def test_a_wrong_length_of_a_whole_page_is_no_cut(site: Any, crawl: Crawl) -> None:
    site.links("/", "/page")
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": "9999", "Connection": "close"}
    site.answer("/page", 200, WHOLE.encode(), **headers)
    whole = site.answers["/page"]

    def then_close(handler: Any) -> None:
        whole(handler)
        handler.close_connection = True

    site.answers["/page"] = then_close
    result = crawl(site.url)
    assert result.resources[f"{site.url}/page"]["failure"] is None
    assert site.paths.count("/page") == 1


def _index(failure: FetchFailure | None) -> tuple[SiteIndex, Resource]:
    facts = CrawlFacts("", "", 2, 2, 0, 0, 0, "finished", "", "never", "", "")
    start = Resource("http://a.go.th/", "http://a.go.th/", 200, None, "text/html", "1", 1, "", content=_page("http://a.go.th/"))
    part = replace(
        start, url="http://a.go.th/p", final_url="http://a.go.th/p", sha256="2", failure=failure, content=_page("http://a.go.th/p")
    )
    return SiteIndex(SiteSnapshot(Agency("http://a.go.th/"), facts, (start, part), ()), {}), part


def _page(url: str) -> Page:
    return read_page(FIRST.encode(), url, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("failure", "leads", "lacks"),
    [(None, Leads.PAGE, False), (FetchFailure.CUT_OFF, Leads.PAGE, True), (FetchFailure.CONNECTION_LOST, Leads.TROUBLE, False)],
)
def test_a_part_of_a_page_shows_and_does_not_accuse(failure: FetchFailure | None, leads: Leads, lacks: bool) -> None:
    index, part = _index(failure)
    assert index.target_of(part.url, "http://a.go.th/").leads is leads
    assert index.lacks_content(part) is lacks
