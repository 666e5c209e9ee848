"""What kind of address it is, by its words alone: calendars, searches, tags, accounts, feeds, copies; pages of a list; languages. Pure."""

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl

from crawler import trap_words as words
from crawler.identity import identity

_DIGITS = re.compile(r"\d+")
_RUN_OF_NUMBERS = re.compile(r"0(?:[-/_.]0)+")
_DATE_VALUE = re.compile(r"\d{1,4}(?:[-/.]\d{1,4}){0,2}\Z|\d{8}\Z|\d{10}\Z")
_DATE_PATH = re.compile(r"/(?:19|20|24|25|26)\d\d(?:[-/]\d{1,2}){1,2}/?\Z|/\d{1,2}[-/](?:19|20|25)\d\d/?\Z")
_DAY_ARCHIVE = re.compile(r"(?:/index\.php)?/(?:19|20|25)\d\d/\d{1,2}/\d{1,2}/?\Z")
_EVENT_TASK = re.compile(r"\b(?:month|week|day|year|range)\.(?:calendar|listevents)|\bexact_date~|\baction~(?:month|week|agenda|oneday)")
_MONTH = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(words.MONTH_NAMES, key=len, reverse=True))})(?![^\W\d_])")
_YEAR = re.compile(r"(?<!\d)(?:19|20|24|25|26)\d\d(?!\d)")
_PAGE_PATH = re.compile(r"/(?:page|หน้า)[/_-]?(\d{1,5})(?:\.\w{1,5})?/?\Z")


class Kind(Enum):
    """What an address is by its words."""

    CALENDAR = "calendar"  # a month, week or day of a calendar
    DATED = "dated"  # a list by month or day, which may hold documents
    SEARCH = "search"
    TAG = "tag"
    ACCOUNT = "account"
    SHOP = "shop"
    FEED = "feed"
    COPY = "copy"  # to be printed, sent, answered
    PAGE = "page"  # none of these


_BY_DATE = (Kind.CALENDAR, Kind.DATED)
_LANGUAGES = words.FOREIGN | words.THAI


class Marks(NamedTuple):
    """All that traps are recognised by in one address."""

    shape: str  # without numbers: what the addresses of one endless list have in common
    kind: Kind
    series: str  # of a calendar or dated list: what its months and days have in common; else ""
    list: str  # the list that a numbered page belongs to, else ""
    page: int  # its number there
    original: str  # the page whatever its language
    foreign: bool  # the address asks for another language than Thai


@lru_cache(maxsize=50_000)
def marks(url: str) -> Marks:
    """The marks of an absolute address."""
    key = identity(url)
    place, _, asked = key.removeprefix("//").partition("?")
    host, slash, path = place.partition("/")
    path = slash + path
    query = parse_qsl(asked, keep_blank_values=True) if asked else []
    kind = _kind(path.lower(), [(name.lower(), value.lower()) for name, value in query])
    shape = f"{host}{_DIGITS.sub('0', path)}?{_joined([(name, _DIGITS.sub('0', value)) for name, value in query])}"
    listed, page = _page_of_list(host, path, query)
    original, foreign = _without_language(host, path, query)
    return Marks(shape, kind, _series(host, path, query) if kind in _BY_DATE else "", listed, page, original, foreign)


def is_calendar(url: str) -> bool:
    """Does the address name a day, week or month of a calendar, or of another list by months or days?"""
    return marks(url).kind in _BY_DATE


def _kind(path: str, query: list[tuple[str, str]]) -> Kind:
    """The first kind that fits."""
    stems = [segment.rpartition(".")[0] or segment for segment in path.split("/") if segment]
    routed = {value for name, value in query if name in words.ROUTING_PARAMETERS}
    if _feeds(stems, query):
        return Kind.FEED
    calendar = _calendar(path, stems, query)
    if calendar is not None:
        return calendar
    found = set(stems)
    if routed & words.COPY_PARTS or found & words.COPY_STEMS or any(stem.startswith("print_") for stem in stems):
        return Kind.COPY
    if routed & words.ACCOUNT_PARTS or found & words.ACCOUNT_STEMS:
        return Kind.ACCOUNT
    if found & words.SHOP_STEMS:
        return Kind.SHOP
    if set(stems[:-1]) & words.TAG_SEGMENTS or any(name in words.TAG_PARAMETERS and value for name, value in query):
        return Kind.TAG
    return Kind.SEARCH if _searches(stems, query, routed) else Kind.PAGE


