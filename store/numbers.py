"""Texts of the web whose numbers change from visit to visit (visitors, downloads): the words are one thing, tonight's numbers another."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_NUMBER = re.compile(r"([0-9๐-๙]+)")  # splits into words and, at every second place, numbers


@lru_cache(maxsize=4096)
def shape(text: str) -> str:
    """The text with NUL, which no stored text holds, for each number."""
    return _NUMBER.sub("\0", text)


def differing(texts: Iterable[str], first: Iterable[str]) -> dict[int, str]:
    """The numbers of `texts` by their place where they differ from those of `first`. ValueError where more differs than numbers."""
    mine, theirs = list(texts), list(first)
    if mine == theirs:
        return {}
    if list(map(shape, mine)) != list(map(shape, theirs)):
        raise ValueError("texts of different shape share a row")
    pairs = zip(_numbers(mine), _numbers(theirs), strict=True)
    return {place: own for place, (own, other) in enumerate(pairs) if own != other}


def with_numbers(texts: Sequence[str], own: Mapping[int, str]) -> list[str]:
    """The texts with other numbers at the given places."""
    if not own:
        return list(texts)
    place, made = 0, []
    for text in texts:
        parts = _NUMBER.split(text)
        for index in range(1, len(parts), 2):
            parts[index] = own.get(place, parts[index])
            place += 1
        made.append("".join(parts))
    return made


def _numbers(texts: Iterable[str]) -> list[str]:
    return [number for text in texts for number in _NUMBER.findall(text)]
