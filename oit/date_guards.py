"""Years that say nothing of how current a thing is: of laws, copyright lines, number plates, products. Looks a little to either side."""

import re

from oit import words
from oit.number_guards import is_amount, is_other_number

_LAW_REACH, _SHORT_LAW_REACH, _PLAIN_LAW_REACH = 170, 40, 80
_LAW = re.compile(words.LAWS)
_SHORT_LAW = re.compile(words.SHORT_LAWS)
_LAW_ENDS = re.compile(words.LAW_ENDS)
_LAW_NAME = re.compile(words.LAW_NAME)
_ANY_YEAR = re.compile(r"(?<!\d)2\s?5\s?\d\s?\d(?!\d)")
_EDITION = re.compile(words.EDITION)
_PLAN_OF_YEARS = re.compile(words.PLANS_OF_YEARS)
_LAW_ORDER = re.compile(words.LAW_ORDERS)
_COPYRIGHT_BEFORE = re.compile(words.COPYRIGHT_BEFORE, re.IGNORECASE)
_COPYRIGHT_AFTER = re.compile(words.COPYRIGHT_AFTER, re.IGNORECASE)
_REGISTRATION = re.compile(words.REGISTRATION)
_PRODUCT = re.compile(words.PRODUCTS, re.IGNORECASE)
_HOUSE = re.compile(words.HOUSES)
_HOUSE_AFTER = re.compile(words.HOUSE_AFTER)
_COUNTER_BEFORE = re.compile(words.COUNTERS_BEFORE, re.IGNORECASE)
_COUNTER_AFTER = re.compile(words.COUNTERS_AFTER, re.IGNORECASE)
_ALSO_OF_LAW = re.compile(words.ALSO_OF_LAW)
_PLATE = re.compile(r" ?-[ก-ฮ]{1,3}(?![ก-๎])")
_TELEPHONE_BEFORE = re.compile(r"(?<!\d)(?:\+66|0\d{0,2})[ -](?:\d{3,4}[ -])?$")
_NUMBER_BEFORE_DASH = re.compile(r"\d-$")
_CODE_BEFORE_DASH = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,4}[-.]?\d{1,2}-$")
_TELEPHONE_AFTER = re.compile(r"[ -](?!25[3-9]\d|20[12]\d)\d{3,4}(?![\d/.:])")
_FORM_NUMBER = re.compile(words.FORMS_WITH_NUMBER)
_DAY_WORD = re.compile(words.DAY_WORD)
_OFFICE = re.compile(words.OFFICES_LIKE_MONTHS)


def _names_law(before: str, law: re.Pattern[str]) -> bool:
    """Whether the last law named in `before` is still the subject: no other year and no word that leaves it since."""
    named = [found.end() for found in law.finditer(before)]
    if not named:
        return False
    since = _LAW_NAME.sub(" ", before[named[-1] :])
    return not _ANY_YEAR.search(since) and not _LAW_ENDS.search(since)


def is_law_year(text: str, start: int, word: str) -> bool:
    """Whether the year at `start` belongs to a law; `word` is what stands right before it: an era, a word for year, or nothing."""
    before = text[max(0, start - _LAW_REACH) : start]
    if word.startswith("ประจำ"):
        return False
    if "ศ" not in word:
        reach = _SHORT_LAW_REACH if word else _PLAIN_LAW_REACH
        return _names_law(before[-reach:], _SHORT_LAW)
    if _EDITION.search(before.rstrip(" (")) and not re.search(words.EDITION_OF_PLAN, before[-_PLAIN_LAW_REACH:]):
        return True
    also = _ALSO_OF_LAW.search(before)
    return _names_law(before[: also.start()] if also else before, _LAW)


def is_span_of_plan(text: str, start: int, first: str, last: str) -> bool:
    """Whether two short numbers after a plan are its years: "แผนพัฒนาท้องถิ่น 66-70"."""
    if len(last) != 2 or not 2 <= int(last) - int(first) <= 5:
        return False
    return _PLAN_OF_YEARS.search(text[max(0, start - 80) : start]) is not None


def is_copyright(text: str, start: int, end: int) -> bool:
    return bool(_COPYRIGHT_BEFORE.search(text[max(0, start - 40) : start]) or _COPYRIGHT_AFTER.match(text[end : end + 60]))


def is_law_order(text: str, start: int) -> bool:
    """Orders of the revolutionary councils, numbered like any other, are laws."""
    return _LAW_ORDER.search(text[max(0, start - 40) : start]) is not None


def is_house(text: str, start: int, end: int) -> bool:
    return _HOUSE.search(text[max(0, start - 24) : start]) is not None or _HOUSE_AFTER.match(text, end) is not None


def is_office(text: str, start: int) -> bool:
    """ "ก.พ." after "สำนักงาน" is the Civil Service Commission, not February."""
    return _OFFICE.search(text[max(0, start - 16) : start]) is not None


def is_no_day(text: str, start: int, month: int) -> bool:
    """ "สขร.1 เดือน พ.ย." and "ครั้งที่ 1 เดือนมีนาคม" number a form or a meeting; only "วันที่ 1 เดือน..." tells a day with that word."""
    before = text[max(0, start - 24) : start]
    if _FORM_NUMBER.search(before):
        return True
    return words.MONTH_WORD in text[start:month] and bool(before) and not _DAY_WORD.search(before)


def is_plain_number(text: str, start: int, end: int) -> bool:
    """Whether four digits without a word for year are an amount, a telephone, a plate, a product, a reference."""
    before = text[max(0, start - 40) : start]
    if _NUMBER_BEFORE_DASH.search(before) and not _CODE_BEFORE_DASH.search(before):
        return True
    if _TELEPHONE_BEFORE.search(before) or _TELEPHONE_AFTER.match(text, end) or _PLATE.match(text, end):
        return True
    if _COUNTER_BEFORE.search(before) or _COUNTER_AFTER.match(text, end):
        return True
    return bool(is_other_number(text, start) or is_amount(text, end) or _REGISTRATION.search(before) or _PRODUCT.search(before))
