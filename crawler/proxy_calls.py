"""What a browser says to its proxy, strictly read: whatever could be taken for something else by the next server is refused. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

MOST_HEAD = 65_536  # bytes of the head of a request or answer
MOST_HEADERS = 200
MOST_BODY = 60_000_000  # bytes of a request
_LINE = re.compile(rb"([A-Z]{1,20}) ([\x21-\x7e]+) HTTP/1\.[01]")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*)")
_HOST = re.compile(r"[A-Za-z0-9._~-]{1,253}|[0-9A-Fa-f:.]{2,45}")
_BETWEEN_TWO = frozenset({  # headers that are for the next server only
    b"connection", b"keep-alive", b"proxy-authorization", b"proxy-connection", b"te", b"trailer", b"upgrade",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """`head` is what the server gets, b"" for CONNECT; `body_length` the bytes that follow it."""

    method: str
    host: str
    port: int
    head: bytes
    body_length: int


def parse(head: bytes) -> Call:
    """The call that `head`, with the blank line at its end, asks for. Raises ValueError for what no browser says to a proxy."""
    line, *lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    found = _LINE.fullmatch(line)
    if found is None or len(lines) > MOST_HEADERS:
        raise ValueError("no request line, or too many headers")
    method, target = found[1].decode(), found[2].decode()
    headers = [_header(text) for text in lines]
    if method == "CONNECT":
        host, port = _place(target, 0)
        return Call(method, host, port, b"", 0)
    split = urlsplit(target)
    if split.scheme != "http":
        raise ValueError("not an http address")
    host, port = _place(split.netloc, 80)
    path = (split.path or "/") + (f"?{split.query}" if split.query else "")
    kept = [name + b": " + value for name, value in headers if name.lower() not in (*_BETWEEN_TWO, b"host")]
    start = [f"{method} {path} HTTP/1.1".encode(), b"Host: " + split.netloc.encode()]
    return Call(method, host, port, b"\r\n".join([*start, *kept, b"Connection: close", b"", b""]), _length(headers))


def answer_head(head: bytes) -> bytes:
    """The head of an answer as the browser gets it, told that nothing follows on this connection; b"" for an answer before the answer
    (1xx). Raises ValueError for what is no answer, and for one that would change the protocol."""
    line, *lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    status = re.match(rb"HTTP/1\.[01] ([1-9]\d\d)(?: |$)", line)
    if status is None or status[1] in (b"101", b"407"):  # the latter would be taken for the proxy's own wish for a password
        raise ValueError("no answer")
    if status[1].startswith(b"1"):
        return b""
    kept = [text for text in lines if text.partition(b":")[0].strip().lower() not in _BETWEEN_TWO]
    return b"\r\n".join([line, *kept, b"Connection: close", b"", b""])


def _header(text: bytes) -> tuple[bytes, bytes]:
    found = _HEADER.fullmatch(text)
    if found is None:
        raise ValueError("no header")
    return found[1], found[2]


def _place(text: str, default: int) -> tuple[str, int]:
    """Host and port of `host:port`; nothing may stand before or behind them."""
    split = urlsplit(f"//{text}")
    host, port = split.hostname or "", split.port or default
    if split.netloc != text or "@" in text or not _HOST.fullmatch(host) or not 0 < port < 65_536:
        raise ValueError("no host and port")
    return host, port


def _length(headers: list[tuple[bytes, bytes]]) -> int:
    """Bytes of the body. Two lengths, or one in pieces, would be read in one way here and in another there."""
    if any(name.lower() == b"transfer-encoding" for name, _ in headers):
        raise ValueError("a body in pieces")
    lengths = [value.strip() for name, value in headers if name.lower() == b"content-length"]
    if not lengths:
        return 0
    if len(lengths) > 1 or not re.fullmatch(rb"[0-9]{1,9}", lengths[0]) or int(lengths[0]) > MOST_BODY:
        raise ValueError("no length")
    return int(lengths[0])