def _series(host: str, path: str, query: list[tuple[str, str]]) -> str:
    bare = _RUN_OF_NUMBERS.sub("0", _MONTH.sub("0", _DIGITS.sub("0", path.lower()))).rstrip("/0")
    routed = [(name, value) for name, value in query if name.lower() in words.ROUTING_PARAMETERS and not _dated(value)]
    return f"{host}{bare}?{_joined(routed)}"


def _page_of_list(host: str, path: str, query: list[tuple[str, str]]) -> tuple[str, int]:
    inside = _PAGE_PATH.search(path)
    if inside is not None:
        return f"{host}{path[: inside.start()]}/?{_joined(query)}", int(inside.group(1))
    for name, value in query:
        if value.isdecimal() and len(value) <= 6 and _is_paging(name.lower()) and (name.lower() not in ("p", "start") or len(query) > 1):
            return f"{host}{path}?{_joined([pair for pair in query if pair[0] != name])}#{name}", int(value)
    return "", 0


def _without_language(host: str, path: str, query: list[tuple[str, str]]) -> tuple[str, bool]:
    parts = path.split("/")
    at = next((n for n, part in enumerate(parts[:4]) if part.lower() in words.FOREIGN_SEGMENTS or part.lower() in words.THAI), None)
    foreign = at is not None and parts.pop(at).lower() in words.FOREIGN_SEGMENTS
    rest = []
    for name, value in query:
        if name.lower() in words.LANGUAGE_PARAMETERS and value.lower() in _LANGUAGES:
            foreign = foreign or value.lower() in words.FOREIGN
        else:
            rest.append((name, value))
    return f"{host}{'/'.join(parts) or '/'}?{_joined(rest)}", foreign


def _calendar(path: str, stems: list[str], query: list[tuple[str, str]]) -> Kind | None:
    names = {name for name, _ in query}
    text = f"{path} {' '.join([value for _, value in query])}"
    named = any(word in text for word in words.CALENDAR_WORDS) or bool(names & words.EVENT_PARAMETERS)
    dated = sum(name in words.DATE_PARAMETERS and _dated(value) for name, value in query)
    years = any(name in words.YEAR_PARAMETERS and _dated(value) for name, value in query)
    in_path = _DATE_PATH.search(path) is not None
    if _EVENT_TASK.search(text) or _DAY_ARCHIVE.match(path):
        return Kind.CALENDAR
    timed = any(name == "time" and value.isdecimal() for name, value in query)
    if named and (dated or in_path or timed or (years and len(query) <= 4) or _names_month(path)):
        return Kind.CALENDAR
    if (in_path or dated) and any(stem in words.EVENT_SEGMENTS for stem in stems):
        return Kind.CALENDAR
    return Kind.DATED if dated >= 2 or (dated == 1 and len(query) <= 2) else None


def _names_month(path: str) -> bool:
    return _YEAR.search(path) is not None and _MONTH.search(path) is not None


def _feeds(stems: list[str], query: list[tuple[str, str]]) -> bool:
    by_name = any(name in ("feed", "ical", "outlook-ical") for name, _ in query) or stems[:1] == ["wp-json"]
    by_value = not {("format", "feed"), ("type", "rss"), ("type", "atom")}.isdisjoint(query)
    return by_name or by_value or (bool(stems) and stems[-1] in words.FEED_STEMS)


def _dated(value: str) -> bool:
    return _DATE_VALUE.match(value) is not None or _MONTH.fullmatch(value.lower()) is not None


def _searches(stems: list[str], query: list[tuple[str, str]], routed: set[str]) -> bool:
    if "label" in stems:  # the categories of one maker's blogs stand under /search/label/
        return False
    if any(stem in words.SEARCH_SEGMENTS for stem in stems) or routed & words.SEARCH_PARTS:
        return True
    return any(name in words.SEARCH_PARAMETERS and value.strip() and not value.isdecimal() and "/" not in value for name, value in query)


def _is_paging(name: str) -> bool:
    return name in words.PAGING_PARAMETERS or name.startswith(words.LONG_NAMED_PAGING)


def _joined(query: Iterable[tuple[str, str]]) -> str:
    return "&".join([f"{name}={value}" for name, value in query])
