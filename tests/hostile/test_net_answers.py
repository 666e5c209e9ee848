"""Answers that are wrong, endless, packed beyond measure: one crawl of a server that has them all ends well and says what each was."""

import gzip
import zlib
from collections.abc import Callable
from typing import Any

import brotli
import pytest

from tests.hostile.conftest import Came, Net
from tests.hostile.net_server import Asked, HostileServer, head, html

LIMIT = 1_000_000  # max_body of these crawls
PAGE = html("/", "<p>read</p>")
UNPACKED = 10_000_000_000  # bytes that the largest bombs would grow to


def of_zeros(pack: Any, size: int) -> bytes:
    """So many noughts through a compressor with `compress` and `flush`."""
    chunk, parts = b"\0" * 1_000_000, []
    parts += [pack(chunk) for _ in range(size // len(chunk))]
    return b"".join(parts)


def gzip_bomb(size: int) -> bytes:
    """One packed block of 10 MB over and over: members of one file."""
    return gzip.compress(b"\0" * 10_000_000, 9) * (size // 10_000_000)


def brotli_bomb(size: int) -> bytes:
    packer = brotli.Compressor(quality=1)
    return of_zeros(packer.process, size) + packer.finish()


def zstd_bomb(size: int) -> bytes:
    """One frame by hand: blocks that say "this byte so many times over" (RFC 8878)."""
    block = 128 * 1024
    many = size // block
    header = b"\x28\xb5\x2f\xfd" + bytes([0b1100_0000, 0x38]) + size.to_bytes(8, "little")
    blocks = (int((block << 3) | 0b010).to_bytes(3, "little") + b"\0") * (many - 1)
    return header + blocks + int((block << 3) | 0b011).to_bytes(3, "little") + b"\0"


def three_times() -> bytes:
    return gzip.compress(gzip.compress(gzip.compress(b"\0" * 10_000_000)))


def deflate_bomb(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return of_zeros(packer.compress, size) + packer.flush()


def chunked(*lines: bytes) -> bytes:
    return head(200, "Content-Type: text/html", "Transfer-Encoding: chunked") + b"".join(lines)


Make = Callable[[HostileServer, str], None]


def raw(*parts: bytes, reset: bool = False) -> Make:
    return lambda server, path: server.raw(path, *parts, reset=reset)


def packed(encoding: str, body: bytes | Callable[[], bytes]) -> Make:
    """A body that takes long to make is given by what makes it: not every process that reads this file asks for it."""
    return lambda server, path: server.answer(path, 200, body if isinstance(body, bytes) else body(), f"Content-Encoding: {encoding}")


def endless(start: bytes, again: bytes) -> Make:
    return lambda server, path: server.endless(path, start, again)


def whole(*headers: str | bytes, status: int = 200, body: bytes = PAGE) -> bytes:
    return head(status, "Content-Type: text/html", *headers) + body


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
SIZE = f"Content-Length: {len(PAGE)}"
MANY_HEADERS = b"".join(b"X-%d: y\r\n" % n for n in range(100_000))
READ, LOST, BAD, LARGE, SLOW, CUT = None, "connection_lost", "bad_answer", "too_large", "timeout", "cut_off"

# What is sent, and which outcomes are right. More than one where it depends on what of it came first.
CASES: dict[str, tuple[Make, set[str | None]]] = {
    # packed
    "gzip": (packed("gzip", gzip.compress(PAGE)), {READ}),
    "gzip-bomb": (packed("gzip", lambda: gzip_bomb(600_000_000)), {LARGE}),
    "gzip-short-bomb": (packed("gzip", lambda: gzip.compress(b"\0" * 50_000_000)), {LARGE}),
    "brotli-bomb": (packed("br", lambda: brotli_bomb(200_000_000)), {LARGE}),
    "zstd-bomb": (packed("zstd", lambda: zstd_bomb(UNPACKED)), {LARGE, BAD}),
    "zstd-small-bomb": (packed("zstd", lambda: zstd_bomb(1_000_000_000)), {LARGE}),
    "deflate-bomb": (packed("deflate", lambda: deflate_bomb(200_000_000)), {LARGE}),
    "gzip-in-gzip": (packed("gzip, gzip", gzip.compress(gzip.compress(PAGE))), {READ}),
    "gzip-three-times": (packed("gzip, gzip, gzip", three_times), {BAD}),
    "gzip-thousand-times": (packed(", ".join(["gzip"] * 1_000), gzip.compress(PAGE)), {BAD}),
    "gzip-many-empty-parts": (packed("gzip", lambda: gzip.compress(b"") * 40_000), {BAD}),
    "zstd-many-empty-frames": (packed("zstd", b"\x50\x2a\x4d\x18\0\0\0\0" * 100_000), {BAD}),
    "no-such-encoding": (packed("compress-better", PAGE), {BAD}),
    "gzip-that-is-none": (packed("gzip", PAGE), {BAD, "other"}),
    "zstd-that-is-none": (packed("zstd", PAGE), {BAD, "other"}),
    "brotli-that-is-none": (packed("br", PAGE), {BAD, "other"}),
    "deflate-that-is-none": (packed("deflate", PAGE), {BAD, "other"}),
    "gzip-cut": (packed("gzip", gzip.compress(PAGE)[:-20]), {READ, CUT, BAD}),
    # lengths
    "gigabyte-without-length": (endless(OK + b"\r\n", b"<p>more</p>" * 10_000), {LARGE}),
    "gigabyte-announced": (endless(OK + b"Content-Length: 1000000000\r\n\r\n", b"x" * 100_000), {LARGE}),
    "length-too-long": (raw(whole(f"Content-Length: {len(PAGE) + 500}")), {READ, CUT}),
    "length-too-long-cut": (raw(whole(f"Content-Length: {len(PAGE) + 500}", body=PAGE[:-30])), {CUT}),
    "length-too-short": (raw(whole("Content-Length: 60")), {READ, CUT}),
    "length-negative": (raw(whole("Content-Length: -1")), {BAD, READ}),
    "length-huge": (raw(whole("Content-Length: " + "9" * 4_000)), {BAD, LARGE}),
    "length-no-number": (raw(whole("Content-Length: many")), {BAD}),
    "length-plus": (raw(whole(f"Content-Length: +{len(PAGE)}")), {BAD, READ}),
    "lengths-that-differ": (raw(whole(SIZE, "Content-Length: 5")), {BAD}),
    "length-and-chunked": (raw(whole("Content-Length: 5", "Transfer-Encoding: chunked", body=b"4\r\nabcd\r\n0\r\n\r\n")), {READ, BAD}),
    # heads
    "headers-without-end": (endless(OK, b"X-Filler: " + b"y" * 1_000 + b"\r\n"), {BAD}),
    "header-without-end": (endless(OK + b"X-Long: ", b"y" * 100_000), {BAD, LOST}),
    "header-of-10-MB": (raw(OK + b"X-Long: " + b"y" * 10_000_000 + b"\r\n\r\n" + PAGE), {BAD, LOST}),
    "folded-header-without-end": (endless(OK + b"X-Folded: a\r\n", b" more\r\n" * 1_000), {BAD}),
    "100000-headers": (raw(OK + MANY_HEADERS + b"\r\n" + PAGE), {BAD}),
    "900-headers": (raw(OK + MANY_HEADERS[:9_000] + b"X: y\r\n\r\n" + PAGE), {READ}),
    "header-bytes": (raw(whole(SIZE, b"X-Thai: \xe1\xbc\xb9\xff", b"\xe1\xbc\xb9: x")), {READ, BAD}),
    "type-bytes": (raw(head(200, b"Content-Type: \xe1\xbc\xb9", SIZE) + PAGE), {READ}),
    "null-in-header": (raw(whole(SIZE, b"X-Null: a\0b", b"X\0: y")), {READ, BAD}),
    "null-in-body": (raw(whole(body=PAGE.replace(b"read", b"re\0ad" * 1_000))), {READ}),
    "carriage-returns": (raw(OK + b"X: a\rY: b\r\n\r\n" + PAGE), {READ, BAD}),
    "no-colon": (raw(OK + b"this is no header\r\n\r\n" + PAGE), {READ}),
    # status lines
    "no-http": (raw(b"this is no HTTP\r\n\r\n"), {BAD}),
    "nothing": (raw(b""), {LOST}),
    "http-0.9": (raw(PAGE), {BAD, LOST}),
    "http-9.9": (raw(whole(SIZE).replace(b"HTTP/1.1", b"HTTP/9.9")), {READ, BAD}),
    "status-999": (raw(whole(SIZE, status=999)), {"server_error"}),
    "status-0": (raw(whole(SIZE, status=0)), {BAD}),
    "status-negative": (raw(whole(SIZE).replace(b" 200 ", b" -200 ")), {BAD}),
    "status-of-digits": (raw(whole(SIZE).replace(b" 200 ", b" " + b"2" * 6_000 + b" ")), {BAD}),
    "status-304": (raw(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"), {BAD}),
    "status-206": (raw(whole(SIZE, "Content-Range: bytes 0-99/100000", status=206)), {READ, CUT, BAD}),
    "status-204": (raw(head(204)), {BAD}),
    "status-line-without-end": (endless(b"HTTP/1.1 200 ", b"OK" * 50_000), {BAD, LOST}),
    "early-answers-without-end": (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000), {BAD}),
    "early-answers": (raw(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 3 + whole(SIZE)), {READ}),
    "switching": (raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n" + b"\x81\x05hello"), {BAD, LOST}),
    # chunks
    "chunk-too-long": (raw(chunked(b"ffffffff\r\n" + PAGE)), {READ, CUT, LOST, LARGE}),
    "chunk-beyond-numbers": (raw(chunked(b"f" * 500 + b"\r\n" + PAGE)), {READ, CUT, LOST, LARGE, BAD}),
    "chunk-negative": (raw(chunked(b"-5\r\n" + PAGE)), {BAD, LOST, CUT, "other"}),
    "chunk-no-number": (raw(chunked(b"zz\r\n" + PAGE)), {BAD, LOST, CUT, "other"}),
    "chunk-size-without-end": (endless(chunked(), b"0" * 10_000), {BAD, LOST, CUT, "other"}),
    "chunk-extension-without-end": (endless(chunked(b"5;"), b"x" * 10_000), {BAD, LOST, CUT, "other"}),
    "chunk-trailers-without-end": (endless(chunked(b"0\r\n"), b"X: y\r\n" * 1_000), {BAD, LOST, CUT, "other"}),
    "chunk-of-one-byte": (raw(chunked(b"".join(b"1\r\n%c\r\n" % byte for byte in PAGE), b"0\r\n\r\n")), {READ}),
    "transfer-encoding-unknown": (raw(whole("Transfer-Encoding: gzip, chunked")), {BAD}),
    # the line
    "reset-in-body": (raw(whole("Content-Length: 100000", body=PAGE[:200]), reset=True), {CUT, LOST}),
    "reset-in-head": (raw(OK, reset=True), {LOST, BAD}),
    "reset-at-once": (raw(b"", reset=True), {LOST}),
    "tls-garbage": (raw(b"\x15\x03\x01\x00\x02\x02\x28" * 100), {BAD, LOST}),
}  # fmt: skip
NO_ANSWER_LIMIT = 8_000_000  # bytes that a server may have got rid of where the line's own buffers are counted in


@pytest.fixture(scope="module")
def crawled(shared_net: Net) -> Came:
    """Sound pages stand between the hostile ones, as on a real site."""
    server = shared_net.server
    hrefs = []
    for name, (make, _) in CASES.items():
        make(server, f"/{name}")
        server.page(f"/sound-{name}", f"<p>sound {name}</p>")
        hrefs += [f"/sound-{name}", f"/{name}"]
    server.page("/", "".join(f'<p><a href="{href}">rank {90 - n / 4:.0f}</a></p>' for n, href in enumerate(hrefs)))
    return shared_net.crawl(max_body=LIMIT, max_minutes=1, timeout=3)


def test_the_crawl_ends_well(crawled: Came, shared_net: Net) -> None:
    assert crawled.facts["stopped_by"] in ("finished", "settled")
    sound = [r["failure"] for url, r in crawled.resources.items() if "/sound-" in url]
    assert sound == [None] * len(CASES)
    assert crawled.megabytes < 400


@pytest.mark.parametrize("name", CASES)
def test_what_it_says_of_each(crawled: Came, shared_net: Net, name: str) -> None:
    resource = crawled.resources[f"{shared_net.server.url}/{name}"]
    assert resource["failure"] in CASES[name][1], resource["detail"]
    assert resource["size"] <= LIMIT
    assert "\n" not in resource["detail"]
    assert len(resource["detail"]) <= 300


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith(("-without-end", "-without-length", "-announced"))])
def test_of_what_has_no_end_little_is_taken(crawled: Came, shared_net: Net, name: str) -> None:
    times = shared_net.server.times(f"/{name}")
    assert 0 < times <= 6
    assert shared_net.server.sent[f"/{name}"] / times < NO_ANSWER_LIMIT


@pytest.mark.parametrize(("name", "why"), [("gzip-many-empty-parts", "too many parts"), ("zstd-many-empty-frames", "too many parts"),
                                           ("gzip-thousand-times", "packed 1000 times over")])  # fmt: skip
def test_what_would_cost_much_time_is_not_even_unpacked(crawled: Came, shared_net: Net, name: str, why: str) -> None:
    assert why in crawled.resources[f"{shared_net.server.url}/{name}"]["detail"]


def test_https_at_a_port_of_http(net: Net) -> None:
    net.server.page("/", "plain")
    came = net.ask(net.server.url + "/", net.server.url.replace("http:", "https:") + "/")
    assert [answer["failure"] for answer in came.answers.values()] == [None, "tls"]


def garbage(line: Any, asked: Asked) -> None:
    line.sendall(bytes(range(256)) * 100)


def test_a_server_that_answers_everything_with_garbage(net: Net) -> None:
    net.server.otherwise = garbage
    net.server.answers["/robots.txt"] = garbage
    came = net.crawl()
    assert [r["failure"] for r in came.resources.values()] == ["bad_answer"]
    assert came.facts["stopped_by"] == "not_captured"
