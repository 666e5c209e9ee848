"""Text from anywhere made harmless to show. Websites, files and command lines may hold what moves a cursor, turns a line around or hides.

Nothing that is shown needs an invisible character: Thai is written without them, and what a zero-width joiner would join is shown apart.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, TextIO

TEXT_LIMIT = 120
MOST_MARKS = 3  # on one letter: Thai writes at most a vowel, a tone and a sign there
# Letters and marks that show nothing: fillers, joiners, selectors of variants. Control and format characters are told by their category.
_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0") | {chr(0xFE00 + n) for n in range(16)}
_SELECTORS = range(0xE0000, 0xE1000)
# Most of what is shown: letters of Thai and ASCII, usual signs, each with no more marks than Thai has. It is told at once.
_USUAL = re.compile(
    "(?:[ -~\u0e01-\u0e30\u0e32\u0e33\u0e3f-\u0e46\u0e4f-\u0e5b\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u203a]"
    f"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{{0,{MOST_MARKS}}}+)*+"
)


def is_shown(ch: str) -> bool:
    """Does the character show something (or leave a plain blank), without a say in how its neighbours are shown?"""
    return ch.isprintable() and ch not in _EMPTY and ord(ch) not in _SELECTORS


def visible(text: str) -> str:
    """The text without control, bidi, invisible, private and unassigned characters; any blank is a space; no letter bears a tower of marks.

    Linear in the length."""
    if _USUAL.fullmatch(text):
        return text
    kept: list[str] = []
    marks = MOST_MARKS  # at the beginning no letter bears a mark
    for ch in text:
        if ch.isspace():
            marks = 0
            kept.append(" ")
        elif is_shown(ch):
            marks = marks + 1 if unicodedata.category(ch) in ("Mn", "Me") else 0
            if marks <= MOST_MARKS:
                kept.append(ch)
    return "".join(kept)


def plain(text: str, limit: int = TEXT_LIMIT) -> str:
    """One line of visible characters, blanks as single spaces, at most `limit` long ("…" at a cut)."""
    line = " ".join(visible(text[: limit * 8 + 200]).split())
    if len(line) <= limit:
        return line
    cut = limit - 1
    while cut > 0 and unicodedata.category(line[cut]) in ("Mn", "Me"):
        cut -= 1
    return line[:cut].rstrip() + "…"


def visible_lines(text: str) -> str:
    """Text of several lines with its line feeds and blanks, and nothing else that is not seen."""
    return "\n".join(map(visible, text.replace("\r\n", "\n").split("\n")))


class HarmlessStream:
    """A stream for people in place of `raw`: whatever library writes to it, only visible characters and line feeds arrive."""

    def __init__(self, raw: TextIO) -> None:
        self.raw = raw_stream(raw)

    def write(self, text: str) -> int:
        self.raw.write(visible_lines(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)


def raw_stream(stream: TextIO) -> TextIO:
    """The stream itself, for who makes the text harmless and adds control characters of our own."""
    return stream.raw if isinstance(stream, HarmlessStream) else stream
