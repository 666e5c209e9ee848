"""From the cells of somebody's list to agencies of the roster, or to every mistake in it, each with its place and what is allowed."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from oit.errors import BadList
from oit.roster import Owner, RosterEntry
from oit.roster_address import bare
from oit.roster_cells import AGENCY_TYPE_HINT, read_code, read_day, read_number, read_type, read_urls, type_by_name
from oit.roster_columns import column_of, nearest, not_read
from oit.roster_owners import Items, distinct, line, read_contact, read_owners, read_person, read_topics
from oit.roster_words import COLUMN_NAMES, NEEDED, OWNER
from oit.thai import clean

MOST_ROWS = 20_000
_LONGEST = {"name": 300, "district": 100, "province": 100, "notes": 2_000}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value under the name of its column. Lines are counted from 1, as the file's reader counts them."""

    column: str
    text: str
    line: int
    column_line: int


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: cells by row. `header_line` and `header` are those of a file whose columns are named once, else 0 and ()."""

    file: str
    rows: tuple[tuple[Cell, ...], ...]
    header_line: int = 0
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An agency as the file states it; what it does not state (no such column) is not in `given`."""

    line: int
    entry: RosterEntry
    given: frozenset[str]


class BadRoster(BadList):
    """A list of agencies with mistakes."""


@dataclass(slots=True)
class _Reading:
    """`addresses` makes a typed address whole, and raises BadInput for what is none."""

    file: str
    items: Items
    addresses: Callable[[str], tuple[str, ...]]
    mistakes: dict[tuple[int, int, str], None] = field(default_factory=dict)  # line, order, text: a set in order

    def wrong(self, line_number: int, column: str, what: str) -> None:
        text = f"{self.file}:{line_number}: {line(clean(column), 10_000) or 'row'}: {what}"
        self.mistakes.setdefault((line_number, len(self.mistakes), text))


def read_roster(table: Table, items: Items, addresses: Callable[[str], tuple[str, ...]]) -> list[Draft]:
    """The agencies of a file in its order. Raises BadRoster with all mistakes by line."""
    reading = _Reading(table.file, items, addresses)
    _header(table, reading)
    drafts = [draft for row in table.rows if (draft := _draft(row, table, reading)) is not None]
    _doubles(drafts, reading)
    if not table.rows and not reading.mistakes:
        reading.wrong(max(table.header_line, 1), "", "no agency stands in the file; write one in each row")
    if reading.mistakes:
        raise BadRoster(table.file, [text for _, _, text in sorted(reading.mistakes)])
    return drafts


def _header(table: Table, reading: _Reading) -> None:
    """Unknown, double and missing columns, each told once."""
    told: set[str] = set()
    named = [(name, table.header_line) for name in table.header] or [(cell.column, cell.column_line) for row in table.rows for cell in row]
    for name, number in named:
        if name and name not in told and column_of(name) is None and not not_read(name):
            told.add(name)
            reading.wrong(number, name, f"is no column; {nearest(name)}")
    columns = Counter(column for name in table.header if (column := column_of(name)))
    for column, count in columns.items():
        if count > 1:
            reading.wrong(table.header_line, column, "stands twice among the columns; keep one")
    for column in NEEDED if table.header_line else ():
        if column not in columns:
            names = [column, *(name for name in COLUMN_NAMES[column] if not name.isascii())]
            reading.wrong(table.header_line, column, f"the column is missing; call it one of: {', '.join(names[:5])}")


def _draft(row: tuple[Cell, ...], table: Table, reading: _Reading) -> Draft | None:
    """The agency of a row; None where something in it is wrong."""
    number, before = min((cell.line for cell in row), default=1), len(reading.mistakes)
    values: dict[str, object] = {}
    owners: list[Owner] = []
    for cell in row:
        column = column_of(cell.column)
        if column is None:
            if not cell.column and cell.text.strip():
                reading.wrong(cell.line, "", "has a value under no column; name the column, or mind quotes and separators in the row")
            continue
        try:
            _read(column, cell.text, values, owners, reading)
        except ValueError as error:
            reading.wrong(cell.line, cell.column, str(error))
    _type(values, number, reading)
    for column in NEEDED if not table.header_line else ():
        if column not in values and len(reading.mistakes) == before:
            reading.wrong(number, column, "is missing; every agency needs code, name and url")
    if any(column.startswith(OWNER) for column in values):
        _owners(owners, values, number, reading)
    if len(reading.mistakes) > before or any(column not in values for column in NEEDED):
        return None
    made = {column: value for column, value in values.items() if not column.startswith(f"{OWNER}:")}
    given = frozenset("urls" if column == "url" else column for column in made)
    urls = made.pop("url")
    return Draft(number, RosterEntry(urls=urls, **made), given)  # type: ignore[arg-type]


def _read(column: str, text: str, values: dict[str, object], owners: list[Owner], reading: _Reading) -> None:
    """One cell into `values`, owners into `owners`. Raises ValueError telling what is wrong."""
    shown = clean(text).strip()
    values.setdefault(column, None)
    if shown == "=":
        raise ValueError("holds a formula whose value was never worked out; open the file in Excel and save it, or write the value")
    if column == "owners":
        owners += read_owners(text, reading.items)
    elif column.startswith(f"{OWNER}:"):
        topics = read_topics(column.partition(":")[2], reading.items)
        name, contact = read_person(text) if shown else ("", "")
        owners += [Owner(topic, name, contact) for topic in topics if name]
    elif column == "url":
        values[column] = read_urls(text, reading.addresses)
    elif column in _PLAIN:
        values[column] = _PLAIN[column](shown)
    else:
        values[column] = line(shown, _LONGEST[column])
        if column == "name" and not shown:
            raise ValueError("is empty; write the agency's full Thai name")


_PLAIN: dict[str, Callable[[str], object]] = {
    "code": read_code, "type": read_type, "contact": read_contact, "min_pages": read_number, "retired": read_day,
}  # fmt: skip


def _type(values: dict[str, object], number: int, reading: _Reading) -> None:
    """An agency whose kind the file leaves open has the one that its name begins with."""
    if not values.get("type") and isinstance(name := values.get("name"), str) and name:
        found = type_by_name(name)
        if found:
            values["type"] = found
        elif "type" not in values or values["type"] == "":
            reading.wrong(number, "type", f"is empty, and the name does not tell it; {AGENCY_TYPE_HINT}")


def _owners(owners: list[Owner], values: dict[str, object], number: int, reading: _Reading) -> None:
    try:
        values["owners"] = distinct(owners, reading.items)
    except ValueError as error:
        reading.wrong(number, "owners", str(error))


def _doubles(drafts: Iterable[Draft], reading: _Reading) -> None:
    codes: dict[str, Draft] = {}
    places: dict[str, Draft] = {}
    for draft in drafts:
        entry = draft.entry
        first = codes.setdefault(entry.code, draft)
        if first is not draft:
            reading.wrong(draft.line, "code", f"{entry.code} stands on line {first.line} too; each agency has a code of its own")
            continue
        other = places.setdefault(bare(entry.urls[0]), draft)
        if other is not draft:
            whose = f"{other.entry.code} {other.entry.name}"
            reading.wrong(draft.line, "url", f"{entry.urls[0]} is the address of {whose} (line {other.line}) too; give each agency its own")
