"""The cells of a workbook as texts, and what a reader has to know of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetCell:
    """`text` is what the cell says; of a formula the value that was kept with it. `link` is the address behind it."""

    text: str
    row: int  # from 1
    column: int  # from 1
    formula: str = ""  # as written, "" for none
    error: str = ""  # "#REF!"
    link: str = ""
    comment: str = ""
    merged: str = ""  # the range it stands in, such as "C4:C6"
    head_of_merge: bool = False  # its upper left cell

    @property
    def place(self) -> str:
        return f"{letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class CellsOfSheet:
    """One sheet, hidden or not; only cells that hold something or stand in merged ones."""

    name: str
    cells: Mapping[tuple[int, int], SheetCell]  # (row, column)

    @property
    def rows(self) -> tuple[int, ...]:
        return tuple(sorted({row for row, _ in self.cells}))

    def row(self, number: int) -> tuple[SheetCell, ...]:
        return tuple(sorted((cell for (row, _), cell in self.cells.items() if row == number), key=lambda cell: cell.column))


def number_text(value: float) -> str:
    """A number as all programs that save a workbook agree on it."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value) if isinstance(value, int) else f"{value:.10g}"


def letters(column: int) -> str:
    """The letters of a column's number: 1 A, 27 AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
