"""The way home: what the team wrote is taken, once; what others changed is shown; nothing is lost silently."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from presubmit_made import FORM, YEAR, Opened, bring_home, entry, finding, make, note, save

from cli import run_cli
from oit.human import HumanVerdict
from oit.roster import Owner
from oit.team_notes import NoteKind, standing_notes
from oit.wording import head
from store.database import Database

URL = entry().urls[0]


def notes(database: Database) -> dict[tuple[str, str], str]:
    """(code, kind) -> text of what the team says now."""
    return {(code, kind.value): one.text for (code, kind), one in standing_notes(database.team_notes(URL, FORM, YEAR)).items()}


def verdicts(database: Database) -> dict[str, tuple[str, str, str]]:
    return {one.code: (one.verdict.value, one.by, one.note) for one in database.attested(URL, FORM, YEAR) if one.withdrawn is None}


def record(capsys: pytest.CaptureFixture[str], *files: Path, more: tuple[str, ...] = ()) -> list[dict[str, object]]:
    capsys.readouterr()
    bring_home(*files, more=("--json", *more))
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def test_an_unchanged_workbook_brings_nothing(one: Path, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring_home(one) == 0
    assert head("pre_import_none", "th") in capsys.readouterr().out
    assert (notes(database), verdicts(database)) == ({}, {})


def test_what_the_team_wrote_comes_home(one: Path, database: Database) -> None:
    remark = "โทรแจ้ง กองแผน แล้ว\nรอเอกสาร"
    Opened(one).write("O12", remark=remark, deadline="15/3/2566", owner="มานะ อดทน <mana@example.go.th>").write(
        "O13", deadline=datetime(2023, 3, 31), link="https://drive.example/doc?id=1", text="ข้อความของทีม"
    ).write("O14", deadline="๓๐ เมษายน ๒๕๖๖", remark="=2+3 ไม่ใช่สูตร").save()
    assert bring_home(one) == 0
    assert notes(database) == {
        ("O12", "remark"): remark, ("O12", "deadline"): "2023-03-15", ("O13", "deadline"): "2023-03-31", (
"O13", "explanation"): "ข้อความของทีม",
        ("O13", "link"): "https://drive.example/doc?id=1", ("O14", "deadline"): "2023-04-30", ("O14", "remark"): "=2+3 ไม่ใช่สูตร",
    }  # fmt: skip
    assert {one.by for one in database.team_notes(URL, FORM, YEAR)} == {"สมชาย"}
    owners = {owner.topic: owner for owner in database.roster()[0].owners}
    assert owners["annual_report"] == Owner("annual_report", "มานะ อดทน", "mana@example.go.th")
    assert owners[""].name == "สมศรี ใจดี"


def test_verdicts_come_home_from_their_own_cells_and_from_has(one: Path, database: Database) -> None:
    Opened(one).write("O10", verdict="มีครบและเป็นปัจจุบัน", verdict_by="ตรวจ สอบดี", verdict_note="เห็นแล้ว").write("O13", has="มี").write(
        "O1", has="ไม่มี", verdict_note="ลิงก์ผิดเรื่อง"
    ).write("O11", verdict="Absent").write("O2", has="ไม่ใช้กับหน่วยงาน").save()
    assert bring_home(one) == 0
    assert verdicts(database) == {
        "O10": ("current", "ตรวจ สอบดี", "เห็นแล้ว"), "O13": ("present", "สมชาย", ""), "O1": ("absent", "สมชาย", "ลิงก์ผิดเรื่อง"),
        "O11": ("absent", "สมชาย", ""), "O2": ("not_applicable", "สมชาย", ""),
    }  # fmt: skip
    again = one.with_name("again.xlsx")
    assert make(again) == 0
    shown = Opened(again)
    assert [shown.text("O10", name) for name in ("has", "verdict", "verdict_by")] == ["มี", "มีครบและเป็นปัจจุบัน", "ตรวจ สอบดี"]
    assert shown.text("O1", "has") == "ไม่มี"
    assert "ผลของโปรแกรม: ผ่าน" in shown.text("O1", "reason")
    assert {one.source for one in database.attested(URL, FORM, YEAR)} == {"A001.xlsx"}


def test_present_where_the_tool_saw_nothing_needs_the_link(one: Path, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    opened = Opened(one).write("O12", has="มี", remark="ดู")
    opened.save()
    assert bring_home(one) == 2
    assert head("pre_link", "th") in capsys.readouterr().err
    assert notes(database) == {}  # nothing of that file
    opened.write("O12", link="https://drive.example/report").save()
    assert bring_home(one) == 0
    assert [(one.verdict, one.evidence_url) for one in database.attested(URL, FORM, YEAR)] == [
        (HumanVerdict.PRESENT, "https://drive.example/report")
    ]


def test_emptied_words_are_taken_back_and_a_verdict_withdrawn(one: Path, database: Database) -> None:
    Opened(one).write("O1", remark="ก", text="ข").write("O2", verdict="ไม่มีข้อมูล", owner="กองคลัง").save()
    assert bring_home(one) == 0
    assert make(one, "--overwrite") == 0
    Opened(one).write("O1", remark=None, text=None).write("O2", verdict=None, verdict_by=None, verdict_note=None, owner=None).save()
    assert bring_home(one) == 0
    assert (notes(database), verdicts(database)) == ({}, {})
    assert [one.withdrawn_by for one in database.attested(URL, FORM, YEAR)] == ["สมชาย"]
    assert {owner.topic for owner in database.roster()[0].owners} == {"", "annual_report"}


def test_the_tools_own_words_cannot_be_emptied_and_that_is_said(one: Path, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    Opened(one).write("O1", link=None, text=None).save()
    assert bring_home(one) == 1
    out = capsys.readouterr().out
    assert out.count("ครั้งหน้าจะแสดงอีก") == 2
    assert notes(database) == {}


def test_taken_twice_is_written_once(one: Path, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    Opened(one).write("O1", remark="ก", owner="กองช่าง", deadline="2023-03-20").write("O2", verdict="ไม่มีข้อมูล", verdict_by="ข").save()
    assert bring_home(one) == 0
    before = (database.team_notes(URL, FORM, YEAR), database.attested(URL, FORM, YEAR), database.roster())
    capsys.readouterr()
    assert bring_home(one) == 0
    out = capsys.readouterr().out
    assert "นำเข้า 0 รายการ ตรงกับที่มีอยู่แล้ว 4 รายการ" in out
    assert "เคยนำเข้าแล้วเมื่อ" in out
    assert (database.team_notes(URL, FORM, YEAR), database.attested(URL, FORM, YEAR), database.roster()) == before


def test_a_dry_run_writes_nothing(one: Path, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    Opened(one).write("O1", remark="ก").write("O2", verdict="ไม่มีข้อมูล").save()
    assert bring_home(one, more=("--dry-run",)) == 0
    assert "“ก”" in capsys.readouterr().out
    assert (notes(database), verdicts(database)) == ({}, {})
    assert database.given_sheet(key_of(one)).imported is None  # type: ignore[union-attr]


def key_of(file: Path) -> str:
    return Opened(file).text("O1", "row").partition(":")[0]


# -- conflicts


def test_what_others_changed_meanwhile_is_shown_and_not_taken(one: Path, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    Opened(one).write("O1", remark="ของแฟ้ม", deadline="2023-03-20").write("O12", owner="ของแฟ้ม").write("O2", verdict="ไม่มีข้อมูล").save()
    note(database, entry(), "O1", NoteKind.REMARK, "ของคนอื่น")
    database.put_roster([entry(owners=(Owner("annual_report", "คนอื่น"),))])
    assert run_cli(["attest", "A001", "O2", "current", "--by", "คนอื่น", "--fiscal-year", str(YEAR)]) == 0
    [found] = record(capsys, one)
    results = {(change["code"], change["column"]): change["result"] for change in found["changes"]}  # type: ignore[attr-defined]
    assert results == {
        ("O1", "remark"): "conflict",
        ("O1", "deadline"): "taken",
        ("O12", "owner"): "conflict",
        ("O2", "verdict"): "conflict",
    }
    assert notes(database) == {("O1", "remark"): "ของคนอื่น", ("O1", "deadline"): "2023-03-20"}
    assert verdicts(database)["O2"][:2] == ("current", "คนอื่น")
    assert database.roster()[0].owners == (Owner("annual_report", "คนอื่น"),)


def test_a_conflict_tells_all_three_and_take_sheet_decides_by_item(
    one: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    Opened(one).write("O1", remark="ของแฟ้ม").write("O2", remark="ของแฟ้ม").save()
    for code in ("O1", "O2"):
        note(database, entry(), code, NoteKind.REMARK, "ของคนอื่น")
    assert bring_home(one) == 1
    out = capsys.readouterr().out
    assert all(part in out for part in ("ตอนส่งออก “(ว่าง)”", "ในแฟ้ม “ของแฟ้ม”", "ในฐานข้อมูลตอนนี้ “ของคนอื่น”", "--take-sheet O1"))
    assert bring_home(one, more=("--take-sheet", "o1")) == 1
    assert notes(database) == {("O1", "remark"): "ของแฟ้ม", ("O2", "remark"): "ของคนอื่น"}
    assert bring_home(one, more=("--take-sheet", "all")) == 0
    assert notes(database)[("O2", "remark")] == "ของแฟ้ม"


def test_a_verdict_on_what_the_tool_says_otherwise_now_is_not_taken_unasked(
    one: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    Opened(one).write("O12", verdict="ไม่มีข้อมูล").save()
    save(database, entry(), day=date(2023, 3, 5), O12=finding(entry(), "O12", "P"))
    [found] = record(capsys, one)
    assert [change["result"] for change in found["changes"]] == ["other_outcome"]  # type: ignore[attr-defined]
    assert bring_home(one) == 1
    assert "จาก “ไม่พบ” เป็น “ผ่าน”" in capsys.readouterr().out
    assert verdicts(database) == {}
    assert bring_home(one, more=("--take-sheet", "O12")) == 0
    assert verdicts(database)["O12"][0] == "absent"


def test_remarks_come_home_although_the_tool_looked_again_meanwhile(one: Path, database: Database) -> None:
    Opened(one).write("O12", remark="ก").save()
    save(database, entry(), day=date(2023, 3, 5), O12=finding(entry(), "O12", "P"))
    assert bring_home(one) == 0
    assert notes(database) == {("O12", "remark"): "ก"}


def test_the_same_said_by_others_is_no_conflict(one: Path, database: Database) -> None:
    Opened(one).write("O1", remark="เหมือนกัน").save()
    note(database, entry(), "O1", NoteKind.REMARK, "เหมือนกัน")
    assert bring_home(one) == 0
    assert len(database.team_notes(URL, FORM, YEAR)) == 1


def test_two_workbooks_of_one_agency_meet(one: Path, database: Database) -> None:
    other = one.with_name("other.xlsx")
    assert make(other) == 0
    Opened(one).write("O1", remark="ก").write("O2", remark="ก").save()
    Opened(other).write("O2", remark="ข").write("O3", remark="ข").save()
    assert bring_home(one, other) == 1
    assert notes(database) == {("O1", "remark"): "ก", ("O2", "remark"): "ก", ("O3", "remark"): "ข"}


def test_items_of_one_topic_have_one_owner_and_there_must_be_a_roster(
    one: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    Opened(one).write("O1", owner=None).save()
    assert bring_home(one) == 2
    assert "none of its own to take away" in capsys.readouterr().err
    assert database.roster()[0].owners == entry().owners


def test_english_words_and_thai_ones_mean_the_same(one: Path, database: Database) -> None:
    english = one.with_name("en.xlsx")
    assert make(english, "--lang", "en") == 0
    Opened(english, "en").write("O1", has="ไม่มี", deadline="31 March 2023").write("O2", verdict="not  applicable").save()
    assert bring_home(english, more=("--lang", "en")) == 0
    assert {code: one[0] for code, one in verdicts(database).items()} == {"O1": "absent", "O2": "not_applicable"}
    assert notes(database) == {("O1", "deadline"): "2023-03-31"}
