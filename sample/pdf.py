"""A document of the specification as a PDF with a text layer: A4, one Thai font, the same bytes each time."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import SubsetMap, TTFFont

from sample.blocks import Block, Heading, Lines, Signature, Table, Text
from sample.glyphs import letter, placed
from sample.wrapping import wrap

FONT = Path(__file__).parent / "fonts" / "Sarabun-Regular.ttf"
_SIZE, _TITLE_SIZE, _CELL_SIZE = 13.0, 17.0, 11.0
_LEADING = 0.58  # millimetres of line height for one point of size
_MARGIN = 22.0
_PADDING = 1.4


class _Letters(SubsetMap):
    """Draws the glyph of a private code and writes into the file's text layer the letter that it stands for."""

    @cache  # noqa: B019  # fpdf calls pick.cache_clear() when it is done
    def pick(self, unicode: int) -> int | None:
        if letter(unicode) == unicode:
            found: int | None = super().pick(unicode)
            return found
        shape = self.font.glyph_ids[unicode]
        width = int(self.font.cw[unicode])
        glyph = self.get_glyph(glyph=shape, unicode=(letter(unicode),), glyph_name=self.font.cmap[unicode], glyph_width=width)
        drawn: int | None = self.pick_glyph(glyph)
        return drawn


class Paper(FPDF):
    """A page that grows downwards. All measures are millimetres, sizes of letters are points."""

    def __init__(self, title: str, author: str, day: date, letters: type[SubsetMap] = _Letters) -> None:
        super().__init__()
        self.set_auto_page_break(False)
        self.set_margins(_MARGIN, _MARGIN)
        self.add_font("Sarabun", fname=str(FONT))
        font = self.fonts["sarabun"]
        assert isinstance(font, TTFFont)
        font.subset = letters(font)
        self.set_title(title)
        self.set_author(author)
        self.set_creator("")
        self.set_producer("")
        self.set_creation_date(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
        self.add_page()
        self._size(_SIZE)

    def _size(self, points: float) -> None:
        self.set_font("Sarabun", size=points)

    def _room(self, height: float) -> None:
        if self.get_y() + height > self.h - _MARGIN:
            self.add_page()

    def written(self, text: str, size: float = _SIZE, align: str = "left", indent: float = 0.0) -> None:
        """Writes a paragraph and moves below it."""
        self._size(size)
        step = size * _LEADING
        for line in wrap(text, self.epw - indent, self.get_string_width):
            self._room(step)
            shape = placed(line)
            free = self.epw - indent - self.get_string_width(shape)
            left = {"left": indent, "centre": free / 2, "right": free}[align]
            self.text(self.l_margin + left, self.get_y() + step * 0.72, shape)
            self.set_y(self.get_y() + step)

    def gap(self, height: float) -> None:
        self.set_y(self.get_y() + height)

    def ruled(self, rows: Sequence[Sequence[str]]) -> None:
        """A ruled table; columns share the width by the length of what they hold."""
        self._size(_CELL_SIZE)
        widths = _column_widths(rows, self.epw)
        for row in rows:
            self._ruled_row(row, widths)
        self.gap(3)

    def _ruled_row(self, row: Sequence[str], widths: Sequence[float]) -> None:
        cells = [wrap(text, width - 2 * _PADDING, self.get_string_width) for text, width in zip(row, widths, strict=True)]
        step = _CELL_SIZE * _LEADING
        height = max(len(cell) for cell in cells) * step + 2 * _PADDING
        self._room(height)
        self._size(_CELL_SIZE)
        left, top = self.l_margin, self.get_y()
        for cell, width in zip(cells, widths, strict=True):
            self.rect(left, top, width, height)
            for number, line in enumerate(cell):
                self.text(left + _PADDING, top + _PADDING + step * (number + 0.72), placed(line))
            left += width
        self.set_y(top + height)


def write_pdf(title: str, blocks: Sequence[Block], author: str, day: date, letters: type[SubsetMap] = _Letters) -> bytes:
    """The file's bytes. `day` is its date of making, for the properties; `letters` says what stands for each glyph in the text layer."""
    paper = Paper(title, author, day, letters)
    paper.written(author, 12, "centre")
    paper.written(title, _TITLE_SIZE, "centre")
    paper.gap(4)
    for block in blocks:
        _draw(paper, block)
    return bytes(paper.output())


def _draw(paper: Paper, block: Block) -> None:
    match block:
        case Heading(text):
            paper.gap(2)
            paper.written(text, 14.5)
        case Text(text):
            paper.written(text)
            paper.gap(1.5)
        case Lines(entries):
            for entry in entries:
                paper.written(entry, indent=7)
            paper.gap(1.5)
        case Table(rows):
            paper.ruled(rows)
        case Signature(lines):
            paper.gap(10)
            for line in lines:
                paper.written(line, align="right")


def _column_widths(rows: Sequence[Sequence[str]], total: float) -> list[float]:
    columns = range(len(rows[0]))
    weight = [min(46, max(11, *(len(row[column]) for row in rows))) for column in columns]
    return [total * part / sum(weight) for part in weight]
