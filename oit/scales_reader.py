"""Data of weights and scales -> Weights and Scale. Every mistake names file, line, field and what is allowed."""

from dataclasses import dataclass
from itertools import pairwise

from oit.fields import Fields
from oit.pack import CONFIDENCES
from oit.rating import Level, Scale
from oit.source import Source
from oit.total import Weights

_HUNDRED = 100.0


@dataclass(frozen=True, slots=True)
class Scales:
    """Weights and rating scales by the years they hold for."""

    weights: tuple[tuple[tuple[int, int], Weights], ...]
    scales: tuple[Scale, ...]

    def weights_of(self, fiscal_year: int) -> Weights | None:
        return next((one for (first, last), one in self.weights if first <= fiscal_year <= last), None)

    def scale_of(self, fiscal_year: int) -> Scale | None:
        return next((one for one in self.scales if one.years[0] <= fiscal_year <= one.years[1]), None)

    @property
    def years(self) -> tuple[int, int]:
        """First and last that have a scale."""
        return min(one.years[0] for one in self.scales), max(one.years[1] for one in self.scales)


def parse_scales(data: object, source: Source) -> Scales:
    """Raises RulePackError."""
    top = Fields.of(data, source)
    top.only("weights", "scales")
    weights = tuple(_weights(inner) for inner in _listed(top, "weights"))
    scales = tuple(_scale(inner) for inner in _listed(top, "scales"))
    _apart(tuple(years for years, _ in weights), top, "weights")
    _apart(tuple(one.years for one in scales), top, "scales")
    return Scales(weights, scales)


def _weights(fields: Fields) -> tuple[tuple[int, int], Weights]:
    fields.only("years", "iit", "eit", "oit", "iit_indicators", "eit_indicators", "confidence", "source")
    fields.choice("confidence", CONFIDENCES)
    fields.text("source")
    counts = fields.whole("iit_indicators"), fields.whole("eit_indicators")
    found = Weights(fields.number("iit"), fields.number("eit"), fields.number("oit"), *counts)
    if found.iit + found.eit + found.oit != _HUNDRED:
        raise fields.error("oit", "iit, eit and oit make 100 together")
    return _years(fields), found


def _scale(fields: Fields) -> Scale:
    fields.only("id", "years", "eit_parts", "levels", "confidence", "source")
    parts = fields.whole("eit_parts")
    if parts not in (1, 2):
        raise fields.error("eit_parts", f"{parts} is neither 1 nor 2")
    levels = tuple(_level(inner) for inner in _listed(fields, "levels"))
    if levels[-1].total or levels[-1].each is not None:
        raise fields.error("levels", "the last level fits everything: total 0 and no each")
    if any(after.total > before.total for before, after in pairwise(levels)):
        raise fields.error("levels", "stand best first: no level asks for more than the one before it")
    confidence = fields.choice("confidence", CONFIDENCES)
    return Scale(fields.text("id"), _years(fields), parts, levels, confidence, fields.text("source"))


def _level(fields: Fields) -> Level:
    fields.only("id", "th", "en", "total", "each")
    each = fields.number("each") if "each" in fields.data else None
    found = Level(fields.text("id"), fields.text("th"), fields.text("en"), fields.number("total"), each)
    for key, value in (("total", found.total), ("each", each or 0.0)):
        if not 0 <= value <= _HUNDRED:
            raise fields.error(key, f"{value:g} is not between 0 and 100")
    return found


def _years(fields: Fields) -> tuple[int, int]:
    value = fields.data.get("years")
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(one, int) for one in value) or value[0] > value[1]:
        raise fields.error("years", "is no pair of years, the first and the last: [2562, 2565]")
    return value[0], value[1]


def _listed(fields: Fields, key: str) -> list[Fields]:
    value = fields.data.get(key)
    if not isinstance(value, list) or not value:
        raise fields.error(key, "is no list of at least one entry")
    return [Fields.of(one, fields.source, (*fields.path, key, number)) for number, one in enumerate(value)]


def _apart(years: tuple[tuple[int, int], ...], top: Fields, key: str) -> None:
    ordered = sorted(years)
    for (_, last), (first, _) in pairwise(ordered):
        if first <= last:
            raise top.error(key, f"two entries hold for {first}")
