"""A roster's file as a table of texts: CSV as Excel saves it anywhere, workbooks, YAML."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from oit.errors import BadInput
from oit.roster_columns import column_of
from oit.roster_reader import MOST_ROWS, BadRoster, Cell, Table
from oit.source import Source
from reading.shown_rows import BadWorkbook, shown_rows
from rules.plain_yaml import read_plain_yaml

LARGEST = 20_000_000  # bytes of a file
FORMATS = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".yaml": "yaml", ".yml": "yaml"}
_MOST_COLUMNS = 200
_TITLE_ROWS = 15  # rows above the columns' names: titles, explanations
_ESCAPED = ("'=", "'+", "'-", "'@", "'\t", "'\r", "''", "'|", "'%")
_Lines = Sequence[tuple[int, Sequence[str]]]


def read_table(file: Path) -> Table:
    """The table in a file, by its ending. Raises BadInput for what cannot be read, BadRoster for what has mistakes of form."""
    kind = FORMATS.get(file.suffix.lower())
    if kind is None:
        raise BadInput(f"{file}: is no list that can be read; allowed: {', '.join(FORMATS)} (an .xls file: save it as .xlsx)")
    if kind == "yaml":
        _size(file)
        return _yaml_table(file)
    body = _bytes(file)
    if kind == "csv":
        return csv_table(body, file.name)
    try:
        return _table(file.name, shown_rows(body, MOST_ROWS + _TITLE_ROWS))
    except BadWorkbook as error:
        raise BadInput(f"{file}: {error}; save it again as .xlsx or .csv") from error


def csv_table(body: bytes, name: str) -> Table:
    """The table in CSV of any of the usual encodings and separators. Raises BadInput, BadRoster."""
    if len(body) > LARGEST:
        raise BadInput(f"{name}: is larger than {LARGEST // 1_000_000} MB; split it")
    text = _decoded(body, name)
    tries = [_parsed(text, separator) for separator in ",;\t"]
    lines, line, trouble = max(tries, key=lambda one: _names_known(one[0]))
    if trouble:
        raise BadRoster(name, [f"{name}:{line}: row: {trouble}"])
    return _table(name, [(number, [_unescaped(cell) for cell in cells]) for number, cells in lines])


def _decoded(body: bytes, name: str) -> str:
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(f"{name}: is neither UTF-8 nor Windows-874 (TIS-620); save it as CSV UTF-8")


def _parsed(text: str, separator: str) -> tuple[list[tuple[int, list[str]]], int, str]:
    """The rows that hold something, with the number of their first line; line and words of what broke them off, 0 and "" for nothing."""
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begins, cells))
            if len(cells) > _MOST_COLUMNS:
                return rows, begins, f"has more than {_MOST_COLUMNS} columns; mind quotes and separators"
            if len(rows) > MOST_ROWS + _TITLE_ROWS:
                return rows, begins, f"more than {MOST_ROWS:,} rows; split the file"
            begins = reader.line_num + 1
    except csv.Error as error:
        return rows, begins, f"is no CSV ({error}); mind the quotes: one that opens must close, and within quotes it is written twice"
    return rows, 0, ""


def _names_known(rows: _Lines) -> int:
    return max((sum(column_of(cell) is not None for cell in cells) for _, cells in rows[:_TITLE_ROWS]), default=0)


def _table(name: str, lines: _Lines) -> Table:
    """The columns are named by the first row that names two of them; what stands above it is a title."""
    at = next((n for n, (_, cells) in enumerate(lines[:_TITLE_ROWS]) if sum(column_of(cell) is not None for cell in cells) > 1), 0)
    if not lines:
        raise BadRoster(name, [f"{name}:1: row: the file is empty; its first row names the columns: code, name, type, url, ..."])
    header_line, header = lines[at][0], tuple(cell.strip() for cell in lines[at][1])
    rows = [_row(number, cells, header, header_line) for number, cells in lines[at + 1 :]]
    if len(rows) > MOST_ROWS:
        raise BadInput(f"{name}: has more than {MOST_ROWS:,} rows; split it")
    return Table(name, tuple(row for row in rows if row), header_line, header)


def _row(number: int, cells: Sequence[str], header: Sequence[str], header_line: int) -> tuple[Cell, ...]:
    """The row's cells; those of columns that it lacks are empty, those beyond the last column are kept where they hold something."""
    filled = [*cells, *[""] * (len(header) - len(cells))]
    names = [*header, *[""] * (len(filled) - len(header))]
    return tuple(Cell(name, text, number, header_line) for name, text in zip(names, filled, strict=True) if name or text.strip())


