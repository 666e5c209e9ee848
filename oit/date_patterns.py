"""Regular expressions of years, days, months and ranges over cleaned text with Arabic digits.

Every repetition is bounded and no two may share a letter, so each pattern reads a text in time linear in its length.
"""

import re
from functools import lru_cache

from oit import words

FLAGS = re.IGNORECASE
ERA = words.ERA
_YEAR4 = r"(?:2\s?5\s?[3-9]\s?\d|(?:19[5-9]|20[0-4])\d)"  # OCR parts the digits
YEAR = rf"(?:{_YEAR4}|[5-7]\d)"
_PLAIN4 = r"(?:2[56]\d\d|(?:19[5-9]|20[0-4])\d)"
_DIGITS_BEFORE = r"(?<!\d)(?<!\d[.,/:])(?<!\d-)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
DAY = _DIGITS_BEFORE + _DAY


def _thai_month(full: str, first: str, last: str) -> str:
    return rf"(?:{full})ฯ?|{first} ?\. ?{last}(?: ?\.)?(?![ก-ฮ]\.)|(?:(?<![ก-๎])|(?<=เดือน)){first}{last}\.?(?![ก-๎])"


def _english_month(name: str) -> str:
    return rf"(?<![A-Za-z]){name}\.?(?![A-Za-z])"


_MONTH_TABLE = [(number, _thai_month(full, *letters)) for number, full, letters in words.THAI_MONTHS]
_MONTH_TABLE += [(number, _english_month(name)) for number, name in enumerate(words.ENGLISH_MONTHS, 1)]
MONTH = f"(?:{'|'.join(pattern for _, pattern in _MONTH_TABLE)})"
_MONTH_READERS = [(number, re.compile(pattern, FLAGS)) for number, pattern in _MONTH_TABLE]

_INITIALS = [name[0] for name in words.ENGLISH_MONTHS] + [first[0] for _, _, (first, _) in words.THAI_MONTHS]
_MAY_OPEN = rf"(?=[\d{''.join(sorted(set(_INITIALS)))}])"  # tells most letters apart before the long list of months is tried


@lru_cache(maxsize=512)
def month_number(written: str) -> int:
    """1-12 for a month as MONTH matched it."""
    return next(number for number, pattern in _MONTH_READERS if pattern.fullmatch(written))


# Forms print dots to write on; only between the words of a date are many of them crossed.
_DOTTED = r"[\s._…]{0,16}"
_DAY_TO_MONTH = rf"(?:(?:st|nd|rd|th)?[\s\-/._,]{{0,3}}(?:เดือน ?|of )?|{_DOTTED}เดือน{_DOTTED})"
_MONTH_TO_YEAR = rf"(?:[\s\-/.,_'()]{{0,3}}(?:(?:ปี ?)?{ERA}[\s.:]{{0,2}}|ปี ?)?|{_DOTTED}{ERA}{_DOTTED})"
_YEAR_END = r"(?!\d)(?!,\d\d\d)"
_UNTIL = rf"\s?{words.UNTIL}\s?{words.BEFORE_LAST_DAY}"
_BUDGET_GAP = rf"[\s:.()\[\"_\-…]{{0,6}}(?:ปี ?)?(?:{ERA}[\s.:_…]{{0,16}})?"


def _partial(which: int) -> str:
    return (
        rf"(?:(?P<d{which}>{DAY if which == 1 else _DAY}){_DAY_TO_MONTH})?(?P<m{which}>{MONTH})"
        rf"(?:{_MONTH_TO_YEAR}(?P<y{which}>{YEAR})(?!\d)(?!,\d\d\d))?"
    )


def _numeric(which: int, separators: str) -> str:
    gap = " ?" if " " not in separators else ""
    sign = re.escape(separators)
    middle = rf"{gap}(?P<s{which}>[{sign}]){gap}(?P<m{which}>\d\d?){gap}(?P=s{which}){gap}"
    return rf"(?P<d{which}>\d\d?){middle}(?P<y{which}>{_PLAIN4}|\d\d)(?!\d)"


_ISO = r"(?P<y{0}>{1})(?P<s{0}>[-/.])(?P<m{0}>0[1-9]|1[0-2])(?P=s{0})(?P<d{0}>0[1-9]|[12]\d|3[01])(?!\d)"

_WORD = rf"(?<!\d)(?<!\d ){words.CALENDAR_YEAR}"  # "5 ปี" counts years

