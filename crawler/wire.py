"""Limits on what a server may send before and around the body. Scrapy limits bodies; a head without end it would keep."""

from typing import Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Request, Response
from twisted.web._newclient import ParseError

from crawler.net_limits import MOST_ENCODINGS, MOST_HEAD_BYTES, MOST_HEADERS, MOST_PARTS
from crawler.outcomes import Withheld
from oit.snapshot import FetchFailure

# How a part of a compressed file begins: gzip; zstd, and what zstd skips over.
_PART_MARKS = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x2a\x4d\x18")


class HeadTooLong(ParseError):
    """The server's headers had no end."""

    def __init__(self, what: str, line: bytes = b"") -> None:
        super().__init__(what, line[:100])  # type: ignore[no-untyped-call]


class LimitedHandler(HTTP11DownloadHandler):
    """Scrapy's own, whose connections give up on a head that is too long."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        pool: Any = self._pool
        pool._factory = _limited(pool._factory)


def _limited(factory: Any) -> Any:
    """The factory of the connections, as a class since the pool calls it, with limits on what each of its connections reads."""

    class LimitedFactory(factory):  # type: ignore[misc]
        noisy = False

        def buildProtocol(self, addr: Any) -> Any:
            protocol = super().buildProtocol(addr)
            _limit(protocol)
            return protocol

    return LimitedFactory


def _limit(protocol: Any) -> None:
    ask = protocol.request

    def request(wanted: Any) -> Any:
        coming = ask(wanted)
        if protocol._parser is not None:
            _count_head(protocol._parser)
        return coming

    protocol.request = request


def _count_head(parser: Any) -> None:
    """Counts the lines and bytes of the head as the parser gets them, answers before the answer included."""
    take = parser.lineReceived
    lines = taken = 0

    def received(line: bytes) -> None:
        nonlocal lines, taken
        lines, taken = lines + 1, taken + len(line) + 2
        if taken > MOST_HEAD_BYTES or lines > MOST_HEADERS:
            raise HeadTooLong("headers without end", line)
        take(line)

    def too_long(line: bytes) -> None:
        raise HeadTooLong("a header without end", line)

    parser.lineReceived, parser.lineLengthExceeded = received, too_long
    parser.MAX_LENGTH = MOST_HEAD_BYTES  # of one line: the library's own limit is less than some sites send


class EncodingLimits:
    """A downloader middleware below Scrapy's own that unpacks: refuses what would cost much time to unpack, however little comes out."""

    def process_response(self, request: Request, response: Response) -> Response:
        values = b",".join(response.headers.getlist("Content-Encoding"))
        layers = [layer for layer in values.split(b",") if layer.strip()]
        if len(layers) > MOST_ENCODINGS:
            raise Withheld(FetchFailure.BAD_ANSWER, f"packed {len(layers)} times over")
        if layers and max(response.body.count(mark) for mark in _PART_MARKS) > MOST_PARTS:
            raise Withheld(FetchFailure.BAD_ANSWER, "packed in too many parts")
        return response
