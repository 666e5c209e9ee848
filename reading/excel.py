"""Text out of workbooks: xlsx, xlsb, xls and ods, one page for each sheet."""

import datetime
import io
from collections.abc import Iterable
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from oit.content import Document, TextLayer
from oit.thai import clean
from reading.archives import ZIP_ERRORS, UnsafeArchive, open_zip

MOST_SHEETS = 50
MOST_ROWS = 5_000  # of one sheet
MOST_CELLS = 100  # of one row
_LONGEST_SHEET = 1_000_000  # characters
_LONGEST_BOOK = 3_000_000


def read_excel(body: bytes, url: str) -> Document:
    """Rows as lines, cells joined by " | ", empty ones left out. Never raises for bad input: problem is encrypted, broken or too_large."""
    try:
        if body.startswith(b"PK"):
            open_zip(body).close()
        with CalamineWorkbook.from_filelike(io.BytesIO(body)) as book:
            names = tuple(clean(name) for name in book.sheet_names)
            sheets = _sheets(book, len(names))
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
    pages = tuple(sheet.text for sheet in sheets)
    if not any(pages):
        return Document(url, "excel", "", pages, len(names), TextLayer.NONE, names=names)
    cut = len(pages) < len(names) or any(sheet.cut for sheet in sheets)
    return Document(url, "excel", "", pages, len(names), TextLayer.GOOD, "too_large" if cut else "", names=names)


def _unread(url: str, problem: str) -> Document:
    return Document(url, "excel", "", (), 0, TextLayer.UNREAD, problem)


@dataclass(frozen=True, slots=True)
class _Sheet:
    text: str
    cut: bool = False  # there were more rows


def _sheets(book: CalamineWorkbook, count: int) -> tuple[_Sheet, ...]:
    """The first sheets, until there are MOST_SHEETS of them or their text is long enough."""
    read: list[_Sheet] = []
    while len(read) < min(count, MOST_SHEETS) and sum(len(sheet.text) for sheet in read) < _LONGEST_BOOK:
        read.append(_sheet_text(book, len(read)))
    return tuple(read)


def _sheet_text(book: CalamineWorkbook, place: int) -> _Sheet:
    """The text of one sheet, "" for sheets of charts and macros."""
    try:
        sheet = book.get_sheet_by_index(place)
    except CalamineError:
        return _Sheet("")
    lines: list[str] = []
    size, cut = 0, False
    for number, row in enumerate(sheet.iter_rows()):
        line = _line(row[:MOST_CELLS])
        size += len(line)
        cut = number >= MOST_ROWS or size > _LONGEST_SHEET
        if cut:
            break
        if line:
            lines.append(line)
    return _Sheet(clean("\n".join(lines)), cut)


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
