"""Single values of a list as people and Excel write them. Each reader raises ValueError telling what is wrong and what is allowed."""

import re
from collections.abc import Callable
from datetime import date

from oit.agency import AGENCY_TYPES
from oit.errors import BadInput
from oit.harmless import plain
from oit.roster_words import NAME_BEGINS, TYPE_NAMES
from oit.thai import arabic_digits, clean

MOST_URLS = 10
MOST_PAGES = 100_000
AGENCY_TYPE_HINT = f"allowed: {', '.join(AGENCY_TYPES)}, or Thai such as อบต., เทศบาลตำบล, ทม., อบจ., ส่วนราชการประจำจังหวัด"
_CODE = re.compile(r"[0-9A-Za-z\u0e01-\u0e4e][0-9A-Za-z\u0e01-\u0e4e._/-]{0,39}")
_DATE_LIKE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}")
_SHORTENED = re.compile(r"\d(?:\.\d+)?[Ee]\+\d+")
# Blanks always part addresses; a comma or semicolon may belong to one, unless what follows begins another.
_BETWEEN_URLS = re.compile(r"\s+|[,;]+(?=\s|$|https?:|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/,;\s]|$))", re.IGNORECASE)


def read_code(text: str) -> str:
    """The roster's own name of an agency: Arabic digits, and "12" of what Excel made 12.0."""
    code = arabic_digits(text)
    if code.replace(".", "", 1).isdigit() and re.fullmatch(r"\d+\.0+", code):
        code = code.partition(".")[0]
    if not code:
        raise ValueError("is empty; give each agency a code of its own")
    if _SHORTENED.fullmatch(code) or _DATE_LIKE.fullmatch(code):
        raise ValueError(f"{code}: Excel made a date or a rounded number of the code; format the column as text and write it again")
    if not _CODE.fullmatch(code):
        raise ValueError(f'"{plain(code, 50)}": a code has 1 to 40 letters and digits, with . _ / - between them and no blanks')
    return code


def read_type(text: str) -> str:
    """One of AGENCY_TYPES, "" for nothing."""
    folded = _folded(text)
    without = _folded(re.sub(r"\(.*?\)", "", text))
    known = {_folded(name): kind for kind, names in TYPE_NAMES.items() for name in (kind, *names)}
    found = known.get(folded) or known.get(without)
    if found is None and folded:
        raise ValueError(f'"{plain(text, 50)}" is no type; {AGENCY_TYPE_HINT}')
    return found or ""


def type_by_name(name: str) -> str:
    """The kind that an agency's own name leaves no doubt of, else ""."""
    return next((kind for begin, kind in NAME_BEGINS if name.startswith(begin)), "")


def read_urls(text: str, addresses: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The addresses of a cell, the assessed one first, each once; one without a scheme stands for https and then http."""
    found: list[str] = []
    words = [word.strip("<>\"'") for word in _BETWEEN_URLS.split(clean(text)) if word]
    for word in words:
        if "@" in word.rpartition("://")[2].partition("/")[0]:
            raise ValueError(f"{plain(word, 60)}: is an e-mail address or bears a user's name; give the web address alone")
        try:
            found += addresses(word)
        except BadInput as error:
            raise ValueError(str(error)) from None
    kept = tuple(dict.fromkeys(found))
    if not kept:
        raise ValueError("is empty; give the agency's web address, e.g. https://www.bantuayang.go.th")
    if len(words) > MOST_URLS:
        raise ValueError(f"{len(words)} addresses; at most {MOST_URLS} are kept")
    return kept


def read_number(text: str) -> int | None:
    """The least number of pages, None for nothing."""
    number = re.sub(r"\.0+$", "", arabic_digits(text).replace(",", ""))
    if not number:
        return None
    if not (number.isascii() and number.isdigit()) or not 1 <= int(number[:12]) <= MOST_PAGES:
        raise ValueError(f'"{plain(text, 40)}" is no number of pages; allowed: a whole number from 1 to {MOST_PAGES}, or nothing')
    return int(number)


def read_day(text: str) -> date | None:
    """A day as 2023-06-30 or 30/6/2566 (Buddhist era or common), None for nothing."""
    written = arabic_digits(text).partition(" ")[0].partition("T")[0]
    if not written:
        return None
    forwards, backwards = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", written), re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", written)
    parts = forwards.groups() if forwards else backwards.groups()[::-1] if backwards else None
    try:
        if parts is None:
            raise ValueError
        year, month, day = map(int, parts)
        return date(year - 543 if year > 2400 else year, month, day)
    except ValueError:
        raise ValueError(f'"{plain(text, 40)}" is no day; write it as 2023-06-30 or 30/6/2566') from None


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", "", clean(text).lower()).rstrip(".")
