"""A round of all agencies on one day: what `oit round status` shows, a report writes and a sign-off freezes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from oit.counting import FAILED
from oit.rounds import AgencyRound, Plan, Round, SignOff, State, Step


@dataclass(frozen=True, slots=True)
class Difference:
    """What was signed of an agency, and how it stands now. `now` is None where the agency has left the roster."""

    code: str
    name: str
    signed: State
    now: State | None


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """`as_of` is the day whose end counts: `day`, or the round's last where that is earlier. `sign_offs` are those of the round made by
    `day`, oldest first, withdrawn ones too."""

    plan: Plan
    round: Round
    day: date
    as_of: date
    over: bool  # that day has ended
    district: str  # "" for all
    agencies: tuple[AgencyRound, ...]
    sign_offs: tuple[SignOff, ...] = ()
    other_plan: bool = False  # the plan says something else of the round than what was signed
    differences: tuple[Difference, ...] = ()
    other_terms: tuple[tuple[str, int], ...] = ()  # where nobody has a result by the plan's form and year: those that there are results by

    @property
    def signed(self) -> SignOff | None:
        """The sign-off that stands."""
        return next((one for one in reversed(self.sign_offs) if one.withdrawn is None), None)

    @property
    def counts(self) -> dict[State, int]:
        """How many agencies are in each state, every state named."""
        found = Counter(one.state for one in self.agencies)
        return {state: found[state] for state in State}

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the calendar that run on the day."""
        return tuple(step for step in self.plan.calendar if step.first <= self.day <= step.last)

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.plan.calendar if step.first > self.day), None)

    @property
    def blocking(self) -> tuple[tuple[str, int, int], ...]:
        """Code, agencies that lack the item, agencies where it is to be looked at; what most lack first. Of a site that was not captured in
        the round nobody knows."""
        lacking: Counter[str] = Counter()
        looking: Counter[str] = Counter()
        for agency in self.agencies:
            for item in agency.open if agency.state is not State.NOT_SEEN else ():
                (lacking if item.outcome in FAILED else looking)[item.finding.code] += 1
        codes = sorted({*lacking, *looking}, key=lambda code: (-lacking[code], -looking[code], len(code), code))
        return tuple((code, lacking[code], looking[code]) for code in codes)
