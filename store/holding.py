"""Holds on evidence, and the marks of snapshots that were given up."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from oit.retention import Hold, HoldKind, KeptRun
from store.models import AgencyTable, HoldTable, RunTable
from store.nights import in_part

NOT_CAPTURED = "not_captured"


def add_hold(session: Session, run_id: int, code: str, kind: HoldKind, by: str, note: str, until: date | None) -> int:
    row = HoldTable(run_id=run_id, code=code, kind=kind.value, by=by, note=note, made=datetime.now(UTC), until=until, released=None)
    session.add(row)
    session.flush()
    return row.id


def release(session: Session, hold_ids: Iterable[int]) -> int:
    """How many were standing and are released now."""
    wanted = HoldTable.id.in_(list(hold_ids)) & HoldTable.released.is_(None)
    found = session.scalars(select(HoldTable).where(wanted)).all()
    for row in found:
        row.released = datetime.now(UTC)
    return len(found)


def holds(session: Session) -> list[Hold]:
    """All, oldest first, released ones too."""
    return [
        Hold(row.id, row.run_id, row.code, HoldKind(row.kind), row.by, row.note, row.made, row.until, row.released)
        for row in session.scalars(select(HoldTable).order_by(HoldTable.id))
    ]


def kept_runs(session: Session) -> list[KeptRun]:
    """Every run whose snapshot was not given up. Its day is that of the crawl, or of the judgement where the crawl told none."""
    query = select(RunTable, AgencyTable.url).join(AgencyTable, AgencyTable.id == RunTable.agency_id).where(RunTable.pruned.is_(None))
    part = set(session.scalars(in_part()))
    return [_kept(run, url, run.id not in part) for run, url in session.execute(query)]


def mark_pruned(session: Session, snapshot: str) -> None:
    """The snapshot was given up."""
    session.execute(update(RunTable).where(RunTable.snapshot == snapshot, RunTable.pruned.is_(None)).values(pruned=datetime.now(UTC)))


def pruned_snapshots(session: Session) -> list[str]:
    return list(session.scalars(select(RunTable.snapshot).where(RunTable.pruned.is_not(None)).distinct()))


def _kept(run: RunTable, url: str, whole: bool) -> KeptRun:
    at = run.started or run.created
    return KeptRun(
        run.id, url, run.pack, run.fiscal_year, run.started.date() if run.started else run.judged_on, (at, run.id),
        whole and run.stopped_by != NOT_CAPTURED, run.snapshot,
    )  # fmt: skip
