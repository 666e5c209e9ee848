"""Writing one audit: all its rows in the session's transaction, shared rows only when they are new."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from oit.agency import Agency
from oit.audit import AgencyAudit, Evidence, ItemFinding
from oit.snapshot import SiteSnapshot
from store.models import (
    AgencyTable,
    DetailEvidenceTable,
    DetailTable,
    EvidenceTable,
    FailureTable,
    FindingTable,
    ResourceTable,
    RunTable,
)
from store.roster import watched_at

_Row = dict[str, Any]
_CHUNK = 400  # names in one question; SQLite takes at least 999


def save(session: Session, audit: AgencyAudit, snapshot: SiteSnapshot, folder: str, tool_version: str) -> int:
    """Write the run of an audit; returns its id. A judgement that is there already (same snapshot, rules, year, day and version) is not
    written twice. Rows that several programs may write at once are taken in one order, so none deadlocks."""
    run = _run(audit, folder, tool_version)
    run.agency_id = _agency_id(session, audit.agency)
    if (known := _same(session, run)) is not None:
        return known
    session.add(run)
    session.flush()
    _insert(session, ResourceTable, _resources(run.id, snapshot))
    _insert(session, FailureTable, _failures(run.id, audit))
    _insert(session, FindingTable, _findings(run.id, audit.items, _detail_ids(session, audit.items)))
    return run.id


def _run(audit: AgencyAudit, folder: str, tool_version: str) -> RunTable:
    crawl, form, score = audit.crawl, audit.form, audit.score
    return RunTable(
        started=_moment(crawl.started),
        finished=_moment(crawl.finished),
        judged_on=date.fromisoformat(audit.judged_on),
        pack=form.pack,
        pack_version=form.version,
        pack_sha256=form.sha256,
        fiscal_year=form.fiscal_year,
        score_lowest=score.oit.lowest,
        score_highest=score.oit.highest,
        points_lost_lowest=score.points_lost.lowest,
        points_lost_highest=score.points_lost.highest,
        requests=crawl.requests,
        pages=crawl.pages,
        documents=crawl.documents,
        rendered=crawl.rendered,
        bytes=crawl.bytes,
        stopped_by=crawl.stopped_by,
        browser=crawl.browser,
        sandbox=crawl.sandbox,
        snapshot=folder,
        tool_version=tool_version,
        created=datetime.now(UTC),
    )


def _same(session: Session, run: RunTable) -> int | None:
    return session.scalars(
        select(RunTable.id).where(
            RunTable.agency_id == run.agency_id, RunTable.snapshot == run.snapshot, RunTable.snapshot != "",
            RunTable.pack_sha256 == run.pack_sha256, RunTable.fiscal_year == run.fiscal_year, RunTable.judged_on == run.judged_on,
            RunTable.tool_version == run.tool_version, RunTable.started == run.started, RunTable.stopped_by == run.stopped_by,
            RunTable.score_lowest == run.score_lowest, RunTable.score_highest == run.score_highest,
        )
    ).first()  # fmt: skip


def _moment(text: str) -> datetime | None:
    """A time of the crawl; None when it has none or names no offset, for then it is no moment."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _agency_id(session: Session, agency: Agency) -> int:
    """Name, type and code are the roster's where the agency is on it, however its address is written there; else they follow the latest
    run, whose empty name or code does not wipe out a known one."""
    if (watched := watched_at(session, agency)) is not None:
        return watched.id
    values = {"url": agency.url, "name": agency.name, "type": agency.type, "code": agency.code}
    _insert_new(session, AgencyTable, "url", [values])
    # Locked: who saves the same judgement at the same time waits here, and finds it then (SQLite has one writer anyway).
    row = session.scalars(select(AgencyTable).where(AgencyTable.url == agency.url).with_for_update()).one()
    row.name, row.type, row.code = agency.name or row.name, agency.type, agency.code or row.code
    return row.id


def _resources(run_id: int, snapshot: SiteSnapshot) -> Iterable[_Row]:
    return (
        {
            "run_id": run_id,
            "position": position,
            "url": resource.url,
            "final_url": resource.final_url,
            "status": resource.status,
            "failure": resource.failure and str(resource.failure),
            "content_type": resource.content_type,
            "sha256": resource.sha256,
            "size": resource.size,
            "fetched_at": resource.fetched_at,
            "found_on": resource.seen[0].found_on if resource.seen else "",
            "screenshot": resource.screenshot,
        }
        for position, resource in enumerate(snapshot.resources)
    )


