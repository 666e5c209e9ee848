"""Addresses of one kind, and whether asking for more of that kind still brings anything. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from crawler.identity import identity, query_of
from crawler.trap_kinds import Marks, marks

_DIGITS = re.compile(r"\d+")
PLACE_PARAMETERS = frozenset({"start", "limitstart", "offset", "from"})  # where in a list a page of it begins
ALL_DEAD, SAMPLED = 10, 20  # addresses of a family that gave nothing; of the following ones one in so many is asked for
_LONGEST_WORD = 16  # letters of a query's value that names a kind ("mod=news"), not one thing


@lru_cache(maxsize=50_000)
def family(url: str) -> str:
    """What addresses of one kind share: host and folders without numbers, and the words of the query. The last segment names the one page
    and is left out where it is no script; a number anywhere makes no other kind."""
    split = urlsplit(identity(url))
    parts = [_DIGITS.sub("0", unquote(part)) for part in split.path.split("/") if part]
    if parts and not split.query:
        parts[-1] = "*"
    query = [(name, value if value.isalpha() and len(value) <= _LONGEST_WORD else "") for name, value in query_of(url)]
    return f"{split.netloc}/{'/'.join(parts)}?{'&'.join(f'{name}={value}' for name, value in sorted(query))}"


def continues(page_url: str, url: str) -> bool:
    """Is `url` another page of the list that `page_url` is a page of?"""
    one, other = marks(page_url), marks(url)
    if other.list:
        return _list(one) == _list(other) and one.page != other.page
    added = set(query_of(url)) - set(query_of(page_url))
    here, there = urlsplit(identity(page_url)), urlsplit(identity(url))
    if len(added) != 1 or (here.netloc, here.path) != (there.netloc, there.path):
        return False
    name, value = next(iter(added))
    return name.lower() in PLACE_PARAMETERS and value.isdecimal()


def narrows(page_url: str, url: str) -> bool:
    """Does `url` only ask for the page again with something added: another order, fewer or more rows?"""
    one, other = urlsplit(identity(page_url)), urlsplit(identity(url))
    here, there = set(query_of(page_url)), set(query_of(url))
    return (one.netloc, one.path) == (other.netloc, other.path) and here < there


def _list(known: Marks) -> str:
    return (known.list or known.original).partition("#")[0].rstrip("?").rstrip("/")


class Families:
    """What pages of one family brought: how many in a row no further links, and how many that promised an item showed one."""

    def __init__(self) -> None:
        self._barren: Counter[str] = Counter()
        self._promised: Counter[str] = Counter()
        self._shown: Counter[str] = Counter()
        self._trust: dict[str, float] = {}
        self._alive: Counter[str] = Counter()
        self._dead: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()

    def asked(self, url: str) -> None:
        """An address that promises an item is asked for."""
        self._promised[family(url)] += 1

    def learn(self, shown: Iterable[str]) -> None:
        """These of the addresses that were asked for show an item: families of which many promised and few showed are trusted less."""
        self._shown = Counter(map(family, shown))
        self._trust = {key: _trust(promised, self._shown[key]) for key, promised in self._promised.items()}

    def trust(self, url: str) -> float:
        """0-1: what the promise of a link of this family is worth, as far as was learnt."""
        return self._trust.get(family(url), 1.0)

    def answered(self, url: str, came: bool | None, before: bool | None = None) -> None:
        """An address was asked for: something came, nothing is there, or (None) nobody can tell. `before` is what was said of this address
        so far: it is taken back, so that each address counts once."""
        key = family(url)
        for said, step in ((before, -1), (came, 1)):
            if said is not None:
                (self._alive if said else self._dead)[key] += step

    def leaves_out(self, url: str) -> bool:
        """May a link of this family that promises nothing be left out? Yes, once ALL_DEAD of it gave nothing and none anything; one in
        SAMPLED is asked for all the same."""
        key = family(url)
        if self._alive[key] or self._dead[key] < ALL_DEAD:
            return False
        self._left_out[key] += 1
        return self._left_out[key] % SAMPLED != 0

    def came(self, url: str, fruitful: bool) -> None:
        """A page at `url` was read; `fruitful` if it led on to anything that was looked for."""
        key = family(url)
        self._barren[key] = 0 if fruitful else self._barren[key] + 1

    def barren(self, url: str) -> int:
        """How many of its family came in a row since the last fruitful one."""
        return self._barren[family(url)]


def _trust(promised: int, shown: int) -> float:
    """1 until a handful has come; then by the share that kept its promise, never below a seventh: the next one may."""
    return min(1.0, 0.15 + 1.6 * (shown + 1) / (promised + 2)) if promised >= 3 else 1.0
