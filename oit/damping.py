"""Which changes of an agency's items are believed, and when: a state machine over its looks of one form and year.

- What a look could not tell never changes what stands: site not captured or not in full, `unclear`, `not_checked`, `not_applicable`.
- Better is believed at once: what was seen is proof. Worse is believed when two looks one after another, of those that could tell, saw it,
  or when the look was already the second of its night. Where the two differ the milder is believed.
- Where rules or version changed between what stood and the first sight of the new result, the change is marked `by_rules` and becomes what
  stands; only what changes later, under the same rules, is the site's doing.
- An item that has changed twice within QUIET is unsteady: further changes are told only after it has held still for SETTLED.
- A new year or another form is another series: nothing is compared across.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from oit.audit import Outcome
from oit.changes import DECIDED, ChangeKind, kind_of
from oit.looks import Look, Mark, in_order

QUIET = timedelta(days=14)
SETTLED = timedelta(days=5)
_TURNS = 2  # believed changes within QUIET after which an item is unsteady
_FLIPS = 4  # differing results within QUIET, believed or not, after which it is called so too


@dataclass(frozen=True, slots=True)
class Sight:
    """A look and what it said of one item."""

    look: Look
    mark: Mark

    @property
    def outcome(self) -> Outcome:
        return self.mark.outcome


@dataclass(frozen=True, slots=True)
class Move:
    """A change of one item that is believed; the fields of oit.changes.Change without what a database must be asked for."""

    code: str
    kind: ChangeKind
    before: Sight
    after: Sight
    first_seen: date
    confirmed: date
    by_rules: bool = False
    by_date: bool = False
    unsteady: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of an item after the last look, and what may be coming: `suspected` was seen once and is not believed yet."""

    sight: Sight
    since: date
    suspected: Sight | None
    unsteady: bool


@dataclass(frozen=True, slots=True)
class Damped:
    moves: tuple[Move, ...]  # in the order in which they were believed
    standing: Mapping[str, Standing]  # of every item that was decided at least once, or is not due


def damped(looks: Iterable[Look]) -> Damped:
    """The same for any order of the looks and however often each is given. More looks at the end only add moves at the end."""
    series = _Series()
    for look in in_order(looks):
        if look.captured and look.full:
            series.take(look)
    return Damped(tuple(series.moves), series.standing())


@dataclass(slots=True)
class _Item:
    stands: Sight
    since: date  # the day of the first look that saw what stands, without contradiction since
    told: Sight  # what readers know
    suspected: Sight | None = None
    first: Sight | None = None  # the first sight of the suspected worsening
    turns: list[date] = field(default_factory=list)
    flips: list[date] = field(default_factory=list)
    latest: Outcome | None = None


