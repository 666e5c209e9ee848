"""What a published score is of: the keys of PublishedScore, read as people write them. What could be two things is refused, not guessed."""

import re
from collections.abc import Collection, Mapping

from oit.harmless import plain
from oit.thai import arabic_digits
from oit.thai import key as folded

TOTAL = "total"
INSTRUMENTS = ("IIT", "EIT", "EIT1", "EIT2", "OIT")
MOST = {"I": 30, "E": 15, "O": 48}  # of any year that is known
_CODE = re.compile(r"([IEO])([1-9]\d?)")
_PART = re.compile(r"(EIT[12]):(E[1-9]\d?)")
_PLACE = re.compile(r"[1-9]|10|(?:9|10)\.[1-9]")
_LED = re.compile(r"^(?:ตัวชี้วัดย่อยที่|ตัวชี้วัดย่อย|ตัวชี้วัดที่|ตัวชี้วัด|ข้อที่|ข้อ|คำถามที่|คำถาม|indicator|question|item)\s*(?=[IEO]?\d)", re.I)
_TOTALS = frozenset(map(folded, (TOTAL, "รวม", "คะแนนรวม", "ผลคะแนนรวม", "คะแนนภาพรวม", "ภาพรวม", "ITA", "คะแนน ITA", "คะแนนเฉลี่ย ITA")))
_PARTS = {folded(text): name for name, texts in {
    "EIT1": ("EIT1", "EIT ส่วนที่ 1", "EIT ส่วน 1", "EIT part 1", "EIT public"),
    "EIT2": ("EIT2", "EIT ส่วนที่ 2", "EIT ส่วน 2", "EIT part 2", "EIT survey"),
}.items() for text in texts}  # fmt: skip
_DIGITS_ONLY = re.compile(r"[0-9]+")


def key_of(written: str, names: Mapping[str, str], items: Collection[str]) -> str:
    """The key for what somebody wrote. `names`: folded Thai names of indicators -> code; `items`: the codes of that year's form, empty
    where no form of that year is known. ValueError tells what is wrong, one clause."""
    text = arabic_digits(plain(written, 120)).strip(" .:")
    spoken = folded(text)
    if spoken in _TOTALS:
        return TOTAL
    if spoken in _PARTS:
        return _PARTS[spoken]
    short = _LED.sub("", text).replace(" ", "").upper()
    if short in INSTRUMENTS or _PLACE.fullmatch(short):
        return short
    found, part = _CODE.fullmatch(short), _PART.fullmatch(short)
    code = part[2] if part else short
    if found or part:
        _check_within(code, items)
        return short
    if spoken in names:
        return names[spoken]
    raise ValueError(_why_not(short))


def _check_within(code: str, items: Collection[str]) -> None:
    letter, number = code[0], int(code[1:])
    if letter == "O" and items and code not in items:
        raise ValueError(f"{code} is no item of that year's form")
    if number > MOST[letter]:
        raise ValueError(f"{code} is no question; there are {letter}1 to {letter}{MOST[letter]}")


def _why_not(text: str) -> str:
    if _DIGITS_ONLY.fullmatch(text):
        return "is no key; a question or item begins with its letter (I1 or I11, E1, O42): what the figure was meant to be is not guessed"
    return "is no key; allowed: I1-I30, E1-E15, O1-O43, an indicator 1-10, a sub-indicator 9.1, IIT, EIT, EIT1, EIT2, OIT, total"


def order_of(key: str) -> tuple[int, str, float, str]:
    """Sorts keys: total, instruments, indicators with their sub-indicators, questions, items."""
    if key == TOTAL or key in INSTRUMENTS:
        return (0, "", float((TOTAL, *INSTRUMENTS).index(key)), "")
    part, _, code = key.rpartition(":")
    if code[0] in MOST:
        return (2, str("IEO".index(code[0])), float(code[1:]), part)
    return (1, "", float(code), "")


def is_question(key: str) -> bool:
    return key.rpartition(":")[2][:1] in ("I", "E") and key not in INSTRUMENTS


def is_item(key: str) -> bool:
    return bool(_CODE.fullmatch(key)) and key[0] == "O"


def is_indicator(key: str) -> bool:
    return bool(_PLACE.fullmatch(key)) and "." not in key
