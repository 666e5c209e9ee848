"""What differs by place: file names and addresses write dates without words; headers, properties and footers say when, not what about."""

import re

from oit import date_patterns as patterns
from oit import date_readers as readers
from oit import words
from oit.code_places import shown
from oit.date_readers import Found, Match, Reader
from oit.number_guards import is_other_number
from oit.period import buddhist_year, day
from oit.thai import arabic_digits

_HOST = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:)?//[^/?#]*")
_QUERY = re.compile(r"[?&;#](?P<name>[^=&;#]{0,60})(?:=(?P<value>[^&;#]*))?")
_YEAR_KEY = re.compile(words.YEAR_KEYS, re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"25[5-9]\d|20(?:1[3-9]|2\d|3[0-5])")
_REST_OF_FILE_NAME = re.compile(r"[^/?#]{0,120}\.[A-Za-z]{2,5}(?:[?#]|$)")
_FILE_NAME = re.compile(r"\.[A-Za-z]{2,5}$")
_ID_SEGMENT = re.compile(words.ID_SEGMENTS, re.IGNORECASE)
_CAMERA = re.compile(words.CAMERA_NAMES, re.IGNORECASE)
_MOMENT_HEADER = re.compile(r"(?im)^\s*(?:date|expires|set-cookie|age)\s*:[^\n]*")
_UPDATED = re.compile(words.UPDATED, re.IGNORECASE)
_WORD_BEFORE = re.compile(r"[A-Za-z0-9]*$")
_WORD_AFTER = re.compile(r"[A-Za-z0-9]*")
_WORD_REACH = 40


def _blank(found: Match) -> str:
    return " " * len(found.group())


def _keep_years_of_query(found: Match) -> str:
    """Ids are no years: of a query only year=... and file names are read."""
    value = found["value"] or ""
    if _YEAR_KEY.fullmatch(found["name"]) or _FILE_NAME.search(value):
        return " " * (len(found.group()) - len(value)) + value
    return " " * len(found.group())


def as_read(text: str, place: str) -> tuple[str, str]:
    """The text as it is quoted, and the same letter for letter as it is searched: Arabic digits, ids and hosts blanked."""
    quoted = shown(text, place)
    read = arabic_digits(quoted)
    if place == "url":
        read = _QUERY.sub(_keep_years_of_query, _HOST.sub(_blank, read))
    elif place == "header":
        read = _MOMENT_HEADER.sub(_blank, read)
    return quoted, read


def _is_in_hash(text: str, start: int, end: int) -> bool:
    """Whether the digits are a piece of a hash or serial: letters and digits mixed on both sides, or hexadecimal."""
    before = _WORD_BEFORE.search(text[max(0, start - _WORD_REACH) : start])
    after = _WORD_AFTER.match(text[end : end + _WORD_REACH])
    left, right = before.group() if before else "", after.group() if after else ""
    if any(char.isdigit() for char in left) or (left and right):
        return True
    return bool(right) and (any(char.isdigit() for char in right) or not re.search(r"[g-zG-Z]", right))


def _is_number_of_picture(text: str, start: int) -> bool:
    return _CAMERA.search(text[max(0, start - 12) : start]) is not None


def _read_compact(found: Match) -> Found | None:
    """yyyymmdd, ddmmyyyy, ddmmyy, yymmdd, yyyymm in a name; two digits are Christian only as cameras and messengers write them, yymmdd."""
    digits, (start, end) = found["digits"], found.span()
    if _is_in_hash(found.string, start, end) and not _is_stamp(found.string, start):
        return None
    if len(digits) == 8:
        orders = ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]))
    else:
        orders = ((digits[4:], digits[2:4], digits[:2]), (digits[:2], digits[2:4], digits[4:]))
    for year, month, number in orders:
        read = day(buddhist_year(year), int(month), int(number))
        if read and (len(digits) == 6 or 2550 <= read.year + 543 <= 2600):
            return readers.dated(found, read)
    return _read_six(found, digits) if len(digits) == 6 and _is_in_file_name(found.string, end) else None


def _read_six(found: Match, digits: str) -> Found | None:
    if _WHOLE_YEAR.match(digits):
        return readers.month(found, buddhist_year(digits[:4]), int(digits[4:]))
    return readers.dated(found, day(buddhist_year(digits[:2], christian_short=True), int(digits[2:4]), int(digits[4:])))


def _is_in_file_name(text: str, end: int) -> bool:
    """Numbers in addresses are mostly ids, but for the names of files."""
    return "/" not in text or _REST_OF_FILE_NAME.match(text, end) is not None


def _read_file_date(found: Match) -> Found | None:
    digits = found["digits"]
    return readers.dated(found, day(buddhist_year(digits[:4]), int(digits[4:6]), int(digits[6:])))


def _is_stamp(text: str, start: int) -> bool:
    """A name of letters only before the digits: "scan20230315093000"."""
    word = _WORD_BEFORE.search(text[max(0, start - _WORD_REACH) : start])
    return word is None or not any(char.isdigit() for char in word.group())


def _read_name_year(found: Match) -> Found | None:
    text, (start, end) = found.string, found.span()
    if _is_in_hash(text, start, end) or _is_number_of_picture(text, start) or is_other_number(text, start):
        return None
    return readers.read_bare_name(found)


def _read_short_year(found: Match) -> Found | None:
    text, (start, end) = found.string, found.span()
    if _is_in_hash(text, start, end) or _is_number_of_picture(text, start) or is_other_number(text, start):
        return None
    year = buddhist_year(found["y"])
    return Found("year", (year,), "", start, end) if year else None


def _read_address_year(found: Match) -> Found | None:
    """A year that is the whole last segment after /view/ or /news/ is an id."""
    if _ID_SEGMENT.search(found.string[max(0, found.start() - 24) : found.start()]):
        return None
    return _read_name_year(found)


def _read_address_month(found: Match) -> Found | None:
    return readers.month(found, buddhist_year(found["y"]), int(found["m"]))


_IN_NAMES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (patterns.NAME_COMPACT, _read_compact),
    (patterns.NAME_DATE, readers.read_numeric_date),
    (patterns.NAME_ISO, readers.read_iso_date),
    (patterns.NAME_MONTH, _read_address_month),
    *readers.IN_ANY_TEXT[:-2],
)
_READERS: dict[str, tuple[tuple[re.Pattern[str], Reader], ...]] = {
    "filename": (*_IN_NAMES, (patterns.NAME_YEAR, _read_name_year), (patterns.NAME_SHORT_YEAR, _read_short_year)),
    "meta": ((patterns.FILE_DATE, _read_file_date), *readers.IN_ANY_TEXT),
    "url": (*_IN_NAMES[:-1], (patterns.ADDRESS_MONTH, _read_address_month), _IN_NAMES[-1], (patterns.NAME_YEAR, _read_address_year)),
}


def readers_of(place: str) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    return _READERS.get(place, readers.IN_ANY_TEXT)


def counts(found: Found, text: str, place: str) -> bool:
    """Whether what was found may be said at all: a footer's years never, its dates only as the day of an update."""
    if place != "footer":
        return True
    return found.kind == "dated" and _UPDATED.search(text[max(0, found.start - 60) : found.start]) is not None


def strength(found: Found, place: str) -> str:
    if place == "text":
        return "strong" if found.kind in ("budget", "dated", "part") else "weak"
    return "strong" if place in ("filename", "url") and found.kind == "budget" else "weak"
