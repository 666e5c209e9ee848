"""Whole crawls: real Scrapy in a fresh process against a real server on loopback. What is fetched, kept, left and told."""

import hashlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from typing import Any

from crawler.crawl import CrawlLimits
from crawler.crawl import crawl as crawl_site
from oit.agency import Agency
from tests.crawler.plain_guide import PlainGuide

Crawl = Callable[..., Any]


def test_pages_documents_and_who_saw_them(site: Any, crawl: Crawl) -> None:
    site.page("/", '<nav><a href="plan.html">แผน O10</a></nav>')
    site.page("/plan.html", '<h2>แผนปี 2566</h2><a href="/files/แผน 1.pdf">ดาวน์โหลด</a><a href="/">หน้าแรก</a>')
    site.answer("/files/%E0%B9%81%E0%B8%9C%E0%B8%99%201.pdf", 200, b"%PDF-1.4 content", **{"Content-Type": "application/pdf"})
    result = crawl(site.url)
    pdf = result.resources[f"{site.url}/files/%E0%B9%81%E0%B8%9C%E0%B8%99%201.pdf"]
    assert pdf["sha256"] == hashlib.sha256(b"%PDF-1.4 content").hexdigest()
    assert (pdf["status"], pdf["failure"], pdf["size"], pdf["content_type"]) == (200, None, 16, "application/pdf")
    assert [(s["text"], s["heading"], s["found_on"]) for s in pdf["seen"]] == [("ดาวน์โหลด", "แผนปี 2566", f"{site.url}/plan.html")]
    assert result.resources[f"{site.url}/"]["seen"] == []
    assert result.resources[f"{site.url}/plan.html"]["seen"][0]["region"] == "menu"
    facts = result.facts
    assert (facts["pages"], facts["documents"], facts["stopped_by"], facts["guided_by"]) == (2, 1, "finished", "test guide 1")
    assert facts["requests"] == 4  # robots.txt too
    assert facts["bytes"] == sum(r["size"] for r in result.resources.values())
    assert (result.progress[-1]["pages"], result.progress[-1]["items_found"]) == (2, 1)
    assert site.agents == {facts["user_agent"]}
    assert facts["user_agent"].startswith("oit-crawler/")


def test_links_that_are_not_asked_for_are_named_with_the_reason(site: Any, crawl: Crawl) -> None:
    away = "http://elsewhere.example/plan.pdf"
    site.links("/", away, "/photo.JPG", "/clip.mp4", "/a/b/a/b/a/b/", "/deep/1", "mailto:x@example.org", "#top", "")
    site.links("/deep/1", "/deep/1/2")
    result = crawl(site.url, max_depth=1)
    why = {url.removeprefix(site.url): link["why"] for url, link in result.unfetched.items()}
    assert why == {away: "off_scope", "/photo.JPG": "type", "/clip.mp4": "type", "/a/b/a/b/a/b/": "trap", "/deep/1/2": "depth_limit"}
    assert result.unfetched[away]["seen"][0]["found_on"] == f"{site.url}/"
    assert site.paths == ["/", "/deep/1"]


def test_page_limit_leaves_the_low_ranked_links_unfetched(site: Any, crawl: Crawl) -> None:
    site.page("/", "".join(f'<p><a href="/p{n}">rank {n}</a></p>' for n in range(10, 40)))
    for n in range(10, 40):
        site.page(f"/p{n}", f"page {n}")
    result = crawl(site.url, max_pages=9, delay=0.01)
    assert (result.facts["pages"], result.facts["stopped_by"]) == (9, "page_limit")
    assert len(result.resources) == 9
    assert {f"{site.url}/p{n}" for n in range(35, 40)} <= set(result.resources)
    assert len(result.unfetched) == 22
    assert {link["why"] for link in result.unfetched.values()} == {"page_limit"}


def test_failures_do_not_use_up_the_page_limit(site: Any, crawl: Crawl) -> None:
    site.page("/", "".join(f'<a href="/gone{n}">rank 90</a>' for n in range(4)) + '<a href="/plan">rank 50</a>')
    site.page("/plan", "plan")
    result = crawl(site.url, max_pages=3, delay=0.01)
    assert result.resources[f"{site.url}/plan"]["status"] == 200
    assert sum(r["failure"] == "not_found" for r in result.resources.values()) == 4


def test_byte_limit(site: Any, crawl: Crawl) -> None:
    site.links("/", *(f"/doc{n}.pdf" for n in range(20)))
    for n in range(20):
        site.answer(f"/doc{n}.pdf", 200, b"%PDF-" + b"x" * 50_000)
    result = crawl(site.url, max_bytes=120_000, delay=0.01)
    assert result.facts["stopped_by"] == "byte_limit"
    assert 120_000 <= result.facts["bytes"] < 180_000
    assert {link["why"] for link in result.unfetched.values()} == {"byte_limit"}


def test_time_limit_holds_against_a_server_that_never_ends(site: Any, crawl: Crawl) -> None:
    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x")
            time.sleep(0.05)

    site.links("/", "/drip", "/later")
    site.answers["/drip"] = drip
    began = time.monotonic()
    result = crawl(site.url, max_minutes=0.2, timeout=60, delay=0.001)
    assert time.monotonic() - began < 40
    assert result.facts["stopped_by"] == "time_limit"
    assert result.unfetched[f"{site.url}/drip"]["why"] == "time_limit"
    assert result.resources[f"{site.url}/"]["failure"] is None


