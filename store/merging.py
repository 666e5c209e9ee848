"""Two rows that turn out to be one agency: what was seen under the one becomes history of the other."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store.models import (
    AgencyTable,
    EnteredLinkTable,
    HumanVerdictTable,
    JobTable,
    PublishedScoreTable,
    RemarkTable,
    RunTable,
    SheetTable,
)


def absorb(session: Session, other: AgencyTable, row: AgencyTable) -> None:
    """Runs, with what hangs on them (findings, holds), jobs and what people said and entered of `other` become those of `row`, and `other`
    goes. Of two jobs of one night, and of two published scores of one thing, that of `row` stays."""
    for table in (RunTable, HumanVerdictTable, RemarkTable, SheetTable, EnteredLinkTable):
        session.execute(update(table).where(table.agency_id == other.id).values(agency_id=row.id))
    _keep_scores(session, other.id, row.id)
    nights = select(JobTable.night_id).where(JobTable.agency_id == row.id).scalar_subquery()
    session.execute(delete(JobTable).where(JobTable.agency_id == other.id, JobTable.night_id.in_(nights)))
    session.execute(update(JobTable).where(JobTable.agency_id == other.id).values(agency_id=row.id))
    session.delete(other)
    session.flush()


def _keep_scores(session: Session, other: int, own: int) -> None:
    table = PublishedScoreTable
    known = {(one.fiscal_year, one.key) for one in session.scalars(select(table).where(table.agency_id == own))}
    for one in session.scalars(select(table).where(table.agency_id == other)):
        if (one.fiscal_year, one.key) in known:
            session.delete(one)
        else:
            one.agency_id = own
