"""What people do to a sheet besides: rows sorted, copied and taken away, columns moved, words anywhere. Nothing is lost unsaid."""

from pathlib import Path

import pytest
from openpyxl.comments import Comment
from presubmit_made import CODES, FORM, YEAR, Opened, bring_home, entry, make, put, rows_copied, save

from oit.errors import BadInput
from oit.presubmit_compare import Compared, compare
from oit.presubmit_reader import BadSheet, ReadBook, read_book
from oit.wording import head
from reading.book_cells import book_cells
from store.database import Database

URL = entry().urls[0]


def read(opened: Opened) -> ReadBook:
    return read_book(book_cells(opened.save(opened.file).read_bytes()), opened.file.name)


def compared(opened: Opened, database: Database) -> Compared:
    came = read(opened)
    given = database.given_sheet(came.key)
    assert given is not None
    return compare(given, came, given.rows)


def told(opened: Opened, database: Database) -> list[tuple[str, str]]:
    """Names of what is told, with the code, column or words."""
    found = compared(opened, database)
    return [
        (one.name.removeprefix("pre_n_"), one.gaps.get("code") or one.gaps.get("text") or one.gaps["column"]) for one in found.notices
    ]  # fmt: skip


def wrong(opened: Opened) -> str:
    with pytest.raises(BadSheet) as caught:
        read(opened)
    return " | ".join(caught.value.lines)


def changed(found: Compared) -> dict[tuple[str, str], str]:
    return {(one.code, one.column): one.sheet for one in found.changes}


def test_rows_in_another_order_and_fewer_of_them(one: Path, database: Database) -> None:
    opened = Opened(one).write("O7", remark="เจ็ด").write("O1", remark="หนึ่ง")
    kept = [opened.rows[code] for code in ("O43", "O7", "O2", "O1")]
    rows_copied(opened.sheet, kept, opened.book)
    del opened.book["รายการข้อ"]
    found = compared(opened, database)
    assert changed(found) == {("O7", "remark"): "เจ็ด", ("O1", "remark"): "หนึ่ง"}
    assert [one.gaps["code"] for one in found.notices] == [code for code in CODES if code not in ("O43", "O7", "O2", "O1")]


def test_columns_in_another_order_new_ones_and_words_beside_the_table(one: Path, database: Database) -> None:
    opened = Opened(one).write("O3", remark="สาม")
    sheet = opened.sheet
    sheet.move_range(f"Q3:Q{sheet.max_row}", cols=12)  # the remark, far to the right
    sheet["Q3"], sheet["Q5"] = "ความเห็นหัวหน้า", "เร่งด่วน"
    sheet["B1"] = "โทร 02-1234567"
    opened.book.worksheets[1]["G9"] = "ถามนายอำเภอ"
    opened.book.create_sheet("บันทึก")["A1"] = "ประชุม 5 มีนาคม"
    found = compared(opened, database)
    assert changed(found) == {("O3", "remark"): "สาม"}
    assert sorted((one.name, one.gaps["text"]) for one in found.notices) == [
        ("pre_n_added_column", "ความเห็นหัวหน้า"), ("pre_n_other_cell", "ถามนายอำเภอ"), ("pre_n_other_cell", "ประชุม 5 มีนาคม"),
        ("pre_n_other_cell", "โทร 02-1234567"),
    ]  # fmt: skip


def test_changed_cells_of_the_tool_are_told(one: Path, database: Database) -> None:
    opened = Opened(one).write("O1", points=9.0).write("O2", reason="เหตุผลอื่น", outcome="ไม่พบ").write("O3", has="ตรวจสอบ")
    opened.cell("O4", "title").comment = Comment("ชื่อผิด", "ก")
    assert sorted(told(opened, database)) == [
        ("comment", "ชื่อผิด"), ("fixed_cell", "O1"), ("fixed_cell", "O2"), ("fixed_cell", "O2"), ("look", "O3"),
    ]  # fmt: skip
    assert not compared(opened, database).changes


def test_a_link_changed_behind_the_same_words_is_told(one: Path, database: Database) -> None:
    opened = Opened(one)
    opened.cell("O1", "link").hyperlink.target = "https://elsewhere.example/new"
    assert told(opened, database) == [("link_target", "https://elsewhere.example/new")]


