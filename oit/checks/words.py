"""Checks on words: that a text speaks of what the form asks for. A page that lists all items is no text in this sense."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from oit.checks.base import NO, UNKNOWN, Context, Seen, around, least
from oit.content import Block, BlockKind, TextLayer
from oit.dates import find_periods
from oit.document_title import title_lines, title_topics
from oit.scene import Scene
from oit.site_index import Leads
from oit.thai import key

TITLE_LETTERS = 70  # a longer line is a sentence, whatever it names
SUBSTANCE = 120  # letters of its own that make a page more than a list of links
SPEAKS = 40  # letters of a line that says something
TOLD, DAY = 30, 10  # letters of a sentence that tells of an event; of a full date
SHORT = 400  # letters of a line for which it is remembered whether it is the form's own text
_TONES = re.compile("[\u0e47-\u0e4c]")
BELOW = 6  # blocks under a heading that are looked at for what it stands over


@lru_cache(maxsize=4096)
def key_of(word: str) -> str:
    return key(word)


def marked(folded: str, marks: tuple[str, ...]) -> bool:
    """One of the words stands in a text, given as its match key; one written with "^" must begin it, after at most a number or bullet."""
    return _marked_short(folded, marks) if len(folded) <= SHORT else _marked(folded, marks)


def _marked(folded: str, marks: tuple[str, ...]) -> bool:
    begins = folded.lstrip("o0123456789")
    return any(begins.startswith(key_of(word[1:])) if word.startswith("^") else key_of(word) in folded for word in marks)


# Every need of every item asks for the lines of the same pages.
_marked_short = lru_cache(maxsize=8_192)(_marked)


def unreadable(scene: Scene) -> bool:
    """A document whose words nobody could read here."""
    return scene.document is not None and scene.document.text_layer is not TextLayer.GOOD


def own_lines(scene: Scene, context: Context, *, titles: bool = False) -> Iterator[str]:
    """The lines of a scene that may prove something: no guideline of the form, no placeholder, and (unless `titles`) no heading or short
    line that is only the title of an item, which names and proves nothing, unless it leads or stands over something that opens."""
    if scene.document is not None:
        yield from scene.document.text.split("\n")
        return
    excluded = tuple(word for name in ("guideline", "placeholder") for word in context.marks.get(name, ()))
    for index, block in enumerate(scene.blocks):
        if not block.text or marked(key(block.text), excluded):
            continue
        if block.kind is BlockKind.HEADING:
            if not titles and (_opens_below(scene, index, context) or _told_below(scene, index, context)):
                yield block.text
        elif titles or block.kind is BlockKind.ROW or not _names_item(block.text, context) or _opens(scene, block, context):
            yield block.text


def is_title(block: Block, context: Context) -> bool:
    """A heading that names an item: it says what should stand below, not what does."""
    return block.kind is BlockKind.HEADING and _names_item(block.text, context)


def _names_item(text: str, context: Context) -> bool:
    if len(text) >= TOLD and any(len(p.date) == DAY for p in find_periods(text[:300], "text")):
        return False
    return len(text) <= TITLE_LETTERS and any(score >= context.accept for score in context.matches(text).values())


def names_other_item(scene: Scene, context: Context) -> bool:
    """The page's or section's own heading is the title of another item and not of this one."""
    for title in scene.titles:
        if title.source == "heading" and (scores := context.matches(title.text)):
            return max(scores.values()) >= context.accept and not any(topic in scores for topic in context.topics)
    return False


def _opens(scene: Scene, block: Block, context: Context) -> bool:
    """A link in the block leads to something that was seen."""
    if scene.page is None:
        return False
    links = (scene.page.links[index] for index in block.links if index < len(scene.page.links))
    return any(context.site.target(link, scene.page.url).leads in (Leads.FILE, Leads.PAGE) for link in links)


def _opens_below(scene: Scene, heading: int, context: Context) -> bool:
    for block in scene.blocks[heading + 1 : heading + 1 + BELOW]:
        if block.kind is BlockKind.HEADING:
            return False
        if _opens(scene, block, context):
            return True
    return False


def _told_below(scene: Scene, heading: int, context: Context) -> bool:
    """Under the heading stands a text that speaks: the heading says what of."""
    for block in scene.blocks[heading + 1 : heading + 1 + BELOW]:
        if block.kind is BlockKind.HEADING:
            return False
        if len(key(block.text)) >= SPEAKS and not marked(key(block.text), context.marks.get("guideline", ())):
            return not _names_item(block.text, context)
    return False


def words(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """At least `least` different words of `any` stand in the scene's own text; with `titles` also in the words that name the scene, with
    `series` also in what the item's other papers are called, where the item is spread over several."""
    if unreadable(scene):
        return UNKNOWN
    if scene.index:
        return NO
    names = [title.text for title in scene.titles if title.source != "url"] if args.get("titles") is True else []
    others = context.series if args.get("series") is True else ()
    text = "\n".join([*own_lines(scene, context), *names, *others])
    folded = context.site.key_of(scene.document) + key("\n".join([*names, *others])) if scene.document else key(text)
    for phrase in context.marks.get("period_phrases", ()):
        folded = folded.replace(key_of(phrase), "")
    asked = {word: key_of(word) for word in context.words(args)}
    if scene.document is not None and scene.document.ocr:  # recognisers lose small marks over letters before anything else
        folded, asked = _unmarked(folded), {word: _unmarked(folded_word) for word, folded_word in asked.items()}
    hits = [word for word, folded_word in asked.items() if folded_word in folded]
    if len(hits) < least(args):
        return NO
    return Seen(True, _where(text, hits[0]))