@dataclass(slots=True)
class _Series:
    items: dict[str, _Item] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    last: Look | None = None
    open: bool = True  # is anything suspected or untold, so that even the same result matters?
    newest: dict[tuple[Hashable, str], Look] = field(default_factory=dict)  # of each set and rules

    def take(self, look: Look) -> None:
        self.newest[look.set_id, look.rules] = look
        same = self.last is not None and (self.last.set_id, self.last.rules) == (look.set_id, look.rules)
        if not same or self.open:
            for code, mark in look.marks.items():
                self._item(code, Sight(look, mark))
            self.open = any(item.suspected or item.told.outcome is not item.stands.outcome for item in self.items.values())
        self.last = look

    def standing(self) -> dict[str, Standing]:
        return {
            code: Standing(self._newest(item.stands), item.since, item.suspected, self._unsteady(item))
            for code, item in self.items.items()
        }  # fmt: skip

    def _item(self, code: str, sight: Sight) -> None:
        item = self.items.get(code)
        if item is None or item.stands.outcome is Outcome.NOT_DUE is sight.outcome:
            if sight.outcome in DECIDED or sight.outcome is Outcome.NOT_DUE:
                self.items[code] = _Item(sight, item.since if item else sight.look.day, sight, latest=sight.outcome)
        elif sight.outcome in DECIDED:
            if item.latest is not sight.outcome:
                item.flips = [*_within(item.flips, sight.look.day), sight.look.day]
            item.latest = sight.outcome
            self._decided(code, item, sight)

    def _decided(self, code: str, item: _Item, sight: Sight) -> None:
        kind = kind_of(item.stands.outcome, sight.outcome)
        if kind is None:
            if item.suspected is not None:
                item.since = sight.look.day  # it was contradicted in between
            item.stands, item.suspected, item.first = sight, None, None
            self._tell_if_settled(code, item)
        elif not kind.bad or sight.look.second_look:
            self._believe(code, item, item.first if kind.bad and item.first else sight, sight)
        elif item.suspected is None:
            item.suspected = item.first = sight
        else:
            self._seen_worse_again(code, item, item.suspected, sight)

    def _seen_worse_again(self, code: str, item: _Item, suspected: Sight, sight: Sight) -> None:
        first = item.first or suspected
        if _rank(sight.outcome) >= _rank(suspected.outcome):
            self._believe(code, item, first, sight)
        else:
            self._believe(code, item, first, suspected, on=sight.look)
            item.suspected = item.first = sight

    def _believe(self, code: str, item: _Item, first: Sight, sight: Sight, on: Look | None = None) -> None:
        """`sight` stands from now on; it is told now, or later if the item is unsteady. `on`: the look that bears it out."""
        look = on or sight.look
        stood = self._newest(item.stands)
        by_rules = first.look.rules != stood.look.rules
        unsteady = len(_within(item.turns, look.day)) >= _TURNS
        known = stood if item.told.outcome is item.stands.outcome else item.told
        item.stands, item.since, item.suspected, item.first = sight, first.look.day, None, None
        if by_rules:
            self._tell(code, item, stood, first.look.day, look, by_rules=True)
            return
        item.turns = [*_within(item.turns, look.day), look.day]
        if unsteady:
            item.told = known
        else:
            self._tell(code, item, known, first.look.day, look)

    def _tell_if_settled(self, code: str, item: _Item) -> None:
        look = item.stands.look
        if item.told.outcome is not item.stands.outcome and look.day - item.since >= SETTLED:
            self._tell(code, item, item.told, item.since, look, unsteady=True)

    def _tell(
        self, code: str, item: _Item, before: Sight, first_seen: date, look: Look, *, by_rules: bool = False, unsteady: bool = False
    ) -> None:
        kind = kind_of(before.outcome, item.stands.outcome)
        if kind is not None:
            by_date = not by_rules and _by_date(before, item.stands)
            self.moves.append(Move(code, kind, before, item.stands, first_seen, look.told, by_rules, by_date, unsteady))
        item.told = item.stands

    def _newest(self, sight: Sight) -> Sight:
        """The newest look that saw the same of all items, where looks that add nothing were passed over."""
        newest = self.newest[sight.look.set_id, sight.look.rules]
        return Sight(newest, sight.mark) if newest.moment > sight.look.moment else sight

    def _unsteady(self, item: _Item) -> bool:
        today = self.last.day if self.last else item.since
        return len(_within(item.turns, today)) >= _TURNS or len(_within(item.flips, today)) >= _FLIPS


def _within(days: Iterable[date], today: date) -> list[date]:
    return [day for day in days if today - day < QUIET]


def _rank(outcome: Outcome) -> int:
    return DECIDED.index(outcome)


def _by_date(before: Sight, after: Sight) -> bool:
    if before.outcome is Outcome.NOT_DUE:
        return after.outcome is Outcome.MISSING
    same = before.mark.evidence != "" and before.mark.evidence == after.mark.evidence
    return same and after.outcome is Outcome.OUTDATED and before.look.visited != after.look.visited
