"""The mentions of one item: those of its topics, and where a form has several items of one topic, those whose words tell this one."""

from collections.abc import Iterator

from oit.content import Page
from oit.mentions import LinkMention, Mentions, PlaceMention, UnfetchedMention
from oit.pack import Item
from oit.thai import key


def links_of(item: Item, mentions: Mentions) -> Iterator[LinkMention]:
    return (m for topic in item.topics for m in mentions.links.get(topic, ()) if _of(item, *_words(m)))


def places_of(item: Item, mentions: Mentions) -> Iterator[PlaceMention]:
    return (p for topic in item.topics for p in mentions.places.get(topic, ()) if _of(item, p.words))


def unfetched_of(item: Item, mentions: Mentions) -> Iterator[UnfetchedMention]:
    return (m for topic in item.topics for m in mentions.unfetched.get(topic, ()) if _of(item, m.words))


def _words(mention: LinkMention) -> tuple[str, ...]:
    """What names the link, nearest first: where its own words do not, the heading over it or the page it stands on does."""
    if not mention.inherited:
        return (mention.words,)
    page = mention.on.content
    return (mention.link.text, mention.words, page.heading if isinstance(page, Page) else "")


def _of(item: Item, *texts: str) -> bool:
    """The first text that tells any of the items apart decides; where none does, it may be any of them."""
    if not item.told_by:
        return True
    for text in map(key, texts):
        if any(key(word) in text for word in item.told_by):
            return True
        if any(key(word) in text for word in item.others_told_by):
            return False
    return True
