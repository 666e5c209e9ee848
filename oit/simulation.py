"""A simulated total: what was given, what comes out, what keeps it from more, and what mending items would change."""

from dataclasses import dataclass
from datetime import datetime

from oit.agency import Agency
from oit.audit import ItemFinding, Score
from oit.rating import Level, Rated, Scale, Short, next_level, rated, shortfalls
from oit.total import Parts, Weights, total
from oit.what_if import FixWorth


@dataclass(frozen=True, slots=True)
class Result:
    """`short`: what keeps the lowest from the next level, `towards`, None where it has the best one."""

    parts: Parts
    total: Score
    rated: Rated
    towards: Level | None
    short: tuple[Short, ...]


@dataclass(frozen=True, slots=True)
class OfAgency:
    """The result that OIT was taken from: what counts of the agency, seen at `seen`. `fixes`: most points for the least work first."""

    agency: Agency
    form: str
    seen: datetime | None
    findings: tuple[ItemFinding, ...]
    fixes: tuple[FixWorth, ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """`unknown` names the options that were left out, so that anything from 0 to 100 was taken; `odd` those with another number of values
    than their survey has indicators: option, values, indicators. `fixed`: the result with the items of `fix` mended."""

    fiscal_year: int
    weights: Weights
    scale: Scale
    result: Result
    unknown: tuple[str, ...]
    odd: tuple[tuple[str, int, int], ...]
    of_agency: OfAgency | None = None
    fix: tuple[str, ...] = ()
    fixed: Result | None = None


def result_of(parts: Parts, weights: Weights, scale: Scale) -> Result:
    ratings = rated(parts, weights, scale)
    towards = next_level(ratings.lowest, scale)
    return Result(parts, total(parts, weights), ratings, towards, shortfalls(parts, weights, towards) if towards else ())
