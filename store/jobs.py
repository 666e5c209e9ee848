"""The night's queue in tables beside the verdicts: a lease is a row that one transaction takes, so no server of our own is needed.

Leases are given out one at a time: on PostgreSQL whoever leases holds the rows of the running nights, SQLite has one writer anyway. So two
leases never see the same free host.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from oit.errors import BadInput
from oit.night import Job, JobState, Night, NightState
from oit.night_queue import MOST_ATTEMPTS, LeaseLost, Planned, Result
from store.models import AgencyTable, JobTable, NightTable, RunTable
from store.nights import as_job, as_night, night_row
from store.saving import save

_AGAIN = (JobState.UNREACHED, JobState.GIVEN_UP)
WORN_OUT = f"ended the process that worked on it, {MOST_ATTEMPTS} times"


def open_night(session: Session, day: date, form: str, fiscal_year: int, planned: Sequence[Planned], now: datetime) -> Night:
    row = night_row(session, day, form, fiscal_year, now)
    if (row.form, row.fiscal_year) != (form, fiscal_year):
        raise BadInput(f"the night of {day}: was begun with --form {row.form} --fiscal-year {row.fiscal_year}; give the same")
    row.state, row.ended, row.canary = NightState.RUNNING, None, ""
    known = {job.agency_id: job for job in session.scalars(select(JobTable).where(JobTable.night_id == row.id))}
    last = max((job.position for job in known.values()), default=0)
    for place, one in enumerate(planned, last + 1):
        job = known.get(one.agency_id)
        if job is None:
            session.add(_new_job(row.id, one, place))
        elif job.state in _AGAIN:
            job.state, job.attempts, job.host, job.why = JobState.WAITING, 0, one.host, ""
            job.second_pass = job.run_id is not None
    session.flush()
    return as_night(row)


def _new_job(night_id: int, one: Planned, position: int) -> JobTable:
    return JobTable(
        night_id=night_id, agency_id=one.agency_id, host=one.host, position=position, state=JobState.WAITING, attempts=0,
        second_pass=False, token=0, worker="", lease_until=None, run_id=None, why="", started=None, ended=None,
    )  # fmt: skip


def lease(session: Session, night_id: int, worker: str, now: datetime, seconds: float, pause: timedelta) -> Job | None:
    running = select(NightTable.id).where(NightTable.state == NightState.RUNNING).order_by(NightTable.id).with_for_update()
    if night_id not in session.scalars(running).all():
        return None
    _give_up_worn_out(session, night_id, now)
    busy = select(JobTable.host).where(JobTable.state == JobState.LEASED, JobTable.lease_until > now)
    rested = or_(JobTable.second_pass.is_(False), JobTable.ended.is_(None), JobTable.ended <= now - pause)
    free = or_(and_(JobTable.state == JobState.WAITING, rested), _run_out(now))
    order = (JobTable.second_pass, JobTable.attempts, JobTable.position)
    query = select(JobTable).where(JobTable.night_id == night_id, free, JobTable.host.not_in(busy)).order_by(*order).limit(1)
    row = session.scalars(query.with_for_update()).first()
    if row is None:
        return None
    row.state, row.worker, row.lease_until = JobState.LEASED, worker, now + timedelta(seconds=seconds)
    row.token, row.attempts, row.started, row.ended = row.token + 1, row.attempts + 1, now, None
    session.flush()
    return as_job(row, session.scalar(select(AgencyTable.code).where(AgencyTable.id == row.agency_id)) or "")


def _run_out(now: datetime) -> ColumnElement[bool]:
    return and_(JobTable.state == JobState.LEASED, JobTable.lease_until <= now)


def _give_up_worn_out(session: Session, night_id: int, now: datetime) -> None:
    worn = and_(JobTable.night_id == night_id, _run_out(now), JobTable.attempts >= MOST_ATTEMPTS)
    for row in session.scalars(select(JobTable).where(worn).with_for_update()):
        _end_without(row, WORN_OUT, now)


def renew(session: Session, jobs: Collection[Job], now: datetime, seconds: float) -> list[Job]:
    until, held = now + timedelta(seconds=seconds), []
    for job in sorted(jobs, key=lambda one: one.id):
        mine = and_(JobTable.id == job.id, JobTable.token == job.token, JobTable.state == JobState.LEASED)
        found = session.scalars(update(JobTable).where(mine).values(lease_until=until).returning(JobTable.id)).all()
        held += [job] if found else []
    return held


def commit(session: Session, job: Job, result: Result, why: str, now: datetime) -> int:
    row = _held(session, job)
    _keep(session, row, result)
    row.state, row.why, row.ended, row.lease_until = JobState.DONE, why, now, None
    session.flush()
    assert row.run_id is not None
    return row.run_id


def postpone(session: Session, job: Job, result: Result | None, why: str, now: datetime) -> int | None:
    row = _held(session, job)
    if result is not None:
        _keep(session, row, result)
    row.state, row.why, row.ended, row.lease_until, row.second_pass, row.attempts = JobState.WAITING, why, now, None, True, 0
    session.flush()
    return row.run_id


def _keep(session: Session, row: JobTable, result: Result) -> None:
    """The new result takes the place of the former: one of each agency and night."""
    former = row.run_id
    row.run_id = save(session, result.audit, result.snapshot, result.folder, result.tool_version)
    session.flush()
    if former is not None and former != row.run_id:
        session.execute(delete(RunTable).where(RunTable.id == former))


def release(session: Session, job: Job, now: datetime) -> bool:
    row = _mine(session, job)
    if row is not None:
        row.state, row.lease_until, row.attempts, row.ended = JobState.WAITING, None, max(row.attempts - 1, 0), now
    return row is not None


def abandon(session: Session, job: Job, now: datetime, why: str) -> bool:
    row = _mine(session, job)
    if row is None:
        return False
    if row.attempts >= MOST_ATTEMPTS:
        _end_without(row, f"{WORN_OUT}: {why}", now)
    else:
        row.state, row.lease_until, row.ended = JobState.WAITING, None, None
    return True


def give_up(session: Session, job: Job, why: str, now: datetime) -> bool:
    row = _mine(session, job)
    if row is not None:
        _end_without(row, why, now)
    return row is not None


def _end_without(row: JobTable, why: str, now: datetime) -> None:
    """A result of the first pass stands as the night's."""
    row.state = JobState.DONE if row.run_id is not None else JobState.GIVEN_UP
    row.why, row.ended, row.lease_until = why, now, None


