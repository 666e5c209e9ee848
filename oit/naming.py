"""What a link is about, by its own words, its heading, and the row it stands in: one answer for the crawl and for the judgement."""

from collections.abc import Mapping
from dataclasses import dataclass

from oit.coded import NO_CODES, CodeTable
from oit.matching import Match, Matcher
from oit.thai import key

MOST_CONTEXT = 180  # letters; a longer surrounding is a paragraph or a layout, no name of one link
MOST_TOPICS = 2  # a row that names more items is a piece of an index


@dataclass(frozen=True, slots=True)
class Named:
    score: float
    words: str


def name_link(
    matcher: Matcher, text: str, heading: str, context: str, url: str, codes: CodeTable = NO_CODES, review: float = 0.0,
    above: tuple[str, ...] = (),
) -> Mapping[str, Named]:  # fmt: skip
    """Topic -> score and the words that name it, everything from the review score on.

    The cells of a table row name the link in it too: an index has the item's title in one cell and the paper's own name in the next.
    Any other surrounding counts only for a link that itself says nothing ("download"). Where no words name anything, a code beside such a
    link does so at `review`."""
    own = matcher.match(text, heading, url)
    found = {match.topic: Named(match.score, text or heading) for match in own}
    in_row = " | " in context
    if context and len(context) <= MOST_CONTEXT and key(context) != key(text) and (in_row or (not own and matcher.says_nothing(text))):
        row = matcher.match(context)
        for match in row if len(row) <= MOST_TOPICS else ():
            _keep_better(found, match, context)
    if not found and matcher.says_nothing(text):
        near = context if len(context) <= MOST_CONTEXT else ""
        return {topic: Named(review, text or context) for topic in codes.topics(text, " ".join((*above, heading)), near)}
    return found


def _keep_better(found: dict[str, Named], match: Match, words: str) -> None:
    if match.topic not in found or match.score > found[match.topic].score:
        found[match.topic] = Named(match.score, words)
