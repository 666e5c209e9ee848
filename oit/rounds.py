"""Rounds of checking before the entry: what is due when, who has finished, and who signed it off. Pure: the day is an argument."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from oit.audit import ItemFinding, Outcome, Score
from oit.counting import FAILED, counted_outcome
from oit.roster import Owner, RosterEntry

TO_BE_LOOKED_AT = frozenset({Outcome.UNCLEAR, Outcome.NOT_CHECKED})
_LEAVE = frozenset({Outcome.NOT_DUE, Outcome.NOT_APPLICABLE})
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a plan. `due` are the codes it asks for, empty for all items of the form."""

    name: str
    start: date
    end: date  # last day
    due: tuple[str, ...] = ()
    pass_mark: float = 100.0  # share of the due items that must be there, percent


class Sureness(StrEnum):
    """How sure the days of a step of the calendar are."""

    CONFIRMED = "confirmed"  # two sources or more
    ONE_SOURCE = "one_source"
    ASSUMED = "assumed"  # the usual months of other years


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the assessment's calendar. `key` names a usual step (oit.rounds_calendar.STEPS); `name` is the plan's own word for it."""

    key: str
    first: date
    last: date
    sureness: Sureness = Sureness.ASSUMED
    name: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The rounds of one form and year in time, and the calendar of the assessment."""

    form: str
    fiscal_year: int  # Buddhist era
    rounds: tuple[Round, ...]
    report_days: tuple[date, ...] = ()  # on which the state of things is reported
    calendar: tuple[Step, ...] = ()
    issuer: str = ""  # who gives the certificates

    def round(self, name: str) -> Round | None:
        return next((one for one in self.rounds if one.name == name), None)

    def round_on(self, day: date) -> Round:
        """The round that runs on the day, else the one that ended last, else the next."""
        begun = [one for one in self.rounds if one.start <= day]
        return begun[-1] if begun else self.rounds[0]

    def report_before(self, day: date) -> date | None:
        """The last report day before a day."""
        return max((one for one in self.report_days if one < day), default=None)


@dataclass(frozen=True, slots=True)
class SignOff:
    """A named person's word that a round's result may be published, with the result as it was then."""

    id: int
    form: str
    fiscal_year: int
    round: str
    by: str
    note: str
    made: datetime
    result: Mapping[str, object]  # oit.rounds_frozen.freeze
    withdrawn: datetime | None = None
    withdrawn_by: str = ""


class State(StrEnum):
    """How far an agency is in a round. What nobody could tell is no failure."""

    FINISHED = "finished"
    TO_LOOK = "to_look"  # what is to be looked at decides
    SHORT = "short"  # fewer items are there than the pass mark asks for, whatever the others turn out to be
    NOT_SEEN = "not_seen"  # its site was not captured since the round began
    NOTHING_DUE = "nothing_due"  # none of the round's items is due or applies yet


@dataclass(frozen=True, slots=True)
class Tally:
    """The round's items: how many count, pass, fail, are to be looked at, and leave (not due yet, not applicable)."""

    counting: int
    passed: int
    failed: int
    to_look: int
    left: int

    @property
    def lowest(self) -> float | None:
        """Share that surely passes, percent; None where nothing counts."""
        return 100 * self.passed / self.counting if self.counting else None

    @property
    def highest(self) -> float | None:
        """Share if all that is to be looked at passes."""
        return 100 * (self.passed + self.to_look) / self.counting if self.counting else None


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item of the round that does not pass, or that is to be looked at, and who answers for it."""

    finding: ItemFinding
    owner: Owner | None

    @property
    def outcome(self) -> Outcome:
        return counted_outcome(self.finding)


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed of the round's items since the end of a day. `other_rules`: rules or version changed in between, so nobody can tell
    whether the site did. `since` is None where there was no earlier result."""

    since: date | None
    better: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()
    other_rules: bool = False


@dataclass(frozen=True, slots=True)
class AgencyRound:
    """One agency in one round as of the end of a day. `seen` is the day of the capture that stands, None where there is none."""

    entry: RosterEntry
    state: State
    tally: Tally
    score: Score | None  # OIT of the whole form, percent
    run_id: int | None
    seen: date | None
    open: tuple[OpenItem, ...] = ()  # failures first, then what is to be looked at, each in the order of the form
    since_start: Moved | None = None
    since_report: Moved | None = None

    @property
    def finished(self) -> bool:
        return self.state is State.FINISHED


def as_of(one: Round, day: date) -> date:
    """The day whose end counts for a round when it is asked for on `day`: not after its last."""
    return min(day, one.end)


def takes_part(entry: RosterEntry, one: Round, day: date) -> bool:
    """Agencies that are retired by the day that counts, or before a round that is to come, leave it."""
    return entry.retired is None or max(as_of(one, day), one.start) < entry.retired


def day_before(one: Round) -> date:
    return one.start - timedelta(days=1)


def due_of(one: Round, findings: Iterable[ItemFinding]) -> tuple[ItemFinding, ...]:
    """The findings on the round's items."""
    return tuple(finding for finding in findings if not one.due or finding.code in one.due)


def tally(one: Round, findings: Iterable[ItemFinding]) -> Tally:
    """Due items without a finding (none stands, or it is by an older version of the form) are to be looked at."""
    due = due_of(one, findings)
    outcomes = [counted_outcome(finding) for finding in due]
    unknown = len(set(one.due) - {finding.code for finding in due})
    left = sum(outcome in _LEAVE for outcome in outcomes)
    failed = sum(outcome in FAILED for outcome in outcomes)
    to_look = sum(outcome in TO_BE_LOOKED_AT for outcome in outcomes) + unknown
    return Tally(len(outcomes) + unknown - left, outcomes.count(Outcome.PASS), failed, to_look, left)


def state_of(one: Round, counted: Tally, seen: date | None, day: date) -> State:
    """`seen`: the day of the capture that stands. Once the round has begun, one from before it does not tell how things are in it."""
    if seen is None or seen < one.start <= day:
        return State.NOT_SEEN
    if counted.lowest is None or counted.highest is None:
        return State.NOTHING_DUE
    if counted.lowest >= one.pass_mark - _ROUNDING:
        return State.FINISHED
    return State.TO_LOOK if counted.highest >= one.pass_mark - _ROUNDING else State.SHORT


def open_items(one: Round, findings: Iterable[ItemFinding], entry: RosterEntry) -> tuple[OpenItem, ...]:
    items = [OpenItem(finding, entry.owner_of(finding.topic)) for finding in due_of(one, findings)]
    return tuple(item for wanted in (FAILED, TO_BE_LOOKED_AT) for item in items if item.outcome in wanted)
