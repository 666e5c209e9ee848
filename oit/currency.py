"""Is what a scene shows of the period that the item asks for? Reads the periods in its titles and opening words, nearest first."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from oit.audit import Currency, CurrencyVerdict, FoundPeriod
from oit.dates import Period, find_periods
from oit.pack import PeriodRule
from oit.scene import Scene, SceneKind

# How much a year weighs by where it stood; a document's own opening decides over the words of the link to it.
SOURCES = {"opening": 0.95, "link": 0.90, "heading": 0.85, "title": 0.70, "context": 0.65, "text": 0.60, "filename": 0.50, "url": 0.25}
WEAK = 0.65  # factor of a mention that names only a calendar year or the like
HINT = 0.27
ENOUGH = 0.40  # below this weight a year is a hint, no proof
REPEATED, OFTEN, WHOLE_TEXT = 0.45, 3, 200_000  # weight of a span that a paper's body says so often; letters of it that are read
# What is read out of a picture weighs less than the words of a link or heading; its years in Thai digits nothing at all.
RECOGNISED = {("opening", "strong"): 0.55, ("opening", "weak"): 0.42, ("text", "strong"): 0.41}
LONGEST_PLAN = 12  # years; spans beyond are national strategies that many papers cite


_OF_DOCUMENT = frozenset({"opening", "text"})
_THAI_DIGIT, _ARABIC_DIGIT = re.compile("[\u0e50-\u0e59]"), re.compile("[0-9]")


class Fit(IntEnum):
    """How a period stands to the one asked for."""

    NONE = 0
    OLDER = 1
    NEWER = 2
    RIGHT = 3


@dataclass(frozen=True, slots=True)
class Window:
    """The period that an item asks for, made concrete for a year: days from..to (ISO) and the fiscal year it reports on."""

    rule: PeriodRule
    fiscal_year: int
    first: dt.date
    last: dt.date

    @property
    def years(self) -> frozenset[int]:
        """The fiscal years that fit."""
        return frozenset({self.fiscal_year, self.fiscal_year - 1} if self.rule.kind == "recent" else {self.fiscal_year})

    @property
    def words(self) -> str:
        if self.rule.kind == "none":
            return "in force" if self.rule.word.startswith("in_force") else "now"
        if self.rule.kind == "half":
            return f"{self.first.isoformat()}..{self.last.isoformat()}"
        if self.rule.kind == "recent":
            return f"FY{self.fiscal_year - 1}..FY{self.fiscal_year}"
        return f"FY{self.fiscal_year}"


def window(rule: PeriodRule, fiscal_year: int) -> Window:
    """The window of `rule` when `fiscal_year` (Buddhist era) is assessed."""
    year = fiscal_year + rule.offset
    common = year - 543
    last = dt.date(common, 3, 31) if rule.kind == "half" else dt.date(common, 9, 30)
    return Window(rule, year, dt.date(common - (2 if rule.kind == "recent" else 1), 10, 1), last)


def due_day(rule: PeriodRule, fiscal_year: int) -> dt.date | None:
    return dt.date(fiscal_year - 543, *rule.due) if rule.due else None


@dataclass(frozen=True, slots=True)
class Reading:
    fit: Fit
    weight: float
    period: Period
    source: str


def read_currency(
    scene: Scene, asked: Window, today: dt.date, *, dated_entries: bool = False
) -> tuple[CurrencyVerdict, tuple[Reading, ...]]:
    """The verdict on a scene, and the readings behind it, best first. `dated_entries`: the newest entry of a list decides."""
    if asked.rule.kind == "none":
        return CurrencyVerdict(Currency.NOT_REQUIRED, 100, asked.words), ()
    readings = [reading for reading in _readings(scene, asked, today, dated_entries) if reading.fit is not Fit.NONE]
    if not readings and scene.document is not None and not scene.document.ocr and asked.rule.kind in ("spans", "year", "in_force"):
        readings = list(_repeated(scene.document.text[:WHOLE_TEXT], asked, today))
    readings.sort(key=lambda reading: (-reading.weight, -reading.fit))
    right = max((r.weight for r in readings if r.fit is Fit.RIGHT), default=0.0)
    wrong = max((r.weight for r in readings if r.fit in (Fit.OLDER, Fit.NEWER)), default=0.0)
    found = tuple(dict.fromkeys(_found(reading) for reading in _telling(readings)))[:4]
    if right >= ENOUGH and right >= wrong:
        return CurrencyVerdict(Currency.CURRENT, round(100 * right), asked.words, found), tuple(readings)
    older = max((r.weight for r in readings if r.fit is Fit.OLDER), default=0.0)
    if older >= ENOUGH and older >= wrong:
        return CurrencyVerdict(Currency.OUTDATED, round(100 * (1 - older)), asked.words, found), tuple(readings)
    return CurrencyVerdict(Currency.UNDATED, round(100 * right), asked.words, found), tuple(readings)


def conflict(readings: tuple[Reading, ...]) -> tuple[str, str] | None:
    """Two weighty places that say different years, as written: the one that decided first."""
    strong = [reading for reading in readings if reading.weight >= 0.55]
    for reading in strong[1:]:
        if (reading.fit is Fit.RIGHT) != (strong[0].fit is Fit.RIGHT) and reading.source != strong[0].source:
            return strong[0].period.as_written, reading.period.as_written
    return None


def _telling(readings: list[Reading]) -> list[Reading]:
    """One reading of each place, the deciding ones first."""
    best: dict[str, Reading] = {}
    for reading in readings:
        best.setdefault(reading.source, reading)
    return list(best.values())


def _found(reading: Reading) -> FoundPeriod:
    period = reading.period
    if period.date:
        return FoundPeriod(None, period.date, None, period.as_written, reading.source)
    if period.is_span:
        return FoundPeriod(None, None, (period.fiscal_years[0], period.fiscal_years[-1]), period.as_written, reading.source)
    return FoundPeriod(period.fiscal_years[0], None, None, period.as_written, reading.source)


def _readings(scene: Scene, asked: Window, today: dt.date, dated_entries: bool) -> Iterator[Reading]:
    recognised = scene.document is not None and scene.document.ocr
    for source, text, place in _places(scene, dated_entries):
        shown = recognised and source in _OF_DOCUMENT
        fits = [(_fit(period, asked, today), period) for period in (_sure(text, place) if shown else find_periods(text, place))]
        if not fits:
            continue
        # A place that names the right period at all is of it: papers name the years they look back on and ahead to.
        best = max(fits, key=lambda pair: (pair[0], pair[1].strength == "strong", _names_year(pair[1], asked), _recency(pair[1])))
        named = source in ("filename", "url") and not best[1].date  # digits of a name that may be a day in two ways are a hint only
        weight = SOURCES[source] * (1.0 if best[1].strength == "strong" or named else WEAK)
        yield Reading(best[0], RECOGNISED.get((source, best[1].strength), HINT) if shown else weight, best[1], source)


def _sure(text: str, place: str) -> list[Period]:
    """The periods of a recognised text that may be believed: recognisers take Thai digits for one another, so no year written in them
    counts, and no year at all of a text that is mostly written with them, whose other digits may be mistaken letters."""
    thai, other = len(_THAI_DIGIT.findall(text)), len(_ARABIC_DIGIT.findall(text))
    return [] if thai > other else [period for period in find_periods(text, place) if not _THAI_DIGIT.search(period.as_written)]


def denied(scene: Scene, readings: tuple[Reading, ...]) -> bool:
    """The opening of a recognised paper names another period, whatever the words say that lead to it."""
    own = [reading for reading in readings if reading.source == "opening" and reading.weight >= ENOUGH]
    return scene.document is not None and scene.document.ocr and any(reading.fit is not Fit.RIGHT for reading in own)


def _repeated(text: str, asked: Window, today: dt.date) -> Iterator[Reading]:
    """A plan that names its years nowhere at the front still has them in its tables: a span said again and again is the plan's."""
    spans: dict[tuple[int, int], list[Period]] = {}
    for period in find_periods(text, "text"):
        if period.is_span:
            spans.setdefault((period.fiscal_years[0], period.fiscal_years[-1]), []).append(period)
    often = max(spans.values(), key=len, default=[])
    if len(often) >= OFTEN:
        yield Reading(_fit(often[0], asked, today), REPEATED, often[0], "text")


