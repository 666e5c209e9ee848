"""Single addresses that a person named, opened as somebody opens them who types them: a connection of its own for every request, no cookies
at the start, redirects followed and each checked. What came on the way is given back as it came.

As for the addresses of the roster (crawler.front_doors), robots.txt is not asked: it speaks to programs that follow links by themselves,
and here one address is looked at because a person named it. Cookies that a redirect sets are sent back within the same visit, since many
sites turn in a circle without, and forgotten with it.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.block_pages import blocked_page
from crawler.front_doors import MOST_HOPS, leads_to
from crawler.outcomes import failure_of_status
from crawler.polite_lines import Cookies, PoliteLines, line_of
from crawler.single_request import Answered, Unanswered
from crawler.soft_404 import folder_kind, is_all_there, is_script_shell, likeness, no_such_address
from crawler.words import LANDING_SEGMENTS
from oit.content import Page
from oit.snapshot import FetchFailure
from reading.addresses import resolve
from reading.html import read_page
from reading.kinds import sniff

GIVE_UP_AFTER = 5  # addresses of one server in a row from which no answer came
_OK = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One answer on the way."""

    url: str
    at: datetime  # UTC
    answer: Answered


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one address. `failure` is None where something came to look at; `page` is what was read of a page of HTML.
    `nothing_there`: the site gives the same for an address that surely does not exist."""

    url: str
    at: datetime
    final_url: str
    steps: tuple[Step, ...]
    failure: FetchFailure | None
    detail: str
    page: Page | None = None
    nothing_there: bool = False

    @property
    def answer(self) -> Answered | None:
        """The last answer; None where none came from the last address."""
        return self.steps[-1].answer if self.steps and self.steps[-1].url == self.final_url else None


@dataclass(slots=True)
class LinkVisits:
    """Opens addresses. `in_time` is asked before each: where it says no, the address is not opened and left out."""

    lines: PoliteLines
    in_time: Callable[[], bool] = lambda: True
    _proofs: dict[tuple[str, str, str], frozenset[str]] = field(default_factory=dict)
    _turns: defaultdict[tuple[str, str, str], threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))
    _silent: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))  # server -> addresses in a row without an answer

    def all(self, urls: Iterable[str]) -> Iterator[Visit]:
        """Each address once, as it is done."""
        for _, visit in self.lines.each(urls, lambda url: self.visit(url) if self.in_time() else None):
            if visit is not None:
                yield visit

    def visit(self, url: str) -> Visit:
        """Opens one address. Never raises for what the network does. A server that is silent again and again is asked for nothing more:
        dozens of links to it would each wait their whole time."""
        began = datetime.now(UTC)
        first = resolve(url, url)
        if first is None:
            return Visit(url, began, url, (), FetchFailure.BAD_ANSWER, "is no web address")
        if self._silent[line_of(first)] >= GIVE_UP_AFTER:
            return Visit(url, began, first, (), FetchFailure.HOST_GIVES_UP, f"the server did not answer {GIVE_UP_AFTER} times in a row")
        steps: list[Step] = []
        cookies: Cookies = {}
        here = first
        for _ in range(MOST_HOPS):
            try:
                answer = self.lines.asked(here, cookies)
            except Unanswered as trouble:
                self._silent[line_of(here)] += 1
                return Visit(url, began, here, tuple(steps), trouble.failure, trouble.detail)
            self._silent[line_of(here)] = 0
            steps.append(Step(here, datetime.now(UTC), answer))
            target = leads_to(answer, here)
            if target is None:
                return self._seen(url, began, tuple(steps))
            here = target
        return Visit(url, began, here, tuple(steps), FetchFailure.REDIRECT_LOOP, f"more than {MOST_HOPS} redirects")

    def _seen(self, url: str, began: datetime, steps: tuple[Step, ...]) -> Visit:
        last, answer = steps[-1].url, steps[-1].answer
        page = page_of(answer, last)
        failure, detail = _failure(answer, page)
        nothing = failure is None and page is not None and not is_front(url) and self._is_answer_to_anything(page, answer, last)
        return Visit(url, began, last, steps, failure, detail, page, nothing)

    def _is_answer_to_anything(self, page: Page, answer: Answered, url: str) -> bool:
        """Does the site give this page for an address that surely does not exist?"""
        if not is_all_there(page) or is_script_shell(answer.body):
            return False
        kind = folder_kind(url)
        with self._turns[kind]:
            if kind not in self._proofs:
                self._proofs[kind] = self._proof(no_such_address(url))
        return bool(self._proofs[kind] & likeness(page, answer.body, url))

    def _proof(self, address: str) -> frozenset[str]:
        """What the site says of an address that does not exist, where it says that it is found."""
        cookies: Cookies = {}
        here = address
        for _ in range(MOST_HOPS):
            try:
                answer = self.lines.asked(here, cookies)
            except Unanswered:
                return frozenset()
            target = leads_to(answer, here)
            if target is None:
                page = page_of(answer, here)
                return likeness(page, answer.body, here) if page and answer.status == _OK else frozenset()
            here = target
        return frozenset()


def is_front(url: str) -> bool:
    """Is this the address of a site's front page?"""
    split = urlsplit(url)
    parts = [part for part in split.path.lower().split("/") if part]
    return not split.query and (not parts or (len(parts) == 1 and parts[0].partition(".")[0] in LANDING_SEGMENTS))


def page_of(answer: Answered, url: str) -> Page | None:
    """The page in an answer; None for what is none."""
    kind = answer.headers.get("content-type", "")
    return read_page(answer.body, url, kind) if answer.body and sniff(answer.body, kind, url) == "html" else None


def _failure(answer: Answered, page: Page | None) -> tuple[FetchFailure | None, str]:
    stands = blocked_page(answer.status, answer.headers, answer.body, page, front=False) if page is not None else None
    if stands:
        return stands
    failure = failure_of_status(answer.status)
    if failure:
        return failure, f"HTTP {answer.status}"
    if answer.cut == "length":
        return FetchFailure.TOO_LARGE, f"larger than {len(answer.body):,} bytes"
    return (FetchFailure.CONNECTION_LOST, "less came than the server has") if answer.cut else (None, "")
