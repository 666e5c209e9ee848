"""Reading runs and findings back as plain records."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, select, text
from sqlalchemy.orm import Session

from oit.agency import Agency
from oit.audit import (
    Currency,
    CurrencyVerdict,
    Evidence,
    FoundPeriod,
    Outcome,
    Presence,
    PresenceVerdict,
    Reason,
    ReasonCode,
    Score,
)
from store.models import AgencyTable, DetailEvidenceTable, DetailTable, EvidenceTable, FailureTable, FindingTable, ResourceTable, RunTable
from store.rows import FailureRow, FindingRow, RunRow


def runs(session: Session, which: ColumnElement[bool], most: int | None = None) -> list[RunRow]:
    """Runs, newest first. The time of the crawl decides, not that of the judgement: judging an old snapshot again does not make it news."""
    order = (RunTable.started.is_(None), RunTable.started.desc(), RunTable.id.desc())
    query = select(RunTable, AgencyTable).join(AgencyTable, AgencyTable.id == RunTable.agency_id).where(which).order_by(*order).limit(most)
    return [_run_row(run, agency) for run, agency in session.execute(query)]


def agencies(session: Session) -> list[Agency]:
    return [_agency(row) for row in session.scalars(select(AgencyTable).order_by(AgencyTable.url))]


def failures(session: Session, run_id: int) -> list[FailureRow]:
    query = select(FailureTable).where(FailureTable.run_id == run_id).order_by(FailureTable.position)
    return [FailureRow(row.url, row.failure, row.found_on) for row in session.scalars(query)]


def findings(session: Session, run_id: int, code: str = "") -> list[FindingRow]:
    """The findings of a run in the order of the form, or only that of one item."""
    query = (
        select(FindingTable, DetailTable)
        .join(DetailTable, DetailTable.id == FindingTable.detail_id)
        .where(FindingTable.run_id == run_id)
        .order_by(FindingTable.position)
    )
    if code:
        query = query.where(FindingTable.code == code)
    rows = [(finding, detail) for finding, detail in session.execute(query)]
    evidence = _evidence(session, run_id, {detail.id for _, detail in rows})
    return [_finding_row(finding, detail, evidence[detail.id]) for finding, detail in rows]


def integrity(session: Session, name: str) -> list[str]:
    """SQLite's own check of its file; rows that refer to rows that are not there."""
    found = []
    if session.get_bind().dialect.name == "sqlite":
        checks = [row[0] for row in session.execute(text("PRAGMA integrity_check(20)"))]
        found += [f"database {name}: {line}; restore a backup" for line in checks if line != "ok"]
        lost = [row[0] for row in session.execute(text("PRAGMA foreign_key_check"))]
        found += [f"database {name}: {lost.count(table)} rows of {table} refer to nothing; restore a backup" for table in sorted(set(lost))]
    return found


def _agency(row: AgencyTable) -> Agency:
    return Agency(url=row.url, name=row.name, type=row.type, code=row.code)


def _run_row(run: RunTable, agency: AgencyTable) -> RunRow:
    return RunRow(
        id=run.id,
        agency=_agency(agency),
        started=run.started,
        finished=run.finished,
        judged_on=run.judged_on,
        pack=run.pack,
        pack_version=run.pack_version,
        pack_sha256=run.pack_sha256,
        fiscal_year=run.fiscal_year,
        score=Score(run.score_lowest, run.score_highest),
        points_lost=Score(run.points_lost_lowest, run.points_lost_highest),
        requests=run.requests,
        pages=run.pages,
        documents=run.documents,
        rendered=run.rendered,
        bytes=run.bytes,
        stopped_by=run.stopped_by,
        browser=run.browser,
        sandbox=run.sandbox,
        snapshot=run.snapshot,
        tool_version=run.tool_version,
        created=run.created,
        pruned=run.pruned,
    )


def _finding_row(finding: FindingTable, detail: DetailTable, evidence: Iterable[Evidence]) -> FindingRow:
    found = tuple(_period(*values) for values in detail.found)
    return FindingRow(
        run_id=finding.run_id,
        code=finding.code,
        topic=finding.topic,
        outcome=Outcome(finding.outcome),
        presence=PresenceVerdict(Presence(finding.presence_verdict), finding.presence_score),
        currency=CurrencyVerdict(Currency(finding.currency_verdict), finding.currency_score, detail.required, found),
        points=finding.points,
        reasons=tuple(Reason(ReasonCode(code), facts) for code, facts in detail.reasons),
        best_url=detail.best_url,
        evidence=tuple(evidence),
    )


def _period(fiscal_year: int | None, date: str | None, span: list[int] | None, as_written: str, source: str) -> FoundPeriod:
    return FoundPeriod(fiscal_year, date, None if span is None else (span[0], span[1]), as_written, source)


def _evidence(session: Session, run_id: int, detail_ids: Iterable[int]) -> dict[int, list[Evidence]]:
    """The evidence of details, best first, with time and picture from this run's own resources."""
    seen = _seen_in_run(session, run_id)
    query = (
        select(DetailEvidenceTable.detail_id, EvidenceTable)
        .join(EvidenceTable, EvidenceTable.id == DetailEvidenceTable.evidence_id)
        .where(DetailEvidenceTable.detail_id.in_(detail_ids))
        .order_by(DetailEvidenceTable.detail_id, DetailEvidenceTable.rank)
    )
    pieces: dict[int, list[Evidence]] = defaultdict(list)
    for detail_id, row in session.execute(query):
        fetched_at, screenshot = seen.get((row.url, row.sha256), (row.first_fetched_at, ""))
        pieces[detail_id].append(_piece(row, fetched_at, screenshot))
    return pieces


def _seen_in_run(session: Session, run_id: int) -> dict[tuple[str, str], tuple[str, str]]:
    table = ResourceTable
    query = select(table.final_url, table.url, table.sha256, table.fetched_at, table.screenshot).where(table.run_id == run_id)
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for final_url, url, sha256, fetched_at, screenshot in session.execute(query.order_by(table.position)):
        for address in (final_url, url):
            seen.setdefault((address, sha256), (fetched_at, screenshot))
    return seen


def _piece(row: Any, fetched_at: str, screenshot: str) -> Evidence:
    return Evidence(
        url=row.url,
        found_on=row.found_on,
        link_path=tuple(row.link_path),
        kind=row.kind,
        http_status=row.http_status,
        content_type=row.content_type,
        sha256=row.sha256,
        fetched_at=fetched_at,
        snippet=row.snippet,
        matched=row.matched,
        similarity=row.similarity,
        screenshot=screenshot,
    )
