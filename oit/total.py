"""The total of the assessment as a range: weights of the instruments, and what is known of each of them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from oit.audit import Score
from oit.pack import Pack

UNKNOWN = Score(0.0, 100.0)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of the hundred that each instrument is worth, and of how many indicators the surveys are the mean."""

    iit: float
    eit: float
    oit: float
    iit_indicators: int = 5  # whose mean it is
    eit_indicators: int = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """What is known of each instrument, percent. EIT has one part to FY2565, two from FY2566 on."""

    iit: Score
    eit_parts: tuple[Score, ...]
    oit: Score

    @property
    def eit(self) -> Score:
        return mean(self.eit_parts)

    @property
    def instruments(self) -> tuple[Score, ...]:
        """Those that a rating may look at one by one."""
        return (self.iit, *self.eit_parts, self.oit)


def total(parts: Parts, weights: Weights) -> Score:
    """Points of the hundred, at the full precision."""
    return Score(
        *(
            (weights.iit * iit + weights.eit * eit + weights.oit * oit) / 100
            for iit, eit, oit in (
                (parts.iit.lowest, parts.eit.lowest, parts.oit.lowest),
                (parts.iit.highest, parts.eit.highest, parts.oit.highest),
            )
        )
    )


def mean(scores: Iterable[Score]) -> Score:
    """The mean of at least one score."""
    known = tuple(scores)
    return Score(sum(one.lowest for one in known) / len(known), sum(one.highest for one in known) / len(known))


def published(value: float) -> float:
    """As it is published: two decimals, a half upwards. What the arithmetic of floats leaves behind the ninth decimal is no part of it."""
    return float(Decimal(repr(round(value, 9))).quantize(_CENT, ROUND_HALF_UP))


def sub_indicators(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Indicator -> its sub-indicators, in the order of the form."""
    tops = [one.code for one in pack.indicators if not one.parent]
    return {top: tuple(one.code for one in pack.indicators if one.parent == top) for top in tops}


def oit_of(subs: Mapping[str, Score], nesting: Mapping[str, Sequence[str]]) -> Score:
    """OIT from its sub-indicators: the mean of the indicators' means. A sub-indicator that is not told is unknown."""
    return mean(mean(subs.get(sub, UNKNOWN) for sub in inner) for inner in nesting.values() if inner)
