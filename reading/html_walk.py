"""The reading of a page in order: one pass over the tree, without recursion, that fills blocks, links, forms and tables."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from oit.content import Block, BlockKind, Region
from reading.addresses import resolve
from reading.html_blocks import CELL, BlockWriter, Frame, letters_of
from reading.html_links import LinkShelf, behind_viewer, leads, one_line, option_target, stated_label
from reading.html_regions import certain_region, named_region, names_content
from reading.html_survey import MOST_STEPS, SKIPPED, Survey, elements, target_ids

_BORDERS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "html", "legend", "li", "main", "marquee", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "dt": 6, "caption": 6, "legend": 6, "summary": 6}
_BOLD = frozenset(("b", "strong", "th"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LABEL_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:card|panel|accordion|collapse|widget|section|tab|box|block|title|toggle|elementor-tab|elementor-toggle)[-_](?:header|heading|title|button|name)"
    r"|title|heading|headline|topic)(?:$|\s)",
    re.IGNORECASE,
)
_TEMPLATE_NAME = re.compile(r"template|tmpl|prototype|skeleton|placeholder|clone", re.IGNORECASE)
_MUSTACHE = re.compile(r"\{\{.{1,80}?\}\}|\$\{[\w.]+\}|\[\[.{1,40}?\]\]")
_SVG_WORDS = frozenset(("desc", "metadata", "defs"))
_SWITCH_SIGNS = ("onclick", "data-toggle", "data-bs-toggle", "aria-expanded", "aria-controls", "data-target", "data-bs-target")
_MOST_PARTS = 30  # forms, and tables, of one page that are kept

# What has to be undone when an element is left.
_POP, _LINK, _UNBOLD, _UNROW, _BORDER, _UNLISTED = 1, 2, 4, 8, 16, 32


@dataclass(frozen=True, slots=True)
class Part:
    """A form or table as it stood: its HTML is read further by reading/html_forms.py and html_tables.py."""

    html: str
    heading: str
    region: Region
    block: int  # how many blocks stood before it


class PageWalk:
    """One reading of one page. `run` once, then take `writer.blocks`, `shelf.links()`, `forms`, `tables`, `switches`, `waiting`."""

    def __init__(self, survey: Survey, base: str, charset: str) -> None:
        self.survey = survey
        self.shelf = LinkShelf(base, charset)
        self.writer = BlockWriter(self.shelf)
        self.undo: list[int] = []
        self.forms: list[Part] = []
        self.tables: list[Part] = []
        self.switches: list[LexborNode] = []  # dead links and buttons of the content that a script may answer
        self.templates = 0  # places that a script fills by copying
        self.skip_below = 0  # how many hidden or foreign elements are open
        self.select_drives = False
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
        if undo & _UNLISTED:
            self.skip_below -= 1
        if undo & _LINK:
            self._end_link()
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
            return _UNLISTED
        undo = self._open_box(node, tag, attributes)
        if tag in _BOLD or _BOLD_STYLE.search(attributes.get("style") or ""):
            self.writer.bold += 1
            undo |= _UNBOLD
        return undo | self._meet(node, tag, attributes)

    def _skipped(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
        if tag in ("iframe", "object", "video"):
            self._embed(tag, attributes, node)
            return True
        if tag in SKIPPED or tag in _SVG_WORDS:
            self.templates += tag == "template"
            return True
        if "hidden" not in attributes:
            return False
        name = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        panel = (attributes.get("id") or "") in self.survey.labels or (attributes.get("role") or "") in ("tabpanel", "region")
        return not panel and (tag in ("tr", "li", "option", "article") or bool(_TEMPLATE_NAME.search(name)))

    def _open_box(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> int:
        """Opens a frame for an element that shapes what is inside; within a row only cells and edges matter."""
        writer = self.writer
        toggle = tag in ("a", "button") and self._labels_panel(attributes)
        if writer.in_row or not (tag in _BORDERS or "-" in tag or toggle):
            if writer.in_row and tag in _BORDERS:
                self._border("")
                return _BORDER
            return 0
        writer.flush()
        above = writer.frame
        level = _LEVELS.get(tag, 0) or (6 if toggle or self._is_label(tag, attributes) else 0)
        self._part(node, tag)
        frame = writer.push(tag, above.region, _kind(tag), (above.level or level) if toggle else level)
        self._set_region(frame, above, node, attributes)
        if tag in ("ul", "ol", "div", "table", "dl", "section") and not level:
            self._panel_heading(attributes)
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
            frame.heading = ""
        frame.in_article = (above.in_article or frame.tag in ("article", "main")) and frame.region is Region.CONTENT

    def _labels_panel(self, attributes: dict[str, str | None]) -> bool:
        """True for the switch of an accordion whose words stand above its panel; tabs are named when their panel begins."""
        if self.writer.frame.region is not Region.CONTENT:
            return False
        return any(target in self.survey.labels and target not in self.survey.tab_labels for target in target_ids(attributes))

    def _is_label(self, tag: str, attributes: dict[str, str | None]) -> bool:
        classes = attributes.get("class") or ""
        return tag in ("div", "p", "header", "li") and len(classes) < 300 and bool(_LABEL_CLASS.search(classes))

    def _panel_heading(self, attributes: dict[str, str | None]) -> None:
        """The heading of a panel is the text of its switch, that of a list within a list item the item's first words."""
        writer = self.writer
        own_id = (attributes.get("id") or "").strip()
        label = letters_of(self.survey.labels.get(own_id, "")) if own_id else ""
        if label:
            if writer.frame.region is Region.CONTENT and label != writer.last_heading.get(Region.CONTENT):
                writer.put_heading(one_line(label), writer.frame)
            else:
                writer.set_heading(one_line(label), writer.frame)
            return
        item = next((frame for frame in reversed(writer.frames[-5:-1]) if frame.tag == "li"), None)
        if item is not None and item.label and not item.own:
            writer.frame.heading = item.label

    def _part(self, node: LexborNode, tag: str) -> None:
        writer, region = self.writer, self.writer.frame.region
        if tag == "form" and len(self.forms) < _MOST_PARTS:
            self.forms.append(Part(node.html or "", writer.heading_here(), region, len(writer.blocks)))
        elif tag == "table" and node.mem_id not in self.survey.outer_tables and len(self.tables) < _MOST_PARTS:
            self.tables.append(Part(node.html or "", writer.heading_here(), region, len(writer.blocks)))

    # -- links, pictures, frames --------------------------------------------------------------------------------------------------

    def _meet(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> int:
        if tag == "img":
            self._picture(attributes)
        elif tag in ("frame", "embed"):
            self._embed(tag, attributes, node)
        elif tag == "select":
            handler = attributes.get("onchange") or ""
            self.select_drives = "location" in handler or "open(" in handler or ("submit" not in handler and "href" in handler)
        elif tag == "option":
            self._option(node, attributes)
            self.skip_below += 1
            return _UNLISTED
        elif not (tag == "input" and (attributes.get("type") or "").lower() == "hidden"):
            return self._link(node, tag, attributes)
        return 0

    def _link(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> int:
        found = leads(tag, attributes)
        if tag in ("a", "button") and self.writer.frame.region is Region.CONTENT and (found is None or _is_switch(found[0], attributes)):
            self.switches.append(node)
        writer = self.writer
        if found is None or (writer.open_link is not None and found[1] == "button"):
            return 0
        index = self.shelf.add(found[0], writer.heading_here(), writer.frame.region, found[1], stated_label(attributes))
        if index is None:
            return 0
        if tag in ("area", "input"):
            writer.inside.append(index)
            return 0
        if writer.pieces and writer.pieces[-1] == "":
            writer.write(" ")
        writer.open_link = index
        writer.inside.append(index)
        return _LINK

    def _end_link(self) -> None:
        writer = self.writer
        index = writer.open_link
        writer.open_link = None
        if index is None:
            return
        draft = self.shelf.drafts[index]
        draft.done = True
        if index not in writer.inside:  # its blocks are written already
            self.shelf.settle([index], draft.text)
        writer.pieces.append("")  # two links without a blank between them stay two words

    def _picture(self, attributes: dict[str, str | None]) -> None:
        writer = self.writer
        source = (attributes.get("src") or "").strip()
        if not source or source.startswith("data:"):
            source = next((value for value in map(attributes.get, ("data-src", "data-lazy-src", "data-original")) if value), source)
        alt = one_line(attributes.get("alt") or attributes.get("title") or "")
        links: tuple[int, ...] = ()
        if writer.open_link is not None:
            self.shelf.drafts[writer.open_link].spare.append(alt)
            links = (writer.open_link,)
        picture = Block(BlockKind.IMAGE, alt[:1000], 0, writer.frame.region, links, self._picture_address(source))
        if writer.letters:
            writer.later.append(picture)
        elif picture.url or alt:
            writer.put(picture)

    def _picture_address(self, source: str) -> str:
        if source[:5].lower() == "data:":
            return source[:100].split(";", 1)[0].split(",", 1)[0].lower()
        return resolve(self.shelf.base, source, self.shelf.charset) or ""

    def _embed(self, tag: str, attributes: dict[str, str | None], node: LexborNode) -> None:
        writer = self.writer
        if not writer.in_row and writer.open_link is None:
            writer.flush()
        names = ("src", "data-src", "data-lazy-src", "data", "data-url")
        if tag == "video" and not attributes.get("src"):
            source = node.css_first("source")
            attributes = source.attributes if source is not None else attributes
        written = [value.strip() for value in map(attributes.get, names) if value and value.strip()]
        address = next((value for value in written if resolve(self.shelf.base, value)), "")
        title = one_line(attributes.get("title") or attributes.get("aria-label") or attributes.get("name") or "")
        links: list[int] = []
        if address and tag != "video":
            links = self._framed(address, title)
        if address:
            url = resolve(self.shelf.base, address, self.shelf.charset) or ""
            writer.put(Block(BlockKind.EMBED, title, 0, writer.frame.region, tuple(links), url))

    def _framed(self, address: str, title: str) -> list[int]:
        """Links of a frame: to what it shows, and to the file behind it where what it shows is a viewer."""
        heading, region = self.writer.heading_here(), self.writer.frame.region
        first = self.shelf.add(address, heading, region, "frame", [title])
        file = behind_viewer(self.shelf.drafts[first].url) if first is not None else None
        second = self.shelf.add(file, heading, region, "frame", [title]) if file else None
        return [index for index in (first, second) if index is not None]

    def _option(self, node: LexborNode, attributes: dict[str, str | None]) -> None:
        address = option_target(attributes.get("value") or "", self.select_drives)
        if address:
            label = node.text(deep=True)[:300]
            self.shelf.add(address, self.writer.heading_here(), self.writer.frame.region, "option", [label])


def _kind(tag: str) -> BlockKind | None:
    if tag == "li":
        return BlockKind.ITEM
    return BlockKind.TEXT if tag in ("tr", "table", "section", "article", "main") else None


def _is_switch(href: str, attributes: dict[str, str | None]) -> bool:
    """True for a dead link that carries a sign of a script behind it."""
    dead = not href.strip() or href.strip().startswith("#") or href.strip().lower().startswith("javascript:")
    return dead and any(name in attributes for name in _SWITCH_SIGNS)
