"""Cells of a workbook that any program opens alike: words are never formulas, links are real ones to the web or to files beside it."""

import re
from collections.abc import Iterable
from functools import cache
from typing import cast
from urllib.parse import quote

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from oit.harmless import visible_lines
from reports.safe_text import HREF_LIMIT, web_address
from reports.thai_cells import wrap

FACE = "TH Sarabun New"  # programs that lack it take another; nothing depends on it
SIZE = 14
INK, LINK, PALE, WHITE = "1F2A33", "14507A", "FFF8DC", "FFFFFF"
HEAD_FILL, EDIT_FILL = "234B63", "8A5A00"
_LINE = 23.0  # points of a line of that size in the fonts that programs take, room for marks above and below
_TALLEST = 409.0  # what workbooks allow
_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "＋", "－", "＠", "'")
_LONGEST = 32_000  # letters of a cell; workbooks take 32,767
_ROOM = 0.8  # of the width: other fonts are wider, and lines break at whole words
_READ_AS_LETTER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@cache
def font(*, bold: bool = False, colour: str = INK, size: int = SIZE, underline: bool = False) -> Font:
    return Font(name=FACE, size=size, bold=bold, color=colour, underline="single" if underline else None)


@cache
def fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


@cache
def aligned(horizontal: str = "left", vertical: str = "top", *, wraps: bool = True) -> Alignment:
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wraps, indent=int(horizontal == "right"))


@cache
def lines() -> Border:
    thin = Side(style="thin", color="C9D1D8")
    return Border(left=thin, right=thin, top=thin, bottom=thin)


def put(sheet: Worksheet, row: int, column: int, text: str, *, bold: bool = False, colour: str = INK, wraps: bool = True) -> Cell:
    """Words, as a string whatever they begin with; several lines stay several lines."""
    cell = _at(sheet, row, column)
    shown = _escaped(visible_lines(text)[:_LONGEST])
    if shown:
        cell.value = shown
        cell.data_type = "s"  # a leading "=" would make a formula of it
    if shown.startswith(_STARTS):
        cell.quotePrefix = True
    cell.font = font(bold=bold, colour=colour)
    cell.alignment = aligned(wraps=wraps)
    return cell


def put_number(sheet: Worksheet, row: int, column: int, value: float, *, shape: str = "0.00", bold: bool = False) -> Cell:
    cell = _at(sheet, row, column)
    cell.value = value
    cell.number_format = shape
    cell.font = font(bold=bold)
    cell.alignment = aligned("right")
    return cell


def put_link(sheet: Worksheet, row: int, column: int, url: str) -> Cell:
    """The address as words, and as a link where it may be one: http or https, no longer than a workbook takes."""
    cell = put(sheet, row, column, url)
    target = link_target(url)
    if target:
        _linked(sheet, cell, target)
    return cell


def put_file_link(sheet: Worksheet, row: int, column: int, text: str, relative: str) -> Cell:
    """A link to a file beside the workbook; `relative` is a path of ours with "/" between its parts."""
    cell = put(sheet, row, column, text)
    _linked(sheet, cell, quote(relative, safe="/-_.~"))
    return cell


def _at(sheet: Worksheet, row: int, column: int) -> Cell:
    if sheet.row_dimensions[row].height is None:
        sheet.row_dimensions[row].height = _LINE + 4  # what programs take by themselves is too low for marks above and below
    return cast(Cell, sheet.cell(row=row, column=column))  # a merged one takes no value; cells are merged after they are written


def link_target(url: str) -> str:
    """The address as a link's target, in ASCII; "" where it may not be a link."""
    target = quote(web_address(url), safe="%/:?#&=+,;$!*'()@~[]-._")
    return target if len(target) <= HREF_LIMIT else ""


def _linked(sheet: Worksheet, cell: Cell, target: str) -> None:
    cell.hyperlink = Hyperlink(ref=cell.coordinate, target=target)
    cell.font = font(colour=LINK, underline=True)


def heads(sheet: Worksheet, row: int, names: Iterable[tuple[str, bool]], first: int = 1) -> None:
    """Heads of columns; those that may be changed below (True) in another colour."""
    for column, (name, editable) in enumerate(names, first):
        cell = put(sheet, row, column, name, bold=True, colour=WHITE)
        cell.fill = fill(EDIT_FILL if editable else HEAD_FILL)
        cell.alignment = aligned("center", "center")
        cell.border = lines()


def height(texts: Iterable[tuple[str, float]], least: int = 1) -> float:
    """Points of a row whose cells say these texts in columns of these widths; programs do not agree on how to measure Thai."""
    count = least
    for text, width in texts:
        room = max(4, int(width * _ROOM))
        count = max(count, sum(_lines_of(line, room) for line in text.split("\n")))
    return min(_TALLEST, count * _LINE + 4)


def _lines_of(line: str, room: int) -> int:
    """Addresses and hashes break anywhere; words where Thai breaks."""
    return 1 if len(line) <= room else len(wrap(line, room))


def widths(sheet: Worksheet, values: Iterable[float]) -> None:
    for column, width in enumerate(values, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def title(sheet: Worksheet, row: int, text: str, size: int = 20) -> None:
    """A title that runs over the columns beside it."""
    put(sheet, row, 1, text, bold=True, wraps=False).font = font(bold=True, size=size)
    sheet.row_dimensions[row].height = size * 1.9


def landscape(sheet: Worksheet, heads_row: int | None, paper: int, pages: int = 1) -> None:
    """Printed across, all columns on so many pages side by side (9: A4, 8: A3), the heads on every page."""
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", paper, pages, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.3
    sheet.page_margins.top = sheet.page_margins.bottom = 0.45
    footer = sheet.oddFooter
    if footer is not None and footer.right is not None:
        footer.right.text = "&P / &N"
    if heads_row:
        sheet.print_title_rows = f"{heads_row}:{heads_row}"


def _escaped(text: str) -> str:
    """Workbooks read _x202E_ as the character of that number."""
    return _READ_AS_LETTER.sub("_x005F_", text)
