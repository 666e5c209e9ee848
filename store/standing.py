"""The result that stands for each agency of the roster: that of its newest full capture. A failed night leaves it, with its date."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from oit.audit import Outcome, Score
from oit.looks import is_full
from store.loading import findings
from store.models import AgencyTable, RunTable

_Run = Row[tuple[int, datetime | None, datetime, str, int, str, int, float, float]]


@dataclass(frozen=True, slots=True)
class Standing:
    """`run_id` to `outcomes` are of the result that stands, None and empty where there is none. `tried` is the newest visit, `failed`
    whether that was no full capture. Times are in UTC."""

    run_id: int | None
    seen: datetime | None
    pack: str
    fiscal_year: int | None
    score: Score | None  # percent
    outcomes: Mapping[Outcome, int]
    tried: datetime
    failed: bool
    attested: int = 0  # items that count as a person says; always 0 here, app.attest_standing adds them


def standing_results(session: Session) -> dict[str, Standing]:
    """By the agencies' codes."""
    watched = select(AgencyTable.id, AgencyTable.code, AgencyTable.min_pages).where(AgencyTable.on_roster)
    newest: dict[int, _Run] = {}
    full: dict[int, _Run] = {}
    pages = {agency: least for agency, _, least in session.execute(watched)}
    for agency, run in _runs(session):
        newest[agency] = run
        if is_full(run.stopped_by, run.pages, pages[agency]):
            full[agency] = run
    return {code: _standing(session, full.get(agency), newest[agency]) for agency, code, _ in session.execute(watched) if agency in newest}


def _runs(session: Session) -> list[tuple[int, _Run]]:
    """The runs of the roster's agencies, oldest crawl first; of several judgements of one the last counts."""
    query = (
        select(
            RunTable.id, RunTable.started, RunTable.created, RunTable.stopped_by, RunTable.pages, RunTable.pack, RunTable.fiscal_year,
            RunTable.score_lowest, RunTable.score_highest, RunTable.agency_id,
        )
        .join(AgencyTable, AgencyTable.id == RunTable.agency_id)
        .where(AgencyTable.on_roster)
    )  # fmt: skip
    rows = session.execute(query).all()
    return [(row.agency_id, row) for row in sorted(rows, key=lambda row: (row.started or row.created, row.id))]  # type: ignore[misc]


def _standing(session: Session, full: _Run | None, newest: _Run) -> Standing:
    tried, failed = newest.started or newest.created, full is None or full.id != newest.id
    if full is None:
        return Standing(None, None, "", None, None, {}, tried, failed)
    outcomes = Counter(finding.outcome for finding in findings(session, full.id))
    score = Score(full.score_lowest, full.score_highest)
    return Standing(full.id, full.started or full.created, full.pack, full.fiscal_year, score, outcomes, tried, failed)
