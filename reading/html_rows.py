"""Which rows of tables hold a record, and which only lay the page out. Fed by the survey with every element; linear, without recursion.

Old sites are made of tables within tables. A record has cells of a line or a few, and stands among rows like it; a layout has one cell that
holds the page, or a menu beside the page beside a column of news, or cards side by side that have nothing to do with one another.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from reading.html_tree import Element

_HOLDS_MORE = frozenset(("table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "form", "iframe", "section", "article", "nav", "hr"))
WATCHED = _HOLDS_MORE | {"tr", "td", "th", "caption", "p", "div", "br", "a", "img"}  # elements that RowFinder.enter takes
ENDED = frozenset(("table", "tr", "td", "th", "p", "div"))  # and RowFinder.leave
_LAID_OUT = frozenset(("presentation", "none"))
_MOST_PIECES = 20  # paragraphs and breaks of a row; a row with more holds no record
_MOST_LETTERS = 1500
_BIG_LINES, _BIG_LINKS, _BIG_LETTERS = 4, 6, 400  # of one cell, in a table without rows alike
_HUGE = 8  # lines and links of one cell, in any table
_ALIKE = 3  # rows with equally many cells, that make a table of records
_HEAD_LETTERS = 40  # of the cell of a first row that names the columns
_CARDS, _MENU_CELLS = 3, 4  # cells with a link each, side by side
_CARD_LETTERS, _MENU_LETTERS = 10, 5  # words that say more than "PDF" or "2566"
_MOST_UNLIKE = 6  # times as long as the shortest card


class _Cell(NamedTuple):
    letters: int
    lines: int
    links: int
    images: int


@dataclass(slots=True)
class _Row:
    key: int
    before: int  # letters of the page before it
    pieces: int = 0
    holds_more: bool = False
    cells: list[_Cell] = field(default_factory=list)  # that have words or links
    start: int = -1  # letters before the open cell; -1 outside cells
    mark: int = 0  # letters before the open line
    lines: int = 0
    links: int = 0
    images: int = 0

    @property
    def lines_most(self) -> int:
        return max((cell.lines for cell in self.cells), default=0)


@dataclass(slots=True)
class _Table:
    key: int
    laid_out: bool
    named: bool = False  # by a caption or cells that are headings
    rows: list[_Row] = field(default_factory=list)


class RowFinder:
    """Call `enter` for the elements in WATCHED, `leave` for those in ENDED; take `layout_rows` and `outer_tables` at the end: keys of rows
    that are no records and of tables that are no tables of records."""

    def __init__(self) -> None:
        self.layout_rows: set[int] = set()
        self.outer_tables: set[int] = set()
        self._tables: list[_Table] = []
        self._rows: list[_Row] = []

    def fork(self) -> "RowFinder":
        """The same state for another page that has the same beginning, to be gone on with apart."""
        other = RowFinder()
        other.layout_rows, other.outer_tables = self.layout_rows.copy(), self.outer_tables.copy()
        rows = {id(row): _copy(row) for row in self._rows}
        other._rows = list(rows.values())
        other._tables = [_Table(t.key, t.laid_out, t.named, [rows.get(id(row), row) for row in t.rows]) for t in self._tables]
        return other

    def enter(self, element: Element, length: int) -> None:
        """An element opens after `length` letters of the page."""
        tag = element.tag
        row = self._rows[-1] if self._rows else None
        if tag in _HOLDS_MORE and row is not None:
            row.holds_more = True
        if tag == "table":
            self.outer_tables.update(table.key for table in self._tables[-1:])
            self._tables.append(_Table(element.key, (element.attributes.get("role") or "") in _LAID_OUT))
        elif tag == "tr":
            self._rows.append(_Row(element.key, length))
            if self._tables:
                self._tables[-1].rows.append(self._rows[-1])
        elif tag in ("th", "caption") and self._tables:
            self._tables[-1].named = True
        if row is None or tag == "tr":
            return
        if tag in ("td", "th"):
            row.start = row.mark = length
            row.lines = row.links = row.images = 0
        elif tag in ("p", "div", "br"):
            row.pieces += 1
            _end_line(row, length)
        row.links += tag == "a"
        row.images += tag == "img"

    def leave(self, tag: str, length: int, last_text: str) -> None:
        """The innermost element closes after `length` letters, the last of them in `last_text`."""
        if tag == "table":
            if self._tables:
                self._judge(self._tables.pop())
            return
        if not self._rows:
            return
        row = self._rows[-1]
        if tag == "tr":
            self._rows.pop()
            if row.holds_more or row.pieces > _MOST_PIECES or length - row.before > _MOST_LETTERS:
                self.layout_rows.add(row.key)
        elif tag in ("p", "div"):
            _end_line(row, length)
        elif tag in ("td", "th") and row.start >= 0:
            _end_line(row, length)
            letters = length - row.start
            if row.links or letters > 2 or (letters and any(map(str.isalnum, last_text))):  # bars and dots between cells are none
                row.cells.append(_Cell(letters, row.lines, row.links, row.images))
            row.start = -1

    def _judge(self, table: _Table) -> None:
        many = [row for row in table.rows if len(row.cells) > 1]
        cards = bool(many) and all(map(_are_cards, many))
        alike = not cards and _has_rows_alike(table, many)
        for row in table.rows:
            if table.laid_out or cards or _lays_out(row, alike):
                self.layout_rows.add(row.key)
        if not many or all(row.key in self.layout_rows for row in table.rows):
            self.outer_tables.add(table.key)


def _copy(row: _Row) -> _Row:
    return _Row(
        row.key, row.before, row.pieces, row.holds_more, row.cells.copy(), row.start, row.mark, row.lines, row.links, row.images
    )  # fmt: skip


def _end_line(row: _Row, length: int) -> None:
    if length > row.mark:
        row.lines += 1
        row.mark = length


def _lays_out(row: _Row, alike: bool) -> bool:
    """`alike`: the row stands among others like it."""
    if len(row.cells) < 2:
        return row.lines_most > 1  # a box with lines, no record
    if alike:
        return any(cell.lines >= _HUGE and cell.links >= _HUGE for cell in row.cells)
    return any(cell.lines >= _BIG_LINES or cell.links >= _BIG_LINKS or cell.letters > _BIG_LETTERS for cell in row.cells)


def _has_rows_alike(table: _Table, many: list[_Row]) -> bool:
    """True for a table with rows of equally many cells, or whose first row names its columns."""
    if not many:
        return False
    usual, times = Counter(len(row.cells) for row in many).most_common(1)[0]
    if times >= _ALIKE or table.named:
        return True
    heads = next(row for row in many if len(row.cells) == usual)
    return times > 1 and all(cell.lines == 1 and not cell.links and cell.letters <= _HEAD_LETTERS for cell in heads.cells)


def _are_cards(row: _Row) -> bool:
    """Cells side by side that each lead somewhere under words of their own, such as a menu across the page or a wall of news."""
    count = len(row.cells)
    least = min(cell.letters for cell in row.cells)
    if not all(cell.links for cell in row.cells) or max(cell.letters for cell in row.cells) > _MOST_UNLIKE * max(least, 1):
        return False
    if count >= _MENU_CELLS and least >= _MENU_LETTERS and all(cell.links == 1 for cell in row.cells):
        return True
    shown = all(cell.images for cell in row.cells) or all(cell.lines > 1 for cell in row.cells)
    return least >= _CARD_LETTERS and (count >= _CARDS or shown)