MONTH_OF_BUDGET_YEAR = re.compile(
    rf"{_MAY_OPEN}(?:(?:(?P<d1>{DAY}) ?)?(?P<m1>{MONTH}){_UNTIL}(?:(?P<d2>{_DAY}) ?)?)?(?P<m2>{MONTH})[\s()]{{0,3}}"
    rf"(?:ของ ?|ใน ?|ประจำ ?)?{words.BUDGET_YEAR}{_BUDGET_GAP}(?P<y>{YEAR})(?!\d)",
    FLAGS,
)
MONTH_AFTER_BUDGET_YEAR = re.compile(
    rf"{words.BUDGET_YEAR}{_BUDGET_GAP}(?P<y>{YEAR})(?!\d)[\s,()-]{{0,3}}(?:ประจำ ?|ใน ?|รอบ ?)?"
    rf"(?:(?:เดือน ?)?(?:(?P<d1>{_DAY}) ?)?(?P<m1>{MONTH}){_UNTIL}(?:(?P<d2>{_DAY}) ?)?|เดือน ?)(?>(?P<m2>{MONTH}))"
    rf"(?!{_MONTH_TO_YEAR}\d)(?!{_UNTIL}(?:\d\d? ?)?{MONTH})",
    FLAGS,
)
BUDGET_SPAN = re.compile(
    rf"{words.BUDGET_YEAR}{_BUDGET_GAP}(?P<a>{YEAR})[)\s]{{0,2}}{words.UNTIL}[\s(]{{0,2}}"
    rf"(?:{words.BUDGET_YEAR}[\s.:]{{0,2}})?(?:ปี ?)?(?:{ERA}[\s.]{{0,2}})?(?P<b>{_PLAIN4}|\d\d)(?!\d)(?![-/]\d)",
    FLAGS,
)
BUDGET = re.compile(rf"(?:ประจำ ?)?{words.BUDGET_YEAR}{_BUDGET_GAP}'?(?P<y>{YEAR}|(?<=FY)[1-3]\d|(?<=FY[ '])[1-3]\d)(?!\d)(?!,\d)", FLAGS)
BUDGET_SHORT = re.compile(rf"{words.BUDGET_SHORT}{_BUDGET_GAP}'?(?P<y>{YEAR})(?!\d)(?![.,]\d)", FLAGS)
SHORT_MORE = re.compile(rf"\s?{words.LIST_WORDS}\s?(?:ปี ?)?'?(?P<y>[5-7]\d)(?!\d)(?![.,/:]\d)", FLAGS)
BUDGET_MORE = re.compile(rf"\s?{words.LIST_WORDS}\s?(?:ปี ?)?(?:{ERA}[\s.]{{0,2}})?(?P<y>25[3-9]\d)(?!\d)(?!\s?/)", FLAGS)
PAIR = re.compile(_MAY_OPEN + _partial(1) + _UNTIL + _partial(2), FLAGS)
NUMERIC_PAIR = re.compile(_DIGITS_BEFORE + _numeric(1, "/.") + _UNTIL + _numeric(2, "/."), FLAGS)
DASHED_PAIR = re.compile(_DIGITS_BEFORE + _numeric(1, "-") + rf" {words.UNTIL} (?:วันที่ ?)?" + _numeric(2, "-"), FLAGS)
ISO_PAIR = re.compile(_DIGITS_BEFORE + _ISO.format(1, _PLAIN4) + rf"(?: ?{_UNTIL}|/)" + _ISO.format(2, _PLAIN4), FLAGS)
DAYS_OF_MONTH = re.compile(
    rf"(?P<d1>{DAY})\s?(?:-|ถึง|จนถึง)\s?(?:วันที่ ?)?(?P<d2>(?:0?[1-9]|[12]\d|3[01])){_DAY_TO_MONTH}"
    rf"(?P<m>{MONTH}){_MONTH_TO_YEAR}(?P<y>{YEAR}){_YEAR_END}",
    FLAGS,
)
NUMERIC_DAYS = re.compile(_DIGITS_BEFORE + rf"(?P<d1>\d\d?) ?- ?(?P<d2>\d\d?)/(?P<m>\d\d?)/(?P<y>{_PLAIN4}|\d\d)(?!\d)")
DATE = re.compile(
    rf"(?P<d>{DAY}|(?<=วันที่ )[0-3] \d){_DAY_TO_MONTH}(?P<m>{MONTH}){_MONTH_TO_YEAR}(?P<y>{YEAR}|(?<=[-\s/'])[1-3]\d){_YEAR_END}", FLAGS
)
MONTH_FIRST = re.compile(rf"{_MAY_OPEN}(?P<m>{MONTH})\.?\s?(?P<d>\d\d?)(?:st|nd|rd|th)?(?:, ?|\s)(?P<y>{_PLAIN4})(?!\d)", FLAGS)
ISO_DATE = re.compile(_DIGITS_BEFORE + _ISO.format("", _PLAIN4))
NUMERIC_DATE = re.compile(_DIGITS_BEFORE + _numeric(0, "/.-") + r"(?!(?P=s0)\d)(?!,\d)")
NAME_DATE = re.compile(r"(?<!\d)" + _numeric(0, "_ -.") + r"(?![_ -]\d)")
MONTH_NUMBER = re.compile(r"เดือน(?:ที่)? ?(?P<m>0?[1-9]|1[0-2]) ?/ ?(?P<y>25[3-9]\d|20[0-4]\d|[5-7]\d)(?!\d)")
MONTH_YEAR = re.compile(rf"{_MAY_OPEN}(?P<m>{MONTH}){_MONTH_TO_YEAR}(?P<y>{YEAR}|(?<=[a-z][-\s'])[1-3]\d(?= ?$)){_YEAR_END}", FLAGS)
SPAN = re.compile(
    rf"(?P<word>(?:{_WORD}|{ERA})[\s.:(]{{0,3}}(?:{ERA}[\s.]{{0,2}})?)?(?<!\d)(?<!\d[.,/:-])"
    rf"(?P<a>{_PLAIN4}|(?<=[ก-๎.\s(])[5-7]\d)[\s)]{{0,2}}{words.UNTIL}[\s(]{{0,2}}"
    rf"(?:ปี ?)?(?:{ERA}[\s.]{{0,2}})?(?P<b>{_PLAIN4}|\d\d)(?!\d)(?!\s?[-/.,:]\s?\d)",
    FLAGS,
)
ASSESSMENT = re.compile(
    rf"(?<![A-Za-z]){words.ASSESSMENTS}[\s_\-.:('’]{{0,2}}(?:ปี ?|FY)?(?:{ERA} ?)?(?P<y>25[5-9]\d|20[12]\d|6\d|7[0-5])(?!\d)(?![.,]\d)",
    FLAGS,
)
ORDER = re.compile(r"(?<![\d/])(?<!\d[.,-])(?!00)(?!0\d{3})(?P<n>\d{1,5}) ?/ ?(?P<y>25[3-9]\d|20[0-4]\d)(?![\d/])(?!-\d)")
SHORT_ORDER = re.compile(rf"{words.MEETINGS} ?\d{{1,4}} ?/ ?(?P<y>[5-7]\d)(?![\d/])(?![.,]\d)")
DASHED_ORDER = re.compile(rf"(?:{words.MEETINGS}|(?<![ก-๎])ว\.?) ?\d{{1,4}} ?- ?(?P<y>25[3-9]\d)(?!\d)(?! ?-)")
YEAR_WORD = re.compile(
    rf"(?P<word>{_WORD}[\s.:('\"\[_-]{{0,3}}(?:{ERA}[\s.:_…]{{0,16}})?|{ERA}[\s.:_…(]{{0,16}})(?P<y>{YEAR})(?!\d)(?![.,]\d)", FLAGS
)
BARE = re.compile(r"(?<![\d:A-Za-z+])(?<!\d[.,/])(?<!\d /)(?P<y>25[3-9]\d|20(?:1[5-9]|2\d|3[0-5]))(?![\dA-Za-z])(?![.,:]\d)(?! ?/ ?\d)")
PARTED = re.compile(r"(?<!\d)(?<!\d )(?P<y>2 5 [4-9] \d)(?!\d)(?! \d)")

