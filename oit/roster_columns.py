"""Which column of the roster a heading of somebody's list means."""

import re
from functools import cache

from rapidfuzz import fuzz, process

from oit.harmless import plain
from oit.roster_words import COLUMN_NAMES, COLUMNS, NOT_READ, OWNER, OWNER_NAMES
from oit.thai import arabic_digits, clean

_ASIDE = re.compile(r"[(\[].*?[)\]]")
_NOISE = re.compile(r"[\s._/*\-]+")
_NEAR = 60  # likeness, of 100, from which a name may be a slip of the pen


@cache
def column_of(heading: str) -> str | None:
    """The column ("url"), "owner:O12" for one of a single item or several, None for what is no column. Words in brackets are left aside
    where the heading is not known with them."""
    text = clean(heading)
    head, colon, items = text.partition(":")
    if colon and _folded(head) in map(_folded, OWNER_NAMES) and items.strip():
        return f"{OWNER}:{arabic_digits(items.strip())}"
    return _known().get(_folded(text)) or _known().get(_folded(_ASIDE.sub("", text)))


@cache
def not_read(heading: str) -> bool:
    """Does the column only count the lines, or has it no name?"""
    return _folded(clean(heading)) in {"", *map(_folded, NOT_READ)}


def nearest(heading: str) -> str:
    """What to call it instead, for a person."""
    found = process.extractOne(_folded(clean(heading))[:100], list(_known()), scorer=fuzz.ratio, score_cutoff=_NEAR)
    guess = f'did you mean "{_shown()[found[0]]}"? ' if found else ""
    return f"{guess}allowed: {plain(', '.join(COLUMNS), 300)}, owner:O12; or their Thai names"


@cache
def _known() -> dict[str, str]:
    return {_folded(name): column for column, names in COLUMN_NAMES.items() for name in (column, *names)}


@cache
def _shown() -> dict[str, str]:
    return {_folded(name): name for column, names in COLUMN_NAMES.items() for name in (*reversed(names), column)}


def _folded(name: str) -> str:
    return _NOISE.sub("", name.strip().strip(":").lower())
