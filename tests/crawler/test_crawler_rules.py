"""The pure parts: addresses, scope, identity, traps, frontier, the host clock, the settings that must never change."""

from datetime import UTC, datetime

import pytest

from crawler.addresses import AddressGuard, forbidden
from crawler.contract import USER_AGENT, CrawlLimits, user_agent
from crawler.crawl import start_address
from crawler.frontier import MAX_LINKS, Frontier
from crawler.identity import identity, shape
from crawler.link_rules import Traps, is_calendar, refused, repeats_segments
from crawler.page_signs import start_leads_to
from crawler.politeness import HostClock, retry_after, robots_name
from crawler.resolver import GuardedResolver
from crawler.scope import Scope
from crawler.settings import scrapy_settings
from oit.content import Region
from oit.errors import BadInput
from oit.snapshot import NotFetched, Sighting
from reading.html import read_page
from tests.crawler.plain_guide import PlainGuide

HOME = "https://www.abt-x.go.th/"
SUB = "https://office.province.go.th/"
PATH = "https://province.go.th/office/"


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200", "192.0.0.192", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "64:ff9b:1::1",
        "fe80::1%eth0",
        "fd00:ec2::254", "ff02::1", "2001:0:53aa:64c:0:0:0:1", "198.18.0.1", "240.0.0.1", "", "no address", "127.1",
    ],
)  # fmt: skip
def test_forbidden_addresses(ip: str) -> None:
    assert forbidden(ip)
    assert not AddressGuard().allows(ip, "host.example", 80)