def test_a_friendly_name_over_a_link_gives_the_link(one: Path, database: Database) -> None:
    opened = Opened(one).write("O1", link="คลิกที่นี่")
    opened.cell("O1", "link").hyperlink = "https://elsewhere.example/new"
    opened.write("O2", link=None).cell("O2", "link").value = '=HYPERLINK("https://elsewhere.example/o2","ดู")'
    opened.cell("O1", "link").value = "คลิกที่นี่"
    assert changed(compared(opened, database)) == {
        ("O1", "link"): "https://elsewhere.example/new", ("O2", "link"): "https://elsewhere.example/o2",
    }  # fmt: skip


def test_copied_rows_may_not_differ(one: Path, database: Database) -> None:
    opened = Opened(one)
    last = opened.sheet.max_row + 1
    for cell in opened.sheet[opened.rows["O1"]]:
        opened.sheet.cell(last, cell.column).value = cell.value
    assert changed(compared(opened, database)) == {}
    opened.sheet.cell(last, opened.columns["remark"]).value = "อีกแถว"
    assert "O1 stands in two rows that differ" in wrong(opened)


def test_rows_without_a_key_are_known_by_code_or_told(one: Path, database: Database) -> None:
    opened = Opened(one).write("O5", row=None, remark="ห้า")
    opened.sheet.cell(opened.sheet.max_row + 2, 2).value = "รวมทั้งหมด"
    found = compared(opened, database)
    assert changed(found) == {("O5", "remark"): "ห้า"}
    assert [one.gaps["text"] for one in found.notices] == ["รวมทั้งหมด"]


def test_every_mistake_is_named_at_once_by_its_cell(one: Path) -> None:
    opened = Opened(one).write("O1", has="น่าจะมี", deadline="สิ้นเดือน").write("O2", link="ดูหน้าแรก", verdict="ok")
    opened.write("O3", remark="ก" * 4_001).cell("O2", "link").hyperlink = None
    opened.write("O2", link="ดูหน้าแรก")
    opened.cell("O4", "code").value = "O9"
    opened.sheet.merge_cells(f"Q{opened.rows['O6']}:Q{opened.rows['O7']}")
    opened.cell("O8", "remark").value = "=A1&B1"
    said = wrong(opened)
    places = [f"C{opened.rows['O1']}", f"M{opened.rows['O1']}", f"D{opened.rows['O2']}", f"R{opened.rows['O2']}", f"Q{opened.rows['O3']}"]
    assert all(f"!{place}: " in said for place in [*places, f"A{opened.rows['O4']}", f"Q{opened.rows['O6']}", f"Q{opened.rows['O8']}"])
    assert "มี, ไม่มี, ตรวจสอบ, ไม่ใช้กับหน่วยงาน" in said


def test_a_renamed_head_is_no_lost_column(one: Path, database: Database) -> None:
    opened = Opened(one)
    at = opened.columns["remark"]
    opened.sheet.cell(3, at).value = "หมายเหตุ (ใหม่)"
    assert f"“{head('pre_remark', 'th')}”" in wrong(opened)
    opened.sheet.delete_cols(at)
    assert told(opened, database) == [("lost_column", "remark")]


def test_rows_of_another_agency_are_refused_and_its_workbook_goes_to_it(
    one: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    put(database, entry("B002"))
    save(database, entry("B002"))
    other = one.with_name("B002.xlsx")
    assert make(other, agency="B002") == 0
    theirs, ours = Opened(other).write("O1", remark="ของ B002"), Opened(one)
    row = ours.sheet.max_row + 1
    for cell in theirs.sheet[theirs.rows["O1"]]:
        ours.sheet.cell(row, cell.column).value = cell.value
    ours.save()
    theirs.save(one.with_name("A001-copy.xlsx"))  # named after us
    assert bring_home(one) == 2
    assert "is a row of another workbook" in capsys.readouterr().err
    assert bring_home(one.with_name("A001-copy.xlsx")) == 0
    assert database.team_notes(URL, FORM, YEAR) == []
    assert [note.text for note in database.team_notes(entry("B002").urls[0], FORM, YEAR)] == ["ของ B002"]


def test_a_workbook_of_another_database(one: Path, home: Path, made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring_home(one, more=("--db", str(made / "empty.db"))) == 2
    assert "was not given out from" in capsys.readouterr().err


def test_no_name_and_no_workbook(one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring_home(one, by="  ") == 2
    assert bring_home(one.with_name("missing.xlsx")) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_mistakes_are_an_error_of_input() -> None:
    assert issubclass(BadSheet, BadInput)
