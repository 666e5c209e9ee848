"""The items' sheet: what is entered of each item, why, who does what until when, and on which evidence."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from presubmit_made import CODES, FORM, MIXED, PACK, YEAR, Opened, entry, finding, make, note, put, save

from cli import run_cli
from oit.audit import Reason, ReasonCode
from oit.presubmit_columns import COLUMNS
from oit.roster import Owner
from oit.team_notes import NoteKind
from oit.wording import date_text, explain, head, label
from store.database import Database

PLAN = """form: o01_o43
fiscal_year: 2566
rounds:
  - {name: ระยะที่ 1, start: 2023-01-01, end: 2023-01-31, due: [O1-O3], pass_mark: 100}
  - {name: ระยะที่ 2, start: 2023-02-01, end: 2023-06-30, due: [O1-O10], pass_mark: 90}
  - {name: ระยะที่ 3, start: 2023-07-01, end: 2023-07-31}
"""


def test_items_stand_in_the_order_of_the_form(shown: Opened) -> None:
    assert list(shown.rows) == list(CODES)
    assert [shown.text(code, "title") for code in CODES] == [item.title_th for item in PACK.items]


@pytest.mark.parametrize(
    ("code", "has"),
    [("O1", "มี"), ("O12", "ไม่มี"), ("O10", "ตรวจสอบ"), ("O11", "ตรวจสอบ"), ("O13", "ตรวจสอบ"), ("O14", "ตรวจสอบ"), ("O32", "ไม่ใช้กับหน่วยงาน")],
)
def test_has_and_has_not_are_said_where_the_tool_is_sure(shown: Opened, code: str, has: str) -> None:
    assert shown.text(code, "has") == has


def test_outcome_reason_and_what_to_do(shown: Opened) -> None:
    for code, letter in MIXED.items():
        made = finding(entry(), code, letter)
        assert shown.text(code, "outcome") == label(made.outcome)
        assert shown.text(code, "reason") == explain(made) or letter == "I"  # the form names what is missing there
        assert bool(shown.text(code, "advice")) is (letter not in "P/")
    assert "85 จาก 100" in shown.text("O1", "sureness")
    assert shown.text("O10", "period") == "ปีงบประมาณ พ.ศ. 2565"


def test_link_is_that_of_the_best_evidence_and_none_for_what_is_not_there(shown: Opened) -> None:
    assert shown.text("O1", "link") == "https://www.a001.example/o1"
    assert shown.cell("O1", "link").hyperlink.target == "https://www.a001.example/o1"
    assert shown.text("O12", "link") == shown.text("O32", "link") == ""


def test_every_link_says_when_it_was_last_fetched(shown: Opened) -> None:
    for code in CODES:
        said = shown.text(code, "link_seen")
        assert bool(said) is bool(shown.text(code, "link"))
        assert not said or said == "เปิดได้เมื่อ 1 มีนาคม 2566 เวลา 02.00 น. (ขณะตรวจเว็บไซต์)"


def test_a_link_that_nobody_fetched_says_so(home: Path, database: Database) -> None:
    put(database, entry())
    save(database, entry(), O1=replace(finding(entry(), "O1", "P"), best_url="https://elsewhere.example/a"))
    assert make(home / "a.xlsx") == 0
    assert Opened(home / "a.xlsx").text("O1", "link_seen") == head("pre_seen_never", "th")


def test_explanation_is_ready_to_paste(shown: Opened) -> None:
    title = PACK.items[0].title_th
    assert shown.text("O1", "text") == (
        f"เทศบาลตำบลA001ได้เผยแพร่ “{title}” (ปีงบประมาณ พ.ศ. 2566) ไว้บนเว็บไซต์ของหน่วยงาน ที่หัวข้อ “หน้าแรก › {title}” ตามเอกสาร “เล่มที่ O1” "
        "เปิดดูได้จากลิงก์ที่ระบุ"
    )
    assert shown.text("O12", "text") == shown.text("O13", "text") == ""
    assert shown.text("O10", "text") == ""  # of another year: nothing to claim


def test_explanation_of_nothing_to_report_quotes_the_page(home: Path, database: Database) -> None:
    put(database, entry())
    reason = Reason(ReasonCode.STATED_NONE, {"text": "ไม่มีเรื่องร้องเรียน"})
    save(database, entry(), O30=finding(entry(), "O30", "P", reasons=(reason,)))
    assert make(home / "a.xlsx") == 0
    assert "(“ไม่มีเรื่องร้องเรียน”)" in Opened(home / "a.xlsx").text("O30", "text")


def test_points_are_numbers_and_sum_up_to_those_of_the_instrument(shown: Opened) -> None:
    values = [shown.cell(code, "points").value for code in CODES]
    assert all(isinstance(value, float | int) for value in values)
    assert sum(values) == pytest.approx(PACK.weight, abs=0.3)


def test_evidence_has_time_and_hash(shown: Opened) -> None:
    assert shown.text("O2", "evidence") == f"เปิดเมื่อ 1 มีนาคม 2566 เวลา 02.00 น. SHA-256 {'02' * 32}"
    assert shown.text("O12", "evidence") == ""


def test_picture_is_copied_beside_the_workbook_and_linked(home: Path, database: Database) -> None:
    shots = home / "snapshot" / "screenshots"
    shots.mkdir(parents=True)
    (shots / "o1.jpg").write_bytes(b"\xff\xd8\xff a picture")
    (home / "secret.jpg").write_bytes(b"\xff\xd8\xff another")
    put(database, entry())
    pieces = {code: finding(entry(), code, "P").evidence[0] for code in ("O1", "O2", "O3")}
    names = {"O1": "screenshots/o1.jpg", "O2": "../secret.jpg", "O3": "screenshots/gone.jpg"}
    shown = {code: finding(entry(), code, "P", evidence=(replace(pieces[code], screenshot=name),)) for code, name in names.items()}
    save(database, entry(), folder=str(home / "snapshot"), **shown)
    assert make(home / "out" / "A001.xlsx") == 0
    opened = Opened(home / "out" / "A001.xlsx")
    assert opened.cell("O1", "picture").hyperlink.target == "A001-pictures/O1.jpg"
    assert (home / "out" / "A001-pictures" / "O1.jpg").read_bytes() == b"\xff\xd8\xff a picture"
    assert [path.name for path in (home / "out" / "A001-pictures").iterdir()] == ["O1.jpg"]  # never what lies outside of the snapshot
    assert opened.text("O2", "picture") == opened.text("O3", "picture") == ""


def test_owner_of_the_item_and_of_all_others(shown: Opened) -> None:
    assert shown.text("O12", "owner") == "กองแผน"
    assert shown.text("O1", "owner") == "สมศรี ใจดี <somsri@example.go.th>"


def test_deadline_is_the_end_of_the_round_that_asks_for_it(home: Path, database: Database) -> None:
    put(database, entry())
    save(database, entry())
    (home / "rounds.yaml").write_text(PLAN, encoding="utf-8")
    assert make(home / "a.xlsx", "--round-plan", "rounds.yaml", "--date", "2023-03-10") == 0
    opened = Opened(home / "a.xlsx")
    assert opened.text("O1", "deadline") == date_text("2023-06-30")
    assert opened.text("O12", "deadline") == date_text("2023-07-31")


def test_what_the_team_wrote_stands_in_place_of_the_tools_words(home: Path, database: Database) -> None:
    put(database, entry())
    save(database, entry())
    note(database, entry(), "O1", NoteKind.LINK, "https://elsewhere.example/x")
    note(database, entry(), "O1", NoteKind.EXPLANATION, "ของทีม")
    note(database, entry(), "O1", NoteKind.REMARK, "โทรแล้ว")
    note(database, entry(), "O1", NoteKind.DEADLINE, "2023-03-20")
    assert make(home / "a.xlsx") == 0
    opened = Opened(home / "a.xlsx")
    assert [opened.text("O1", name) for name in ("link", "text", "remark", "deadline")] == [
        "https://elsewhere.example/x", "ของทีม", "โทรแล้ว", date_text("2023-03-20"),
    ]  # fmt: skip
    assert opened.text("O1", "noted").count("วิชัย") == 4
    assert make(home / "b.xlsx", "--date", "2023-03-01") == 0
    assert Opened(home / "b.xlsx").text("O1", "remark") == ""  # it was not written on that day


HOSTILE = '=HYPERLINK("http://evil.example","ดู")'


def test_no_words_of_a_site_or_of_the_team_become_formulas(home: Path, database: Database) -> None:
    agency = entry(name="=1+1", owners=(Owner("", "+ผู้รับผิดชอบ"),))
    put(database, agency)
    piece = replace(finding(agency, "O1", "P").evidence[0], matched=HOSTILE, link_path=("@SUM(A1)",), url="javascript:alert(1)")
    save(database, agency, O1=finding(agency, "O1", "P", evidence=(piece,), best_url="javascript:alert(1)"))
    note(database, agency, "O2", NoteKind.REMARK, "=cmd|' /c calc'!A0")
    assert make(home / "a.xlsx") == 0
    opened = Opened(home / "a.xlsx")
    for sheet in opened.book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
            assert all(cell.hyperlink is None or re.match("https?://", cell.hyperlink.target) for cell in row)
    assert opened.text("O2", "remark") == "=cmd|' /c calc'!A0"
    assert opened.cell("O2", "remark").quotePrefix
    assert opened.text("O1", "link") == "javascript:alert(1)"
    assert opened.cell("O1", "link").hyperlink is None


def test_sheet_is_set_up_for_work_and_paper(shown: Opened) -> None:
    sheet = shown.sheet
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.print_title_cols) == ("C4", "$3:$3", "$A:$B")
    assert sheet.auto_filter.ref.startswith("A3:")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    lists = {one.formula1: one.errorStyle for one in sheet.data_validations.dataValidation}
    assert lists['"มี,ไม่มี,ตรวจสอบ,ไม่ใช้กับหน่วยงาน"'] == "warning"
    for column in COLUMNS:
        filled = shown.cell("O5", column.name).fill.fgColor.rgb == "00FFF8DC"
        assert filled is column.editable, column.name


def test_english_workbook_keeps_the_explanation_thai(home: Path, database: Database) -> None:
    put(database, entry())
    save(database, entry())
    assert make(home / "a.xlsx", "--lang", "en") == 0
    opened = Opened(home / "a.xlsx", "en")
    assert [opened.text("O12", name) for name in ("has", "outcome", "title")] == ["Has not", "Not found", PACK.items[11].title_en]
    assert "ได้เผยแพร่" in opened.text("O1", "text")
    assert opened.book.sheetnames == ["Items", "Summary"]


def test_agency_without_a_result_gets_the_items_alone(home: Path, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    put(database, entry())
    assert make(home / "a.xlsx") == 0
    assert head("pre_without_result", "th", agency="เทศบาลตำบลA001", form=FORM, year=YEAR) in capsys.readouterr().out
    opened = Opened(home / "a.xlsx")
    assert set(opened.column("has")) == {"ตรวจสอบ"}
    assert set(opened.column("link")) == {""}


def test_form_and_year_of_the_newest_result_where_there_is_none_by_the_defaults(home: Path, database: Database) -> None:
    put(database, entry())
    save(database, entry())
    assert run_cli(["presubmit", "A001", "--no-check-links"]) == 0
    assert Opened(home / "A001.xlsx").text("O1", "has") == "มี"
    assert run_cli(["presubmit", "A001", "--no-check-links", "--fiscal-year", "2565", "--out", "b.xlsx"]) == 0
    assert Opened(home / "b.xlsx").text("O1", "has") == "ตรวจสอบ"  # that year was asked for


def test_workbook_that_may_hold_remarks_is_not_overwritten(one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = one.read_bytes()
    assert make(one) == 2
    assert "oit presubmit import" in capsys.readouterr().err
    assert one.read_bytes() == before
    assert make(one, "--overwrite") == 0
    assert one.read_bytes() != before
