"""What a crawl learns of its site's templates: where the browser shows more, where it never does, and what is kept for the next crawl.

A page whose HTML has signs of missing content is rendered, until pages with the same signs of the same cause, made by the same program,
have shown nothing new twice in a row. From then on such pages count as complete, with a spot check now and then. A page that is hollow by
its signs, or whose scripts say that their data did not come, never counts as complete: there the browser met trouble.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from posixpath import splitext
from urllib.parse import urlsplit

from crawler.identity import identity, query_of
from crawler.render_gain import Gain, data_failed, gain_of
from oit.content import Page, Region
from oit.thai import key
from reading.html_signs import sign_name

FRUITLESS = 2  # renders in a row without anything new settle a cause; one, where an earlier crawl settled it too
GIVE_UP = 4  # renders in a row that met trouble: then the browser is of no use here
_SPOT_CHECKS = frozenset({6, 18, 48, 120})  # of the pages called complete, these are rendered all the same
_HOLLOW = frozenset({"script_root", "noscript_notice", "script_redirect"})  # the page's own content is missing, not a part of it
_MOST_KNOWN, _MOST_KEPT, _MOST_SKIPPED, _LONGEST_KEY = 200_000, 60, 5_000, 160


class Advice(StrEnum):
    """What to do with a page that came."""

    PLAIN = "plain"  # nothing is missing by its signs
    RENDER = "render"
    COMPLETE = "complete"  # it has signs, and pages like it showed nothing more in the browser: what came is all there is
    NO_USE = "no_use"  # it lacks content, and the browser did not help with its like: its content stays unseen


@dataclass(slots=True)
class _Cause:
    """One sign of one cause on pages of one make."""

    renders: int = 0
    gains: int = 0
    idle: int = 0  # renders in a row without anything new
    troubled: int = 0  # renders in a row that met trouble
    skipped: list[str] = field(default_factory=list)


class RenderMemory:
    """One crawl's memory. `past` is what `record` gave after an earlier crawl of the same site; anything else is ignored."""

    def __init__(self, past: object = None) -> None:
        self._causes: dict[str, _Cause] = {}
        self._known: set[int] = set()
        self._before = _counts(past, "causes")
        self._signs: dict[str, list[int]] = {}
        self._silent: dict[tuple[str, bool], int] = {}  # make or scripts of pages without signs -> renders in a row that showed nothing new
        self.overlooked: list[str] = []  # pages called complete whose like showed more at a spot check: worth rendering after all

    def advice(self, page: Page) -> Advice:
        """Whether the browser is worth its time for this page, by its signs and what is known of its like. To be asked once a page."""
        if not page.needs_browser:
            return Advice.PLAIN
        names = _causes_of(page)
        causes = [self._causes.setdefault(name, _Cause()) for name in names]
        if all(cause.troubled >= GIVE_UP for cause in causes):
            return Advice.NO_USE
        settled = all(self._is_settled(name, cause) for name, cause in zip(names, causes, strict=True))
        if not settled or is_hollow(page):
            return Advice.RENDER
        for cause in causes:
            if len(cause.skipped) < _MOST_SKIPPED:
                cause.skipped.append(page.url)
        return Advice.RENDER if all(len(cause.skipped) in _SPOT_CHECKS for cause in causes) else Advice.COMPLETE

    def learn(self, static: Page, rendered: Page) -> Gain:
        """Notes what rendering showed; the Gain holds only what no earlier page of this crawl had shown either."""
        whole = gain_of(static, rendered)
        fresh = Gain(
            tuple(text for text in whole.texts if self._is_new(key(text))),
            tuple(url for url in whole.links if self._is_new(identity(url))),
            whole.forms,
        )
        trouble = data_failed(rendered) or (not whole and is_hollow(static))
        causes = {name: self._causes.setdefault(name, _Cause()) for name in _causes_of(static)}
        still_open = [cause for name, cause in causes.items() if not self._is_settled(name, cause)]
        for cause in still_open or causes.values():  # what is new on a page is owed to what was not settled there
            self._note(cause, static.url, bool(fresh), trouble)
        for name in map(sign_name, static.needs_browser or ("none",)):
            count = self._signs.setdefault(name, [0, 0])
            count[0] += 1
            count[1] += bool(fresh)
        if not static.needs_browser:
            self._heard(static, bool(fresh or trouble))
        return fresh

    def may_show_more(self, page: Page) -> bool:
        """Is a second look at this page in the browser worth it, by what pages as complete by their signs showed there? Not without
        scripts, nor where the same scripts showed nothing new before. Links that lead nowhere may open something: of pages with such one of
        the same make must have shown nothing, or two with the same scripts."""
        if page.needs_browser or not page.scripts:
            return bool(page.needs_browser)
        dead = has_dead_links(page)
        alike, related = self._silent.get((make_of(page), dead), 0), self._silent.get((_scripts_of(page), dead), 0)
        return alike == 0 and related < (FRUITLESS if dead else 1)

    def saw(self, page: Page) -> None:
        """Notes the links of a page that came by plain HTTP, so that a menu that scripts repeat on other pages is nothing new."""
        for link in page.links:
            if link.url:
                self._is_new(identity(link.url))

    def pays(self, page: Page) -> bool:
        """Did rendering pages like this one show more, in this crawl or an earlier one? For pages without signs whose item stays open."""
        names = _causes_of(page)
        return any((name in self._causes and self._causes[name].gains > 0) or self._before.get(name, (0, 0))[1] > 0 for name in names)

    def record(self) -> dict[str, dict[str, list[int]]]:
        """JSON-ready: [renders, renders that showed more] by sign and by cause, at most 60 causes."""
        rendered = {name: [cause.renders, cause.gains] for name, cause in self._causes.items() if cause.renders}
        kept = sorted(rendered.items(), key=lambda entry: (-entry[1][0], entry[0]))[:_MOST_KEPT]
        return {"signs": dict(self._signs), "causes": dict(kept)}

    def _is_settled(self, name: str, cause: _Cause) -> bool:
        renders, gains = self._before.get(name, (0, 0))  # where all met trouble, it is met again at the first render
        return not cause.troubled and cause.idle >= (1 if renders > 0 and gains == 0 else FRUITLESS)

    def _note(self, cause: _Cause, url: str, fresh: bool, trouble: bool) -> None:
        cause.renders += 1
        cause.gains += fresh
        cause.troubled = cause.troubled + 1 if trouble else 0
        cause.idle = 0 if fresh or trouble else cause.idle + 1
        if fresh and cause.skipped:
            self.overlooked += (skipped for skipped in cause.skipped if skipped != url and skipped not in self.overlooked)
            cause.skipped.clear()

    def _heard(self, page: Page, more: bool) -> None:
        """Notes whether a page without signs showed more. One with dead links speaks for those without too."""
        kinds = (True, False) if more or has_dead_links(page) else (False,)
        for entry in ((name, dead) for name in (make_of(page), _scripts_of(page)) for dead in kinds):
            self._silent[entry] = 0 if more else self._silent.get(entry, 0) + 1

    def _is_new(self, text: str) -> bool:
        mark = hash("".join(text.split()))
        if mark in self._known or len(self._known) >= _MOST_KNOWN:
            return mark not in self._known
        self._known.add(mark)
        return True


