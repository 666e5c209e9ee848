"""Reading an answer's headers. Pure."""

from scrapy.http import Response

from reading.addresses import resolve

_END = 2_000  # bytes in which a page's end stands; counters and remarks may follow it
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def redirect_of(response: Response, url: str) -> str | None:
    """Where `response` to `url` sends the visitor, None when it doesn't or to nowhere."""
    return resolve(url, _location(response.headers.get("Location") or b"")) if response.status in _REDIRECTS else None


def _location(value: bytes) -> str:
    """Letters that are no ASCII stand for their own bytes, as browsers take them: a server with Thai names in an encoding of its own is
    asked again in that encoding."""
    return "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in value).strip()


def header(response: Response, name: str) -> str:
    """The header's text, "" when it is absent; servers write Thai in it as they like."""
    value = response.headers.get(name) or b""
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()


def headers_of(response: Response) -> dict[str, str]:
    """All headers as text, a letter for each byte: whatever a server writes there is no reason to read no further."""
    return {name.decode("latin-1"): b",".join(values).decode("latin-1") for name, values in response.headers.items()}


def is_cut(response: Response) -> bool:
    """Did less come than was announced? A page that comes to its end is whole, whatever length was announced for it."""
    return "dataloss" in response.flags and b"</html" not in response.body[-_END:].lower()
