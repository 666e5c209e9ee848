"""Years, dates and periods in any text, told in Buddhist fiscal years."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from oit import date_patterns as patterns
from oit.date_places import as_read, counts, readers_of, strength
from oit.date_readers import NONE, Found, Reader
from oit.date_signs import Need, Stretch, needs_of
from oit.period import Period, buddhist_year, fiscal_year_of
from oit.period_rounds import own_years, with_parts
from oit.remembered import Remembered

_REMEMBERED = 4_000_000  # letters of the texts whose periods are remembered
_DIGITS = re.compile(r"\d+")
_BEFORE_DIGITS, _AFTER_DIGITS = 100, 60  # letters beside digits that may belong to a date: longer than any pattern without digits

__all__ = ["Period", "find_periods", "fiscal_year_of", "summarise"]


class _Gathered:
    """What was found so far; the first pattern takes the stretch."""

    def __init__(self, length: int) -> None:
        self.founds: list[Found] = []
        self._taken = bytearray(length)

    def is_free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def add(self, found: Found) -> None:
        if self.is_free(found.start, found.end):
            self._taken[found.start : found.end] = b"\x01" * (found.end - found.start)
            self.founds.append(found)


def _more_years(read: str, gathered: _Gathered) -> None:
    """ "ปีงบประมาณ 2564, 2565 และ 2566", "ปี 63, 64 และ 65": the word counts for the whole list."""
    for found in [each for each in gathered.founds if each.kind in ("budget", "year")]:
        short = not read[found.end - 3 : found.end].isdigit()
        if found.kind == "year" and not short:
            continue
        more, end = patterns.SHORT_MORE if short else patterns.BUDGET_MORE, found.end
        while (match := more.match(read, end)) and gathered.is_free(match.start("y"), match.end()) and (year := buddhist_year(match["y"])):
            gathered.add(Found(found.kind, (year,), "", match.start("y"), match.end()))
            end = match.end()


def _near_digits(read: str) -> list[tuple[int, int]]:
    """The stretches of a text that can hold a year: all else need not be searched."""
    stretches: list[tuple[int, int]] = []
    for digits in _DIGITS.finditer(read):
        start, end = max(0, digits.start() - _BEFORE_DIGITS), min(len(read), digits.end() + _AFTER_DIGITS)
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return stretches


@lru_cache(maxsize=16)
def _looked_for(place: str) -> tuple[tuple[re.Pattern[str], Reader, tuple[Need, ...]], ...]:
    return tuple((pattern, reader, needs_of(pattern)) for pattern, reader in readers_of(place))


def _gather(read: str, place: str) -> list[Found]:
    stretches = [Stretch(read, start, end) for start, end in _near_digits(read)]
    if not stretches:
        return []
    gathered = _Gathered(len(read))
    for part in own_years(read):
        gathered.add(part)
    for pattern, reader, needs in _looked_for(place):
        if pattern in (patterns.MONTH_YEAR, patterns.BARE, patterns.NAME_YEAR):
            _more_years(read, gathered)
        worth = (stretch for stretch in stretches if stretch.meets(needs))
        for match in chain.from_iterable(pattern.finditer(read, stretch.start, stretch.end) for stretch in worth):
            if gathered.is_free(*match.span()) and (found := reader(match)):
                gathered.add(found)
    return sorted((found for found in gathered.founds if found.kind != NONE), key=lambda found: found.start)


def find_periods(text: str, place: str = "text") -> tuple[Period, ...]:
    """What `text` says of years, days and periods, in its order; the first 200,000 letters are read.

    `place`: text, filename, url, header (HTTP), meta (properties of a page) or footer. Years of laws, copyright lines, sums, telephones,
    pages, house numbers and ids are left out.
    """
    known = _known_periods.get(text, place)
    return _known_periods.keep(_periods(text, place), text, place) if known is None else known


def _periods(text: str, place: str) -> tuple[Period, ...]:
    quoted, read = as_read(text, place)
    founds = with_parts(read, [found for found in _gather(read, place) if counts(found, read, place)])
    return tuple(_told(found, quoted, place) for found in sorted(founds, key=lambda found: found.start))


# One text is asked for its years by many items.
_known_periods: Remembered[tuple[Period, ...]] = Remembered(_REMEMBERED)


def _told(found: Found, quoted: str, place: str) -> Period:
    written = quoted[found.start : found.end]
    return Period(found.years, len(found.years) > 1, found.date, strength(found, place), written, found.start, found.end)


def summarise(periods: Iterable[Period]) -> tuple[str, str, str]:
    """(fiscal years, date, strength): "2566", "2566-2570", "2565,2566" or "none"; a date or ""; strong, weak or none.

    Where there is anything strong, only that is told; the date is the first one.
    """
    every = tuple(periods)
    chosen = [period for period in every if period.strength == "strong"] or list(every)
    if not chosen:
        return "none", "", "none"
    years = dict.fromkeys(
        f"{period.fiscal_years[0]}-{period.fiscal_years[-1]}" if period.is_span else str(period.fiscal_years[0]) for period in chosen
    )
    return ",".join(years), next((period.date for period in chosen if period.date), ""), chosen[0].strength
