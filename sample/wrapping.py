"""Breaking Thai text into lines without a dictionary: at blanks, else before a leading vowel, else between letters with their marks."""

from collections.abc import Callable

_LEADING = frozenset("เแโใไ")
_NEVER_FIRST = frozenset("ะาำิีึืฺุูั็่้๊๋์ํๆฯ ,.)”/-")
_SHORTEST = 0.45  # of the line: a leading vowel earlier than this is no place to break


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Lines no wider than `width` as `measure` sees them, where that is possible. Joined without blanks they give the text again."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        rest = paragraph.strip()
        while rest and measure(rest) > width:
            cut = _cut(rest, width, measure)
            lines.append(rest[:cut].rstrip())
            rest = rest[cut:].lstrip()
        lines.append(rest)
    return lines


def _cut(text: str, width: float, measure: Callable[[str], float]) -> int:
    """How many characters go on this line: at least one, with the marks that belong to it."""
    fits = _fitting(text, width, measure)
    lowest = int(fits * _SHORTEST)
    blank = text.rfind(" ", lowest, fits + 1)
    if blank > 0:
        return blank
    vowel = max(text.rfind(char, lowest, fits) for char in _LEADING)
    if vowel > 0:
        return vowel
    while fits > 1 and (text[fits] in _NEVER_FIRST or text[fits - 1] in _LEADING):
        fits -= 1
    return fits


def _fitting(text: str, width: float, measure: Callable[[str], float]) -> int:
    low, high = 1, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= width else (low, middle - 1)
    return low
