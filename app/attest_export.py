"""Disagreements between people and machine as labelled texts, in the format that `oit rules evaluate` reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.diff import is_kept
from oit.attesting import Listed
from oit.audit import Currency, Outcome, Presence
from oit.errors import SnapshotError
from oit.evaluation import NONE
from oit.human import Ended, HumanVerdict
from oit.roster_address import bare
from oit.snapshot import Sighting
from store.database import Database
from store.rows import FindingRow, RunRow
from store.snapshot_reader import load_outline

_OVERRULED = frozenset({Ended.WITHDRAWN, Ended.REPLACED})  # what was taken back or said anew teaches nothing
_MOST_TEXTS = 5  # of one case
_SHOWN = frozenset({Presence.PRESENT, Presence.PARTIAL})


@dataclass(frozen=True, slots=True)
class Cases:
    """`records` have text, heading, concept, also, kind, certain, as labelled texts do, and what they come from. `verdicts`: how many
    they come from; `without_text`: further ones that disagree where no words of a link are known."""

    records: tuple[dict[str, Any], ...]
    verdicts: int
    without_text: int


def disagreements(database: Database, rows: list[Listed]) -> Cases:
    """Of the verdicts that nobody took back or replaced, those that say otherwise than the machine did in the run the person had before
    them: shown where it saw nothing (the words of the links to what they looked at mean the item), or nothing where it saw something (the
    words that led it there do not). Nobody said this of the words themselves: it is not certain where the page was rejected, whose link may
    be named right, or shows other items too."""
    records: list[dict[str, Any]] = []
    verdicts = without = 0
    for row in rows:
        one = row.attested
        findings = database.findings(one.run_id) if one.run_id is not None else []
        finding = next((each for each in findings if each.code == one.code), None)
        if row.ended in _OVERRULED or finding is None or not _differ(one.verdict, finding):
            continue
        shared = any(bare(piece.url) == bare(one.evidence_url) for each in findings if each is not finding for piece in each.evidence)
        found = list(_records(database, row, finding, certain=one.verdict is not HumanVerdict.ABSENT and not shared))
        records += found
        verdicts += bool(found)
        without += not found
    return Cases(tuple(records), verdicts, without)


def _differ(verdict: HumanVerdict, finding: FindingRow) -> bool:
    if verdict is HumanVerdict.ABSENT:
        return finding.presence.verdict in _SHOWN
    if verdict is HumanVerdict.CURRENT and finding.currency.verdict is Currency.OUTDATED:
        return True
    shown = verdict in (HumanVerdict.PRESENT, HumanVerdict.CURRENT)
    return shown and (finding.presence.verdict is not Presence.PRESENT or finding.outcome is Outcome.INCOMPLETE)


def _records(database: Database, row: Listed, finding: FindingRow, *, certain: bool) -> Iterator[dict[str, Any]]:
    one = row.attested
    run = database.run(one.run_id) if one.run_id is not None else None
    texts = dict.fromkeys(_sightings(run, one.evidence_url))
    known = {text for text, _ in texts}
    texts |= dict.fromkeys((text, "") for text in _from_evidence(finding, one.evidence_url) if text not in known)
    for text, heading in list(texts)[:_MOST_TEXTS]:
        yield {
            "text": text, "heading": heading, "concept": NONE if one.verdict is HumanVerdict.ABSENT else one.topic, "also": [],
            "kind": f"person_{one.verdict.value}", "certain": certain, "code": one.code, "topic": one.topic, "agency": one.agency_url,
            "url": one.evidence_url, "form": one.form, "fiscal_year": one.fiscal_year, "verdict": one.verdict.value,
            "machine": finding.outcome.value, "by": one.by, "day": one.made.date().isoformat(), "note": one.note,
        }  # fmt: skip


def _sightings(run: RunRow | None, url: str) -> list[tuple[str, str]]:
    """Words of the links that lead to an address, as the kept snapshot has them."""
    if run is None or not url or not is_kept(run.snapshot, pruned=run.pruned is not None):
        return []
    try:
        outline = load_outline(Path(run.snapshot))
    except SnapshotError:
        return []
    seen: list[Sighting] = []
    for resource in outline.resources:
        seen += resource.seen if bare(url) in (bare(resource.url), bare(resource.final_url)) else ()
    for link in outline.unfetched:
        seen += link.seen if bare(link.url) == bare(url) else ()
    return [(one.text, one.heading) for one in seen if one.text.strip()]


def _from_evidence(finding: FindingRow, url: str) -> list[str]:
    """Of the machine's own evidence at that address: the last words on the way to it, or those that were matched."""
    pieces = [piece for piece in finding.evidence if bare(piece.url) == bare(url)]
    words = (piece.link_path[-1] if len(piece.link_path) > 1 else piece.matched for piece in pieces)
    return [text for text in words if text.strip()]
