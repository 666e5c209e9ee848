"""Messages that wait to be sent. A row is written once for what it tells to whom, and taken by one sender at a time.

Whoever takes a row writes down the attempt first and puts off the next one for as long as a lease lasts; whoever is killed while sending
leaves a row that is tried again then. So a message may come twice after a crash in the moment between sending and noting it, and never
gets lost: at least once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import CursorResult, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from store.models import MessageTable

WAITING, SENT, GIVEN_UP = "waiting", "sent", "given_up"
LASTING = "links "  # messages whose key begins so say of something that may last for months that it was told: they are not given up
LEASE = timedelta(minutes=10)  # longer than any sending takes


@dataclass(frozen=True, slots=True)
class NewMessage:
    key: str  # what to whom
    night: date | None
    recipient: str  # as the settings name it
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """Times are in UTC. `attempts` counts those begun."""

    id: int
    key: str
    night: date | None
    recipient: str
    subject: str
    body: str
    made: datetime
    state: str  # waiting, sent, given_up
    attempts: int
    next_try: datetime | None
    last_error: str
    sent: datetime | None


def put(session: Session, messages: Iterable[NewMessage], now: datetime) -> int:
    """Write messages that are not there yet; how many those are. One whose key is there is left as it was first written."""
    added = 0
    for one in messages:
        if session.scalar(select(MessageTable.id).where(MessageTable.key == one.key)) is not None:
            continue
        try:
            with session.begin_nested():
                session.add(_row(one, now))
            added += 1
        except IntegrityError:  # another process was quicker
            continue
    return added


def due(session: Session, now: datetime) -> list[KeptMessage]:
    """Those that wait and whose time has come, oldest first."""
    ready = (MessageTable.state == WAITING) & (MessageTable.next_try.is_(None) | (MessageTable.next_try <= now))
    return [_kept(row) for row in session.scalars(select(MessageTable).where(ready).order_by(MessageTable.id))]


def take(session: Session, message: KeptMessage, now: datetime) -> KeptMessage | None:
    """Begin an attempt; None where another process was quicker. It holds for LEASE."""
    mine = (MessageTable.id == message.id) & (MessageTable.state == WAITING) & (MessageTable.attempts == message.attempts)
    begun = update(MessageTable).where(mine).values(attempts=message.attempts + 1, next_try=now + LEASE, last_error="")
    done = session.execute(begun)
    if not isinstance(done, CursorResult) or done.rowcount != 1:
        return None
    row = session.get(MessageTable, message.id)
    return _kept(row) if row else None


def mark(session: Session, message: KeptMessage, state: str, now: datetime, next_try: datetime | None, error: str) -> None:
    """How the attempt that `take` gave ended. Nothing where somebody took the row after that lease had run out."""
    mine = (MessageTable.id == message.id) & (MessageTable.attempts == message.attempts) & (MessageTable.state == WAITING)
    sent = now if state == SENT else None
    session.execute(update(MessageTable).where(mine).values(state=state, sent=sent, next_try=next_try, last_error=error))


def retry(session: Session, now: datetime) -> int:
    """Let all that failed be tried at once, those given up too; how many. What is being sent right now has no error noted: it is left."""
    failed = (MessageTable.state != SENT) & (MessageTable.last_error != "")
    rows = session.scalars(select(MessageTable).where(failed)).all()
    for row in rows:
        row.state, row.next_try = WAITING, now
    return len(rows)


def unsent(session: Session) -> list[KeptMessage]:
    """All that wait or were given up, oldest first."""
    return [_kept(row) for row in session.scalars(select(MessageTable).where(MessageTable.state != SENT).order_by(MessageTable.id))]


def of_night(session: Session, night: date) -> list[KeptMessage]:
    """All messages of a night, sent or not, oldest first."""
    return [_kept(row) for row in session.scalars(select(MessageTable).where(MessageTable.night == night).order_by(MessageTable.id))]


def of_kind(session: Session, start: str) -> list[KeptMessage]:
    """All messages whose key begins so, sent or not, oldest first."""
    rows = session.scalars(select(MessageTable).where(MessageTable.key.startswith(start, autoescape=True)).order_by(MessageTable.id))
    return [_kept(row) for row in rows]


def _row(one: NewMessage, now: datetime) -> MessageTable:
    return MessageTable(
        key=one.key, night=one.night, recipient=one.recipient, subject=one.subject, body=one.body, made=now, state=WAITING, attempts=0,
        next_try=None, last_error="", sent=None,
    )  # fmt: skip


def _kept(row: MessageTable) -> KeptMessage:
    return KeptMessage(
        row.id, row.key, row.night, row.recipient, row.subject, row.body, row.made, row.state, row.attempts, row.next_try, row.last_error,
        row.sent,
    )  # fmt: skip
