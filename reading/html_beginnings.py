"""Pages of one site begin alike: banner, menus, lists at the side. The reading of that beginning is kept and taken up again.

What a page is read as does not depend on this: up to some step the same steps were taken, from the same state, with the same facts about
them. Each thread has a memory of its own.
"""

import threading
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from oit.content import Region
from reading.addresses import home
from reading.html_survey import Survey, Surveyor
from reading.html_tree import MOST_STEPS, Step, steps_of
from reading.html_walk import PageWalk

_MOST_SITES = 3
_MOST_BEGINNINGS = 3  # of one site
_SHORTEST = 40  # steps
_LONGEST = 5_000  # steps of a page that others are compared with
_MOST_STRANGERS = 8  # pages in a row that begin otherwise, after which the last of them is what others are compared with


@dataclass(frozen=True, slots=True)
class _Beginning:
    """The state after the first `length` steps of a page at `base`; `facts` is what a survey said of them."""

    length: int
    surveyor: Surveyor
    walk: PageWalk
    facts: tuple[object, ...]
    base: str


@dataclass(slots=True)
class _Site:
    """What the pages of a site are compared with: the steps of one of them."""

    steps: list[Step]
    beginnings: list[_Beginning] = field(default_factory=list)
    strangers: int = 0

    def longest(self, alike: int) -> _Beginning | None:
        return max((one for one in self.beginnings if one.length <= alike), key=lambda one: one.length, default=None)

    def keep(self, beginning: _Beginning) -> None:
        if len(self.beginnings) >= _MOST_BEGINNINGS:
            self.beginnings.remove(min(self.beginnings, key=lambda one: one.length))
        self.beginnings.append(beginning)


class _Memory(threading.local):
    def __init__(self) -> None:
        self.sites: dict[tuple[str, str], _Site] = {}


_memory = _Memory()


def walk_page(root: LexborNode, base: str, charset: str, redirects: tuple[str, ...]) -> tuple[PageWalk, Survey]:
    """The walk over the page below `root`, whose links resolve against `base`, and the survey before it. `redirects` come first among its
    links."""
    if redirects:
        return _walk(_Reading(steps_of(root)[0], base, charset, redirects=redirects))
    key = (home(base, 0), charset)
    site = _memory.sites.get(key)
    steps, alike = steps_of(root, site.steps if site else ())
    if site is None or (alike < _SHORTEST and site.strangers >= _MOST_STRANGERS):
        if _SHORTEST <= len(steps) <= _LONGEST:
            _remember(key, steps)
        return _walk(_Reading(steps, base, charset))
    site.strangers = 0 if alike >= _SHORTEST else site.strangers + 1
    known = site.longest(alike)
    stop = alike if alike >= _SHORTEST and (known is None or known.length < 0.8 * alike) else 0
    return _walk(_Reading(steps, base, charset, site, known, stop))


def _remember(key: tuple[str, str], steps: list[Step]) -> None:
    _memory.sites.pop(key, None)
    if len(_memory.sites) >= _MOST_SITES:
        del _memory.sites[next(iter(_memory.sites))]
    _memory.sites[key] = _Site(steps)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page to be read: from `known` on, if that is anything; at `stop` its state is to be kept."""

    steps: list[Step]
    base: str
    charset: str
    site: _Site | None = None
    known: _Beginning | None = None
    stop: int = 0
    redirects: tuple[str, ...] = ()


def _walk(reading: _Reading) -> tuple[PageWalk, Survey]:
    steps, known, stop = reading.steps, reading.known, reading.stop
    surveyor = known.surveyor.fork() if known else Surveyor()
    start = known.length if known else 0
    half = None
    if stop:
        surveyor.run(steps[start:stop])
        half, start = surveyor.fork(), stop
    surveyor.run(steps[start:MOST_STEPS])
    survey = surveyor.finish()
    walk, start = _taken_up(known, survey, reading) if known else (PageWalk(survey, reading.base, reading.charset), 0)
    for target in reading.redirects:
        walk.shelf.add(target, (), Region.CONTENT, "refresh")
    if half is not None and reading.site is not None:
        walk.run(steps[start:stop])
        reading.site.keep(_Beginning(stop, half, walk.fork(survey, reading.base), survey.before(stop), reading.base))
        start = stop
    walk.run(steps[start:])
    walk.cut = walk.cut or len(steps) > MOST_STEPS
    walk.finish()
    return walk, survey


def _taken_up(known: _Beginning, survey: Survey, reading: _Reading) -> tuple[PageWalk, int]:
    """The walk to go on with, and the step from which on: the first, if the beginning means something else on this page."""
    bond = known.walk.shelf.bond
    if home(known.base, bond) == home(reading.base, bond) and survey.before(known.length) == known.facts:
        return known.walk.fork(survey, reading.base), known.length
    return PageWalk(survey, reading.base, reading.charset), 0
