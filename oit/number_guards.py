"""Numbers that are neither item code nor year: telephones, amounts, pages, references. Looks a few letters to either side only."""

import re

from oit import words

_REACH = 32  # letters looked back; the longest guard word is shorter
_BEFORE = re.compile(rf"(?:{'|'.join(words.BEFORE_OTHER_NUMBERS)})\s?[.:,=]?\s?(?:\+?\d[\d\s-]{{0,12}}[\s-])?$", re.IGNORECASE)
_UNIT = re.compile(rf"\s?(?:(?:{'|'.join(words.UNITS)})(?![ก-๎A-Za-z])|{'|'.join(words.SURE_UNITS)})")


def is_other_number(text: str, start: int) -> bool:
    """Whether the number at `start` follows a word of telephones, pages, references or sums."""
    return _BEFORE.search(text[max(0, start - _REACH) : start]) is not None


def is_amount(text: str, end: int) -> bool:
    """Whether the number that ends at `end` counts something: baht, people, percent, hours."""
    return _UNIT.match(text, end) is not None
