"""Series: what each run of an agency said of each item, in time, for many agencies at once and without their evidence.

Equal results are read once and shared, so a year of unchanged nights costs little more than one night.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from oit.agency import Agency
from oit.audit import Outcome, Score
from oit.looks import NOT_CAPTURED, Look, Mark, days_of, in_order, is_full
from oit.night_plan import FEW_PAGES
from store.models import AgencyTable, FindingSetTable, FindingTable, JobTable, NightTable, RunTable, VersionTable
from store.packing import digest, unpack_ids, unpack_record

_CHUNK = 400  # names in one question; SQLite takes at least 999
_NOTHING: Mapping[str, Mark] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an agency belongs; empty where the roster does not say."""

    district: str
    province: str
    on_roster: bool
    retired: date | None
    min_pages: int | None


@dataclass(frozen=True, slots=True)
class SeriesRun:
    """A run in a series. `look.marks` is empty for a look that is not full."""

    look: Look
    score: Score  # percent
    points_lost: Score  # ITA points of 100
    stopped_by: str
    version: str  # of form and tool, for people
    snapshot: str
    pruned: bool


@dataclass(frozen=True, slots=True)
class Series:
    """An agency's runs by one form for one year, oldest first; of several judgements of one crawl only the last."""

    agency: Agency
    place: Place
    pack: str
    fiscal_year: int
    runs: tuple[SeriesRun, ...]

    @property
    def looks(self) -> list[Look]:
        return [run.look for run in self.runs]


def series(session: Session, urls: Collection[str] | None = None, district: str = "", province: str = "") -> list[Series]:
    """All series of the agencies with these addresses (None: of all), of a district or province where one is named. By address, then by
    the year and the start of the series."""
    agencies = _agencies(session, urls, district, province)
    nights = _nights(session)
    runs: dict[int, list[Any]] = defaultdict(list)
    for ids in _chunks(list(agencies)):
        for row in session.execute(_runs().where(RunTable.agency_id.in_(ids))):
            runs[row.agency_id].append(row)
    return [one for agency_id, (agency, place) in agencies.items() for one in _of_agency(session, agency, place, runs[agency_id], nights)]


def _agencies(session: Session, urls: Collection[str] | None, district: str, province: str) -> dict[int, tuple[Agency, Place]]:
    query = select(AgencyTable).order_by(AgencyTable.url)
    if district:
        query = query.where(AgencyTable.district == district)
    if province:
        query = query.where(AgencyTable.province == province)
    wanted = None if urls is None else set(urls)
    return {
        row.id: (
            Agency(row.url, row.name, row.type, row.code),
            Place(row.district, row.province, row.on_roster, row.retired, row.min_pages),
        )
        for row in session.scalars(query)
        if wanted is None or row.url in wanted
    }


def _nights(session: Session) -> dict[int, tuple[date, bool]]:
    """run -> the morning of its night, and whether the night found that the site showed far fewer pages than it used to."""
    query = select(JobTable.run_id, NightTable.day, JobTable.why).join(NightTable, NightTable.id == JobTable.night_id)
    return {
        run_id: (day, why.startswith(FEW_PAGES))
        for run_id, day, why in session.execute(query.where(JobTable.run_id.is_not(None)))
        if run_id is not None
    }


def _runs() -> Any:
    return select(
        RunTable.set_id, RunTable.id, RunTable.agency_id, func.coalesce(RunTable.started, RunTable.created).label("moment"), RunTable.pack,
        VersionTable.pack_version, VersionTable.pack_sha256, RunTable.fiscal_year, RunTable.score_lowest, RunTable.score_highest,
        RunTable.points_lost_lowest, RunTable.points_lost_highest, RunTable.pages, RunTable.stopped_by, RunTable.snapshot,
        VersionTable.tool_version, RunTable.pruned.is_not(None).label("pruned"),
    ).join(VersionTable, VersionTable.id == RunTable.version_id)  # fmt: skip


