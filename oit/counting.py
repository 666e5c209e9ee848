"""What counts of an item: the machine's outcome, or that of a named person where one stands. The machine's own outcome stays beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from oit.audit import Attestation, Currency, ItemFinding, Outcome, Reason, ReasonCode
from oit.human import AttestedItem, Ended, HumanVerdict

FAILED = frozenset({Outcome.MISSING, Outcome.OUTDATED, Outcome.INCOMPLETE})
_OF_VERDICT = {
    HumanVerdict.PRESENT: Outcome.PASS,
    HumanVerdict.CURRENT: Outcome.PASS,
    HumanVerdict.ABSENT: Outcome.MISSING,
    HumanVerdict.NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class EndedVerdict:
    """A person's verdict that does not count any more, and why."""

    attested: AttestedItem
    why: Ended


def counted_outcome(finding: ItemFinding) -> Outcome:
    """A person's word wins; "present" says nothing of the period, so that what was read as another year's stays outdated."""
    if finding.attestation is None:
        return finding.outcome
    verdict = finding.attestation.verdict
    if verdict is HumanVerdict.PRESENT and finding.currency.verdict is Currency.OUTDATED:
        return Outcome.OUTDATED
    return _OF_VERDICT[verdict]


def with_human(
    findings: Sequence[ItemFinding], attested: Sequence[AttestedItem], day: date
) -> tuple[tuple[ItemFinding, ...], tuple[EndedVerdict, ...]]:
    """The findings with the verdicts that count on `day`, and those that do not, newest first. `attested` are of this agency, form and
    year, made by then, in any order. A verdict that was replaced by a later one is over, also when that one ends. What depends on an
    attested item is decided anew."""
    newest, ended = standing_verdicts(attested, day)
    shown = [_with(finding, newest[finding.code]) if finding.code in newest else finding for finding in findings]
    return depending(shown) if any(f.attestation for f in shown) else tuple(shown), ended


def standing_verdicts(attested: Sequence[AttestedItem], day: date) -> tuple[dict[str, AttestedItem], tuple[EndedVerdict, ...]]:
    """Code -> the verdict that counts on `day`, and those that do not, newest first."""
    ended: list[EndedVerdict] = []
    newest: dict[str, AttestedItem] = {}
    for one in sorted(attested, key=lambda one: (one.made, one.id), reverse=True):
        if (why := _ended(one, day, replaced=one.code in newest)) is not None:
            ended.append(EndedVerdict(one, why))
        newest.setdefault(one.code, one)
    over = {one.attested.id for one in ended}
    return {code: one for code, one in newest.items() if one.id not in over}, tuple(ended)


def _ended(one: AttestedItem, day: date, *, replaced: bool) -> Ended | None:
    """What came first: people say so, the evidence changed, a later verdict, its date."""
    if one.withdrawn is not None:
        return Ended.WITHDRAWN
    if one.ended is not None:
        return one.ended_why or Ended.EVIDENCE_CHANGED
    if replaced:
        return Ended.REPLACED
    return Ended.PAST_ITS_DATE if one.until is not None and day > one.until else None


def _with(finding: ItemFinding, one: AttestedItem) -> ItemFinding:
    """The address of who says that it is shown is the one to open."""
    shows = one.verdict in (HumanVerdict.PRESENT, HumanVerdict.CURRENT)
    best = one.evidence_url if shows and one.evidence_url else finding.best_url
    return replace(finding, attestation=attestation_of(one), best_url=best)


def attestation_of(one: AttestedItem) -> Attestation:
    """The verdict as a report shows it."""
    return Attestation(one.verdict, one.by, one.made.isoformat(timespec="seconds"), one.note)


def depending(findings: Sequence[ItemFinding]) -> tuple[ItemFinding, ...]:
    """What rests on other items, decided by what counts of these: as oit.findings.with_dependencies."""
    done: dict[str, ItemFinding] = {}
    for finding in findings:
        plain = _without_dependency(finding)
        needed = (done[d.code] for d in plain.depends_on if d.year == "same" and d.code in done)
        failed = next((other for other in needed if counted_outcome(other) in FAILED), None)
        if plain.outcome is Outcome.PASS and failed is not None:
            reason = Reason(ReasonCode.DEPENDENCY, {"code": failed.code, "outcome": counted_outcome(failed).value})
            plain = replace(plain, outcome=Outcome.INCOMPLETE, reasons=(reason, *plain.reasons))
        done[finding.code] = plain
    return tuple(done[finding.code] for finding in findings)


def _without_dependency(finding: ItemFinding) -> ItemFinding:
    """Only a pass is made incomplete by what it depends on, and that is then its first reason."""
    if finding.outcome is Outcome.INCOMPLETE and finding.reasons and finding.reasons[0].code is ReasonCode.DEPENDENCY:
        return replace(finding, outcome=Outcome.PASS, reasons=finding.reasons[1:])
    return finding