def test_an_interrupted_crawl_gives_what_it_had(site: Any, start_crawl: Any) -> None:
    asked_slow: list[bool] = []

    def slow(handler: Any) -> None:
        asked_slow.append(True)
        time.sleep(20)

    site.links("/", "/slow", "/never")
    site.answers["/slow"] = slow
    crawls = [start_crawl(site.url, delay=0.01, timeout=30) for _ in range(2)]
    end = time.monotonic() + 40
    while len(asked_slow) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    for under_way, number in zip(crawls, (signal.SIGINT, signal.SIGTERM), strict=True):
        os.kill(under_way.pid, number)
        result = under_way.result()
        assert result.facts["stopped_by"] == "interrupted"
        assert result.resources[f"{site.url}/"]["failure"] is None
        assert {link["why"] for link in result.unfetched.values()} == {"interrupted"}


def test_other_spellings_of_an_address_are_asked_once_and_can_be_looked_up(site: Any, crawl: Crawl) -> None:
    plain, session = "/plan?id=5", "/plan?id=5&PHPSESSID=0123456789abcdef0123"
    site.page("/", f'<a href="{plain}">แผน</a><a href="{session}">แผนอีกครั้ง</a><a href="/plan?id=6&sort=asc">อื่น</a>')
    site.page("/plan", "plan")
    result = crawl(site.url)
    assert sorted(site.paths) == ["/", plain, "/plan?id=6&sort=asc"]
    first, second = result.resources[site.url + plain], result.resources[site.url + session]
    assert second["final_url"] == first["url"]
    assert second["sha256"] == first["sha256"]
    assert [s["text"] for s in first["seen"]] == ["แผน", "แผนอีกครั้ง"]


def test_an_office_on_a_larger_site_has_its_path_and_the_documents_it_links(site: Any, crawl: Crawl) -> None:
    site.links("/office/", "/office/plan", "/office2/x", "/", "/uploads/plan.pdf", "/news")
    site.page("/office/plan", "plan")
    site.answer("/uploads/plan.pdf", 200, b"%PDF-1.4")
    result = crawl(f"{site.url}/office/")
    assert {url.removeprefix(site.url) for url in result.resources} == {"/office/", "/office/plan", "/uploads/plan.pdf"}
    assert {url.removeprefix(site.url) for url in result.unfetched} == {"/office2/x", "/", "/news"}


def test_an_endless_calendar_ends(site: Any, crawl: Crawl) -> None:
    def month(handler: Any) -> None:
        number = int(handler.path.rpartition("=")[2]) + 1
        body = f'<html><body><a href="/cal?month={number}">next</a><p>{number}</p></body></html>'.encode()
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site.links("/", "/cal?month=1")
    site.answers["/cal"] = month
    result = crawl(site.url, max_depth=500, max_pages=100)
    assert result.facts["stopped_by"] == "finished"
    assert result.facts["pages"] == 13
    assert [link["why"] for link in result.unfetched.values()] == ["trap"]


def test_the_same_page_under_endless_addresses_ends(site: Any, crawl: Crawl) -> None:
    def same(handler: Any) -> None:
        body = b"<html><body><a href='x/y.html'>on</a><p>Not found, but with status 200</p></body></html>"
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site.links("/", *(f"/s{n}/" for n in range(10)))
    for n in range(10):
        for path in (f"/s{n}/", f"/s{n}/x/y.html", f"/s{n}/x/x/y.html"):
            site.answers[path] = same
    result = crawl(site.url)
    assert result.facts["stopped_by"] == "finished"
    assert result.facts["pages"] <= 14


def test_one_item_with_many_documents_leaves_room_for_the_others(site: Any, crawl: Crawl) -> None:
    many = "".join(f'<a href="/buy/{n}.pdf">rank 90 O14 no {n}</a>' for n in range(60))
    site.page("/", many + '<a href="/law">rank 55 O7 law</a>')
    site.page("/law", "law")
    for n in range(60):
        site.answer(f"/buy/{n}.pdf", 200, b"%PDF-1.4")
    result = crawl(site.url, max_pages=40, delay=0.001)
    assert f"{site.url}/law" in result.resources


def test_start_addresses_that_fail_or_are_a_document(site: Any, start_crawl: Any) -> None:
    site.answer("/plan.pdf", 200, b"%PDF-1.7", **{"Content-Type": "application/pdf"})
    missing, document = start_crawl(f"{site.url}/missing"), start_crawl(f"{site.url}/plan.pdf")
    result = missing.result()
    assert result.facts["stopped_by"] == "not_captured"
    assert [(r["failure"], r["status"]) for r in result.resources.values()] == [("not_found", 404)]
    facts = document.result().facts
    assert (facts["stopped_by"], facts["documents"], facts["pages"]) == ("finished", 1, 0)


def test_an_error_in_the_sink_is_raised_not_swallowed(site: Any, start_crawl: Any) -> None:
    site.page("/", "x")
    child = start_crawl(site.url, user_agent="oit-crawler/0.1 (+https://example.org/broken-sink)")
    assert child.code() == 1
    assert "OSError: disk full" in child.errors()


def test_a_spawned_child_can_run_it(site: Any) -> None:
    site.page("/", "x")
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        kept, facts = pool.apply(_spawned, (site.url,))
    assert (len(kept), facts.pages, facts.stopped_by) == (1, 1, "finished")


class _Kept(list[Any]):
    """The least that is a sink."""

    def answer(self, exchange: Any) -> str:
        return self.body(exchange.body)

    def body(self, data: bytes, url: str = "", at: str = "") -> str:
        return hashlib.sha256(data).hexdigest()

    def resource(self, resource: Any) -> None:
        self.append(resource)

    def unfetched(self, link: Any) -> None:
        self.append(link)


def _spawned(url: str) -> tuple[list[Any], Any]:
    kept = _Kept()
    limits = CrawlLimits(delay=0, render="never", allow_private_hosts=("127.0.0.1",))
    facts = crawl_site(Agency(url), limits, PlainGuide(), kept, lambda _: None)
    return list(kept), facts
