"""`oit diff`: two results of an agency side by side, or what one night changed for everybody."""

import datetime as dt
import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from app.agencies import agency_of
from app.attest_standing import verdicts_on
from app.evidence import finding_of
from app.trend_changes import AgencyChanges, changes_in, evidence_of
from oit.audit import ItemFinding
from oit.changes import Change
from oit.damping import damped
from oit.diff import AgencyNews, Diff, Gap, NightNews, Visit, compare
from oit.errors import BadInput
from oit.harmless import plain
from oit.night import BANGKOK
from store.database import Database, default_database_url, open_database
from store.engine import database_address, shown
from store.layout import MANIFEST
from store.series import Series, SeriesRun


@dataclass(frozen=True, slots=True)
class DiffRequest:
    database: str
    agency: str  # address, code or name
    start: dt.date | None = None  # the newest result of that day or before; None: the one before the second
    end: dt.date | None = None  # None: the newest
    item: str = ""  # "": every item
    form: str = ""  # "": of the newest result
    fiscal_year: int | None = None


def code_of(text: str) -> str:
    """An item's code as it is written in the form: O07 is O7."""
    return re.sub(r"^([A-Z]+)0+(?=[0-9])", r"\1", plain(text, 20).upper())


def diff(request: DiffRequest) -> Diff:
    """Raises BadInput where there is nothing to compare, naming what there is."""
    with open_database(request.database) as database:
        series = series_of(database, request.agency, request.form, request.fiscal_year)
        before, after = _pair(series, request)
        findings = [_findings(database, series, run, request.item) for run in (before, after)]
        suspected = _seen_once(series, after)
        verdicts = verdicts_on(database, dt.datetime.now(BANGKOK).date(), [series.agency.url])
        people = verdicts.get((series.agency.url, series.pack, series.fiscal_year), {})
    same_rules = before.look.rules == after.look.rules
    items = tuple(replace(one, attested=people.get(one.code)) for one in compare(*findings, same_rules=same_rules, suspected=suspected))
    gaps = tuple(_gaps(series, before, request.end))
    options = _options(request.database, request.form, request.fiscal_year)
    return Diff(series.agency, series.pack, series.fiscal_year, _visit(before), _visit(after), same_rules, items, gaps, options)


def night_news(address: str, day: dt.date | None = None, district: str = "", province: str = "") -> NightNews:
    """What the morning of `day` is told of everybody; None: that of the newest results. Raises BadInput where there is no result."""
    with open_database(address) as database:
        found = database.series(None, district, province)
        last = day or max((run.look.told for one in found for run in one.runs), default=None)
        if last is None:
            raise BadInput(f"database {database.name}: has no results{_in(district, province)}; run oit check or oit nightly first")
        known = changes_in(database, found, last - dt.timedelta(days=1), last)
        findings, kept = _shown(database, [change for one in known for change in one.changes])
    news = tuple(_news(one) for one in known if one.changes)
    visited = [one for one in known if one.tried is not None and last - dt.timedelta(days=1) <= one.tried <= last]
    stale = tuple(_news(one) for one in visited if one.captured != one.tried)
    quiet = {one.agency.url for one in visited} - {one.agency.url for one in (*news, *stale)}
    return NightNews(last, news, stale, len(quiet), findings, kept, _options(address))


def _news(told: AgencyChanges) -> AgencyNews:
    order = {code: number for number, code in enumerate(told.standing)}
    ordered = sorted(told.changes, key=lambda change: order.get(change.code, len(order)))
    return AgencyNews(told.agency, told.pack, told.fiscal_year, tuple(ordered), told.captured)


def _shown(database: Database, told: Iterable[Change]) -> tuple[dict[tuple[int, str], ItemFinding], frozenset[int]]:
    """The findings behind the changes, and the runs among them whose snapshot is kept."""
    find = evidence_of(database)
    findings: dict[tuple[int, str], ItemFinding] = {}
    kept: set[int] = set()
    for change in told:
        for run_id in (change.before.run_id, change.after.run_id):
            row, run = find(run_id, change.code), database.run(run_id)
            if row is not None:
                findings[run_id, change.code] = finding_of(change.pack, row)
            if run is not None and is_kept(run.snapshot, pruned=run.pruned is not None):
                kept.add(run_id)
    return findings, frozenset(kept)


