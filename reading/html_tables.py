"""A table of records: its rows as they stood, spans filled, so that each row can be read alone."""

from functools import lru_cache

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from oit.content import Table
from reading.html_links import one_line

MOST_ROWS = 500
_MOST_CELLS = 60  # columns
_LONGEST_CELL = 2_000
_BREAKS = frozenset(("p", "div", "br", "li", "tr", "td", "th"))
_LONGEST_HTML = 400_000
_SHORT_HTML = 20_000  # characters of tables that are remembered


def read_table(html: str, heading: str) -> Table | None:
    """The first table in `html`, at most 500 rows; None when it has no text. A cell over several rows stands in each of them, one over
    several columns in the first. `heading` gives way to the table's own caption."""
    read = _read_short(html) if len(html) <= _SHORT_HTML else _read(html)
    return Table(read[0] or heading, read[1]) if read else None


def _read(html: str) -> tuple[str, tuple[tuple[str, ...], ...]] | None:
    """Its own caption and its rows."""
    root = BeautifulSoup(html[:_LONGEST_HTML], "lxml").find("table")
    if not isinstance(root, Tag):
        return None
    caption = root.find("caption")
    rows: list[tuple[str, ...]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column -> (rows left, text) of cells that reach down
    for row in root.find_all("tr", limit=MOST_ROWS):
        cells = _cells(row, hanging)
        if any(cells):
            rows.append(tuple(cells))
    own = one_line(caption.get_text(" ")) if isinstance(caption, Tag) else ""
    return (own, tuple(rows)) if rows else None


_read_short = lru_cache(maxsize=128)(_read)  # calendars and the like stand beside every page


def _cells(row: Tag, hanging: dict[int, tuple[int, str]]) -> list[str]:
    cells: list[str] = []
    for cell in (child for child in row.children if isinstance(child, Tag) and child.name in ("td", "th")):
        _let_hang(cells, hanging)
        text = _cell_text(cell)
        down, across = _span(cell, "rowspan", MOST_ROWS), _span(cell, "colspan", _MOST_CELLS)
        for step in range(across):
            if len(cells) >= _MOST_CELLS:
                break
            if down > 1:
                hanging[len(cells)] = (down - 1, text if step == 0 else "")
            cells.append(text if step == 0 else "")
    _let_hang(cells, hanging)
    return cells


def _let_hang(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Fills the next columns with cells of rows above that reach down to here."""
    while len(cells) in hanging and len(cells) < _MOST_CELLS:
        left, text = hanging.pop(len(cells))
        if left > 1:
            hanging[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(cell: Tag, name: str, most: int) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(max(int(value), 1), most) if value.isdecimal() and len(value) < 6 else 1


def _cell_text(cell: Tag) -> str:
    """Pieces of one line stay one word; paragraphs and breaks are set apart."""
    return one_line("".join(map(_piece, cell.descendants)))[:_LONGEST_CELL]


def _piece(part: PageElement) -> str:
    if isinstance(part, Tag):
        return " " if part.name in _BREAKS else ""
    return str(part) if type(part) is NavigableString else ""  # its subclasses are comments, scripts, styles
