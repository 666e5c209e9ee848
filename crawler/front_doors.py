"""What stands at agencies' addresses today: each asked once, redirects followed, one request at a time for a host."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.addresses import AddressGuard
from crawler.block_pages import blocked_page
from crawler.outcomes import failure_of_status
from crawler.polite_lines import PoliteLines
from crawler.scope import Scope
from crawler.single_request import Answered, Patience, Unanswered
from oit.roster_check import Answer
from oit.snapshot import FetchFailure
from reading.addresses import resolve
from reading.html import read_page

MOST_HOPS = 8
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_LINE = frozenset({FetchFailure.REFUSED, FetchFailure.TIMEOUT, FetchFailure.TLS, FetchFailure.CONNECTION_LOST})
_SHORT = 400  # letters of a page that does nothing but lead on


@dataclass(slots=True)
class FrontDoors:
    """`delay`: seconds between two requests to a host. `shown` is told each address that was asked for."""

    guard: AddressGuard
    user_agent: str
    delay: float = 1.0
    patience: Patience = field(default_factory=Patience)
    shown: Callable[[str], None] = lambda _: None
    lines: PoliteLines = field(init=False)

    def __post_init__(self) -> None:
        self.lines = PoliteLines(self.guard, self.user_agent, self.delay, self.patience)

    def ask_all(self, urls: Iterable[str]) -> dict[str, Answer]:
        """The answer of each address."""
        found: dict[str, Answer] = {}
        for url, answer in self.lines.each(urls, self.ask):
            self.shown(url)
            found[url] = answer
        return found

    def ask(self, url: str) -> Answer:
        """The answer of one address; where https gives no line at all, of the same under http."""
        answer = self._followed(url)
        split = urlsplit(url)
        if answer.failure in _NO_LINE and split.scheme == "https" and split.port is None:
            plain = self._followed(f"http{url.removeprefix('https')}")
            if plain.failure is None:
                return Answer(url, plain.final_url, plain.status, None, answer.detail, plain.moved_to, plain.leaves, http_only=True)
        return answer

    def _followed(self, url: str) -> Answer:
        """Where the address leads in the end. `moved_to` is where its last permanent step out of the agency's place led."""
        scope, cookies = Scope.of(url), dict[str, dict[str, str]]()
        here, moved, permanent, status = url, "", True, None
        for _ in range(MOST_HOPS):
            try:
                answer = self.lines.asked(here, cookies)
            except Unanswered as trouble:
                return Answer(url, here, None, trouble.failure, trouble.detail, moved, not scope.owns(here))
            status = answer.status
            target = leads_to(answer, here)
            if target is None:
                failure, detail = _what_came(answer, here)
                return Answer(url, here, status, failure, detail, moved, not scope.owns(here))
            permanent = permanent and status in _PERMANENT
            here = target
            if permanent and not scope.owns(here):
                moved = here
        return Answer(url, here, status, FetchFailure.REDIRECT_LOOP, f"more than {MOST_HOPS} redirects", moved, not scope.owns(here))


def leads_to(answer: Answered, here: str) -> str | None:
    """The address that a redirect leads on to, or a page that does nothing else; None for an answer that stays."""
    if answer.status in _REDIRECTS:
        return resolve(here, answer.headers.get("location", ""))
    if answer.status != 200 or b"refresh" not in answer.body[:20_000].lower():
        return None
    page = read_page(answer.body, here, answer.headers.get("content-type", ""))
    onwards = next((link.url for link in page.links if link.rel == "refresh" and link.url), None)
    return onwards if onwards and onwards != here and len(page.text) < _SHORT else None


def _what_came(answer: Answered, here: str) -> tuple[FetchFailure | None, str]:
    kind = answer.headers.get("content-type", "text/html").lower()
    if "html" in kind:
        page = read_page(answer.body, here, kind)
        stands = blocked_page(answer.status, answer.headers, answer.body, page)
        if stands:
            return stands
    failure = failure_of_status(answer.status)
    return failure, f"HTTP {answer.status}" if failure else ""