def _unescaped(cell: str) -> str:
    """Without the mark that keeps a spreadsheet from taking the text for a formula."""
    return cell[1:] if cell.startswith(_ESCAPED) else cell


def _yaml_table(file: Path) -> Table:
    data, source = read_plain_yaml(file)
    base: tuple[str, ...] = ()
    if isinstance(data, dict) and list(data) == ["agencies"]:
        data, base = data["agencies"], ("agencies",)
    if not isinstance(data, list):
        raise source.error(base, "must be a list of agencies, each beginning with - code: ...")
    if len(data) > MOST_ROWS:
        raise source.error(base, f"has more than {MOST_ROWS:,} agencies; split it")
    return Table(file.name, tuple(_mapping(entry, (*base, n), source) for n, entry in enumerate(data)))


def _mapping(entry: Any, path: tuple[str | int, ...], source: Source) -> tuple[Cell, ...]:
    if not isinstance(entry, dict) or not entry:
        raise source.error(path, "must be a mapping: code, name, type, url, ...")
    return tuple(cell for column, value in entry.items() for cell in _cells(column, value, (*path, column), source))


def _cells(column: str, value: Any, path: tuple[str | int, ...], source: Source) -> Iterable[Cell]:
    """One cell of a value; owners as a mapping of items to people give one for each, as a list of mappings too."""
    at = source.lines.get(path, 1)
    if isinstance(value, dict) and value:
        yield from (Cell(f"{column}:{items}", _text(who, (*path, items), source), source.lines.get((*path, items), at), at)
                    for items, who in value.items())  # fmt: skip
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for n, one in enumerate(value):
            yield Cell(f"{column}:{_items(one, (*path, n), source)}", _person(one), source.lines.get((*path, n), at), at)
    else:
        yield Cell(column, _text(value, path, source), at, at)


def _text(value: Any, path: tuple[str | int, ...], source: Source) -> str:
    if value == {}:
        return ""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    if not isinstance(value, str):
        raise source.error(path, "must be a text or a list of texts")
    return "" if value in ("null", "~") else value


def _items(one: Any, path: tuple[str | int, ...], source: Source) -> str:
    if not isinstance(one, dict) or set(one) - {"items", "name", "contact"} or not all(isinstance(value, str) for value in one.values()):
        raise source.error(path, "must name items, name and contact, each a text")
    return one.get("items") or "all"


def _person(one: dict[str, str]) -> str:
    return one.get("name", "") + (f" <{one['contact']}>" if one.get("contact") else "")


def _unreadable(file: Path, error: OSError) -> BadInput:
    return BadInput(f"{file}: cannot be read ({error.strerror}); give a .csv, .xlsx or .yaml file, or - for CSV on standard input")


def _size(file: Path) -> None:
    try:
        size = file.stat().st_size
    except OSError as error:
        raise _unreadable(file, error) from error
    if size > LARGEST:
        raise BadInput(f"{file}: is larger than {LARGEST // 1_000_000} MB; split it")


def _bytes(file: Path) -> bytes:
    """The file, of one that is too large no more than it takes to see that (a pipe has no size)."""
    _size(file)
    try:
        with file.open("rb") as stream:
            body = stream.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(file, error) from error
    if len(body) > LARGEST:
        raise BadInput(f"{file}: is larger than {LARGEST // 1_000_000} MB; split it")
    return body
