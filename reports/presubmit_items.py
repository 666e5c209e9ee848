"""The items' sheet: a row for each item in the order of the form, yellow where people may write."""

from collections.abc import Mapping, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from oit.audit import Outcome
from oit.human import HumanVerdict
from oit.presubmit import Has, PresubmitRow
from oit.presubmit_columns import COLUMNS
from oit.presubmit_summary import PresubmitBook
from oit.wording import head, label
from reports.presubmit_cells import (
    PALE,
    aligned,
    fill,
    font,
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

HEADS_ROW = 3
_A3 = 8
_AT = {column.name: number for number, column in enumerate(COLUMNS, 1)}
_GREEN, _AMBER, _RED, _VIOLET, _GREY = (
    ("E3F2E8", "1D6B45"),
    ("FCEFD5", "875300"),
    ("FBE3E1", "A3282D"),
    ("F0E6F5", "6A3D86"),
    ("ECEFF1", "4A5864"),
)
_OF_HAS = {Has.HAS: _GREEN, Has.HAS_NOT: _RED, Has.LOOK: _AMBER, Has.NOT_APPLICABLE: _GREY}
_OF_OUTCOME = {
    Outcome.PASS: _GREEN, Outcome.INCOMPLETE: _AMBER, Outcome.OUTDATED: _AMBER, Outcome.MISSING: _RED, Outcome.UNCLEAR: _VIOLET,
    Outcome.NOT_CHECKED: _GREY, Outcome.NOT_DUE: _GREY, Outcome.NOT_APPLICABLE: _GREY,
}  # fmt: skip


def items_sheet(sheet: Worksheet, book: PresubmitBook, texts: Sequence[Mapping[str, str]], lang: str) -> None:
    """`texts`: what the cells of each row say (oit.presubmit_cells.cell_texts)."""
    title(sheet, 1, head("pre_title_of", lang, agency=book.name, year=book.fiscal_year))
    put(sheet, 2, 1, head("pre_legend", lang), colour="8A5A00", wraps=False)
    heads(sheet, HEADS_ROW, ((head(f"pre_{column.name}", lang), column.editable) for column in COLUMNS))
    sheet.row_dimensions[HEADS_ROW].height = height((head(f"pre_{column.name}", lang), column.width) for column in COLUMNS)
    for number, (row, said) in enumerate(zip(book.rows, texts, strict=True), HEADS_ROW + 1):
        _row(sheet, number, row, said)
    last = HEADS_ROW + len(book.rows)
    widths(sheet, (column.width for column in COLUMNS))
    sheet.freeze_panes = f"C{HEADS_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADS_ROW}:{get_column_letter(len(COLUMNS))}{last}"
    _lists(sheet, last, lang)
    _colours(sheet, last, lang)
    landscape(sheet, HEADS_ROW, _A3, pages=2)
    sheet.print_title_cols = "A:B"


def _row(sheet: Worksheet, number: int, row: PresubmitRow, said: Mapping[str, str]) -> None:
    for at, column in enumerate(COLUMNS, 1):
        text = said[column.name]
        if column.name == "points":
            cell = put_number(sheet, number, at, float(text))
        elif column.name == "link":
            cell = put_link(sheet, number, at, text)
        elif column.name == "picture" and row.pictures:
            cell = put_file_link(sheet, number, at, text, row.pictures[0])
        else:
            cell = put(sheet, number, at, text, bold=column.name in ("code", "has"))
        cell.border = lines()
        if column.editable:
            cell.fill = fill(PALE)
        if column.name in ("code", "has", "outcome"):
            cell.alignment = aligned("center")
    sheet.cell(row=number, column=_AT["row"]).font = font(colour="9AA5AE", size=10)
    sheet.row_dimensions[number].height = height(((said[column.name], column.width) for column in COLUMNS[:-1]), least=2)


def _lists(sheet: Worksheet, last: int, lang: str) -> None:
    """Lists to choose from. Other words are warned of, not refused: the import names what it does not understand."""
    values = {"has": [head(f"pre_has_{has}", lang) for has in Has], "verdict": [head(f"pre_verdict_{one}", lang) for one in HumanVerdict]}
    for column, words in values.items():
        letter = get_column_letter(_AT[column])
        made = DataValidation(type="list", formula1='"' + ",".join(words) + '"', allow_blank=True, errorStyle="warning")
        made.promptTitle, made.prompt = head(f"pre_{column}", lang), head(f"pre_pick_{column}", lang)
        made.showInputMessage = made.showErrorMessage = True
        made.add(f"{letter}{HEADS_ROW + 1}:{letter}{last}")
        sheet.add_data_validation(made)


def _colours(sheet: Worksheet, last: int, lang: str) -> None:
    """By what the cell says, so that a changed one changes its colour."""
    named = {
        "has": {head(f"pre_has_{has}", lang): colours for has, colours in _OF_HAS.items()},
        "outcome": {label(outcome, lang): colours for outcome, colours in _OF_OUTCOME.items()},
    }
    for column, rules in named.items():
        letter = get_column_letter(_AT[column])
        for words, (back, ink) in rules.items():
            style = DifferentialStyle(font=Font(color=ink, bold=True), fill=PatternFill("solid", bgColor=back))
            rule = Rule(type="cellIs", operator="equal", formula=[f'"{words}"'], dxf=style)
            sheet.conditional_formatting.add(f"{letter}{HEADS_ROW + 1}:{letter}{last}", rule)
