"""Word, Excel, OpenDocument, text and what is none of them: right, broken and hostile files."""

# ruff: noqa: E501 - a case is easier to read in one line

import datetime
import io
import zipfile
from pathlib import Path

import compound_file
import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chartsheet import Chartsheet

from oit.content import Document, TextLayer
from reading.documents import read_document

URL = "https://x.go.th/files/a"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def word_xml(body: str) -> bytes:
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def unread(problem: str) -> tuple[TextLayer, str]:
    return TextLayer.UNREAD, problem


def state(document: Document) -> tuple[TextLayer, str]:
    return document.text_layer, document.problem


@pytest.fixture(scope="module")
def docx_body() -> bytes:
    document = docx.Document()
    document.core_properties.title = "แผนปฏิบัติการประจำปี 2566"
    document.add_heading("แผนปฏิบัติการ", 1)
    document.add_paragraph("ประจํ\u0e32ปีงบประมาณ")
    table = document.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("ที่", "โครงการ", "1", "จัดซื้อ"), strict=True):
        cell.text = text
    document.add_paragraph("ลงชื่อ\tนายก")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx_in_order_with_tables(docx_body: bytes) -> None:
    document = read_document(docx_body, URL + ".doc", "application/msword")
    assert document == Document(
        URL + ".doc", "word", "แผนปฏิบัติการประจำปี 2566", ("แผนปฏิบัติการ\nประจำปีงบประมาณ\nที่ | โครงการ\n1 | จัดซื้อ\nลงชื่อ นายก",), 1, TextLayer.GOOD
    )  # fmt: skip


def test_docx_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>ในกล่อง</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = f"<w:p {mc}><w:r><w:t>ก่อน</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>หลัง</w:t></w:r></w:p>"
    assert sorted(read_document(word_xml(body), URL).text.split("\n")) == ["ก่อนหลัง", "ในกล่อง"]


def test_docx_runs_of_one_word_stay_one_word() -> None:
    body = "<w:p><w:r><w:t>แผนปฏิ</w:t></w:r>\n  <w:r><w:t>บัติ</w:t></w:r><w:r><w:t xml:space='preserve'> งาน</w:t></w:r></w:p>"
    assert read_document(word_xml(body), URL).text == "แผนปฏิบัติ งาน"


def test_odt_in_order() -> None:
    names = 'xmlns:office="o" xmlns:text="t" xmlns:table="b"'
    body = (
        f"<office:document-content {names}><office:body><office:text><text:h>แผน<text:span>งาน</text:span> ปี</text:h>"
        "<table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell><text:p>ซื้อ</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>จบ<text:line-break/>แล้ว</text:p></office:text></office:body></office:document-content>"
    )
    odt = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": body})
    document = read_document(odt, URL)
    assert (document.kind, document.text) == ("word", "แผนงาน ปี\n1 | ซื้อ\nจบ\nแล้ว")


def test_doc_pieces_of_both_widths() -> None:
    body = compound_file.word_file(
        [("ประกาศ เรื่อง แผน\r", True), ("ประจำปี 2566\r", False), ("ที่\x07ชื่อ\x07\x07", True), ('\x13 HYPERLINK "x" \x14ลิงก์\x15', True)]
    )
    document = read_document(body, URL + ".doc")
    assert document.text == "ประกาศ เรื่อง แผน\nประจำปี 2566\nที่ | ชื่อ\nลิงก์"
    assert state(document) == (TextLayer.GOOD, "")


def test_doc_that_is_locked_or_broken() -> None:
    assert state(read_document(compound_file.word_file([("x", True)], flags=0x0300), URL)) == unread("encrypted")
    assert state(read_document(compound_file.compound_file({"WordDocument": b"\0" * 10}), URL)) == unread("unsupported")
    assert state(read_document(compound_file.compound_file({"EncryptedPackage": b"x"}), URL + ".docx")) == unread("encrypted")
    assert state(read_document(compound_file.word_file([("x", True)])[:1500], URL + ".doc")) == unread("broken")


def test_rtf_bytes_are_thai() -> None:
    body = rb"{\rtf1\ansi\ansicpg874{\fonttbl{\f0 Cordia;}}\f0 \'e1\'bc\'b9 \u3585? a\par b}"
    assert read_document(body, URL + ".doc").text == "แผน ก a\nb"


def test_xlsx_sheets_rows_and_names() -> None:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "แผนจัดซื้อ"
    first.append(["ที่", "โครงการ", None, "งบ", True])
    first.append([1, "จัดซื้อ\nครุภัณฑ์", "", 1500.5, datetime.date(2023, 3, 15)])
    second = book.create_sheet("ผล")
    second["C5"] = "รายงานผล"
    out = io.BytesIO()
    book.save(out)
    document = read_document(out.getvalue(), URL + ".pdf", "application/pdf")
    assert (document.kind, document.names, document.page_count) == ("excel", ("แผนจัดซื้อ", "ผล"), 2)
    assert document.pages == ("ที่ | โครงการ | งบ | TRUE\n1 | จัดซื้อ ครุภัณฑ์ | 1500.5 | 15/3/2023", "รายงานผล")


