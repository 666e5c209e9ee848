"""Workbooks that were given out, and what came back with one: all of it is written, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from oit.errors import BadInput
from oit.human import AttestedItem
from oit.presubmit_sheet import GivenSheet
from oit.roster import RosterEntry
from oit.team_notes import TeamNote
from store.human import agency_row, attest, withdraw
from store.models import AgencyTable, HumanVerdictTable, OwnerTable, RemarkTable, SheetTable
from store.remarks import put_notes
from store.roster import put_roster


@dataclass(frozen=True, slots=True)
class Taken:
    """What one workbook brings home. `by` withdraws the verdicts of the ids `withdrawn`."""

    key: str
    by: str
    notes: Sequence[TeamNote] = ()
    verdicts: Sequence[AttestedItem] = ()
    withdrawn: Sequence[int] = ()
    roster: RosterEntry | None = None  # with its new owners


def give_out(session: Session, sheets: Sequence[GivenSheet]) -> None:
    """Keeps what the cells of workbooks say. BadInput for an agency that the database does not know."""
    for one in sheets:
        tables = {"rows": one.rows, "prints": one.prints}
        cells = {name: {code: dict(row) for code, row in table.items()} for name, table in tables.items()}
        session.add(
            SheetTable(
                key=one.key, agency_id=agency_row(session, one.agency_url), form=one.form, fiscal_year=one.fiscal_year, made=one.made,
                run_id=one.run_id, cells=cells, imported=None,
            )
        )  # fmt: skip
    session.flush()


def given(session: Session, key: str) -> GivenSheet | None:
    """The workbook with that key, its agency under the address that it has now; None for a key that this database never gave out."""
    row = session.scalar(select(SheetTable).where(SheetTable.key == key))
    if row is None:
        return None
    url = session.scalar(select(AgencyTable.url).where(AgencyTable.id == row.agency_id)) or ""
    return GivenSheet(
        row.key, url, row.form, row.fiscal_year, row.made, row.run_id, row.cells["rows"], row.cells["prints"], row.imported
    )  # fmt: skip


def state_of(session: Session, agency_url: str) -> str:
    """Another text whenever people's notes, verdicts or owners of the agency became others."""
    agency = agency_row(session, agency_url)
    notes = session.scalar(select(func.max(RemarkTable.id)).where(RemarkTable.agency_id == agency))
    table = HumanVerdictTable
    verdicts = session.execute(select(func.max(table.id), func.count(table.withdrawn)).where(table.agency_id == agency)).one()
    owners = session.execute(
        select(OwnerTable.topic, OwnerTable.name, OwnerTable.contact).where(OwnerTable.agency_id == agency).order_by(OwnerTable.topic)
    )
    return repr((notes, tuple(verdicts), [tuple(row) for row in owners]))


def take(session: Session, taken: Taken, state: str) -> None:
    """Writes what a workbook brings and notes that it came. `state` is that of state_of when it was compared: BadInput where somebody
    changed something since."""
    row = session.scalar(select(SheetTable).where(SheetTable.key == taken.key).with_for_update())
    if row is None:
        raise BadInput(f"{taken.key}: is no workbook of this database; name the database it was made from with --db")
    url = session.scalar(select(AgencyTable.url).where(AgencyTable.id == row.agency_id)) or ""
    if state_of(session, url) != state:
        raise BadInput(f"{taken.key}: somebody changed remarks, verdicts or owners of {url} just now; import the workbook again")
    put_notes(session, taken.notes)
    withdraw(session, taken.withdrawn, taken.by)
    for one in taken.verdicts:
        attest(session, one)
    if taken.roster is not None:
        put_roster(session, [taken.roster])
    row.imported = datetime.now(UTC)
