"""`oit rejudge`: kept snapshots judged again with the present rules, so that a series is comparable. The runs that were stay."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import rules
from app.agencies import agency_of
from app.diff import is_kept
from app.judging import Terms, judge_folder
from app.saving import save_judged
from app.version import tool_version
from oit.audit import AgencyAudit
from oit.errors import OitError
from oit.looks import NOT_CAPTURED
from store.database import Database, open_database
from store.series import Series, SeriesRun


@dataclass(frozen=True, slots=True)
class Rejudged:
    """`flips` counts the items whose outcome differs, by code; `failed` names the snapshots that could not be judged, and why."""

    judged: int
    same: int  # judged by the present rules and version already
    gone: int  # their snapshots were given up
    last_gone: dt.date | None
    flips: dict[str, int]
    failed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Task:
    url: str
    folder: Path
    terms: Terms
    run: SeriesRun


def rejudge(
    address: str, agency: str = "", since: dt.date | None = None, ocr: str = "auto", show: Callable[[int, int, str], None] = lambda *_: None
) -> Rejudged:
    """Judges every kept visit since that day (None: of all time) whose newest judgement is by other rules or another version, by the same
    form, for the same year, as of the same day. `show` is told number, count and folder before each. What was judged is saved at once: the
    next call goes on. Raises BadInput for an agency that is not known, NotFit when the database fails."""
    with open_database(address) as database:
        urls = [agency_of(database, agency).url] if agency else None
        found = [(one, run) for one in database.series(urls) for run in one.runs if since is None or run.look.visited >= since]
        known = [(one, run) for one, run in found if one.pack in rules.pack_names()]
        due = [(one, run) for one, run in known if run.stopped_by != NOT_CAPTURED and not _present(one, run)]
        kept = [(one, run) for one, run in due if is_kept(run.snapshot, pruned=run.pruned)]
        tasks = [_task(database, one, run) for one, run in kept]
    gone = [run.look.visited for _, run in due if not is_kept(run.snapshot, pruned=run.pruned)]
    flips: dict[str, int] = {}
    failed: list[tuple[str, str]] = []
    for number, task in enumerate(tasks, 1):
        show(number, len(tasks), str(task.folder))
        try:
            audit, snapshot = judge_folder(task.folder, task.terms, ocr)
        except OitError as error:
            failed.append((str(task.folder), str(error)))
            continue
        save_judged(audit, snapshot, task.folder, address)
        _count(flips, task.run, audit)
    same = sum(_present(one, run) for one, run in known)
    return Rejudged(len(tasks) - len(failed), same, len(gone), max(gone, default=None), flips, tuple(failed))


def _present(series: Series, run: SeriesRun) -> bool:
    return run.look.rules == f"{rules.load_pack(series.pack).sha256} {tool_version()}"


def _task(database: Database, series: Series, run: SeriesRun) -> _Task:
    row = database.run(run.look.run_id)
    day = row.judged_on if row else run.look.visited
    return _Task(series.agency.url, Path(run.snapshot), Terms(series.pack, series.fiscal_year, day), run)


def _count(flips: dict[str, int], run: SeriesRun, audit: AgencyAudit) -> None:
    for item in audit.items:
        before = run.look.marks.get(item.code)
        if before is not None and before.outcome is not item.outcome:
            flips[item.code] = flips.get(item.code, 0) + 1
