"""Scores as people type them: `97.02,91.93,?`, Thai digits, a range such as 80..90. Every mistake is one line that names the option."""

import re

from oit.audit import Score
from oit.errors import BadInput
from oit.thai import arabic_digits
from oit.total import UNKNOWN

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,12})?")
_MOST = 60  # values in a list
_LONGEST = 2000
_ALLOWED = "numbers from 0 to 100, ? for one that is not known, 80..90 for one between two"


def score_of(text: str, option: str) -> Score:
    """One value. Raises BadInput."""
    typed = arabic_digits(text).strip().removesuffix("%").strip()
    if typed in ("?", "？"):
        return UNKNOWN
    low, dots, high = typed.partition("..")
    ends = tuple(_number(one.strip(), text, option) for one in ((low, high) if dots else (low, low)))
    if ends[0] > ends[1]:
        raise BadInput(f"{option}: {text.strip()[:40]}: the range ends before it begins; write the smaller number first")
    return Score(*ends)


def scores_of(text: str, option: str) -> tuple[Score, ...]:
    """The values of a list. Raises BadInput."""
    if len(text) > _LONGEST or text.count(",") >= _MOST:
        raise BadInput(f"{option}: holds more than {_MOST} values; give the score of each indicator, or their mean as one number")
    return tuple(score_of(one, option) for one in text.split(","))


def sub_scores(text: str, option: str, known: tuple[str, ...]) -> dict[str, Score]:
    """`9.1=77.78,9.2=87.5`. Raises BadInput, also for a sub-indicator that the form does not have or that stands twice."""
    found: dict[str, Score] = {}
    for pair in text.split(",")[: _MOST + 1]:
        code, equals, value = (part.strip() for part in arabic_digits(pair).partition("="))
        if not equals or code not in known:
            allowed = f"write {known[0]}=100 ({', '.join(known)})"
            raise BadInput(f"{option}: {pair.strip()[:40]}: is no sub-indicator of this form with its score; {allowed}")
        if code in found:
            raise BadInput(f"{option}: {code} stands twice; leave one of them out")
        found[code] = score_of(value, f"{option} {code}")
    return found


def _number(typed: str, text: str, option: str) -> float:
    if not _NUMBER.fullmatch(typed) or float(typed) > 100:
        raise BadInput(f"{option}: {text.strip()[:40] or 'an empty value'}: {_ALLOWED} are wanted, commas between them")
    return float(typed)