@pytest.mark.parametrize("ip", ["8.8.8.8", "203.150.1.1", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"])
def test_public_addresses(ip: str) -> None:
    assert not forbidden(ip)


def test_exceptions_are_hosts_addresses_and_ports_never_everything() -> None:
    guard = AddressGuard(("127.0.0.1", "intranet.local", "10.0.0.5:8080", "[::1]", " "))
    assert guard.allows("127.0.0.1", "localhost", 1234)
    assert guard.allows("::ffff:127.0.0.1", "x", 80)
    assert guard.allows("10.9.9.9", "Intranet.Local", 80)
    assert guard.allows("10.0.0.5", "x", 8080)
    assert guard.allows("::1", "::1", 80)
    assert not guard.allows("10.0.0.5", "x", 80)
    assert not guard.allows("127.0.0.2", "x", 80)
    assert not guard.allows("10.9.9.9", "evil.example", 80)


@pytest.mark.parametrize(
    ("start", "url", "owned"),
    [
        (HOME, "http://abt-x.go.th/a", True), (HOME, "https://e-service.abt-x.go.th/", True), (HOME, "https://abt-x.go.th:8080/", False),
        (HOME, "https://evil-abt-x.go.th/", False), (HOME, "https://abt-x.go.th.evil.example/", False), (HOME, "ftp://abt-x.go.th/", False),
        (SUB, "https://www.office.province.go.th/x", True), (SUB, "https://province.go.th/", False),
        (SUB, "https://b.office.province.go.th/", False),
        (PATH, "https://province.go.th/office", True), (PATH, "https://province.go.th/Office/a", True),
        (PATH, "https://province.go.th/office2/", False), (PATH, "https://x.province.go.th/office/", False),
        (PATH + "index.php?id=1", "https://province.go.th/office/b", True), (PATH + "home", "https://province.go.th/office/plan", True),
        (PATH + "th/main", "https://province.go.th/office/plan", True), (PATH + "home", "https://province.go.th/other", False),
        ("https://abt-x.go.th/index.php", "https://abt-x.go.th/other/b", True),
        ("https://abt-x.go.th/home", "https://abt-x.go.th/other", True),
        ("https://abt-x.go.th/main/th/index.html", "https://abt-x.go.th/other", True),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/x", True), ("http://127.0.0.1:8000/", "http://127.0.0.1/x", False),
        ("https://sites.google.com/view/abt-x/home", "https://sites.google.com/view/abt-x/plan", True),
        ("https://sites.google.com/view/abt-x/home", "https://sites.google.com/view/other", False),
        ("https://www.facebook.com/abtx", "https://www.facebook.com/other", False), (HOME, "http://[bad", False),
    ],
)  # fmt: skip
def test_scope(start: str, url: str, owned: bool) -> None:
    assert Scope.of(start).owns(url) is owned


def test_a_start_that_leads_elsewhere_adds_that_place() -> None:
    moved = Scope.of("http://abt-x.go.th/").moved_to("https://web.abt-x.go.th:8443/2566/index.php")
    assert moved.owns("https://web.abt-x.go.th:8443/other")
    assert moved.owns("http://abt-x.go.th/")
    vendor = Scope.of("http://abt-x.go.th/").moved_to("https://vendor.example/abt-x/home.php")
    assert vendor.owns("https://vendor.example/abt-x/plan")
    assert not vendor.owns("https://vendor.example/another-agency/")


def test_one_page_has_one_identity() -> None:
    one = identity("http://www.abt-x.go.th/plan?id=5")
    for same in (
        "https://abt-x.go.th/plan?id=5&PHPSESSID=0123456789abcdef01",
        "http://abt-x.go.th/plan;jsessionid=AB12?id=5&utm_source=x&sort=desc",
    ):
        assert identity(same) == one
    for other in (
        "https://abt-x.go.th/plan?id=6",
        "https://abt-x.go.th/plan/?id=5",
        "https://abt-x.go.th/plan?id=5&sid=3",
        "https://abt-x.go.th/plan?id=5&order=7",
    ):
        assert identity(other) != one
    assert shape("http://x.go.th/a/12?id=5") == shape("http://x.go.th/a/7?id=61") != shape("http://x.go.th/a/7?cat=61")


def test_reasons_in_the_address_alone() -> None:
    assert refused("https://x.go.th/แผน.PDF") is None
    assert refused("https://x.go.th/plan.docx?download=1") is None
    assert refused("https://x.go.th/download.php?file=a.jpg") is None
    assert refused("https://x.go.th/a.jpg?size=2") is NotFetched.TYPE
    assert refused("https://x.go.th/v1.2/plan-2.5") is None
    assert refused("https://x.go.th/" + "a" * 3000) is NotFetched.TRAP
    assert repeats_segments("/menu/menu/menu/x.php")
    assert repeats_segments("/a/b/a/b/x")
    assert not repeats_segments("/2566/05/2566/06/plan")
    assert not repeats_segments("/plan/2566/plan/detail")
    assert is_calendar("https://x.go.th/events?year=2026&month=3")
    assert is_calendar("https://x.go.th/calendar/2026/03")
    assert not is_calendar("https://x.go.th/plan?year=2566")
    assert not is_calendar("https://x.go.th/news?id=3&day=monday")


def test_long_lists_wait_and_end_but_not_for_likely_links() -> None:
    traps = Traps()
    for n in range(40):
        assert not traps.crowded(f"https://x.go.th/news?id={n}", 0)
        traps.asked(f"https://x.go.th/news?id={n}")
    assert traps.crowded("https://x.go.th/news?id=99", 0)
    assert not traps.crowded("https://x.go.th/news?id=99", 75)
    assert traps.verdict("https://x.go.th/news?id=99", 0) is None
    for n in range(80):
        traps.asked(f"https://x.go.th/news?id={n}")
    assert traps.verdict("https://x.go.th/news?id=99", 0) is NotFetched.TRAP
    assert traps.verdict("https://x.go.th/news?id=99", 75) is None
    assert traps.verdict("https://x.go.th/news/99.pdf", 0) is None


def _seen(text: str, region: Region = Region.CONTENT, found_on: str = HOME) -> Sighting:
    return Sighting(text, "", found_on, region)


def _frontier(start: str = HOME) -> Frontier:
    return Frontier(Scope.of(start), PlainGuide(), max_depth=5)


def test_rank_goes_first_then_depth_then_menu_before_footer() -> None:
    frontier = _frontier()
    for path, text, depth, region in (
        ("foot", "", 1, Region.FOOTER), ("deep", "", 3, Region.CONTENT), ("menu", "", 1, Region.MENU),
        ("likely", "50", 4, Region.FOOTER), ("best.pdf", "90", 2, Region.CONTENT),
    ):  # fmt: skip
        frontier.add(HOME + path, _seen(text, region), depth)
    taken = [target.url.removeprefix(HOME) for target in iter(frontier.next, None)]
    assert taken == ["best.pdf", "likely", "menu", "foot", "deep"]
    assert frontier.queued == 0


def test_a_better_wording_raises_a_waiting_link_and_all_wordings_are_kept() -> None:
    frontier = _frontier()
    frontier.add(HOME + "a", _seen("อ่านต่อ"), 1)
    frontier.add(HOME + "b", _seen("40"), 1)
    frontier.add(HOME + "a", _seen("80"), 1)
    frontier.add(HOME + "a", _seen("80"), 1)
    first = frontier.next()
    assert first is not None
    assert first.url == HOME + "a"
    assert [s.text for s in first.sightings] == ["อ่านต่อ", "80"]
    for n in range(50):
        frontier.add(HOME + "a", _seen(f"w{n}"), 1)
    assert len(first.sightings) == 20


def test_redirects_join_links_and_are_not_asked_twice() -> None:
    frontier = _frontier()
    frontier.add(HOME + "old", _seen("old"), 1)
    frontier.add(HOME + "new", _seen("new"), 1)
    old = frontier.next()
    assert old is not None
    assert frontier.leads_to(old, HOME + "new") is None
    assert frontier.next() is None
    assert [s.text for s in old.sightings] == ["old", "new"]
    assert list(frontier.unfetched(NotFetched.PAGE_LIMIT)) == []


def test_memory_is_bounded_and_the_best_links_stay() -> None:
    frontier = _frontier()
    for n in range(MAX_LINKS + 6_000):
        frontier.add(f"https://elsewhere.example/{n}", _seen("90" if n % 1000 == 0 else ""), 1)
    left = list(frontier.unfetched(NotFetched.PAGE_LIMIT))
    assert len(left) == MAX_LINKS
    assert all(f"https://elsewhere.example/{n}" in {link.url for link in left[:30]} for n in range(0, MAX_LINKS + 6_000, 1000))


def test_endless_texts_are_cut() -> None:
    frontier = _frontier()
    frontier.add(HOME + "a", Sighting("x" * 10_000, "h" * 10_000, HOME, Region.MENU, "c" * 10_000), 1)
    target = frontier.next()
    assert target is not None
    assert (len(target.sightings[0].text), len(target.sightings[0].context)) == (500, 200)


def test_splash_pages() -> None:
    def leads(body: str, start: str = HOME) -> str | None:
        return start_leads_to(read_page(f"<html><body>{body}</body></html>".encode(), start, "text/html; charset=utf-8"), Scope.of(start))

    assert leads('<a href="https://new.example.go.th/">เข้าสู่เว็บไซต์</a>') == "https://new.example.go.th/"
    assert leads('<a href="https://www.facebook.com/abtx">เข้าสู่เว็บไซต์</a>') is None
    assert leads('<a href="https://news.example/">ข่าว</a>') is None
    own = "".join(f'<a href="/{n}">x</a>' for n in range(6))
    assert leads(own + '<a href="https://new.example.go.th/">เข้าสู่เว็บไซต์</a>') is None
    office = "https://office.province.go.th/"
    assert leads('<a href="https://www.province.go.th/">เข้าสู่เว็บไซต์</a>', office) is None


def test_the_host_clock() -> None:
    now = 100.0
    clock = HostClock(1.0, now=lambda: now)
    assert [clock.reserve("a"), clock.reserve("a"), clock.reserve("b")] == [0.0, 1.0, 0.0]
    clock.pause("a", 500)
    assert clock.reserve("a") == 60.0
    clock.ask_for("b", 4)
    assert [clock.reserve("b"), clock.reserve("b")] == [1.0, 5.0]
    clock.pause("c", None)
    clock.pause("c", None)
    assert clock.reserve("c") == 10.0
    clock.finished("d")
    assert clock.reserve("d") == 1.0


def test_retry_after() -> None:
    now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    assert retry_after(b"120", now) == 120.0
    assert retry_after(b"Sun, 01 Mar 2026 12:00:30 GMT", now) == 30.0
    assert retry_after(b"Sun, 01 Mar 2026 11:00:00 GMT", now) == 0.0
    for nothing in (None, b"", b"soon", b"\xff", b"9" * 50):
        assert retry_after(nothing, now) is None


def test_settings_that_keep_others_out() -> None:
    settings = scrapy_settings(CrawlLimits(obey_robots=True, max_body=7))
    assert settings["TWISTED_DNS_RESOLVER"] is GuardedResolver
    for name in ("REMOTE_CONTROL_ENABLED", "TELNETCONSOLE_ENABLED", "HTTPPROXY_ENABLED", "METAREFRESH_ENABLED"):
        assert settings[name] is False
    assert (settings["ROBOTSTXT_OBEY"], settings["DOWNLOAD_MAXSIZE"], settings["CONCURRENT_REQUESTS_PER_DOMAIN"]) == (True, 7, 1)
    assert scrapy_settings(CrawlLimits(delay=0))["CONCURRENT_REQUESTS_PER_DOMAIN"] == 8
    assert robots_name("oit-crawler/0.1 (+https://example.org)") == "oit-crawler"


def test_the_user_agent_names_the_contact_that_is_set() -> None:
    assert user_agent(" ") == USER_AGENT
    assert user_agent("it@province.example") == f"{USER_AGENT[:-1]}; +it@province.example)"
    for bad in ("a\r\nX: y", "สำนักงาน", "(x)", "x" * 201):
        with pytest.raises(BadInput):
            user_agent(bad)


def test_bad_addresses_and_limits() -> None:
    assert start_address(" www.อบต-ก.ไทย/แผน ").startswith("http://www.xn--")
    assert start_address("HTTPS://ABT-X.go.th") == "https://abt-x.go.th/"
    for bad in ("", "ftp://x.go.th/", "javascript:alert(1)", "http://", "file:///etc/passwd"):
        with pytest.raises(BadInput):
            start_address(bad)
    for wrong in ({"max_pages": 0}, {"delay": -1}, {"timeout": 0}, {"render": "sometimes"}, {"max_minutes": float("nan")}):
        with pytest.raises(BadInput):
            CrawlLimits(**wrong)  # type: ignore[arg-type]
