"""Comparisons as JSON: plain values for programs."""

from typing import Any

from oit.audit import Evidence, ItemFinding
from oit.changes import Change, Seen
from oit.diff import AgencyNews, Diff, ItemDiff, NightNews, Visit
from oit.human import AttestedItem
from oit.wording import explain
from reports.diff_text import evidence_command

Record = dict[str, Any]


def diff_record(diff: Diff, lang: str = "th") -> Record:
    """Every item, changed or not."""
    return {
        "schema_version": 1,
        "agency": {"name": diff.agency.name, "url": diff.agency.url},
        "form": diff.pack,
        "fiscal_year": diff.fiscal_year,
        "before": _visit(diff.before),
        "after": _visit(diff.after),
        "same_rules": diff.same_rules,
        "points_lost": diff.points_lost,
        "points_gained": diff.points_gained,
        "no_result": [{"day": gap.day.isoformat(), "why": gap.stopped_by, "stands": gap.stands.isoformat()} for gap in diff.gaps],
        "items": [_item(one, diff, lang) for one in diff.items],
    }


def night_record(news: NightNews) -> Record:
    return {
        "schema_version": 1,
        "day": news.day.isoformat(),
        "agencies": [_agency(one) | {"changes": [_change(change, news) for change in one.changes]} for one in news.news],
        "no_result": [_agency(one) for one in news.stale],
        "unchanged": news.quiet,
    }


def _visit(visit: Visit) -> Record:
    score = {"lowest": round(visit.score.lowest, 2), "highest": round(visit.score.highest, 2)}
    return {"run": visit.run_id, "day": visit.day.isoformat(), "at": visit.at, "score": score, "version": visit.version, "kept": visit.kept}


def _item(one: ItemDiff, diff: Diff, lang: str) -> Record:
    return {
        "code": one.code,
        "topic": one.item.topic,
        "title_th": one.item.title_th,
        "title_en": one.item.title_en,
        "points": one.item.points,
        "change": one.kind and str(one.kind),
        "belief": str(one.belief) if one.kind else None,
        "attested": _person(one.attested),
        "other_content": one.rewritten,
        "other_address": one.moved,
        "before": _side(one.before, diff.before, diff, lang),
        "after": _side(one.after, diff.after, diff, lang),
    }


def _side(finding: ItemFinding | None, visit: Visit, diff: Diff, lang: str) -> Record | None:
    if finding is None:
        return None
    return {
        "outcome": str(finding.outcome),
        "reasons": [str(reason.code) for reason in finding.reasons],
        "explanation": explain(finding, lang),
        "evidence": [_evidence(piece) for piece in finding.evidence],
        "open_with": evidence_command(diff.agency, finding.code, visit.day, diff.options) if visit.kept else None,
    }


def _evidence(piece: Evidence) -> Record:
    return {"url": piece.url, "sha256": piece.sha256, "fetched_at": piece.fetched_at, "snippet": piece.snippet}


def _agency(one: AgencyNews) -> Record:
    return {
        "name": one.agency.name, "url": one.agency.url, "code": one.agency.code, "form": one.pack, "fiscal_year": one.fiscal_year,
        "stands": one.stands.isoformat() if one.stands else None,
    }  # fmt: skip


def _change(change: Change, news: NightNews) -> Record:
    return {
        "code": change.code, "topic": change.topic, "points": change.points, "change": str(change.kind),
        "first_seen": change.first_seen.isoformat(), "confirmed": change.confirmed.isoformat(),
        "by_rules": change.by_rules, "by_date": change.by_date, "unsteady": change.unsteady,
        "attested": _person(change.attested),
        "before": _seen(change, change.before, news), "after": _seen(change, change.after, news),
    }  # fmt: skip


def _person(one: AttestedItem | None) -> Record | None:
    """The verdict that stands on the item, though the machine says otherwise."""
    return {"verdict": one.verdict.value, "by": one.by, "at": one.made.isoformat(), "note": one.note} if one else None


def _seen(change: Change, seen: Seen, news: NightNews) -> Record:
    return {
        "run": seen.run_id, "day": seen.day.isoformat(), "outcome": str(seen.outcome), "reasons": [str(one.code) for one in seen.reasons],
        "evidence": [_evidence(piece) for piece in seen.evidence],
        "open_with": evidence_command(change.agency, change.code, seen.day, news.options) if seen.run_id in news.kept else None,
    }  # fmt: skip
