"""PDF files: text, titles, scans, and files that are cut, locked or set in fonts without a map."""

# ruff: noqa: E501 - a case is easier to read in one line

import io

import pikepdf
import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from oit.content import TextLayer
from oit.thai import key
from reading.documents import read_document
from reading.pdf import MOST_PAGES, proper_title
from reading.text_quality import repair_doubled, text_layer

URL = "https://x.go.th/31.html"
SENTENCE = "รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2566 ของเทศบาลตำบล ที่ให้ความสำคัญกับการป้องกันการทุจริต"
PROSE = (SENTENCE + " และเป็นไปตามแผนงานในประกาศ ทั้งนี้ ส่งเสริมให้บุคลากรมีส่วนร่วม ดำเนินการที่สำนักงาน ") * 8


def locked(body: bytes, user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(body)) as document:
        document.save(out, encryption=pikepdf.Encryption(user=user, owner="owner"))
    return out.getvalue()


def test_text_title_and_pages(thai_pdf: bytes) -> None:
    document = read_document(thai_pdf, URL, "text/html")
    assert (document.kind, document.title, document.page_count, document.problem) == ("pdf", "รายงานผล ประจำปี 2566", 3, "")
    assert document.text_layer is TextLayer.GOOD
    assert all(key(SENTENCE) in key(page) and f"หน้าที่ {number}" in page for number, page in enumerate(document.pages, 1))


def test_junk_before_the_header(thai_pdf: bytes) -> None:
    assert read_document(b"\r\n<junk>\r\n" + thai_pdf, URL).page_count == 3


def test_scan_has_no_text_layer(scan_pdf: bytes) -> None:
    document = read_document(scan_pdf, URL)
    assert (document.kind, document.page_count, document.text_layer, document.problem) == ("pdf", 2, TextLayer.NONE, "")


def test_cut_files_are_repaired_or_broken(thai_pdf: bytes) -> None:
    tail = read_document(thai_pdf[: int(len(thai_pdf) * 0.97)], URL)
    assert (tail.page_count, tail.text_layer) == (3, TextLayer.GOOD)
    for share in (0.5, 0.1, 0.01):
        document = read_document(thai_pdf[: int(len(thai_pdf) * share)], URL)
        assert (document.kind, document.text_layer, document.problem) == ("pdf", TextLayer.UNREAD, "broken")


def test_locked_files_and_files_locked_for_changes_only(thai_pdf: bytes) -> None:
    document = read_document(locked(thai_pdf, "secret"), URL)
    assert (document.text_layer, document.problem, document.pages) == (TextLayer.UNREAD, "encrypted", ())
    assert read_document(locked(thai_pdf, ""), URL).text_layer is TextLayer.GOOD


def test_many_pages_are_cut_and_counted() -> None:
    pdf = FPDF()
    pdf.set_font("helvetica", size=12)
    for _ in range(MOST_PAGES + 10):
        pdf.add_page()
        pdf.cell(text="Annual report of the office for the fiscal year")
    document = read_document(bytes(pdf.output()), URL)
    assert (document.page_count, len(document.pages)) == (MOST_PAGES + 10, MOST_PAGES)
    assert document.text_layer is TextLayer.GOOD


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("แผนปฏิบัติการ  2566", "แผนปฏิบัติการ 2566"), ("Microsoft Word - แผน.doc", ""), ("untitled", ""), ("Untitled", ""), ("PowerPoint Presentation", ""),
        ("plan66.docx", ""), ("", ""), ("  ", ""), ("12345", ""), ("Scan_0001", ""), ("IMG_20230315", ""), ("เอกสาร1", ""), ("รายงาน 1", "รายงาน 1"),
        ("งานนำเสนอ PowerPoint", ""), ("Plan of the year", "Plan of the year"),
    ],
)  # fmt: skip
def test_titles_of_programs_are_no_titles(title: str, kept: str) -> None:
    assert proper_title(title) == kept


def test_doubled_clusters_are_repaired_only_where_the_file_is_at_fault() -> None:
    doubled = PROSE.replace("ทั้ง", "ทั้งทั้").replace("ส่งเ", "ส่งส่เ").replace("ที่", "ที่ที่").replace("ดำ", "ดำดำ")
    assert doubled != PROSE
    assert repair_doubled(doubled) == PROSE
    assert repair_doubled(PROSE) == PROSE
    once = PROSE + "ดำดำ"
    assert repair_doubled(once) == once


def test_layers() -> None:
    assert text_layer([PROSE]) is TextLayer.GOOD
    assert text_layer([]) is TextLayer.NONE
    assert text_layer(["", "  1 2 "]) is TextLayer.NONE
    assert text_layer(["รายงานการประชุม"]) is TextLayer.GOOD
    assert text_layer(["The quick brown fox jumps over the lazy dog and runs away from the office"]) is TextLayer.GOOD
    assert text_layer(["".join(chr(0xE000 + number % 90) for number in range(900))]) is not TextLayer.GOOD
    assert text_layer(["ˆ‡Œ¡¿ÃÄÅ ÆÇÈÉ ÊËÌÍÎÏ ÐÑÒÓÔÕÖ ØÙÚÛÜÝ " * 20]) is TextLayer.GARBLED
    assert text_layer(["xkq vbzt JJwq pRtTx qqz wRkk zzXv " * 20]) is TextLayer.GARBLED
    assert text_layer(["ฃฅฏฐฑฒณธฌฬ์่้๊๋ฤฦ" * 30]) is TextLayer.GARBLED


def test_lists_of_names_are_text() -> None:
    names = "นายสมชาย ใจดี โทร 055-123456 นางสาวสุดา รักไทย ตำแหน่ง พนักงานขับรถ หมู่ 4 ตำบลบ้านใหม่ อำเภอเมือง จังหวัดพิษณุโลก "
    assert text_layer([names * 6]) is TextLayer.GOOD


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damaged_pdfs_give_a_document(thai_pdf: bytes, data: st.DataObject) -> None:
    body = bytearray(thai_pdf)
    for _ in range(data.draw(st.integers(1, 20))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    document = read_document(bytes(body), "https://x.go.th/a.pdf")
    assert len(document.pages) <= max(document.page_count, 1)
