"""Which requests of a rendered page go out. Pure: the visit asks for each.

Reading needs scripts, styles, frames and data. Held back are pictures, fonts and film, services that add nothing to read, and whatever
changes something: a form's POST always; PUT, PATCH and DELETE always; a POST of a click unless the click was one that opens or turns over
what a reader looks at (accordion, tab, "load more", next page, choice of a year) and the request goes to the page's own site under no name
that speaks of changing. While a page loads, its scripts may POST: lists come by admin-ajax.php, GraphQL or server-side tables.
"""

import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from crawler.render_hosts import is_side_show
from crawler.render_words import ACTS, CHANGES

_HEAVY = frozenset({"image", "font", "media", "texttrack", "manifest", "ping"})
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_DATA = frozenset({"xhr", "fetch"})
READING_CLICKS = frozenset({"toggle", "more", "next", "select", "view"})
_VERBS = frozenset({
    "action", "act", "do", "cmd", "command", "task", "method", "op", "mode", "func", "function", "operation", "operationname",
})  # fmt: skip
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_SENT = 20_000  # characters of a request's body that are looked at; a longer one reads nothing


@dataclass(frozen=True, slots=True)
class Sent:
    """One request: kind as Playwright names it (document, script, xhr ...); body "" for none."""

    url: str
    method: str
    kind: str
    body: str = ""
    navigates: bool = False  # loads a page or frame
    main: bool = False  # the page itself


def held_back(sent: Sent, page_url: str, click: str | None, pictures: bool) -> str:
    """Why the request does not go out, "" when it does: heavy, side_show, changes. `click` is the kind of the last click, None before
    the first. A click that would leave the page is the visit's affair."""
    if sent.method not in _READS:
        return "" if _reads_by_post(sent, page_url, click) else "changes"
    if not pictures and sent.kind in _HEAVY:
        return "heavy"
    if not sent.main and not (pictures and sent.kind != "script") and is_side_show(sent.url):
        return "side_show"
    if click is not None and sent.kind in _DATA and speaks_of_change(sent.url, "", ACTS):
        return "changes"
    return ""


def _reads_by_post(sent: Sent, page_url: str, click: str | None) -> bool:
    if sent.method != "POST" or sent.navigates or sent.kind not in _DATA or len(sent.body) > _MOST_SENT or is_side_show(sent.url):
        return False
    if speaks_of_change(sent.url, sent.body):
        return False
    return click is None or (click in READING_CLICKS and same_site(sent.url, page_url))


def speaks_of_change(url: str, body: str = "", words: frozenset[str] = CHANGES) -> bool:
    """Does the path, a verb among the parameters, or GraphQL speak of changing something?"""
    split = urlsplit(url)
    said = [split.path.rpartition("/")[0][-60:], split.path.rpartition("/")[2]]
    given = [*_pairs(split.query), *_fields(body)]
    said += [value for name, value in given if name.lower() in _VERBS]
    spoken = {word.lower() for text in said for word in _PARTS.findall(text)}
    return not spoken.isdisjoint(words) or any(name == "query" and value.lstrip().startswith("mutation") for name, value in given)


def same_site(url: str, other: str) -> bool:
    """The same host, with or without www., or one a part of the other."""
    one, two = ((urlsplit(address).hostname or "").removeprefix("www.") for address in (url, other))
    return bool(one) and (one == two or one.endswith("." + two) or two.endswith("." + one))


def _fields(body: str) -> list[tuple[str, str]]:
    if body.lstrip()[:1] in ("{", "["):
        try:
            data = json.loads(body)
        except ValueError:
            return []
        first = data[0] if isinstance(data, list) and data else data
        return [(str(name), str(value)[:500]) for name, value in first.items()] if isinstance(first, dict) else []
    return _pairs(body)


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, max_num_fields=500)
    except ValueError:
        return []
