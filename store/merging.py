"""Two rows that turn out to be one agency: what was seen under the one becomes history of the other."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store.models import AgencyTable, JobTable, RunTable


def absorb(session: Session, other: AgencyTable, row: AgencyTable) -> None:
    """Runs, with what hangs on them (findings, holds), and jobs of `other` become those of `row`, and `other` goes. Of two jobs of one
    night that of `row` stays."""
    session.execute(update(RunTable).where(RunTable.agency_id == other.id).values(agency_id=row.id))
    nights = select(JobTable.night_id).where(JobTable.agency_id == row.id).scalar_subquery()
    session.execute(delete(JobTable).where(JobTable.agency_id == other.id, JobTable.night_id.in_(nights)))
    session.execute(update(JobTable).where(JobTable.agency_id == other.id).values(agency_id=row.id))
    session.delete(other)
    session.flush()
