"""What stands at agencies' addresses today: each asked once, redirects followed, one request at a time for a host."""

import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.addresses import AddressGuard
from crawler.block_pages import blocked_page
from crawler.outcomes import failure_of_status
from crawler.scope import Scope, host_of
from crawler.single_request import Answered, Patience, Unanswered, ask
from oit.roster_check import Answer
from oit.snapshot import FetchFailure
from reading.addresses import resolve
from reading.html import read_page

MOST_HOPS = 8
WORKERS = 6  # hosts at once
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_LINE = frozenset({FetchFailure.REFUSED, FetchFailure.TIMEOUT, FetchFailure.TLS, FetchFailure.CONNECTION_LOST})
_SHORT = 400  # letters of a page that does nothing but lead on
_MOST_COOKIES = 20


@dataclass(slots=True)
class FrontDoors:
    """`delay`: seconds between two requests to a host. `shown` is told each address that was asked for."""

    guard: AddressGuard
    user_agent: str
    delay: float = 1.0
    patience: Patience = field(default_factory=Patience)
    shown: Callable[[str], None] = lambda _: None
    _locks: defaultdict[str, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))
    _next: dict[str, float] = field(default_factory=dict)

    def ask_all(self, urls: Iterable[str]) -> dict[str, Answer]:
        """The answer of each address."""
        groups: dict[str, list[str]] = defaultdict(list)
        for url in dict.fromkeys(urls):
            groups[_line_of(url)].append(url)
        waiting: queue.SimpleQueue[Sequence[str]] = queue.SimpleQueue()
        for group in groups.values():
            waiting.put(group)
        done: queue.SimpleQueue[Answer | BaseException] = queue.SimpleQueue()
        for _ in range(min(WORKERS, len(groups))):
            # Daemons: whoever interrupts the command does not wait for a slow server.
            threading.Thread(target=self._work, args=(waiting, done), daemon=True).start()
        return {answer.url: answer for answer in self._collected(done, sum(map(len, groups.values())))}

    def ask(self, url: str) -> Answer:
        """The answer of one address; where https gives no line at all, of the same under http."""
        answer = self._followed(url)
        split = urlsplit(url)
        if answer.failure in _NO_LINE and split.scheme == "https" and split.port is None:
            plain = self._followed(f"http{url.removeprefix('https')}")
            if plain.failure is None:
                return Answer(url, plain.final_url, plain.status, None, answer.detail, plain.moved_to, plain.leaves, http_only=True)
        return answer

    def _work(self, waiting: queue.SimpleQueue[Sequence[str]], done: "queue.SimpleQueue[Answer | BaseException]") -> None:
        try:
            while True:
                for url in waiting.get_nowait():
                    done.put(self.ask(url))
        except queue.Empty:
            return
        except BaseException as error:  # raised by whoever waits: else it waits for ever
            done.put(error)

    def _collected(self, done: "queue.SimpleQueue[Answer | BaseException]", count: int) -> Iterator[Answer]:
        for _ in range(count):
            answer = done.get()
            if isinstance(answer, BaseException):
                raise answer
            self.shown(answer.url)
            yield answer

    def _followed(self, url: str) -> Answer:
        """Where the address leads in the end. `moved_to` is where its last permanent step out of the agency's place led."""
        scope, cookies = Scope.of(url), dict[str, dict[str, str]]()
        here, moved, permanent, status = url, "", True, None
        for _ in range(MOST_HOPS):
            try:
                answer = self._asked(here, cookies)
            except Unanswered as trouble:
                return Answer(url, here, None, trouble.failure, trouble.detail, moved, not scope.owns(here))
            status = answer.status
            target = _leads_to(answer, here)
            if target is None:
                failure, detail = _what_came(answer, here)
                return Answer(url, here, status, failure, detail, moved, not scope.owns(here))
            permanent = permanent and status in _PERMANENT
            here = target
            if permanent and not scope.owns(here):
                moved = here
        return Answer(url, here, status, FetchFailure.REDIRECT_LOOP, f"more than {MOST_HOPS} redirects", moved, not scope.owns(here))

    def _asked(self, url: str, cookies: dict[str, dict[str, str]]) -> Answered:
        """One request, alone on its host, and not sooner than the delay after the one before."""
        line = _line_of(url)
        known = cookies.setdefault(line, {})
        with self._locks[line]:
            time.sleep(max(0.0, self._next.get(line, 0.0) - time.monotonic()))
            try:
                header = "; ".join(f"{name}={value}" for name, value in known.items())
                answer = ask(url, self.guard, self.user_agent, self.patience, header)
            finally:
                self._next[line] = time.monotonic() + self.delay
        for cookie in answer.cookies[:_MOST_COOKIES]:
            name, sign, value = cookie.partition("=")
            if sign and len(cookie) < 2_000 and cookie.isascii() and cookie.isprintable():
                known[name] = value
        return answer


def _line_of(url: str) -> str:
    """What stands for one server: the host without www."""
    return host_of(url).removeprefix("www.")


def _leads_to(answer: Answered, here: str) -> str | None:
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
