"""Whose verdicts end with a run: looked at in the transaction that saves it, whoever saves it."""

from datetime import UTC, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from oit.audit import AgencyAudit
from oit.human import AttestedItem
from oit.looks import is_full
from oit.night import BANGKOK
from oit.snapshot import SiteSnapshot
from oit.verdict_ends import why_ended
from store.holding import release
from store.human import read_verdict, standing_rows
from store.models import AgencyTable, RunTable
from store.sets import SetReader


def end_verdicts(session: Session, run: RunTable, audit: AgencyAudit, snapshot: SiteSnapshot) -> int:
    """Ends people's verdicts on the agency, by the form and year of a run that was saved, whose evidence shows something else in it; how
    many. A site that was not seen in full ends none, nor does a visit from before the verdict was given."""
    rows = standing_rows(session, run.agency_id, run.pack, run.fiscal_year)
    least = session.scalar(select(AgencyTable.min_pages).where(AgencyTable.id == run.agency_id)) if rows else None
    if not rows or not is_full(run.stopped_by, run.pages, least):
        return 0
    findings = {item.code: item for item in audit.items}
    ended = []
    for row in rows:
        finding, one = findings.get(row.code), read_verdict(row, audit.agency.url)
        if finding is None or not one.made < (run.started or run.created):
            continue
        why = why_ended(one, snapshot, finding, _cited(session, one))
        if why is not None:
            row.ended, row.ended_why = _since(run), why.value
            ended.append(row)
    release(session, [row.hold_id for row in ended if row.hold_id is not None])
    return len(ended)


def _cited(session: Session, one: AttestedItem) -> frozenset[str]:
    """The addresses that the run which the person had before them names for the item."""
    run = session.get(RunTable, one.run_id) if one.run_id is not None else None
    said = SetReader(session).of_run(run) if run is not None else []
    return frozenset(piece.url for finding in said if finding.code == one.code for piece in finding.evidence)


def _since(run: RunTable) -> datetime:
    """From when on the run is what stands: a night bears the date of the morning after."""
    morning = datetime.combine(run.judged_on, time(), BANGKOK).astimezone(UTC)
    return max(run.started or run.created, morning)
