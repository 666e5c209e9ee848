"""Menus written with relative links and included into pages of every folder: which links only lead astray and need no asking. Pure.

`plan.html` in a menu leads to /plan.html from the front page and to /news/plan.html from the news. Both links are written alike and say the
same; a few answers tell which folder's copies lead nowhere, and what the words promise was seen where they lead rightly.
"""

from collections import Counter
from functools import lru_cache

from crawler.identity import identity
from crawler.link_rules import is_document, repeats_segments
from crawler.targets import Target
from oit.content import Region

ENOUGH_DEAD = 3  # copies of one folder that gave nothing, while the same links from another folder did
SITE_DEAD, FEW_DEAD = 8, 1  # once so many did on the site, so few of a further folder are enough
MOST_ALIVE = 0.2  # of these a copy that leads to a page as well is an accident
MOST_ALIKE = 40  # targets of links that are written alike
MOST_PLACES = 8  # folders from which links lead to one target


@lru_cache(maxsize=4_096)
def folder(url: str) -> str:
    """What relative links of the page at `url` begin with, as a key like those of `identity`."""
    return identity(url.partition("?")[0].partition("#")[0]).rpartition("/")[0] + "/"


class WrongBases:
    """Learns from every link that is seen and every address that was asked for. Memory is bounded by what the frontier keeps."""

    def __init__(self) -> None:
        self._places: dict[Target, list[str]] = {}  # folders of pages from which a relative link may lead there
        self._absolute: set[Target] = set()  # reached by a link that no relative one from its page's folder can be
        self._alone: dict[str, Target] = {}  # by what follows the folder, as a link may have been written: the one such target
        self._alike: dict[str, list[Target]] = {}  # and where there are several
        self._came: dict[Target, bool] = {}  # of those asked for: whether there was something; trouble is neither
        self._told: dict[str, tuple[int, int]] = {}  # folder -> copies that gave nothing, copies that led to something
        self._stale = True

    def saw(self, target: Target, url: str, found_on: str) -> None:
        """A link to `url`, which is `target`, stands on the page `found_on`."""
        places = self._places.setdefault(target, [])
        base = folder(found_on)
        if base in places or target in self._absolute:
            return
        key = identity(url)
        if not key.startswith(base) or len(places) >= MOST_PLACES:
            self._absolute.add(target)
            return
        places.append(base)
        self._group(key[len(base) :], target)

    def _group(self, tail: str, target: Target) -> None:
        alone = self._alone.setdefault(tail, target)
        if alone is target:
            return
        alike = self._alike.setdefault(tail, [alone])
        if target not in alike and len(alike) < MOST_ALIKE:
            alike.append(target)
            self._stale = True

    def answered(self, target: Target, came: bool | None) -> None:
        """It was asked for: something came, nothing is there, or (None) nobody can tell."""
        if came is None:
            self._came.pop(target, None)
        else:
            self._came[target] = came
        self._stale = True

    def said(self, target: Target) -> bool | None:
        """What `answered` was told of it last; None before."""
        return self._came.get(target)

    def forget(self, targets: set[Target]) -> None:
        """These are not kept any longer."""
        for target in targets:
            self._places.pop(target, None)
        self._absolute -= targets
        self._alone = {tail: target for tail, target in self._alone.items() if target not in targets}
        self._alike = {tail: kept for tail, those in self._alike.items() if (kept := [one for one in those if one not in targets])}
        self._stale = True

    def is_doubtful(self, target: Target) -> bool:
        """Is it the copy of a link that led to something from another folder, on a site where such copies led nowhere?"""
        places = self._places.get(target, ())
        if target in self._absolute or not places or not self._alike or not self._tally()[""][0]:
            return False
        key = identity(target.url)
        return any(self._came.get(twin) for base in places for twin in self._alike.get(key[len(base) :], ()))

    def leads_astray(self, target: Target) -> bool:
        """Is it only the copy, from a wrong folder, of a link that was asked for from the right one? Every wording of it is the other's.
        Papers are never left: many pages call theirs by a number."""
        places, key = self._places.get(target, ()), identity(target.url)
        if target in self._absolute or target in self._came or not places or is_document(target.url):
            return False
        if any(key[len(base) :] not in self._alike for base in places):
            return False
        grown = repeats_segments(key.partition("?")[0].lstrip("/").partition("/")[2])
        return all((grown or self._is_wrong(base)) and self._right_one(target, base) for base in places)

    def _right_one(self, target: Target, base: str) -> bool:
        """Did the same link from a folder that is not wrong get an answer?"""
        words = _words(target)
        for twin in self._alike.get(identity(target.url)[len(base) :], ()):
            if twin is target or twin not in self._came or not words <= _words(twin):
                continue
            if self._came[twin] or not all(map(self._is_wrong, self._places[twin])):
                return True
        return False

    def _is_wrong(self, base: str) -> bool:
        told = self._tally()
        dead, alive = told.get(base, (0, 0))
        all_dead, all_alive = told[""]
        known_site = all_dead >= SITE_DEAD and all_alive <= MOST_ALIVE * all_dead
        return dead >= (FEW_DEAD if known_site else ENOUGH_DEAD) and alive <= MOST_ALIVE * dead

    def _tally(self) -> dict[str, tuple[int, int]]:
        """Of each folder, and of all ("") together: copies that gave nothing and copies that led to something, where the same link from
        another folder led to something."""
        if self._stale:
            self._stale = False
            dead: Counter[str] = Counter()
            alive: Counter[str] = Counter()
            for those in self._alike.values():
                if any(self._came.get(one) for one in those):
                    self._count(those, dead, alive)
            self._told = {base: (dead[base], alive[base]) for base in {*dead, *alive}}
            self._told[""] = (sum(dead.values()), sum(alive.values()))
        return self._told

    def _count(self, those: list[Target], dead: Counter[str], alive: Counter[str]) -> None:
        """The first that led to something is the right one, the others are its copies."""
        right = next(one for one in those if self._came.get(one))
        for one in those:
            if one is not right and one in self._came:
                (alive if self._came[one] else dead).update(self._places.get(one, ()))


def _words(target: Target) -> set[tuple[str, str]]:
    """Under which words links lead there; in the content of pages with the heading over them."""
    return {(seen.text, seen.heading if seen.region is Region.CONTENT else "") for seen in target.sightings}
