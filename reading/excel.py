"""Text out of workbooks: xlsx, xlsb, xls and ods, one page for each sheet."""

import datetime
import io
from collections.abc import Iterable

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from oit.content import Document, TextLayer
from oit.thai import clean
from reading.archives import ZIP_ERRORS, UnsafeArchive, open_zip

MOST_SHEETS = 50
MOST_ROWS = 5_000  # of one sheet
MOST_CELLS = 100  # of one row
_LONGEST_SHEET = 1_000_000  # characters


def read_excel(body: bytes, url: str) -> Document:
    """Rows as lines, cells joined by " | ", empty ones left out. Never raises for bad input: problem is encrypted, broken or too_large."""
    try:
        if body.startswith(b"PK"):
            open_zip(body).close()
        with CalamineWorkbook.from_filelike(io.BytesIO(body)) as book:
            names = tuple(clean(name) for name in book.sheet_names)
            pages = tuple(_sheet_text(book, place) for place in range(min(len(names), MOST_SHEETS)))
    except UnsafeArchive:
        return _unread(url, "too_large")
    except PasswordError:
        return _unread(url, "encrypted")
    except (CalamineError, *ZIP_ERRORS):
        return _unread(url, "encrypted" if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P" in body else "broken")
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the reader's Rust code fails; no Exception, and it has no name to import
            raise
        return _unread(url, "broken")
    layer = TextLayer.GOOD if any(pages) else TextLayer.NONE
    return Document(url, "excel", "", pages, len(names), layer, names=names)


def _unread(url: str, problem: str) -> Document:
    return Document(url, "excel", "", (), 0, TextLayer.UNREAD, problem)


def _sheet_text(book: CalamineWorkbook, place: int) -> str:
    """The text of one sheet, "" for sheets of charts and macros."""
    try:
        sheet = book.get_sheet_by_index(place)
    except CalamineError:
        return ""
    lines: list[str] = []
    size = 0
    for number, row in enumerate(sheet.iter_rows()):
        line = _line(row[:MOST_CELLS])
        size += len(line)
        if number >= MOST_ROWS or size > _LONGEST_SHEET:
            break
        if line:
            lines.append(line)
    return clean("\n".join(lines))


def _line(row: Iterable[object]) -> str:
    return " | ".join(cell for cell in map(_cell, row) if cell)


def _cell(value: object) -> str:
    """As people would write it: whole numbers without a point, dates as day/month/year of the common era."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.day}/{value.month}/{value.year}"
    return " ".join(str(value).split())
