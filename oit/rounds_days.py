"""Days as people write them in a plan: ISO days and Thai ones, of the common or the Buddhist era."""

import re
from datetime import date

from oit.harmless import plain
from oit.thai import arabic_digits, clean
from oit.wording_table import MONTHS, SHORT_MONTHS

HINT = "write it as 2024-01-15, 15/1/2567 or 15 ม.ค. 2567"
_FIRST_BUDDHIST = 2400
_YEARS = range(1950, 2101)  # of the common era
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})")
_WORDS = re.compile(r"(?:วันที่)?\s*(\d{1,2})\s*([^\d\s]+?)\s*(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s*(\d{2,4})")


def _folded(name: str) -> str:
    return name.replace(".", "").lower()


_MONTH_NAMES = {_folded(name): number for months in (MONTHS, SHORT_MONTHS) for number, both in enumerate(months, 1) for name in both}


def read_plan_day(text: str) -> date:
    """A day; a year from 2400 on is of the Buddhist era. Raises ValueError telling what is wrong and how to write it."""
    written = " ".join(arabic_digits(clean(text)).split())
    year, month, day = _parts(written, plain(text, 40))
    if year < 100:
        raise ValueError(f'"{plain(text, 40)}" has a year of two digits; write all four, as in 15 ม.ค. 2567')
    year -= 543 if year >= _FIRST_BUDDHIST else 0
    if year not in _YEARS:
        raise ValueError(f'"{plain(text, 40)}" is of no year that an assessment has; {HINT}')
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f'"{plain(text, 40)}" is no day of the calendar; correct the day or the month') from None


def _parts(written: str, shown: str) -> tuple[int, int, int]:
    """Year as written, month, day."""
    if found := _ISO.fullmatch(written):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMBERS.fullmatch(written):
        return int(found[3]), int(found[2]), int(found[1])
    found = _WORDS.fullmatch(written)
    month = _MONTH_NAMES.get(_folded(found[2])) if found else None
    if found is None or month is None:
        raise ValueError(f'"{shown}" is no day; {HINT}')
    return int(found[3]), month, int(found[1])
