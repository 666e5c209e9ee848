"""Item codes O1-O43 in any text: written with O, zero or Thai zero, with Thai or Arabic digits, alone, in lists and in ranges."""

import re
from dataclasses import dataclass

from oit import code_patterns as patterns
from oit.code_patterns import LAST_ITEM, is_dated, is_item, is_not_code
from oit.code_places import prepared
from oit.code_stripping import strip_codes
from oit.number_guards import is_amount

__all__ = ["CodeReading", "find_codes", "strip_codes"]


@dataclass(frozen=True, slots=True)
class CodeReading:
    """The codes of a text, in its order and each once, as "O1".."O43".

    `strength`: strong; weak (believe it only if the title agrees); range (names a group and proves no item: `codes` holds first and
    last of each range); sure (there is none). `spans` are the places in the text as read: `clean(text)`, percent-decoded for file names
    and addresses.
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


def _is_of_other_survey(text: str, found: re.Match[str]) -> bool:
    return patterns.OTHER_SURVEY.search(text, max(0, found.start() - 8), found.start()) is not None


_NUMBERS_ONLY = (patterns.ITEM_RANGE, patterns.ZERO_RANGE)  # without the letter they may be hours, days, amounts


def _ranges(text: str, kinds: tuple[re.Pattern[str], ...], claims: _Claims) -> None:
    for kind in kinds:
        for found in kind.finditer(text):
            first, last = int(found["n"]), int(found["last"])
            if not (is_item(first) and is_item(last) and first < last) or _is_of_other_survey(text, found):
                continue
            if claims.is_free(found) and not (kind in _NUMBERS_ONLY and is_not_code(text, found.start(), found.end())):
                claims.add((first, last), "range", *found.span())


def _more_of_list(text: str, end: int, last: int) -> tuple[tuple[int, ...], int]:
    """Numbers that go on a list of codes without the letter: "O10, 11, 12"."""
    items: list[int] = []
    while (found := patterns.LIST_MORE.match(text, end)) and last < int(found["n"]) <= LAST_ITEM:
        if is_not_code(text, found.start("n"), found.end()):
            break
        last, end = int(found["n"]), found.end()
        items.append(last)
    return tuple(items), end


def _letter_codes(text: str, claims: _Claims) -> None:
    for pattern in (patterns.OIT_CODE, patterns.LETTER_CODE):
        for found in pattern.finditer(text):
            number = int(found["n"])
            if not is_item(number) or not claims.is_free(found) or is_dated(text, found.end()):
                continue
            if pattern is patterns.LETTER_CODE and _is_other_o(text, found):
                continue
            more, end = _more_of_list(text, found.end(), number)
            claims.add((number, *more), "strong", found.start(), end)


def _is_other_o(text: str, found: re.Match[str]) -> bool:
    """Oxygen, blood groups, a letter O beside an amount."""
    if patterns.OTHER_O_BEFORE.search(text, max(0, found.start() - 20), found.start()) or patterns.OTHER_O_AFTER.match(text, found.end()):
        return True
    return " " in found["gap"] and is_amount(text, found.end())


def _item_words(text: str, claims: _Claims, in_context: bool) -> None:
    """ "ข้อ 12" is an item only where items are spoken of; a clause of a regulation has no leading zero."""
    for found in patterns.ITEM_CODE.finditer(text):
        zero = found["n"].startswith("0")
        if not is_item(int(found["n"])) or len(found["n"]) > 2 + zero or not (in_context or zero) or not claims.is_free(found):
            continue
        if _is_of_other_survey(text, found):
            continue
        claims.add((int(found["n"]),), "strong" if zero and in_context else "weak", *found.span())


def _zero_codes(text: str, claims: _Claims, oit_context: bool, in_name: bool) -> None:
    """Zero for O: trusted where the place is about items, else only at the start of a piece and before a title."""
    days = {place for day in patterns.NAME_DAY.finditer(text) for place in range(*day.span())} if in_name else set()
    for found in patterns.ZERO_CODE.finditer(text):
        start, end = found.span()
        if not is_item(int(found["n"])) or not claims.is_free(found) or is_not_code(text, start, end):
            continue
        if len(found["n"]) == 1 and patterns.OUTLINE.match(text, end):
            continue  # "01. " numbers a list
        if start in days or patterns.NUMBERED_THING.search(text, max(0, start - 16), start):
            continue
        if in_name and patterns.SERIAL.search(text, max(0, start - 12), start):
            continue
        begins = patterns.PIECE_START.search(text, max(0, start - 12), start) is not None
        parted = begins or (patterns.NAME_PART if in_name else patterns.TEXT_PART).match(text, start - 1) is not None
        if oit_context and parted:
            claims.add((int(found["n"]),), "strong", start, end)
        elif begins and patterns.TITLE.match(text, end):
            claims.add((int(found["n"]),), "weak", start, end)


def find_codes(text: str, *, place: str = "text", oit_context: bool = False) -> CodeReading:
    """The item codes in `text`; the first 200,000 letters are read.

    `place`: text, filename or url; `oit_context`: it stands on a page, table or list known to be about items.
    """
    read = prepared(text, place)
    claims = _Claims(len(read))
    in_name = place in ("filename", "url")
    speaks_of_items = oit_context or (place == "text" and patterns.SPEAKS_OF_OIT.search(read) is not None)
    ranges: tuple[re.Pattern[str], ...] = (patterns.LETTER_RANGE, patterns.OIT_RANGE)
    if speaks_of_items:
        ranges = (*ranges, patterns.ITEM_RANGE)
    _ranges(read, ranges if in_name else (*ranges, patterns.ZERO_RANGE), claims)
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
            codes, spans = tuple(f"O{item}" for item in items), tuple((hit.start, hit.end) for hit in hits)
            return CodeReading(codes, strength, strength == "range", spans)
    return CodeReading((), "sure", False, ())
