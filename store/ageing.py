"""Rows that nobody needs any more: the work lists of old nights and messages that were sent long ago. Verdicts are kept for good."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from store.models import JobTable, MessageTable, NightTable
from store.outbox import LASTING, SENT


def old_rows(session: Session, nights_before: date, sent_before: datetime) -> tuple[int, int]:
    """How many jobs of nights before a day, and messages sent before a moment, there are."""
    jobs, messages = _old(nights_before, sent_before)
    return _count(session, JobTable, jobs), _count(session, MessageTable, messages)


def drop_old_rows(session: Session, nights_before: date, sent_before: datetime) -> tuple[int, int]:
    """Removes them; how many. The nights themselves stay, with their summaries."""
    counts = old_rows(session, nights_before, sent_before)
    jobs, messages = _old(nights_before, sent_before)
    session.execute(delete(JobTable).where(jobs))
    session.execute(delete(MessageTable).where(messages))
    return counts


def _old(nights_before: date, sent_before: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    nights = select(NightTable.id).where(NightTable.day < nights_before, NightTable.ended.is_not(None))
    gone = (MessageTable.state == SENT) & (MessageTable.sent < sent_before) & ~MessageTable.key.startswith(LASTING, autoescape=True)
    return JobTable.night_id.in_(nights), gone


def _count(session: Session, table: type[JobTable | MessageTable], which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(which)) or 0
