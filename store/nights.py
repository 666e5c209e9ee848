"""Reading nights and their jobs, and what is known of the agencies that a night is planned for."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from oit.looks import NOT_CAPTURED
from oit.night import Job, JobState, Night, NightState
from oit.roster import RosterEntry
from store.models import AgencyTable, JobTable, NightTable, RunTable
from store.roster import roster

LAST_CAPTURES = 5


@dataclass(frozen=True, slots=True)
class Watched:
    """An agency of the roster and when its site was last tried, by a night or by hand; None: never."""

    agency_id: int
    entry: RosterEntry
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Visit:
    """What the run of a job took. `pages` are those of the site."""

    job_id: int
    requests: int
    bytes: int
    pages: int
    lowest: float  # percent
    highest: float


def night_row(session: Session, day: date, form: str, fiscal_year: int, now: datetime) -> NightTable:
    """The row of a night, locked; made where there was none."""
    query = select(NightTable).where(NightTable.day == day).with_for_update()
    row = session.scalars(query).first()
    if row is not None:
        return row
    made = NightTable(day=day, state=NightState.RUNNING, started=now, ended=None, form=form, fiscal_year=fiscal_year, canary="", summary="")
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:  # another machine was quicker
        return session.scalars(query).one()
    return made


def nights(session: Session, most: int) -> list[Night]:
    return [as_night(row) for row in session.scalars(select(NightTable).order_by(NightTable.day.desc()).limit(most))]


def night(session: Session, day: date) -> Night | None:
    row = session.scalars(select(NightTable).where(NightTable.day == day)).first()
    return as_night(row) if row else None


def jobs(session: Session, night_id: int) -> list[Job]:
    query = select(JobTable, AgencyTable.code).join(AgencyTable, AgencyTable.id == JobTable.agency_id).where(JobTable.night_id == night_id)
    return [as_job(row, code) for row, code in session.execute(query.order_by(JobTable.position))]


def note(session: Session, night_id: int, summary: str) -> None:
    session.get_one(NightTable, night_id, with_for_update=True).summary = summary


def watched(session: Session, on: date) -> list[Watched]:
    """The roster of a day, by code."""
    ids = {code: agency_id for agency_id, code in session.execute(select(AgencyTable.id, AgencyTable.code).where(AgencyTable.on_roster))}
    runs = select(RunTable.agency_id, func.max(func.coalesce(RunTable.started, RunTable.created))).group_by(RunTable.agency_id)
    ended = JobTable.state.in_((JobState.DONE, JobState.GIVEN_UP))
    tried = select(JobTable.agency_id, func.max(JobTable.ended)).where(ended).group_by(JobTable.agency_id)
    last: dict[int, datetime] = {}
    for agency_id, moment in (*session.execute(runs), *session.execute(tried)):
        if moment is not None:
            last[agency_id] = max(last.get(agency_id, moment), moment)
    return [Watched(ids[entry.code], entry, last.get(ids[entry.code])) for entry in roster(session, on=on)]


def pages_before(session: Session, agency_id: int, but: int | None = None) -> list[int]:
    """The pages of the agency's last captures but one, newest first, at most LAST_CAPTURES."""
    captured = select(RunTable.pages).where(RunTable.agency_id == agency_id, RunTable.stopped_by != NOT_CAPTURED, RunTable.id != (but or 0))
    return list(session.scalars(captured.order_by(RunTable.started.desc(), RunTable.id.desc()).limit(LAST_CAPTURES)))


def standing(session: Session, agency_id: int, form: str, fiscal_year: int, but: int | None = None) -> datetime | None:
    """When the result that stands for a form and year was seen: that of the newest crawl that captured the site whole, the run `but` left
    out."""
    moment = func.max(func.coalesce(RunTable.started, RunTable.created))
    these = (RunTable.agency_id == agency_id, RunTable.pack == form, RunTable.fiscal_year == fiscal_year, RunTable.id != (but or 0))
    whole = (RunTable.stopped_by != NOT_CAPTURED, RunTable.id.not_in(in_part()))
    return session.scalar(select(moment).where(*these, *whole))


def in_part() -> Select[int | None]:
    """The runs that a night keeps and that are no full capture."""
    return select(JobTable.run_id).where(JobTable.run_id.is_not(None), JobTable.why != "")


def visits(session: Session, night_id: int) -> list[Visit]:
    """What the kept results of a night took."""
    query = select(
        JobTable.id, RunTable.requests, RunTable.bytes, RunTable.pages, RunTable.score_lowest, RunTable.score_highest
    ).join(RunTable, RunTable.id == JobTable.run_id).where(JobTable.night_id == night_id)  # fmt: skip
    return [Visit(*row) for row in session.execute(query)]


def snapshot_of(session: Session, run_id: int) -> str:
    """The folder of a run's snapshot, "" where the run is not there or its snapshot was given up."""
    return session.scalar(select(RunTable.snapshot).where(RunTable.id == run_id, RunTable.pruned.is_(None))) or ""


def as_night(row: NightTable) -> Night:
    return Night(row.id, row.day, NightState(row.state), row.started, row.ended, row.form, row.fiscal_year, row.canary, row.summary)


def as_job(row: JobTable, code: str) -> Job:
    return Job(
        row.id, row.night_id, row.agency_id, code, row.host, JobState(row.state), row.attempts, row.second_pass, row.token,
        row.worker, row.lease_until, row.run_id, row.why, row.started, row.ended,
    )  # fmt: skip
