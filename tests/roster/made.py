"""What the tests of the roster share: the form's items, tables of texts, one agency's CSV."""

from collections.abc import Sequence

import rules
from app.address import agency_addresses
from oit.roster_owners import Items
from oit.roster_reader import BadRoster, Cell, Draft, Table, read_roster

PACK = rules.load_pack()
ITEMS = Items("o01_o43", {item.code: item.topics for item in PACK.items}, frozenset(rules.load_words().slugs))
HEADER = ("code", "name", "type", "url")
ROW = ("4101", "องค์การบริหารส่วนตำบลหนองบัว", "sao", "https://nongbua.example/")


def topics(*codes: str) -> set[str]:
    return {topic for code in codes for topic in ITEMS.topics_of[code]}


def table(header: Sequence[str], *rows: Sequence[str]) -> Table:
    made = [tuple(Cell(name, text, n, 1) for name, text in zip(header, row, strict=True)) for n, row in enumerate(rows, 2)]
    return Table("list.csv", tuple(made), 1, tuple(header))


def read(header: Sequence[str], *rows: Sequence[str]) -> list[Draft]:
    return read_roster(table(header, *rows), ITEMS, agency_addresses)


def one(**more: str) -> Draft:
    """The agency of one good row, with further or other columns."""
    values = {**dict(zip(HEADER, ROW, strict=True)), **{name.replace("__", ":"): text for name, text in more.items()}}
    return read(tuple(values), tuple(values.values()))[0]


def mistakes(header: Sequence[str], *rows: Sequence[str]) -> tuple[str, ...]:
    try:
        read(header, *rows)
    except BadRoster as error:
        return error.lines
    return ()


def mistake(**more: str) -> str:
    """The one mistake of one row that is good but for these columns."""
    values = {**dict(zip(HEADER, ROW, strict=True)), **{name.replace("__", ":"): text for name, text in more.items()}}
    (line,) = mistakes(tuple(values), tuple(values.values()))
    return line
