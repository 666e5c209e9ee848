"""Crawled words and addresses made safe to print: they come from websites and may be hostile."""

import re
from urllib.parse import urlsplit

from oit.wording_gaps import plain, readable_url

_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff\"<>\\^`{|}]")
HREF_LIMIT = 2000


def printable(text: str, limit: int = 300) -> str:
    """One line of at most `limit` characters without control, bidi or invisible characters. Markup stays as the letters it is:
    who prints it must not interpret it (rich Text, escaped HTML, string cells)."""
    return plain(text, limit)


def web_address(url: str) -> str:
    """The address if it may stand in a link: http or https with a host, no blanks or control characters; else ""."""
    if len(url) > HREF_LIMIT or _NOT_IN_ADDRESS.search(url):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return url if parts.scheme.lower() in ("http", "https") and host else ""


def short_address(url: str, limit: int = 60) -> str:
    """An address for reading in little room: no scheme, no leading www, Thai letters decoded, the middle left out."""
    text = re.sub(r"^https?://(www\.)?", "", readable_url(url, HREF_LIMIT)).rstrip("/")
    if len(text) <= limit:
        return text
    tail = text[-(limit * 2 // 3) :]
    while tail and not tail[0].isalnum() and tail[0] not in "/-_.?=":
        tail = tail[1:]
    return printable(text[: limit - len(tail) - 1].rstrip(), limit) + "…" + tail
