"""What changed between two results of an agency, item by item: the words of a comparison.

Only what was decided is compared. `unclear` and `not_checked` say that nobody could tell, which is no change of the site.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oit.agency import Agency
from oit.audit import Evidence, Outcome, Reason

DECIDED = (Outcome.MISSING, Outcome.OUTDATED, Outcome.INCOMPLETE, Outcome.PASS)  # worst first


class ChangeKind(StrEnum):
    VANISHED = "vanished"  # was shown (whole, in part or of another year), is missing now
    WORSE = "worse"  # is still shown, with less or of another year
    BETTER = "better"
    APPEARED = "appeared"  # was missing, is shown now

    @property
    def bad(self) -> bool:
        return self in (ChangeKind.VANISHED, ChangeKind.WORSE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one run saw of an item."""

    run_id: int
    day: date  # of the night, or of the judgement
    outcome: Outcome
    reasons: tuple[Reason, ...]
    best_url: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A change that holds: `before` is the last decided result that stood, `after` the newest. `first_seen` is the day on which the new
    result was seen first, `confirmed` the one on which it was believed."""

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


def kind_of(before: Outcome, after: Outcome) -> ChangeKind | None:
    """None where both say the same, or one of them says that nobody could tell."""
    if before not in DECIDED or after not in DECIDED or before is after:
        return None
    if after is Outcome.MISSING:
        return ChangeKind.VANISHED
    if before is Outcome.MISSING:
        return ChangeKind.APPEARED
    return ChangeKind.BETTER if DECIDED.index(after) > DECIDED.index(before) else ChangeKind.WORSE
