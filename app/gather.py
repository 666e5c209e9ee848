"""The crawl in a process of its own: a crash of it, or of the browser, is an error here and no crash of ours."""

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TextIO, cast

from app.crawl_start import Spent, count, crawl_context, spent_here
from app.endings import deaf_but_waiting, held_back
from app.guide import RuleGuide
from app.readings import Readings
from app.repeat import earlier_of
from app.review import ReviewingGuide
from app.version import tool_version
from crawler.contract import CrawlLimits, Progress
from oit.agency import Agency
from oit.errors import NotFit, OitError
from oit.harmless import HarmlessStream
from oit.snapshot import CrawlFacts
from store.snapshots import SnapshotWriter

GRACE = 60.0  # seconds beyond the crawl's own limit after which the process is ended
_ORDER_SECONDS = 20.0  # for a crawl to end in order when it is asked to


@dataclass(frozen=True, slots=True)
class CrawlOrder:
    agency: Agency
    limits: CrawlLimits
    guide: RuleGuide
    folder: Path
    earlier: Path | None = None  # the snapshot before this one
    shown: tuple[str, ...] = ()  # addresses of its evidence


def gather(order: CrawlOrder, show: Callable[[Progress], None]) -> CrawlFacts:
    """Crawls into the order's folder and finishes the snapshot there. Raises OitError with one line if the crawl could not run.
    KeyboardInterrupt passes through after the crawl was ended in order: what had come by then is a finished snapshot."""
    context = crawl_context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_crawl, args=(order, theirs), daemon=True)
    came: list[Progress] = []

    def hear(progress: Progress) -> None:
        came[:] = [progress]
        show(progress)

    try:
        with held_back():
            process.start()
        theirs.close()
        return _follow(ours, hear, order.limits.max_minutes * 60 + GRACE)
    except KeyboardInterrupt:
        if came:
            process.terminate()
            _drain(ours, _ORDER_SECONDS)
        else:  # nothing to keep
            process.kill()
        raise
    finally:
        if process.is_alive():
            process.join(5)
        if process.is_alive():
            process.kill()
            process.join()
        ours.close()


def _drain(pipe: Connection, seconds: float) -> None:
    """Takes what the crawl still says, so that it is not kept from ending, until it has ended."""
    end = time.monotonic() + seconds
    while pipe.poll(max(end - time.monotonic(), 0)):
        try:
            pipe.recv()
        except EOFError:
            return


def _follow(pipe: Connection, show: Callable[[Progress], None], patience: float) -> CrawlFacts:
    """What the crawl comes to within `patience` seconds, however much it says meanwhile."""
    end = time.monotonic() + patience
    while True:
        if not pipe.poll(max(end - time.monotonic(), 0)) or time.monotonic() > end:
            raise NotFit("crawl: did not end in its time and was ended; try again with a lower --max-minutes")
        try:
            message = pipe.recv()
        except EOFError:
            raise NotFit("crawl: its process ended without a result; try again with --debug to see why") from None
        if isinstance(message, CrawlFacts):
            return message
        if isinstance(message, Progress):
            show(message)
        elif isinstance(message, Spent):
            count(message)
        elif isinstance(message, OitError):
            raise message
        else:
            raise NotFit(f"crawl: {message}")


def _end_with_parent() -> None:
    """A check that was killed leaves no crawl behind that goes on asking the site."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True, name="parent").start()


def _crawl(order: CrawlOrder, pipe: Connection) -> None:
    """Runs in the child."""
    _end_with_parent()
    deaf_but_waiting()
    sys.stderr = cast(TextIO, HarmlessStream(sys.stderr))  # logs and tracebacks may hold words of the website
    from crawler.crawl import crawl  # noqa: PLC0415  (Scrapy installs its reactor in the child only)

    try:
        writer = SnapshotWriter(order.folder, f"oit-crawler {tool_version()}")
        earlier = earlier_of(order.earlier, order.shown, writer)
        with Readings(order.folder, order.earlier) as readings:
            guide = ReviewingGuide(order.guide, readings, writer.kept_body, order.folder, order.earlier)
            facts = crawl(order.agency, order.limits, guide, writer, pipe.send, guide.pack.outside, earlier, readings.page)
            readings.keep_pages()
            guide.keep_leads()
        writer.finish(order.agency, facts)
        pipe.send(spent_here())
        pipe.send(facts)
    except OitError as error:
        pipe.send(error)
    except Exception as error:  # the parent must hear of whatever stopped the child
        pipe.send(f"{type(error).__name__}: {error}".split("\n", 1)[0])
        raise
    finally:
        pipe.close()
