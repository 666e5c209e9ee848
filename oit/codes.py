"""Item codes O1-O43 in any text: written with O, zero or Thai zero, with Thai or Arabic digits, alone, in lists and in ranges."""

import re
from dataclasses import dataclass

from oit import words
from oit.code_places import LOOKS_LIKE_O, prepared, shown
from oit.number_guards import is_amount, is_other_number
from oit.thai import arabic_digits

LAST_ITEM = 43
MAX_LEADING = 12  # codes, numbers and bullets taken off one title

_SEPARATOR = r"\s?[-._:]?\s?"
_CODE = rf"(?<![A-Za-z0-9])O(?P<gap>{_SEPARATOR})(?P<n>0?\d{{1,2}})(?![\dA-Za-z])"
_CODE_END = rf"(?:{words.ITEM_WORD}\s?)?O?{_SEPARATOR}(?P<last>0?\d{{1,2}})(?![\dA-Za-z])(?!\s?[,.]\d)"
_OIT = rf"(?<![A-Za-z])OIT\s?[-:_.(]?\s?(?:{words.ITEM_WORD}\s?)?(?:O{_SEPARATOR})?(?P<n>0?\d{{1,2}})(?![\dA-Za-z])(?!\s?{words.COUNTED_ITEMS})(?!\.\d)"
_RANGE = rf"\s?{words.RANGE_WORDS}\s?"
_ITEM = rf"(?<![ก-๙]){words.ITEM_WORD}\s?(?P<n>\d{{1,3}})(?![\dA-Za-z])(?!\s?[./,:]\s?\d)(?!\s?{words.CLAUSE_OF_LAW})"
_ZERO = r"0(?P<n>[1-9]\d?)(?![\d/])"

_LETTER_CODE = re.compile(_CODE, re.IGNORECASE)
_LETTER_RANGE = re.compile(_CODE + _RANGE + _CODE_END, re.IGNORECASE)
_OIT_CODE = re.compile(_OIT, re.IGNORECASE)
_OIT_RANGE = re.compile(_OIT + _RANGE + _CODE_END, re.IGNORECASE)
_ITEM_CODE = re.compile(_ITEM)
_ITEM_RANGE = re.compile(rf"(?<![ก-๙]){words.ITEM_WORD}\s?(?P<n>\d{{1,2}})(?!\d){_RANGE}(?:{words.ITEM_WORD}\s?)?(?P<last>\d{{1,2}})(?![\d/])(?!\.\d)")
_ZERO_RANGE = re.compile(rf"(?<![\dA-Za-z.,/:-]){_ZERO}{_RANGE}0(?P<last>[1-9]\d?)(?![\d/A-Za-z])(?!\s?[-.,:]\s?\d)")
_ZERO_CODE = re.compile(rf"(?<![\dA-Za-z.,:])(?<!\d/){_ZERO}(?![A-Za-z])(?!\s?[.,:]\s?\d)(?!\s?-\s?\d{{1,3}}(?!\d))(?!-\d{{5,}})(?!\s\d{{3}}(?!\d))")
_LIST_MORE = re.compile(rf"\s?{words.LIST_WORDS}\s?(?P<n>0?[1-9]\d?)(?![\d.,]?\d)(?![A-Za-z])", re.IGNORECASE)
_MONTH = re.compile(
    r"\s?(?:"
    + "|".join(f"{full}|{first} ?\\.? ?{last} ?\\.(?![ก-๙])" for _, full, (first, last) in words.THAI_MONTHS)
    + "|"
    + "|".join(f"(?:{name})(?![A-Za-z])" for name in words.ENGLISH_MONTHS)
    + ")",
    re.IGNORECASE,
)
_OTHER_SURVEY = re.compile(r"(?:IIT|EIT|MOIT)\s?[-:]?\s?$", re.IGNORECASE)
_OTHER_O_BEFORE = re.compile(words.OTHER_THINGS_WITH_O + r"[^ก-๙\n]{0,6}$")
_OTHER_O_AFTER = re.compile(r"\s?" + words.FOLLOWS_OTHER_THINGS_WITH_O, re.IGNORECASE)
_PIECE_START = re.compile(r"(?:^|[\n|])[\s\[(\"'*>•]*$")
_TITLE = re.compile(r"[\])]?\s?[-:_]?\s?(?=[ก-ฮเ-ไA-Za-z])")
_NAME_PARTS, _TEXT_PARTS = "([|_-/ ", " ([|\n\"'"  # what may stand right before a zero code
_SPEAKS_OF_OIT = re.compile(r"(?<![A-Za-z])OIT(?![A-Za-z])", re.IGNORECASE)
_OUTLINE = re.compile(r"\.\s")