def _of_agency(
    session: Session, agency: Agency, place: Place, rows: list[Row[Any]], nights: Mapping[int, tuple[date, bool]]
) -> Iterator[Series]:
    # A crawl that was judged again belongs to its night all the same.
    night_of = {row.moment: nights[row.id] for row in rows if row.id in nights}
    few = {moment for moment, (_, few) in night_of.items() if few}
    full = {row.id for row in rows if is_full(row.stopped_by, row.pages, place.min_pages) and row.moment not in few}
    marks = _marks(session, {row.set_id for row in rows if row.id in full})
    by_form: dict[tuple[int, str], list[SeriesRun]] = defaultdict(list)
    for row in rows:
        night, _ = night_of.get(row.moment, (None, False))
        look = _look(row, marks.get(row.set_id, _NOTHING) if row.id in full else _NOTHING, night, full=row.id in full)
        by_form[row.fiscal_year, row.pack].append(_series_run(row, look))
    made = [Series(agency, place, pack, year, _ordered(runs)) for (year, pack), runs in by_form.items()]
    yield from sorted(made, key=lambda one: (one.fiscal_year, one.runs[0].look.moment))


def _ordered(runs: Iterable[SeriesRun]) -> tuple[SeriesRun, ...]:
    by_id = {run.look.run_id: run for run in runs}
    return tuple(by_id[look.run_id] for look in in_order(run.look for run in by_id.values()))


def _look(row: Row[Any], marks: Mapping[str, Mark], night: date | None, *, full: bool) -> Look:
    day, visited, told = days_of(row.moment, night)
    rules = _rules(row.pack_sha256, row.tool_version)
    return Look(row.id, row.moment, day, visited, told, row.stopped_by != NOT_CAPTURED, full, rules, id(marks), marks)


def _series_run(row: Row[Any], look: Look) -> SeriesRun:
    score, lost = _score(row.score_lowest, row.score_highest), _score(row.points_lost_lowest, row.points_lost_highest)
    version = _version(row.pack, row.pack_version, row.tool_version)
    return SeriesRun(look, score, lost, row.stopped_by, version, row.snapshot, bool(row.pruned))


# Nights are much alike: their words and scores are made once.
@lru_cache(4096)
def _score(lowest: float, highest: float) -> Score:
    return Score(lowest, highest)


@lru_cache(256)
def _rules(pack_sha256: str, tool_version: str) -> str:
    return f"{pack_sha256} {tool_version}"


@lru_cache(256)
def _version(pack: str, pack_version: str, tool_version: str) -> str:
    return f"{pack} {pack_version} / {tool_version}"


def _marks(session: Session, sets: Collection[int]) -> dict[int, Mapping[str, Mark]]:
    """The marks of each set; sets that say the same share one mapping."""
    listed = {
        row.id: unpack_ids(row.findings)
        for ids in _chunks(sorted(sets))
        for row in session.execute(select(FindingSetTable.id, FindingSetTable.findings).where(FindingSetTable.id.in_(ids)))
    }
    known = _findings(session, {one for ids in listed.values() for one in ids})
    shared: dict[tuple[Any, ...], Mapping[str, Mark]] = {}
    result: dict[int, Mapping[str, Mark]] = {}
    for set_id, ids in listed.items():
        key = tuple(known[one] for one in ids)
        result[set_id] = shared.setdefault(key, dict(key))
    return result


def _findings(session: Session, wanted: Collection[int]) -> dict[int, tuple[str, Mark]]:
    """Code and mark of each finding."""
    table = FindingTable
    query = select(table.id, table.code, table.outcome, table.topic, table.points, table.body, table.evidence)
    return {
        row.id: (row.code, Mark(Outcome(row.outcome), row.topic, row.points, _proof(row)))
        for ids in _chunks(sorted(wanted))
        for row in session.execute(query.where(table.id.in_(ids)))
    }


def _proof(row: Any) -> str:
    """Equal for the same best piece of evidence with the same periods read in it, "" for none. A page's bytes change with its counters."""
    best = unpack_ids(row.evidence)[:1]
    return digest([best, unpack_record(row.body)["found"]]).hex() if best else ""


def _chunks(values: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
