"""A worker process of a night: checks one agency after another as `oit check` does, and keeps each result and the end of its job in one
step. Whom it visits, and for how long it holds them, its parent decides."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TextIO, cast

from app.attest_evidence import refresh_words
from app.check import Checked, CheckRequest, Watcher, check
from app.crawl_start import many_crawls, uncounted
from app.endings import hear_again
from app.judging import Terms
from app.ocr import AUTO
from app.version import tool_version
from crawler.contract import CrawlLimits, Progress
from oit.audit import AgencyAudit
from oit.errors import Interrupted, OitError
from oit.harmless import HarmlessStream, plain
from oit.looks import NOT_CAPTURED
from oit.night import Job
from oit.night_plan import ERROR, FEW_PAGES, trouble
from oit.night_queue import LeaseLost, Result
from oit.roster import RosterEntry
from oit.roster_address import bare
from oit.snapshot import SiteSnapshot
from store.database import Database, open_database
from store.job_store import DatabaseJobs
from store.places import SNAPSHOTS, default_data_folder
from store.removing import lies_within, remove_snapshot

_PATIENCE = 2  # so many times as long the second pass waits for an answer
_PROGRESS_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all agencies of a night."""

    database: str
    terms: Terms
    limits: CrawlLimits
    pictures: bool = False
    ocr: str = AUTO


@dataclass(frozen=True, slots=True)
class Task:
    job: Job
    entry: RosterEntry


@dataclass(frozen=True, slots=True)
class Step:
    """What a worker is at. `stage` is one of app.check.Watcher.stage."""

    stage: str
    pages: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """How a task ended: captured (its result is the night's, `why` is "" for a full capture), postponed to the second pass, failed (this
    pass has no result), lost (to another process), interrupted."""

    how: str
    why: str = ""
    pages: int = 0
    documents: int = 0
    requests: int = 0
    bytes: int = 0
    lowest: float = 0.0
    highest: float = 0.0
    counts: tuple[tuple[str, int], ...] = ()
    seconds: float = 0.0
    cpu: float = 0.0  # seconds of the worker and its crawl
    apart: float = 0.0  # of these, what the system does not count as the worker's children's


@dataclass(frozen=True, slots=True)
class Unfit:
    """The database or the disk failed under the worker: nothing more can be kept. One line."""

    line: str


def work(setting: Setting, orders: Connection) -> None:
    """Runs in the worker: takes tasks until it is given None."""
    _apart()
    sys.stderr = cast(TextIO, HarmlessStream(sys.stderr))
    many_crawls()
    with suppress(EOFError, OSError):  # the parent is gone: so shall we be
        while isinstance(task := orders.recv(), Task):
            told = _timed(task, setting, orders.send)
            orders.send(told)
            if isinstance(told, Unfit) or told.how == "interrupted":
                return


def _apart() -> None:
    """Ctrl-C of the terminal is the parent's to hear, which then sends SIGTERM; when the parent is gone, this process ends too, and its
    crawl with it."""
    if hasattr(os, "setsid"):
        with suppress(OSError):
            os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hear_again()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True, name="parent").start()


def _timed(task: Task, setting: Setting, say: Callable[[Step], None]) -> Told | Unfit:
    began, before, apart = time.monotonic(), sum(os.times()[:4]), uncounted()
    told = _done(task, setting, say)
    apart = uncounted() - apart
    if isinstance(told, Unfit):
        return told
    return replace(told, seconds=time.monotonic() - began, cpu=sum(os.times()[:4]) - before + apart, apart=apart)


def _done(task: Task, setting: Setting, say: Callable[[Step], None]) -> Told | Unfit:
    folders: list[Path] = []
    try:
        return _checked(task, setting, say, folders)
    except (KeyboardInterrupt, Interrupted):
        return _ended(setting, folders, lambda queue: queue.release(task.job, _now()), Told("interrupted"))
    except LeaseLost:
        _forget(folders)
        return Told("lost")
    except Exception as error:  # one hostile site must not end the night, whatever it broke
        shown = str(error) if isinstance(error, OitError) else f"{type(error).__name__}: {error}"
        return _failed(task, setting, folders, f"{ERROR} {plain(shown, 300)}")