@dataclass(frozen=True, slots=True)
class CodeReading:
    """The codes of a text, in its order and each once, as "O1".."O43".

    `strength`: strong; weak (believe it only if the title agrees); range (names a group and proves no item: `codes` holds first and last
    of each range); sure (there is none). `spans` are the places in the text as read: `clean(text)`, percent-decoded for files and addresses.
    """

    codes: tuple[str, ...]
    strength: str
    is_range: bool
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    items: tuple[int, ...]
    strength: str
    start: int
    end: int


class _Claims:
    """What has been read so far; a stretch of text counts once."""

    def __init__(self, length: int) -> None:
        self.hits: list[_Hit] = []
        self._taken = bytearray(length)

    def is_free(self, found: re.Match[str]) -> bool:
        return not any(self._taken[found.start() : found.end()])

    def add(self, items: tuple[int, ...], strength: str, start: int, end: int) -> None:
        self._taken[start:end] = b"\x01" * (end - start)
        self.hits.append(_Hit(items, strength, start, end))


def _is_item(number: int) -> bool:
    return 1 <= number <= LAST_ITEM


def _is_dated(text: str, end: int) -> bool:
    return _MONTH.match(text, end) is not None


def _is_other(text: str, start: int, end: int) -> bool:
    """Whether the number at start..end is a telephone, an amount, a day of a month ... rather than a code."""
    return is_other_number(text, start) or is_amount(text, end) or _is_dated(text, end)


def _ranges(text: str, patterns: tuple[re.Pattern[str], ...], claims: _Claims) -> None:
    for pattern in patterns:
        for found in pattern.finditer(text):
            first, last = int(found["n"]), int(found["last"])
            if not (_is_item(first) and _is_item(last) and first < last) or _OTHER_SURVEY.search(text, max(0, found.start() - 8), found.start()):
                continue
            if claims.is_free(found) and not _is_other(text, found.start(), found.end()):
                claims.add((first, last), "range", *found.span())


def _more_of_list(text: str, end: int, last: int) -> tuple[tuple[int, ...], int]:
    """Numbers that go on a list of codes without the letter: "O10, 11, 12"."""
    items: list[int] = []
    while (found := _LIST_MORE.match(text, end)) and last < int(found["n"]) <= LAST_ITEM and not _is_other(text, found.start("n"), found.end()):
        last, end = int(found["n"]), found.end()
        items.append(last)
    return tuple(items), end


def _letter_codes(text: str, claims: _Claims) -> None:
    for pattern in (_OIT_CODE, _LETTER_CODE):
        for found in pattern.finditer(text):
            number = int(found["n"])
            if not _is_item(number) or not claims.is_free(found) or _is_dated(text, found.end()):
                continue
            if pattern is _LETTER_CODE and _is_other_o(text, found):
                continue
            more, end = _more_of_list(text, found.end(), number)
            claims.add((number, *more), "strong", found.start(), end)


def _is_other_o(text: str, found: re.Match[str]) -> bool:
    """Oxygen, blood groups, a letter O beside an amount."""
    if _OTHER_O_BEFORE.search(text, max(0, found.start() - 20), found.start()) or _OTHER_O_AFTER.match(text, found.end()):
        return True
    return " " in found["gap"] and is_amount(text, found.end())


def _item_words(text: str, claims: _Claims, in_context: bool) -> None:
    """ "ข้อ 12" is an item only where items are spoken of; a clause of a regulation has no leading zero."""
    for found in _ITEM_CODE.finditer(text):
        zero = found["n"].startswith("0")
        if not _is_item(int(found["n"])) or len(found["n"]) > 2 + zero or not (in_context or zero) or not claims.is_free(found):
            continue
        if _OTHER_SURVEY.search(text, max(0, found.start() - 8), found.start()):
            continue
        claims.add((int(found["n"]),), "strong" if zero and in_context else "weak", *found.span())


