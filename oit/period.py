"""A stretch of time that a text names, and the Buddhist fiscal calendar it is told in."""

import calendar
import datetime
from dataclasses import dataclass

BUDDHIST_ERA = 543
_FIRST_MONTH = 10  # a fiscal year opens in October of the calendar year before


@dataclass(frozen=True, slots=True)
class Period:
    """A year, date or period that was read.

    `fiscal_years` are Buddhist era, in rising order: all years of a span (`is_span`), else one. `date` is "" or an ISO day, a month
    "YYYY-MM", or "a..b" with two ISO days, Christian era. `strength`: strong (a word of the budget year, a full date, a month with year
    or a period in the text itself) or weak. `start` and `end` are the place of `as_written` in the text as read: `clean(text)`,
    percent-decoded for file names and addresses.
    """

    fiscal_years: tuple[int, ...]
    is_span: bool
    date: str
    strength: str
    as_written: str
    start: int
    end: int


def fiscal_year_of(day: datetime.date) -> int:
    """The fiscal year (Buddhist era) that `day` lies in: 1 October 2022 to 30 September 2023 is 2566."""
    return day.year + BUDDHIST_ERA + (day.month >= _FIRST_MONTH)


def buddhist_year(written: str, *, christian_short: bool = False) -> int | None:
    """The Buddhist year of a year as written, "2566", "66", "2023"; None where it can be no year of our time.

    Two digits are Buddhist from 50 to 79; with `christian_short` 15 to 35 are taken for 2015 to 2035.
    """
    digits = "".join(written.split())
    year = int(digits)
    if len(digits) == 2:
        if 50 <= year <= 79:
            return 2500 + year
        return 2000 + year + BUDDHIST_ERA if christian_short and 15 <= year <= 35 else None
    if 1950 <= year <= 2060:
        return year + BUDDHIST_ERA
    return year if 2490 <= year <= 2620 else None


def day(buddhist: int | None, month: int, number: int) -> datetime.date | None:
    """The day, or None where there is none such."""
    if buddhist is None or not 1 <= month <= 12 or not 1 <= number <= last_day(buddhist, month):
        return None
    return datetime.date(buddhist - BUDDHIST_ERA, month, number)


def last_day(buddhist: int, month: int) -> int:
    return calendar.monthrange(buddhist - BUDDHIST_ERA, month)[1]


def month_of_fiscal_year(fiscal_year: int, month: int) -> int:
    """The Buddhist calendar year in which `month` of `fiscal_year` lies."""
    return fiscal_year - (month >= _FIRST_MONTH)


def part_of_fiscal_year(fiscal_year: int, first: int, last: int) -> str:
    """ "a..b" for the months `first` to `last` of a fiscal year, counted 1 (October) to 12 (September)."""
    months = [(9 + number - 1) % 12 + 1 for number in (first, last)]
    years = [month_of_fiscal_year(fiscal_year, month) for month in months]
    opens, closes = day(years[0], months[0], 1), day(years[1], months[1], last_day(years[1], months[1]))
    return f"{opens}..{closes}"
