"""Rounds, halves and quarters: "รอบ 6 เดือน", "ครึ่งปีแรก", "ไตรมาสที่ 2" next to a year name a part of that fiscal year."""

import re
from bisect import bisect_left
from dataclasses import replace

from oit import date_patterns as patterns
from oit import words
from oit.date_readers import Found
from oit.period import buddhist_year, part_of_fiscal_year

_NEAR, _FAR = 40, 150  # letters between a round and its year; the far reach where the text names one round and one year
_NUMBER = rf"[1-4]|{'|'.join(name for name, number in words.COUNTS.items() if number <= 4)}"
_QUARTER = re.compile(
    rf"{words.QUARTER}(?P<n>{_NUMBER})(?!\d|\.\d)(?P<more>\s?(?:-|,|ถึง|และ)\s?(?:{words.QUARTER})?(?:[2-4]|สอง|สาม|สี่)(?!\d))?"
    rf"(?:[\s_-]?/\s?(?P<y>{patterns.YEAR})(?!\d))?",
    re.IGNORECASE,
)
_MONTHS = re.compile(words.ROUND_MONTHS)
_HALF = re.compile(words.HALF_YEAR)


class _Round:
    """A part of a fiscal year, as first and last of its months 1-12; (0, 0) where it is no single part. `year` where it carries its own."""

    def __init__(self, found: re.Match[str], months: tuple[int, int], year: int | None = None) -> None:
        self.months, self.year = months, year
        self.start, self.end = found.span()


def _count(written: str) -> int:
    return words.COUNTS.get(written) or int(written)


def _quarters(text: str) -> list[_Round]:
    rounds = []
    for found in _QUARTER.finditer(text):
        last = 3 * _count(found["n"])
        year = buddhist_year(found["y"]) if found["y"] else None
        rounds.append(_Round(found, (0, 0) if found["more"] else (last - 2, last), year))
    return rounds


def _halves(text: str) -> list[_Round]:
    rounds = []
    for found in _MONTHS.finditer(text):
        count = _count(found["months"] or found["months_only"] or found["months_bare"])
        later = (found["which"] or found["which_only"]) in words.LATER_HALF
        rounds.append(_Round(found, (13 - count, 12) if later else (1, count)))
    rounds += [_Round(found, (7, 12) if found["half"] in words.LATER_HALF else (1, 6)) for found in _HALF.finditer(text)]
    return rounds


def own_years(text: str) -> list[Found]:
    """Quarters that carry their year: "ไตรมาสที่ 1/2566"."""
    return [
        Found("part", (each.year,), part_of_fiscal_year(each.year, *each.months) if each.months[0] else "", each.start, each.end)
        for each in _quarters(text)
        if each.year is not None
    ]


def _gap(each: _Round, year: Found) -> int:
    return max(each.start - year.end, year.start - each.end)


def _nearest(each: _Round, years: list[Found], starts: list[int]) -> int | None:
    """The place in `years` of the year next to a round: on either side, the one after it first where both are equally near."""
    after = bisect_left(starts, each.start)
    sides = [place for place in (after, after - 1) if 0 <= place < len(years)]
    return min(sides, key=lambda place: _gap(each, years[place])) if sides else None


def with_parts(text: str, founds: list[Found]) -> list[Found]:
    """`founds`, in order of the text, with each single year that stands next to one round, half or quarter made that part of the year."""
    years = [found for found in founds if found.kind in ("budget", "year") and len(found.years) == 1]
    rounds = [each for each in _quarters(text) + _halves(text) if each.year is None] if years else []
    if not rounds:
        return founds
    reach = _FAR if len(years) == len(rounds) == 1 else _NEAR
    starts = [year.start for year in years]
    told: dict[int, list[_Round]] = {}
    for each in rounds:
        place = _nearest(each, years, starts)
        if place is not None and _gap(each, years[place]) <= reach:
            told.setdefault(place, []).append(each)
    parts = {id(years[place]): _part(years[place], near, reach) for place, near in told.items()}
    return [parts.get(id(found), found) for found in founds]


def _part(year: Found, rounds: list[_Round], reach: int) -> Found:
    """The year as that part; two different parts beside one year leave it whole."""
    months = {each.months for each in rounds}
    kind = "budget" if year.kind == "budget" else "part"
    if len(months) > 1 or (0, 0) in months:
        return replace(year, kind=kind)
    start, end = min(year.start, *(each.start for each in rounds)), max(year.end, *(each.end for each in rounds))
    if reach == _FAR and end - start > _FAR:
        start, end = year.start, year.end
    return replace(year, kind=kind, date=part_of_fiscal_year(year.years[0], *months.pop()), start=start, end=end)
