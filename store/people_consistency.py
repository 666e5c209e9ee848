"""What must not be in the tables of people's verdicts, entered links, rounds and published scores, one line each."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from oit.entered import LinkState
from oit.human import Ended, HumanVerdict
from oit.retention import HoldKind
from store.models import (
    EnteredLinkTable,
    HoldTable,
    HumanVerdictTable,
    LinkLookTable,
    PublishedScoreTable,
    RunTable,
    SheetTable,
    SignOffTable,
)


def people_inconsistencies(session: Session) -> Iterator[str]:
    """Verdicts of people, links, rounds and scores that cannot have been written by this program as they stand."""
    yield from _verdicts(session)
    yield from _of_other_agencies(session)
    yield from _links(session)
    yield from _sign_offs(session)
    yield from _scores(session)


def _verdicts(session: Session) -> Iterator[str]:
    table = HumanVerdictTable
    wrong = or_(
        table.verdict.not_in([verdict.value for verdict in HumanVerdict]),
        table.by == "",
        table.withdrawn.is_(None) & (table.withdrawn_by != ""),
        table.withdrawn.is_not(None) & (table.withdrawn_by == ""),
        table.ended.is_(None) & (table.ended_why != ""),
        table.ended.is_not(None) & table.ended_why.not_in([why.value for why in Ended]),
    )
    for number, verdict in session.execute(select(table.id, table.verdict).where(wrong).order_by(table.id)):
        yield f"human verdict {number}: is {verdict[:40]} without what belongs to that"


def _of_other_agencies(session: Session) -> Iterator[str]:
    """Verdicts and workbooks that refer to a run of another agency, and verdicts that refer to another verdict's kind of hold."""
    verdict, sheet, hold = HumanVerdictTable, SheetTable, HoldTable
    kinds: tuple[tuple[str, type[HumanVerdictTable] | type[SheetTable]], ...] = (("human verdict", verdict), ("workbook", sheet))
    for name, table in kinds:
        found = select(table.id, RunTable.id).join(RunTable, RunTable.id == table.run_id).where(table.agency_id != RunTable.agency_id)
        for number, run in session.execute(found.order_by(table.id)):
            yield f"{name} {number}: run {run} is another agency's result"
    wrong = select(verdict.id).join(hold, hold.id == verdict.hold_id).where(hold.kind != HoldKind.HUMAN_VERDICT.value)
    for number in session.scalars(wrong.order_by(verdict.id)):
        yield f"human verdict {number}: what keeps its evidence was made for something else"


def _links(session: Session) -> Iterator[str]:
    link, look = EnteredLinkTable, LinkLookTable
    for number in session.scalars(select(link.id).where(link.watch_until < link.entered).order_by(link.id)):
        yield f"entered link {number}: is watched until a day before it was entered"
    wrong = or_(look.state.not_in([state.value for state in LinkState]), look.looks < 1, look.last < look.first)
    yield from (f"look {number} at an entered link: does not hold together" for number in _numbers(session, look, wrong))


def _sign_offs(session: Session) -> Iterator[str]:
    table = SignOffTable
    wrong = or_(table.by == "", (table.withdrawn.is_(None)) & (table.withdrawn_by != ""))
    yield from (
        f"signing off {number}: names nobody, or somebody who withdrew it and not when" for number in _numbers(session, table, wrong)
    )


def _scores(session: Session) -> Iterator[str]:
    table = PublishedScoreTable
    wrong = or_(table.score < 0, table.score > 100)
    yield from (f"published score {number}: is not within 0 and 100" for number in _numbers(session, table, wrong))


def _numbers(
    session: Session, table: type[LinkLookTable] | type[SignOffTable] | type[PublishedScoreTable], wrong: ColumnElement[bool]
) -> Iterator[int]:
    yield from session.scalars(select(table.id).where(wrong).order_by(table.id))