def _mine(session: Session, job: Job) -> JobTable | None:
    mine = and_(JobTable.id == job.id, JobTable.token == job.token, JobTable.state == JobState.LEASED)
    return session.scalars(select(JobTable).where(mine).with_for_update()).first()


def _held(session: Session, job: Job) -> JobTable:
    row = _mine(session, job)
    if row is None:
        raise LeaseLost(f"{job.code}: its work was taken over by another process; nothing of this one is kept")
    return row


def close_night(session: Session, night_id: int, state: NightState, now: datetime) -> Night | None:
    row = session.get_one(NightTable, night_id, with_for_update=True)
    here = JobTable.night_id == night_id
    held = and_(here, JobTable.state == JobState.LEASED, JobTable.lease_until > now)
    if session.scalar(select(func.count()).select_from(JobTable).where(held)):
        return None
    left = and_(here, JobTable.state.in_((JobState.WAITING, JobState.LEASED)))
    for job in session.scalars(select(JobTable).where(left)):
        job.state = JobState.UNREACHED if job.run_id is None else JobState.DONE
        job.lease_until = None
    session.flush()
    missed = session.scalar(select(func.count()).select_from(JobTable).where(here, JobTable.state == JobState.UNREACHED))
    row.state, row.ended = NightState.OUT_OF_TIME if state is NightState.DONE and missed else state, now
    session.flush()
    return as_night(row)


def stop_night(session: Session, day: date, form: str, fiscal_year: int, canary: str, now: datetime) -> Night:
    row = night_row(session, day, form, fiscal_year, now)
    row.canary = canary
    if not session.scalar(select(func.count()).select_from(JobTable).where(JobTable.night_id == row.id)):
        row.state, row.ended = NightState.STOPPED, now
    session.flush()
    return as_night(row)
