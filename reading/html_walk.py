"""The reading of a page in order: one pass over the tree, without recursion, that fills blocks, links, forms and tables."""

import re
from dataclasses import dataclass

from oit.content import Block, BlockKind, Region
from reading.html_blocks import CELL, BlockWriter, Frame, letters_of
from reading.html_elements import LINK, UNLISTED, ElementReader
from reading.html_links import LinkShelf, one_line
from reading.html_openings import EMBEDS, REGION_TAGS, SKIPPED, SVG_WORDS
from reading.html_regions import certain_region
from reading.html_survey import Survey
from reading.html_trail import Hold, Label, add_label, innermost
from reading.html_tree import Element, Step

_PANELS = frozenset(("ul", "ol", "div", "table", "dl", "section", "article", "fieldset", "li", "dd"))
_TEMPLATE_NAME = re.compile(r"template|tmpl|prototype|skeleton|placeholder|clone", re.IGNORECASE)
_MUSTACHE = re.compile(r"\{\{.{1,80}?\}\}|\$\{[\w.]+\}|\[\[.{1,40}?\]\]")
_MOST_PARTS = 30  # forms, and tables, of one page that are kept

# What has to be undone when an element is left.
_POP, _UNBOLD, _UNROW, _BORDER = 1, 4, 8, 16  # beside LINK and UNLISTED


@dataclass(frozen=True, slots=True)
class Part:
    """A form or table as it stood: its HTML is read further by reading/html_forms.py and html_tables.py."""

    element: Element
    heading: str
    region: Region

    @property
    def html(self) -> str:
        return self.element.node.html or ""