def test_old_xls() -> None:
    body = compound_file.old_workbook("แผน", [(0, 0, "รายการ"), (0, 1, 2566.0)])
    document = read_document(body, URL + ".xls")
    assert (document.names, document.pages, state(document)) == (("แผน",), ("รายการ | 2566",), (TextLayer.GOOD, ""))


def test_sheets_without_cells_and_empty_books() -> None:
    book = openpyxl.Workbook()
    chart = book.create_chartsheet("กราฟ")
    assert isinstance(chart, Chartsheet)
    out = io.BytesIO()
    book.save(out)
    document = read_document(out.getvalue(), URL)
    assert state(document) == (TextLayer.NONE, "")


def test_bombs_are_not_unpacked() -> None:
    zeros = b"\0" * 30_000_000
    assert state(read_document(zipped({"word/document.xml": b"<a>" + zeros}), URL)) == unread("too_large")
    assert state(read_document(zipped({"xl/workbook.xml": b"<a>" + zeros}), URL)) == unread("too_large")
    assert state(read_document(zipped({f"word/{n}.xml": "x" for n in range(5_100)}), URL)) == unread("too_large")


def test_xml_entities_are_refused() -> None:
    secret = Path(__file__).resolve()
    xxe = f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{secret}">]><w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    laughs = (
        "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY a{n} '{f'&a{n - 1 or chr(97)};' * 10}'>" for n in range(1, 9))
        + "]><w>&a8;</w>"
    )
    for body in (xxe, laughs):
        document = read_document(zipped({"word/document.xml": body}), URL)
        assert state(document) == unread("broken")
        assert document.pages == ()


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_cut_office_files_are_broken(docx_body: bytes, share: float) -> None:
    document = read_document(docx_body[: int(len(docx_body) * share)], URL + ".docx")
    assert state(document) == unread("broken")
    assert document.kind == "word"


def test_deep_xml_ends() -> None:
    body = word_xml("<w:sdt>" * 50_000 + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + "</w:sdt>" * 50_000)
    assert read_document(body, URL).problem in ("", "broken")


def test_text_files_by_their_bytes() -> None:
    document = read_document("ลำดับ,รายการ\n1,ซื้อ".encode("cp874"), URL + ".csv", "text/csv; charset=utf-8")
    assert (document.kind, document.text, state(document)) == ("text", "ลำดับ,รายการ\n1,ซื้อ", (TextLayer.GOOD, ""))


def test_a_page_under_the_name_of_a_file_says_so() -> None:
    document = read_document("<html><title>404</title><body>ไม่พบไฟล์".encode(), URL + ".pdf", "application/pdf")
    assert (document.kind, document.title, document.text, document.problem) == ("text", "404", "ไม่พบไฟล์", "not_what_it_says")


def test_pictures_archives_and_nothing() -> None:
    assert state(read_document(b"\x89PNG\r\n\x1a\n....", URL + ".pdf")) == (TextLayer.NONE, "")
    assert read_document(b"\xff\xd8\xff\xe0 jfif", URL).kind == "image"
    assert state(read_document(zipped({"a.pdf": "x"}), URL)) == unread("unsupported")
    assert state(read_document(b"\x00\x01\x02film", URL + ".mp4", "video/mp4")) == unread("unsupported")
    for body in (b"", b"  \r\n", b"\x00" * 40):
        assert state(read_document(body, URL + ".pdf", "application/pdf")) == (TextLayer.NONE, "empty")


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1 ", b"<html>", b"\xff\xfe"]),
    st.binary(max_size=300), st.sampled_from(["", "application/pdf", "application/vnd.ms-excel", "application/msword", "text/html"]),
)  # fmt: skip
def test_any_bytes_give_a_document(start: bytes, rest: bytes, content_type: str) -> None:
    document = read_document(start + rest, URL, content_type)
    assert document.text_layer in TextLayer
    assert (document.text_layer is TextLayer.UNREAD) <= bool(document.problem)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_office_files_give_a_document(docx_body: bytes, data: st.DataObject) -> None:
    body = bytearray(
        data.draw(st.sampled_from([docx_body, compound_file.word_file([("แผน", True)]), compound_file.old_workbook("ก", [(0, 0, "ข")])]))
    )
    for _ in range(data.draw(st.integers(1, 6))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read_document(bytes(body), URL), Document)
