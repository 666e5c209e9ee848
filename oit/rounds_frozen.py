"""The result of a round as it is kept when somebody signs it off: plain values, so that later versions can read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from oit.audit import Score
from oit.errors import NotFit
from oit.plain_data import from_data, to_data
from oit.rounds import AgencyRound, Plan, Round, SignOff, State

_LAYOUT = 1


@dataclass(frozen=True, slots=True)
class FrozenRound:
    """What the plan said of the round then."""

    name: str
    start: str  # ISO date
    end: str
    due: tuple[str, ...]
    pass_mark: float


@dataclass(frozen=True, slots=True)
class FrozenAgency:
    """One agency's result as it was signed. `agency_id` is its row in the database, which stays when code, name or address change."""

    agency_id: int
    code: str
    name: str
    url: str
    district: str
    state: State
    counting: int
    passed: int
    failed: int
    to_look: int
    left: int
    score: Score | None
    run_id: int | None
    seen: str  # ISO date, "" where no capture stood
    open: tuple[str, ...]  # codes

    @property
    def share(self) -> float | None:
        return 100 * self.passed / self.counting if self.counting else None


@dataclass(frozen=True, slots=True)
class Frozen:
    layout: int
    round: FrozenRound
    as_of: str  # ISO date: the end of this day
    agencies: tuple[FrozenAgency, ...]

    @property
    def finished(self) -> tuple[FrozenAgency, ...]:
        return tuple(one for one in self.agencies if one.state is State.FINISHED)


@dataclass(frozen=True, slots=True)
class Signed:
    """A round that stands signed off."""

    round: Round
    sign_off: SignOff
    result: Frozen


@dataclass(frozen=True, slots=True)
class Certified:
    """The agencies that had finished every one of these rounds by what was signed, as the last of them names them. `every`: these are all
    the rounds of the plan."""

    plan: Plan
    signed: tuple[Signed, ...]
    agencies: tuple[FrozenAgency, ...]
    every: bool


def freeze(one: Round, as_of: date, agencies: Iterable[tuple[int, AgencyRound]]) -> Mapping[str, object]:
    """Plain values for SignOff.result; `agencies` come with the ids of their rows."""
    frozen = Frozen(_LAYOUT, frozen_round(one), as_of.isoformat(), tuple(_agency(row, agency) for row, agency in agencies))
    made: Mapping[str, object] = to_data(frozen)
    return made


def thaw(sign_off: SignOff) -> Frozen:
    """What was signed. Raises NotFit for what this version cannot read."""
    try:
        found = from_data(Frozen, sign_off.result)
    except ValueError as error:
        raise NotFit(f"sign-off {sign_off.id} of {sign_off.round}: {error}; use the version that wrote it, or restore a backup") from error
    if found.layout != _LAYOUT:
        raise NotFit(f"sign-off {sign_off.id} of {sign_off.round}: has layout {found.layout}, not {_LAYOUT}; use a newer version")
    return found


def frozen_round(one: Round) -> FrozenRound:
    return FrozenRound(one.name, one.start.isoformat(), one.end.isoformat(), one.due, one.pass_mark)


def _agency(row: int, one: AgencyRound) -> FrozenAgency:
    entry, counted = one.entry, one.tally
    return FrozenAgency(
        row, entry.code, entry.name, entry.agency.url, entry.district, one.state, counted.counting, counted.passed, counted.failed,
        counted.to_look, counted.left, one.score, one.run_id, one.seen.isoformat() if one.seen else "",
        tuple(item.finding.code for item in one.open),
    )  # fmt: skip
