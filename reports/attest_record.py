"""People's verdicts as plain data, for --json."""

from typing import Any

from oit.attesting import Given, Listed
from oit.human import AttestedItem


def given_record(given: Given) -> dict[str, Any]:
    """A verdict that was kept. `ends_with`: page, file, bytes, appears or nothing (oit.attesting.Bound)."""
    return _record(given.attested) | {
        "agency": {"name": given.agency.name, "url": given.agency.url},
        "machine": given.machine.outcome.value,
        "counts_as": given.counts.value,
        "ends_with": given.bound.value,
        "replaces": given.replaces.id if given.replaces else None,
        "still_outdated": given.still_outdated,
    }


def listed_record(row: Listed) -> dict[str, Any]:
    """One of a list. `ended` names why it does not count any more, null while it does; `ended_at` when, where that is known."""
    return _record(row.attested) | {
        "agency": {"name": row.agency.name, "url": row.agency.url},
        "machine": row.machine.value if row.machine else None,
        "ended": row.ended.value if row.ended else None,
        "ended_at": row.since.isoformat() if row.since else None,
    }


def attested_record(one: AttestedItem) -> dict[str, Any]:
    """The verdict alone."""
    return _record(one)


def _record(one: AttestedItem) -> dict[str, Any]:
    return {
        "id": one.id, "form": one.form, "fiscal_year": one.fiscal_year, "code": one.code, "topic": one.topic, "verdict": one.verdict.value,
        "by": one.by, "note": one.note, "at": one.made.isoformat(), "until": one.until.isoformat() if one.until else None,
        "url": one.evidence_url or None, "sha256": one.evidence_sha256 or None, "run": one.run_id, "source": one.source,
        "withdrawn": one.withdrawn.isoformat() if one.withdrawn else None, "withdrawn_by": one.withdrawn_by or None,
    }  # fmt: skip
