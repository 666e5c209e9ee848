"""What counts of an item: the machine's outcome, or that of a named person where one stands. The machine's own outcome stays beside it."""

from collections.abc import Callable, Sequence
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
    verdict = HumanVerdict(finding.attestation.verdict)
    if verdict is HumanVerdict.PRESENT and finding.currency.verdict is Currency.OUTDATED:
        return Outcome.OUTDATED
    return _OF_VERDICT[verdict]


def with_human(
    findings: Sequence[ItemFinding], attested: Sequence[AttestedItem], day: date, still: Callable[[AttestedItem, ItemFinding], bool]
) -> tuple[tuple[ItemFinding, ...], tuple[EndedVerdict, ...]]:
    """The findings with the verdicts that count on `day`, and those that do not. `attested` are of this agency, form and year, made by
    then, in any order; `still` says whether the evidence a verdict was given on is unchanged. What depends on an attested item is decided
    anew."""
    ended: list[EndedVerdict] = []
    standing: dict[str, AttestedItem] = {}
    for one in sorted(attested, key=lambda one: (one.made, one.id), reverse=True):
        why = _ended(one, standing, day)
        if why is None:
            standing[one.code] = one
        else:
            ended.append(EndedVerdict(one, why))
    shown: list[ItemFinding] = []
    for finding in findings:
        one_standing = standing.get(finding.code)
        if one_standing is not None and not still(one_standing, finding):
            ended.append(EndedVerdict(one_standing, Ended.EVIDENCE_CHANGED))
            one_standing = None
        shown.append(finding if one_standing is None else replace(finding, attestation=_attestation(one_standing)))
    return _depending(shown) if any(f.attestation for f in shown) else tuple(shown), tuple(ended)


def _ended(one: AttestedItem, standing: dict[str, AttestedItem], day: date) -> Ended | None:
    if one.withdrawn is not None:
        return Ended.WITHDRAWN
    if one.code in standing:
        return Ended.REPLACED
    return Ended.PAST_ITS_DATE if one.until is not None and day > one.until else None


def _attestation(one: AttestedItem) -> Attestation:
    return Attestation(one.verdict.value, one.by, one.made.isoformat(timespec="seconds"), one.note)


def _depending(findings: Sequence[ItemFinding]) -> tuple[ItemFinding, ...]:
    """As oit.findings.with_dependencies, with what counts of each item."""
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
