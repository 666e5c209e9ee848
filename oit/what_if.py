"""What mending items would bring: points of the hundred by the official nesting, with what depends on them. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from oit.audit import AuditScore, ItemFinding, Outcome, ReasonCode
from oit.counting import FAILED, counted_outcome, depending
from oit.pack import Pack
from oit.scoring import score


class Effort(StrEnum):
    """What mending takes, least first."""

    LOOK = "look"  # a person looks and says what is there
    LINK = "link"  # a link or address is put right
    REPLACE = "replace"  # a paper that is there is put up anew: readable, or with what it lacks
    RENEW = "renew"  # the paper of the right period is put up
    PUBLISH = "publish"  # it must be made and put up
    WAIT = "wait"  # nothing can be done for it now: it is not due, or only rests on another item


_WORK = {Effort.LOOK: 1, Effort.LINK: 1, Effort.REPLACE: 2, Effort.RENEW: 3, Effort.PUBLISH: 4, Effort.WAIT: 4}
_LINKS = frozenset({ReasonCode.BROKEN_LINK, ReasonCode.DEAD_LINK, ReasonCode.LEADS_HOME, ReasonCode.LOGIN, ReasonCode.EMPTY_TARGET})
_PAPERS = frozenset({ReasonCode.SCAN, ReasonCode.PICTURE, ReasonCode.GARBLED, ReasonCode.UNREADABLE, ReasonCode.ELEMENTS_MISSING})
_OPEN = frozenset({Outcome.UNCLEAR, Outcome.NOT_CHECKED})
_DONE = frozenset({Outcome.PASS, Outcome.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class FixWorth:
    """Points of the hundred that mending one item adds to what is certain (`lowest`) and to what is possible (`highest`), 0 or more.
    `recovers`: items that fail only because they rest on it; `rests_on`: items that must be mended before it counts."""

    code: str
    topic: str
    outcome: Outcome
    lowest: float
    highest: float
    effort: Effort
    recovers: tuple[str, ...]
    rests_on: tuple[str, ...]

    @property
    def rank(self) -> tuple[float, float, str]:
        """Most points for the least work first: what is surely lost counts in full, what nobody could see by half."""
        points = self.highest + (self.lowest - self.highest) / 2
        return (-points / _WORK[self.effort], -points, self.code)


def worth_of_fixes(pack: Pack, findings: Sequence[ItemFinding]) -> tuple[FixWorth, ...]:
    """Each item that does not count in full, most points for the least work first."""
    before = score(pack, findings)
    found = (_worth(pack, findings, one, before) for one in findings if counted_outcome(one) not in _DONE)
    return tuple(sorted(found, key=lambda one: one.rank))


def with_fixes(findings: Sequence[ItemFinding], codes: Collection[str]) -> tuple[ItemFinding, ...]:
    """As they would be if these items were shown, complete and for the right period, and what rests on them decided anew."""
    return depending([replace(one, outcome=Outcome.PASS, reasons=(), attestation=None) if one.code in codes else one for one in findings])


def _worth(pack: Pack, findings: Sequence[ItemFinding], one: ItemFinding, before: AuditScore) -> FixWorth:
    mended = with_fixes(findings, {one.code})
    after = score(pack, mended)
    passed = {each.code for each in findings if counted_outcome(each) is Outcome.PASS}
    recovers = tuple(e.code for e in mended if e.code != one.code and e.code not in passed and counted_outcome(e) is Outcome.PASS)
    surely, possibly = (
        max(0.0, new - old) * pack.weight / 100
        for new, old in ((after.oit.lowest, before.oit.lowest), (after.oit.highest, before.oit.highest))
    )
    rests_on = tuple(each.code for each in findings if counted_outcome(each) in FAILED and each.code in _same_year(one))
    return FixWorth(one.code, one.topic, counted_outcome(one), surely, possibly, effort_of(one), recovers, rests_on)


def _same_year(one: ItemFinding) -> frozenset[str]:
    return frozenset(needed.code for needed in one.depends_on if needed.year == "same")


def effort_of(finding: ItemFinding) -> Effort:
    """By the outcome that counts and the reason that decided it."""
    outcome = counted_outcome(finding)
    reason = finding.reasons[0].code if finding.reasons else None
    if outcome is Outcome.NOT_DUE or reason is ReasonCode.DEPENDENCY:
        return Effort.WAIT
    if reason in _LINKS:
        return Effort.LINK
    if reason in _PAPERS:
        return Effort.REPLACE
    if outcome in _OPEN:
        return Effort.LOOK
    return {Outcome.OUTDATED: Effort.RENEW, Outcome.INCOMPLETE: Effort.REPLACE}.get(outcome, Effort.PUBLISH)
