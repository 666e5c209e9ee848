"""First pass over a parsed page: facts that the reading in order needs before it comes to them. Linear, without recursion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from selectolax.lexbor import LexborNode

from oit.content import Region
from reading.html_regions import named_region

MOST_STEPS = 300_000  # nodes met, elements twice; the reading of a page ends there
SKIPPED = frozenset((
    "script", "style", "template", "noscript", "noframes", "head", "title", "iframe", "object", "video", "audio", "textarea",
    "datalist",
))  # fmt: skip
_LAYOUT = frozenset(("table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "form", "iframe", "section", "article", "nav", "hr"))
_THINGS = frozenset(("a", "img", "iframe", "object", "embed", "video", "audio", "input", "select", "textarea", "canvas"))
_PIECES = frozenset(("p", "div", "br"))
_TOGGLES = frozenset(("tab", "pill", "list", "collapse", "modal", "accordion", "offcanvas"))
_MENU_SWITCH = re.compile(r"navbar-toggle|hamburger|(?:menu|nav)-toggle|toggle-menu|btn-close|\bclose(?:\s|$)|carousel", re.IGNORECASE)
_TARGET_NAMES = ("data-bs-target", "data-target", "aria-controls", "data-tab", "data-collapse", "data-modal-target")
_QUOTED = re.compile(r"[\"']#?([^\"'<>#]{1,80})[\"']")
_MOST_PIECES = 20  # paragraphs and breaks; a row with more is laid out with a table, it holds no record
_MOST_ROW_TEXT = 1500
_LABEL_LENGTH = 160


@dataclass(slots=True)
class Survey:
    """`rows` and `tables`: elements (by mem_id) that are real rows and tables of data. `labels`: id of a panel -> text of its switch.
    `filled`: ids whose element holds text or links. `refused`: elements whose name says menu or footer but that hold the page itself."""

    layout_rows: set[int] = field(default_factory=set)
    outer_tables: set[int] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    tab_labels: set[str] = field(default_factory=set)
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


def target_ids(attributes: dict[str, str | None]) -> list[str]:
    """Ids of the panels that a switch opens, as its attributes name them."""
    named = [attributes.get(name) or "" for name in _TARGET_NAMES]
    toggle = (attributes.get("data-bs-toggle") or attributes.get("data-toggle") or attributes.get("role") or "").lower()
    href = attributes.get("href") or ""
    if href.startswith("#") and len(href) > 1 and (toggle in _TOGGLES or any(named)):
        named.append(href)
    return [name.strip().lstrip("#.") for name in named if name.strip().lstrip("#.")]


class _Surveyor:
    def __init__(self) -> None:
        self.survey = Survey()
        self.texts: list[str] = []
        self.plain_length = 0  # text outside links
        self.in_link = 0
        self.open_rows: list[list[int]] = []  # [mem_id, pieces, text length before]
        self.open_tables: list[int] = []
        self.marks: list[tuple[int, int, int, int]] = []
        self.candidates: list[tuple[int, int]] = []
        self.switches: list[tuple[list[str], str, bool]] = []

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
        self._label_panels()
        plain = self.plain_length
        self.survey.refused = {element for element, held in self.candidates if plain > 400 and held > 0.6 * plain}
        return self.survey

    def _text(self, node: LexborNode) -> None:
        text = (node.text_content or "").strip()
        if text:
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
        self.marks.append((len(self.texts), survey.text_length, survey.things - (tag in _THINGS), self.plain_length))

    def _leave(self, node: LexborNode, tag: str) -> None:
        survey = self.survey
        texts, length, things, plain = self.marks.pop()
        if tag == "a":
            self.in_link -= 1
        elif tag == "table":
            self.open_tables.pop()
        elif tag == "tr":
            row, pieces, before = self.open_rows.pop()
            if pieces > _MOST_PIECES or survey.text_length - before > _MOST_ROW_TEXT:
                survey.layout_rows.add(row)
        attributes = node.attributes
        if not attributes:
            return
        held = survey.text_length > length or survey.things > things
        own_id = (attributes.get("id") or "").strip()
        if own_id:
            survey.ids.add(own_id)
            if held:
                survey.filled.add(own_id)
        if named_region(tag, attributes) in (Region.MENU, Region.FOOTER):
            self.candidates.append((node.mem_id, self.plain_length - plain))
        if 0 < survey.text_length - length <= _LABEL_LENGTH:
            self._switch(attributes, " ".join(self.texts[texts:]))

    def _switch(self, attributes: dict[str, str | None], text: str) -> None:
        """Remembers an element with few words that opens panels."""
        if _MENU_SWITCH.search(attributes.get("class") or "") or "data-slide" in attributes or "data-bs-slide" in attributes:
            return
        targets, handler = target_ids(attributes), attributes.get("onclick") or ""
        if handler:
            targets += _QUOTED.findall(handler[:500])
        if targets:
            toggle = " ".join(attributes.get(name) or "" for name in ("data-bs-toggle", "data-toggle", "role")).lower()
            self.switches.append((targets, text, "tab" in toggle or "pill" in toggle or bool(handler)))

    def _label_panels(self) -> None:
        for targets, text, is_tab in self.switches:
            for target in targets:
                if target in self.survey.ids and target not in self.survey.labels:
                    self.survey.labels[target] = text
                    if is_tab:
                        self.survey.tab_labels.add(target)


def survey_page(root: LexborNode) -> Survey:
    """The facts of one page; see Survey."""
    return _Surveyor().run(root)
