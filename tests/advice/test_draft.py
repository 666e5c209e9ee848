"""oit draft: what the draft of the measures says, and that it makes nothing up."""

import re
from pathlib import Path

import docx

from oit.errors import BadInput
from tests.advice.conftest import oit

DAY = ("--date", "2023-03-01", "--fiscal-year", "2566")


def paper(place: Path, agency: str = "A1", *more: str) -> tuple[str, str]:
    """The words of the Word file, and the page."""
    done = oit(place, "draft", agency, *DAY, "--docx", "draft.docx", "--html", "draft.html", *more)
    assert done.exception is None, done.exception
    document = docx.Document(str(place / "draft.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells]), (place / "draft.html").read_text(encoding="utf-8")


def test_it_holds_what_the_item_asks_for(scored: Path) -> None:
    words, page = paper(scored)
    asked = ("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", "การวิเคราะห์จุดอ่อน", "ผู้รับผิดชอบ", "ขั้นตอน", "การกำกับติดตามและรายงานผล")
    for text in (*asked, "พ.ศ. 2566", "81.39", "-3.11", "55.25", "O11", "สมศรี ใจดี", "scores.csv"):
        assert text in words, text
        assert text in page, text
    assert "พ.ศ. 2565" in words  # the year of the scores


def test_it_is_marked_as_a_draft_on_every_page(scored: Path) -> None:
    _, page = paper(scored)
    document = docx.Document(str(scored / "draft.docx"))
    mark = "ร่าง – ยังไม่ใช่เอกสารที่ประกาศใช้"
    assert document.sections[0].header.paragraphs[0].text == mark
    assert document.core_properties.subject == mark
    assert page.count(mark) >= 2


def test_thai_letters_have_the_font_of_official_papers(scored: Path) -> None:
    paper(scored)
    document = docx.Document(str(scored / "draft.docx"))
    runs = [run._element for line in document.paragraphs for run in line.runs]
    fonts = {run.rPr.rFonts.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}cs") for run in runs}
    assert fonts == {"TH Sarabun New"}


def test_what_is_not_known_is_left_open(place: Path) -> None:
    words, page = paper(place, "C3")
    assert "[ยังไม่มีคะแนนของปีที่ผ่านมาในระบบ" in words
    assert "[ยังไม่มีผลตรวจเว็บไซต์" in words
    assert "<mark>[" in page
    assert not re.search(r"\d\d\.\d\d", words)  # no figure from nowhere


def test_owners_that_are_not_known_are_left_open(scored: Path) -> None:
    words, _ = paper(scored)
    assert "[ระบุกำหนดเวลา]" in words
    done = oit(scored, "scores", "import", "C3", "scores.csv", "--fiscal-year", "2565")
    assert done.exception is None
    words, _ = paper(scored, "C3")
    assert "[ระบุผู้รับผิดชอบ]" in words
    assert "สมศรี" not in words


def test_names_do_no_harm(scored: Path) -> None:
    words, page = paper(scored, "D4")
    assert "<img" not in page
    assert "<img src=x" in words


def test_english(scored: Path) -> None:
    words, page = paper(scored, "A1", "--lang", "en")
    assert "DRAFT – not adopted" in page
    assert "Analysis of weak points" in words


def test_it_must_be_said_where_to_write_it(scored: Path) -> None:
    done = oit(scored, "draft", "A1")
    assert isinstance(done.exception, BadInput)
    assert "--docx" in str(done.exception)
