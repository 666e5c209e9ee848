"""Rows that runs share: written when they are new, found by their digest when not.

Several programs may write the same rows at once: within each table they are taken in one order, and the tables in one, so none deadlocks.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from oit.audit import Evidence
from store.columns import storable
from store.evidence_rows import Said, body, evidence_of, identity
from store.models import EvidenceTable, FailureListTable, FailureTable, FindingSetTable, FindingTable, VersionTable
from store.packing import digest, pack_ids, pack_record

Row = dict[str, Any]
Shared = type[EvidenceTable | FailureListTable | FailureTable | FindingSetTable | FindingTable | VersionTable]
_Value = TypeVar("_Value", int, bytes)
REMEMBERED = "oit_remembered"  # in the info of a session that keeps many runs in one transaction: a mapping for the ids of what was kept
_CHUNK = 400  # names in one question; SQLite takes at least 999


def keep_findings(session: Session, said: Sequence[Said]) -> int:
    """The id of the set of these findings. ValueError for two findings on one item."""
    if len({one.code for one in said}) != len(said):
        raise ValueError(f"two findings on one item: {[one.code for one in said]}")
    pieces = [piece for one in said for piece in one.evidence]
    names = [identity(piece) for piece in pieces]
    first = dict(reversed(list(zip(names, pieces, strict=True))))
    evidence = _kept(session, EvidenceTable, {name: partial(_evidence, piece) for name, piece in first.items()})
    rest = iter(names)
    proofs = [[next(rest) for _ in one.evidence] for one in said]
    digests = [one.identity(proof) for one, proof in zip(said, proofs, strict=True)]
    listed_ids = [[evidence[name] for name in proof] for proof in proofs]
    rows = {name: partial(_finding, one, ids) for name, one, ids in zip(digests, said, listed_ids, strict=True)}
    findings = _kept(session, FindingTable, rows)
    listed = [findings[name] for name in digests]
    return _kept_one(session, FindingSetTable, digest(listed), {"findings": pack_ids(listed)})


def keep_failures(session: Session, failures: Iterable[tuple[str, str, str]]) -> int | None:
    """The id of the list of addresses that gave nothing; None where all gave something."""
    rows = [{"url": storable(url), "failure": storable(why), "found_on": storable(found_on)} for url, why, found_on in failures]
    if not rows:
        return None
    names = [digest(row) for row in rows]
    known = _kept(session, FailureTable, {name: partial(dict, row) for name, row in zip(names, rows, strict=True)})
    ids = [known[name] for name in names]
    return _kept_one(session, FailureListTable, digest(ids), {"failures": pack_ids(ids)})


def keep_version(session: Session, row: Row) -> int:
    """The id of what judged and crawled."""
    row = {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}
    return _kept_one(session, VersionTable, digest(row), row)


def shared_evidence(session: Session, ids: Iterable[int]) -> dict[int, Evidence]:
    """Evidence by id, as the run saw it that saw it first."""
    found = (session.execute(select(EvidenceTable.id, EvidenceTable.body).where(EvidenceTable.id.in_(part))) for part in _parts(ids))
    return {row_id: evidence_of(packed) for part in found for row_id, packed in part}


def insert_new(session: Session, table: type, key: str, rows: list[Row]) -> None:
    """Insert rows, leaving out those whose key another program has written meanwhile (PostgreSQL waits for its commit)."""
    if not rows:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(postgresql.insert(table).on_conflict_do_nothing(index_elements=[key]), rows)
    else:
        session.execute(sqlite.insert(table).on_conflict_do_nothing(index_elements=[key]), rows)


def _evidence(piece: Evidence) -> Row:
    return {"body": body(piece)}


def _finding(one: Said, evidence: Iterable[int]) -> Row:
    return {**one.columns(), "body": pack_record(one.rest()), "evidence": pack_ids(evidence)}


def _kept_one(session: Session, table: Shared, name: bytes, row: Row) -> int:
    return _kept(session, table, {name: lambda: row})[name]


def _kept(session: Session, table: Shared, rows: Mapping[bytes, Callable[[], Row]]) -> dict[bytes, int]:
    """Write the rows whose digest is not there yet; the ids of all."""
    remembered: dict[bytes, int] = session.info.get(REMEMBERED, {}).setdefault(table.__tablename__, {})
    known = {name: remembered[name] for name in rows if name in remembered}
    known |= _ids(session, table, rows.keys() - known.keys())
    new = [{"digest": name, **row()} for name, row in sorted(rows.items()) if name not in known]
    if new:
        insert_new(session, table, "digest", new)
        known |= _ids(session, table, [row["digest"] for row in new])
    remembered |= known
    return known


def _ids(session: Session, table: Shared, digests: Iterable[bytes]) -> dict[bytes, int]:
    questions = (select(table.digest, table.id).where(table.digest.in_(part)) for part in _parts(digests))
    return {name: row_id for question in questions for name, row_id in session.execute(question)}


def _parts(values: Iterable[_Value]) -> Iterator[list[_Value]]:
    wanted = sorted(values)
    yield from (wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK))
