"""First pass over a parsed page: facts that the reading in order needs before it comes to them. Linear, without recursion."""

from dataclasses import dataclass, field

from oit.content import Region
from reading.html_openings import LISTS
from reading.html_panels import LABEL_LENGTH, PanelFinder, Panels
from reading.html_rows import ENDED, WATCHED, RowFinder
from reading.html_tree import Element, Step

_THINGS = frozenset(("a", "img", "iframe", "object", "embed", "video", "audio", "input", "select", "textarea", "canvas"))
_FRAME = (Region.MENU, Region.FOOTER)


@dataclass(slots=True)
class Survey:
    """`layout_rows`, `outer_tables`: elements (by key) that are no rows and tables of data. `panels`: what its switches say of them.
    `filled`: ids whose element holds text or links. `refused`: elements whose name says menu or footer but that hold the page itself."""

    layout_rows: set[int] = field(default_factory=set)
    outer_tables: set[int] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    panels: Panels = field(default_factory=Panels)
    refused: set[int] = field(default_factory=set)
    text_length: int = 0
    things: int = 0  # links, pictures, frames, controls

    def fork(self) -> "Survey":
        """The same facts, to be added to apart."""
        return Survey(self.layout_rows.copy(), self.outer_tables.copy(), self.filled.copy(), self.panels, self.refused.copy())

    def before(self, length: int) -> tuple[object, ...]:
        """What it says of the first `length` steps of the page, as a walk over these asks for it."""
        panels = self.panels
        places = (self.layout_rows, self.outer_tables, self.refused, panels.quiet, panels.over, panels.bar)
        labels = {key: label for key, label in panels.labels.items() if key < length}
        return labels, *({key for key in keys if key < length} for keys in places)


class Surveyor:
    """Takes in a page step by step: `run` over all of it, then `finish`."""

    def __init__(self) -> None:
        self.survey = Survey()
        self.texts: list[str] = []
        self.length = self.things = 0
        self.plain_length = 0  # text outside links
        self.in_link = 0
        self.rows = RowFinder()
        self.open: list[Element] = []
        self.frames = 0  # open menus and footers
        self.candidates: list[tuple[int, int]] = []
        self.finder = PanelFinder()

    def fork(self) -> "Surveyor":
        """The same state for another page that has the same beginning, to be gone on with apart."""
        other = Surveyor.__new__(Surveyor)
        other.__dict__.update(self.__dict__)
        other.survey, other.finder = self.survey.fork(), self.finder.fork()
        other.texts, other.open, other.rows = self.texts.copy(), self.open.copy(), self.rows.fork()
        other.candidates = self.candidates.copy()
        return other

    def run(self, steps: list[Step]) -> None:
        """Goes on through `steps`."""
        enter, leave = self._enter, self._leave
        for step in steps:
            if step is None:
                leave()
            elif type(step) is Element:
                enter(step)
            else:
                self._text(step)  # type: ignore[arg-type]

    def finish(self) -> Survey:
        """The facts of the page; see Survey."""
        survey, plain = self.survey, self.plain_length
        survey.panels = self.finder.finish()
        survey.layout_rows, survey.outer_tables = self.rows.layout_rows, self.rows.outer_tables
        survey.text_length, survey.things = self.length, self.things
        survey.refused = {element for element, held in self.candidates if plain > 400 and held > 0.6 * plain}
        return survey

    def _text(self, text: str) -> None:
        text = text.strip()
        if text:
            self.finder.text_in = self.open[-1] if self.open else None
            self.texts.append(text)
            self.length += len(text)
            if not self.in_link:
                self.plain_length += len(text)

    def _enter(self, element: Element) -> None:
        tag, opening = element.tag, element.opening
        element.texts, element.length, element.things, element.plain = len(self.texts), self.length, self.things, self.plain_length
        if tag in _THINGS:
            self.things += 1
            if tag == "a":
                self.in_link += 1
        if tag in WATCHED:
            self.rows.enter(element, self.length)
        if opening.is_frame:
            self.frames += 1
        if opening.is_paired or self.finder.waiting is not None:
            self.finder.enter(element)
        self.open.append(element)

    def _leave(self) -> None:
        element = self.open.pop()
        tag, opening, length = element.tag, element.opening, self.length - element.length
        if tag == "a":
            self.in_link -= 1
        elif tag in ENDED:
            self.rows.leave(tag, self.length, self.texts[-1] if self.texts else "")
        few = 0 < length <= LABEL_LENGTH and opening.has_words
        if few or self.finder.lists or tag in LISTS:
            self.finder.leave(element, " ".join(self.texts[element.texts :]) if few else "", len(self.texts), self.frames > 0)
        if opening.own_id and (length or self.things > element.things):
            self.survey.filled.add(opening.own_id)
        if opening.named_region in _FRAME:
            self.candidates.append((element.key, self.plain_length - element.plain))
        if opening.is_frame:
            self.frames -= 1
