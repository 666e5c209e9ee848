"""What a site's own addresses teach: parameters that are session ids under unusual names, and lists with every combination of filters."""

import re
from collections import OrderedDict
from itertools import pairwise
from urllib.parse import urlencode, urlsplit

from crawler.identity import identity, query_of

MOST_NAMES = 64  # parameters that are watched, of all hosts
MOST_VALUES = 32  # of each
PAGES_A_VALUE = 6  # a session's id stands in the addresses of so many different pages
SESSIONS = 2  # and so many ids do
MOST_PARAMETERS = 20  # of one address; longer ones are no help
MOST_PATHS = 2_000  # scripts whose combinations are watched
MOST_PAIRS = 500  # of each
LEAST_ASKED, LEAST_FORMS, COMBINED = 15, 5, 1.5

_RANDOM = re.compile(r"[0-9A-Za-z_-]{16,128}\Z")
_WORD = re.compile(r"[a-z]{6,}|[A-Z]{6,}")
_INDEX = re.compile(r"\[\w*\]\Z")


def looks_random(value: str) -> bool:
    """Letters and digits in a mix that nobody would write: at least 16, no long words, many changes between the two."""
    if not _RANDOM.match(value) or value.isdecimal() or value.isalpha() or _WORD.search(value):
        return False
    digits = sum(letter.isdigit() for letter in value)
    return 3 <= digits <= len(value) - 3 and _changes(value) >= len(value) // 5


def _changes(value: str) -> int:
    return sum(a.isdigit() != b.isdigit() for a, b in pairwise(value))


class SessionNames:
    """Learns which parameters are session ids: the same random value in the addresses of many pages, and later another one."""

    def __init__(self) -> None:
        self.names: set[tuple[str, str]] = set()  # host and parameter
        self._pages: OrderedDict[tuple[str, str], OrderedDict[str, set[str]]] = OrderedDict()

    def learn(self, url: str) -> bool:
        """`url` stands on a page of the site. True if that settled that a parameter is a session's."""
        if "=" not in url:
            return False
        known = len(self.names)
        pairs = query_of(url)
        if len(pairs) > MOST_PARAMETERS:
            return False
        for at, (name, value) in enumerate(pairs):
            host = _host(url)
            if not looks_random(value) or (host, name) in self.names:
                continue
            rest = urlsplit(url).path + "?" + urlencode([pair for n, pair in enumerate(pairs) if n != at])
            self._note((host, name), value, rest)
        return len(self.names) > known

    def identity(self, url: str) -> str:
        """Identity without the parameters that were learnt."""
        if not self.names or "=" not in url:
            return identity(url)
        split, host = urlsplit(url), _host(url)
        pairs = query_of(url)
        kept = [(name, value) for name, value in pairs if (host, name) not in self.names or not looks_random(value)]
        return identity(url) if len(kept) == len(pairs) else identity(split._replace(query=urlencode(kept)).geturl())

    def _note(self, key: tuple[str, str], value: str, rest: str) -> None:
        values = self._pages.setdefault(key, OrderedDict())
        pages = values.setdefault(value, set())
        if len(pages) < PAGES_A_VALUE:
            pages.add(rest)
        if sum(len(seen) >= PAGES_A_VALUE for seen in values.values()) >= SESSIONS:
            self.names.add(key)
            del self._pages[key]
            return
        while len(values) > MOST_VALUES:  # the least told goes: one page only, then the oldest
            del values[min(values, key=lambda old: len(values[old]))]
        while len(self._pages) > MOST_NAMES:
            self._pages.popitem(last=False)


class Facets:
    """Learns which scripts answer to every combination of filters: far more addresses than there are different filters among them.

    A combination of filters that were all asked for before shows nothing new; one with a new value may."""

    def __init__(self) -> None:
        self._scripts: OrderedDict[str, _Script] = OrderedDict()

    def asked(self, url: str) -> None:
        pairs = _pairs(url)
        if pairs:
            script = self._scripts.setdefault(_script_of(url), _Script())
            script.asked += 1
            script.forms.add(tuple(sorted(name for name, _ in pairs)))
            if len(script.pairs) < MOST_PAIRS:
                script.pairs.update(pairs)
            while len(self._scripts) > MOST_PATHS:
                self._scripts.popitem(last=False)

    def nothing_new(self, url: str) -> bool:
        """Is this one more combination of what was asked for in other combinations?"""
        script = self._scripts.get(_script_of(url))
        return script is not None and script.combines() and script.pairs.issuperset(_pairs(url))


class _Script:
    __slots__ = ("asked", "forms", "pairs")

    def __init__(self) -> None:
        self.asked = 0
        self.pairs: set[tuple[str, str]] = set()
        self.forms: set[tuple[str, ...]] = set()  # which parameters stood together

    def combines(self) -> bool:
        return self.asked >= LEAST_ASKED and len(self.forms) >= LEAST_FORMS and self.asked >= COMBINED * len(self.pairs)


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _script_of(url: str) -> str:
    split = urlsplit(identity(url))
    return f"{split.netloc}{split.path}"


def _pairs(url: str) -> list[tuple[str, str]]:
    return [(_INDEX.sub("[]", name), value) for name, value in query_of(identity(url))]
