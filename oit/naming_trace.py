"""Where and why a site names an item, and which of its words nearly did: the matcher's answers told, not only their scores."""

from dataclasses import dataclass, replace

from oit.content import Document
from oit.item_mentions import links_of, places_of
from oit.judge import Judgement
from oit.matching import Match, Matcher
from oit.mentions import LinkMention, Mentions, PlaceMention
from oit.pack import Item
from oit.site_index import Leads
from oit.topics import TopicWords

INHERITED = "the page or the title over it is about it"
SIBLING = "told to be of another item of the topic"
NEAR = 55.0  # what a text without rivals must reach to be told as one that nearly named the item


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that name the item. `where`: link, row, page (what stands around a link or over it), title, heading, line, document;
    `found_on` the page or paper in which they stand; `leads` a value of Leads, "" for what stands there itself; `to` its address."""

    topic: str
    score: float
    words: str
    where: str
    found_on: str
    leads: str
    to: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """Words that name the item only if nothing else is asked: `alone` is their score then. `score` is what rivals, other topics and words
    against it left (0: a rival took the text), `to` the topics that won, best first with their scores. None of them: it only came close."""

    naming: Naming
    alone: float
    score: float
    to: tuple[tuple[str, float], ...]
    why: tuple[str, ...]


def namings_of(item: Item, mentions: Mentions, matcher: Matcher) -> tuple[Naming, ...]:
    """All that names the item, best first, each text of a place once."""
    links = (_of_link(mention, matcher) for mention in links_of(item, mentions))
    places = (_of_place(mention, matcher) for mention in places_of(item, mentions))
    return tuple(sorted(dict.fromkeys([*links, *places]), key=lambda one: (-one.score, one.where, one.found_on)))


def lost_of(item: Item, judgement: Judgement) -> tuple[Lost, ...]:
    """The texts that name the item only without its rivals, and those that come close, the best first."""
    words, agency = judgement.words, judgement.snapshot.agency
    names = [agency.name] if agency.name else []
    alone = Matcher(_unopposed(words, item), names, agency.type)
    without_rivals = Matcher(_without_rivals(words, item), names, agency.type)
    held = set(map(_identity, namings_of(item, judgement.mentions, judgement.matcher)))
    any_item = replace(item, told_by=())
    of_topic = set(map(_identity, namings_of(any_item, judgement.mentions, judgement.matcher)))
    found = []
    for naming in namings_of(any_item, Mentions(judgement.site, alone, NEAR, NEAR), alone):
        if naming.where == "page" or _identity(naming) in held:
            continue
        if _identity(naming) in of_topic:
            found.append(Lost(naming, naming.score, naming.score, (), (SIBLING,)))
        else:
            found.append(_lost(naming, item, judgement, without_rivals))
    return tuple(dict.fromkeys(sorted(found, key=lambda one: (not one.to, -one.alone, one.naming.found_on))))


def _lost(naming: Naming, item: Item, judgement: Judgement, without_rivals: Matcher) -> Lost:
    winners = [m for m in judgement.matcher.match(naming.words) if m.topic not in item.topics]
    own = next((m for m in without_rivals.match(naming.words) if m.topic in item.topics), None)
    opposed = own is not None and any(piece.startswith(("other topic", "against it")) for piece in own.why)
    strong = tuple((m.topic, m.score) for m in winners if m.score >= judgement.words.accept)
    # A title of a topic outside the form that is the whole text leaves no match at all.
    swallowed = own is None and naming.score >= judgement.words.review
    score = own.score if own is not None and opposed else 0.0 if strong or swallowed else naming.score
    return Lost(naming, naming.score, score, strong, own.why if own is not None else naming.why)


def _identity(naming: Naming) -> tuple[str, str, str, str]:
    return naming.words, naming.where, naming.found_on, naming.to


def _of_link(mention: LinkMention, matcher: Matcher) -> Naming:
    link, target = mention.link, mention.target
    to = target.resource.final_url if target.resource is not None and target.leads is not Leads.BROKEN else link.url or ""
    if mention.inherited:
        return Naming(mention.topic, mention.score, mention.words, "page", mention.on.final_url, target.leads.value, to, (INHERITED,))
    own = _why(matcher.match(link.text, link.heading, link.url or ""), mention.topic, mention.score)
    where = "link" if own is not None else "row"
    why = own or _why(matcher.match(link.context), mention.topic, mention.score) or ()
    return Naming(mention.topic, mention.score, mention.words, where, mention.on.final_url, target.leads.value, to, why)


def _of_place(place: PlaceMention, matcher: Matcher) -> Naming:
    on_page = "title" if place.block < 0 else "line" if place.bare else "heading"
    where = "document" if isinstance(place.on.content, Document) else on_page
    why = _why(matcher.match(place.words), place.topic, place.score) or ()
    return Naming(place.topic, place.score, place.words, where, place.on.final_url, "", place.on.final_url, why)


def _why(matches: tuple[Match, ...], topic: str, score: float) -> tuple[str, ...] | None:
    """The reasons of the match that gave this score."""
    return next((match.why for match in matches if match.topic == topic and match.score == score), None)


def _unopposed(words: TopicWords, item: Item) -> TopicWords:
    """Only the item's topics, with nothing that may beat or lower them."""
    free = tuple(
        replace(topic, rivals=(), patterns=tuple(replace(pattern, none_of=()) for pattern in topic.patterns))
        for topic in words.topics
        if topic.slug in item.topics
    )
    return replace(words, topics=free, others=(), review=NEAR)


def _without_rivals(words: TopicWords, item: Item) -> TopicWords:
    """The item's topics with all that lowers them and nothing that takes a text away, whatever they score."""
    own = tuple(replace(topic, rivals=()) for topic in words.topics if topic.slug in item.topics)
    return replace(words, topics=own, review=0.0)
