"""Verdicts of named persons in the database. A row is written once; only how it ended is added later."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from oit.errors import BadInput
from oit.human import AttestedItem, Ended, HumanVerdict
from oit.retention import HoldKind
from store.holding import add_hold, release
from store.models import AgencyTable, HumanVerdictTable, RunTable


def attest(session: Session, one: AttestedItem) -> int:
    """Keeps a verdict (its `id` and `hold_id` are not looked at); returns the row's id. The snapshot of its run, where it was not given up,
    is kept as long as the verdict counts; that of the verdict whose place it takes is released. BadInput for an agency the database does
    not know."""
    table = HumanVerdictTable
    agency_id = agency_row(session, one.agency_url)
    before = standing_rows(session, agency_id, one.form, one.fiscal_year, one.code)
    release(session, [row.hold_id for row in before if row.hold_id is not None])
    held, run = None, session.get(RunTable, one.run_id) if one.run_id is not None else None
    if one.run_id is not None and run is not None and run.pruned is None:
        held = add_hold(session, one.run_id, one.code, HoldKind.HUMAN_VERDICT, one.by, one.note, one.until)
    row = table(
        agency_id=agency_id, form=one.form, fiscal_year=one.fiscal_year, code=one.code, topic=one.topic,
        verdict=one.verdict.value, by=one.by, note=one.note, made=one.made, until=one.until, evidence_url=one.evidence_url,
        evidence_sha256=one.evidence_sha256, evidence_words=one.evidence_words, run_id=one.run_id, hold_id=held, source=one.source,
        withdrawn=None, withdrawn_by="", ended=None, ended_why="",
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def withdraw(session: Session, ids: Sequence[int], by: str) -> int:
    """How many were not withdrawn and are now; what kept their evidence is released."""
    table = HumanVerdictTable
    rows = session.scalars(select(table).where(table.id.in_(ids), table.withdrawn.is_(None))).all()
    for row in rows:
        row.withdrawn, row.withdrawn_by = datetime.now(UTC), by
    release(session, [row.hold_id for row in rows if row.hold_id is not None])
    return len(rows)


def attested(session: Session, agency_url: str, form: str, fiscal_year: int) -> list[AttestedItem]:
    """All of an agency, form and year, oldest first, withdrawn and ended ones too."""
    table = HumanVerdictTable
    return _read_all(session, (AgencyTable.url == agency_url) & (table.form == form) & (table.fiscal_year == fiscal_year))


def all_attested(session: Session, agency_urls: Collection[str] | None = None) -> list[AttestedItem]:
    """Those of these agencies (None: of all) by whatever form, for whatever year, oldest first."""
    found = _read_all(session)
    return found if agency_urls is None else [one for one in found if one.agency_url in set(agency_urls)]


def set_words(session: Session, verdict_id: int, words: str) -> None:
    """The words of a verdict's page as the present version reads them."""
    session.get_one(HumanVerdictTable, verdict_id).evidence_words = words


def standing_rows(session: Session, agency_id: int, form: str, fiscal_year: int, code: str = "") -> list[HumanVerdictTable]:
    """The newest verdict on each item (or on one), where neither a person nor a visit ended it; its date is not looked at."""
    table = HumanVerdictTable
    which = (table.agency_id == agency_id) & (table.form == form) & (table.fiscal_year == fiscal_year)
    if code:
        which &= table.code == code
    newest = {row.code: row for row in session.scalars(select(table).where(which).order_by(table.made, table.id))}
    return [row for row in newest.values() if row.withdrawn is None and row.ended is None]


def agency_row(session: Session, agency_url: str) -> int:
    """The id of an agency's row. BadInput for one that the database does not know."""
    found = session.scalar(select(AgencyTable.id).where(AgencyTable.url == agency_url))
    if found is None:
        raise BadInput(f"{agency_url}: is no agency of the database; import it with oit agencies import, or check it once")
    return found


def read_verdict(row: HumanVerdictTable, agency_url: str) -> AttestedItem:
    """A row as a plain record."""
    return AttestedItem(
        row.id, agency_url, row.form, row.fiscal_year, row.code, row.topic, HumanVerdict(row.verdict), row.by, row.note, row.made,
        row.until, row.evidence_url, row.evidence_sha256, row.run_id, row.source, row.withdrawn, row.withdrawn_by, row.evidence_words,
        row.hold_id, row.ended, Ended(row.ended_why) if row.ended_why else None,
    )  # fmt: skip


def _read_all(session: Session, *which: ColumnElement[bool]) -> list[AttestedItem]:
    table = HumanVerdictTable
    query = select(table, AgencyTable.url).join(AgencyTable, AgencyTable.id == table.agency_id).where(*which)
    return [read_verdict(row, url) for row, url in session.execute(query.order_by(table.made, table.id))]
