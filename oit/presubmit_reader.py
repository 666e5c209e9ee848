"""A workbook that came home, read: what its rows say, what was added and lost, and what nobody can understand, each by its place."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from oit.errors import BadList
from oit.harmless import plain
from oit.presubmit_cells import tidy
from oit.presubmit_columns import COLUMNS, EDITABLE
from oit.presubmit_values import LANGS, folded, meaning
from oit.sheet_cells import CellsOfSheet, SheetCell
from oit.wording import head

SHOWN = 80  # letters of a cell that are told
_HEADS_WITHIN = 40  # rows
_LEAST_HEADS = 4
_ROW_HEADS, _TEAM_HEADS = frozenset({"code", "row"}), frozenset(EDITABLE) - {"owner", "deadline"}  # the summary names these too
_ROW_KEY = re.compile(r"([A-HJ-NP-Z2-9]{12}):(\S{1,20})")
_KEY = re.compile(r"[A-HJ-NP-Z2-9]{12}")
_NAMES = {folded(head(f"pre_{column.name}", lang)): column.name for column in COLUMNS for lang in LANGS}


class BadSheet(BadList):
    """A workbook with what cannot be understood."""

    one, several = "1 thing in it cannot be understood", "{} things in it cannot be understood"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that is told and not taken. `name` is its sentence in the table of words."""

    name: str
    gaps: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadCell:
    """`value` is what it means (oit.presubmit_values.meaning), for the other columns what it says."""

    value: str
    place: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class ReadBook:
    """`rows`: code -> column -> cell; columns that the file lacks are in `lost`. `others`: (place, text) of the cells outside the table."""

    key: str
    rows: Mapping[str, Mapping[str, ReadCell]]
    lost: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    notices: tuple[Notice, ...]


@dataclass(slots=True)
class _Table:
    sheet: CellsOfSheet
    heads_row: int
    columns: dict[str, int]
    unknown: dict[int, SheetCell]


@dataclass(slots=True)
class _Reading:
    name: str
    problems: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def wrong(self, place: str, what: str) -> None:
        self.problems.append(f"{self.name}: {place}: {what}")

    def tell(self, name: str, **gaps: str) -> None:
        self.notices.append(Notice(name, gaps))


def read_book(sheets: Sequence[CellsOfSheet], name: str) -> ReadBook:
    """Raises BadSheet with all that is wrong: a head that was renamed, a row of another workbook, a word that a list does not have, merged
    cells, a formula without a value."""
    reading = _Reading(name)
    tables = [table for sheet in sheets if (table := _table(sheet)) is not None]
    if not tables:
        wanted = ", ".join(head(f"pre_{column}", "th") for column in ("code", *EDITABLE))
        raise BadSheet(name, [f"{name}: no sheet has the heads of the table ({wanted}); is it a workbook of oit presubmit?"])
    for table in tables:
        _heads(table, reading)
    key, rows = _rows(tables, sheets, reading)
    others = tuple(_others(sheets, tables, reading))
    if reading.problems:
        raise BadSheet(name, reading.problems)
    present = {column for table in tables for column in table.columns}
    return ReadBook(key, rows, tuple(column.name for column in COLUMNS if column.name not in present), others, tuple(reading.notices))


def at(sheet: CellsOfSheet, cell: SheetCell) -> str:
    return f"{plain(sheet.name, 40)}!{cell.place}"


def _table(sheet: CellsOfSheet) -> _Table | None:
    best: _Table | None = None
    for number in sheet.rows[:_HEADS_WITHIN]:
        named = [(cell, _NAMES.get(folded(cell.text))) for cell in sheet.row(number)]
        columns: dict[str, int] = {}
        for cell, column in named:
            if column:
                columns.setdefault(column, cell.column)
        ours = len(columns) >= _LEAST_HEADS and _ROW_HEADS & columns.keys() and _TEAM_HEADS & columns.keys()
        if ours and (best is None or len(columns) > len(best.columns)):
            taken = set(columns.values())
            best = _Table(
                sheet, number, columns, {cell.column: cell for cell, _ in named if cell.text.strip() and cell.column not in taken}
            )
    return best


def _heads(table: _Table, reading: _Reading) -> None:
    """A column that is gone was deleted, or its head was renamed: then another head stands there that nobody knows."""
    twice = [cell for cell in table.unknown.values() if folded(cell.text) in _NAMES]
    for cell in twice:
        reading.wrong(at(table.sheet, cell), f"the head “{plain(cell.text, SHOWN)}” stands twice; take one of the two columns away")
        del table.unknown[cell.column]
    lost = [column for column in EDITABLE if column not in table.columns]
    if lost and table.unknown:
        strange = ", ".join(f"{cell.place} “{plain(cell.text, 40)}”" for cell in table.unknown.values())
        wanted = ", ".join(f"“{head(f'pre_{column}', 'th')}”" for column in lost)
        where = f"{plain(table.sheet.name, 40)}!{table.heads_row}"
        reading.wrong(where, f"no column is called {wanted}, and nobody knows the heads {strange}; write the heads as they were")
        return
    for column in lost:
        reading.tell("pre_n_lost_column", column=column)


