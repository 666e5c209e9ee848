"""Moves the rows of the tables before revision 0004, which repeated findings, failures and addresses for every run, into shared ones.

Each run keeps what it said: every finding, its evidence with the run's own hash, time and picture, its failures in their order. What
the old tables held besides (addresses of the crawl that no verdict cites) stands in the snapshots as long as they are kept.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.orm import Session

from oit.audit import Evidence
from store.evidence_rows import Said
from store.seeing import keep_sighting
from store.sets import SetReader
from store.sharing import REMEMBERED, keep_failures, keep_findings, keep_version
from store.sightings import pack_times

_BATCH = 100  # runs read at once
_VERSION = "pack_version, pack_sha256, tool_version, browser"
Rows = dict[int, list[Any]]  # by run, or by detail


def move(connection: Connection) -> None:
    """In the connection's transaction; the old tables stay as they are."""
    session = Session(bind=connection, info={REMEMBERED: {}})
    reader = SetReader(session)
    last, sightings = 0, dict[int, int | None]()  # of each agency the newest
    while runs := connection.execute(
        text(f"SELECT id, agency_id, started, {_VERSION}, sandbox FROM runs WHERE id > :last ORDER BY id LIMIT {_BATCH}"), {"last": last}
    ).all():
        last = runs[-1].id
        ids = [run.id for run in runs]
        said, failures = _said(connection, ids), _of_runs(connection, "failures", "url, failure, found_on", ids)
        moved = []
        for run in runs:
            moved.append(_moved(session, run, said[run.id], failures[run.id], sightings.get(run.agency_id), reader))
            sightings[run.agency_id] = moved[-1]["sighting"] or sightings.get(run.agency_id)
        connection.execute(_UPDATE, moved)
        session.expunge_all()
        reader.forget()


_UPDATE = text(
    "UPDATE runs SET version_id = :version, set_id = :set, sighting_id = :sighting, failures_id = :failures, fetched = :fetched "
    "WHERE id = :run"
)


def _moved(session: Session, run: Any, said: list[Said], failures: list[Any], base: int | None, reader: SetReader) -> dict[str, Any]:
    version = {name: getattr(run, name) for name in _VERSION.split(", ")}
    pieces = [piece for one in said for piece in one.evidence]
    set_id = keep_findings(session, said)
    return {
        "run": run.id,
        "version": keep_version(session, version | {"sandbox": bool(run.sandbox)}),
        "set": set_id,
        "sighting": keep_sighting(session, set_id, pieces, base, reader),
        "failures": keep_failures(session, ((one.url, one.failure, one.found_on) for one in failures)),
        "fetched": pack_times(pieces, _moment(run.started)),
    }


def _said(connection: Connection, ids: list[int]) -> dict[int, list[Said]]:
    findings = _of_runs(connection, "findings", "code, topic, outcome, presence_verdict, presence_score, currency_verdict, currency_score, "
                        "points, detail_id", ids)  # fmt: skip
    wanted = {one.detail_id for rows in findings.values() for one in rows}
    details = {
        row.id: (row.required, json.loads(row.found), json.loads(row.reasons), row.best_url)
        for row in _among(connection, "SELECT * FROM details WHERE id IN :ids", wanted)
    }
    pieces = _pieces(connection, wanted)
    seen = _seen(connection, ids)
    return {run: [_one(row, details[row.detail_id], pieces[row.detail_id], seen[run]) for row in findings[run]] for run in ids}


def _one(row: Any, detail: tuple[Any, ...], pieces: list[Any], seen: dict[tuple[str, str], tuple[str, str]]) -> Said:
    required, found, reasons, best_url = detail
    return Said(
        row.code, row.topic, row.outcome, row.presence_verdict, row.presence_score, row.currency_verdict, row.currency_score, row.points,
        required, found, reasons, best_url, tuple(_evidence(piece, seen) for piece in pieces),
    )  # fmt: skip


def _evidence(first: tuple[Evidence, str], seen: dict[tuple[str, str], tuple[str, str]]) -> Evidence:
    one, first_fetched_at = first
    fetched_at, screenshot = seen.get((one.url, one.sha256), (first_fetched_at, ""))
    return replace(one, fetched_at=fetched_at, screenshot=screenshot)


def _pieces(connection: Connection, details: Iterable[int]) -> Rows:
    """The evidence of details, best first, with the time of the run that saw it first."""
    found: Rows = defaultdict(list)
    query = ("SELECT d.detail_id, d.rank, e.* FROM detail_evidence AS d JOIN evidence AS e ON e.id = d.evidence_id "
             "WHERE d.detail_id IN :ids ORDER BY d.detail_id, d.rank")  # fmt: skip
    for row in _among(connection, query, details):
        one = Evidence(row.url, row.found_on, tuple(json.loads(row.link_path)), row.kind, row.http_status, row.content_type, row.sha256, "",
                       row.snippet, row.matched, row.similarity)  # fmt: skip
        found[row.detail_id].append((one, row.first_fetched_at))
    return found


def _seen(connection: Connection, ids: list[int]) -> dict[int, dict[tuple[str, str], tuple[str, str]]]:
    """When a run saw an address with a hash, and its picture, as the first of its resources tells it."""
    seen: dict[int, dict[tuple[str, str], tuple[str, str]]] = defaultdict(dict)
    for run, rows in _of_runs(connection, "resources", "url, final_url, sha256, fetched_at, screenshot", ids).items():
        for row in rows:
            for address in (row.final_url, row.url):
                seen[run].setdefault((address, row.sha256), (row.fetched_at, row.screenshot))
    return seen


def _of_runs(connection: Connection, table: str, columns: str, ids: list[int]) -> Rows:
    """Rows by run, in their order."""
    found: Rows = defaultdict(list)
    for row in _among(connection, f"SELECT run_id, {columns} FROM {table} WHERE run_id IN :ids ORDER BY run_id, position", ids):
        found[row.run_id].append(row)
    return found


def _among(connection: Connection, query: str, ids: Iterable[int]) -> list[Any]:
    wanted, prepared = sorted(ids), text(query).bindparams(bindparam("ids", expanding=True))
    parts = (wanted[start : start + 400] for start in range(0, len(wanted), 400))
    return [row for part in parts for row in connection.execute(prepared, {"ids": part})]


def _moment(started: datetime | str | None) -> datetime | None:
    """SQLite gives the text of a time in UTC, PostgreSQL a time with its offset."""
    if started is None:
        return None
    moment = datetime.fromisoformat(started) if isinstance(started, str) else started
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
