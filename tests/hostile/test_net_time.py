"""The time of a crawl holds, whatever the server does: slow bodies, silence, busy answers, and many of them."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest

from tests.hostile.conftest import Came, Net, UnderWay, new_net
from tests.hostile.net_server import Asked, HostileServer, head, html

START_AND_END = 15.0  # seconds for seven processes to begin and to end, on a machine with much other work
MINUTES = 0.15
Make = Callable[[HostileServer, str], None]


def drip(server: HostileServer, path: str) -> None:
    """One byte a second, without end and without length."""
    server.endless(path, head(200, "Content-Type: text/html"), b"x", 1.0)


def drip_of_header(server: HostileServer, path: str) -> None:
    server.endless(path, b"HTTP/1.1 200 OK\r\nX: ", b"x", 1.0)


def drip_of_robots(server: HostileServer, path: str) -> None:
    drip(server, "/robots.txt")
    server.page(path, "behind robots")


def busy(server: HostileServer, path: str) -> None:
    server.answer(path, 503, b"", "Retry-After: 3600")


def drips_by_the_hundred(server: HostileServer, path: str) -> None:
    def otherwise(line: Any, asked: Asked) -> None:
        line.sendall(head(200, "Content-Type: text/html"))
        for _ in range(30):
            line.sendall(b"x")
            time.sleep(1)

    server.links(path, [f"/slow/{n}" for n in range(200)])
    server.answers["/robots.txt"] = lambda line, _: line.sendall(head(404, "Content-Length: 0"))
    server.otherwise = otherwise


def endless_site(server: HostileServer, path: str) -> None:
    """Each page links to a hundred new ones."""

    def otherwise(line: Any, asked: Asked) -> None:
        links = "".join(f'<a href="{asked.path.rstrip("/")}{n}/plan">rank 90 {asked.path}{n}</a> ' for n in range(100))
        body = html(asked.path, links)
        line.sendall(head(200, "Content-Type: text/html", f"Content-Length: {len(body)}") + body)

    server.answers["/robots.txt"] = lambda line, _: line.sendall(head(404, "Content-Length: 0"))
    server.otherwise = otherwise


WAYS: dict[str, Make] = {
    "a byte a second": drip, "a byte of a header a second": drip_of_header, "robots.txt a byte a second": drip_of_robots,
    "silence": lambda server, path: server.silent(path), "busy for an hour": busy, "hundreds of slow pages": drips_by_the_hundred,
    "a site without end": endless_site,
}  # fmt: skip


@pytest.fixture(scope="module")
def ends(nursery: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Came]:
    """A crawl of each, all at the same time."""
    with ExitStack() as stack:
        nets: dict[str, Net] = {}
        under_way: dict[str, UnderWay] = {}
        for name, make in WAYS.items():
            net = stack.enter_context(new_net(nursery, tmp_path_factory))
            make(net.server, "/")
            nets[name], under_way[name] = net, net.start(max_minutes=MINUTES, timeout=60.0, max_pages=100_000)
        came = {name: crawl.end() for name, crawl in under_way.items()}
    assert [name for name, net in nets.items() if not net.server.asked] == []  # or nothing was tried
    return came


@pytest.mark.parametrize("way", WAYS)
def test_the_time_of_a_site_holds(ends: dict[str, Came], way: str) -> None:
    """The time for one answer alone would be far longer than that of the crawl."""
    came = ends[way]
    assert came.seconds < 60 * MINUTES + START_AND_END
    assert came.facts["stopped_by"] in ("time_limit", "not_captured", "settled")
    assert came.megabytes < 400


def test_one_slow_answer_does_not_keep_the_rest_waiting(net: Net) -> None:
    net.server.links("/", ["/slow", *[f"/page{n}" for n in range(20)]])
    drip(net.server, "/slow")
    for n in range(20):
        net.server.page(f"/page{n}", f"page {n}")
    came = net.crawl(timeout=1)
    failures = {url.removeprefix(net.server.url): r["failure"] for url, r in came.resources.items()}
    assert failures.pop("/slow") == "timeout"
    assert set(failures.values()) == {None}
    assert len(failures) == 21
