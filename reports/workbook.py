"""The audit as an Excel workbook: a summary sheet and one row an item. Crawled words are stored as text, never as formulas."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from oit.audit import AgencyAudit, ItemFinding, Outcome
from oit.counting import counted_outcome
from oit.wording import date_text, head, label, moment, name_of, period_found, required_period
from reports.json_report import OUTCOME_ORDER, notes
from reports.person_words import advice_words, explanation_words
from reports.priorities import fix_first
from reports.safe_text import cell_text, web_address
from reports.where_to_look import address_to_open

FACE = "TH Sarabun New"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "＋", "－", "＠")
_COLOURS = {
    Outcome.PASS: "1D6B45",
    Outcome.INCOMPLETE: "875300",
    Outcome.OUTDATED: "875300",
    Outcome.MISSING: "A3282D",
    Outcome.UNCLEAR: "6A3D86",
}
_COLUMNS = (
    ("code", 7),
    ("title", 38),
    ("outcome", 17),
    ("presence", 11),
    ("currency", 13),
    ("required", 24),
    ("period", 24),
    ("link", 40),
    ("explanation", 60),
    ("advice", 50),
    ("points", 11),
)
_THIN = Side(style="thin", color="D5DBE0")


def write_workbook(audit: AgencyAudit, target: str | Path | BinaryIO, lang: str = "th") -> None:
    """Writes an .xlsx file to a path or a binary stream."""
    book = Workbook()
    summary = book.worksheets[0]
    summary.title = head("summary", lang)
    _summary_sheet(summary, audit, lang)
    _items_sheet(book.create_sheet(head("items", lang)), audit, lang)
    book.save(target)


def _put(sheet: Worksheet, row: int, column: int, value: Any, *, bold: bool = False, colour: str = "1F2A33", right: bool = False) -> Any:
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        text = cell_text(value)
        if text:
            cell.value = text
            cell.data_type = "s"  # a leading "=" would make a formula of it
        if value.startswith(_FORMULA_STARTS) or text.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True
    else:
        cell.value = value
    cell.font = Font(name=FACE, size=14, bold=bold, color=colour)
    cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal="right" if right else "left")
    return cell


def _put_link(sheet: Worksheet, row: int, column: int, url: str) -> None:
    address = web_address(url)
    cell = _put(sheet, row, column, url, colour="14507A" if address else "1F2A33")
    if address:
        cell.hyperlink = address
        cell.font = Font(name=FACE, size=14, color="14507A", underline="single")


def _heads(sheet: Worksheet, row: int, names: Iterable[str]) -> None:
    for column, name in enumerate(names, 1):
        cell = _put(sheet, row, column, name, bold=True, colour="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="234B63")
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def _items_sheet(sheet: Worksheet, audit: AgencyAudit, lang: str) -> None:
    _heads(sheet, 1, (head(name, lang) for name, _ in _COLUMNS))
    for row, item in enumerate(audit.items, 2):
        _item_row(sheet, row, item, lang)
    for column, (_, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{len(audit.items) + 1}"
    _page(sheet, landscape=True)
    sheet.print_title_rows = "1:1"


def _item_row(sheet: Worksheet, row: int, item: ItemFinding, lang: str) -> None:
    found, shown = "; ".join(period_found(period, lang) for period in item.currency.found[:4]), counted_outcome(item)
    _put(sheet, row, 1, item.code, bold=True)
    _put(sheet, row, 2, item.title_en if lang == "en" else item.title_th)
    _put(sheet, row, 3, label(shown, lang), bold=True, colour=_COLOURS.get(shown, "4A5864"))
    _put(sheet, row, 4, item.presence.score, right=True)
    _put(sheet, row, 5, item.currency.score, right=True)
    _put(sheet, row, 6, required_period(item.currency.required, lang))
    _put(sheet, row, 7, found)
    _put_link(sheet, row, 8, address_to_open(item))
    _put(sheet, row, 9, explanation_words(item, lang))
    _put(sheet, row, 10, advice_words(item, lang))
    _put(sheet, row, 11, round(item.points, 2), right=True).number_format = "0.00"
    for column in range(1, len(_COLUMNS) + 1):
        sheet.cell(row=row, column=column).border = Border(bottom=_THIN)


def _summary_sheet(sheet: Worksheet, audit: AgencyAudit, lang: str) -> None:
    _put(sheet, 1, 1, head("report", lang), bold=True).font = Font(name=FACE, size=20, bold=True, color="234B63")
    row = 2
    for name, value in _summary_rows(audit, lang):
        _put(sheet, row, 1, name, bold=True)
        if name == head("website", lang):
            _put_link(sheet, row, 2, str(value))
        else:
            _put(sheet, row, 2, value)
        row += 1
    row = _counts(sheet, row + 1, audit, lang)
    row = _indicators(sheet, row + 1, audit, lang)
    row = _priorities(sheet, row + 1, audit, lang)
    for text in (head("no_certificate", lang), *(note["text"] for note in notes(audit, lang))):
        row += 1
        _put(sheet, row, 1, text)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        sheet.row_dimensions[row].height = 20 * (1 + len(text) // 95)
    for column, width in zip("ABCD", (34, 46, 22, 60), strict=True):
        sheet.column_dimensions[column].width = width
    _page(sheet, landscape=False)


def _summary_rows(audit: AgencyAudit, lang: str) -> list[tuple[str, str]]:
    score, lost, crawl = audit.score.oit, audit.score.points_lost, audit.crawl
    extent = head(
        "extent_text", lang, pages=crawl.pages, documents=crawl.documents, requests=crawl.requests,
        stopped=name_of("stopped_by", crawl.stopped_by, lang),
    )  # fmt: skip
    spread = head("range", lang, lowest=f"{score.lowest:.2f}", highest=f"{score.highest:.2f}")
    return [
        (head("agency", lang), audit.agency.name or head("unnamed_agency", lang)),
        (head("type", lang), name_of("agency_type", audit.agency.type, lang)),
        (head("website", lang), audit.agency.url),
        (head("form", lang), head("form_text", lang, pack=audit.form.pack, version=audit.form.version)),
        (head("assessed_year", lang), head("fiscal_year", lang, year=audit.form.fiscal_year)),
        (head("judged_on", lang), date_text(audit.judged_on, lang)),
        (head("crawled", lang), moment(crawl.started, lang)),
        (head("extent", lang), extent),
        (head("score", lang), f"{spread} {head('of_100', lang)}"),
        (head("points_lost", lang), head("points_lost_text", lang, lowest=f"{lost.lowest:.2f}", highest=f"{lost.highest:.2f}")),
    ]


def _counts(sheet: Worksheet, row: int, audit: AgencyAudit, lang: str) -> int:
    _heads(sheet, row, (head("outcome", lang), head("counts", lang)))
    for outcome in OUTCOME_ORDER:
        row += 1
        _put(sheet, row, 1, label(outcome, lang), bold=True, colour=_COLOURS.get(outcome, "4A5864"))
        _put(sheet, row, 2, audit.score.counts.get(outcome, 0))
    return row + 1


def _indicators(sheet: Worksheet, row: int, audit: AgencyAudit, lang: str) -> int:
    _heads(sheet, row, (head("indicator", lang), head("title", lang), head("score_short", lang)))
    for one in audit.score.indicators:
        row += 1
        _put(sheet, row, 1, one.code, bold="." not in one.code)
        _put(sheet, row, 2, one.title_en if lang == "en" else one.title_th)
        _put(sheet, row, 3, head("range", lang, lowest=f"{one.score.lowest:.2f}", highest=f"{one.score.highest:.2f}"))
    return row + 1


def _priorities(sheet: Worksheet, row: int, audit: AgencyAudit, lang: str) -> int:
    _heads(sheet, row, (head("fix_first", lang), head("title", lang), head("points", lang), head("advice", lang)))
    for item in fix_first(audit):
        row += 1
        _put(sheet, row, 1, item.code, bold=True)
        _put(sheet, row, 2, item.title_en if lang == "en" else item.title_th)
        _put(sheet, row, 3, round(item.points, 2)).number_format = "0.00"
        _put(sheet, row, 4, advice_words(item, lang))
    return row + 1


def _page(sheet: Worksheet, *, landscape: bool) -> None:
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
