"""How an item code may be written, and what looks like one and is none. All patterns run over text with Arabic digits and Latin O."""

import re

from oit import words
from oit.number_guards import is_amount, is_other_number

LAST_ITEM = 43

SEPARATOR = r"\s?[-._:]?\s?"
CODE = rf"(?<![A-Za-z0-9])O(?P<gap>{SEPARATOR})(?P<n>0?\d{{1,2}})(?![\dA-Za-z])"
CODE_END = rf"(?:{words.ITEM_WORD}\s?)?O?{SEPARATOR}(?P<last>0?\d{{1,2}})(?![\dA-Za-z])(?!\s?[,.]\d)"
OIT = (
    rf"(?<![A-Za-z])OIT\s?[-:_.(]?\s?(?:(?:{words.ITEM_WORD}|{words.NUMBER_WORD})\s?)?(?:O{SEPARATOR})?(?P<n>0?\d{{1,2}})"
    rf"(?![\dA-Za-z])(?!\s?{words.COUNTED_ITEMS})(?!\.\d)(?!\s?[-/]\s?\d{{1,2}}\s?[-/])"
)
RANGE = rf"\s?{words.RANGE_WORDS}\s?"
ITEM = rf"(?<![ก-๙]){words.ITEM_WORD}\s?(?P<n>\d{{1,3}})(?![\dA-Za-z])(?!\s?[./,:]\s?\d)(?!\s?{words.CLAUSE_OF_LAW})"
ZERO = r"0(?P<n>[1-9]\d?)(?![\d/])"

# "(042) 222333", "08-1234-5678"; "012 2566" holds a year.
NOT_DIALLED = r"(?![)\]]?\s?[-.]?\s?(?!(?:25[3-9]|20[12])\d(?!\d)(?![\s-]\d{3}))\d{3})"

LETTER_CODE = re.compile(CODE, re.IGNORECASE)
LETTER_RANGE = re.compile(rf"(?<!\d-){CODE}{RANGE}{CODE_END}(?!\s?-\s?O{SEPARATOR}\d)", re.IGNORECASE)  # "O18-O19-O20" lists
OIT_CODE = re.compile(OIT, re.IGNORECASE)
OIT_RANGE = re.compile(OIT + RANGE + CODE_END, re.IGNORECASE)
ITEM_CODE = re.compile(ITEM)
ITEM_RANGE = re.compile(
    rf"(?<![ก-๙]){words.ITEM_WORD}\s?(?P<n>\d{{1,2}})(?!\d){RANGE}(?:{words.ITEM_WORD}\s?)?(?P<last>\d{{1,2}})(?![\d/])(?!\.\d)"
)
ZERO_RANGE = re.compile(rf"(?<![\dA-Za-z.,/:-]){ZERO}{RANGE}0(?P<last>[1-9]\d?)(?![\d/A-Za-z])(?!\s?[-.,:]\s?\d)")
ZERO_CODE = re.compile(
    rf"(?<![\dA-Za-z.:])(?:(?<!,)|(?<=(?<!\d)0\d,)|(?<=(?<!\d)0\d\d,))(?<!\d/){ZERO}(?![A-Za-z])(?!\s?[.:]\s?\d)(?!\s?,\s?(?!0[1-9]\d?(?!\d))\d)(?!\s?-\s?\d{{1,3}}(?!\d)){NOT_DIALLED}"
)
LIST_MORE = re.compile(rf"\s?{words.LIST_WORDS}\s?(?P<n>0?[1-9]\d?)(?!\d|\.\d|,\d{{3}})(?![A-Za-z])", re.IGNORECASE)


def _thai_month(full: str, first: str, last: str) -> str:
    """Without dots only before a year: "มค" alone opens words."""
    return rf"{full}|{first} ?\. ?{last} ?\.(?![ก-๙])|{first}{last}\.? ?(?:25)?\d\d(?!\d)"


_MONTHS = [_thai_month(full, *letters) for _, full, letters in words.THAI_MONTHS]
_MONTHS += [rf"(?:{name})(?![A-Za-z])" for name in words.ENGLISH_MONTHS]
MONTH = re.compile(rf"\s?(?:{'|'.join(_MONTHS)})", re.IGNORECASE)
OTHER_SURVEY = re.compile(r"(?:IIT|EIT|MOIT|LPA|PMQA|(?<![A-Za-z])EB)\s?[-:]?\s?$", re.IGNORECASE)
OTHER_O_BEFORE = re.compile(words.OTHER_THINGS_WITH_O + r"[^ก-๙\n]{0,6}(?:และ ?|, ?)?$")
OTHER_O_AFTER = re.compile(r"\s?" + words.FOLLOWS_OTHER_THINGS_WITH_O, re.IGNORECASE)
NUMBERED_THING = re.compile(words.NUMBERED_THINGS + r"\s?$")
_SIGN = rf"[^\w\u0e00-\u0e7f.:;/+@&=%#\\{words.TELEPHONE_SIGNS}-]"
PIECE_START = re.compile(rf"(?:^|[\n|])(?:(?!,){_SIGN})*$")  # brackets, quotes, bullets, pictures
SERIAL = re.compile(rf"(?<![A-Za-z]){words.CAMERA_NAMES}", re.IGNORECASE)
NAME_DAY = re.compile(
    r"(?<!\d)(?:\d\d?(?P<s>[-_ .])\d\d?(?P=s)(?:25[3-9]\d|20[12]\d|[56]\d)|(?:25[3-9]\d|20[12]\d)(?P<t>[-_ .])\d\d?(?P=t)\d\d?)(?!\d)"
)
TITLE = re.compile(r"[\])]?\s?[-:_]?\s?(?=[ก-ฮเ-ไA-Za-z])")
NAME_PART = re.compile(r"[(\[|_\-/ ]")  # what may stand right before a zero code
TEXT_PART = re.compile(_SIGN)
SPEAKS_OF_OIT = re.compile(r"(?<![A-Za-z])OIT(?![A-Za-z])", re.IGNORECASE)
OUTLINE = re.compile(r"\.\s")


def is_item(number: int) -> bool:
    return 1 <= number <= LAST_ITEM


def is_dated(text: str, end: int) -> bool:
    return MONTH.match(text, end) is not None


def is_not_code(text: str, start: int, end: int) -> bool:
    """Whether the number at start..end is a telephone, an amount, a day of a month ... rather than a code."""
    return is_other_number(text, start) or is_amount(text, end) or is_dated(text, end)
