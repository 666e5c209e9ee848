"""Text of scans and pictures by the real tesseract; pictures that hold none; files that would hold it up."""

import io
import os
import signal
import stat
import threading
import time
import zlib
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image, ImageChops
from rapidfuzz.distance import Levenshtein

from oit.content import Document, TextLayer
from oit.errors import NotFit
from reading.documents import read_document
from reading.isolated import DocumentReader
from reading.ocr import recognise_document
from reading.ocr_pictures import MOST_PAGES, pages_of_pdf, pages_of_picture
from reading.pdf import read_pdf
from reading.tesseract import Failed, Tesseract, find_tesseract, letters_of
from sample.pictures import photo, portrait
from tests.scans import file_of, needs_posix, needs_tesseract, page, pdf_of

URL = "https://x.go.th/scan.pdf"
NOBODY = Tesseract("/nowhere/tesseract", "5", ("eng", "tha"))  # cannot be started: shows that nothing was


def recognised(body: bytes, content_type: str = "") -> Document:
    program = find_tesseract()
    assert program is not None
    return recognise_document(body, URL, program, content_type)


def share_right(seen: str, meant: str) -> float:
    one, other = "".join(seen.split()), "".join(meant.split())
    return 1 - Levenshtein.distance(one, other) / len(other)


@needs_tesseract
@pytest.mark.parametrize(("noisy", "least"), [(False, 0.97), (True, 0.93)])
def test_a_scan_of_a_paper_is_read(noisy: bool, least: float) -> None:
    meant, picture = page(1, noisy=noisy)
    document = recognised(pdf_of(picture))
    assert (document.kind, document.text_layer, document.ocr, document.page_count) == ("pdf", TextLayer.GOOD, True, 1)
    assert share_right(document.text, meant) >= least
    assert "ประจำปีงบประมาณ พ.ศ. 2563" in document.text


@needs_tesseract
def test_words_are_read_where_the_digits_are_thai() -> None:
    document = recognised(pdf_of(page(1, thai_digits=True)[1].crop((0, 170, 1654, 338))))
    assert "แผนการ" in document.text
    assert "2563" not in document.text


@needs_tesseract
def test_paper_without_letters_and_photographs_stay_unread() -> None:
    for body in (pdf_of(Image.new("L", (1654, 2339), 250)), photo(1), photo(2)):
        document = recognised(body)
        assert (document.text_layer, document.pages, document.ocr, document.problem) == (TextLayer.NONE, (), True, "")


TITLE = page(1)[1].crop((0, 170, 1654, 338))  # the title's line and one more


@needs_tesseract
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_picture_files_are_read(kind: str) -> None:
    document = recognised(file_of(TITLE, kind))
    assert (document.kind, document.text_layer) == ("image", TextLayer.GOOD)
    assert "2563" in document.text


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_every_kind_of_picture_becomes_grey_dots(kind: str) -> None:
    count, pages = pages_of_picture(file_of(TITLE, kind))
    assert (count, len(pages)) == (1, 1)
    assert pages[0].startswith(b"P5\n1654 168\n255\n")
    seen = Image.open(io.BytesIO(pages[0]))
    assert sum(ImageChops.difference(seen, TITLE).histogram()[60:]) < 0.001 * seen.width * seen.height


def test_black_on_transparent_is_black_on_white() -> None:
    picture = Image.new("RGBA", TITLE.size, (0, 0, 0, 0))
    picture.putalpha(TITLE.point(lambda value: 255 - value))
    _, pages = pages_of_picture(file_of(picture, "PNG"))
    assert ImageChops.difference(Image.open(io.BytesIO(pages[0])), TITLE).getbbox() is None


def test_only_the_first_pages_are_drawn() -> None:
    count, pages = pages_of_pdf(pdf_of(*[TITLE] * (MOST_PAGES + 2)))
    assert (count, len(list(pages))) == (MOST_PAGES + 2, MOST_PAGES)
    frames = io.BytesIO()
    TITLE.save(frames, "TIFF", save_all=True, append_images=[TITLE] * 7)
    count, drawn = pages_of_picture(frames.getvalue())
    assert (count, len(drawn)) == (8, MOST_PAGES)


