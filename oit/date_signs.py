"""What a stretch of text must hold for a pattern of dates to match in it: told at a glance, where the pattern itself looks long."""

import re

from oit import date_patterns as patterns
from oit import words

Need = tuple[str, ...]  # signs of which at least one must stand in the stretch

A_MONTH: Need = ("month",)  # the one need that is no list of signs
_INITIALS = "".join(sorted({name[0] for name in words.ENGLISH_MONTHS} | {first[0] for _, _, (first, _) in words.THAI_MONTHS}))
ANY_MONTH = re.compile(f"(?=[{_INITIALS}]){patterns.MONTH}", patterns.FLAGS)  # the initials pass most letters by

# For each kind of words a sign of every form of them. The Latin letters have no third form that counts as equal where case does not
# matter, as the long s has.
_UNTIL = ("-", "~", "ถึง", "t", "T")  # -, ~, ถึง, to, until
_BUDGET_YEAR = ("ปี", "y", "Y")  # ปีงบประมาณ, งบปี, FY, fiscal year
_CALENDAR_YEAR = ("ปี", "ศ", "e", "E", "d", "D")  # ปี, พ.ศ., คริสต์ศักราช, B.E., A.D.
_ISO_SIGN = ("-", "/", ".")

_NEEDS: tuple[tuple[re.Pattern[str], tuple[Need, ...]], ...] = (
    (patterns.MONTH_OF_BUDGET_YEAR, (_BUDGET_YEAR, A_MONTH)),
    (patterns.MONTH_AFTER_BUDGET_YEAR, (_BUDGET_YEAR, A_MONTH)),
    (patterns.BUDGET_SPAN, (_BUDGET_YEAR, _UNTIL)),
    (patterns.PAIR, (_UNTIL, A_MONTH)),
    (patterns.NUMERIC_PAIR, (("/", "."), _UNTIL)),
    (patterns.DASHED_PAIR, (("-",),)),
    (patterns.ISO_PAIR, (_ISO_SIGN,)),
    (patterns.DAYS_OF_MONTH, (_UNTIL, A_MONTH)),
    (patterns.NUMERIC_DAYS, (("-",), ("/",))),
    (patterns.DATE, (A_MONTH,)),
    (patterns.BUDGET, (_BUDGET_YEAR,)),
    (patterns.MONTH_FIRST, (A_MONTH,)),
    (patterns.ISO_DATE, (_ISO_SIGN,)),
    (patterns.NUMERIC_DATE, (_ISO_SIGN,)),
    (patterns.MONTH_NUMBER, (("/",),)),
    (patterns.MONTH_YEAR, (A_MONTH,)),
    (patterns.SPAN, (_UNTIL,)),
    (patterns.ASSESSMENT, (("t", "T", "p", "P"),)),  # ITA, OIT, LPA
    (patterns.ORDER, (("/",),)),
    (patterns.SHORT_ORDER, (("/",),)),
    (patterns.DASHED_ORDER, (("-",),)),
    (patterns.YEAR_WORD, (_CALENDAR_YEAR,)),
    (patterns.PARTED, (("2 5 ",),)),
)


def needs_of(pattern: re.Pattern[str]) -> tuple[Need, ...]:
    """Without all of these the pattern matches nowhere; none for a pattern that may match in any text."""
    return next((needs for known, needs in _NEEDS if known is pattern), ())


class Stretch:
    """A piece of a text, `start` to `end`, that is searched for dates; what it holds is looked for once."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start, self.end = start, end
        self._text, self._piece = text, text[start:end]
        self._met: dict[Need, bool] = {}

    def meets(self, needs: tuple[Need, ...]) -> bool:
        return all(map(self._meets, needs))

    def _meets(self, need: Need) -> bool:
        met = self._met.get(need)
        if met is None:
            met = self._met[need] = self._names_month() if need is A_MONTH else any(sign in self._piece for sign in need)
        return met

    def _names_month(self) -> bool:
        return ANY_MONTH.search(self._text, self.start, self.end) is not None
