"""What changed between two results of an agency, item by item: the words of a comparison.

Only what was decided is compared. `unclear` and `not_checked` say that nobody could tell, which is no change of the site. When a change
is believed, oit.damping decides.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oit.agency import Agency
from oit.audit import Evidence, Outcome, Reason
from oit.human import AttestedItem

DECIDED = (Outcome.MISSING, Outcome.OUTDATED, Outcome.INCOMPLETE, Outcome.PASS)  # worst first


class ChangeKind(StrEnum):
    VANISHED = "vanished"  # was shown (whole, in part or of another year), is missing now
    WORSE = "worse"  # is still shown, with less or of another year
    BETTER = "better"
    APPEARED = "appeared"  # was missing, is shown now
    OVERDUE = "overdue"  # was not shown while it need not be; its day has come

    @property
    def bad(self) -> bool:
        return self in (ChangeKind.VANISHED, ChangeKind.WORSE, ChangeKind.OVERDUE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one run saw of an item."""

    run_id: int
    day: date  # of the visit, in Bangkok: what `oit evidence --on` takes
    outcome: Outcome
    reasons: tuple[Reason, ...]
    best_url: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A change that holds: `before` is the last result that stood, `after` the newest that bears the change out. `first_seen` is the day
    on which the new result was seen first, `confirmed` the morning whose readers are the first that can be told: each change has one.

    by_rules: our rules or our version changed between the two, so nobody can tell whether the site did; never told as the agency's doing.
    by_date: the same bytes were judged otherwise because the day asks for more. unsteady: the item has gone to and fro; it is told only
    after it has held still. attested: it is worse to the machine alone, since this verdict of a person stands."""

    agency: Agency
    pack: str
    fiscal_year: int
    code: str
    topic: str
    kind: ChangeKind
    before: Seen
    after: Seen
    first_seen: date
    confirmed: date
    points: float  # ITA points of 100 that the item is worth
    by_rules: bool = False
    by_date: bool = False
    unsteady: bool = False
    attested: AttestedItem | None = None

    @property
    def regression(self) -> bool:
        """Did the agency's site get worse, as far as we can tell?"""
        return self.kind.bad and not self.by_rules and self.attested is None


def kind_of(before: Outcome, after: Outcome) -> ChangeKind | None:
    """None where both say the same, or one of them says that nobody could tell."""
    if before is Outcome.NOT_DUE and after in DECIDED:
        return ChangeKind.OVERDUE if after is Outcome.MISSING else ChangeKind.APPEARED
    if before not in DECIDED or after not in DECIDED or before is after:
        return None
    if after is Outcome.MISSING:
        return ChangeKind.VANISHED
    if before is Outcome.MISSING:
        return ChangeKind.APPEARED
    return ChangeKind.BETTER if DECIDED.index(after) > DECIDED.index(before) else ChangeKind.WORSE
