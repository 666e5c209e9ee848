"""Verdicts of named persons in the database. A row is written once; only its withdrawal is added later."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from oit.errors import BadInput
from oit.human import AttestedItem, Ended, HumanVerdict
from store.models import AgencyTable, HumanVerdictTable


def attest(session: Session, one: AttestedItem) -> int:
    """Keeps a verdict (its `id` is not looked at); returns the row's id. BadInput for an agency the database does not know."""
    table = HumanVerdictTable
    row = table(
        agency_id=agency_row(session, one.agency_url), form=one.form, fiscal_year=one.fiscal_year, code=one.code, topic=one.topic,
        verdict=one.verdict.value, by=one.by, note=one.note, made=one.made, until=one.until, evidence_url=one.evidence_url,
        evidence_sha256=one.evidence_sha256, evidence_words=one.evidence_words, run_id=one.run_id, hold_id=one.hold_id, source=one.source,
        withdrawn=None, withdrawn_by="", ended=None, ended_why="",
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def withdraw(session: Session, ids: Sequence[int], by: str) -> int:
    """How many stood and are withdrawn now."""
    table = HumanVerdictTable
    rows = session.scalars(select(table).where(table.id.in_(ids), table.withdrawn.is_(None))).all()
    for row in rows:
        row.withdrawn, row.withdrawn_by = datetime.now(UTC), by
    return len(rows)


def attested(session: Session, agency_url: str, form: str, fiscal_year: int) -> list[AttestedItem]:
    """All of an agency, form and year, oldest first, withdrawn ones too."""
    table = HumanVerdictTable
    query = (
        select(table)
        .join(AgencyTable, AgencyTable.id == table.agency_id)
        .where(AgencyTable.url == agency_url, table.form == form, table.fiscal_year == fiscal_year)
        .order_by(table.made, table.id)
    )
    return [_read(row, agency_url) for row in session.scalars(query)]


def agency_row(session: Session, agency_url: str) -> int:
    """The id of an agency's row. BadInput for one that the database does not know."""
    found = session.scalar(select(AgencyTable.id).where(AgencyTable.url == agency_url))
    if found is None:
        raise BadInput(f"{agency_url}: is no agency of the database; import it with oit agencies import, or check it once")
    return found


def _read(row: HumanVerdictTable, agency_url: str) -> AttestedItem:
    return AttestedItem(
        row.id, agency_url, row.form, row.fiscal_year, row.code, row.topic, HumanVerdict(row.verdict), row.by, row.note, row.made,
        row.until, row.evidence_url, row.evidence_sha256, row.run_id, row.source, row.withdrawn, row.withdrawn_by, row.evidence_words,
        row.hold_id, row.ended, Ended(row.ended_why) if row.ended_why else None,
    )  # fmt: skip
