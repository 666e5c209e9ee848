"""What became of each agency in the nights up to one: what a digest and an alarm tell of a night that brought no result."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from oit.looks import NOT_CAPTURED, is_full
from oit.night import JobState, Night, NightState
from store.loading import failures
from store.models import AgencyTable, JobTable, NightTable, RunTable
from store.nights import as_night

_FEW_PAGES = "few_pages"


@dataclass(frozen=True, slots=True)
class NightResult:
    """An agency in a night. `full`: its result may stand for the site. `why`: what kept it from that, a value of JobState, FetchFailure or
    CrawlFacts.stopped_by, or few_pages."""

    day: date
    full: bool
    why: str


def nights_until(session: Session, day: date, most: int) -> list[Night]:
    """The newest nights up to one, the newest first."""
    rows = session.scalars(select(NightTable).where(NightTable.day <= day).order_by(NightTable.day.desc()).limit(most))
    return [as_night(row) for row in rows]


def job_counts(session: Session, night_id: int) -> dict[JobState, int]:
    """How many agencies of a night are in each state."""
    query = select(JobTable.state, func.count()).where(JobTable.night_id == night_id).group_by(JobTable.state)
    return {JobState(state): count for state, count in session.execute(query)}


def results_of(session: Session, nights: list[Night]) -> dict[str, list[NightResult]]:
    """Roster code -> its results of these nights, in their order. Nights that the canary stopped asked nobody: they are left out."""
    asked = [night for night in nights if night.state is not NightState.STOPPED]
    found: dict[str, dict[date, NightResult]] = defaultdict(dict)
    days = {night.id: night.day for night in asked}
    for job, code, min_pages, run in session.execute(_jobs().where(JobTable.night_id.in_(list(days)))):
        found[code][days[job.night_id]] = _result(session, days[job.night_id], job, min_pages, run)
    return {code: [by_day[night.day] for night in asked if night.day in by_day] for code, by_day in found.items()}


def _jobs() -> Select[JobTable, str, int | None, RunTable]:
    return (
        select(JobTable, AgencyTable.code, AgencyTable.min_pages, RunTable)
        .join(AgencyTable, AgencyTable.id == JobTable.agency_id)
        .outerjoin(RunTable, RunTable.id == JobTable.run_id)
        .where(AgencyTable.on_roster)
    )


def _result(session: Session, day: date, job: JobTable, min_pages: int | None, run: RunTable | None) -> NightResult:
    if run is None:
        return NightResult(day, False, job.state)
    if is_full(run.stopped_by, run.pages, min_pages) and not job.why.startswith(_FEW_PAGES):
        return NightResult(day, True, "")
    if run.stopped_by != NOT_CAPTURED:
        return NightResult(day, False, run.stopped_by if not is_full(run.stopped_by, 1, None) else _FEW_PAGES)
    told = failures(session, run.id)
    return NightResult(day, False, told[0].failure if told else NOT_CAPTURED)
