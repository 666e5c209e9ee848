"""Which words open or stand over which part of a page: switches of tabs and accordions, and dead links over a list of live ones.

Fed element by element in document order by reading/html_survey.py; constant work for each.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from reading.html_openings import LISTS, Opening
from reading.html_standing import FOLDS, Waiting, standing
from reading.html_switches import target_ids
from reading.html_tree import Element

__all__ = ["LABEL_LENGTH", "PanelFinder", "Panels", "target_ids"]

LABEL_LENGTH = 160
_QUOTED = re.compile(r"[\"']#?([^\"'<>#]{1,80})[\"']")
_BOXES = frozenset(("div", "section", "table", "article"))
_NOTHING = frozenset(("br", "hr", "i", "b", "em", "span", "svg", "path", "img"))  # may stand between a label and what it stands over
_MOST_BEFORE = 50  # panels of one name that may come before their switch
_MOST_TARGETS = 10


class Toggle(NamedTuple):
    """A switch: its words, the element (key), whether its panel is a tab that stands apart, whether only an in-page address says so."""

    text: str
    element: int
    is_tab: bool
    by_address: bool = False


@dataclass(slots=True)
class Panels:
    """`labels`: panel (key) -> text of its switch. `quiet`: panels whose label is no heading of its own. `over`: links and buttons
    (key) whose words stand over their panel and are its heading. `bar`: switches beside one another, which stand over nothing."""

    labels: dict[int, str] = field(default_factory=dict)
    quiet: set[int] = field(default_factory=set)
    over: set[int] = field(default_factory=set)
    bar: set[int] = field(default_factory=set)


class PanelFinder:
    """Pairs switches and panels. Where an id is repeated, a panel belongs to the nearest switch before it."""

    def __init__(self) -> None:
        self.panels = Panels()
        self.first: dict[str, Toggle] = {}
        self.last: dict[str, Toggle] = {}
        self.met: dict[str, list[int]] = {}  # key of a panel -> panels (key) met before any switch of theirs
        self.named: dict[str, str] = {}  # id of an element -> its words, where they are few
        self.labelled: list[tuple[int, str]] = []  # panels that name their label, met before it
        self.waiting: Waiting | None = None
        self.lists: dict[int, tuple[Waiting, int]] = {}  # open lists below a dead link -> it, live links before
        self.text_in: Element | None = None  # where the last text stood, None after the end of its line
        self.in_text = False  # the open link stands within a line of text
        self.switched: tuple[Element, int] | None = None  # the last switch, how many texts stood before its end
        self.live = 0
        self.hashes: list[list[tuple[str, str, int]]] = [[]]  # in-page links of the open lists

    def fork(self) -> "PanelFinder":
        """The same state for another page that has the same beginning, to be gone on with apart."""
        other = PanelFinder.__new__(PanelFinder)
        other.__dict__.update(self.__dict__)
        known = self.panels
        other.panels = Panels(known.labels.copy(), known.quiet.copy(), known.over.copy(), known.bar.copy())
        other.first, other.last, other.named, other.lists = self.first.copy(), self.last.copy(), self.named.copy(), self.lists.copy()
        other.met = {key: panels.copy() for key, panels in self.met.items()}
        other.labelled, other.hashes = self.labelled.copy(), [entries.copy() for entries in self.hashes]
        return other

    # -- panels -------------------------------------------------------------------------------------------------------------------

    def enter(self, element: Element) -> None:
        tag, opening = element.tag, element.opening
        if tag in LISTS:
            self.hashes.append([])
        elif tag == "br":
            self.text_in = None
        elif tag in ("a", "button"):
            self.live += opening.is_live
            self.in_text = self.text_in is not None and self.text_in is element.above
        if self.waiting is not None and tag not in _NOTHING:
            self._stands_over(self.waiting, element)
        if opening.is_panel:
            self._panel(element.key, opening)

    def _stands_over(self, waiting: Waiting, element: Element) -> None:
        if element.texts != waiting.texts or element.depth < waiting.element.depth - 1:
            self.waiting = None
        elif element.depth <= waiting.element.depth + 1 and not waiting.bar:
            tag, folds = element.tag, waiting.folds or bool(FOLDS.search(element.classes()))
            if tag in LISTS or (tag in _BOXES and folds and element.depth <= waiting.element.depth):
                self.lists[element.key] = (waiting, self.live)
                self.waiting = None

    def _panel(self, element: int, opening: Opening) -> None:
        for key in opening.panel_keys:
            toggle = self.last.get(key) if key in self.met else self.first.get(key)
            known = self.met.setdefault(key, [])
            if toggle is not None:
                self._pair(element, toggle)
            elif len(known) < _MOST_BEFORE:
                known.append(element)
        label = opening.labelled_by
        if label and element not in self.panels.labels:
            if label in self.named:
                self.panels.labels[element] = self.named[label]
            else:
                self.labelled.append((element, label))

    def _pair(self, element: int, toggle: Toggle) -> None:
        if element in self.panels.labels or element == toggle.element:
            return
        self.panels.labels[element] = toggle.text
        if toggle.by_address:
            self.panels.quiet.add(element)
        elif not toggle.is_tab:
            self.panels.over.add(toggle.element)

    # -- switches -----------------------------------------------------------------------------------------------------------------

    def leave(self, element: Element, text: str, texts: int, framed: bool) -> None:
        """`text`: the words of the element if they are few, else ""; `texts`: how many texts of the page stood before its end; `framed`:
        it stands in a menu or footer."""
        if self.lists:
            self._end_of_list(element)
        if element.tag in LISTS and len(self.hashes) > 1:
            self._list_of_addresses(self.hashes.pop(), framed)
        if text:
            self._words(element, text, texts)

    def _end_of_list(self, element: Element) -> None:
        below = self.lists.pop(element.key, None)
        holds = below is not None and (self.live > below[1] or (below[0].folds and element.tag in _BOXES))
        if below is not None and holds and element.key not in self.panels.labels:
            self.panels.labels[element.key] = below[0].text
            if self.lists:  # within a list that has a label: no heading of its own, or it would end the section of that one
                self.panels.quiet.add(element.key)
            else:
                self.panels.over.add(below[0].element.key)

    def _words(self, element: Element, text: str, texts: int) -> None:
        opening = element.opening
        if opening.own_id:
            self.named[opening.own_id] = text
        is_tab = opening.is_no_switch or (opening.may_switch and self._switch(element, text, texts))
        if element.tag not in ("a", "button"):
            return
        if opening.place:
            self.hashes[-1].append((opening.place, text, element.key))
        before = self.waiting
        row = before is not None and before.texts == element.texts and before.element.above is element.above
        self.waiting = None if is_tab or self.in_text else standing(element, text, texts, row)

    def _switch(self, element: Element, text: str, texts: int) -> bool:
        """Remembers an element with few words that opens panels; True if its words do not stand over what follows."""
        attributes = element.attributes
        targets, handler = target_ids(attributes), attributes.get("onclick") or ""
        if handler:
            targets += _QUOTED.findall(handler[:500])
        kind = " ".join(attributes.get(name) or "" for name in ("data-bs-toggle", "data-toggle", "role")).lower()
        switches = "tab" in kind or "pill" in kind
        for target in targets[:_MOST_TARGETS]:
            self._remember(target, Toggle(text, element.key, switches or bool(handler)))
        if targets:
            before, self.switched = self.switched, (element, texts)
            if before is not None and before[1] == element.texts and before[0].above is element.above:
                self.panels.bar |= {before[0].key, element.key}
        return switches

    def _remember(self, key: str, toggle: Toggle) -> None:
        self.first.setdefault(key, toggle)
        self.last[key] = toggle

    def _list_of_addresses(self, entries: list[tuple[str, str, int]], framed: bool) -> None:
        """A list of links to places below it on the page, as the tabs of some scripts are written. A menu of the page is none."""
        if framed or len({key for key, _, _ in entries}) < 2:
            return
        for key, text, element in entries:
            if key not in self.met and key not in self.first:
                self._remember(key, Toggle(text, element, is_tab=True, by_address=True))

    def finish(self) -> Panels:
        """Gives panels that came before their switches the first of these."""
        for key, elements in self.met.items():
            toggle = self.first.get(key)
            if toggle is not None and not toggle.by_address:
                for element in elements:
                    self._pair(element, toggle)
        for element, label in self.labelled:
            if label in self.named:
                self.panels.labels.setdefault(element, self.named[label])
        return self.panels
