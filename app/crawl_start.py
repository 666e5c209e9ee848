"""How a crawl's process is born: freshly for one crawl; for many, from a process that has loaded what every crawl loads."""

import multiprocessing
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

# What a crawl loads by name, or late: loaded here once instead of by every crawl.
_LATE = (
    "app.gather", "crawler.crawl", "reading.html", "scrapy.extensions.corestats", "scrapy.extensions.logstats", "scrapy.dupefilters",
    "scrapy.core.downloader.handlers.http11", "scrapy.core.downloader.contextfactory", "scrapy.core.scheduler", "scrapy.statscollectors",
    "scrapy.spiderloader", "scrapy.logformatter", "scrapy.downloadermiddlewares.httpcompression", "scrapy.core.engine",
    "scrapy.core.scraper", "scrapy.core.spidermw", "scrapy.core.downloader", "twisted.internet.asyncioreactor",
)  # fmt: skip


@dataclass(slots=True)
class _State:
    forked: bool = False
    crawls: float = 0.0  # seconds of processor time of crawls that are nobody's children here
    source: float = 0.0  # of the process that they are forked from


_state = _State()


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor time of a crawl with what it started, and of the process that it was forked from."""

    crawl: float
    source: float


def many_crawls() -> None:
    """From here on crawls of this process are forked from one that has loaded its modules already, where the system can do so: a good two
    seconds of processor time less for each crawl. It has no thread and holds nothing open when it forks."""
    if os.name != "posix" or sys.platform == "darwin" or "forkserver" not in multiprocessing.get_all_start_methods():
        return
    _state.forked = True
    program = ["cli"] if "cli" in sys.modules else []
    multiprocessing.get_context("forkserver").set_forkserver_preload([*_LATE, "app.loaded", *program])


def crawl_context() -> "SpawnContext | ForkServerContext":
    return multiprocessing.get_context("forkserver") if _state.forked else multiprocessing.get_context("spawn")


def spent_here() -> Spent:
    """In the crawl's process: what it has taken so far."""
    source = 0.0
    try:
        told = Path(f"/proc/{os.getppid()}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        source = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        pass
    return Spent(sum(os.times()[:4]), source)


def count(spent: Spent) -> None:
    """In the process that started it. A crawl that is a child of this process is counted by the system."""
    if _state.forked:
        _state.crawls += spent.crawl
        _state.source = max(_state.source, spent.source)


def uncounted() -> float:
    """Seconds of processor time of crawls that the system does not count as this process's."""
    return _state.crawls + _state.source
