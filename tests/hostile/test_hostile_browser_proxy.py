"""The browser's proxy by itself: whatever is said to it, it connects to nothing forbidden, ends, and serves the next."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import TypeVar

import pytest

from crawler.addresses import AddressGuard
from crawler.proxy import MOST_CONNECTIONS, FilteringProxy, Lookup, look_up
from crawler.proxy_calls import answer_head, parse
from tests.hostile.browser_ground import Ground, ground

_T = TypeVar("_T")
_PATIENT = 20.0  # seconds: a connection that is still open then is never closed


@pytest.fixture
def land() -> Iterator[Ground]:
    with ground() as made:
        made.site.page("/", "<p>served</p>")
        yield made


def _with_proxy(land: Ground, act: Callable[[FilteringProxy], Awaitable[_T]], lookup: Lookup = look_up, **seconds: float) -> _T:
    async def run() -> _T:
        guard = AddressGuard((land.site.place,))
        async with FilteringProxy(guard, lookup, **seconds) as proxy:
            return await act(proxy)

    return asyncio.run(asyncio.wait_for(run(), 60))


async def _say(proxy: FilteringProxy, *parts: bytes, pause: float = 0.0) -> bytes:
    """What the proxy answers to the parts, until it closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(proxy.url.rpartition(":")[2]))
    with contextlib.suppress(ConnectionError):
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
    with contextlib.suppress(ConnectionError):
        return await asyncio.wait_for(reader.read(), _PATIENT)
    return b""


def _get(place: str, *headers: str, path: str = "/") -> bytes:
    return "\r\n".join([f"GET http://{place}{path} HTTP/1.1", f"Host: {place}", *headers, "", ""]).encode()


MALFORMED = {
    "nothing": b"\r\n\r\n",
    "no version": b"GET http://{site}/\r\n\r\n",
    "other version": b"GET http://{site}/ HTTP/2.0\r\n\r\n",
    "own form": b"GET / HTTP/1.1\r\nHost: {site}\r\n\r\n",
    "blanks": b"GET http://{site}/ x HTTP/1.1\r\n\r\n",
    "two calls in a line": b"GET http://{site}/\nHost: {far} HTTP/1.1\r\n\r\n",
    "bare line feed": b"GET http://{site}/ HTTP/1.1\nHost: {far}\r\n\r\n",
    "line feed in a header": b"GET http://{site}/ HTTP/1.1\r\nA: b\nGET http://{far}/ HTTP/1.1\r\n\r\n",
    "return in a header": b"GET http://{site}/ HTTP/1.1\r\nA: b\rC: d\r\n\r\n",
    "null": b"GET http://{site}/\x00 HTTP/1.1\r\n\r\n",
    "folded": b"GET http://{site}/ HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
    "no name": b"GET http://{site}/ HTTP/1.1\r\n: b\r\n\r\n",
    "blank in a name": b"GET http://{site}/ HTTP/1.1\r\nContent-Length : 3\r\n\r\nabc",
    "two lengths": b"POST http://{site}/ HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "negative": b"POST http://{site}/ HTTP/1.1\r\nContent-Length: -3\r\n\r\n",
    "huge": b"POST http://{site}/ HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n",
    "no number": b"POST http://{site}/ HTTP/1.1\r\nContent-Length: 0x3\r\n\r\nabc",
    "in pieces": b"POST http://{site}/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "both": b"POST http://{site}/ HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "https in clear": b"GET https://{site}/ HTTP/1.1\r\n\r\n",
    "ftp": b"GET ftp://{site}/ HTTP/1.1\r\n\r\n",
    "file": b"GET file:///etc/passwd HTTP/1.1\r\n\r\n",
    "with a name": b"GET http://{site}@{far}/ HTTP/1.1\r\n\r\n",
    "no port": b"CONNECT 127.0.0.1 HTTP/1.1\r\n\r\n",
    "port 0": b"CONNECT 127.0.0.1:0 HTTP/1.1\r\n\r\n",
    "port 65536": b"CONNECT 127.0.0.1:65536 HTTP/1.1\r\n\r\n",
    "port of words": b"CONNECT 127.0.0.1:http HTTP/1.1\r\n\r\n",
    "connect with a path": b"CONNECT {site}/x HTTP/1.1\r\n\r\n",
    "connect with a name": b"CONNECT {site}@{far} HTTP/1.1\r\n\r\n",
    "unbalanced": b"CONNECT [::1:80 HTTP/1.1\r\n\r\n",
    "odd host": b"CONNECT 127.0.0.1%00.x:80 HTTP/1.1\r\n\r\n",
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "lower case": b"get http://{site}/ HTTP/1.1\r\n\r\n",
}


