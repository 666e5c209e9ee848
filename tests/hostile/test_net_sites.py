"""Sites that have no end, ask for cookies, write odd links, or have a hostile robots.txt."""

import gzip
import json
import time
from collections import Counter
from typing import Any

import pytest
from protego import Protego

from crawler.net_limits import MOST_COOKIES
from crawler.robots_trouble import MOST_BYTES, tame
from tests.hostile.conftest import Came, Net
from tests.hostile.net_server import Asked, HostileServer, head, html

WEB = ("http://", "https://")


def test_a_hundred_thousand_links_on_one_page(net: Net) -> None:
    net.server.page("/", "".join(f'<a href="/n{n}/plan{n}">p{n}</a>' for n in range(100_000)))
    net.server.otherwise = lambda line, asked: line.sendall(head(200, "Content-Length: 5", "Content-Type: text/plain") + b"plain")
    came = net.crawl(max_body=20_000_000, max_pages=5)
    assert came.facts["stopped_by"] in ("page_limit", "time_limit")
    assert len(came.unfetched) <= 20_000
    assert came.megabytes < 700


def odd_links(port: int) -> dict[str, str]:
    """href -> the path that is right to be asked for, "" for none."""
    return {
        "javascript:alert(1)": "", "JaVaScRiPt:location='/js'": "/js", "java\tscript:void(0)": "", "data:text/html,<a href=/d>": "",
        "vbscript:x": "", "": "", " ": "", "#": "", "#top": "", "mailto:a@b.c": "", "tel:191": "", "file:///etc/passwd": "",
        "about:blank": "", "blob:http://x/y": "", "http://": "", "http:///": "", "http://[": "", "http://:80/": "", "//": "", "///": "",
        "http://127.0.0.1:99999/": "", "http://127.0.0.1:-1/": "", "http://127.0.0.1:x/": "", "/" + "long/" * 300_000: "",
        "/q?" + "x" * 1_000_000: "", "/back\\slash\\plan": "/back/slash/plan", f"\\\\127.0.0.1:{port}\\unc": "/unc",
        "/แผน/ปี ๒๕๖๘.html": "/%E0%B9%81%E0%B8%9C%E0%B8%99/%E0%B8%9B%E0%B8%B5%20%E0%B9%92%E0%B9%95%E0%B9%96%E0%B9%98.html",
        "/sp ace\n/new\tline": "/sp%20ace/newline", "/../../up": "/up", "/%zz": "/%25zz", "/nul\0l": None, "?only=query": "/?only=query",
        "/quote%22'%3Cscript%3E": None, "/\u202eright": None, f"HTTP://127.0.0.1:{port}/CAPS": "/CAPS",
        "http:/one-slash": "/one-slash", "http:no-slash": "/no-slash",
    }  # fmt: skip


@pytest.fixture(scope="module")
def odd(shared_net: Net) -> Came:
    links = odd_links(shared_net.server.port)
    shared_net.server.page("/", "".join(f'<p><a href="{href}">rank 90</a></p>' for href in links))
    shared_net.server.otherwise = lambda line, asked: line.sendall(head(200, "Content-Length: 5", "Content-Type: text/plain") + b"plain")
    return shared_net.crawl(max_body=20_000_000)


def test_odd_links_are_asked_for_as_browsers_do_or_not_at_all(odd: Came, shared_net: Net) -> None:
    asked, wanted = set(shared_net.server.paths()), odd_links(shared_net.server.port).values()
    assert {path for path in wanted if path} <= asked
    left_open = sum(path is None for path in wanted)
    assert len(asked - {"/"} - {path for path in wanted if path}) <= left_open
    assert max(map(len, asked)) <= 2_000
    assert all(url.startswith(WEB) and len(url) <= 2_000 for url in [*odd.resources, *odd.unfetched])
    assert shared_net.untouched()


def calendar(line: Any, asked: Asked) -> None:
    """Every month leads to the next and the one before, for all eternity; each day too."""
    month = int(asked.path.rpartition("=")[2] or 0) if "month=" in asked.path else 0
    links = [f"/calendar?month={month + 1}", f"/calendar?month={month - 1}", *[f"/calendar?month={month}&day={n}" for n in range(1, 29)]]
    body = html(asked.path, "".join(f'<a href="{link}">{link}</a> ' for link in links))
    line.sendall(head(200, "Content-Type: text/html", f"Content-Length: {len(body)}") + body)


def session(line: Any, asked: Asked) -> None:
    """Every answer gives all links a session id of its own."""
    number = abs(hash((asked.path, asked.at)))
    links = [f"/{name}?PHPSESSID={number:032x}{n}" for n, name in enumerate(["plan", "budget", "staff"])]
    body = html(asked.path.partition("?")[0], "".join(f'<a href="{link}">rank 50 {link[1:5]}</a> ' for link in links))
    line.sendall(head(200, "Content-Type: text/html", f"Content-Length: {len(body)}") + body)


