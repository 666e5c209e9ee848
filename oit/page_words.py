"""What a page says, so that two visits can be compared: its lines without what changes with every visit and without the site's frame.

Counters, times and today's date are left out, years of an assessment are not. A line that other pages of the site bear too (menus, news
in a box, buttons) may come and go; what only this page says may not. Pure.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlsplit

from oit.code_patterns import MONTH
from oit.content import Page, Region
from oit.thai import arabic_digits, clean, key
from oit.words import WEEKDAYS

MOST_LINES = 4_000  # of a page that are compared
_LETTERS = 12  # of the hash of a line
_DAY = re.compile(rf"[0-9]{{1,2}}\s*(?:{MONTH.pattern})", re.IGNORECASE)
_WEEKDAY = re.compile("|".join(WEEKDAYS), re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+(?:[.,:][0-9]+)*")
_YEAR = re.compile(r"25[4-9][0-9]|20[0-4][0-9]")
_OF_VISIT = re.compile(r".*sess(?:ion)?_?id|sid|.*token|csrf.*|_|ts?|time(?:stamp)?|rand(?:om)?|nonce|utm_.*|fbclid|gclid", re.IGNORECASE)
_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)


def page_words(page: Page, others: Iterable[Page], version: str) -> str:
    """The lines of a page as text to keep: a head with `version` (of the reading that made the page), hashes of the lines that only this
    page bears, and of those that others bear too."""
    lines = set(_lines(page))
    shared = {line for other in others if other is not page for line in _lines(other)} & lines if lines else set()
    return "|".join((version, " ".join(sorted(lines - shared)), " ".join(sorted(shared))))


def made_by(words: str) -> str:
    """The version that `words` were made by."""
    return words.partition("|")[0]


def same_words(before: str, now: str) -> bool:
    """Does a page still say what it said? Of one version only. What a page shares with others is looked at where it says nothing else."""
    _, own_before, shared_before = before.split("|")
    _, own_now, shared_now = now.split("|")
    was, all_was = set(own_before.split()), {*own_before.split(), *shared_before.split()}
    is_now, all_now = set(own_now.split()), {*own_now.split(), *shared_now.split()}
    return (was or all_was) <= all_now and is_now <= all_was


def _lines(page: Page) -> Iterator[str]:
    """Hashes of the page's lines, and of the addresses of its links and pictures."""
    seen = dict.fromkeys(one for one in _said(page) if one)
    for one in list(seen)[:MOST_LINES]:
        yield hashlib.sha256(one.encode()).hexdigest()[:_LETTERS]


def _said(page: Page) -> Iterator[str]:
    for block in page.blocks:
        if block.region is Region.CONTENT:
            yield _steady(block.text)
            yield _address(block.url) if block.url else ""
    yield from (_address(link.url) for link in page.links if link.url and link.region is Region.CONTENT)


def _steady(text: str) -> str:
    """A line without numbers but years, without the day of a date and the names of weekdays."""
    plain = _DAY.sub(" ", arabic_digits(clean(text)))
    return key(_NUMBER.sub(lambda found: found.group() if _YEAR.fullmatch(found.group()) else " ", _WEEKDAY.sub(" ", plain)))


def _address(url: str) -> str:
    """An address without what a visit writes into it."""
    try:
        parts = urlsplit(url)
        asked = [f"{name}={value}" for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _OF_VISIT.fullmatch(name)]
    except ValueError:  # what nobody can open says nothing
        return ""
    return f"{parts.netloc.lower()}{_IN_PATH.sub('', parts.path)}?{'&'.join(asked)}"