def test_what_is_malformed_is_refused_and_goes_nowhere(land: Ground) -> None:
    def aimed(text: bytes) -> bytes:
        return text.replace(b"{site}", land.site.place.encode()).replace(b"{far}", land.far.place.encode())

    async def act(proxy: FilteringProxy) -> tuple[dict[str, bytes], bytes]:
        said = {name: await _say(proxy, aimed(text)) for name, text in MALFORMED.items()}
        return said, await _say(proxy, _get(land.site.place))

    said, after = _with_proxy(land, act)
    assert {name: answer[:12] for name, answer in said.items() if not answer.startswith(b"HTTP/1.1 400 ")} == {}
    assert land.reached == []
    assert len(land.site.asked) == 1
    assert b"served" in after


def test_floods_and_slow_lines_end(land: Ground) -> None:
    many = b"".join(f"A{number}: b\r\n".encode() for number in range(300))
    parts = {
        "many headers": (_get(land.site.place)[:-2] + many + b"\r\n",),
        "long header": (_get(land.site.place)[:-2] + b"A: " + b"x" * 100_000 + b"\r\n\r\n",),
        "endless head": (b"GET http://x/ HTTP/1.1\r\n", *(b"A: " + b"y" * 10_000 + b"\r\n" for _ in range(100))),
        "long address": (_get(land.site.place, path="/" + "x" * 70_000),),
        "silent": (),
        "one letter": (b"G",),
        "no body": (b"POST http://" + land.site.place.encode() + b"/ HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc",),
    }

    async def act(proxy: FilteringProxy) -> tuple[dict[str, bytes], bytes, bytes]:
        said = dict(zip(parts, await asyncio.gather(*(_say(proxy, *part) for part in parts.values())), strict=True))
        slow = await _say(proxy, *([b"G"] * 100), pause=0.05)  # each letter in time, the head never
        return said, slow, await _say(proxy, _get(land.site.place))

    said, slow, after = _with_proxy(land, act, idle=1.0, whole=5.0)
    assert {name: answer for name, answer in said.items() if b"served" in answer} == {}
    assert said["many headers"].startswith(b"HTTP/1.1 400 ")
    assert said["silent"].startswith(b"HTTP/1.1 502 ")
    assert b"served" not in slow
    assert b"served" in after


