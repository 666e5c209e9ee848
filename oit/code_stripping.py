"""Takes off the front of a title what numbers or adorns it."""

import re

from oit import code_patterns as patterns
from oit import words
from oit.code_patterns import is_dated, is_item, is_not_code
from oit.code_places import LOOKS_LIKE_O, shown
from oit.number_guards import is_amount
from oit.thai import arabic_digits

MAX_LEADING = 12  # codes, numbers and bullets taken off one title

_DECORATION = re.compile(r"[^\w\d\s\"'(\[{“‘<&@#]+[\s.]*|[\s_]+|[#<]+\s*|\d\u20e3\s*|[\u2460-\u24ff\u2776-\u2793]\s*")
_GROUPED = r"(?:\.\d\d?(?!\d))?[\])}]?\s?[-:._)|]*\s?"
_LEADING_CODES = tuple(
    re.compile(rf"(?:และ|หรือ)?[\s\[({{]{{0,2}}(?:(?:OIT|ITA)\s?[-:_]?\s?)?(?:{words.ITEM_WORD}\s?)?{code}{_GROUPED}", re.IGNORECASE)
    for code in (patterns.CODE + patterns.RANGE + patterns.CODE_END, patterns.CODE)
)
_LEADING_OIT = re.compile(patterns.OIT + _GROUPED, re.IGNORECASE)
_LEADING_ITEM = re.compile(patterns.ITEM + _GROUPED)
_LEADING_ZERO = re.compile(rf"[\[(]?{patterns.ZERO}(?![A-Za-z])(?!\s?[.,:]\s?\d)(?!\s?-\s?\d)(?!\s\d)[\])]?\s?[-:_]?\s?")
_LEADING_OUTLINE = re.compile(
    r"\(\d{1,3}(?:\.\d{1,2}){0,4}\)\s?"
    r"|\d{1,3}(?:\.\d{1,2}){0,4}(?:[.)]\s?(?=[^\d\s])|[.)]\s|(?<=\.\d)\s|(?<=\.\d\d)\s)|[ก-ฌ](?:\)\s?|\.\s)|[A-Za-z]\)\s?"
)


def _leading(text: str) -> int:
    """How many letters at the front of `text` number or adorn the title."""
    for pattern in (*_LEADING_CODES, _LEADING_OIT, _LEADING_ITEM, _LEADING_ZERO, _LEADING_OUTLINE):
        found = pattern.match(text)
        if not found:
            continue
        if pattern is _LEADING_OUTLINE:
            if not is_amount(text, found.end()) and not is_dated(text, found.end()):
                return found.end()
        elif is_item(int(found["n"])) and not is_not_code(text, found.start("n"), found.end()):
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
