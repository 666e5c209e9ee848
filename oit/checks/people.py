"""Checks on people and units: names with posts, an organisation chart."""

import re
from collections.abc import Mapping

from oit.checks.base import NO, UNKNOWN, Context, Seen, least
from oit.checks.words import key_of, own_lines, unreadable
from oit.content import Block, BlockKind
from oit.dates import find_periods
from oit.scene import Scene, SceneKind
from oit.thai import key

_NAME_LENGTH = re.compile(r"[\u0E01-\u0E4E]{2,30}\s+[\u0E01-\u0E4E]{2,30}")


def people(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """At least `least` (default 1) persons: a form of address (`before`) with a first and a family name, and one of the posts (`posts`)
    on the same line or within two lines of it. Who held the post for years that are over does not count."""
    if unreadable(scene):
        return UNKNOWN
    if scene.index:
        return NO
    before = context.words(args, "before")
    posts = [key_of(word) for word in context.words(args, "posts")]
    if scene.document is not None:
        lines = list(own_lines(scene, context, titles=True))
    else:
        lines = [block.text for block in (*_above(scene), *scene.blocks) if block.text]
    found: list[str] = []
    for index, line in enumerate(lines):
        if len(line) > 400 or not _names_someone(line, before) or _left(lines[index : index + 2], context.fiscal_year):
            continue
        around_it = key(" ".join(lines[max(0, index - 2) : index + 3]))
        if any(post in around_it for post in posts):
            found.append(" ".join(line.split())[:80])
    found = list(dict.fromkeys(found))
    return Seen(True, "; ".join(found[:3])) if len(found) >= least(args) else NO


def _above(scene: Scene) -> tuple[Block, ...]:
    """The heading of a section and the two blocks over it: a card has the name first and the post, which is the heading, below."""
    if scene.kind is not SceneKind.SECTION or scene.page is None or not scene.blocks:
        return ()
    first = next((index for index, block in enumerate(scene.page.blocks) if block is scene.blocks[0]), 0)
    return scene.page.blocks[max(0, first - 3) : first]


def _left(lines: list[str], fiscal_year: int) -> bool:
    """The line of a name, or the one below it, says for which years the person held the post, and these are over."""
    spans = [period for line in lines for period in find_periods(line[:300]) if period.is_span]
    return bool(spans) and all(period.fiscal_years[-1] < fiscal_year - 1 for period in spans)


def _names_someone(line: str, before: tuple[str, ...]) -> bool:
    for word in before:
        place = line.find(word)
        # The form of address opens a word: "นาย" inside "นายก" is a post, not a name.
        if place >= 0 and (place == 0 or not line[place - 1].isalpha()) and _NAME_LENGTH.match(line[place + len(word) :].lstrip()):
            return True
    return False


def pictures(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """At least `least` (default 1) pictures in the content that are no icon or logo (`not`)."""
    if unreadable(scene) or scene.document is not None:
        return UNKNOWN
    excluded, kinds = context.words(args, "not"), context.word_lists.get("file_icons", ())
    shown = [block for block in scene.blocks if _picture(block, excluded) and not _file_icon(block, kinds)]
    return Seen(True, shown[0].text or shown[0].url[:150]) if len(shown) >= least(args) else NO


def _picture(block: Block, excluded: tuple[str, ...]) -> bool:
    if block.kind is not BlockKind.IMAGE:
        return False
    name = block.url.rsplit("/", 1)[-1].lower()
    return not any(word in name for word in excluded) and not block.url.lower().endswith((".gif", ".svg", ".ico"))


def _file_icon(block: Block, kinds: tuple[str, ...]) -> bool:
    """A picture whose file name says nothing but a kind of file: "pdf.webp", "icon-word-32x32.png". "chart_pdf.jpg" says more."""
    stem = block.url.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
    parts = [part for part in re.split(r"[^a-z]+", stem) if len(part) > 1]
    return bool(parts) and all(part in kinds for part in parts)


def chart(scene: Scene, args: Mapping[str, object], context: Context) -> Seen:
    """An organisation chart: a picture under a heading or words of the item, or the names of at least `least` (default 3) units (`units`)
    in short lines, as a chart in text has them."""
    if unreadable(scene):
        return UNKNOWN
    if scene.index:
        return NO
    units = [key_of(word) for word in context.words(args, "units")]
    cells = (cell for line in own_lines(scene, context, titles=True) for cell in line.split(" | "))  # a chart may be drawn as a table
    lines = {key(cell) for cell in cells if len(cell) <= 120}
    hits = [line for line in lines if any(line.startswith(unit) or f"({unit}" in line for unit in units)]
    if len(hits) >= least(args, 3):
        return Seen(True, "; ".join(sorted(hits)[:4])[:200])
    named = any(context.score(title.text) >= context.review for title in scene.titles)
    if scene.document is None and named:
        return pictures(scene, {"least": 1, "not": args.get("not", ())}, context)
    if scene.document is not None:
        text = scene.key
        return Seen(True, scene.opening[:150]) if sum(unit in text for unit in units) >= 2 else NO
    return NO
