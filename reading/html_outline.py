"""Lines of one box of which a dead link is the label of the lines below it: "MOIT 12 ...", then "1. ...", "2. ..." with links.

Reading knows no names of items; numbers tell. A dead link without a number labels lines whose numbers begin anew right after it; a dead
link with a number labels lines whose numbers continue its own ("1" -> "1.1").
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from oit.thai import arabic_digits

_NUMBER = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,4})(?:[.)](?!\d)|\s|$)")
_BULLET = re.compile(r"[-–•●▪◦○*»›>]\s*\S")
_MOST_LINES = 8  # labels over one line
Number = tuple[int, ...]


class Line(NamedTuple):
    """A dead link on a line of its own."""

    text: str
    number: Number | None  # None when it begins with none
    block: int  # where it was written


@dataclass(slots=True)
class Lines:
    """The dead links that may stand over the next line of a box, outermost first; `sure` of them are labels already."""

    open: list[Line] = field(default_factory=list)
    sure: int = 0

    def dead(self, line: Line) -> None:
        """Takes a dead link as the next line."""
        self._close(line.number, anew=line.number is None)
        if self.sure < len(self.open) and not self._begins(line.number, bullet=False):
            del self.open[self.sure :]
        if len(self.open) < _MOST_LINES:
            self.open.append(line)

    def live(self, text: str) -> list[Line]:
        """Labels over a line with a link that leads somewhere, outermost first; a bullet is a number that begins anew."""
        number = number_of(text)
        bullet = number is None and bool(_BULLET.match(text))
        self._close(number, anew=number is None and not bullet)
        if self.sure < len(self.open):
            if not self._begins(number, bullet):
                del self.open[self.sure :]
            self.sure = len(self.open)
        return list(self.open)

    def plain(self, text: str) -> None:
        """Takes a line without links: one without a number may be a label itself, so that nothing above speaks for what follows it."""
        number = number_of(text)
        self._close(number, anew=number is None)

    def _close(self, number: Number | None, anew: bool) -> None:
        while self.open and (anew or not _covers(self.open[-1].number, number)):
            self.open.pop()
        self.sure = min(self.sure, len(self.open))

    def _begins(self, number: Number | None, bullet: bool) -> bool:
        """True if a line with this number is the first below the last open label."""
        if self.open[-1].number is not None:
            return number is not None
        return bullet or (number is not None and all(part == 1 for part in number))


def _covers(above: Number | None, number: Number | None) -> bool:
    return above is None or (number is not None and len(number) > len(above) and number[: len(above)] == above)


def number_of(text: str) -> Number | None:
    """The number that `text` begins with: (1, 2) of "1.2 แผน", None when it begins with none. Years are none."""
    found = _NUMBER.match(arabic_digits(text[:40]).lstrip())
    return tuple(map(int, found.group(1).split("."))) if found else None
