"""The roster as people keep it: one row of texts for each agency, or CSV, a workbook or YAML, which importing reads back the same."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from oit.roster import RosterEntry
from oit.roster_address import written
from oit.roster_owners import Items, grouped, write_owners
from oit.roster_words import COLUMNS
from reports.safe_text import cell_text, csv_text, json_text

_WIDTHS = (12, 42, 26, 40, 16, 16, 50, 30, 10, 40, 12)
_LONGEST = 32_000  # characters of a cell; workbooks take 32,767
_FACE = "TH Sarabun New"


def write_roster(entries: Iterable[RosterEntry], items: Items, kind: str) -> bytes:
    """The file of that kind: csv (UTF-8 with its mark, so that Excel knows it), xlsx or yaml. No cell of it is a formula."""
    return {"csv": _csv, "xlsx": _xlsx, "yaml": _yaml}[kind](list(entries), items)


def roster_row(entry: RosterEntry, items: Items) -> tuple[str, ...]:
    """The texts of an agency in the order of COLUMNS."""
    return (
        entry.code, entry.name, entry.type, " ".join(written(entry.urls)), entry.district, entry.province,
        write_owners(entry.owners, items), entry.contact, "" if entry.min_pages is None else str(entry.min_pages), entry.notes,
        entry.retired.isoformat() if entry.retired else "",
    )  # fmt: skip


def roster_record(entry: RosterEntry, items: Items) -> dict[str, Any]:
    """The same as data; what is empty is left out, but for code, name, type and url."""
    owners = [
        {"items": codes, "name": name} | ({"contact": contact} if contact else {})
        for codes, name, contact in grouped(entry.owners, items)
    ]  # fmt: skip
    urls = written(entry.urls)
    url = urls[0] if len(urls) == 1 else urls
    row = dict(zip(COLUMNS, roster_row(entry, items), strict=True)) | {"url": url, "owners": owners}
    return {column: value for column, value in row.items() if value or column in COLUMNS[:4]}


def _csv(entries: list[RosterEntry], items: Items) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([csv_text(text, _LONGEST) for text in roster_row(entry, items)] for entry in entries)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(entries: list[RosterEntry], items: Items) -> bytes:
    """Every cell is text, so that a code keeps its zeros, whatever it is changed to later."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title, sheet.freeze_panes = "roster", "A2"
    for number, texts in enumerate([COLUMNS, *(roster_row(entry, items) for entry in entries)], 1):
        for place, text in enumerate(texts, 1):
            cell = sheet.cell(row=number, column=place)
            cell.number_format = "@"
            if text:
                cell.value = cell_text(text, _LONGEST)
                cell.data_type = "s"  # a leading "=" would make a formula of it
            cell.font = Font(name=_FACE, size=14, bold=number == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for place, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGHIJK"[place]].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _yaml(entries: list[RosterEntry], items: Items) -> bytes:
    """Every text is quoted as in JSON, which is YAML: nothing is taken for a number, a date or a reference."""
    lines: list[str] = []
    for entry in entries:
        lead = "- "
        for column, value in roster_record(entry, items).items():
            if isinstance(value, list):
                lines += [f"{lead}{column}:", *(f"    - {_quoted(one)}" for one in value)]
            else:
                lines.append(f"{lead}{column}: {_quoted(value)}")
            lead = "  "
    return ("\n".join(lines or ["[]"]) + "\n").encode()


def _quoted(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_quoted(one)}" for name, one in value.items()) + "}"
    return json_text(value).replace("\\u003c", "<")
