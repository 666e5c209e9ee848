"""Heads of requests and answers, robots.txt, names of hosts: strictly read, refused by ValueError, never passed on changed in meaning."""

# ruff: noqa: E501 - a case is easier to read in one line; what an error says is checked where it may come

import ipaddress

from hypothesis import given
from hypothesis import strategies as st
from protego import Protego
from scrapy.http import Response

from crawler.addresses import AddressGuard, forbidden
from crawler.answers import header, headers_of, redirect_of
from crawler.link_rules import path_extension, refused, repeats_segments
from crawler.proxy_calls import answer_head, parse
from crawler.robots_trouble import tame
from tests.fuzz.fuzzing import TEXTS, few, in_time, mutated
from tests.fuzz.test_fuzz_pages import ADDRESSES

END = b"\r\n\r\n"  # whoever reads a head reads to the first of these
CALLS = (
    b"GET http://x.go.th/a?b=1 HTTP/1.1\r\nHost: x.go.th\r\nProxy-Connection: keep-alive\r\nAccept: */*\r\n\r\n",
    b"CONNECT x.go.th:443 HTTP/1.1\r\nHost: x.go.th:443\r\n\r\n",
    b"POST http://x.go.th:8080/ HTTP/1.0\r\nContent-Length: 5\r\nConnection: close\r\n\r\n",
)
ANSWERS = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n",
)
WORDS = (b"\r\n", b"\n", b"\r", b": ", b" ", b"@", b"127.0.0.1", b"[::1]", b"http://", b"https://", b"file://", b"Content-Length: 9\r\n", b"Transfer-Encoding: chunked\r\n", b"Host: y\r\n", b"#", b"\\",
         b"/../", b"%00", b":0", b":99999", b"CONNECT", b"\x00", b"HTTP/2", b"\xe0\xb8\x81", b"\r\n\r\nGET / HTTP/1.1\r\n")  # fmt: skip


@few(150)
@given(head=mutated(CALLS, WORDS))
def test_calls_of_a_browser(head: bytes) -> None:
    head = (head + END).partition(END)[0] + END
    try:
        with in_time():
            call = parse(head)
    except ValueError:
        return
    assert 0 < call.port < 65_536
    assert call.host
    assert not set(call.host) & set(" /\\@#?\r\n\x00")
    assert (call.method == "CONNECT") == (call.head == b"")
    if call.head:
        assert call.head.endswith(b"\r\n\r\n")
        assert call.head.count(b"\r\n\r\n") == 1
        assert call.head.lower().count(b"\r\nhost: ") == 1
        assert b"\n" not in call.head.replace(b"\r\n", b"")
        assert call.body_length >= 0


@few(100)
@given(head=mutated(ANSWERS, WORDS))
def test_heads_of_answers(head: bytes) -> None:
    head = (head + END).partition(END)[0] + END
    try:
        with in_time():
            made = answer_head(head)
    except ValueError:
        return
    assert made == b"" or (made.startswith(b"HTTP/1.") and made.count(b"\r\n\r\n") == 1)


ROBOTS = (
    b"User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 5\nSitemap: http://x/s.xml\n\nUser-agent: oit-crawler\nDisallow:\n",
    b"<html>404</html>",
    b"\xff\xfeU\x00s\x00e\x00r\x00",
)
ROBOT_WORDS = (
    b"User-agent: ",
    b"Disallow: ",
    b"Allow: ",
    b"*",
    b"$",
    b"\n",
    b"\r",
    b"#",
    b"Crawl-delay: 1e999",
    b"Crawl-delay: -1",
    b"oit",
    b"%",
    b"\x00",
    b"/*" * 40,
    b"*" * 300,
)


@few(100)
@given(body=mutated(ROBOTS, ROBOT_WORDS), path=ADDRESSES)
def test_robots(body: bytes, path: str) -> None:
    with in_time():
        tamed = tame(body, "oit-crawler")
        assert len(tamed) <= len(body) + 20 * body.lower().count(b"user") + 20
        read = Protego.parse(tamed.decode("utf-8", "ignore"))
        read.can_fetch("https://x.go.th/" + path.encode("ascii", "ignore").decode(), "oit-crawler")


@few(150)
@given(text=ADDRESSES | st.ip_addresses().map(str), port=st.integers(-1, 70_000))
def test_a_guard_without_exceptions_lets_public_addresses_through_and_nothing_else(text: str, port: int) -> None:
    with in_time():
        try:
            address = ipaddress.ip_address(text.partition("%")[0])
        except ValueError:
            assert forbidden(text)
            assert not AddressGuard().allows(text, "x.go.th", port)
            return
        if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified:
            assert not AddressGuard().allows(text, text, port)
        AddressGuard((text, f"{text}:{port}")).allows("8.8.8.8", text, port)


@few(80)
@given(
    location=st.binary(max_size=80) | ADDRESSES.map(lambda text: text.encode("utf-8", "replace")),
    status=st.sampled_from((200, 301, 302, 303, 307, 308, 999)),
)
def test_redirects_and_headers(location: bytes, status: int) -> None:
    response = Response("https://x.go.th/a", status=status, headers={"Location": location, "Content-Type": location})
    with in_time():
        target = redirect_of(response, "https://x.go.th/a")
        header(response, "Content-Type")
        headers_of(response)
    assert target is None or target.startswith(("http://", "https://"))


@few(80)
@given(text=ADDRESSES | TEXTS)
def test_rules_of_links(text: str) -> None:
    with in_time():
        refused(f"https://x.go.th/{text}")
        path_extension(text)
        repeats_segments(text)