def soft_404(line: Any, asked: Asked) -> None:
    """The same page for whatever is asked, with links deeper and deeper."""
    links = "".join(f'<a href="{asked.path.rstrip("/")}/x{n}">x{n}</a>' for n in range(5))
    body = html("not found", f"<p>not found</p>{links}")
    line.sendall(head(200, "Content-Type: text/html", f"Content-Length: {len(body)}") + body)


@pytest.mark.parametrize(("send", "most"), [(calendar, 120), (session, 20), (soft_404, 400)])
def test_sites_without_end_come_to_one(net: Net, send: Any, most: int) -> None:
    net.server.otherwise = send
    net.server.answers["/robots.txt"] = lambda line, _: line.sendall(head(404, "Content-Length: 0"))
    came = net.crawl(max_pages=2_000, max_minutes=0.5)
    assert came.facts["stopped_by"] in ("finished", "settled", "not_captured")
    assert came.facts["requests"] <= most


def test_a_cookie_wall_is_passed_and_ten_thousand_cookies_are_not_kept(net: Net) -> None:
    def wall(line: Any, asked: Asked) -> None:
        if "seen=yes" in asked.headers.get("cookie", ""):
            body = html("in", '<a href="/many">rank 90</a>')
            line.sendall(head(200, "Content-Type: text/html", f"Content-Length: {len(body)}") + body)
        else:
            line.sendall(head(302, "Location: /", "Set-Cookie: seen=yes; path=/", "Content-Length: 0"))

    net.server.answers["/"] = wall
    cookies = [f"Set-Cookie: c{n}={'v' * 100}" for n in range(800)]
    net.server.answer("/many", 200, html("many", '<a href="/more">rank 80</a>'), *cookies, f"Set-Cookie: long={'v' * 20_000}")
    net.server.answer("/more", 200, html("more", '<a href="/after">rank 70</a>'), *[f"Set-Cookie: d{n}={'v' * 100}" for n in range(800)])
    net.server.page("/after", "after")
    came = net.crawl()
    failures = {url.removeprefix(net.server.url): r["failure"] for url, r in came.resources.items()}
    assert failures == {"/": None, "/many": None, "/more": None, "/after": None}
    sent = [asked.headers.get("cookie", "") for asked in net.server.asked if asked.path == "/after"]
    assert "=" in sent[0]
    assert len(sent[0]) <= 8_192
    assert sent[0].count("=") <= MOST_COOKIES
    assert "long=" not in sent[0]


def test_a_cookie_for_a_whole_ending_is_not_kept_and_nothing_is_looked_up_for_it(net: Net) -> None:
    """Scrapy's own middleware asks the internet for the list of endings; here no other name is looked up."""
    wide = [f"Set-Cookie: {name}=1; domain={domain}" for name, domain in (("wide", ".go.th"), ("own", ".x.go.th"), ("other", "evil.go.th"))]
    net.server.answer("/", 200, html("/", '<a href="/next">next</a>'), *wide)
    net.server.page("/next", "next")
    came = net.crawl(url=f"http://www.x.go.th:{net.server.port}/", names={"www.x.go.th": [["127.0.0.1"]]})
    sent = [asked.headers.get("cookie", "") for asked in net.server.asked if asked.path == "/next"]
    assert sent == ["own=1"]
    assert set(came.looked_up) == {"www.x.go.th"}


# robots.txt

WILD = "Disallow: /" + "*a" * 60 + "*b$\n"
AGENTS = "".join(f"User-agent: a{n}\n" for n in range(15_000)) + "User-agent: *\nDisallow: /closed\n" + "".join(
    f"Disallow: /{n}\n" for n in range(15_000))  # fmt: skip
RULES = "User-agent: *\n" + "".join(f"Disallow: /*{n}*x*{n}$\n" for n in range(100_000))


def site(server: HostileServer) -> None:
    server.links("/", ["/plan", "/closed/plan", "/" + "a" * 900])
    server.page("/plan", "plan")
    server.page("/closed/plan", "closed plan")
    server.page("/" + "a" * 900, "many letters")