def _rows(tables: Sequence[_Table], sheets: Sequence[CellsOfSheet], reading: _Reading) -> tuple[str, dict[str, dict[str, ReadCell]]]:
    keyed = [(table, number, *_row_key(table, number)) for table in tables for number in table.sheet.rows if number > table.heads_row]
    keys = Counter(key for _, _, key, _ in keyed if key) or Counter(_keys_anywhere(sheets))
    if not keys:
        reading.problems.append(f"{reading.name}: no row bears its key, nor does any other cell; import the workbook that was given out")
        return "", {}
    book = keys.most_common(1)[0][0]
    rows: dict[str, dict[str, ReadCell]] = {}
    unkeyed: list[tuple[_Table, int]] = []
    for table, number, key, code in keyed:
        if not key:
            unkeyed.append((table, number))
        elif key != book:
            reading.wrong(
                f"{plain(table.sheet.name, 40)}!{number}", f"is a row of another workbook ({key}:{plain(code, 20)}); take it away"
            )
        else:
            _add(rows, table, number, code, reading)
    for table, number in unkeyed:
        _unkeyed(rows, table, number, reading)
    return book, rows


def _row_key(table: _Table, number: int) -> tuple[str, str]:
    cell = _cell(table, number, "row")
    found = _ROW_KEY.fullmatch(cell.text.strip()) if cell else None
    return (found[1], found[2]) if found else ("", "")


def _keys_anywhere(sheets: Sequence[CellsOfSheet]) -> Iterator[str]:
    return (cell.text.strip() for sheet in sheets for cell in sheet.cells.values() if _KEY.fullmatch(cell.text.strip()))


def _cell(table: _Table, number: int, column: str) -> SheetCell | None:
    return table.sheet.cells.get((number, table.columns[column])) if column in table.columns else None


def _unkeyed(rows: dict[str, dict[str, ReadCell]], table: _Table, number: int, reading: _Reading) -> None:
    """A row whose key was emptied is known by its code; any other was added."""
    cell = _cell(table, number, "code")
    code = _code(cell.text) if cell else ""
    title = _cell(table, number, "title")
    if code and code not in rows and title is not None:
        _add(rows, table, number, code, reading)
        return
    words = " | ".join(plain(one.text, 40) for one in table.sheet.row(number) if one.text.strip())
    if words:
        reading.tell("pre_n_added_row", place=f"{plain(table.sheet.name, 40)}!{number}", text=plain(words, SHOWN * 2))


def _code(text: str) -> str:
    found = re.fullmatch(r"([a-z]*)0*(\d{1,3}[a-z0-9.]*)", folded(text))
    return f"{found[1].upper()}{found[2]}" if found else ""


def _add(rows: dict[str, dict[str, ReadCell]], table: _Table, number: int, code: str, reading: _Reading) -> None:
    told = _cell(table, number, "code")
    if told is not None and told.text.strip() and _code(told.text) != _code(code):
        reading.wrong(
            at(table.sheet, told), f"the code is “{plain(told.text, 20)}”, but the row's key says {plain(code, 20)}; put one right"
        )
        return
    made = dict(_values(table, number, reading))
    other = rows.setdefault(code, made)
    if other is not made and {name: cell.value for name, cell in other.items()} != {name: cell.value for name, cell in made.items()}:
        where = f"{plain(table.sheet.name, 40)}!{number}"
        reading.wrong(where, f"{plain(code, 20)} stands in two rows that differ; take one of the two away")


def _values(table: _Table, number: int, reading: _Reading) -> Iterator[tuple[str, ReadCell]]:
    for name, column in table.columns.items():
        if name in ("code", "row"):
            continue
        cell = table.sheet.cells.get((number, column)) or SheetCell("", number, column)
        place = at(table.sheet, cell)
        if name not in EDITABLE:
            yield name, ReadCell(cell.error or cell.text, place)
            continue
        value = _value(name, cell, place, reading)
        if value is not None:
            yield name, value


def _value(column: str, cell: SheetCell, place: str, reading: _Reading) -> ReadCell | None:
    """None for what was told to be wrong."""
    text = cell.text
    if cell.merged and cell.merged.partition(":")[0] != cell.merged:
        reading.wrong(place, f"the cells {cell.merged} are merged; split them, so that each row says its own")
    elif cell.error:
        reading.wrong(place, f"shows the error {plain(cell.error, 20)}; write the words themselves")
    elif cell.formula and not text and not cell.link:
        reading.wrong(place, "is a formula that no program has worked out; write the words themselves")
    else:
        if column == "link" and cell.link and not text.lower().startswith(("http://", "https://")):
            text = cell.link  # a friendly name over an address
        if cell.formula and not cell.link:  # some programs write a link as a formula
            reading.tell("pre_n_formula", place=place, text=plain(text, SHOWN))
        try:
            return ReadCell(meaning(column, text), place, cell.link)
        except ValueError as error:
            reading.wrong(place, f"{head(f'pre_{column}', 'th')}: {error}")
    return None


def _others(sheets: Sequence[CellsOfSheet], tables: Sequence[_Table], reading: _Reading) -> Iterator[tuple[str, str]]:
    """Words outside of the table, for the one who knows which of them were ours; comments and columns that were added are told at once."""
    of_sheet = {id(table.sheet): table for table in tables}
    for sheet in sheets:
        table = of_sheet.get(id(sheet))
        for cell in sheet.cells.values():
            if cell.comment.strip():
                reading.tell("pre_n_comment", place=at(sheet, cell), text=plain(cell.comment, SHOWN * 2))
            inside = table is not None and cell.row >= table.heads_row
            if not inside and tidy(cell.text):
                yield at(sheet, cell), tidy(cell.text)
        if table is not None:
            _added_columns(table, reading)


def _added_columns(table: _Table, reading: _Reading) -> None:
    ours = set(table.columns.values())
    filled: dict[int, int] = Counter(
        cell.column for cell in table.sheet.cells.values() if cell.row > table.heads_row and cell.column not in ours and cell.text.strip()
    )
    for column, count in sorted(filled.items()):
        first = table.unknown.get(column) or SheetCell("", table.heads_row, column)
        reading.tell("pre_n_added_column", place=at(table.sheet, first), text=plain(first.text, SHOWN), count=str(count))
