"""Scrapy's answers as exchanges, the way evidence keeps them."""

from typing import Any

from scrapy.http import Request, Response

from oit.exchange import Exchange, Headers

LARGEST_ERROR = 1_000_000  # bytes kept of the page that comes with an error's status
_STOPPED, _LOST = "download_stopped", "dataloss"  # Scrapy's flags


def exchange_of(response: Response, request: Request, at: str) -> Exchange:
    """What was asked and what came, a long page of an error only in part."""
    body = response.body
    too_long = response.status >= 400 and len(body) > LARGEST_ERROR
    return Exchange(
        url=request.url, at=at, request=_headers(request.headers), status=response.status, headers=_headers(response.headers),
        body=body[:LARGEST_ERROR] if too_long else body, truncated="length" if too_long else _truncated(response.flags),
        ip=str(response.ip_address or ""),
    )  # fmt: skip


def _truncated(flags: list[str]) -> str:
    """In the words of the WARC standard: cut off on the way, or by our own choice."""
    return "disconnect" if _LOST in flags else "unspecified" if _STOPPED in flags else ""


def _headers(headers: Any) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values)
