"""Zip files as documents: bombs, XML that swells or asks for what lies elsewhere, names that lead outside. Through the reading process."""

# ruff: noqa: E501 - a case is easier to read in one line

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from oit.content import Document, TextLayer
from reading.documents import read_document
from reading.isolated import DocumentReader
from tests.hostile.bounded import bounded
from tests.hostile.made_archives import (
    BOMBS,
    OPEN,
    PARTS,
    SLIDE,
    SOUND,
    WORD,
    XML,
    badly_named,
    entities,
    hundred_thousand_entries,
    root_of,
    zipped,
)
from tests.hostile.made_old_office import OLD, sound, sound_workbook
from tests.hostile.net_server import ForbiddenListener

URL = "https://x.go.th/a"
UNREAD = ("broken", "too_large", "timeout", "crashed", "unsupported")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory limits of a process need POSIX")


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader(timeout=3, memory_mb=400) as running:
        yield running


def ended(reader: DocumentReader, body: bytes) -> Document:
    """What came of it; the reader must be able to go on."""
    document = reader.read(body, URL)
    assert (document.text_layer is TextLayer.UNREAD) == (document.problem in UNREAD)
    assert len(document.text) <= 4_000_000
    assert reader.read("แผน".encode(), "https://x.go.th/a.txt", "text/plain").text == "แผน"
    return document


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_not_unpacked(reader: DocumentReader, part: str, name: str) -> None:
    document = ended(reader, BOMBS[name](part))
    if name == "zips_in_zips" and part != "xl/workbook.xml":
        assert document.text == "แผนงาน"  # what lies deeper is no part of the text
        return
    told = "unsupported" if document.kind == "archive" else "broken" if name in ("lying_size", "zips_in_zips") else "too_large"
    assert (document.text_layer, document.problem) == (TextLayer.UNREAD, told)


def test_a_directory_of_a_hundred_thousand_is_not_even_listed() -> None:
    """The crawl itself asks what kind of file came: that must cost next to nothing."""
    from reading.kinds import sniff  # noqa: PLC0415

    done = bounded(sniff, hundred_thousand_entries(WORD) * 2, megabytes=60, seconds=5)
    assert done.value == "word"


@pytest.mark.parametrize("part", [WORD, SLIDE, OPEN])
@pytest.mark.parametrize("name", sorted(XML))
def test_xml_that_swells_ends(reader: DocumentReader, part: str, name: str) -> None:
    ended(reader, zipped([root_of(part), (part, XML[name]())], zipfile.ZIP_STORED))


@pytest.mark.parametrize("part", [WORD, SLIDE, OPEN])
def test_entities_are_neither_unfolded_nor_asked_for(reader: DocumentReader, part: str, forbidden: ForbiddenListener) -> None:
    for name, body in entities(forbidden.port).items():
        document = ended(reader, zipped([root_of(part), (part, body)]))
        if b"<!DOCTYPE" in body:
            assert (name, document.text_layer, document.problem) == (name, TextLayer.UNREAD, "broken")
        assert "root:" not in document.text
        assert "ฮา" not in document.text
    assert forbidden.connections == 0


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "แผนงาน", 2566
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(body: bytes, name: str, made: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return zipped([(member, made if member == name else archive.read(member)) for member in archive.namelist()])


_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
_CELL = '<row r="{0}"><c r="{1}{0}" t="inlineStr"><is><t>แผน</t></is></c></row>'


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("xl/worksheets/sheet1.xml", _SHEET.format(f"<sheetData>{_CELL.format(1, 'A')}{_CELL.format(1_048_576, 'XFD')}</sheetData>")),
        ("xl/worksheets/sheet1.xml", _SHEET.format('<dimension ref="A1:XFD1048576"/><sheetData/>')),
        ("xl/worksheets/sheet1.xml", _SHEET.format("<sheetData>" + _CELL.format(4_294_967_295, "ZZZZZZZ") + "</sheetData>")),
        ("xl/worksheets/sheet1.xml", _SHEET.format("<sheetData>" + "<row>" * 100_000)),
        ("xl/worksheets/sheet1.xml", _SHEET.format('<sheetData><row r="1"><c r="A1" t="s"><v>99999999999</v></c></row></sheetData>')),
        ("xl/sharedStrings.xml", '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4294967295" uniqueCount="4294967295"/>'),
        ("xl/workbook.xml", "<workbook><sheets>" + '<sheet name="a" sheetId="1" r:id="rId1"/>' * 100_000 + "</sheets></workbook>"),
    ],
    ids=["far_cell", "far_corner", "no_such_cell", "rows_in_rows", "no_such_string", "string_count", "sheets"],
)  # fmt: skip
def test_a_workbook_that_lies_ends(reader: DocumentReader, name: str, made: str) -> None:
    document = ended(reader, changed(workbook(), name, made.encode()))
    assert document.kind == "excel"
    assert len(document.pages) <= 50


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_entities_asks_for_nothing(reader: DocumentReader, name: str, forbidden: ForbiddenListener) -> None:
    assert ended(reader, workbook()).text == "แผนงาน | 2566"
    for body in entities(forbidden.port).values():
        document = ended(reader, changed(workbook(), name, body))
        assert "root:" not in document.text
        assert "ฮา" not in document.text
    assert forbidden.connections == 0


def test_names_that_lead_outside_lead_nowhere(reader: DocumentReader, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    document = ended(reader, badly_named(str(mark)))
    assert (document.kind, document.text_layer, document.text) == ("word", TextLayer.GOOD, "แผนงาน")
    assert list(tmp_path.iterdir()) == []
    assert not mark.exists()


@pytest.mark.parametrize("name", sorted(OLD))
def test_old_office_files_in_rings_end(reader: DocumentReader, name: str) -> None:
    document = ended(reader, OLD[name]())
    assert document.kind in ("word", "excel", "other")


def test_old_office_files_that_are_sound_are_read(reader: DocumentReader) -> None:
    assert ended(reader, sound()).text.startswith("แผนปฏิบัติการ")
    assert ended(reader, sound_workbook()).text == "แผนงาน\n2566"
    assert ended(reader, zipped([(WORD, SOUND)])).text == "แผนงาน"


@pytest.mark.parametrize(
    "piece",
    [
        b"{\\fonttbl",
        b"{\\*{{{",
        b"{\\*{a{b}",
        b"\\bin99999999 ",
        b"{\\info{a}{b",
        b"\\u-99999?",
        b"\\'e1\\'",
        b"{\\info a",
        b"{\\*{a}",
        b"{\\*}",
    ],
)
def test_rtf_without_end_ends(piece: bytes) -> None:
    for body in (piece * (300_000 // len(piece)), b"{\\info" + piece * (300_000 // len(piece)), piece * 5 + b"{a}" * 100_000):
        document = bounded(read_document, b"{\\rtf1 " + body, URL, seconds=15).value
        assert (document.kind, document.problem) == ("word", "")
