"""The rating of a total by the scale of its year. Pure; the scales are data (rules/scales.yaml)."""

from dataclasses import dataclass

from oit.audit import Score
from oit.total import Parts, Weights, published, total


@dataclass(frozen=True, slots=True)
class Level:
    """`total` and `each` are the least that the total, and every instrument, must reach; `each` None: the instruments are not looked at."""

    id: str
    th: str
    en: str
    total: float
    each: float | None = None

    def fits(self, points: float, instruments: tuple[float, ...]) -> bool:
        return published(points) >= self.total and (self.each is None or all(published(one) >= self.each for one in instruments))


@dataclass(frozen=True, slots=True)
class Scale:
    """The levels of some years, best first; the last one fits everything."""

    id: str
    years: tuple[int, int]  # first and last, Buddhist era
    eit_parts: int
    levels: tuple[Level, ...]
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Rated:
    """The lowest and the highest rating that is possible. A rating never falls when an instrument rises, so that these are the ratings of
    all instruments at their lowest and at their highest."""

    lowest: Level
    highest: Level


@dataclass(frozen=True, slots=True)
class Short:
    """What keeps a result from a level. `part`: total, iit, eit, eit1, eit2 or oit; points that it lacks."""

    part: str
    least: float
    lacks: float


def rated(parts: Parts, weights: Weights, scale: Scale) -> Rated:
    points = total(parts, weights)
    low = _level(scale, points.lowest, tuple(one.lowest for one in parts.instruments))
    return Rated(low, _level(scale, points.highest, tuple(one.highest for one in parts.instruments)))


def next_level(level: Level, scale: Scale) -> Level | None:
    """The next better one; None for the best."""
    place = scale.levels.index(level)
    return scale.levels[place - 1] if place else None


def shortfalls(parts: Parts, weights: Weights, level: Level) -> tuple[Short, ...]:
    """What keeps the lowest that is known from `level`."""
    points = total(parts, weights)
    names = ("iit", *(("eit",) if len(parts.eit_parts) == 1 else ("eit1", "eit2")), "oit")
    found = [_short("total", points, level.total)]
    if level.each is not None:
        found += [_short(name, score, level.each) for name, score in zip(names, parts.instruments, strict=True)]
    return tuple(one for one in found if one.lacks > 0)


def _short(part: str, score: Score, least: float) -> Short:
    return Short(part, least, max(0.0, round(least - published(score.lowest), 2)))


def _level(scale: Scale, points: float, instruments: tuple[float, ...]) -> Level:
    return next((level for level in scale.levels if level.fits(points, instruments)), scale.levels[-1])
