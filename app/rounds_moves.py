"""What changed of a round's items since the end of an earlier day."""

from collections.abc import Mapping
from datetime import date

from app.counted import Counted, counted, local_day
from oit.audit import Outcome
from oit.changes import ChangeKind, kind_of
from oit.counting import counted_outcome
from oit.looks import is_full
from oit.rounds import Moved, Plan, Round, due_of
from store.database import Database
from store.rows import RunRow


def moved_since(database: Database, plan: Plan, one: Round, now: Counted, base: date) -> Moved:
    """From the end of `base` to `now`; where nothing stood then, from the first capture after it. Only what was decided both times is
    compared, and what merely fell due is no change of the site."""
    before = _counted(database, plan, now, base)
    if before.run is None and (first := _first_seen(database, plan, now)) is not None and first < now.day:
        before = _counted(database, plan, now, first)
    if before.run is None or now.run is None:
        return Moved(None)
    old, new = _outcomes(one, before), _outcomes(one, now)
    kinds = {code: kind_of(old[code], outcome) for code, outcome in new.items() if code in old}
    worse = tuple(code for code, kind in kinds.items() if kind and kind.bad and kind is not ChangeKind.OVERDUE)
    better = tuple(code for code, kind in kinds.items() if kind and not kind.bad)
    return Moved(before.day, better, worse, _judged_by(before.run) != _judged_by(now.run))


def _counted(database: Database, plan: Plan, now: Counted, day: date) -> Counted:
    return counted(database, now.agency, now.entry, plan.form, plan.fiscal_year, day)


def _first_seen(database: Database, plan: Plan, now: Counted) -> date | None:
    """The day from which on a result of the form and year stood."""
    least = now.entry.min_pages if now.entry else None
    full = (run for run in database.runs(now.agency.url) if is_full(run.stopped_by, run.pages, least))
    by = [run for run in full if (run.pack, run.fiscal_year) == (plan.form, plan.fiscal_year)]
    return min((max(run.judged_on, local_day(run.started)) if run.started else run.judged_on for run in by), default=None)


def _outcomes(one: Round, found: Counted) -> Mapping[str, Outcome]:
    return {finding.code: counted_outcome(finding) for finding in due_of(one, found.findings)}


def _judged_by(run: RunRow) -> tuple[str, str, str]:
    return run.pack_version, run.pack_sha256, run.tool_version
