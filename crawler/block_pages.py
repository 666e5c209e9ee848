"""Pages that stand in front of a site or in its place: checks for programs, firewalls, maintenance, parking. Pure."""

from collections.abc import Mapping

from crawler.block_words import SIGNS, TELLS_OF_OTHERS, BlockSign
from oit.content import Page
from oit.snapshot import FetchFailure

HTML_HEAD = 30_000  # letters of the HTML that are looked at
MOST_LINKS = 25  # such pages have fewer links than a site's frame, even where they advertise
_LONGEST = max(sign.longest for sign in SIGNS if not sign.header[0])
_GONE = frozenset({404, 410})  # what such a page says beside is not why it gave nothing
_SHOWN_TAGS = ("<a ", "<img", "<area", "<frame", "<iframe", "<form", 'id="root"', "id=root", 'id="app"', 'id="__next"', "<app-root")
_QUOTES = (("’", "'"), ("‘", "'"), ("`", "'"), ("–", "-"), ("—", "-"))


def blocked(
    status: int, headers: Mapping[str, str], text: str, title: str, html_head: str, *, front: bool = True
) -> tuple[FetchFailure, str] | None:
    """What stands in place of the page, as a failure and its name; None for a page as it is meant, or where nothing can be told.

    `text` is the visible text, `title` the page's title, `html_head` the beginning of its HTML (HTML_HEAD letters do). Header names may be
    in any case. An ordinary page that only speaks of firewalls or maintenance has more text than such a page, and is let through; so
    is one within the site (not `front`) that says under its own title that its information is being mended.
    """
    low = {name.lower(): value.lower() for name, value in headers.items()}
    if status < 400 and (len(text) > _LONGEST or html_head.count("<a ") + html_head.count("<A ") > MOST_LINKS):
        return _by_headers(low)
    seen = _Seen(status, low, _plain(text), _plain(title), html_head[:HTML_HEAD].lower(), front)
    for sign in SIGNS:
        if seen.shows(sign):
            return sign.failure, sign.name
    if status == 503 and low.get("retry-after"):
        return FetchFailure.MAINTENANCE, f"HTTP {status} with Retry-After"
    return None


def blocked_page(
    status: int, headers: Mapping[str, str], body: bytes, page: Page, *, front: bool = True
) -> tuple[FetchFailure, str] | None:
    """The same for a page that was read from `body`, as it came or as a browser showed it."""
    return blocked(status, headers, page.text, page.title, body[:HTML_HEAD].decode("utf-8", "replace"), front=front)


def _by_headers(headers: Mapping[str, str]) -> tuple[FetchFailure, str] | None:
    for sign in SIGNS:
        by_header_alone = sign.header[0] and not (sign.refused or sign.text or sign.html or sign.title or sign.any_of)
        if by_header_alone and _in_headers(sign, headers):
            return sign.failure, sign.name
    return None


def _in_headers(sign: BlockSign, headers: Mapping[str, str]) -> bool:
    name, value = sign.header
    return name in headers and value in headers[name]


class _Seen:
    """One answer, in the form that signs are compared with."""

    def __init__(self, status: int, headers: Mapping[str, str], text: str, title: str, html: str, front: bool) -> None:
        self._front = front
        self._headers, self._text, self._title, self._html = headers, text, title, html
        self._length, self._refused, self._gone = len(text), status >= 400 and status not in _GONE, status in _GONE
        self._bare = not any(tag in html for tag in _SHOWN_TAGS)
        self._of_others = any(word in text for word in TELLS_OF_OTHERS)

    def shows(self, sign: BlockSign) -> bool:
        if self._length > sign.longest or (sign.refused and not self._refused) or (sign.bare and not self._bare):
            return False
        if sign.failure in (FetchFailure.MAINTENANCE, FetchFailure.PARKED) and (self._gone or (self._of_others and not self._refused)):
            return False
        if sign.header[0] and not _in_headers(sign, self._headers):
            return False
        if not self._front and any(self._under_title(phrase) for phrase in sign.unless):
            return False
        return (
            (not sign.title or self._title.startswith(sign.title))
            and all(word in self._text for word in sign.text)
            and (not sign.any_of or any(word in self._text for word in sign.any_of))
            and all(word in self._html for word in sign.html)
        )

    def _under_title(self, phrase: str) -> bool:
        """Do the words stand under some of the page's own, and not alone?"""
        return self._text.find(phrase) >= 2 * len(phrase)


def _plain(text: str) -> str:
    text = text[:20_000].lower()
    for written, plain in _QUOTES:
        text = text.replace(written, plain)
    return " ".join(text.split())
