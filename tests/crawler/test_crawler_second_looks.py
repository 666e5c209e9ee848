"""Reviews and second looks: real crawls with a guide that wishes, in a child process of their own."""

import multiprocessing
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from crawler.browser_find import find_browser
from crawler.contract import CrawlLimits, How, Review, Wish
from crawler.crawl import crawl as crawl_site
from oit.agency import Agency
from reading.html import read_page
from tests.crawler.plain_guide import PlainGuide


class _Kept(list[Any]):
    """The least that is a sink."""

    def answer(self, exchange: Any) -> str:
        return self.body(exchange.body)

    def body(self, data: bytes, url: str = "", at: str = "") -> str:
        return f"{hash(data):x}"

    def resource(self, resource: Any) -> None:
        self.append(resource)

    def unfetched(self, link: Any) -> None:
        self.append(link)


def _crawl(url: str, reviews: tuple[Review, ...], limits: dict[str, Any]) -> tuple[dict[str, Any], Any, list[tuple[int, bool]]]:
    kept, guide = _Kept(), PlainGuide(reviews)
    settings = CrawlLimits(**{"delay": 0, "render": "never", "allow_private_hosts": ("127.0.0.1",), "timeout": 2.0, **limits})
    facts = crawl_site(Agency(url), settings, guide, kept, lambda _: None)
    reviewed = [(len(so_far.resources), so_far.ending) for so_far in guide.asked_to_review]
    return {one.url.removeprefix(url): one for one in kept}, facts, reviewed


def _run(url: str, *reviews: Review, **limits: Any) -> tuple[dict[str, Any], Any, list[tuple[int, bool]]]:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_crawl, (url, reviews, limits))


def _after(times: int, then: Callable[[BaseHTTPRequestHandler], None], before: Callable[[BaseHTTPRequestHandler], None]) -> Any:
    asked = [0]

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked[0] += 1
        (then if asked[0] > times else before)(handler)

    return answer


def test_the_guide_reviews_now_and_then_and_at_the_end(site: Any) -> None:
    site.links("/", *(f"/p{n}" for n in range(30)))
    for n in range(30):
        site.page(f"/p{n}", f"page {n}")
    kept, facts, reviewed = _run(site.url)
    assert len(kept) == 31
    assert facts.stopped_by == "finished"
    assert [ending for _, ending in reviewed] == [False, True]
    assert 12 <= reviewed[0][0] <= 22  # some of the 20 visits are still under way
    assert reviewed[1][0] == 31


def test_a_picture_that_is_wished_for_is_fetched_and_nothing_else_of_its_kind(site: Any) -> None:
    site.page("/", '<a href="/scan.png">แผน</a><a href="/other.png">ภาพ</a>')
    site.answer("/scan.png", 200, b"\x89PNG\r\n\x1a\n" + b"0" * 100, **{"Content-Type": "image/png"})
    wish = Review((Wish(f"{site.url}/scan.png", How.PICTURE), Wish(f"{site.url}/unknown.png", How.PICTURE)))
    kept, _, _ = _run(site.url, wish)
    assert kept["/scan.png"].sha256
    assert kept["/other.png"].why == "type"
    assert site.paths.count("/scan.png") == 1
    assert "/unknown.png" not in site.paths


def test_trouble_is_tried_again_and_what_comes_then_is_read_on(site: Any) -> None:
    site.links("/", "/late")
    site.page("/late", '<a href="/behind">x</a>')
    site.page("/behind", "text")
    whole = site.answers["/late"]
    site.answers["/late"] = _after(1, whole, lambda handler: handler.send_error(500))
    kept, facts, _ = _run(site.url)
    assert kept["/late"].failure is None
    assert kept["/behind"].failure is None
    assert facts.stopped_by == "finished"


def test_lasting_trouble_is_told_as_it_was(site: Any) -> None:
    site.links("/", "/broken")
    site.answer("/broken", 500)
    kept, _, reviewed = _run(site.url)
    assert kept["/broken"].failure == "server_error"
    assert site.paths.count("/broken") == 2
    assert len(reviewed) <= 2  # nothing new came of it: no endless reviews


@pytest.mark.browser
def test_a_page_that_is_wished_for_is_shown_in_the_browser_once(site: Any) -> None:
    if find_browser("") is None:
        pytest.skip("no browser on this machine")
    site.links("/", "/list", *(f"/p{n}" for n in range(6)))
    script = "document.getElementById('a').innerHTML = '<a href=/found>' + 'O10</a>'"
    site.page("/list", f"<p>{'ข้อความ ' * 60}</p><div id=a>...</div><script src=/s.js></script>")
    site.answer("/s.js", 200, script.encode(), **{"Content-Type": "text/javascript"})
    site.page("/found", "text")
    wish = Review((Wish(f"{site.url}/list", How.BROWSER),))
    kept, facts, _ = _run(site.url, wish, wish, render="auto")
    assert kept["/list"].rendered
    assert kept["/found"].failure is None
    assert facts.rendered == 1


@pytest.mark.browser
def test_pages_of_a_make_that_shows_no_more_are_not_shown_again(site: Any) -> None:
    if find_browser("") is None:
        pytest.skip("no browser on this machine")
    paths = [f"/p{n}" for n in range(6)]
    site.links("/", *paths)
    site.answer("/s.js", 200, b"window.seen = 1", **{"Content-Type": "text/javascript"})
    wishes = []
    for n, path in enumerate(paths):
        dead = "<p><a href='#'>O10 แผนปฏิบัติการ</a></p>" if n in (4, 5) else ""
        html = f"<meta charset=utf-8><p>{f'ข้อความที่ {n} ' * 60}</p>{dead}<script src=/s.js></script>"
        site.raw_page(path, html)
        page = read_page(html.encode(), f"{site.url}{path}", "text/html; charset=utf-8")
        wishes.append(Wish(f"{site.url}{path}", How.BROWSER, page=page))
    kept, facts, _ = _run(site.url, Review(tuple(wishes)), render="auto")
    assert [path for path in paths if kept[path].rendered] == ["/p4"]  # a link that leads nowhere is the better reason
    assert facts.rendered == 1
