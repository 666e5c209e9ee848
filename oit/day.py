"""A day that notes what was asked of it, so that it is known on which other days the same would have been said."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

_NONE, _ONE = dt.timedelta(), dt.timedelta(days=1)
# What tells which day it is, and not only whether it lies before another one.
_TELLING = frozenset({
    "year", "month", "day", "isoformat", "strftime", "toordinal", "weekday", "isoweekday", "isocalendar", "timetuple", "replace", "ctime",
})  # fmt: skip


def _moved(day: dt.date, span: dt.timedelta) -> dt.date:
    """The day so much later, within the days that there are."""
    try:
        return day + span
    except OverflowError:
        return dt.date.max if span > _NONE else dt.date.min


@dataclass(slots=True)
class Bounds:
    """The days, first and last, on which everything that was asked so far would have been answered alike."""

    first: dt.date = dt.date.min
    last: dt.date = dt.date.max

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


class WatchedDay(dt.date):
    """The day `day` itself in all that it answers. Comparisons with other days narrow `bounds` as far as they must; whatever tells the day
    itself narrows them to it alone. Sums with a time span are watched too."""

    bounds: Bounds
    _ahead: dt.timedelta

    def __new__(cls, day: dt.date, bounds: Bounds | None = None, ahead: dt.timedelta = _NONE) -> "WatchedDay":
        made = super().__new__(cls, day.year, day.month, day.day)
        made.bounds, made._ahead = bounds if bounds is not None else Bounds(), ahead
        return made

    def _plain(self) -> dt.date:
        return dt.date.fromordinal(dt.date.toordinal(self))

    def _told(self) -> dt.date:
        """The day itself was told."""
        plain = self._plain()
        self.bounds.first = self.bounds.last = plain - self._ahead
        return plain

    def _is_before(self, other: dt.date, *, or_on: bool) -> bool:
        """Does it lie before `other` (or on it)? Notes on which days that is so."""
        last = _moved(other, -self._ahead - (_NONE if or_on else _ONE))  # the last day on which it would
        before = self._plain() <= other if or_on else self._plain() < other
        if before:
            self.bounds.last = min(self.bounds.last, last)
        else:
            self.bounds.first = max(self.bounds.first, _moved(last, _ONE))
        return before

    def __lt__(self, other: dt.date) -> bool:
        return self._is_before(other, or_on=False)

    def __ge__(self, other: dt.date) -> bool:
        return not self._is_before(other, or_on=False)

    def __le__(self, other: dt.date) -> bool:
        return self._is_before(other, or_on=True)

    def __gt__(self, other: dt.date) -> bool:
        return not self._is_before(other, or_on=True)

    def __add__(self, ahead: dt.timedelta) -> "WatchedDay":
        return WatchedDay(self._plain() + ahead, self.bounds, self._ahead + dt.timedelta(days=ahead.days))

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return self + -other if isinstance(other, dt.timedelta) else self._told() - other

    def __rsub__(self, other: dt.date) -> dt.timedelta:
        return other - self._told()

    def __eq__(self, other: object) -> bool:
        return self._told() == other

    def __hash__(self) -> int:
        return hash(self._told())

    def __str__(self) -> str:
        return str(self._told())

    def __repr__(self) -> str:
        return repr(self._told())

    def __format__(self, form: str) -> str:
        return format(self._told(), form)

    def __reduce__(self) -> Any:
        return self._told().__reduce__()

    def __getattribute__(self, name: str) -> Any:
        if name in _TELLING:
            return getattr(super().__getattribute__("_told")(), name)
        return super().__getattribute__(name)