NAME_COMPACT = re.compile(r"(?<!\d)(?P<digits>\d{8}|\d{6})(?:(?=\d{6}(?!\d)|\d{4}(?!\d))|(?!\d))")
NAME_YEAR = re.compile(r"(?<!\d)(?P<y>25[3-9]\d|20(?:1\d|2\d|3[0-5]))(?!\d)")
NAME_SHORT_YEAR = re.compile(r"(?<=[_\-\sก-๎A-Za-z(])(?P<y>6\d|70)(?=[._\-\s()]|$)(?!\.\d)")
NAME_MONTH = re.compile(r"(?<![\dA-Za-z])(?P<y>20(?:1[3-9]|[2-4]\d))[-_](?P<m>0[1-9]|1[0-2])(?!\d)(?![-_]\d{1,2}(?![\dA-Za-z]))")
NAME_ISO = re.compile(
    r"(?<![\d-])(?P<y>25[3-9]\d|20[0-4]\d|[67]\d)(?P<s>[-_. ])(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?!\d)(?![-_]\d{1,3}(?!\d))"
)
FILE_DATE = re.compile(r"D:(?P<digits>\d{8})")  # as PDF writes it
ADDRESS_MONTH = re.compile(r"/(?P<y>25[3-9]\d|20[0-4]\d)[/-](?P<m>0[1-9]|1[0-2])(?=/|$)")
