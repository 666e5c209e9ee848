"""The reading of a page in order: one pass over the tree, without recursion, that fills blocks, links, forms and tables."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from oit.content import Block, BlockKind, Region
from reading.html_blocks import CELL, BlockWriter, Frame, letters_of
from reading.html_elements import LINK, UNLISTED, ElementReader
from reading.html_links import LinkShelf, one_line
from reading.html_regions import certain_region, named_region, names_content
from reading.html_survey import MOST_STEPS, SKIPPED, Survey, elements
from reading.html_trail import Hold, Label, add_label, innermost

_BORDERS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "html", "legend", "li", "main", "marquee", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_PANELS = frozenset(("ul", "ol", "div", "table", "dl", "section", "article", "fieldset", "li", "dd"))
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "dt": 6, "caption": 6, "legend": 6, "summary": 6}
_BOLD = frozenset(("b", "strong", "th"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LABEL_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:card|panel|accordion|collapse|widget|section|tab|box|block|title|toggle|elementor-tab|elementor-toggle)[-_](?:header|heading|title|button|name)"
    r"|title|heading|headline|topic)(?:$|\s)",
    re.IGNORECASE,
)
_FOLD_CLASS = re.compile(r"accordion|toggle|collaps|spoiler", re.IGNORECASE)
_TEMPLATE_NAME = re.compile(r"template|tmpl|prototype|skeleton|placeholder|clone", re.IGNORECASE)
_MUSTACHE = re.compile(r"\{\{.{1,80}?\}\}|\$\{[\w.]+\}|\[\[.{1,40}?\]\]")
_SVG_WORDS = frozenset(("desc", "metadata", "defs"))
_MOST_PARTS = 30  # forms, and tables, of one page that are kept

# What has to be undone when an element is left.
_POP, _UNBOLD, _UNROW, _BORDER = 1, 4, 8, 16  # beside LINK and UNLISTED


@dataclass(frozen=True, slots=True)
class Part:
    """A form or table as it stood: its HTML is read further by reading/html_forms.py and html_tables.py."""

    html: str
    heading: str
    region: Region
    block: int  # how many blocks stood before it


class PageWalk:
    """One reading of one page. `run` once, then take `writer.blocks`, `shelf.links()`, `forms`, `tables`, `templates`, `elements`."""

    def __init__(self, survey: Survey, base: str, charset: str) -> None:
        self.survey = survey
        self.shelf = LinkShelf(base, charset)
        self.writer = BlockWriter(self.shelf)
        self.elements = ElementReader(self.writer, self.shelf)
        self.undo: list[int] = []
        self.forms: list[Part] = []
        self.tables: list[Part] = []
        self.templates = 0  # places that a script fills by copying
        self.skip_below = 0  # how many hidden or foreign elements are open
        self.pre = self.steps = 0
        self.cut = False  # the walk ended before the page did

    def run(self, root: LexborNode) -> None:
        for node, tag, entering in elements(root):
            if tag == "-text":
                self._text(node)
            elif tag[:1] in "-!":
                continue
            elif entering:
                self.undo.append(self._enter(node, tag))
            else:
                self._leave(self.undo.pop(), tag)
            self.steps += 1
            if self.steps > MOST_STEPS or (self.shelf.full and self.writer.full):
                self.cut = True
                break
        self.writer.flush()

    # -- text and leaving ---------------------------------------------------------------------------------------------------------

    def _text(self, node: LexborNode) -> None:
        text = node.text_content or ""
        if self.skip_below or not text:
            return
        if _MUSTACHE.search(text[:500]):
            self.templates += 1
        if self.pre and "\n" in text.strip():
            for line in text.split("\n"):
                self.writer.write(line)
                self._break()
        else:
            self.writer.write(text)

    def _leave(self, undo: int, tag: str) -> None:
        writer = self.writer
        if undo & UNLISTED:
            self.skip_below -= 1
        if undo & LINK:
            self.elements.end_link()
        if undo & _UNBOLD:
            writer.bold -= 1
        if undo & (_POP | _BORDER):
            self._border(tag)
        if undo & _UNROW:
            writer.flush()
            writer.in_row = False
        if undo & _POP:
            if not writer.in_row or undo & _UNROW:
                writer.flush()
            writer.pop()
        if tag == "pre":
            self.pre -= 1

    def _border(self, tag: str) -> None:
        """The edge of a block: ends the open piece, or within a row of a table sets cells apart."""
        if not self.writer.in_row:
            self.writer.flush()
        elif tag in ("td", "th"):
            self.writer.write(CELL)
        else:
            self.writer.write(" ")

    def _break(self) -> None:
        writer = self.writer
        if writer.in_row or writer.open_link is not None or writer.frame.level:
            writer.write(" ")
        else:
            writer.flush()

    # -- entering -----------------------------------------------------------------------------------------------------------------

    def _enter(self, node: LexborNode, tag: str) -> int:
        if self.skip_below:
            return 0
        if tag in ("br", "hr"):
            self._break()
            return 0
        attributes = node.attributes
        if self._skipped(node, tag, attributes):
            self.skip_below += 1
            return UNLISTED
        undo = self._open_box(node, tag, attributes)
        if tag in _BOLD or _BOLD_STYLE.search(attributes.get("style") or ""):
            self.writer.bold += 1
            undo |= _UNBOLD
        undo |= self.elements.meet(node, tag, attributes)
        self.skip_below += bool(undo & UNLISTED)
        return undo

    def _skipped(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
        if tag in ("iframe", "object", "video"):
            self.elements.embed(tag, attributes, node)
            return True
        if tag in SKIPPED or tag in _SVG_WORDS:
            self.templates += tag == "template"
            if tag == "title":
                self.elements.name_icon((node.text() or "")[:200])
            return True
        if "hidden" not in attributes:
            return False
        name = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        panel = node.mem_id in self.survey.panels.labels or (attributes.get("role") or "") in ("tabpanel", "region")
        return not panel and (tag in ("tr", "li", "option", "article") or bool(_TEMPLATE_NAME.search(name)))

    def _open_box(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> int:
        """Opens a frame for an element that shapes what is inside; within a row only cells and edges matter."""
        writer = self.writer
        toggle = tag in ("a", "button") and self._stands_over(node)
        if writer.in_row or not (tag in _BORDERS or "-" in tag or toggle):
            if writer.in_row and tag in _BORDERS:
                self._border("")
                return _BORDER
            return 0
        writer.flush()
        above = writer.frame
        level = _LEVELS.get(tag, 0) or (6 if toggle or self._is_label(node, tag, attributes) else 0)
        self._part(node, tag)
        frame = writer.push(tag, above.region, _kind(tag), (above.level or level) if toggle else level)
        frame.heads_box = bool(level and _FOLD_CLASS.search((attributes.get("class") or "")[:300]))
        self._set_region(frame, above, node, attributes)
        if tag in _PANELS and not level:
            self._panel_heading(node.mem_id)
        if tag == "pre":
            self.pre += 1
        if tag == "tr" and node.mem_id not in self.survey.layout_rows:
            frame.kind, writer.in_row = BlockKind.ROW, True
            return _POP | _UNROW
        return _POP

    def _set_region(self, frame: Frame, above: Frame, node: LexborNode, attributes: dict[str, str | None]) -> None:
        """Tag and role decide; names only where the box does not hold the page itself and no footer or menu is certain around it."""
        certain = certain_region(frame.tag, attributes, above.region, above.in_article)
        frame.certain = certain is not None or above.certain
        if certain is not None:
            frame.region = certain
        elif node.mem_id not in self.survey.refused:
            named = named_region(frame.tag, attributes)
            out_of_menu = above.region is Region.MENU and not above.certain and names_content(attributes)
            frame.region = Region.CONTENT if out_of_menu else (named or above.region)
        if frame.region is not above.region:
            frame.trail, frame.base = (), 0
        frame.in_article = (above.in_article or frame.tag in ("article", "main")) and frame.region is Region.CONTENT

    def _stands_over(self, node: LexborNode) -> bool:
        """True for a switch or dead link whose words stand above its panel; tabs are named when their panel begins."""
        return self.writer.frame.region is Region.CONTENT and node.mem_id in self.survey.panels.over

    def _is_label(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
        classes = attributes.get("class") or ""
        named = tag in ("div", "p", "header", "li") and len(classes) < 300 and bool(_LABEL_CLASS.search(classes))
        return named and node.mem_id not in self.survey.panels.bar

    def _panel_heading(self, panel: int) -> None:
        """The heading of a panel is the text of its switch, that of a list within a list item the item's first words."""
        writer, panels = self.writer, self.survey.panels
        label = letters_of(one_line(panels.labels.get(panel, "")))
        if label:
            last = innermost(writer.last_trail.get(writer.frame.region, ()))
            if label.replace(" ", "") == last.replace(" ", ""):
                label = last  # the switch itself has been written as a heading
            elif writer.frame.region is Region.CONTENT and panel not in panels.quiet:
                writer.put(Block(BlockKind.HEADING, label, 6, Region.CONTENT))
            writer.set_panel(label, writer.frame)
            return
        item = next((frame for frame in reversed(writer.frames[-5:-1]) if frame.tag == "li"), None)
        if item is not None and item.label and not item.own:
            writer.frame.trail = add_label(writer.frame.trail, writer.frame.base, Label(item.label, 6, Hold.PANEL))

    def _part(self, node: LexborNode, tag: str) -> None:
        writer, region = self.writer, self.writer.frame.region
        if tag == "form" and len(self.forms) < _MOST_PARTS:
            self.forms.append(Part(node.html or "", writer.heading_here(), region, len(writer.blocks)))
        elif tag == "table" and node.mem_id not in self.survey.outer_tables and len(self.tables) < _MOST_PARTS:
            self.tables.append(Part(node.html or "", writer.heading_here(), region, len(writer.blocks)))


def _kind(tag: str) -> BlockKind | None:
    if tag == "li":
        return BlockKind.ITEM
    return BlockKind.TEXT if tag in ("tr", "table", "section", "article", "main") else None
