"""The first sheet of a workbook, cell by cell as its reader sees it: a code formatted as "0000" with its leading zeros."""

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from reading.archives import ZIP_ERRORS, UnsafeArchive, open_zip

MOST_COLUMNS = 120
_LAST_ROW = 30_000  # what stands further down is a slip, and a file may name a row that is thousands of millions away
_ZEROS = re.compile(r"0+")


class BadWorkbook(Exception):
    """What cannot be read, and why: one clause for a person."""


def shown_rows(body: bytes, most_rows: int) -> list[tuple[int, tuple[str, ...]]]:
    """Number (from 1) and texts of each row that holds something, of the first sheet that is not hidden and not empty. Formulas give the
    value that was kept with them; one that was never worked out gives "=". Raises BadWorkbook."""
    try:
        open_zip(body).close()
        values, formulas = (load_workbook(io.BytesIO(body), read_only=True, data_only=kept) for kept in (True, False))
        for sheet in values.worksheets:
            if sheet.sheet_state == "visible":
                rows = list(_rows(sheet, formulas[sheet.title], most_rows))
                if rows:
                    return rows
        return []
    except UnsafeArchive:
        raise BadWorkbook("would unpack to more than is read") from None
    except (BadZipFile, InvalidFileException, *ZIP_ERRORS, TypeError, AttributeError, IndexError, SyntaxError) as error:
        raise BadWorkbook(f"is no whole .xlsx workbook ({type(error).__name__})") from error


def _rows(sheet: Any, formulas: Any, most_rows: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    formulas.reset_dimensions()
    pairs = zip(*(one.iter_rows(max_row=_LAST_ROW) for one in (sheet, formulas)), strict=False)
    found = 0
    for number, (row, written) in enumerate(pairs, 1):
        if len(row) > MOST_COLUMNS and any(cell.value is not None for cell in row[MOST_COLUMNS:]):
            raise BadWorkbook(f"has more than {MOST_COLUMNS} columns in row {number}")
        texts = tuple(_text(cell) or _never_worked_out(formula) for cell, formula in zip(row[:MOST_COLUMNS], written, strict=False))
        if any(texts):
            found += 1
            if found > most_rows:
                raise BadWorkbook(f"has more than {most_rows:,} rows")
            yield number, texts


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    return str(value).replace("_x005F_", "_")


def _number(value: float, shape: str) -> str:
    """Whole numbers without a point, and with the zeros before them that their format shows."""
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    written = str(int(value))
    return written.zfill(len(shape)) if _ZEROS.fullmatch(shape) and value >= 0 else written


def _never_worked_out(cell: Any) -> str:
    return "=" if isinstance(cell.value, str) and cell.data_type == "f" else ""
