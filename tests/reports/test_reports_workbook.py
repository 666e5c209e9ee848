"""The workbook opens again, holds every item, and stores no formula and no odd link."""

import io
import zipfile
from dataclasses import replace

import pytest
from made_audit import FORMULA, SITE, made_audit, uncaptured_audit
from openpyxl import load_workbook

from oit.counting import counted_outcome
from oit.wording import advise, explain, label
from reports.workbook import write_workbook


@pytest.fixture(scope="module")
def book():
    out = io.BytesIO()
    write_workbook(made_audit(), out)
    out.seek(0)
    return load_workbook(out)


def test_one_row_an_item_in_form_order(book):
    sheet = book["ผลตรวจทุกข้อ"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("ข้อ", "รายการข้อมูล", "ผลตรวจ")
    assert [row[0] for row in rows[1:]] == [f"O{n}" for n in range(1, 44)]
    for row, item in zip(rows[1:], made_audit().items, strict=True):
        assert row[1] == item.title_th
        assert (row[3], row[4]) == (item.presence.score, item.currency.score)
        assert row[2] == label(counted_outcome(item))
        assert row[8].endswith(explain(item))
        assert (row[8] == explain(item)) is (item.attestation is None)
        assert (row[9] or "") == ("" if item.attestation else advise(item))
        assert row[10] == round(item.points, 2)
    assert rows[4][6] == "ปี พ.ศ. 2561 ถึง 2565"
    assert sheet.freeze_panes == "C2"
    assert sheet.column_dimensions["I"].width >= 40
    assert sheet["I2"].alignment.wrap_text
    assert sheet["I2"].font.name == "TH Sarabun New"


def test_the_summary_sheet_tells_score_counts_and_priorities(book):
    said = [value for row in book["สรุป"].iter_rows(values_only=True) for value in row if value is not None]
    assert "33.33 ถึง 56.25 จาก 100 คะแนน" in said
    assert "องค์การบริหารส่วนตำบลบ้านสวน" in said
    assert "O42" in said
    assert any("ไม่ใช่ผลการประเมินหรือการรับรอง" in str(value) for value in said)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "|", "%"])
def test_no_cell_is_a_formula(start):
    audit = made_audit()
    hostile = start + FORMULA
    items = (replace(audit.items[0], title_th=hostile, code=hostile[:8], best_url=hostile), *audit.items[1:])
    out = io.BytesIO()
    write_workbook(replace(audit, items=items, agency=replace(audit.agency, name=hostile, url=hostile)), out)
    with zipfile.ZipFile(out) as packed:
        sheets = [packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 2
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    book = load_workbook(out)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
    cell = book.worksheets[1]["B2"]
    assert cell.value == " ".join(hostile.split())
    assert cell.quotePrefix


def test_only_web_addresses_are_links(book):
    sheet = book["ผลตรวจทุกข้อ"]
    targets = {row[7].row: row[7].hyperlink.target for row in sheet.iter_rows(min_row=2) if row[7].hyperlink}
    assert targets[2] == f"{SITE}/files/1.pdf"
    assert all(target.startswith("https://") for target in targets.values())
    assert sheet["H37"].value == "javascript:alert(document.cookie)"
    assert sheet["H37"].hyperlink is None


def test_control_characters_do_not_break_the_file():
    audit = made_audit()
    out = io.BytesIO()
    write_workbook(replace(audit, agency=replace(audit.agency, name="a\x00b\x1b\ud800c" + "ก" * 40_000)), out)
    name = load_workbook(out)["สรุป"]["B2"].value
    assert name.startswith("abc")
    assert len(name) <= 2000


def test_it_writes_to_a_path_and_in_english(tmp_path):
    path = tmp_path / "audit.xlsx"
    write_workbook(uncaptured_audit(), path, "en")
    book = load_workbook(path)
    assert book.sheetnames == ["Summary", "All items"]
    assert {row[2] for row in book["All items"].iter_rows(min_row=2, values_only=True)} == {"Not checked"}
