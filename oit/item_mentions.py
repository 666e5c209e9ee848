"""The mentions of one item: those of its topics, and where a form has several items of one topic, those whose words tell this one."""

from collections.abc import Iterator

from oit.mentions import LinkMention, Mentions, PlaceMention, UnfetchedMention
from oit.pack import Item
from oit.thai import key


def links_of(item: Item, mentions: Mentions) -> Iterator[LinkMention]:
    return (m for topic in item.topics for m in mentions.links.get(topic, ()) if _of(item, m.words))


def places_of(item: Item, mentions: Mentions) -> Iterator[PlaceMention]:
    return (p for topic in item.topics for p in mentions.places.get(topic, ()) if _of(item, p.words))


def unfetched_of(item: Item, mentions: Mentions) -> Iterator[UnfetchedMention]:
    return (m for topic in item.topics for m in mentions.unfetched.get(topic, ()) if _of(item, m.words))


def _of(item: Item, words: str) -> bool:
    """A text that tells none of the items apart may be on any of them."""
    if not item.told_by:
        return True
    folded = key(words)
    if any(key(word) in folded for word in item.told_by):
        return True
    return not any(key(word) in folded for word in item.others_told_by)
