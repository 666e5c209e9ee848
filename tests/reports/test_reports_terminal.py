"""The terminal table: even lines, Thai marks of no width, no colour unless asked for, nothing that a website could smuggle in."""

import io
import re
import unicodedata

import pytest
from made_audit import made_audit, uncaptured_audit
from rich.cells import cell_len

from oit.counting import counted_outcome
from reports.terminal import LOOK, audit_text, print_audit
from reports.thai_cells import clusters, shorten, wrap

ANSI = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")


def cells(text: str) -> int:
    """Width by the Unicode tables alone, to check the width that rich pads by."""
    wide = sum(unicodedata.east_asian_width(ch) in "WF" for ch in text)
    return sum(unicodedata.category(ch) not in ("Mn", "Me", "Cf") for ch in text) + wide


def table_lines(text: str) -> list[str]:
    lines = text.split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith(("O1 ", "\x1b[1mO1")))
    end = next(n for n, line in enumerate(lines) if n > start and cells(ANSI.sub("", line)) != cells(ANSI.sub("", lines[start])))
    return lines[start - 2 : end]


@pytest.mark.parametrize("word", ["กำหนด", "น้ำ", "ผู้", "เก่ง", "ที่สุด", "ปฏิบัติ", "๒๕๖๖", "O12 ✓", "ญี่ปุ่น", "ฺ"])
def test_rich_measures_thai_as_a_terminal_does(word):
    assert cell_len(word) == cells(word)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("width", [40, 60, 76, 80, 100, 110, 160])
@pytest.mark.parametrize("color", [False, True])
def test_all_lines_of_the_table_are_equally_wide(lang, width, color):
    lines = table_lines(audit_text(made_audit(), lang, color=color, width=width))
    widths = {cells(ANSI.sub("", line)) for line in lines}
    assert len(lines) >= 45
    assert widths == {width}


@pytest.mark.parametrize("width", [40, 80, 110])
def test_nothing_is_wider_than_the_terminal(width):
    text = audit_text(made_audit(), width=width)
    assert max(cells(line) for line in text.split("\n")) <= width


def test_every_item_has_its_row_and_its_sign():
    audit = made_audit()
    text = audit_text(audit)
    rows = {match[1]: match[0] for match in re.finditer(r"^(O\d+) .*$", text, re.M)}
    assert len(rows) == 43
    for item in audit.items:
        assert LOOK[counted_outcome(item)][0] in rows[item.code]
        assert (" *" in rows[item.code]) is (item.attestation is not None)
    assert re.search(r"O12 .*! ไม่เป็นปัจจุบัน +100 +0 +ปีงบฯ 2564", rows["O12"])
    assert "/files/10.pdf" in rows["O10"]


def test_without_colour_there_is_no_escape_and_only_ascii_lines():
    text = audit_text(made_audit())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert not re.search("[\u2500-\u257f]", text)


def test_with_colour_links_lead_to_web_addresses_only():
    text = audit_text(made_audit(), color=True)
    assert "\x1b[" in text
    targets = set(re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b", text))
    assert targets
    assert all(target.startswith("https://") for target in targets)
    assert not re.search("[\x00-\x09\x0b-\x1a\x1c-\x1f]", text)


def test_hostile_words_stay_words():
    text = audit_text(made_audit(), width=160)
    assert "รายงานgnp.exe[31mสีแดง[0m[bold]ตัวหนา[/bold]" in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", text)


def test_the_summary_follows():
    text = audit_text(made_audit())
    assert "33.33 ถึง 56.25" in text
    assert "เสียแล้ว 17.50 คะแนน และอาจเสียถึง 26.67 คะแนน" in text
    assert "✗\u00a0ไม่พบ\u00a012" in text
    first = re.findall(r"^(\d)\. (O\d+)", text, re.M)
    assert first[:3] == [("1", "O42"), ("2", "O43"), ("3", "O36")]
    assert len(first) == 5
    assert text.count("ข้อแนะนำ:") == 5
    assert "--form 2566" in text


def test_an_uncaptured_site_has_nothing_to_fix():
    text = audit_text(uncaptured_audit(), width=110)
    assert "ไม่พบ " not in text
    assert "ครั้งนี้ยังไม่สามารถตรวจเว็บไซต์ได้" in text


def test_a_narrow_code_page_does_not_break_the_command():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    print_audit(made_audit(), stream, "en")
    stream.flush()
    assert b"Organisation structure" in raw.getvalue()


def test_a_file_gets_the_usual_width():
    out = io.StringIO()
    print_audit(made_audit(), out)
    assert {cells(line) for line in table_lines(out.getvalue())} == {110}


def test_letters_are_not_parted_from_their_marks_and_vowels():
    assert clusters("น้ำใส") == ["น้ำ", "ใส"]
    assert clusters("ต่าง ๆ") == ["ต่า", "ง ๆ"]
    for width in range(4, 30):
        for line in wrap("ประกาศต่าง ๆ เกี่ยวกับการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ", width):
            assert cells(line) <= width
            assert unicodedata.category(line[0]) != "Mn"
            assert line[0] not in "ะาำๆ"
            assert line[-1] not in "เแโใไ"


def test_lines_break_before_words_where_they_can():
    assert wrap("แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน", 24) == ["แผนยุทธศาสตร์หรือแผนพัฒนา", "หน่วยงาน"]
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("", 7) == [""]
    assert "".join(wrap("มาตรการส่งเสริมคุณธรรม", 12)) == "มาตรการส่งเสริมคุณธรรม"


def test_shortening_keeps_whole_letters():
    assert shorten("น้ำใสไหลเย็น", 4) == "น้ำ…"
    assert shorten("สั้น", 10) == "สั้น"
