"""Checks on words: that a text speaks of what the form asks for. A page that lists all items is no text in this sense."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from oit.checks.base import NO, UNKNOWN, Context, Seen, around, least
from oit.content import BlockKind, TextLayer
from oit.scene import Scene
from oit.thai import clean, key


@lru_cache(maxsize=4096)
def key_of(word: str) -> str:
    return key(word)


def unreadable(scene: Scene) -> bool:
    """A document whose words nobody could read here."""
    return scene.document is not None and scene.document.text_layer is not TextLayer.GOOD


def own_lines(scene: Scene, context: Context) -> Iterator[str]:
    """The lines of a scene that may prove something: no guideline of the form, no placeholder, no heading or bare link text."""
    if scene.document is not None:
        yield from scene.document.text.split("\n")
        return
    excluded = [key_of(word) for name in ("guideline", "placeholder") for word in context.marks.get(name, ())]
    for block in scene.blocks:
        if block.kind is BlockKind.HEADING or not block.text:
            continue
        text = key(block.text)
        if not any(word in text for word in excluded):
            yield block.text


def words(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """At least `least` different words of `any` stand in the scene's own text."""
    if unreadable(scene):
        return UNKNOWN
    if scene.index:
        return NO
    text = "\n".join(own_lines(scene, context))
    folded = key(text)
    hits = [word for word in context.words(args) if key_of(word) in folded]
    if len(hits) < least(args):
        return NO
    return Seen(True, _where(text, hits[0]))


def content(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """The scene has text of its own, at least `least` letters of it (default 200), or is a document with a text layer."""
    if unreadable(scene):
        return UNKNOWN
    if scene.index:
        return NO
    text = " ".join(own_lines(scene, context))
    return Seen(True, text[:200]) if len(key(text)) >= least(args, 200) else NO


def titled(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """The scene itself carries the item's title: in a document's opening lines, in a page's or section's own heading.

    A document whose opening names another topic better is another document. One whose opening names none is taken on the link's word
    only if the link's words were good and the text is not about another topic."""
    if unreadable(scene):
        return UNKNOWN
    if scene.document is None:
        good = [title for title in scene.titles if title.source in ("heading", "title") and _score(title.text, context) >= context.review]
        return Seen(True, good[0].text) if good and _substance(scene, context) else NO
    best, line = 0.0, ""
    rival = 0.0
    for candidate in opening_lines(scene):
        scores = context.matches(candidate)
        own = scores.get(context.topic, 0.0)
        if own > best:
            best, line = own, candidate
        rival = max([rival, *(score for topic, score in scores.items() if topic != context.topic)])
    if best >= context.review:
        return Seen(True, line[:200])
    return Seen(scene.navigation >= context.accept and rival < context.accept, scene.opening[:150])


def _score(text: str, context: Context) -> float:
    return context.matches(text).get(context.topic, 0.0)


def _substance(scene: Scene, context: Context) -> bool:
    if scene.index:
        return False
    return bool(scene.files or scene.tables or scene.forms) or len(key(" ".join(own_lines(scene, context)))) >= 120


def opening_lines(scene: Scene) -> Iterator[str]:
    """The first lines of a document, alone and joined with the next (titles break across lines), and its name in the file's properties."""
    document = scene.document
    if document is None:
        return
    if document.title:
        yield document.title
    lines = [line.strip() for line in "\n".join(document.pages[:2])[:2500].split("\n")]
    lines = [line for line in lines if len(line) >= 4][:24]
    for index, line in enumerate(lines):
        yield line[:160]
        if index + 1 < len(lines) and len(line) < 100:
            yield f"{line} {lines[index + 1]}"[:200]
    yield from document.names[:5]


def laws(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """A list of laws: at least `least` lines or links that each begin with a kind of law and name something, or that many files."""
    if unreadable(scene):
        return UNKNOWN
    kinds = tuple(key_of(word) for word in context.words(args))
    found: list[str] = []
    texts = [*(link.text for link in scene.links if link.url), *own_lines(scene, context)]
    for text in dict.fromkeys(texts):
        folded = key(text)
        if any(kind in folded[: len(kind) + 12] and len(folded) >= len(kind) + 6 for kind in kinds):
            found.append(text)
    return Seen(True, "; ".join(found[:3])[:200]) if len(found) >= least(args, 3) else NO


def none_stated(scene: Scene, stated: tuple[str, ...], context: Context) -> Seen:
    """The page or document says that there was nothing to report."""
    if unreadable(scene) or scene.index:
        return NO
    text = "\n".join(own_lines(scene, context))
    folded = key(text)
    hit = next((word for word in stated if key_of(word) in folded), None)
    return Seen(True, _where(text, hit)) if hit else NO


def _where(text: str, word: str) -> str:
    shown = clean(text)
    place = shown.find(word)
    return around(shown, place) if place >= 0 else " ".join(shown.split())[:160]
