"""robots.txt where it is not as it should be, by its standard (RFC 9309): what may be asked for when it cannot be had. Pure."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawler.net_limits import MOST_AGENTS, MOST_WILDCARDS
from crawler.outcomes import Withheld, failure_of_error
from oit.snapshot import FetchFailure

MOST_BYTES = 512_000  # of robots.txt are read, as the standard's least (500 KiB)
_AGENT_LINE = re.compile(rb"^[ \t]*user[- ]?agent[ \t:]*([^\r\n#]*)", re.IGNORECASE | re.MULTILINE)
_RULE_LINE = re.compile(rb"^([^\r\n*]*)\*[^\r\n]*", re.MULTILINE)
_NOT_TEXT = (b"<!doctype", b"<html", b"<head", b"<body", b"<?xml", b"%pdf", b"\x89png", b"gif8")


def robots_of(request: Request) -> str:
    """The host and port whose robots.txt this request is for, also after redirects; "" for any other request."""
    first = (request.meta.get("redirect_urls") or [request.url])[0]
    split = urlsplit(first)
    return split.netloc if split.path == "/robots.txt" and not split.query else ""


def tame(rules: bytes, name: str) -> bytes:
    """The rules of a file made to cost much, in a form that forbids no less to the program `name`: groups for very many others count as
    one, and of very many wildcards each rule that forbids keeps what stands before its first, while such that allow are dropped."""
    if len(_AGENT_LINE.findall(rules)) > MOST_AGENTS:
        rules = _AGENT_LINE.sub(lambda line: line.group() if _may_mean(line.group(1), name) else b"User-agent: another", rules)
    if rules.count(b"*") > MOST_WILDCARDS:
        rules = _RULE_LINE.sub(_without_wildcard, rules)
    return rules


def _may_mean(agent: bytes, name: str) -> bool:
    plain = agent.strip().lower().replace(b"*", b"").decode("latin-1")
    return plain in name.lower()  # "" too: a wildcard alone means everybody


def _without_wildcard(line: re.Match[bytes]) -> bytes:
    before = line.group(1)
    if _AGENT_LINE.match(line.group()):
        return line.group()
    return b"" if before.strip().lower().startswith(b"allow") else before


@dataclass
class RobotsRecord:
    """What came of each robots.txt."""

    name: str = "oit-crawler"  # that rules know us by
    notes: dict[str, str] = field(default_factory=dict)  # by host and port: http_503, html, cut, or the failure's name
    _closed: dict[str, tuple[FetchFailure, str]] = field(default_factory=dict)

    def came(self, place: str, response: Response) -> Response:
        """The answer as the rules are to be read from it: errors, web pages and the like hold none, of long ones the beginning counts.

        A server's error closes the whole host, a client's error (4xx) opens it; that is the standard's word."""
        self._closed.pop(place, None)
        self.notes.pop(place, None)
        if 300 <= response.status < 400:
            return response
        if response.status >= 400:
            self.notes[place] = f"http_{response.status}"
            if response.status >= 500:
                self._closed[place] = FetchFailure.ROBOTS_TROUBLE, f"robots.txt: HTTP {response.status}"
            return response.replace(body=b"")
        if response.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:12].lower().startswith(_NOT_TEXT):
            self.notes[place] = "html"
            return response.replace(body=b"")
        if len(response.body) >= MOST_BYTES:
            self.notes[place] = "cut"
            return response.replace(body=tame(response.body[:MOST_BYTES].rpartition(b"\n")[0], self.name))
        return response.replace(body=tame(response.body, self.name))

    def failed(self, place: str, error: BaseException) -> None:
        """It could not be had at all. What we do not ask for ourselves closes nothing."""
        if isinstance(error, IgnoreRequest):
            return
        failure, detail = failure_of_error(error)
        self.notes[place] = failure.value
        if failure is not FetchFailure.TOO_LARGE:
            self._closed[place] = failure, f"robots.txt: {detail}"[:300]

    def reopen(self, place: str) -> bool:
        """For a second look: True if the host was closed and its robots.txt is now to be asked for again."""
        return self._closed.pop(place, None) is not None

    def check(self, place: str) -> None:
        """Raises Withheld if nothing may be asked of the host for want of its robots.txt."""
        if place in self._closed:
            raise Withheld(*self._closed[place])
