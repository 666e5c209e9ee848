"""Why a link is not worth asking for: media, schemes, traps. Pure, apart from the counters that a trap is recognised by."""

import re
from collections import Counter
from urllib.parse import unquote, urlsplit

from crawler.identity import query_of, shape
from crawler.words import CALENDAR_PARAMETERS, CALENDAR_SEGMENTS, DOCUMENT_EXTENSIONS, MEDIA_EXTENSIONS
from oit.snapshot import NotFetched

MAX_URL = 2_000
MAX_CALENDAR_PAGES = 12  # of one calendar: a year of months
MAX_SAME_SHAPE = 40  # addresses that differ only in numbers: more wait until the rest is done
HARD_SAME_SHAPE = 120  # and beyond this they are never asked for
TRUSTED_RANK = 60.0  # a link this likely to lead to an item is no trap

_DATE_VALUE = re.compile(r"\d{1,4}([-/]\d{1,2}){0,2}\Z")
_DATE_PATH = re.compile(r"/(?:19|20|25)\d\d(?:[-/]\d{1,2}){1,2}/?\Z")


def is_document(url: str) -> bool:
    """Does the path end like a document that is read: pdf, Word, Excel, slides, text?"""
    return path_extension(url) in DOCUMENT_EXTENSIONS


def path_extension(url: str) -> str:
    """Lower-case ending of the path's last segment without dot, "" for none. Long or odd endings count as none."""
    try:
        name = unquote(urlsplit(url).path).rstrip().rsplit("/", 1)[-1]
    except ValueError:
        return ""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return ending if ending.isalnum() and len(ending) <= 5 else ""


def refused(url: str) -> NotFetched | None:
    """The reason that lies in the address alone, None when it may be asked for."""
    try:
        split = urlsplit(url)
    except ValueError:
        return NotFetched.SCHEME
    if split.scheme not in ("http", "https"):
        return NotFetched.SCHEME
    if path_extension(url) in MEDIA_EXTENSIONS:
        return NotFetched.TYPE
    if len(url) > MAX_URL or repeats_segments(split.path):
        return NotFetched.TRAP
    return None


def repeats_segments(path: str) -> bool:
    """A relative link followed from the wrong folder: one segment three times, or a run of segments twice in a row."""
    parts = [part for part in path.split("/") if part and not part.isdecimal()]
    if any(times >= 3 for times in Counter(parts).values()):
        return True
    runs = ((start, size) for size in range(2, len(parts) // 2 + 1) for start in range(len(parts) - 2 * size + 1))
    return any(parts[start : start + size] == parts[start + size : start + 2 * size] for start, size in runs)


def is_calendar(url: str) -> bool:
    """Does the address name a day, week or month of a calendar?"""
    path = unquote(urlsplit(url).path).lower()
    dated = sum(name.lower() in CALENDAR_PARAMETERS and _DATE_VALUE.match(value) is not None for name, value in query_of(url))
    named = any(word in path for word in CALENDAR_SEGMENTS)
    return dated >= 2 or (dated == 1 and len(query_of(url)) <= 2) or (named and (dated >= 1 or _DATE_PATH.search(path) is not None))


class Traps:
    """Counts addresses of one shape, so that an endless list or calendar does not take the whole crawl."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()
        self._calendars: Counter[str] = Counter()

    def verdict(self, url: str, rank: float) -> NotFetched | None:
        """TRAP when enough of its kind were asked for. Documents lead nowhere further and are never traps."""
        if rank >= TRUSTED_RANK or is_document(url):
            return None
        key = shape(url)
        if self._asked[key] >= HARD_SAME_SHAPE or (is_calendar(url) and self._calendars[key] >= MAX_CALENDAR_PAGES):
            return NotFetched.TRAP
        return None

    def crowded(self, url: str, rank: float) -> bool:
        """Were so many of its kind asked for that others go first?"""
        return rank < TRUSTED_RANK and not is_document(url) and self._asked[shape(url)] >= MAX_SAME_SHAPE

    def asked(self, url: str) -> None:
        """Notes that `url` is asked for."""
        key = shape(url)
        self._asked[key] += 1
        self._calendars[key] += is_calendar(url)
