"""First pass over a parsed page: facts that the reading in order needs before it comes to them. Linear, without recursion."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from selectolax.lexbor import LexborNode

from oit.content import Region
from reading.html_panels import LABEL_LENGTH, PanelFinder, Panels
from reading.html_regions import certain_region, named_region
from reading.html_standing import Element

MOST_STEPS = 300_000  # nodes met, elements twice; the reading of a page ends there
SKIPPED = frozenset((
    "script", "style", "template", "noscript", "noframes", "head", "title", "iframe", "object", "video", "audio", "textarea",
    "datalist",
))  # fmt: skip
_LAYOUT = frozenset(("table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "form", "iframe", "section", "article", "nav", "hr"))
_THINGS = frozenset(("a", "img", "iframe", "object", "embed", "video", "audio", "input", "select", "textarea", "canvas"))
_FRAME = (Region.MENU, Region.FOOTER)
_PIECES = frozenset(("p", "div", "br"))
_MOST_PIECES = 20  # paragraphs and breaks; a row with more is laid out with a table, it holds no record
_MOST_ROW_TEXT = 1500


@dataclass(slots=True)
class Survey:
    """`layout_rows`, `outer_tables`: elements (by mem_id) that are no rows and tables of data. `panels`: what its switches say of them.
    `filled`: ids whose element holds text or links. `refused`: elements whose name says menu or footer but that hold the page itself."""

    layout_rows: set[int] = field(default_factory=set)
    outer_tables: set[int] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    panels: Panels = field(default_factory=Panels)
    refused: set[int] = field(default_factory=set)
    text_length: int = 0
    things: int = 0  # links, pictures, frames, controls


def elements(root: LexborNode) -> Iterator[tuple[LexborNode, str, bool]]:
    """(node, tag, entering) in document order: every element twice, every other node once. Nothing below SKIPPED is visited."""
    node, depth = root, 0
    while True:
        tag = node.tag or ""
        yield node, tag, True
        child = None if tag in SKIPPED or tag[:1] in "-!" else node.first_child
        if child is not None:
            node, depth = child, depth + 1
            continue
        while True:
            if tag[:1] != "-":
                yield node, tag, False
            following = node.next if depth else None
            if following is not None:
                node = following
                break
            if not depth:
                return
            parent = node.parent
            if parent is None:
                return
            node, depth, tag = parent, depth - 1, parent.tag or ""


@dataclass(frozen=True, slots=True)
class _Mark:
    """An open element, with what stood before it: letters, things, letters outside links."""

    element: Element
    length: int
    things: int
    plain: int
    named_frame: bool  # its name says menu or footer
    framed: bool  # its name, tag or role says so


class _Surveyor:
    def __init__(self) -> None:
        self.survey = Survey()
        self.texts: list[str] = []
        self.plain_length = 0  # text outside links
        self.in_link = 0
        self.open_rows: list[list[int]] = []  # [mem_id, pieces, text length before]
        self.open_tables: list[int] = []
        self.marks: list[_Mark] = []
        self.frames = 0  # open menus and footers
        self.candidates: list[tuple[int, int]] = []
        self.finder = PanelFinder()

    def run(self, root: LexborNode) -> Survey:
        for node, tag, entering in islice(elements(root), MOST_STEPS):
            if tag == "-text":
                self._text(node)
            elif tag[:1] in "-!":
                continue
            elif entering:
                self._enter(node, tag)
            else:
                self._leave(node, tag)
        self.survey.panels = self.finder.finish()
        plain = self.plain_length
        self.survey.refused = {element for element, held in self.candidates if plain > 400 and held > 0.6 * plain}
        return self.survey

    def _text(self, node: LexborNode) -> None:
        text = (node.text_content or "").strip()
        if text:
            self.finder.text_in = self.marks[-1].element if self.marks else None
            self.texts.append(text)
            self.survey.text_length += len(text)
            self.plain_length += 0 if self.in_link else len(text)

    def _enter(self, node: LexborNode, tag: str) -> None:
        survey = self.survey
        survey.things += tag in _THINGS
        if tag == "a":
            self.in_link += 1
        elif tag == "tr":
            self.open_rows.append([node.mem_id, 0, survey.text_length])
        elif tag in _PIECES and self.open_rows:
            self.open_rows[-1][1] += 1
        if tag in _LAYOUT and self.open_rows:
            survey.layout_rows.add(self.open_rows[-1][0])
        if tag == "table":
            survey.outer_tables.update(self.open_tables[-1:])
            self.open_tables.append(node.mem_id)
        attributes = node.attributes
        region = named_region(tag, attributes) if attributes else None
        framed = (certain_region(tag, attributes, Region.CONTENT, in_article=False) or region) in _FRAME
        self.frames += framed
        above = self.marks[-1].element if self.marks else None
        element = Element(node.mem_id, tag, attributes, len(self.marks), above, len(self.texts))
        self.finder.enter(element)
        things = survey.things - (tag in _THINGS)
        self.marks.append(_Mark(element, survey.text_length, things, self.plain_length, region in _FRAME, framed))

    def _leave(self, node: LexborNode, tag: str) -> None:
        survey = self.survey
        mark = self.marks.pop()
        attributes = mark.element.attributes
        if tag == "a":
            self.in_link -= 1
        elif tag == "table":
            self.open_tables.pop()
        elif tag == "tr":
            row, pieces, before = self.open_rows.pop()
            if pieces > _MOST_PIECES or survey.text_length - before > _MOST_ROW_TEXT:
                survey.layout_rows.add(row)
        few = 0 < survey.text_length - mark.length <= LABEL_LENGTH and (attributes or tag == "a")
        self.finder.leave(mark.element, " ".join(self.texts[mark.element.texts :]) if few else "", len(self.texts), self.frames > 0)
        own_id = (attributes.get("id") or "").strip()
        if own_id and (survey.text_length > mark.length or survey.things > mark.things):
            survey.filled.add(own_id)
        if mark.named_frame:
            self.candidates.append((node.mem_id, self.plain_length - mark.plain))
        self.frames -= mark.framed


def survey_page(root: LexborNode) -> Survey:
    """The facts of one page; see Survey."""
    return _Surveyor().run(root)