class PageWalk:
    """One reading of one page: `run` and `finish`, then take `writer.blocks`, `shelf.links()`, `forms`, `tables`, `templates`,
    `elements`."""

    def __init__(self, survey: Survey, base: str, charset: str) -> None:
        self.survey = survey
        self.shelf = LinkShelf(base, charset)
        self.writer = BlockWriter(self.shelf)
        self.elements = ElementReader(self.writer, self.shelf)
        self.forms: list[Part] = []
        self.tables: list[Part] = []
        self.templates = 0  # places that a script fills by copying
        self.skip_below = 0  # how many hidden or foreign elements are open
        self.pre = 0
        self.cut = False  # the walk ended before the page did
        self.open: list[tuple[str, int]] = []  # open elements: tag, and what is to be undone at the end

    def fork(self, survey: Survey, base: str) -> "PageWalk":
        """The same state for another page that has the same beginning, to be gone on with apart."""
        other = PageWalk.__new__(PageWalk)
        other.__dict__.update(self.__dict__)
        other.survey, other.writer = survey, self.writer.fork(base)
        other.shelf = other.writer.shelf
        other.elements = self.elements.fork(other.writer)
        other.forms, other.tables, other.open = self.forms.copy(), self.tables.copy(), self.open.copy()
        return other

    def run(self, steps: list[Step]) -> None:
        """Reads on through `steps`; ends when nothing more can be kept."""
        opened = self.open
        for step in steps:
            if step is None:
                tag, undo = opened.pop()
                if undo or tag == "pre":
                    self._leave(undo, tag)
            elif type(step) is Element:
                opened.append((step.tag, self._enter(step)))
            else:
                self._text(step)  # type: ignore[arg-type]
            if self.shelf.full or self.writer.full:
                self.cut = True
                break

    def finish(self) -> None:
        """Ends the open piece of text."""
        self.writer.flush()

    # -- text and leaving ---------------------------------------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        if self.skip_below or not text:
            return
        if ("{" in text or "[" in text) and _MUSTACHE.search(text[:500]):
            self.templates += 1
        if self.pre and "\n" in text.strip():
            for line in text.split("\n"):
                if self.writer.full:
                    break
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

    def _enter(self, element: Element) -> int:
        if self.skip_below:
            return 0
        tag, opening = element.tag, element.opening
        if tag in ("br", "hr"):
            self._break()
            return 0
        if not opening.is_ordinary and self._skipped(element):
            self.skip_below += 1
            return UNLISTED
        undo = self._open_box(element)
        if opening.is_bold:
            self.writer.bold += 1
            undo |= _UNBOLD
        if opening.is_met or (opening.attributes and self.writer.open_link is not None):
            undo |= self.elements.meet(element)
            if undo & UNLISTED:
                self.skip_below += 1
        return undo

    def _skipped(self, element: Element) -> bool:
        tag, attributes = element.tag, element.opening.attributes
        if tag in EMBEDS:
            self.elements.embed(tag, attributes, element.node)
            return True
        if tag in SKIPPED or tag in SVG_WORDS:
            self.templates += tag == "template"
            if tag == "title":
                self.elements.name_icon((element.node.text() or "")[:200])
            return True
        if "hidden" not in attributes:
            return False
        name = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        panel = element.key in self.survey.panels.labels or (attributes.get("role") or "") in ("tabpanel", "region")
        return not panel and (tag in ("tr", "li", "option", "article") or bool(_TEMPLATE_NAME.search(name)))

    def _open_box(self, element: Element) -> int:
        """Opens a frame for an element that shapes what is inside; within a row only cells and edges matter."""
        writer, tag, opening = self.writer, element.tag, element.opening
        toggle = tag in ("a", "button") and self._stands_over(element)
        if writer.in_row or not (opening.is_box or toggle):
            if writer.in_row and opening.is_border:
                self._border("")
                return _BORDER
            return 0
        writer.flush()
        above = writer.frames[-1]
        level = opening.level or (6 if toggle or self._is_label(element) else 0)
        if tag in ("form", "table"):
            self._part(element, tag)
        frame = writer.push(tag, above.region, opening.kind, (above.level or level) if toggle else level)
        if level and opening.has_fold_class:
            frame.heads_box = True
        if opening.attributes or tag in REGION_TAGS:
            self._set_region(frame, above, element)
        else:
            frame.certain, frame.in_article = above.certain, above.in_article
        if not level and tag in _PANELS and (writer.open_items or self.survey.panels.labels):
            self._panel_heading(element.key)
        if tag == "pre":
            self.pre += 1
        if tag == "tr" and element.key not in self.survey.layout_rows:
            frame.kind, writer.in_row = BlockKind.ROW, True
            return _POP | _UNROW
        return _POP

    def _set_region(self, frame: Frame, above: Frame, element: Element) -> None:
        """Tag and role decide; names only where the box does not hold the page itself and no footer or menu is certain around it."""
        opening = element.opening
        certain = opening.certain_region
        if frame.tag in ("header", "footer"):
            certain = certain_region(frame.tag, opening.attributes, above.region, above.in_article)
        frame.certain = certain is not None or above.certain
        if certain is not None:
            frame.region = certain
        elif opening.attributes and element.key not in self.survey.refused:
            out_of_menu = above.region is Region.MENU and not above.certain and opening.names_content
            frame.region = Region.CONTENT if out_of_menu else (opening.named_region or above.region)
        if frame.region is not above.region:
            frame.trail, frame.base = (), 0
        frame.in_article = (above.in_article or frame.tag in ("article", "main")) and frame.region is Region.CONTENT

    def _stands_over(self, element: Element) -> bool:
        """True for a switch or dead link whose words stand above its panel; tabs are named when their panel begins."""
        return element.key in self.survey.panels.over and self.writer.frame.region is Region.CONTENT

    def _is_label(self, element: Element) -> bool:
        return element.opening.has_label_class and element.key not in self.survey.panels.bar

    def _panel_heading(self, panel: int) -> None:
        """The heading of a panel is the text of its switch, that of a list within a list item the item's first words."""
        writer, panels = self.writer, self.survey.panels
        label = letters_of(one_line(panels.labels[panel])) if panel in panels.labels else ""
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

    def _part(self, element: Element, tag: str) -> None:
        writer, region = self.writer, self.writer.frame.region
        if tag == "form" and len(self.forms) < _MOST_PARTS:
            self.forms.append(Part(element, writer.heading_here(), region))
        elif tag == "table" and element.key not in self.survey.outer_tables and len(self.tables) < _MOST_PARTS:
            self.tables.append(Part(element, writer.heading_here(), region))
