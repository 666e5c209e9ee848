"""Checks on lists: dated entries, files, a series of months."""

from collections.abc import Iterator, Mapping

from oit.checks.base import NO, UNKNOWN, Context, Seen, least
from oit.checks.words import key_of, own_lines, unreadable
from oit.content import BlockKind
from oit.dates import find_periods
from oit.scene import Scene
from oit.site_index import Leads
from oit.thai import key

ENTRY_LETTERS = 12
DEAD_ENTRIES = 2


def dated_list(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """At least `least` (default 3) different entries that carry a full date or a month. On a page that lists many things (a front page)
    its entries must lead to at least two different places: sample text has dates too, and leads nowhere."""
    if unreadable(scene):
        return UNKNOWN
    found = dict.fromkeys(line[:120] for line in _entries(scene, context) if any(period.date for period in find_periods(line[:300])))
    front = scene.index or context.site.is_start(scene.resource)
    if _all_dead(scene, context):
        return NO
    if len(found) < least(args, 3) or (front and len(_living_targets(scene, context)) < 2):
        return NO
    return Seen(True, "; ".join(list(found)[:3])[:200])


def entries(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """At least `least` (default 2) entries of a list: links or, where no button is dead, headings with words of their own (12 letters)."""
    if unreadable(scene):
        return UNKNOWN
    if _all_dead(scene, context):
        return NO
    dead = any(link.url is None for link in scene.links)
    texts = [link.text for link in scene.links if link.url] + [b.text for b in scene.blocks if b.kind is BlockKind.HEADING and not dead]
    found = dict.fromkeys(text for text in texts if len(key(text)) >= ENTRY_LETTERS)
    return Seen(True, "; ".join(list(found)[:3])[:200]) if len(found) >= least(args, 2) else NO


def _all_dead(scene: Scene, context: Context) -> bool:
    """Several links, and not one leads anywhere: the sample text of a template, or a list copied without what it leads to."""
    here = scene.page.url if scene.page else scene.url
    dead = (Leads.NOWHERE, Leads.BROKEN)
    count = sum(context.site.target(link, here).leads in dead for link in scene.links)
    return count >= DEAD_ENTRIES and not _living_targets(scene, context)


def _living_targets(scene: Scene, context: Context) -> set[str]:
    here = scene.page.url if scene.page else scene.url
    living = (Leads.PAGE, Leads.FILE, Leads.OFF_SITE, Leads.NOT_FETCHED)
    return {link.url for link in scene.links if link.url and context.site.target(link, here).leads in living}


def _entries(scene: Scene, context: Context) -> Iterator[str]:
    yield from own_lines(scene, context, titles=True)
    if scene.document is None:
        yield from (block.text for block in scene.blocks if block.kind is BlockKind.HEADING)
        yield from (f"{link.text} {link.context}" for link in scene.links if link.url)


def files(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """At least `least` (default 1) documents: files behind the scene's links, or links whose words are of the item to pages that show
    something."""
    if scene.document is not None:
        return Seen(None if unreadable(scene) else True, scene.opening[:150])
    here = scene.page.url if scene.page else scene.url
    shown = {
        link.url: link.text
        for link in scene.links
        if link.url
        and (
            (target := context.site.target(link, here)).leads is Leads.FILE
            or (target.leads is Leads.PAGE and context.score(link.text) >= context.review and context.site.shows_something(target.resource))
        )
    }
    return Seen(True, "; ".join(shown.values())[:200]) if len(shown) >= least(args) else NO


def months(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """At least `least` (default 6) of the months October to March (`names`, in that order) are named, each in the words of a link, a row, a
    heading or a document; months of the assessed year that other papers of the item are called by count too."""
    if unreadable(scene):
        return UNKNOWN
    names = context.words(args, "names")
    texts = [key(text) for text in ([*(link.text for link in scene.links if link.url), *own_lines(scene, context, titles=True)])]
    elsewhere = _months_of_year(context)
    seen = [
        name
        for number, name in zip((10, 11, 12, 1, 2, 3), names, strict=False)
        if number in elsewhere or any(any(key_of(form) in text for form in name.split("|")) for text in texts)
    ]
    shown = ", ".join(name.split("|")[0] for name in seen)
    return Seen(True, shown) if len(seen) >= least(args, 6) else NO


def _months_of_year(context: Context) -> frozenset[int]:
    """The months of the assessed fiscal year that the item's series names, alone or as a span of months."""
    found: set[int] = set()
    for text in context.series:
        for period in find_periods(text[:300], "text"):
            first, _, last = period.date.partition("..")
            if len(first) >= 7 and context.fiscal_year in period.fiscal_years:
                found.update(_months_between(first, last or first))
    return frozenset(found)


def _months_between(first: str, last: str) -> Iterator[int]:
    begin, end = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first, last))
    return (month % 12 + 1 for month in range(begin, min(end, begin + 11) + 1))
