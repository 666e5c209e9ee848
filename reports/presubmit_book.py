"""An agency's workbook for the entry, and the one of all agencies."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from oit.presubmit import Has
from oit.presubmit_summary import PresubmitBook
from oit.sheet_cells import number_text
from oit.wording import date_text, head, moment
from reports.presubmit_cells import (
    heads,
    height,
    landscape,
    lines,
    put,
    put_file_link,
    put_link,
    put_number,
    title,
    widths,
)
from reports.presubmit_items import HEADS_ROW, items_sheet
from reports.presubmit_summary import summary_sheet

_A4 = 9
_CREATOR = "oit presubmit"
_OVERVIEW = (
    ("pre_agency_code", 12.0), ("agency", 38.0), ("pre_district", 16.0), ("website", 32.0), ("pre_day_seen", 18.0), ("pre_lowest", 12.0),
    ("pre_highest", 12.0), ("pre_lost", 12.0), ("pre_may_lose", 12.0), ("pre_has_has", 8.0), ("pre_has_has_not", 8.0),
    ("pre_has_look", 10.0), ("pre_bad_links", 11.0), ("pre_unfinished", 44.0), ("pre_file", 24.0),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A workbook of the overview; `file` is its path from there."""

    book: PresubmitBook
    file: str


@dataclass(frozen=True, slots=True)
class BookFile:
    """The .xlsx file, and the words of its cells outside of the table of items."""

    body: bytes
    words: tuple[str, ...]


def presubmit_workbook(book: PresubmitBook, texts: Sequence[Mapping[str, str]], lang: str) -> BookFile:
    """`texts`: what the cells of each row of the items' sheet say."""
    made = Workbook()
    first = made.worksheets[0]
    first.title = head("pre_items_sheet", lang)
    items_sheet(first, book, texts, lang)
    second = made.create_sheet(head("pre_summary_sheet", lang))
    summary_sheet(second, book, lang)
    cells = [*first.iter_rows(max_row=HEADS_ROW - 1), *second.iter_rows()]
    words = (_word(cell.value) for row in cells for cell in row if cell.value not in (None, ""))
    return BookFile(_bytes(made), tuple(dict.fromkeys(words)))


def _word(value: object) -> str:
    return number_text(value) if isinstance(value, int | float) else str(value)


def overview_workbook(listed: Sequence[Listed], made: str, lang: str) -> bytes:
    """A row for each agency with the link to its workbook. `made` is an ISO time."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = head("pre_overview", lang)
    title(sheet, 1, head("pre_overview", lang))
    put(sheet, 2, 1, f"{head('pre_made', lang)} {moment(made, lang)}", wraps=False)
    heads(sheet, 3, ((head(name, lang), False) for name, _ in _OVERVIEW))
    for row, one in enumerate(listed, 4):
        _agency_row(sheet, row, one, lang)
    widths(sheet, (width for _, width in _OVERVIEW))
    sheet.row_dimensions[3].height = height((head(name, lang), width) for name, width in _OVERVIEW)
    sheet.freeze_panes = "C4"
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(_OVERVIEW))}{3 + len(listed)}"
    landscape(sheet, 3, _A4)
    return _bytes(book)


def _agency_row(sheet: Worksheet, row: int, one: Listed, lang: str) -> None:
    book, score = one.book, one.book.score
    unfinished = ", ".join(each.item.code for each in book.rows if each.is_open)
    put(sheet, row, 1, book.agency.code)
    put(sheet, row, 2, book.name, bold=True)
    put(sheet, row, 3, book.district)
    put_link(sheet, row, 4, book.agency.url)
    put(sheet, row, 5, date_text(book.seen[:10], lang) if book.seen else head("pre_no_result", lang))
    if score is not None:
        for column, value in enumerate((score.oit.lowest, score.oit.highest, score.points_lost.lowest, score.points_lost.highest), 6):
            put_number(sheet, row, column, round(value, 2))
        for column, has in enumerate((Has.HAS, Has.HAS_NOT, Has.LOOK), 10):
            put_number(sheet, row, column, book.counts[has], shape="0")
        put_number(sheet, row, 13, sum(each.seen.works is False for each in book.links), shape="0")
        put(sheet, row, 14, unfinished)
    put_file_link(sheet, row, 15, one.file, one.file)
    for column in range(1, len(_OVERVIEW) + 1):
        sheet.cell(row=row, column=column).border = lines()
    sheet.row_dimensions[row].height = height([(book.name, _OVERVIEW[1][1]), (unfinished if score else "", _OVERVIEW[13][1]),
                                               (book.agency.url, _OVERVIEW[3][1])])  # fmt: skip


def _bytes(book: Workbook) -> bytes:
    book.properties.creator = _CREATOR
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