def _names_year(period: Period, asked: Window) -> bool:
    """A year says more on a plan or report than the days that it mentions; of an act or a news item the day says more."""
    return bool(period.date) == (asked.rule.kind == "within")


def _recency(period: Period) -> str:
    return period.date or (str(period.fiscal_years[-1] - 543) if period.fiscal_years else "")


def _places(scene: Scene, dated_entries: bool) -> Iterator[tuple[str, str, str]]:
    if scene.document is not None:
        yield "opening", scene.opening[:700], "text"
    for title in scene.titles:
        place = title.source if title.source in ("filename", "url") else "text"
        yield title.source, title.text[:300], place
    if scene.document is not None:
        yield "text", scene.opening[700:3000], "text"
    elif dated_entries:
        yield "heading", scene.text[:20_000], "text"
    elif scene.kind is not SceneKind.LINK and not scene.index:
        yield "text", scene.text[:2500], "text"


def _fit(period: Period, asked: Window, today: dt.date) -> Fit:
    if period.is_span:
        return _fit_span(period, asked)
    if period.date:
        return _fit_days(period, asked, today)
    if not period.fiscal_years:
        return Fit.NONE
    year = period.fiscal_years[-1]
    if asked.years & set(period.fiscal_years):
        return Fit.RIGHT
    return Fit.OLDER if year < asked.fiscal_year else Fit.NEWER


