"""The impact of a change of rules for a terminal and as plain values."""

from collections.abc import Iterator
from typing import Any

from app.rule_impact import Change, Impact
from oit.audit import ItemFinding, Outcome
from oit.wording import explain, label
from oit.wording_rules import say
from reports.columns import columns
from reports.safe_text import printable, short_address
from reports.terminal import LOOK
from reports.thai_cells import wrap

MOST = 60  # flips that are told one by one


def impact_lines(impact: Impact, lang: str, width: int) -> Iterator[str]:
    """Which verdicts flip, and why; then the counts. A run without flips is one line."""
    by = impact.terms
    yield from wrap(say("impact_head", lang, old=impact.old, new=impact.new, form=by.form, year=by.fiscal_year, day=by.day), width)
    flips = impact.flips
    for number, change in enumerate(flips[:MOST]):
        if not number or change.snapshot != flips[number - 1].snapshot:
            yield ""
            yield from wrap(f"{printable(change.agency, 100)}  {change.snapshot}", width)
        yield from _flip(change, lang, width)
    if len(flips) > MOST:
        yield f"  {say('more_texts', lang, count=len(flips) - MOST)}"
    yield from _moved(impact, lang, width)
    yield from _counts(impact, lang, width)
    for path, why in impact.skipped.items():
        yield from wrap(f"{say('skipped', lang)}: {path}: {printable(why)}", width)


def _flip(change: Change, lang: str, width: int) -> Iterator[str]:
    one = change.new or change.old
    title = "" if one is None else one.title_en if lang == "en" else one.title_th
    yield from columns([(change.code, f"{_outcome(change.old, lang)} → {_outcome(change.new, lang)}", printable(title, 160))], width, 2)
    for name, finding in (("impact_old", change.old), ("impact_new", change.new)):
        if finding is not None:
            yield from columns([(say(name, lang), _link(finding))], width, 1, 8)
            yield from ("             " + line for line in wrap(explain(finding, lang), width - 13))


def _moved(impact: Impact, lang: str, width: int) -> Iterator[str]:
    if not impact.moved:
        return
    yield ""
    yield say("impact_links", lang)
    rows = [
        (change.code, printable(change.agency, 30), _link(change.old), f"→ {_link(change.new)}")
        for change in impact.moved[:MOST]
        if change.old and change.new
    ]
    yield from columns(rows, width, 2)
    if len(impact.moved) > MOST:
        yield f"  {say('more_texts', lang, count=len(impact.moved) - MOST)}"


def _counts(impact: Impact, lang: str, width: int) -> Iterator[str]:
    if impact.flips:
        yield ""
        yield say("impact_kinds", lang)
        kinds = [(f"{_named(old, lang)} → {_named(new, lang)}", str(count)) for (old, new), count in impact.by_kind.items()]
        yield from columns(kinds, width, 0)
        yield ""
        yield say("impact_items", lang)
        yield from (f"  {line}" for line in wrap("  ".join(f"{code}\u00a0{count}" for code, count in impact.by_item.items()), width - 2))
    yield ""
    if not impact.flips:
        yield say("impact_none", lang)
    agencies = len({change.snapshot for change in impact.flips})
    read = len(impact.snapshots) - len(impact.skipped)
    sums = {"snapshots": read, "judged": impact.verdicts, "flips": len(impact.flips), "agencies": agencies, "links": len(impact.moved)}
    yield from wrap(say("impact_sum", lang, **sums), width)


def _outcome(finding: ItemFinding | None, lang: str) -> str:
    return f"{LOOK[finding.outcome][0]} {label(finding.outcome, lang)}" if finding else say("not_in_form", lang)


def _named(outcome: str, lang: str) -> str:
    return label(Outcome(outcome), lang) if outcome else say("not_in_form", lang)


def _link(finding: ItemFinding | None) -> str:
    return short_address(finding.best_url, 100) if finding and finding.best_url else "-"


def impact_dict(impact: Impact, lang: str) -> dict[str, Any]:
    """Everything as plain values, flips first."""
    by = impact.terms
    return {
        "old": impact.old, "new": impact.new, "form": by.form, "fiscal_year": by.fiscal_year, "date": by.day.isoformat(),
        "snapshots": len(impact.snapshots) - len(impact.skipped), "verdicts": impact.verdicts,
        "flips": [_change(change, lang) for change in impact.flips],
        "same_outcome_another_link": [_change(change, lang) for change in impact.moved],
        "by_item": dict(impact.by_item),
        "by_kind": [{"old": old or None, "new": new or None, "count": count} for (old, new), count in impact.by_kind.items()],
        "skipped": {str(path): why for path, why in impact.skipped.items()},
    }  # fmt: skip


def _change(change: Change, lang: str) -> dict[str, Any]:
    return {
        "snapshot": str(change.snapshot), "agency": change.agency, "code": change.code,
        "old": _side(change.old, lang), "new": _side(change.new, lang),
    }  # fmt: skip


def _side(finding: ItemFinding | None, lang: str) -> dict[str, Any] | None:
    if finding is None:
        return None
    reasons = [reason.code.value for reason in finding.reasons]
    return {"outcome": finding.outcome.value, "link": finding.best_url, "reasons": reasons, "text": explain(finding, lang)}
