"""Regular expressions out of data: only those whose cost cannot run away on any text.

A repeat within a repeat may cost two to the power of the length; two repeats side by side that can take the same letters cost its square,
three its cube. Such patterns are refused. What is left finds each letter its place by the letters around it.
"""

import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MANY = 64  # times; a repeat that may go on for longer counts as without end
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_SINGLE = (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY)
_SAMPLE = "".join(map(chr, range(0x20, 0x7F))) + "กะิ๒é\n\t"  # letters by which what two repeats can take is compared
_REFUSED = {
    sre.GROUPREF: "refers back to what it found", sre.GROUPREF_EXISTS: "refers back to what it found",
    sre.ASSERT: "looks ahead or behind", sre.ASSERT_NOT: "looks ahead or behind",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Part:
    """One letter of the pattern, or one repeat without end. `within`: the groups around it that may be left out, outermost first."""

    letters: frozenset[str]
    endless: bool
    within: tuple[int, ...]


def compiled(text: str) -> re.Pattern[str]:
    """The pattern, without regard to case. Raises ValueError saying why for one that is none or whose cost may run away."""
    try:
        pattern, tree = re.compile(text, re.IGNORECASE), parser.parse(text, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"is no regular expression: {error}") from error
    parts = list(_parts(tree, (), iter(range(1, 1_000_000))))
    endless = [place for place, part in enumerate(parts) if part.endless]
    for first in endless:
        for second in (place for place in endless if place > first and parts[place].letters & parts[first].letters):
            if not _parted(parts[first], parts[second], parts[first + 1 : second]):
                raise ValueError("holds two repeats that can take the same letters; part them by a letter that the first cannot take")
    return pattern


def _parted(earlier: _Part, later: _Part, between: list[_Part]) -> bool:
    """Does a letter that the first cannot take always stand between them?"""
    return any(
        not part.endless and not part.letters & earlier.letters
        and (part.within == earlier.within[: len(part.within)] or part.within == later.within[: len(part.within)])
        for part in between
    )  # fmt: skip


def _parts(tree: Any, within: tuple[int, ...], numbers: Iterator[int]) -> Iterator[_Part]:
    for kind, held in tree:
        if kind in _REFUSED:
            raise ValueError(f"{_REFUSED[kind]}; write out what is meant")
        if kind in _SINGLE:
            yield _Part(_letters([(kind, held)]), False, within)
        elif kind in _REPEATS:
            yield from _repeat(held, within, numbers)
        elif kind is sre.SUBPATTERN:
            yield from _parts(held[3], within, numbers)
        elif kind is sre.ATOMIC_GROUP:
            yield from _parts(held, within, numbers)
        elif kind is sre.BRANCH:
            for alternative in held[1]:
                yield from _parts(alternative, (*within, next(numbers)), numbers)


def _repeat(held: Any, within: tuple[int, ...], numbers: Iterator[int]) -> Iterator[_Part]:
    least, most, body = held
    if most is not sre.MAXREPEAT and most <= 1:
        yield from _parts(body, (*within, next(numbers)) if least == 0 else within, numbers)
    elif len(body) == 1 and body[0][0] in _SINGLE:
        endless = most is sre.MAXREPEAT or most > _MANY
        yield _Part(_letters(body), endless, within if least or endless else (*within, next(numbers)))
    else:
        raise ValueError("repeats more than one letter; write the letters as a class, as [a-z.]+ for (?:[a-z]+.)+")


def _letters(body: Any) -> frozenset[str]:
    """Those of the sample that one letter of the pattern can be."""
    kind, held = body[0]
    if kind in (sre.LITERAL, sre.NOT_LITERAL):
        same = {chr(held).lower(), chr(held).upper()}
        return frozenset(same) if kind is sre.LITERAL else frozenset(_SAMPLE) - same
    if kind is sre.ANY:
        return frozenset(_SAMPLE)
    return frozenset(letter for letter in _SAMPLE if _in_class(letter, held))


def _in_class(letter: str, held: Any) -> bool:
    found, negated = False, False
    for kind, value in held:
        if kind is sre.NEGATE:
            negated = True
        elif kind is sre.LITERAL:
            found = found or chr(value).lower() == letter.lower()
        elif kind is sre.RANGE:
            found = found or any(value[0] <= ord(one) <= value[1] for one in (letter, letter.lower(), letter.upper()) if len(one) == 1)
        elif kind is sre.CATEGORY:
            found = found or _is_of(value, letter)
    return found is not negated


def _is_of(category: Any, letter: str) -> bool:
    name = str(category).removeprefix("CATEGORY_").removeprefix("UNI_")
    kind = name.removeprefix("NOT_")
    is_one = {"DIGIT": letter.isdigit(), "SPACE": letter.isspace(), "WORD": letter.isalnum() or letter == "_"}[kind]
    return is_one is not name.startswith("NOT_")
