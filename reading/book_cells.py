"""All sheets of a workbook, cell by cell, as whatever program saved it last left them."""

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from oit.sheet_cells import CellsOfSheet, SheetCell, number_text
from reading.archives import ZIP_ERRORS, UnsafeArchive, open_zip, read_member
from reading.shown_rows import BadWorkbook

_MOST_XML = 12_000_000  # bytes of a sheet's XML: forty times what such a sheet takes
_MOST_SHEETS = 60
_LAST_ROW, _LAST_COLUMN = 5_000, 300
_MOST_CELLS = 100_000
_MOST_MERGED = 5_000  # cells
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HYPERLINK = re.compile(r'\s*=?\s*HYPERLINK\(\s*"((?:[^"]|"")*)"', re.I)


def book_cells(body: bytes) -> list[CellsOfSheet]:
    """Every sheet that holds something. Raises BadWorkbook for what is no whole workbook, or one far larger than those made here."""
    try:
        with open_zip(body) as archive:
            sheets = [one for one in archive.infolist() if one.filename.startswith("xl/worksheets/")]
            if len(sheets) > _MOST_SHEETS or any(one.file_size > _MOST_XML for one in archive.infolist() if one.filename.endswith(".xml")):
                raise BadWorkbook("is far larger than the workbook that was given out")
            written = any(_FORMULA.search(read_member(archive, one.filename)) for one in sheets)
        values = load_workbook(io.BytesIO(body), data_only=True)
        formulas = load_workbook(io.BytesIO(body)) if written else values
        found = [_sheet(sheet, formulas[sheet.title]) for sheet in values.worksheets]
    except UnsafeArchive:
        raise BadWorkbook("would unpack to more than is read") from None
    except (BadZipFile, InvalidFileException, *ZIP_ERRORS, TypeError, AttributeError, IndexError, SyntaxError) as error:
        raise BadWorkbook(f"is no whole .xlsx workbook ({type(error).__name__})") from error
    return [sheet for sheet in found if sheet.cells]


def _sheet(values: Any, formulas: Any) -> CellsOfSheet:
    merged = dict(_merged(values))
    cells: dict[tuple[int, int], SheetCell] = {}
    for at, cell in values._cells.items():  # no public way gives only the cells that are there
        made = _cell(cell, formulas._cells.get(at), merged.get(at, ""))
        if made is not None:
            cells[at] = made
        if len(cells) > _MOST_CELLS or ((at[0] > _LAST_ROW or at[1] > _LAST_COLUMN) and made is not None and made.text):
            raise BadWorkbook(f"the sheet {values.title[:40]} goes far beyond the table that was given out; clear what stands beyond it")
    return CellsOfSheet(values.title, cells)


def _merged(sheet: Any) -> Iterator[tuple[tuple[int, int], str]]:
    count = 0
    for one in sheet.merged_cells.ranges:
        if (one.max_row - one.min_row + 1) * (one.max_col - one.min_col + 1) > _MOST_MERGED - count:
            raise BadWorkbook(f"the sheet {sheet.title[:40]} merges thousands of cells ({one.coord}); split them")
        for row in range(one.min_row, one.max_row + 1):
            for column in range(one.min_col, one.max_col + 1):
                count += 1
                yield (row, column), one.coord


def _cell(cell: Any, written: Any, merged: str) -> SheetCell | None:
    formula = str(getattr(written, "value", "") or "") if getattr(written, "data_type", "") == "f" else ""
    if not isinstance(getattr(written, "value", ""), str) and formula:  # an array formula is an object
        formula = str(getattr(written.value, "text", "") or "=")
    value = cell.value
    error = str(value) if getattr(cell, "data_type", "") == "e" else ""
    text = "" if error else _text(value, cell)
    comment = str(cell.comment.text) if getattr(cell, "comment", None) is not None else ""
    link = _link(cell, formula)
    if not (text or formula or error or comment or merged):
        return None
    head = bool(merged) and merged.partition(":")[0] == cell.coordinate
    return SheetCell(text, cell.row, cell.column, formula, error, link, comment, merged, head)


def _link(cell: Any, formula: str) -> str:
    found = _HYPERLINK.match(formula)
    if found:
        return found[1].replace('""', '"')
    link = getattr(cell, "hyperlink", None)
    if link is None:
        return ""
    return str(link.target or "") + (f"#{link.location}" if link.target and link.location else "")


def _text(value: Any, cell: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "minutes") if value.time() != datetime.time() else value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return _unescaped(str(value))


def _unescaped(text: str) -> str:
    """Workbooks write characters that XML has not as _x000D_; the mark itself as _x005F_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n") if "_x" in text else text
