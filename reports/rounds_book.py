"""The report of a round as an Excel workbook: agencies, items that block, open items with their owners. Words from outside are stored as
text, never as formulas."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from oit.rounds_status import RoundStatus
from oit.wording import head, label
from reports.presubmit_cells import height
from reports.rounds_words import (
    counts_words,
    day_words,
    difference_words,
    has_result,
    head_lines,
    moved_words,
    reason_words,
    score_words,
    seen_words,
    span_words,
    title_of,
)
from reports.safe_text import cell_text, web_address

FACE = "TH Sarabun New"
_WIDE = 100  # of the summary: it fits a sheet of paper, since no program scales a single column down
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "＋", "－", "＠")
_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_AGENCIES = (
    ("code", 12), ("agency", 44), ("district", 18), ("state", 26), ("share", 10), ("percent", 10), ("failed", 10), ("looking", 11),
    ("left", 9), ("score", 17), ("moved", 18), ("moved_report", 18), ("seen", 20),
)  # fmt: skip
_OPEN = (("code", 12), ("agency", 40), ("item", 8), ("title", 44), ("outcome", 16), ("owner", 30), ("reason", 70), ("link", 40))
_ITEMS = (("item", 8), ("title", 60), ("lacking_in", 20), ("looking_in", 20))


def round_book(status: RoundStatus, lang: str = "th") -> bytes:
    """The .xlsx file. The same state makes the same bytes."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = head("round_summary", lang)
    _summary(sheet, status, lang)
    _table(book.create_sheet(head("round_agencies", lang)), _AGENCIES, _agency_rows(status, lang), lang)
    _table(book.create_sheet(head("round_sheet_items", lang)), _ITEMS, _item_rows(status, lang), lang)
    _table(book.create_sheet(head("round_sheet_open", lang)), _OPEN, _open_rows(status, lang), lang)
    stream = io.BytesIO()
    book.save(stream)
    return _same_bytes(stream.getvalue())


def _summary(sheet: Worksheet, status: RoundStatus, lang: str) -> None:
    one = status.round
    lines = [
        head("round_report", lang, day=day_words(status.day, lang)), f"{head('round_title', lang, name=one.name)} {span_words(one, lang)}",
        *head_lines(status, lang), counts_words(status, lang), *difference_words(status, lang), head("round_states_meaning", lang),
        head("round_report_cannot", lang), head("no_certificate", lang),
    ]  # fmt: skip
    for row, line in enumerate(lines, 1):
        _put(sheet, row, 1, line, bold=row < 3)
        sheet.row_dimensions[row].height = height([(line, _WIDE)])
    sheet.column_dimensions["A"].width = _WIDE
    _page(sheet)


def _agency_rows(status: RoundStatus, lang: str) -> Iterable[Sequence[Any]]:
    for one in status.agencies:
        counted, known = one.tally, has_result(one)
        yield (
            one.entry.code, one.entry.name, one.entry.district, seen_words(one, lang),
            *((counted.passed, counted.lowest, counted.failed, counted.to_look, counted.left) if known else (None,) * 5),
            score_words(one, lang), moved_words(one.since_start, lang), moved_words(one.since_report, lang),
            day_words(one.seen, lang) if one.seen else "–",
        )  # fmt: skip


def _item_rows(status: RoundStatus, lang: str) -> Iterable[Sequence[Any]]:
    titles = {item.finding.code: title_of(item, lang) for agency in status.agencies for item in agency.open}
    return ((code, titles[code], lacking, looking) for code, lacking, looking in status.blocking)


def _open_rows(status: RoundStatus, lang: str) -> Iterable[Sequence[Any]]:
    for one in status.agencies:
        for item in one.open:
            owner = " ".join(part for part in (item.owner.name, item.owner.contact) if part) if item.owner else ""
            yield (
                one.entry.code, one.entry.name, item.finding.code, title_of(item, lang), label(item.outcome, lang),
                owner or head("round_no_owner", lang), reason_words(item, lang), item.finding.best_url or "",
            )  # fmt: skip


def _table(sheet: Worksheet, wanted: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]], lang: str) -> None:
    for column, (name, width) in enumerate(wanted, 1):
        cell = _put(sheet, 1, column, head(f"round_col_{name}", lang), bold=True, colour="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="234B63")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[1].height = height((head(f"round_col_{name}", lang), width) for name, width in wanted)
    last = 1
    for last, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = _put(sheet, last, column, value)
            if isinstance(value, float):
                cell.number_format = "0.00"
            if wanted[column - 1][0] == "link" and (address := web_address(str(value))):
                cell.hyperlink = address
                cell.font = Font(name=FACE, size=14, color="14507A", underline="single")
        sheet.row_dimensions[last].height = height((value, wanted[at][1]) for at, value in enumerate(row) if isinstance(value, str))
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(wanted))}{last}"
    sheet.print_title_rows = "1:1"
    _page(sheet)


def _put(sheet: Worksheet, row: int, column: int, value: Any, *, bold: bool = False, colour: str = "1F2A33") -> Any:
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        text = cell_text(value)
        if text:
            cell.value = text
            cell.data_type = "s"  # a leading "=" would make a formula of it
        if text.startswith(_FORMULA_STARTS) or value.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True
    else:
        cell.value = value
    cell.font = Font(name=FACE, size=14, bold=bold, color=colour)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _same_bytes(body: bytes) -> bytes:
    """The archive without the times at which it and its parts were made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, _TIME.sub(rb"\g<1>2000-01-01T00:00:00Z", source.read(name)))
    return out.getvalue()
