"""The draft of the measures as a Word file: marked as a draft on every page, what is left open is coloured."""

import io
import re
from datetime import UTC, date, datetime, time
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from oit.draft import Draft
from oit.survey import QuestionBook
from oit.wording import head
from reports.draft_view import Block, Heading, Table, Text, agency_of, blocks_of, title_of

FONT = "TH Sarabun New"  # the usual one of Thai official documents; Word takes another where it is not installed
_SIZE, _WIDTH = 16, 16.0  # points; centimetres between the margins of A4
_LANGUAGES = dict(th="th-TH")  # noqa: C408  (not a phrase in two languages)
_OPEN = re.compile(r"(\[[^\[\]]+\])")


def draft_docx(draft: Draft, book: QuestionBook, made: date, lang: str = "th") -> bytes:
    """The file's bytes; the same for the same day."""
    document = Document()
    _set_up(document, draft, made, lang)
    for text, size in ((title_of(draft, lang), 20), (agency_of(draft, lang), 18)):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(line, text, bold=True, size=size)
    for block in blocks_of(draft, book, made, lang):
        _add(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, draft: Draft, made: date, lang: str) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.0), Cm(2.5), Cm(2.0)
    _font(document.styles["Normal"].font, _SIZE)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    mark = head("draft_mark", lang)
    for part in (section.header, section.footer):
        line = part.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(line, mark, bold=True)
    about = document.core_properties
    about.title, about.subject, about.author = title_of(draft, lang), mark, agency_of(draft, lang)
    about.comments, about.keywords, about.language = mark, "O42", _LANGUAGES.get(lang, lang)
    about.created = about.modified = datetime.combine(made, time(), UTC)


def _add(document: Any, block: Block) -> None:
    if isinstance(block, Heading):
        line = document.add_paragraph()
        line.paragraph_format.space_before, line.paragraph_format.keep_with_next = Pt(12), True
        _write(line, block.text, bold=True, size=18)
    elif isinstance(block, Text):
        _write(document.add_paragraph(), block.text, italic=block.notice)
    elif isinstance(block, Table):
        _add_table(document, block)


def _add_table(document: Any, block: Table) -> None:
    rows = [tuple((text,) for text in block.head), *block.rows] if block.head else list(block.rows)
    table = document.add_table(rows=len(rows), cols=len(block.widths))
    table.style, table.autofit = "Table Grid", False
    for column, share in zip(table.columns, block.widths, strict=True):
        column.width = Cm(_WIDTH * share)
    for place, row in enumerate(rows):
        for number, (paragraphs, share) in enumerate(zip(row, block.widths, strict=True)):
            cell = table.cell(place, number)
            cell.width = Cm(_WIDTH * share)
            bold = (bool(block.head) and place == 0) or (not block.head and number == 0)
            for at, text in enumerate(paragraphs):
                line = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
                line.paragraph_format.space_after = Pt(0)
                _write(line, text, bold=bold)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _write(line: Any, text: str, *, bold: bool = False, italic: bool = False, size: int = _SIZE) -> None:
    for part in filter(None, _OPEN.split(text)):
        run = line.add_run(part)
        run.font.bold, run.font.cs_bold = bold or None, bold or None
        run.font.italic, run.font.cs_italic = italic or None, italic or None
        _font(run.font, size)
        if _OPEN.fullmatch(part):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _font(font: Any, size: int) -> None:
    """Word shows Thai letters by the settings for complex scripts, which stand beside those for Latin ones."""
    font.name, font.size = FONT, Pt(size)
    properties = font.element.rPr
    fonts, told = properties.rFonts, properties.find(qn("w:sz"))
    for name in ("w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    told.addnext(properties.makeelement(qn("w:szCs"), {qn("w:val"): told.get(qn("w:val"))}))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(properties.makeelement(qn("w:lang"), {qn("w:bidi"): "th-TH"}))
