"""What must not be in the tables, whatever wrote it, one line each."""

from collections.abc import Iterator

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from oit.night import JobState
from store.models import JobTable, MessageTable, NightTable, RunTable
from store.outbox import GIVEN_UP, SENT, WAITING
from store.people_consistency import people_inconsistencies


def inconsistencies(session: Session) -> list[str]:
    """Of nights, messages and what people said. Runs are looked at one by one elsewhere (store.sets)."""
    return [*_jobs(session), *_results(session), *_messages(session), *people_inconsistencies(session)]


def _jobs(session: Session) -> Iterator[str]:
    wrong = or_(
        JobTable.state.not_in([state.value for state in JobState]),
        (JobTable.state == JobState.DONE) & JobTable.run_id.is_(None),
        (JobTable.state == JobState.LEASED) & JobTable.lease_until.is_(None),
    )
    query = select(JobTable.id, JobTable.state, NightTable.day).join(NightTable, NightTable.id == JobTable.night_id)
    for job, state, day in session.execute(query.where(wrong).order_by(JobTable.id)):
        yield f"night {day}: job {job} is {state} without what belongs to that"


def _results(session: Session) -> Iterator[str]:
    """Two jobs that tell of one result, and a result of another agency than the job's."""
    twice = select(JobTable.run_id, func.count()).where(JobTable.run_id.is_not(None)).group_by(JobTable.run_id).having(func.count() > 1)
    for run, count in session.execute(twice):
        yield f"run {run}: is the result of {count} jobs"
    query = select(JobTable.id, RunTable.id).join(RunTable, RunTable.id == JobTable.run_id).where(JobTable.agency_id != RunTable.agency_id)
    for job, run in session.execute(query):
        yield f"job {job}: run {run} is another agency's result"


def _messages(session: Session) -> Iterator[str]:
    table = MessageTable
    wrong = or_(
        table.state.not_in([WAITING, SENT, GIVEN_UP]),
        (table.state == SENT) & table.sent.is_(None),
        (table.state != SENT) & table.sent.is_not(None),
    )
    for row in session.execute(select(table.id, table.key, table.state).where(wrong).order_by(table.id)):
        yield f"message {row.id} ({row.key[:100]}): is {row.state} without what belongs to that"
