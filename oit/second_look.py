"""Before an item is called missing: which pages a browser may show more of, and which pictures may hold what nobody has read. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oit.audit import ItemFinding, Outcome, ReasonCode
from oit.content import Page
from oit.item_mentions import links_of, places_of
from oit.judge import Judgement
from oit.pack import Item
from oit.scene import SceneKind
from oit.site_index import Leads
from oit.snapshot import Resource

PAGES_EACH, PAGES_IN_ALL = 2, 12
PICTURES_EACH, PICTURES_IN_ALL = 3, 40
_ABSENT = frozenset({Outcome.MISSING, Outcome.NOT_DUE})
_FAILING = frozenset({Outcome.OUTDATED, Outcome.INCOMPLETE})
# How much an item still needs looking for. What passed may be shown by several papers, so a little is left for the next of them.
_NEEDS = {Outcome.PASS: 0.42, Outcome.NOT_APPLICABLE: 0.0, Outcome.INCOMPLETE: 0.6, Outcome.UNCLEAR: 0.6, Outcome.OUTDATED: 0.8}


@dataclass(frozen=True, slots=True)
class Look:
    """An address that deserves a second look, and for the sake of which items."""

    url: str
    items: frozenset[str]


def needs(findings: Iterable[ItemFinding]) -> dict[str, float]:
    """Item -> 0-1, how much it still needs looking for."""
    return {finding.code: _NEEDS.get(finding.outcome, 1.0) for finding in findings}


def pages_to_show(judgement: Judgement, findings: Iterable[ItemFinding]) -> tuple[Look, ...]:
    """Pages whose static form shows nothing of an item that would be missing, those of most items first: where the item is named, else
    the lists of the assessment's items and the front page. Of one that fails by what was seen only the pages with nothing on them and
    those with dead links to it. A page without scripts shows the same in a browser."""
    outcomes = {finding.code: finding.outcome for finding in findings}
    wanted: dict[str, set[str]] = {}
    for item in judgement.pack.items:
        if outcomes.get(item.code) in _ABSENT:
            pages = _named_on(item, judgement) or _lists(judgement)
        else:
            pages = _named_on(item, judgement, empty=True) if outcomes.get(item.code) in _FAILING else []
        for resource in pages:
            wanted.setdefault(resource.url, set()).add(item.code)
    return _most_useful(wanted, PAGES_IN_ALL)


def pictures_to_read(judgement: Judgement, findings: Iterable[ItemFinding]) -> tuple[Look, ...]:
    """Pictures that stand where the text of an item would: nobody can tell what they show until their text is recognised."""
    unclear = {f.code for f in findings if f.outcome is Outcome.UNCLEAR and any(r.code is ReasonCode.PICTURE for r in f.reasons)}
    wanted: dict[str, set[str]] = {}
    for item in (item for item in judgement.pack.items if item.code in unclear):
        for url in _pictures_of(item, judgement):
            wanted.setdefault(url, set()).add(item.code)
    return _most_useful(wanted, PICTURES_IN_ALL)


def _most_useful(wanted: dict[str, set[str]], most: int) -> tuple[Look, ...]:
    ranked = sorted(wanted.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(Look(url, frozenset(items)) for url, items in ranked[:most])


def _named_on(item: Item, judgement: Judgement, empty: bool = False) -> list[Resource]:
    """The pages, best words first, that name the item without showing it, or that such a name leads to; `empty`: only where a link to it
    is dead or the page that it leads to has nothing of its own."""
    found: Counter[str] = Counter()
    pages: dict[str, Resource] = {}
    for part in item.parts or (item,):
        for score, resource in _places(part, judgement, empty):
            if _may_show_more(resource):
                pages[resource.url] = resource
                found[resource.url] = max(found[resource.url], round(score))
    return [pages[url] for url, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:PAGES_EACH]]


def _places(item: Item, judgement: Judgement, empty: bool) -> Iterator[tuple[float, Resource]]:
    for mention in links_of(item, judgement.mentions):
        target = mention.target.resource
        if mention.target.leads is Leads.PAGE and target is not None:
            if not empty or not judgement.site.shows_something(target):
                yield mention.score, target
        elif mention.target.leads in (Leads.NOWHERE, Leads.HOME):
            yield mention.score, mention.on
    for place in places_of(item, judgement.mentions) if not empty else ():
        yield place.score, place.on


def _lists(judgement: Judgement) -> list[Resource]:
    lists = [r for r, _ in judgement.snapshot.pages() if judgement.mentions.is_index(r)]
    return [resource for resource in (*lists, *judgement.site.front_pages()) if _may_show_more(resource)]


def _may_show_more(resource: Resource) -> bool:
    return isinstance(resource.content, Page) and not resource.rendered and bool(resource.content.scripts)


def _pictures_of(item: Item, judgement: Judgement) -> list[str]:
    found: list[str] = []
    for part in item.parts or (item,):
        for candidate in judgement.candidates(part):
            if not any(reason.code is ReasonCode.PICTURE for reason in candidate.reasons):
                continue
            if candidate.scene.kind is SceneKind.PICTURE:
                found.append(candidate.scene.url)
    return list(dict.fromkeys(found))[:PICTURES_EACH]