def _checked(task: Task, setting: Setting, say: Callable[[Step], None], folders: list[Path]) -> Told:
    told: list[Told] = []

    def keep(audit: AgencyAudit, snapshot: SiteSnapshot, folder: Path) -> int:
        with open_database(setting.database) as database:
            run, result = _kept(database, task, Result(audit, snapshot, os.path.abspath(folder), tool_version()))
        told.append(result)
        return run

    done = check(_request(task, setting, keep), _watcher(say, folders))
    if told[-1].how == "failed":  # the result of the first pass stands: it saw more
        _forget([done.folder])
    return _with_figures(told[-1], done)


def _request(task: Task, setting: Setting, keep: Callable[[AgencyAudit, SiteSnapshot, Path], int]) -> CheckRequest:
    urls, limits = task.entry.urls, setting.limits
    fallback = next((url for url in urls[1:] if bare(url) == bare(urls[0])), "")
    if task.job.second_pass:
        limits = replace(limits, timeout=limits.timeout * _PATIENCE)
    return CheckRequest(task.entry.agency, fallback, setting.terms, limits, setting.database, setting.pictures, None, setting.ocr, keep)


def _kept(database: Database, task: Task, result: Result) -> tuple[int, Told]:
    """Keeps the result and says what becomes of the job."""
    queue, job, form = database.night_queue(), task.job, result.audit.form
    refresh_words(database, task.entry.agency.url, form.pack, form.fiscal_year)
    why = trouble(result.snapshot, task.entry.min_pages, queue.pages_before(job.agency_id, but=job.run_id))
    if why and not job.second_pass:
        return queue.postpone(job, result, why, _now()) or 0, Told("postponed", why)
    if job.run_id is not None:
        if why.startswith(NOT_CAPTURED) and job.why.startswith(FEW_PAGES):
            if not queue.give_up(job, job.why, _now()):
                raise LeaseLost(f"{job.code}: its work was taken over by another process")
            return job.run_id, Told("failed", job.why)
        _give_up_snapshot(database, queue.snapshot_of(job.run_id))
    return queue.commit(job, result, why, _now()), Told("captured", why)


def _give_up_snapshot(database: Database, folder: str) -> None:
    """Of the first pass, whose result is about to be replaced. Marked first: after a crash in between, prune finds the rest."""
    if folder and lies_within(Path(folder), default_data_folder() / SNAPSHOTS):
        database.mark_pruned(folder)
        _forget([Path(folder)])


def _failed(task: Task, setting: Setting, folders: list[Path], why: str) -> Told | Unfit:
    if task.job.second_pass:
        return _ended(setting, folders, lambda queue: queue.give_up(task.job, why, _now()), Told("failed", why))
    return _ended(setting, folders, lambda queue: _postponed(queue, task.job, why), Told("postponed", why))


def _postponed(queue: DatabaseJobs, job: Job, why: str) -> bool:
    with suppress(LeaseLost):
        queue.postpone(job, None, why, _now())
        return True
    return False


def _ended(setting: Setting, folders: list[Path], end: Callable[[DatabaseJobs], bool], told: Told) -> Told | Unfit:
    """Ends the job; its snapshots go only if it was still ours, for else its result may have been kept in the last moment."""
    try:
        with open_database(setting.database) as database:
            if not end(database.night_queue()):
                return Told("lost")
    except OitError as error:
        return Unfit(str(error))
    _forget(folders)
    return told


def _watcher(say: Callable[[Step], None], folders: list[Path]) -> Watcher:
    last = 0.0

    def progress(now: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= _PROGRESS_SECONDS:
            last = time.monotonic()
            say(Step("crawling", now.pages, now.documents))

    return Watcher(progress, lambda stage: say(Step(stage)), folders.append)


def _with_figures(told: Told, done: Checked) -> Told:
    crawl, score = done.audit.crawl, done.audit.score
    return replace(
        told, pages=crawl.pages, documents=crawl.documents, requests=crawl.requests, bytes=crawl.bytes, lowest=score.oit.lowest,
        highest=score.oit.highest, counts=tuple(score.counts.items()),
    )  # fmt: skip


def _forget(folders: list[Path]) -> None:
    """Snapshots that no verdict rests on."""
    for folder in folders:
        with suppress(OitError):
            remove_snapshot(folder)


def _now() -> datetime:
    return datetime.now(UTC)