def is_kept(snapshot: str, *, pruned: bool) -> bool:
    """Can the evidence of a run still be opened?"""
    return not pruned and (Path(snapshot) / MANIFEST).is_file()


def _options(address: str, form: str = "", fiscal_year: int | None = None) -> str:
    """What has to be said beside agency, item and day for `oit evidence` to find the same result."""
    given = []
    if form:
        given += ["--form", form]
    if fiscal_year is not None:
        given += ["--fiscal-year", str(fiscal_year)]
    if address != default_database_url():
        given += ["--db", shown(database_address(address))]
    return shlex.join(given)


def series_of(database: Database, agency: str, form: str = "", fiscal_year: int | None = None) -> Series:
    """The agency's series that holds its newest result by that form and for that year. Raises BadInput."""
    found = agency_of(database, agency)
    wanted = [one for one in database.series([found.url]) if form in ("", one.pack) and fiscal_year in (None, one.fiscal_year)]
    if not wanted:
        raise BadInput(f"{agency}: has no result{f' by the form {form}' if form else ''} for that year; run oit check first")
    return max(wanted, key=lambda one: (one.fiscal_year, one.runs[-1].look.moment))


def _in(district: str, province: str) -> str:
    return "".join(f" in {plain(name, 60)}" for name in (district, province) if name)


def _pair(series: Series, request: DiffRequest) -> tuple[SeriesRun, SeriesRun]:
    full = [run for run in series.runs if run.look.full]
    if len(full) < 2:
        seen = f"only that of {full[0].look.visited}" if full else "none"
        raise BadInput(f"{request.agency}: two results of the whole site are needed, there is {seen}; run oit check again")
    after = _on(full, request.end, "--to")
    earlier = [run for run in full if run.look.moment < after.look.moment]
    if not earlier:
        raise BadInput(f"--to {request.end}: there is no result before that of {after.look.visited}; give a later day")
    before = _on(full, request.start, "--from") if request.start else earlier[-1]
    if before.look.moment >= after.look.moment:
        raise BadInput(f"--from {request.start}: its result is that of {before.look.visited}, not before that of --to; give an earlier day")
    return before, after


def _on(runs: list[SeriesRun], day: dt.date | None, option: str) -> SeriesRun:
    on = [run for run in runs if day is None or run.look.visited <= day]
    if not on:
        raise BadInput(f"{option} {day}: the first result of the whole site is of {runs[0].look.visited}; give that day or a later one")
    return on[-1]


def _findings(database: Database, series: Series, run: SeriesRun, item: str) -> list[ItemFinding]:
    rows = database.findings(run.look.run_id)
    if not item:
        return [finding_of(series.pack, row) for row in rows]
    chosen = [finding_of(series.pack, row) for row in rows if row.code == code_of(item)]
    if not chosen:
        raise BadInput(f"{item}: is no item of the form {series.pack}; its items are {rows[0].code} to {rows[-1].code}")
    return chosen


def _seen_once(series: Series, after: SeriesRun) -> list[str]:
    """Items that only this result calls worse."""
    known = [look for look in series.looks if look.moment <= after.look.moment]
    standing = damped(known).standing
    return [code for code, one in standing.items() if one.suspected is not None and one.suspected.look.run_id == after.look.run_id]


def _visit(run: SeriesRun) -> Visit:
    at = run.look.moment.astimezone(BANGKOK).isoformat()
    kept = is_kept(run.snapshot, pruned=run.pruned)
    return Visit(run.look.run_id, run.look.visited, at, run.score, run.version, kept)


def _gaps(series: Series, before: SeriesRun, end: dt.date | None) -> Iterable[Gap]:
    """Visits after the first of the two, up to `end`, that gave no result of the whole site."""
    stands = before.look.visited
    for run in series.runs:
        if run.look.moment <= before.look.moment or (end is not None and run.look.visited > end):
            continue
        if run.look.full:
            stands = run.look.visited
        else:
            yield Gap(run.look.visited, run.stopped_by, stands)
