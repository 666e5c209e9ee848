"""Giving a verdict as a person: what it is bound to, what it replaces, and how a list shows it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from oit.agency import Agency
from oit.audit import Currency, ItemFinding, Outcome
from oit.human import AttestedItem, Ended, HumanVerdict

UNWATCHED_DAYS = 30  # a verdict on what no visit sees is asked for again after so many


class Bound(StrEnum):
    """What ends a verdict, beside a person's word, a later verdict and its date."""

    PAGE = "page"  # another text on the page
    FILE = "file"  # other bytes
    BYTES = "bytes"  # other bytes of a page whose text nobody can compare, since its snapshot is gone
    APPEARS = "appears"  # the item is shown somewhere
    NOTHING = "nothing"  # nobody watches what it was given on


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict, kept or about to be. `machine` is what the run that stands found; `by_default`: its last day was set by us; `counts`: what
    the item counts as with it."""

    agency: Agency
    attested: AttestedItem
    bound: Bound
    machine: ItemFinding
    by_default: bool
    replaces: AttestedItem | None
    counts: Outcome

    @property
    def still_outdated(self) -> bool:
        """Was "present" said of what was read as another year's? It stays so: only "current" speaks of the period."""
        return self.attested.verdict is HumanVerdict.PRESENT and self.machine.currency.verdict is Currency.OUTDATED


@dataclass(frozen=True, slots=True)
class Listed:
    """A verdict as it stands on a day. `machine` is the machine's own outcome in the result that stands, None where there is none."""

    agency: Agency
    attested: AttestedItem
    ended: Ended | None
    since: datetime | None  # when it ended, where that is known
    machine: Outcome | None
