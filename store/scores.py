"""Published scores in the database: one of each agency, year and key. Importing again is an update."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from oit.survey import PublishedScore
from store.human import agency_row
from store.models import AgencyTable, PublishedScoreTable


def put(session: Session, scores: Sequence[PublishedScore]) -> tuple[int, int, int]:
    """How many were added, changed, unchanged. What is unchanged keeps its source. BadInput for an agency that is not known."""
    added = changed = 0
    for one in scores:
        agency_id = agency_row(session, one.agency_url)
        table = PublishedScoreTable
        row = session.scalar(select(table).where(table.agency_id == agency_id, table.fiscal_year == one.fiscal_year, table.key == one.key))
        if row is None:
            session.add(
                table(
                    agency_id=agency_id, fiscal_year=one.fiscal_year, key=one.key, score=one.score, source=one.source, by=one.by,
                    made=one.made,
                )
            )  # fmt: skip
            added += 1
        elif row.score != one.score:
            row.score, row.source, row.by, row.made = one.score, one.source, one.by, one.made
            changed += 1
    return added, changed, len(scores) - added - changed


def scores(session: Session, agency_url: str | None, fiscal_year: int | None) -> list[PublishedScore]:
    """Of one agency or all, of one year or all, by agency and year."""
    table = PublishedScoreTable
    query = select(table, AgencyTable.url).join(AgencyTable, AgencyTable.id == table.agency_id)
    if agency_url is not None:
        query = query.where(AgencyTable.url == agency_url)
    if fiscal_year is not None:
        query = query.where(table.fiscal_year == fiscal_year)
    rows = session.execute(query.order_by(AgencyTable.url, table.fiscal_year, table.id)).all()
    return [PublishedScore(url, row.fiscal_year, row.key, row.score, row.source, row.by, row.made) for row, url in rows]