def _unmarked(folded: str) -> str:
    return _TONES.sub("", folded)


def content(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """The scene has text of its own, at least `least` letters of it (default 200), or is a document with a text layer."""
    if unreadable(scene):
        return UNKNOWN
    if scene.index:
        return NO
    text = " ".join(own_lines(scene, context))
    return Seen(True, text[:200]) if len(key(text)) >= least(args, 200) else NO


def titled(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """The scene itself carries the item's title: a document in its title lines, a page or section in its own heading over some substance
    of its own (with `files`, papers behind its links are substance too; without, each paper is judged by itself).

    A document whose title names another topic is another document, however good the words of the link to it; one whose opening names no
    topic is taken on the link's word. Cannot tell where the words that name it only come near the item's, or are only those of another
    paper that some take for it (`doubtful`)."""
    if unreadable(scene):
        return UNKNOWN
    if scene.document is None:
        scored = [(context.score(title.text), title.text) for title in scene.titles if title.source in ("heading", "title")]
        rated = ((score >= context.accept and _sure(text, args, context), score, text) for score, text in scored)
        sure, best, text = max(rated, default=(False, 0.0, ""), key=lambda one: one[:2])
        if best < context.review or not _substance(scene, context, files=args.get("files") is True):
            return NO
        return Seen(True if sure else None, text)
    named = title_topics(scene.document, context.matches, context.review)
    own = next((named[topic] for topic in context.topics if topic in named), None)
    if own is not None:
        return Seen(True if _sure(own[1], args, context) else None, own[1][:200])
    if scene.navigation < context.review:
        return NO
    if any(score >= context.accept for topic, (score, _) in named.items() if topic not in context.word_lists.get("manners", ())):
        later = next((line for line in title_lines(scene.document) if context.score(line) >= context.accept), "")
        return Seen(True, later) if later else NO
    if scene.navigation < context.accept or scene.document.ocr:  # recognised: a slip may hide the name of another paper
        return UNKNOWN
    return Seen(True, " ".join(scene.opening[:150].split()))


def _sure(title: str, args: Mapping[str, object], context: Context) -> bool:
    """False for a title that names the item only by the words of another paper, `doubtful`, that an assessor may take for it or not."""
    folded = key(title)
    words = [word for word in map(key_of, context.words(args, "doubtful")) if word in folded]
    for word in words:
        folded = folded.replace(word, " ")
    return not words or context.score(folded) >= context.accept


def _substance(scene: Scene, context: Context, *, files: bool) -> bool:
    if scene.index:
        return False
    if scene.tables or scene.forms or (files and scene.files):
        return True
    links = {link.text for link in scene.links}
    if any(len(line) >= TOLD and any(len(p.date) == DAY for p in find_periods(line[:300], "text")) for line in own_lines(scene, context)):
        return True  # a sentence with a day tells what happened; the form's own words have none
    return len(key(" ".join(line for line in own_lines(scene, context) if line not in links))) >= SUBSTANCE


def laws(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """A list of laws: at least `least` lines or links that each begin with a kind of law and name something, or that many files."""
    if unreadable(scene):
        return UNKNOWN
    kinds = tuple(key_of(word) for word in context.words(args))
    found: list[str] = []
    texts = [*(link.text for link in scene.links if link.url), *own_lines(scene, context, titles=True)]
    for text in dict.fromkeys(texts):
        folded = key(text)
        if any(kind in folded[: len(kind) + 12] and len(folded) >= len(kind) + 6 for kind in kinds):
            found.append(text)
    return Seen(True, "; ".join(found[:3])[:200]) if len(found) >= least(args, 3) else NO


def none_stated(scene: Scene, stated: tuple[str, ...], context: Context) -> Seen:
    """The page or document says that there was nothing to report."""
    if unreadable(scene) or scene.index:
        return NO
    text = "\n".join(own_lines(scene, context, titles=True))
    folded = key(text)
    hit = next((word for word in stated if key_of(word) in folded), None)
    return Seen(True, _where(text, hit)) if hit else NO


def _where(text: str, word: str) -> str:
    """The words around the hit; texts of a snapshot are `clean` already. Where blanks or marks part the word, the beginning of the text."""
    place = text.find(word)
    return around(text, place) if place >= 0 else " ".join(text[:400].split())[:160]
