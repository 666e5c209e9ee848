"""From a match of a pattern to what it means: one small reader a pattern. A reader gives None where the match only looks like a date."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from oit import date_guards as guards
from oit import date_patterns as patterns
from oit.number_guards import is_amount, is_other_number
from oit.period import buddhist_year, day, fiscal_year_of, last_day, month_of_fiscal_year

Match = re.Match[str]
_LONGEST_PERIOD = 12  # years between the ends of a range of dates
_LONGEST_SPAN = 30


@dataclass(frozen=True, slots=True)
class Found:
    """What one stretch of text means.

    `kind`: budget, dated (day, month or range), year, span, order, assessment, part (of a fiscal year), or none: a year that says nothing,
    kept so that no later pattern takes it.
    """

    kind: str
    years: tuple[int, ...]
    date: str
    start: int
    end: int


NONE = "none"
Reader = Callable[[Match], Found | None]


def _nothing(found: Match) -> Found:
    return Found(NONE, (), "", *found.span())


def dated(found: Match, first: datetime.date | None, last: datetime.date | None = None) -> Found | None:
    """A day, or the range `first` to `last` when both are given and in order."""
    if first is None:
        return None
    if last is None:
        return Found("dated", (fiscal_year_of(first),), first.isoformat(), *found.span())
    if not datetime.timedelta(0) <= last - first <= datetime.timedelta(days=366 * _LONGEST_PERIOD):
        return None
    years = tuple(range(fiscal_year_of(first), fiscal_year_of(last) + 1))
    return Found("dated", years, f"{first}..{last}", *found.span())


def month(found: Match, year: int | None, number: int) -> Found | None:
    first = day(year, number, 1)
    return Found("dated", (fiscal_year_of(first),), first.isoformat()[:7], *found.span()) if first else None


def _years(kind: str, found: Match, first: int | None, last: int | None) -> Found | None:
    if first is None or last is None or not first < last <= first + _LONGEST_SPAN:
        return None
    return Found(kind, tuple(range(first, last + 1)), "", *found.span())


def _second_year(first: int | None, first_written: str, written: str) -> int | None:
    """The end of a span; two digits take the century of the beginning."""
    if len(written) > 2 or first is None:
        return buddhist_year(written)
    christian = first_written.startswith(("19", "20"))
    return first - first % 100 + int(written) if not christian else buddhist_year(first_written[:2] + written)


def read_month_of_budget_year(found: Match) -> Found | None:
    fiscal = buddhist_year(found["y"])
    if fiscal is None:
        return None
    last = patterns.month_number(found["m2"])
    last_year = month_of_fiscal_year(fiscal, last)
    if not found["m1"]:
        return month(found, last_year, last)
    first = patterns.month_number(found["m1"])
    opening, closing = int(found["d1"] or 1), int(found["d2"] or last_day(last_year, last))
    until = day(last_year, last, closing)
    return dated(found, day(month_of_fiscal_year(fiscal, first), first, opening), until) if until else None


def read_budget_span(found: Match) -> Found | None:
    first = buddhist_year(found["a"])
    return _years("budget", found, first, _second_year(first, found["a"], found["b"]))


def read_budget(found: Match) -> Found | None:
    year = buddhist_year(found["y"], christian_short=True)
    return Found("budget", (year,), "", *found.span()) if year else None


def read_budget_short(found: Match) -> Found | None:
    """ "งปม.66" is a budget year, "งปม. 66 ล้านบาท" a budget."""
    return None if is_amount(found.string, found.end()) else read_budget(found)


def read_pair(found: Match) -> Found | None:
    """Two days or months; a year that is left out follows from the other one."""
    first_year, last_year = (buddhist_year(found[name]) if found[name] else None for name in ("y1", "y2"))
    first, last = patterns.month_number(found["m1"]), patterns.month_number(found["m2"])
    if first_year is None and last_year is not None:
        first_year = last_year - (first > last)
    elif last_year is None and first_year is not None:
        last_year = first_year + (first > last)
    if first_year is None or last_year is None:
        return None
    closing = int(found["d2"]) if found["d2"] else last_day(last_year, last)
    return dated(found, day(first_year, first, int(found["d1"] or 1)), day(last_year, last, closing))


def _numeric_day(found: Match, which: str, *, short: bool = True) -> datetime.date | None:
    year = buddhist_year(found[f"y{which}"], christian_short=short)
    first, second = int(found[f"d{which}"]), int(found[f"m{which}"])
    return day(year, second, first) or (day(year, first, second) if found[f"y{which}"].startswith("20") else None)


def read_numeric_pair(found: Match) -> Found | None:
    first, last = _numeric_day(found, "1"), _numeric_day(found, "2")
    return dated(found, first, last) if last else None


def read_days_of_month(found: Match) -> Found | None:
    number, year = patterns.month_number(found["m"]), buddhist_year(found["y"])
    last = day(year, number, int(found["d2"]))
    return dated(found, day(year, number, int(found["d1"])), last) if last else None


def read_numeric_days(found: Match) -> Found | None:
    year = buddhist_year(found["y"])
    last = day(year, int(found["m"]), int(found["d2"]))
    return dated(found, day(year, int(found["m"]), int(found["d1"])), last) if last else None


def read_date(found: Match) -> Found | None:
    """A day; a day that the calendar does not have still names its month."""
    english = found["m"][:1].isascii()
    year, number = buddhist_year(found["y"], christian_short=english), patterns.month_number(found["m"])
    if len(found["y"]) == 2 and is_amount(found.string, found.end()):
        return None
    if not english and guards.is_no_day(found.string, found.start("d"), found.start("m")):
        return month(found, year, number)
    return dated(found, day(year, number, int(found["d"].replace(" ", "")))) or month(found, year, number)


def read_iso_pair(found: Match) -> Found | None:
    first, last = (day(buddhist_year(found[f"y{n}"]), int(found[f"m{n}"]), int(found[f"d{n}"])) for n in "12")
    return dated(found, first, last) if last else None


def read_iso_date(found: Match) -> Found | None:
    return dated(found, day(buddhist_year(found["y"]), int(found["m"]), int(found["d"])))


def read_numeric_date(found: Match) -> Found | None:
    short = found["s0"] in "/ _-"
    if len(found["y0"]) == 2 and is_other_number(found.string, found.start()):
        return None
    if len(found["y0"]) == 2 and found["s0"] == "." and found.re is not patterns.NAME_DATE and len(found["d0"] + found["m0"]) < 4:
        return None  # "1.2.66" numbers a chapter, "01.02.66" is a day
    return dated(found, _numeric_day(found, "0", short=short))


def read_month_number(found: Match) -> Found | None:
    return month(found, buddhist_year(found["y"]), int(found["m"]))


def read_month_year(found: Match) -> Found | None:
    if guards.is_office(found.string, found.start()) or (len(found["y"].strip()) == 2 and is_amount(found.string, found.end())):
        return None
    english = found["m"][:1].isascii()
    return month(found, buddhist_year(found["y"], christian_short=english), patterns.month_number(found["m"]))


def read_span(found: Match) -> Found | None:
    text, word = found.string, found["word"] or ""
    if len(found["a"]) == 2 and not word and not guards.is_span_of_plan(text, found.start("a"), found["a"], found["b"]):
        return None
    if not word and guards.is_plain_number(text, found.start("a"), found.end()):
        return _nothing(found)
    if guards.is_copyright(text, found.start(), found.end()) or is_amount(text, found.end()):
        return _nothing(found)
    first = buddhist_year(found["a"])
    return _years("span", found, first, _second_year(first, found["a"], found["b"]))


def read_assessment(found: Match) -> Found | None:
    year = buddhist_year(found["y"])
    if year is None or is_amount(found.string, found.end()):
        return None
    return Found("assessment", (year,), "", *found.span())


def read_order(found: Match) -> Found | None:
    year, text, start = buddhist_year(found["y"]), found.string, found.start()
    if year is None or guards.is_house(text, start, found.end()) or guards.is_law_order(text, start) or is_amount(text, found.end()):
        return _nothing(found)
    if found.re is patterns.ORDER and buddhist_year(found["n"]) == year - 1:
        return Found("span", (year - 1, year), "", *found.span())  # "2565/2566"
    return Found("order", (year,), "", *found.span())


def read_year_word(found: Match) -> Found | None:
    text, year = found.string, buddhist_year(found["y"])
    short = len(found["y"]) == 2
    if year is None or (short and (is_amount(text, found.end()) or text[max(0, found.start() - 2) : found.start()].strip().isdigit())):
        return None
    if guards.is_law_year(text, found.start(), found["word"]) or guards.is_copyright(text, found.start(), found.end()):
        return _nothing(found)
    return Found("year", (year,), "", *found.span())


def read_bare(found: Match) -> Found | None:
    text, (start, end) = found.string, found.span()
    if guards.is_plain_number(text, start, end) or guards.is_law_year(text, start, "") or guards.is_copyright(text, start, end):
        return None
    year = buddhist_year(found["y"])
    return Found("year", (year,), "", start, end) if year else None


def read_bare_name(found: Match) -> Found | None:
    """Four digits in a name, where nothing but a law guards them."""
    year = buddhist_year(found["y"])
    if year is None or guards.is_law_year(found.string, found.start(), ""):
        return None
    return Found("year", (year,), "", *found.span())


IN_ANY_TEXT: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (patterns.MONTH_OF_BUDGET_YEAR, read_month_of_budget_year),
    (patterns.MONTH_AFTER_BUDGET_YEAR, read_month_of_budget_year),
    (patterns.BUDGET_SPAN, read_budget_span),
    (patterns.PAIR, read_pair),
    (patterns.NUMERIC_PAIR, read_numeric_pair),
    (patterns.DASHED_PAIR, read_numeric_pair),
    (patterns.ISO_PAIR, read_iso_pair),
    (patterns.DAYS_OF_MONTH, read_days_of_month),
    (patterns.NUMERIC_DAYS, read_numeric_days),
    (patterns.DATE, read_date),
    (patterns.BUDGET, read_budget),
    (patterns.BUDGET_SHORT, read_budget_short),
    (patterns.MONTH_FIRST, read_date),
    (patterns.ISO_DATE, read_iso_date),
    (patterns.NUMERIC_DATE, read_numeric_date),
    (patterns.MONTH_NUMBER, read_month_number),
    (patterns.MONTH_YEAR, read_month_year),
    (patterns.SPAN, read_span),
    (patterns.ASSESSMENT, read_assessment),
    (patterns.ORDER, read_order),
    (patterns.SHORT_ORDER, read_order),
    (patterns.DASHED_ORDER, read_order),
    (patterns.YEAR_WORD, read_year_word),
    (patterns.BARE, read_bare),
    (patterns.PARTED, read_bare),
)
