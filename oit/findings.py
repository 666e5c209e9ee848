"""Findings put together: what a verdict on an item says of the form's facts, and what items that depend on one another make of it. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from oit.agency import Agency
from oit.audit import (
    Currency,
    CurrencyVerdict,
    DependsOn,
    ElementSeen,
    Evidence,
    ItemFinding,
    Outcome,
    Presence,
    PresenceVerdict,
    Reason,
    ReasonCode,
)
from oit.currency import window
from oit.pack import Item
from oit.snapshot import SiteSnapshot

FAILED = frozenset({Outcome.MISSING, Outcome.OUTDATED, Outcome.INCOMPLETE})
_SURENESS = ("confirmed", "one_source", "inferred", "unknown")


def with_dependencies(findings: tuple[ItemFinding, ...]) -> tuple[ItemFinding, ...]:
    """A failed dependency of the same year turns a pass into incomplete, in the order of the form."""
    done: dict[str, ItemFinding] = {}
    for finding in findings:
        needed = (done[d.code] for d in finding.depends_on if d.year == "same" and d.code in done)
        failed = next((other for other in needed if other.outcome in FAILED), None)
        done[finding.code] = finding
        if finding.outcome is Outcome.PASS and failed is not None:
            reason = Reason(ReasonCode.DEPENDENCY, {"code": failed.code, "outcome": failed.outcome.value})
            done[finding.code] = replace(finding, outcome=Outcome.INCOMPLETE, reasons=(reason, *finding.reasons))
    return tuple(done[finding.code] for finding in findings)


def finding_of(
    item: Item,
    outcome: Outcome,
    reasons: tuple[Reason, ...],
    presence: PresenceVerdict,
    currency: CurrencyVerdict,
    elements: tuple[ElementSeen, ...],
    best_url: str | None,
    evidence: tuple[Evidence, ...],
) -> ItemFinding:
    """The finding on an item; its last reason says so where a fact of the form that it rests on is only inferred."""
    sureness = max(item.confidence.values(), key=_SURENESS.index)
    if sureness in ("inferred", "unknown") and outcome not in (Outcome.NOT_CHECKED, Outcome.NOT_APPLICABLE):
        reasons = (*reasons, Reason(ReasonCode.INFERRED_FACT))
    return ItemFinding(
        item.code, item.topic, item.title_th, item.title_en, item.indicator, outcome, reasons, presence, currency, elements, best_url,
        evidence, tuple(DependsOn(d.code, d.year) for d in item.depends_on), item.points, sureness,
    )  # fmt: skip


def applies(item: Item, agency: Agency) -> bool:
    """Is the item asked of agencies of this kind?"""
    return not item.applies_to or agency.type in item.applies_to


def not_applicable(item: Item) -> ItemFinding:
    reasons = (Reason(ReasonCode.NOT_APPLICABLE),)
    currency = CurrencyVerdict(Currency.NOT_REQUIRED, 0, "")
    return finding_of(item, Outcome.NOT_APPLICABLE, reasons, PresenceVerdict(Presence.NOT_CHECKED, 0), currency, (), None, ())


def not_captured(item: Item, snapshot: SiteSnapshot, fiscal_year: int) -> ItemFinding:
    first = next((r for r in snapshot.resources if r.failure is not None), None)
    facts: Mapping[str, str] = {"failure": first.failure.value if first and first.failure else "other", "url": snapshot.agency.url}
    asked = window(item.period, fiscal_year)
    return finding_of(
        item, Outcome.NOT_CHECKED, (Reason(ReasonCode.SITE_NOT_CAPTURED, facts),), PresenceVerdict(Presence.NOT_CHECKED, 0),
        CurrencyVerdict(Currency.NOT_CHECKED, 0, asked.words), (), None, (),
    )  # fmt: skip
