"""Requests of named addresses, politely: one at a time for a server, with a pause between two; several servers at once."""

import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from crawler.addresses import AddressGuard
from crawler.scope import host_of
from crawler.single_request import MOST_BYTES, Answered, Patience, ask

WORKERS = 6  # servers at once
_MOST_COOKIES = 20
T = TypeVar("T")
Cookies = dict[str, dict[str, str]]  # server -> name -> value; of one visit


@dataclass(slots=True)
class PoliteLines:
    """`delay`: seconds between two requests to a server. `most`: bytes of a body that are taken."""

    guard: AddressGuard
    user_agent: str
    delay: float = 1.0
    patience: Patience = field(default_factory=Patience)
    most: int = MOST_BYTES
    _locks: defaultdict[str, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))
    _next: dict[str, float] = field(default_factory=dict)

    def each(self, urls: Iterable[str], work: Callable[[str], T]) -> Iterator[tuple[str, T]]:
        """What `work` makes of each address, as it is done; those of one server one after the other. A fault of `work` is raised here."""
        groups: dict[str, list[str]] = defaultdict(list)
        for url in dict.fromkeys(urls):
            groups[line_of(url)].append(url)
        waiting: queue.SimpleQueue[Sequence[str]] = queue.SimpleQueue()
        for group in groups.values():
            waiting.put(group)
        done: queue.Queue[tuple[str, T] | BaseException] = queue.Queue(WORKERS)  # what came is not heaped up while nobody takes it
        for _ in range(min(WORKERS, len(groups))):
            # Daemons: whoever interrupts the command does not wait for a slow server.
            threading.Thread(target=_work, args=(work, waiting, done), daemon=True).start()
        for _ in range(sum(map(len, groups.values()))):
            came = done.get()
            if isinstance(came, BaseException):
                raise came
            yield came

    def asked(self, url: str, cookies: Cookies) -> Answered:
        """One request, alone on its server, and not sooner than the delay after the one before. `cookies`, which the visit has been given,
        are sent along, and take what the answer gives. Raises Unanswered."""
        line = line_of(url)
        known = cookies.setdefault(line, {})
        with self._locks[line]:
            time.sleep(max(0.0, self._next.get(line, 0.0) - time.monotonic()))
            try:
                header = "; ".join(f"{name}={value}" for name, value in known.items())
                answer = ask(url, self.guard, self.user_agent, self.patience, header, self.most)
            finally:
                self._next[line] = time.monotonic() + self.delay
        for cookie in answer.cookies[:_MOST_COOKIES]:
            name, sign, value = cookie.partition("=")
            if sign and len(cookie) < 2_000 and cookie.isascii() and cookie.isprintable():
                known[name] = value
        return answer


def line_of(url: str) -> str:
    """What stands for one server: the host without www."""
    return host_of(url).removeprefix("www.")


def _work(
    work: Callable[[str], T], waiting: queue.SimpleQueue[Sequence[str]], done: "queue.Queue[tuple[str, T] | BaseException]"
) -> None:  # fmt: skip
    try:
        while True:
            for url in waiting.get_nowait():
                done.put((url, work(url)))
    except queue.Empty:
        return
    except BaseException as error:  # raised by whoever waits: else it waits for ever
        done.put(error)