def _failures(run_id: int, audit: AgencyAudit) -> Iterable[_Row]:
    return (
        {"run_id": run_id, "position": position, "url": url, "failure": str(failure), "found_on": found_on}
        for position, (url, failure, found_on) in enumerate(audit.failures)
    )


def _findings(run_id: int, items: Iterable[ItemFinding], details: Mapping[str, int]) -> Iterable[_Row]:
    return (
        {
            "run_id": run_id,
            "code": item.code,
            "position": position,
            "topic": item.topic,
            "outcome": str(item.outcome),
            "presence_verdict": str(item.presence.verdict),
            "presence_score": item.presence.score,
            "currency_verdict": str(item.currency.verdict),
            "currency_score": item.currency.score,
            "points": item.points,
            "detail_id": details[_digest(_detail(item))],
        }
        for position, item in enumerate(items)
    )


def _detail(item: ItemFinding) -> _Row:
    """All that must be equal for two findings to share a detail."""
    return {
        "required": item.currency.required,
        "found": [[found.fiscal_year, found.date, found.span, found.as_written, found.source] for found in item.currency.found],
        "reasons": [[str(reason.code), dict(reason.facts)] for reason in item.reasons],
        "best_url": item.best_url,
        "evidence": [_digest(_evidence(evidence)) for evidence in item.evidence],
    }


def _evidence(evidence: Evidence) -> _Row:
    """All that must be equal for two pieces of evidence to be the same: not the time, not the picture."""
    return {
        "url": evidence.url,
        "found_on": evidence.found_on,
        "link_path": list(evidence.link_path),
        "kind": evidence.kind,
        "http_status": evidence.http_status,
        "content_type": evidence.content_type,
        "sha256": evidence.sha256,
        "snippet": evidence.snippet,
        "matched": evidence.matched,
        "similarity": evidence.similarity,
    }


def _detail_ids(session: Session, items: Iterable[ItemFinding]) -> dict[str, int]:
    """The ids of the items' details by digest; details and evidence that are not there yet are written."""
    details = {_digest(detail): detail for detail in map(_detail, items)}
    known = _ids(session, DetailTable, details)
    new = {digest: detail for digest, detail in sorted(details.items()) if digest not in known}
    evidence = {_digest(_evidence(e)): {**_evidence(e), "first_fetched_at": e.fetched_at} for item in items for e in item.evidence}
    evidence_ids = _kept(session, EvidenceTable, {digest: evidence[digest] for detail in new.values() for digest in detail["evidence"]})
    new_ids = _kept(session, DetailTable, {digest: _without_evidence(detail) for digest, detail in new.items()})
    links = [
        {"detail_id": new_ids[digest], "rank": rank, "evidence_id": evidence_ids[piece]}
        for digest, detail in new.items()
        for rank, piece in enumerate(detail["evidence"])
    ]
    _insert_new(session, DetailEvidenceTable, ("detail_id", "rank"), links)
    return known | new_ids


def _without_evidence(detail: _Row) -> _Row:
    return {key: value for key, value in detail.items() if key != "evidence"}


def _digest(row: _Row) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()


def _kept(session: Session, table: type[DetailTable | EvidenceTable], rows: Mapping[str, _Row]) -> dict[str, int]:
    """Write the rows whose digest is not there yet; the ids of all."""
    known = _ids(session, table, rows)
    _insert_new(session, table, "digest", [{"digest": digest, **row} for digest, row in sorted(rows.items()) if digest not in known])
    return _ids(session, table, rows)


def _ids(session: Session, table: type[DetailTable | EvidenceTable], digests: Iterable[str]) -> dict[str, int]:
    wanted = sorted(digests)
    questions = (
        select(table.digest, table.id).where(table.digest.in_(wanted[start : start + _CHUNK])) for start in range(0, len(wanted), _CHUNK)
    )
    return {digest: row_id for question in questions for digest, row_id in session.execute(question)}


def _insert(session: Session, table: type, rows: Iterable[_Row]) -> None:
    values = list(rows)
    if values:
        session.execute(insert(table), values)


def _insert_new(session: Session, table: type, key: str | tuple[str, ...], rows: list[_Row]) -> None:
    """Insert rows, leaving out those whose key another program has written meanwhile (PostgreSQL waits for its commit)."""
    if not rows:
        return
    columns = [key] if isinstance(key, str) else list(key)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(postgresql.insert(table).on_conflict_do_nothing(index_elements=columns), rows)
    else:
        session.execute(sqlite.insert(table).on_conflict_do_nothing(index_elements=columns), rows)
