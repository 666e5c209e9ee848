"""`oit rules explain`: the trace of one item of a kept snapshot, and where in the rules an author would change it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.judging import Terms, codes_for
from app.ocr import with_kept_text
from app.readings import read_snapshot
from app.rule_books import RuleBook, item_of
from app.rule_places import RulePlaces
from oit.audit import Currency, Outcome, ReasonCode
from oit.explain import Trace, trace
from oit.naming_trace import SIBLING, Lost
from oit.pack import Item, Pack
from oit.snapshot import SiteSnapshot
from oit.wording_rules import say

MOST_LOST = 3  # texts whose rivals are named among the mends


@dataclass(frozen=True, slots=True)
class Mend:
    """A place in the rules that decides. `what` is a name of oit.wording_rules, `about` fills its gap."""

    place: str  # file:line, "" where no rule would change it
    what: str
    about: str = ""
    about_en: str = ""

    def text(self, lang: str) -> str:
        return say(self.what, lang, about=self.about_en if lang == "en" else self.about)


@dataclass(frozen=True, slots=True)
class Explained:
    trace: Trace
    pack: Pack
    snapshot: SiteSnapshot
    terms: Terms
    rules: str
    accept: float
    review: float
    mends: tuple[Mend, ...]


def explain_item(folder: Path, code: str, by: Terms, book: RuleBook) -> Explained:
    """Reads the snapshot and judges the item. Raises BadInput for a code that is none, RulePackError, SnapshotError."""
    pack, item = item_of(book, by.form, code)
    snapshot = with_kept_text(read_snapshot(folder), folder)
    codes = codes_for(pack, by.fiscal_year, snapshot.agency)
    found = trace(snapshot, pack, book.words, by.day, by.fiscal_year, item, codes)
    places, accept = RulePlaces.of(book, by.form), book.words.accept
    mends = tuple(dict.fromkeys(mend for part in (found, *found.parts) for mend in _mends(part, accept, places)))
    return Explained(found, pack, snapshot, by, book.name, book.words.accept, book.words.review, mends)


def _mends(found: Trace, accept: float, places: RulePlaces) -> Iterator[Mend]:
    """What decides first: the needs that were not seen, the period, the item it rests on, then the words. Nothing where no rule is at
    fault: a link that was not read, a link that leads to nothing."""
    finding, item = found.finding, found.item
    if finding.outcome is Outcome.NOT_APPLICABLE:
        yield Mend(places.item(item, "applies_to"), "mend_applies")
    elif not finding.reasons or finding.reasons[0].code is ReasonCode.SITE_NOT_CAPTURED:
        return
    elif finding.outcome is Outcome.NOT_CHECKED:
        yield Mend("", "mend_read_more")
        yield from _words(found, places)
    else:
        if any(reason.code is ReasonCode.DEPENDENCY for reason in finding.reasons):
            yield Mend(places.item(item, "depends_on"), "mend_dependency")
        yield from _facts(found, places)
        if not found.scenes and any(one.score >= accept for one in found.namings):
            yield Mend("", "mend_site")
        else:
            yield from _words(found, places)


def _facts(found: Trace, places: RulePlaces) -> Iterator[Mend]:
    """The needs that the best place does not show, and the period."""
    for seen in found.scenes[0].needs if found.scenes else ():
        if seen.put and not seen.yes and seen.need.required:
            yield Mend(places.item(found.item, "needs", seen.need.id), "mend_need", seen.need.text_th, seen.need.text_en)
    if found.finding.currency.verdict in (Currency.OUTDATED, Currency.UNDATED, Currency.NOT_DUE):
        yield Mend(places.item(found.item, "period"), "mend_period")


def _words(found: Trace, places: RulePlaces) -> Iterator[Mend]:
    """What the item's topics are called, and where none of it decided, what took the nearest texts away."""
    if found.parts:
        return
    for topic in found.item.topics:
        yield Mend(places.topic(topic, "titles"), "mend_title", topic, topic)
    if not found.winner:
        for lost in found.lost[:MOST_LOST]:
            yield from _rivals(found.item, lost, places)


def _rivals(item: Item, lost: Lost, places: RulePlaces) -> Iterator[Mend]:
    if SIBLING in lost.why:
        yield Mend(places.item(item, "told_by"), "mend_told_by")
    for piece in lost.why:
        kind, _, name = piece.partition(": ")
        if kind == "other topic":
            yield Mend(places.topic(name), "mend_other", name, name)
        elif kind == "against it":
            yield Mend(places.group(name), "mend_group", name, name)
    if lost.score == 0 and lost.to:
        yield Mend(places.topic(lost.naming.topic, "rivals"), "mend_rivals", lost.to[0][0], lost.to[0][0])
