"""The crawl in a process of its own: a crash of it, or of the browser, is an error here and no crash of ours."""

import multiprocessing
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from app.guide import RuleGuide
from app.review import ReviewingGuide
from app.version import tool_version
from crawler.contract import CrawlLimits, Progress
from oit.agency import Agency
from oit.errors import Interrupted, NotFit, OitError
from oit.snapshot import CrawlFacts
from store.snapshots import SnapshotWriter

GRACE = 60.0  # seconds beyond the crawl's own limit after which the process is ended


@dataclass(frozen=True, slots=True)
class CrawlOrder:
    agency: Agency
    limits: CrawlLimits
    guide: RuleGuide
    folder: Path


def gather(order: CrawlOrder, show: Callable[[Progress], None]) -> CrawlFacts:
    """Crawls into the order's folder and finishes the snapshot there. Raises OitError with one line if the crawl could not run;
    Interrupted if the user ended it and what it had is kept, KeyboardInterrupt if there was nothing to keep."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_crawl, args=(order, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        return _follow(ours, show, order.limits.max_minutes * 60 + GRACE)
    except KeyboardInterrupt:
        # The terminal's Ctrl-C reached the child as well: it ends by itself and keeps what it has.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        process.join(20)
        if not SnapshotWriter(order.folder).finished:
            raise
        folder = order.folder
        raise Interrupted(f"interrupted: what was fetched is kept in {folder}; judge it with: oit judge {folder}") from None
    finally:
        if process.is_alive():
            process.join(5)
        if process.is_alive():
            process.kill()
        ours.close()


def _follow(pipe: Connection, show: Callable[[Progress], None], patience: float) -> CrawlFacts:
    while True:
        if not pipe.poll(patience):
            raise NotFit("crawl: gave no sign of life and was ended; try again with a lower --max-minutes")
        try:
            message = pipe.recv()
        except EOFError:
            raise NotFit("crawl: its process ended without a result; try again with --debug to see why") from None
        if isinstance(message, CrawlFacts):
            return message
        if isinstance(message, Progress):
            show(message)
        elif isinstance(message, OitError):
            raise message
        else:
            raise NotFit(f"crawl: {message}")


def _crawl(order: CrawlOrder, pipe: Connection) -> None:
    """Runs in the child."""
    from crawler.crawl import crawl  # noqa: PLC0415  (Scrapy installs its reactor in the child only)

    try:
        writer = SnapshotWriter(order.folder, f"oit-crawler {tool_version()}")
        guide = ReviewingGuide(order.guide, order.folder, writer.kept_body)
        try:
            facts = crawl(order.agency, order.limits, guide, writer, pipe.send, guide.pack.outside)
        finally:
            guide.close()
        writer.finish(order.agency, facts)
        pipe.send(facts)
    except OitError as error:
        pipe.send(error)
    except Exception as error:  # the parent must hear of whatever stopped the child
        pipe.send(f"{type(error).__name__}: {error}".split("\n", 1)[0])
        raise
    finally:
        pipe.close()
