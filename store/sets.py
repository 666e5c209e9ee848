"""Reading what runs share: the findings of a set, and with a run's own values those of a run."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

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
)
from oit.errors import NotFit
from store.models import FindingSetTable, FindingTable, RunTable, SightingTable
from store.packing import unpack_ids, unpack_record
from store.rows import FindingRow
from store.sharing import shared_evidence
from store.sightings import shown, unpack_own, unpack_times

_CHUNK = 400
_MOST = 2000  # sets and sightings in memory


class SetReader:
    """Reads the findings of many runs, each shared row once. ValueError for rows that do not fit together."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sets: dict[int, list[int]] = {}
        self._findings: dict[int, FindingRow] = {}
        self._evidence: dict[int, Evidence] = {}
        self._sighted: dict[int, list[Evidence]] = {}

    def forget(self) -> None:
        """Lets go of what was read, when it is much."""
        if len(self._sighted) + len(self._sets) > _MOST:
            self._sets.clear()
            self._findings.clear()
            self._evidence.clear()
            self._sighted.clear()

    def of_set(self, set_id: int) -> list[FindingRow]:
        """In the order of the form, with the evidence (time, hash, no picture) as the run saw it that saw it first; `run_id` is 0."""
        return [self._findings[one] for one in self._ids(set_id)]

    def of_run(self, run: RunTable) -> list[FindingRow]:
        """In the order of the form, with the run's own hashes, times and pictures of the evidence. NotFit for rows that do not fit
        together."""
        try:
            return self._of_run(run)
        except ValueError as error:
            raise NotFit(f"run {run.id}: {error}; restore a backup with oit db restore") from error

    def _of_run(self, run: RunTable) -> list[FindingRow]:
        findings = self.of_set(run.set_id)
        shared = self.pieces(run.set_id)
        own = shared if run.sighting_id is None else self.sighted(run.sighting_id)
        times = unpack_times(run.fetched, shared, run.started)
        pieces = iter([replace(one, fetched_at=at) for one, at in zip(own, times, strict=True)])
        return [replace(one, run_id=run.id, evidence=tuple(next(pieces) for _ in one.evidence)) for one in findings]

    def pieces(self, set_id: int) -> list[Evidence]:
        """The evidence of a set in its order, as it was seen first."""
        return [piece for finding in self.of_set(set_id) for piece in finding.evidence]

    def sighted(self, sighting_id: int) -> list[Evidence]:
        """The evidence of its set with the hashes, numbers and pictures of a sighting."""
        if sighting_id not in self._sighted:
            row = self._session.get(SightingTable, sighting_id)
            if row is None or (row.base_id is not None and row.base_id >= sighting_id):
                raise ValueError(f"sighting {sighting_id} is not there or comes before its base")
            base = {} if row.base_id is None else shown(self.sighted(row.base_id))
            self._sighted[sighting_id] = unpack_own(row.body, self.pieces(row.set_id), base)
        return self._sighted[sighting_id]

    def _ids(self, set_id: int) -> list[int]:
        if set_id not in self._sets:
            packed = self._session.scalar(select(FindingSetTable.findings).where(FindingSetTable.id == set_id))
            if packed is None:
                raise ValueError(f"set of findings {set_id} is not there")
            ids = unpack_ids(packed)
            self._read(ids)
            self._sets[set_id] = ids
        return self._sets[set_id]

    def _read(self, ids: Iterable[int]) -> None:
        wanted = [one for one in ids if one not in self._findings]
        rows = [
            row for start in range(0, len(wanted), _CHUNK)
            for row in self._session.scalars(select(FindingTable).where(FindingTable.id.in_(wanted[start : start + _CHUNK])))
        ]  # fmt: skip
        if lost := set(wanted) - {row.id for row in rows}:
            raise ValueError(f"finding {min(lost)} of a set is not there")
        evidence = {row.id: tuple(unpack_ids(row.evidence)) for row in rows}
        missing = {one for ids in evidence.values() for one in ids if one not in self._evidence}
        self._evidence |= shared_evidence(self._session, missing)
        if lost := missing - set(self._evidence):
            raise ValueError(f"evidence {min(lost)} of a finding is not there")
        for row in rows:
            pieces = tuple(self._evidence[one] for one in evidence[row.id])
            self._findings[row.id] = _finding_row(row, pieces)


def _finding_row(row: FindingTable, evidence: tuple[Evidence, ...]) -> FindingRow:
    rest: dict[str, Any] = unpack_record(row.body)
    found = tuple(_period(*values) for values in rest["found"])
    return FindingRow(
        run_id=0,
        code=row.code,
        topic=row.topic,
        outcome=Outcome(row.outcome),
        presence=PresenceVerdict(Presence(row.presence_verdict), row.presence_score),
        currency=CurrencyVerdict(Currency(row.currency_verdict), row.currency_score, rest["required"], found),
        points=row.points,
        reasons=tuple(Reason(ReasonCode(code), facts) for code, facts in rest["reasons"]),
        best_url=rest["best_url"],
        evidence=evidence,
    )


def _period(fiscal_year: int | None, date: str | None, span: list[int] | None, as_written: str, source: str) -> FoundPeriod:
    return FoundPeriod(fiscal_year, date, None if span is None else (span[0], span[1]), as_written, source)