def huge_png(width: int, height: int) -> bytes:
    """A few kilobytes that say they are so many pixels."""
    body = bytearray(file_of(Image.new("1", (8, 8)), "PNG"))
    body[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    body[29:33] = zlib.crc32(bytes(body[12:29])).to_bytes(4, "big")
    return bytes(body)


def test_icons_bombs_and_broken_pictures_cost_no_recogniser() -> None:
    assert recognise_document(portrait(1), URL, NOBODY).text_layer is TextLayer.NONE
    assert recognise_document(huge_png(60_000, 60_000), URL, NOBODY).problem == "too_large"
    assert recognise_document(huge_png(9_000, 8_000), URL, NOBODY).problem == "too_large"
    assert recognise_document(huge_png(900, 800), URL, NOBODY).problem == "broken"
    assert recognise_document(file_of(Image.new("L", (900, 900)), "PNG")[:60], URL, NOBODY).problem == "broken"
    assert recognise_document(b"%PDF-1.4 nothing", URL, NOBODY).problem == "broken"
    assert recognise_document("แผน".encode(), "https://x.go.th/a.txt", NOBODY).problem == "unsupported"
    assert recognise_document(pdf_of(page(1)[1]), URL, NOBODY).problem == "crashed"


def test_a_page_without_bounds_is_drawn_within_ours() -> None:
    pdf = FPDF(unit="pt", format=(14_000, 14_000))
    pdf.add_page()
    assert recognise_document(bytes(pdf.output()), URL, NOBODY).problem == "crashed"  # drawn, and handed on


@needs_tesseract
def test_the_process_gives_the_same_text() -> None:
    body, program = pdf_of(TITLE), find_tesseract()
    with DocumentReader(recogniser=program) as reader:
        assert reader.recognise(body, URL) == recognised(body)
        assert reader.read(body, URL) == read_document(body, URL)
        assert reader.recognise(huge_png(60_000, 60_000), URL).problem == "too_large"


def test_without_a_recogniser_nothing_is_read() -> None:
    with DocumentReader() as reader:
        assert reader.recognise(pdf_of(page(1)[1]), URL).problem == "unsupported"


def script(folder: Path, text: str) -> Path:
    made = folder / "tesseract"
    made.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    made.chmod(made.stat().st_mode | stat.S_IXUSR)
    return made


@needs_posix
def test_one_that_hangs_is_ended_and_one_that_fails_is_said(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="timeout"):
        letters_of(b"P5 1 1 255 x", Tesseract(str(script(tmp_path, "exec sleep 60")), "5", ("tha",)), 0.3)
    with pytest.raises(Failed, match="crashed"):
        letters_of(b"P5 1 1 255 x", Tesseract(str(script(tmp_path, "exit 1")), "5", ("tha",)), 20)


@needs_posix
def test_the_recogniser_ends_with_the_process_it_belongs_to(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    answers = 'case "$1" in --version) echo tesseract 5.0;; --list-langs) printf "List\\ntha\\n";;'
    program = script(tmp_path, f"{answers} *) echo $$ >{told}.new; mv {told}.new {told}; exec sleep 100;; esac")
    reader, found = DocumentReader(recogniser=Tesseract(str(program), "5.0", ("tha",))), []
    waiting = threading.Thread(target=lambda: found.append(reader.recognise(pdf_of(page(1)[1]), URL)))
    waiting.start()
    for _ in range(600):
        if told.exists():
            break
        time.sleep(0.05)
    reader.close()
    waiting.join(30)
    assert found[0].problem == "crashed"
    child = int(told.read_text(encoding="ascii"))
    for _ in range(100):
        if not _runs(child):
            break
        time.sleep(0.05)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIG_DFL)
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8") if Path("/proc").is_dir() else True
    except (ProcessLookupError, FileNotFoundError):
        return False


@needs_posix
def test_one_that_is_named_must_run_and_know_thai(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIT_TESSERACT", str(tmp_path / "none"))
    with pytest.raises(NotFit, match="does not run") as said:
        find_tesseract()
    assert "\n" not in str(said.value)
    english = script(tmp_path, 'case "$1" in --version) echo tesseract 5.0;; *) printf "List\\neng\\n";; esac')
    monkeypatch.setenv("OIT_TESSERACT", str(english))
    with pytest.raises(NotFit, match="knows no Thai"):
        find_tesseract()


@needs_posix
def test_none_on_the_path_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OIT_TESSERACT", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("reading.tesseract._USUAL_PLACES", ())
    assert find_tesseract() is None


def stamped(thai_font: Path, *pages: tuple[str, bool]) -> bytes:
    """A PDF: of each page its text, and whether a picture fills it."""
    pdf = FPDF()
    pdf.add_font("Thai", "", thai_font)
    pdf.set_font("Thai", size=12)
    for text, picture in pages:
        pdf.add_page()
        if picture:
            pdf.image(io.BytesIO(photo(1)), 0, 0, pdf.w, pdf.h)
        pdf.multi_cell(0, 8, text)
    return bytes(pdf.output())


SENTENCE = "ประกาศองค์การบริหารส่วนตำบลบึงนา เรื่อง แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566 รายละเอียดตามที่แนบ"


def test_the_stamp_of_a_scanners_program_is_no_text(thai_font: Path) -> None:
    copies = [("สำเนาถูกต้อง ฝ่ายธุรการ งานสารบรรณ", True)] * 4
    for pages in ([("Scanned with CamScanner", True)], [("Scanned by TapScanner", True)] * 3, copies):
        document = read_pdf(stamped(thai_font, *pages), URL)
        assert (document.text_layer, document.picture_pages) == (TextLayer.NONE, len(pages))


def test_pages_that_are_pictures_are_counted(thai_font: Path) -> None:
    document = read_pdf(stamped(thai_font, (SENTENCE, False), ("", True), ("", True), ("", True)), URL)
    assert (document.text_layer, document.picture_pages, len(document.pages)) == (TextLayer.GOOD, 3, 4)
    document = read_pdf(stamped(thai_font, (SENTENCE, True), (SENTENCE + " หน้าสอง", False), ("", False)), URL)
    assert (document.text_layer, document.picture_pages) == (TextLayer.GOOD, 0)
