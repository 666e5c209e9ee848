"""Slowing down, giving up and robots.txt in trouble: the rules by a clock that stands still, and against a real server."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Request, Response, TextResponse

from crawler.host_clock import CHANCES, FIRST_PROBE, GIVE_UP_AFTER, GOOD_TO_HALVE, LONGEST_EASE, REFUSALS_A_CHANCE, HostClock
from crawler.outcomes import Withheld, failure_of_error
from crawler.politeness import retry_after
from crawler.robots_trouble import MOST_BYTES, RobotsRecord, robots_of
from oit.snapshot import FetchFailure

Crawl = Callable[..., Any]
ROBOTS = "http://x.go.th/robots.txt"


def clock(delay: float = 1.0) -> HostClock:
    return HostClock(delay, now=lambda: 100.0)


# The rules


def test_refusals_in_a_row_double_the_pause_and_good_answers_halve_it() -> None:
    hosts = clock()
    paces = []
    for _ in range(8):
        hosts.refused("a")
        paces.append(hosts.pace("a"))
    assert paces == [1.0, 1.0, 2.0, 4.0, 8.0, LONGEST_EASE, LONGEST_EASE, LONGEST_EASE]
    assert hosts.pace("b") == 1.0
    for _ in range(GOOD_TO_HALVE):
        hosts.answered("a")
    assert hosts.pace("a") == LONGEST_EASE / 2
    for _ in range(20 * GOOD_TO_HALVE):
        hosts.answered("a")
    assert hosts.pace("a") == 1.0


def test_a_refusal_now_and_then_is_no_sign() -> None:
    hosts = clock()
    for _ in range(50):
        hosts.refused("a")
        hosts.refused("a")
        hosts.answered("a", "http://a/")
    assert (hosts.pace("a"), hosts.probe("a"), hosts.gives_up("a")) == (1.0, "", False)


def test_slow_answers_make_long_pauses_and_quick_ones_do_not() -> None:
    hosts = clock(0.0)
    for seconds in (0.9, 0.4):
        hosts.took("a", seconds)
    assert hosts.pace("a") == 0.0
    for _ in range(10):
        hosts.took("a", 6.0)
    assert 5.0 < hosts.pace("a") <= 6.0
    for _ in range(10):
        hosts.took("a", 100.0)
    assert hosts.pace("a") == LONGEST_EASE
    for _ in range(10):
        hosts.took("a", 0.1)
    assert hosts.pace("a") == 0.0


def test_a_host_that_never_answered_is_given_up_after_so_many() -> None:
    hosts = clock()
    for n in range(GIVE_UP_AFTER):
        assert not hosts.gives_up("a"), n
        hosts.refused("a")
    assert hosts.gives_up("a")
    assert not hosts.gives_up("b")


def test_an_address_that_came_before_tells_whether_it_is_the_host() -> None:
    hosts = clock()
    hosts.answered("a", "http://a/good")
    for _ in range(FIRST_PROBE):
        assert hosts.probe("a") == ""
        hosts.refused("a")
    assert (hosts.probe("a"), hosts.probe("a")) == ("http://a/good", "")
    hosts.answered("a", "http://a/good")
    hosts.passed("a")
    assert hosts.pace("a") == 1.0
    for _ in range(GIVE_UP_AFTER):
        hosts.refused("a")
    assert hosts.probe("a") == "http://a/good"
    hosts.refused("a")
    assert hosts.gives_up("a")


def test_a_host_that_was_given_up_has_a_few_short_chances() -> None:
    hosts = clock()
    for _ in range(GIVE_UP_AFTER):
        hosts.refused("a")
    for _ in range(CHANCES):
        assert hosts.forgive("a")
        assert (hosts.looks_again("a"), hosts.looks_again("a")) == (True, False)
        for _ in range(REFUSALS_A_CHANCE):
            assert not hosts.gives_up("a")
            hosts.refused("a")
        assert hosts.gives_up("a")
    assert not hosts.forgive("a")
    assert hosts.gives_up("a")


def test_pages_in_front_of_a_site_count_as_refusals_though_they_come_with_a_success() -> None:
    hosts = clock()
    for n in range(GIVE_UP_AFTER):
        assert not hosts.gives_up("a"), n
        hosts.answered("a", f"http://a/{n}")
        hosts.blocked("a")
    assert hosts.gives_up("a")


EVENTS = st.sampled_from(["refused", "answered", "busy", "slow", "quick", "blocked", "forgive", "passed"])


@given(st.lists(EVENTS, max_size=60), st.floats(0, 60))
@settings(max_examples=100, deadline=None)
def test_whatever_comes_the_pause_is_bounded_and_never_under_the_delay(events: list[str], delay: float) -> None:
    hosts = clock(delay)
    acts: dict[str, Callable[[], object]] = {
        "refused": lambda: hosts.refused("a"), "answered": lambda: hosts.answered("a", "http://a/"), "busy": lambda: hosts.pause("a", None),
        "slow": lambda: hosts.took("a", 50), "quick": lambda: hosts.took("a", 0.1), "blocked": lambda: hosts.blocked("a"),
        "forgive": lambda: hosts.forgive("a"), "passed": lambda: hosts.passed("a"),
    }  # fmt: skip
    for event in events:
        acts[event]()
        assert delay <= hosts.pace("a") <= max(delay, LONGEST_EASE)
        assert hosts.probe("a") in ("", "http://a/")
    for _ in range(300):
        hosts.answered("a")
        hosts.took("a", 0.1)
    assert hosts.pace("a") == delay


def test_retry_after_as_a_date_and_as_nonsense() -> None:
    now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    assert retry_after(b"Sun, 01 Mar 2026 12:00:30 GMT", now) == 30.0
    assert retry_after(b"Sunday, 01-Mar-26 12:00:30 GMT", now) == 30.0
    assert retry_after(b"-5", now) is None


# robots.txt


def robots(status: int, body: bytes = b"") -> Response:
    return TextResponse(ROBOTS, status=status, body=body, request=Request(ROBOTS))


def closed(record: RobotsRecord) -> FetchFailure | None:
    try:
        record.check("x.go.th")
    except Withheld as held:
        return held.failure
    return None


@pytest.mark.parametrize(("status", "failure"), [
    (200, None), (404, None), (403, None), (401, None), (429, None), (410, None), (301, None),
    (500, FetchFailure.ROBOTS_TROUBLE), (503, FetchFailure.ROBOTS_TROUBLE),
])  # fmt: skip
def test_a_clients_error_opens_the_host_and_a_servers_error_closes_it(status: int, failure: FetchFailure | None) -> None:
    record = RobotsRecord()
    came = record.came("x.go.th", robots(status, b"User-agent: *\nDisallow: /\n"))
    assert closed(record) is failure
    assert (came.body == b"") is (status >= 400)
    if failure is not None:
        assert record.notes == {"x.go.th": f"http_{status}"}
        record.came("x.go.th", robots(200, b"User-agent: *"))
        assert closed(record) is None
        assert record.notes == {}


def test_a_web_page_or_a_picture_instead_of_rules_holds_no_rules() -> None:
    for body in (b"<!DOCTYPE html><p>Disallow: /", b"\xef\xbb\xbf  \n<HTML>", b"\x89PNG\r\n"):
        record = RobotsRecord()
        assert record.came("x.go.th", robots(200, body)).body == b""
        assert record.notes == {"x.go.th": "html"}
        assert closed(record) is None


def test_of_a_huge_one_the_beginning_counts() -> None:
    record = RobotsRecord()
    came = record.came("x.go.th", robots(200, b"User-agent: *\nDisallow: /hidden\n" + b"Disallow: /x\n" * 100_000))
    assert MOST_BYTES - 20 < len(came.body) <= MOST_BYTES
    assert came.body.endswith(b"Disallow: /x")
    assert record.notes == {"x.go.th": "cut"}


def test_trouble_on_the_line_closes_the_host_until_a_second_look() -> None:
    record = RobotsRecord()
    record.failed("x.go.th", IgnoreRequest("too many redirects"))
    assert closed(record) is None
    record.failed("x.go.th", DownloadTimeoutError("too long"))
    assert closed(record) is FetchFailure.TIMEOUT
    assert record.notes == {"x.go.th": "timeout"}
    assert (record.reopen("x.go.th"), record.reopen("x.go.th")) == (True, False)
    assert closed(record) is None


def test_only_requests_for_robots_are_taken_for_such() -> None:
    assert robots_of(Request(ROBOTS)) == "x.go.th"
    assert robots_of(Request("https://x.go.th/index.php", meta={"redirect_urls": [ROBOTS]})) == "x.go.th"
    assert robots_of(Request("http://x.go.th/docs/robots.txt")) == ""
    assert failure_of_error(Withheld(FetchFailure.HOST_GIVES_UP, "why")) == (FetchFailure.HOST_GIVES_UP, "why")


# Against a real server


def test_a_site_whose_robots_cannot_be_had_is_not_asked_for(site: Any, crawl: Crawl) -> None:
    site.answer("/robots.txt", 500, b"User-agent: *\nAllow: /\n")
    site.page("/", "x")
    result = crawl(site.url)
    assert [(r["failure"], r["detail"]) for r in result.resources.values()] == [("robots_trouble", "robots.txt: HTTP 500")]
    assert result.facts["stopped_by"] == "not_captured"
    assert site.paths == []


def test_robots_that_forbid_reading_them_or_are_a_page_forbid_nothing(site: Any, other_site: Any, start_crawl: Any) -> None:
    site.answer("/robots.txt", 403, b"User-agent: *\nDisallow: /\n")
    other_site.page("/robots.txt", "<pre>\nUser-agent: *\nDisallow: /\n</pre>")
    crawls = []
    for one in (site, other_site):
        one.links("/", "/plan")
        one.page("/plan", "plan")
        crawls.append((one, start_crawl(one.url, allow_private_hosts=["127.0.0.1", "127.0.0.2"])))
    for one, under_way in crawls:
        assert under_way.result().resources[f"{one.url}/plan"]["status"] == 200


def test_robots_without_end_are_read_as_far_as_the_standard_asks(site: Any, crawl: Crawl) -> None:
    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"User-agent: *\nDisallow: /hidden\n")
        while True:
            handler.wfile.write(b"Disallow: /filler\n" * 1000)

    site.answers["/robots.txt"] = endless
    site.links("/", "/hidden/a", "/plan")
    site.page("/plan", "plan")
    result = crawl(site.url)
    assert result.resources[f"{site.url}/plan"]["status"] == 200
    assert result.unfetched[f"{site.url}/hidden/a"]["why"] == "robots"


def test_a_crawl_delay_is_ones_own_and_may_be_a_fraction(site: Any, crawl: Crawl) -> None:
    site.answer("/robots.txt", 200, b"User-agent: *\nCrawl-delay: 20\n\nUser-agent: oit-crawler\nCrawl-delay: 0.25\n")
    site.links("/", "/a", "/b")
    site.page("/a", "a")
    site.page("/b", "b")
    result = crawl(site.url)
    times = [when for path, when in site.asked if path != "/robots.txt"]
    assert len(result.resources) == len(times) == 3
    assert times[2] - times[0] > 0.4


def test_forbidden_files_do_not_keep_the_crawl_from_the_rest(site: Any, crawl: Crawl) -> None:
    closed_files = [f"/closed/{n}.pdf" for n in range(8)]
    site.links("/", *closed_files, "/plan")
    for path in closed_files:
        site.answer(path, 403)
    site.page("/plan", "plan")
    result = crawl(site.url, delay=0.01)
    assert result.resources[f"{site.url}/plan"]["status"] == 200
    assert {result.resources[site.url + path]["failure"] for path in closed_files} == {"forbidden"}
    assert 2 <= site.paths.count("/") <= 6  # asked for again: it is those files, not the host


def test_a_server_that_answers_slowly_is_asked_slowly(site: Any, crawl: Crawl) -> None:
    site.links("/", "/a", "/b")
    quick = site.answers["/"]

    def slow(handler: Any) -> None:
        time.sleep(1.2)
        quick(handler)

    site.answers["/"] = slow
    site.page("/a", "a")
    site.page("/b", "b")
    crawl(site.url)
    times = [when for path, when in site.asked if path in ("/a", "/b")]
    assert times[1] - times[0] > 0.9  # without the rule both are asked for at once


_QUICK = """
import sys
sys.path.insert(0, sys.argv[1])
from crawler import host_clock
host_clock.LONGEST_EASE = 0.02
host_clock.LEAST_EASE = 0.01
import conftest
conftest._one_crawl(sys.argv[2], {"delay": 0.01, "render": "never", "max_minutes": 0.4, "timeout": 5, "allow_private_hosts": ["127.0.0.1"]})
"""


def test_a_host_that_refuses_everything_is_left_alone(site: Any) -> None:
    """Run in a process of its own, with pauses that a test can wait for."""

    def turned_away(handler: Any) -> None:
        handler.send_error(403)

    site.links("/", *(f"/file{n}.php" for n in range(40)))
    first = site.answers["/"]

    def once(handler: Any) -> None:
        if site.paths.count("/") == 1:
            first(handler)
        else:
            turned_away(handler)

    site.answers["/"] = once
    for n in range(40):
        site.answers[f"/file{n}.php"] = turned_away
    root = Path(__file__).parents[2]
    here = str(Path(__file__).parent)
    done = subprocess.run([sys.executable, "-c", _QUICK, here, site.url], cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
                          capture_output=True, text=True, timeout=60, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert '"host_gives_up"' in done.stdout
    assert len(site.paths) <= 1 + GIVE_UP_AFTER + CHANCES * REFUSALS_A_CHANCE + 6  # not forty