def outcome(net: Net) -> tuple[str, Counter[str]]:
    came = net.crawl(timeout=2, max_minutes=0.3)
    assert came.megabytes < 400
    return came.facts["stopped_by"], Counter(str(r["failure"]) for r in came.resources.values())


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (b"User-agent: *\nDisallow: /\n", 0),
        (b"User-agent: *\nDisallow: /closed\n" + b"#" * 5_000_000, 3),
        (b"#" * 5_000_000 + b"\nUser-agent: *\nDisallow: /\n", 4),
        (b"<!DOCTYPE html><html><body>User-agent: *\nDisallow: /\n</body></html>", 4),
        (RULES.encode(), 0),  # so many that only what stands before their wildcards is read: nothing
        (b"User-agent: *\n" + WILD.encode() * 50, 4),
        (b"\xff\xfe" + "User-agent: *\nDisallow: /\n".encode("utf-16-le"), 4),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /closed\r\n", 3),
        ("User-agent: *\nDisallow: /แผน\nDisallow: /closed\n".encode("cp874"), 3),
        (b"\0" * 100_000 + b"\nUser-agent: *\nDisallow: /closed\n", 3),
        (b"User-agent: *\nCrawl-delay: 1e308\nCrawl-delay: nan\nCrawl-delay: -5\nCrawl-delay: inf\nDisallow: /closed\n", None),
        (b"User-agent: *\n" * 30_000 + b"Disallow: /closed\n", 3),
        (AGENTS.encode(), 3),
        (gzip.compress(b"User-agent: *\nDisallow: /closed\n" + b"#\n" * 400_000), 3),
        (("User-agent: " + "x" * 400_000 + "\nDisallow: /\n").encode(), 4),
    ],
    ids=["forbids all", "5 MB after", "5 MB before", "html", "100000 rules", "wildcards", "utf-16", "utf-8 mark", "windows-874", "nulls",
         "odd delays", "one agent often", "many agents and rules", "packed", "long agent"],
)  # fmt: skip
def test_hostile_rules_for_robots(net: Net, body: bytes, read: int | None) -> None:
    site(net.server)
    coding = ["Content-Encoding: gzip"] if body.startswith(b"\x1f\x8b") else []
    net.server.answer("/robots.txt", 200, body, *coding, kind="text/plain")
    stopped, failures = outcome(net)
    if read is not None:
        assert failures["None"] == read
    assert stopped in (["not_captured"] if read == 0 else ["finished", "time_limit"] if read is None else ["finished"])


@pytest.mark.parametrize("way", ["forbidden", "file", "self", "chain", "page"])
def test_robots_that_redirect(net: Net, way: str) -> None:
    site(net.server)
    places = {"forbidden": f"http://2130706434:{net.server.port}/robots.txt", "file": "file:///etc/passwd", "self": "/robots.txt",
              "chain": "/r0", "page": "/plan"}  # fmt: skip
    net.server.redirect("/robots.txt", places[way])
    for n in range(30):
        net.server.redirect(f"/r{n}", f"/r{n + 1}")
    _, failures = outcome(net)
    assert net.untouched()
    assert net.server.times("/robots.txt") <= 8
    assert net.server.times("/r10") == 0
    assert failures["None"] == 4


def test_a_file_made_to_cost_much_is_read_so_that_it_forbids_no_less() -> None:
    """Work, not time, is compared: processor seconds for an address by the rules as they came and as they are read."""
    wild = ("User-agent: *\n" + WILD * (MOST_BYTES // len(WILD)) + "Disallow: /closed*x\nAllow: /closed/*\n").encode()
    address = "http://x.test/" + "a" * 1_900
    tamed = Protego.parse(tame(wild, "oit-crawler").decode())
    assert not tamed.can_fetch("http://x.test/closed/x", "oit-crawler")
    assert cost(tamed, address) < cost(Protego.parse(wild.decode()), address) / 10


def cost(rules: Protego, address: str) -> float:
    began = time.process_time()
    rules.can_fetch(address, "oit-crawler")
    return time.process_time() - began + 1e-6


def test_groups_that_may_mean_us_are_kept_among_very_many() -> None:
    others = "".join(f"User-agent: a{n}\n" for n in range(1_000)) + "Disallow: /theirs\n"
    rules = others + "User-agent: OIT-Crawler\nDisallow: /ours\nUser-agent: *\nDisallow: /all\n"
    read = Protego.parse(tame(rules.encode(), "oit-crawler").decode())
    assert [read.can_fetch(f"http://x.test/{path}", "oit-crawler") for path in ("theirs", "ours", "all")] == [True, False, True]
    assert [read.can_fetch(f"http://x.test/{path}", "someone") for path in ("ours", "all")] == [True, False]
    assert tame(b"User-agent: x\nDisallow: /*a\n", "oit-crawler") == b"User-agent: x\nDisallow: /*a\n"


def test_the_facts_of_a_hostile_crawl_can_be_written_down(odd: Came) -> None:
    assert json.loads(json.dumps(odd.told, ensure_ascii=False)) == odd.told