def _zero_codes(text: str, claims: _Claims, oit_context: bool, in_name: bool) -> None:
    """Zero for O: trusted where the place is about items, else only at the start of a piece and before a title."""
    for found in _ZERO_CODE.finditer(text):
        start, end = found.span()
        if not _is_item(int(found["n"])) or not claims.is_free(found) or _is_other(text, start, end):
            continue
        if len(found["n"]) == 1 and _OUTLINE.match(text, end):
            continue  # "01. " numbers a list
        begins = _PIECE_START.search(text, max(0, start - 12), start) is not None
        parted = begins or text[start - 1] in (_NAME_PARTS if in_name else _TEXT_PARTS)
        if oit_context and parted:
            claims.add((int(found["n"]),), "strong", start, end)
        elif begins and _TITLE.match(text, end):
            claims.add((int(found["n"]),), "weak", start, end)


def find_codes(text: str, *, place: str = "text", oit_context: bool = False) -> CodeReading:
    """The item codes in `text`. `place`: text, filename or url; `oit_context`: it stands on a page, table or list known to be about items."""
    read = prepared(text, place)
    claims = _Claims(len(read))
    in_name = place in ("filename", "url")
    speaks_of_items = oit_context or (place == "text" and _SPEAKS_OF_OIT.search(read) is not None)
    ranges = (_LETTER_RANGE, _OIT_RANGE, _ITEM_RANGE) if speaks_of_items else (_LETTER_RANGE, _OIT_RANGE)
    _ranges(read, ranges if in_name else (*ranges, _ZERO_RANGE), claims)
    _letter_codes(read, claims)
    _item_words(read, claims, speaks_of_items)
    if place != "url" or oit_context:
        _zero_codes(read, claims, oit_context, in_name)
    return _reading(claims.hits)


def _reading(claimed: list[_Hit]) -> CodeReading:
    for strength in ("strong", "weak", "range"):
        hits = sorted((hit for hit in claimed if hit.strength == strength), key=lambda hit: hit.start)
        if hits:
            items = [item for hit in hits for item in hit.items]
            if strength != "range":
                items = list(dict.fromkeys(items))
            return CodeReading(tuple(f"O{item}" for item in items), strength, strength == "range", tuple((hit.start, hit.end) for hit in hits))
    return CodeReading((), "sure", False, ())


_DECORATION = re.compile(r"[^\w\d\s\"'(\[{“‘<&@#]+[\s.]*|[\s_]+|[#<]+\s*|\d\u20e3\s*|[\u2460-\u24ff\u2776-\u2793]\s*")
_GROUPED = r"[\])}]?\s?[-:._)|]*\s?"
_LEADING_CODES = tuple(
    re.compile(rf"[\[({{]?\s?(?:(?:OIT|ITA)\s?[-:_]?\s?)?(?:{words.ITEM_WORD}\s?)?{code}{_GROUPED}", re.IGNORECASE)
    for code in (_CODE + _RANGE + _CODE_END, _CODE)
)
_LEADING_OIT = re.compile(_OIT + _GROUPED, re.IGNORECASE)
_LEADING_ITEM = re.compile(_ITEM + _GROUPED)
_LEADING_ZERO = re.compile(rf"[\[(]?{_ZERO}(?![A-Za-z])(?!\s?[.,:]\s?\d)(?!\s?-\s?\d)(?!\s\d)[\])]?\s?[-:_]?\s?")
_LEADING_OUTLINE = re.compile(
    r"\(\d{1,3}(?:\.\d{1,2})*\)\s?|\d{1,3}(?:\.\d{1,2}){0,4}(?:[.)]\s?(?=[^\d\s])|[.)]\s|(?<=\.\d)\s|(?<=\.\d\d)\s)|[ก-ฌ](?:\)\s?|\.\s)|[A-Za-z]\)\s?"
)


def _leading(text: str) -> int:
    """How many letters at the front of `text` number or adorn the title."""
    for pattern in (*_LEADING_CODES, _LEADING_OIT, _LEADING_ITEM, _LEADING_ZERO, _LEADING_OUTLINE):
        found = pattern.match(text)
        if not found:
            continue
        if pattern is _LEADING_OUTLINE:
            if not is_amount(text, found.end()) and not _is_dated(text, found.end()):
                return found.end()
        elif _is_item(int(found["n"])) and not _is_other(text, found.start("n"), found.end()):
            return found.end()
    decoration = _DECORATION.match(text)
    return decoration.end() if decoration else 0


def strip_codes(text: str) -> str:
    """`clean(text)` without the item codes, outline numbers, bullets, arrows and emoji in front, so that the title remains."""
    title = shown(text, "text")
    for _ in range(MAX_LEADING):
        taken = _leading(arabic_digits(title).translate(LOOKS_LIKE_O))
        if not taken:
            break
        title = title[taken:]
    return title
