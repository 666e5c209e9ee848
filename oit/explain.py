"""Why an item got its verdict: where the site names it, what was lost to rivals, what each place showed, and what decided."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oit.audit import ElementSeen, ItemFinding, Outcome, Presence, ReasonCode
from oit.checks import Context, run
from oit.coded import CodeTable
from oit.content import Document, TextLayer
from oit.findings import applies, with_dependencies
from oit.item_mentions import unfetched_of
from oit.judge import Candidate, Judgement, judge
from oit.naming_trace import Lost, Naming, lost_of, namings_of
from oit.pack import Item, Need, Pack
from oit.scene import SceneKind
from oit.snapshot import SiteSnapshot
from oit.topics import TopicWords

# What Candidate.rank compares, in its order; the first difference decides.
RANK = ("outcome", "right_year", "form_of_evidence", "no_list", "page_of_year", "presence", "currency", "words", "address")


@dataclass(frozen=True, slots=True)
class NeedSeen:
    """A need and its check's answer: yes, no, or None where the check could not tell. `put` is False where nobody could read the place:
    the check was never asked."""

    need: Need
    yes: bool | None
    snippet: str
    put: bool = True


@dataclass(frozen=True, slots=True)
class SceneTrace:
    """A place judged. `behind` names the part of the rank (of RANK) in which it stays behind the winner, "" for the winner."""

    candidate: Candidate
    needs: tuple[NeedSeen, ...]
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A link or address that names the item and was not read."""

    words: str
    url: str
    score: float
    why: str  # a value of NotFetched or FetchFailure
    found_on: str


@dataclass(frozen=True, slots=True)
class Trace:
    """All that a verdict rests on. `scenes` best first; `winner` is True if the first of them became the finding. A joint item has nothing
    of its own: `parts` holds the traces of the subjects it joins."""

    item: Item
    finding: ItemFinding
    namings: tuple[Naming, ...] = ()
    lost: tuple[Lost, ...] = ()
    scenes: tuple[SceneTrace, ...] = ()
    winner: bool = False
    unread: tuple[Unread, ...] = ()
    parts: tuple["Trace", ...] = ()


def trace(
    snapshot: SiteSnapshot, pack: Pack, words: TopicWords, today: dt.date, fiscal_year: int, item: Item, codes: CodeTable | None = None
) -> Trace:
    """The trace of one item; its finding is the one that `judge` gives for the same arguments, dependencies included."""
    if not snapshot.captured or not applies(item, snapshot.agency):
        audit = judge(snapshot, pack, words, today, fiscal_year, codes=codes)
        return Trace(item, next(one for one in audit.items if one.code == item.code))
    judgement = Judgement(snapshot, pack, words, today, fiscal_year, codes)
    findings = [judgement.finding(one) for one in _with_dependencies(item, pack) if applies(one, snapshot.agency)]
    finding = next(one for one in with_dependencies(tuple(findings)) if one.code == item.code)
    return _trace(item, finding, judgement)


def _trace(item: Item, finding: ItemFinding, judgement: Judgement) -> Trace:
    if item.parts:
        return Trace(item, finding, parts=tuple(_trace(part, judgement.finding(part), judgement) for part in item.parts))
    context, candidates = judgement.weighed(item)
    scenes = tuple(SceneTrace(one, _needs(item, one, context), _behind(candidates[0], one)) for one in candidates)
    winner = bool(candidates) and finding.presence.verdict not in (Presence.ABSENT, Presence.NOT_CHECKED)
    return Trace(
        item, finding, namings_of(item, judgement.mentions, judgement.matcher), lost_of(item, judgement), scenes, winner,
        _unread(item, judgement),
    )  # fmt: skip


def keeps_from_missing(found: Trace) -> bool:
    """True where the item is not called missing because something was seen and not read."""
    return found.finding.outcome is Outcome.NOT_CHECKED and bool(found.finding.reasons) and (
        found.finding.reasons[0].code is not ReasonCode.SITE_NOT_CAPTURED
    )  # fmt: skip


def _with_dependencies(item: Item, pack: Pack) -> list[Item]:
    """The item and all that it rests on in the same year, in the order of the form."""
    wanted, waiting = {item.code}, [item]
    while waiting:
        for dependency in waiting.pop().depends_on:
            other = pack.item(dependency.code)
            if other is not None and dependency.year == "same" and other.code not in wanted:
                wanted.add(other.code)
                waiting.append(other)
    return [one for one in pack.items if one.code in wanted]


def _needs(item: Item, candidate: Candidate, context: Context) -> tuple[NeedSeen, ...]:
    if not _readable(candidate):
        return tuple(NeedSeen(need, None, "", put=False) for need in item.needs)
    elements = {element.id: element for element in candidate.identified.elements}
    return tuple(_need(need, elements.get(need.id), candidate, context) for need in item.needs)


def _need(need: Need, element: ElementSeen | None, candidate: Candidate, context: Context) -> NeedSeen:
    """What the judgement saw; where it did not see it, the check is asked once more whether it said no or could not tell."""
    if element is not None and element.seen:
        return NeedSeen(need, True, element.snippet)
    return NeedSeen(need, None if run(need.args, candidate.scene, context).yes is None else False, "")


def _readable(candidate: Candidate) -> bool:
    """False where the judgement came to its end before any check was asked: a picture, a paper nobody could read or of another agency."""
    document = candidate.scene.document
    unread = isinstance(document, Document) and document.text_layer is not TextLayer.GOOD
    foreign = any(reason.code is ReasonCode.OTHER_AGENCY for reason in candidate.identified.reasons)
    return not unread and not foreign and candidate.scene.kind is not SceneKind.PICTURE


def _behind(winner: Candidate, other: Candidate) -> str:
    return "" if winner is other else _first_difference(zip(RANK, winner.rank, other.rank, strict=True))


def _first_difference(parts: Iterable[tuple[str, float, float]]) -> str:
    return next((name for name, best, own in parts if best != own), "equal")


def _unread(item: Item, judgement: Judgement) -> tuple[Unread, ...]:
    return tuple(sorted(set(_all_unread(item, judgement)), key=lambda one: (-one.score, one.url)))


def _all_unread(item: Item, judgement: Judgement) -> Iterator[Unread]:
    for mention in unfetched_of(item, judgement.mentions):
        if mention.link is not None:
            seen = mention.link.seen[0].found_on if mention.link.seen else ""
            yield Unread(mention.words, mention.link.url, mention.score, mention.link.why.value, seen)
        elif mention.resource is not None:
            resource = mention.resource
            seen = resource.seen[0].found_on if resource.seen else ""
            why = resource.failure.value if resource.failure else "needs_browser"
            yield Unread(mention.words, resource.url, mention.score, why, seen)