def _fit_span(period: Period, asked: Window) -> Fit:
    first, last = period.fiscal_years[0], period.fiscal_years[-1]
    if asked.rule.kind in ("half", "within"):
        return Fit.NONE  # the years of a plan say nothing on when something was done
    if last - first > LONGEST_PLAN:
        return Fit.NONE
    if first <= asked.fiscal_year <= last:
        return Fit.RIGHT
    return Fit.OLDER if last < asked.fiscal_year else Fit.NEWER


def _fit_days(period: Period, asked: Window, today: dt.date) -> Fit:
    first, last = _days(period.date)
    if first is None or last is None or first > today + dt.timedelta(days=400):
        return Fit.NONE
    kind = asked.rule.kind
    one_day = first == last
    if kind == "within":
        if last < asked.first:
            return Fit.OLDER
        return Fit.RIGHT if first <= asked.last else Fit.NEWER
    if one_day:
        if kind == "in_force" and asked.first <= first <= asked.last:
            return Fit.RIGHT
        # The day a paper was signed or put up: it says little on the year the paper is about.
        return Fit.OLDER if kind in ("year", "half", "spans") and last < asked.first - dt.timedelta(days=365) else Fit.NONE
    if last < asked.first:
        return Fit.OLDER
    if first > asked.last:
        return Fit.NEWER
    if kind == "half" and (first > asked.first + dt.timedelta(days=165) or last - first > dt.timedelta(days=370)):
        return Fit.NONE
    return Fit.RIGHT


def _days(date: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of "2023-02-21", "2023-02" or "a..b"."""
    start, _, end = date.partition("..")
    first = _day(start, last=False)
    return first, _day(end or start, last=True)


def _day(text: str, *, last: bool) -> dt.date | None:
    try:
        if len(text) == 7:
            year, month = int(text[:4]), int(text[5:7])
            following = dt.date(year + month // 12, month % 12 + 1, 1)
            return following - dt.timedelta(days=1) if last else dt.date(year, month, 1)
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


__all__ = ["Window", "conflict", "denied", "due_day", "read_currency", "window"]
