"""How similar agencies of the roster pass an item: whose pages may serve as an example. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from oit.audit import Currency, ItemFinding, Outcome
from oit.counting import counted_outcome
from oit.roster import RosterEntry

MOST = 3  # examples of an item
_RIGHT_PERIOD = frozenset({Currency.CURRENT, Currency.NOT_REQUIRED})


class Nearness(IntEnum):
    """How near another agency of the same type is."""

    DISTRICT = 0
    PROVINCE = 1
    ELSEWHERE = 2


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another agency of the same type, its address as the database knows it."""

    entry: RosterEntry
    nearness: Nearness


@dataclass(frozen=True, slots=True)
class Example:
    """A page by which another agency passes an item, as it was seen on `day`."""

    agency_name: str
    agency_url: str
    nearness: Nearness
    url: str
    day: date


def neighbours(own: RosterEntry, roster: Iterable[RosterEntry]) -> tuple[Neighbour, ...]:
    """The other watched agencies of its type, the nearest first; none for agencies of no particular type."""
    if own.type == "other":
        return ()
    found = [
        Neighbour(entry, _nearness(own, entry))
        for entry in roster
        if entry.type == own.type and entry.code != own.code and not entry.retired
    ]
    return tuple(sorted(found, key=lambda one: (one.nearness, one.entry.code)))


def example_of(finding: ItemFinding, neighbour: Neighbour, day: date) -> Example | None:
    """The page that shows the item, where it counts as passed and is of the right period; None otherwise. What a person said to pass
    without the machine seeing it is no example to look at."""
    shown = counted_outcome(finding) is Outcome.PASS and finding.outcome is Outcome.PASS and finding.currency.verdict in _RIGHT_PERIOD
    if not shown or not finding.best_url:
        return None
    return Example(neighbour.entry.name, neighbour.entry.urls[0], neighbour.nearness, finding.best_url, day)


def best_examples(examples: Iterable[Example]) -> tuple[Example, ...]:
    """The nearest, of those as near the newest."""
    return tuple(sorted(examples, key=lambda one: (one.nearness, -one.day.toordinal(), one.agency_url))[:MOST])


def _nearness(own: RosterEntry, other: RosterEntry) -> Nearness:
    same_province = bool(own.province) and own.province == other.province
    if same_province and own.district and own.district == other.district:
        return Nearness.DISTRICT
    return Nearness.PROVINCE if same_province else Nearness.ELSEWHERE
