"""What the database gives back: plain records, usable after it was closed."""

from dataclasses import dataclass
from datetime import date, datetime

from oit.agency import Agency
from oit.audit import CurrencyVerdict, Evidence, Outcome, PresenceVerdict, Reason, Score


@dataclass(frozen=True, slots=True)
class RunRow:
    """One judgement. Times are in UTC, None where the crawl gave none; `fiscal_year` is Buddhist era."""

    id: int
    agency: Agency
    started: datetime | None
    finished: datetime | None
    judged_on: date
    pack: str
    pack_version: str
    pack_sha256: str
    fiscal_year: int
    score: Score
    points_lost: Score
    requests: int
    pages: int
    documents: int
    rendered: int
    bytes: int
    stopped_by: str
    browser: str
    sandbox: bool
    snapshot: str  # folder
    tool_version: str
    created: datetime
    pruned: datetime | None = None  # when its snapshot was given up
    set_id: int = 0  # runs with the same one say the same of every item, for the same reasons and from the same evidence


@dataclass(frozen=True, slots=True)
class FindingRow:
    """The verdict on one item. Time and screenshot of the evidence are those of this run."""

    run_id: int
    code: str
    topic: str
    outcome: Outcome
    presence: PresenceVerdict
    currency: CurrencyVerdict
    points: float
    reasons: tuple[Reason, ...]
    best_url: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a run says, for checking it: the items it judged and the bodies it cites; `problem` where its rows do not fit together."""

    run: RunRow
    codes: frozenset[str]
    bodies: frozenset[str]
    problem: str


@dataclass(frozen=True, slots=True)
class FailureRow:
    url: str
    failure: str
    found_on: str
