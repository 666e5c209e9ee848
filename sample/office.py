"""Documents of the specification as workbook or Word file, the same bytes each time."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest

from docx import Document as WordDocument
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from sample.blocks import Block, Heading, Lines, Signature, Table, Text

_WIDEST = 60
_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_workbook(title: str, blocks: Sequence[Block], author: str, day: date) -> bytes:
    """One sheet: author, title, then the blocks from top to bottom. Numbers of tables are written as text, as they stand."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    sheet.append([author])
    sheet.append([title])
    sheet["A2"].font = Font(bold=True, size=14)
    for row in (row for block in blocks for row in _rows(block)):
        sheet.append(row)
        for number in range(1, len(row) + 1):
            sheet.cell(sheet.max_row, number).alignment = Alignment(wrap_text=len(row) > 1, vertical="top")
    for number, longest in enumerate(_longest(blocks), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, max(8, longest))
    return _settled(book.save, day)


def _longest(blocks: Sequence[Block]) -> list[int]:
    """The length of the longest cell of each column, over all tables."""
    columns = zip_longest(*(row for block in blocks if isinstance(block, Table) for row in block.rows), fillvalue="")
    return [max(map(len, column)) for column in columns]


def write_word(title: str, blocks: Sequence[Block], author: str, day: date) -> bytes:
    """A Word file with headings, paragraphs and tables of Word's own."""
    paper = WordDocument()
    paper.core_properties.title = title
    paper.core_properties.author = author
    paper.add_paragraph(author)
    paper.add_heading(title, level=1)
    for block in blocks:
        match block:
            case Heading(text):
                paper.add_heading(text, level=2)
            case Text(text):
                paper.add_paragraph(text)
            case Lines(lines) | Signature(lines):
                for line in lines:
                    paper.add_paragraph(line)
            case Table(rows):
                table = paper.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
                for row in rows:
                    for cell, text in zip(table.add_row().cells, row, strict=True):
                        cell.text = text
    return _settled(paper.save, day)


def _rows(block: Block) -> list[list[str]]:
    match block:
        case Heading(text) | Text(text):
            return [[text]]
        case Lines(lines) | Signature(lines):
            return [[line] for line in lines]
        case Table(rows):
            return [list(row) for row in rows]


def _settled(save: Callable[[io.BytesIO], None], day: date) -> bytes:
    """What `save` writes, with the clock taken out: times in the archive and in its properties become `day`."""
    raw, out = io.BytesIO(), io.BytesIO()
    save(raw)
    stamp = f"{day.isoformat()}T09:00:00Z".encode()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MADE.sub(rb"\g<1>" + stamp, data)
            target.writestr(zipfile.ZipInfo(name, (day.year, day.month, day.day, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