def test_a_connection_ends_even_against_a_letter_now_and_then(land: Ground) -> None:
    land.site.endless("/drip", b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", b"x", 0.1)
    land.site.endless("/heads", b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.001)
    land.site.endless("/head", b"HTTP/1.1 200 OK\r\n", b"A: b\r\n", 0.0005)
    land.site.raw("/switch", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n")
    land.site.raw("/password", b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x\r\n\r\n")
    land.site.raw("/junk", b"SSH-2.0-OpenSSH\r\n\r\n")
    land.site.raw("/early", b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend")
    paths = ("/drip", "/heads", "/head", "/switch", "/password", "/junk", "/early")

    async def act(proxy: FilteringProxy) -> dict[str, bytes]:
        return dict(zip(paths, await asyncio.gather(*(_say(proxy, _get(land.site.place, path=path)) for path in paths)), strict=True))

    said = _with_proxy(land, act, idle=1.0, whole=3.0)
    assert said["/drip"].endswith(b"xxxx")  # what came until the time was over
    assert said["/early"].startswith(b"HTTP/1.1 200 OK")
    assert said["/early"].endswith(b"end")
    refused = {path: said[path].split(b" ")[1] for path in ("/heads", "/head", "/switch", "/password", "/junk")}
    assert set(refused.values()) <= {b"400", b"502"}, refused


def test_only_the_checked_address_is_connected_to(land: Ground) -> None:
    answers = {"good.test": ["127.0.0.1"], "bad.test": ["127.0.0.2"], "mixed.test": ["127.0.0.2", "127.0.0.1"], "none.test": []}

    async def lookup(host: str, port: int) -> Sequence[str]:
        await asyncio.sleep(60 if host == "slow.test" else 0)
        return answers.get(host, ["127.0.0.2"])

    async def act(proxy: FilteringProxy) -> tuple[dict[str, bytes], set[tuple[str, int]], int]:
        names = (*answers, "slow.test")
        said = {name: await _say(proxy, _get(f"{name}:{land.site.port}")) for name in names}
        tunnel = await _say(proxy, f"CONNECT bad.test:{land.site.port} HTTP/1.1\r\n\r\n".encode())
        return {**said, "tunnel": tunnel}, proxy.reached, proxy.refused

    said, reached, refused = _with_proxy(land, act, lookup, connecting=1.0)
    statuses = {name: answer.split(b" ")[1].decode() for name, answer in said.items()}
    assert statuses == {"good.test": "200", "bad.test": "403", "mixed.test": "200", "none.test": "502", "slow.test": "502",
                        "tunnel": "403"}  # fmt: skip
    assert reached == {("127.0.0.1", land.site.port)}
    assert refused == 2
    assert land.reached == []


def test_an_address_that_does_not_answer_gives_way_to_the_next(land: Ground) -> None:
    with socket.create_server(("127.0.0.1", 0)) as spare:
        dead = spare.getsockname()[1]

    async def lookup(host: str, port: int) -> Sequence[str]:
        return ("::1", "127.0.0.1")  # nothing listens at the first

    async def act(proxy: FilteringProxy) -> tuple[bytes, bytes]:
        return await _say(proxy, _get(f"x.test:{land.site.port}")), await _say(proxy, _get(f"x.test:{dead}"))

    async def run() -> tuple[bytes, bytes]:
        async with FilteringProxy(AddressGuard(("x.test",)), lookup) as proxy:
            return await act(proxy)

    served, nobody = asyncio.run(asyncio.wait_for(run(), 30))
    assert b"served" in served
    assert nobody.startswith(b"HTTP/1.1 502 ")


def test_more_connections_than_a_browser_needs_are_turned_away(land: Ground) -> None:
    async def act(proxy: FilteringProxy) -> tuple[bytes, bytes]:
        port = int(proxy.url.rpartition(":")[2])
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(MOST_CONNECTIONS)]
        await asyncio.sleep(0.1)
        full = await _say(proxy, _get(land.site.place))
        for _, writer in held:
            writer.close()
        await asyncio.sleep(0.3)
        return full, await _say(proxy, _get(land.site.place))

    full, after = _with_proxy(land, act)
    assert full.startswith(b"HTTP/1.1 503 ")
    assert b"served" in after


def test_ports_of_other_services_are_refused_and_odd_ports_of_sites_are_not() -> None:
    guard = AddressGuard()
    public = "93.184.216.34"
    assert not any(guard.allows(public, "x.go.th", port) for port in (22, 25, 110, 143, 465, 587, 6667, 5060))
    assert all(guard.allows(public, "x.go.th", port) for port in (80, 81, 443, 8080, 8443, 8888, 9000, 3000))


def test_what_a_request_and_an_answer_become() -> None:
    call = parse(b"POST http://Site.test:8080/a?b=c HTTP/1.1\r\nHost: other\r\nCookie: d\r\nUpgrade: x\r\nContent-Length: 2\r\n\r\n")
    assert (call.host, call.port, call.body_length) == ("site.test", 8080, 2)
    assert call.head == (b"POST /a?b=c HTTP/1.1\r\nHost: Site.test:8080\r\nCookie: d\r\nContent-Length: 2\r\nConnection: close\r\n\r\n")
    assert parse(b"CONNECT [::1]:443 HTTP/1.1\r\n\r\n").host == "::1"
    answer = answer_head(b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nA: b\r\n\r\n")
    assert answer == b"HTTP/1.1 200 OK\r\nA: b\r\nConnection: close\r\n\r\n"
    assert answer_head(b"HTTP/1.1 100 Continue\r\n\r\n") == b""
