"""What went wrong, in Thai. Errors are written in English where they are raised; errors_th.tsv says each line in Thai.

A line of the table is text with gaps; what stands in a gap (a file, an address, what somebody typed) is kept as it is. Finding the gaps of
a line takes one pass: each piece of text between them is looked for after the one before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import Pattern
from re import compile as compiled

TABLE = Path(__file__).with_name("errors_th.tsv")
_GAP: Pattern[str] = compiled(r"\{(\d)\}")
_DEEPEST = 4  # lines within lines
_SHORT = 10  # letters
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """`pieces` stand between the gaps 0, 1, 2 ..., so there is one more of them."""

    pieces: tuple[str, ...]
    thai: str

    @property
    def frames(self) -> bool:
        """Does it say nothing itself, only where something stands?"""
        return self.weight == 0

    @property
    def weight(self) -> int:
        """Letters that it says itself."""
        return sum(letter.isalpha() for piece in self.pieces for letter in piece)

    def gaps_in(self, text: str) -> list[str] | None:
        """What stands in the gaps where the line is this one."""
        first, *between = self.pieces
        if not text.startswith(first) or (not between and text != first):
            return None
        found, at = [], len(first)
        for number, piece in enumerate(between, 1):
            last = number == len(between)
            end = len(text) - len(piece) if last else text.find(piece, at)
            if end < at or not text.startswith(piece, end):
                return None
            found.append(text[at:end])
            at = end + len(piece)
        return found

    def in_thai(self, gaps: Sequence[str]) -> str:
        return _GAP.sub(lambda gap: gaps[int(gap[1])], self.thai)


def in_thai(text: str) -> str:
    """The line in Thai; one that the table does not know, or that is longer than anybody reads, stays as it is."""
    return text if len(text) > _LONGEST else _said(text, 0) or text


@cache
def error_lines() -> tuple[ErrorLine, ...]:
    """The table: what says most comes first; frames before lines so short that they fit within others."""
    rows = (row.split("\t") for row in TABLE.read_text(encoding="utf-8").splitlines() if not row.startswith("# "))
    lines = [ErrorLine(tuple(_GAP.split(english)[::2]), thai) for english, thai in rows]
    return tuple(sorted(lines, key=lambda line: (line.weight < _SHORT, not line.frames, -line.weight)))


def _said(text: str, depth: int) -> str | None:
    for line in error_lines() if depth < _DEEPEST else ():
        gaps = line.gaps_in(text)
        if gaps is None:
            continue
        if not line.frames:
            return line.in_thai([gap if _is_place(line, number) else _said(gap, depth + 1) or gap for number, gap in enumerate(gaps)])
        if gaps[-1] and (inner := _said(gaps[-1], depth + 1)):
            return line.in_thai([*gaps[:-1], inner])
    return None


def _is_place(line: ErrorLine, number: int) -> bool:
    """A gap before a colon, or in quotes, names something: it is never words of ours."""
    return line.pieces[number + 1].startswith((":", '"', "'", "”"))
