"""What the team wrote beside items. A row is written once; a later one of its kind takes its place."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from oit.team_notes import NoteKind, TeamNote
from store.human import agency_row
from store.models import AgencyTable, RemarkTable


def put_notes(session: Session, notes: Iterable[TeamNote]) -> None:
    """BadInput for an agency that the database does not know."""
    session.add_all(
        RemarkTable(
            agency_id=agency_row(session, one.agency_url), form=one.form, fiscal_year=one.fiscal_year, code=one.code, kind=one.kind.value,
            remark=one.text, by=one.by, made=one.made, source=one.source,
        )
        for one in notes
    )  # fmt: skip
    session.flush()


def notes(session: Session, agency_url: str, form: str, fiscal_year: int) -> list[TeamNote]:
    """All of an agency, form and year, oldest first."""
    table = RemarkTable
    query = (
        select(table)
        .join(AgencyTable, AgencyTable.id == table.agency_id)
        .where(AgencyTable.url == agency_url, table.form == form, table.fiscal_year == fiscal_year)
        .order_by(table.id)
    )
    return [
        TeamNote(agency_url, row.form, row.fiscal_year, row.code, NoteKind(row.kind), row.remark, row.by, row.made, row.source)
        for row in session.scalars(query)
    ]