def has_dead_links(page: Page) -> bool:
    """Is there a link in the content that leads nowhere by its address?"""
    return any(link.url is None and link.text and link.region is Region.CONTENT for link in page.links)


def is_hollow(page: Page) -> bool:
    """Is the page's own content missing by its signs?"""
    return any(sign_name(sign) in _HOLLOW for sign in page.needs_browser)


def _causes_of(page: Page) -> list[str]:
    """Each cause of each sign with the make of the page; one entry for a page without signs."""
    make = make_of(page)
    causes: list[str] = []
    for sign in page.needs_browser or ("none",):
        name, _, blamed = sign.partition(":")
        causes += (f"{name}:{cause} {make}"[:_LONGEST_KEY] for cause in blamed.split(","))
    return causes


def make_of(page: Page) -> str:
    """What pages made by one program have in common: first folder and depth, ending, names of the query, scripts."""
    split = urlsplit(page.url)
    folders = [part for part in split.path.split("/")[:-1] if part]
    ending = splitext(split.path)[1].lower()[:8]
    names = ",".join(sorted({name for name, _ in query_of(page.url)}))[:40]
    place = f"/{folders[0][:30]}{'/*' * min(len(folders) - 1, 9)}/*{ending}" if folders else f"/*{ending}"
    return f"{place}?{names} {_scripts_of(page)}"


def _scripts_of(page: Page) -> str:
    return _fingerprint(urlsplit(script).path for script in page.scripts)


def _fingerprint(paths: Iterable[str]) -> str:
    """A short number that is the same in every process."""
    total = 0
    for name in sorted({path.rsplit("/", 1)[-1] for path in paths}):
        for letter in name[:100]:
            total = (total * 131 + ord(letter)) % 1_000_003
    return str(total)


def _counts(past: object, part: str) -> dict[str, tuple[int, int]]:
    """The counts of one part of a record; what is not of its shape is left out."""
    table = past.get(part) if isinstance(past, Mapping) else None
    entries = table.items() if isinstance(table, Mapping) else ()
    return {
        name: (count[0], count[1])
        for name, count in entries
        if isinstance(name, str) and isinstance(count, (list, tuple)) and len(count) == 2 and all(type(number) is int for number in count)
    }
