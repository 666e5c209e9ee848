"""Years, dates and periods in any text, told in Buddhist fiscal years."""

from collections.abc import Iterable

from oit import date_patterns as patterns
from oit.date_places import as_read, counts, readers_of, strength
from oit.date_readers import NONE, Found
from oit.period import Period, fiscal_year_of
from oit.period_rounds import own_years, with_parts

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


def _more_budget_years(read: str, gathered: _Gathered) -> None:
    """ "ปีงบประมาณ 2564, 2565 และ 2566": the word counts for the whole list."""
    for found in [each for each in gathered.founds if each.kind == "budget"]:
        end = found.end
        while more := patterns.BUDGET_MORE.match(read, end):
            gathered.add(Found("budget", (int(more["y"]),), "", more.start("y"), more.end()))
            end = more.end()


def _gather(read: str, place: str) -> list[Found]:
    gathered = _Gathered(len(read))
    for part in own_years(read):
        gathered.add(part)
    for pattern, reader in readers_of(place):
        if pattern is patterns.MONTH_YEAR:
            _more_budget_years(read, gathered)
        for match in pattern.finditer(read):
            if gathered.is_free(*match.span()) and (found := reader(match)):
                gathered.add(found)
    return sorted((found for found in gathered.founds if found.kind != NONE), key=lambda found: found.start)


def find_periods(text: str, place: str = "text") -> tuple[Period, ...]:
    """What `text` says of years, days and periods, in its order; the first 200,000 letters are read.

    `place`: text, filename, url, header (HTTP), meta (properties of a page) or footer. Years of laws, copyright lines, sums, telephones,
    pages, house numbers and ids are left out.
    """
    quoted, read = as_read(text, place)
    founds = with_parts(read, [found for found in _gather(read, place) if counts(found, read, place)])
    return tuple(
        Period(found.years, len(found.years) > 1, found.date, strength(found, place), quoted[found.start : found.end], found.start, found.end)
        for found in founds
    )


def summarise(periods: Iterable[Period]) -> tuple[str, str, str]:
    """(fiscal years, date, strength) of a text in one line each: "2566", "2566-2570", "2565,2566" or "none"; a date or ""; strong, weak, none.

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
