"""Two results of one agency side by side. Made by app, shown by reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oit.agency import Agency
from oit.audit import ItemFinding, Outcome, Score
from oit.changes import Change, ChangeKind, kind_of
from oit.human import AttestedItem


class Belief(StrEnum):
    """How sure a change is that two results show."""

    SURE = "sure"
    SEEN_ONCE = "seen_once"  # worse, and nobody has seen it a second time
    BY_RULES = "by_rules"  # the two were judged by other rules or another version


@dataclass(frozen=True, slots=True)
class Visit:
    """One result of a site."""

    run_id: int
    day: date  # in Bangkok
    at: str  # ISO 8601 with offset
    score: Score
    version: str  # form and tool
    kept: bool  # can its evidence still be opened?


@dataclass(frozen=True, slots=True)
class Gap:
    """A visit between the two that gave no result."""

    day: date
    stopped_by: str
    stands: date  # the visit whose result stood meanwhile


@dataclass(frozen=True, slots=True)
class ItemDiff:
    """`before` or `after` is None where that run's form has no such item. `rewritten`: the best evidence has other bytes; `moved`: it lies
    at another address. `attested`: a person's verdict that stands on the item."""

    code: str
    kind: ChangeKind | None  # None: no change that both sides decided
    before: ItemFinding | None
    after: ItemFinding | None
    belief: Belief
    rewritten: bool
    moved: bool
    attested: AttestedItem | None = None

    @property
    def item(self) -> ItemFinding:
        chosen = self.after or self.before
        assert chosen is not None
        return chosen

    @property
    def outcomes_differ(self) -> bool:
        return self.before is not None and self.after is not None and self.before.outcome is not self.after.outcome


@dataclass(frozen=True, slots=True)
class Diff:
    agency: Agency
    pack: str
    fiscal_year: int
    before: Visit
    after: Visit
    same_rules: bool
    items: tuple[ItemDiff, ...]  # every item, or those asked for, in the order of the form
    gaps: tuple[Gap, ...]  # oldest first; also those after the second visit
    options: str = ""  # what `oit evidence` must be given beside agency, item and day

    @property
    def changed(self) -> tuple[ItemDiff, ...]:
        return tuple(one for one in self.items if one.kind is not None)

    @property
    def bad(self) -> tuple[ItemDiff, ...]:
        return tuple(one for one in self.changed if one.kind is not None and one.kind.bad and one.attested is None)

    @property
    def attested(self) -> tuple[ItemDiff, ...]:
        """Worse to the machine alone: a person's verdict stands."""
        return tuple(one for one in self.changed if one.kind is not None and one.kind.bad and one.attested is not None)

    @property
    def good(self) -> tuple[ItemDiff, ...]:
        return tuple(one for one in self.changed if one.kind is not None and not one.kind.bad)

    @property
    def undecided(self) -> tuple[ItemDiff, ...]:
        """Another outcome, and one side could not tell: no change of the site."""
        return tuple(one for one in self.items if one.kind is None and one.outcomes_differ)

    @property
    def rewritten(self) -> tuple[ItemDiff, ...]:
        """The same outcome, shown by other bytes or at another address."""
        return tuple(one for one in self.items if not one.outcomes_differ and (one.rewritten or one.moved))

    @property
    def points_lost(self) -> float:
        return sum(one.item.points for one in self.bad if one.before is not None and one.before.outcome is Outcome.PASS)

    @property
    def points_gained(self) -> float:
        return sum(one.item.points for one in self.good if one.after is not None and one.after.outcome is Outcome.PASS)


@dataclass(frozen=True, slots=True)
class AgencyNews:
    """What one morning is told of an agency by one form and year. `stands`: the day of the result that stands, None where none was had."""

    agency: Agency
    pack: str
    fiscal_year: int
    changes: tuple[Change, ...]  # in the order of the form
    stands: date | None


@dataclass(frozen=True, slots=True)
class NightNews:
    """What one morning is told. `findings`: by run and code, with the titles of the form. `kept`: runs whose evidence can still be opened.
    `quiet`: agencies visited of which there is nothing to tell."""

    day: date
    news: tuple[AgencyNews, ...]  # with at least one change
    stale: tuple[AgencyNews, ...]  # visited without a result
    quiet: int
    findings: Mapping[tuple[int, str], ItemFinding]
    kept: frozenset[int]
    options: str = ""


def compare(
    before: Iterable[ItemFinding], after: Iterable[ItemFinding], *, same_rules: bool, suspected: Iterable[str]
) -> tuple[ItemDiff, ...]:
    """Item by item. `suspected`: codes that the second result is the only one to call worse."""
    old, new, once = {one.code: one for one in before}, {one.code: one for one in after}, frozenset(suspected)
    codes = [*new, *(code for code in old if code not in new)]
    return tuple(_item(code, old, new, same_rules=same_rules, once=code in once) for code in codes)


def _item(code: str, old: Mapping[str, ItemFinding], new: Mapping[str, ItemFinding], *, same_rules: bool, once: bool) -> ItemDiff:
    before, after = old.get(code), new.get(code)
    if before is None or after is None:
        return ItemDiff(code, None, before, after, Belief.SURE, rewritten=False, moved=False)
    kind = kind_of(before.outcome, after.outcome)
    belief = Belief.SURE
    if kind is not None and not same_rules:
        belief = Belief.BY_RULES
    elif kind is not None and kind.bad and once:
        belief = Belief.SEEN_ONCE
    both = bool(before.evidence and after.evidence)
    rewritten = both and before.evidence[0].sha256 != after.evidence[0].sha256
    return ItemDiff(code, kind, before, after, belief, rewritten, moved=both and before.evidence[0].url != after.evidence[0].url)
