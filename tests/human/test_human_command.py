"""`oit attest` as people type it, and its export as `oit rules evaluate` reads it."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from human_made import DAY, MENU, OTHER, PLAN, pages, some, visit

from app.attest import Said, attest
from app.judging import Terms
from cli import run_cli
from store.database import Database
from tests.rounds.rounds_made import FORM, YEAR, at

GIVE = ["attest", "A1", "O10"]
YEAR_OPTION = ["--fiscal-year", str(YEAR)]
SCRIPT = "<b>\x1b[31m\u202e=1+1"


@pytest.fixture
def seen(database: Database, home: Path) -> Database:
    visit(database, home, DAY, pages(), some(O10="M"))
    return database


def give(database: Database, verdict: str, url: str, code: str = "O10", by: str = "สมศรี ใจดี") -> int:
    said = Said("A1", code, verdict, by, "ดูแล้ว", url)
    return attest(database, said, Terms(FORM, YEAR, DAY), at(DAY, 10)).attested.id


def exported(home: Path) -> list[dict[str, object]]:
    assert run_cli(["attest", "export", "cases.jsonl"]) == 0
    return [json.loads(line) for line in (home / "cases.jsonl").read_text(encoding="utf-8").splitlines()]


def test_given_listed_and_withdrawn(seen: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli([*GIVE, "present", "--by", "สมศรี", "--note", "เห็นแล้ว", "--url", OTHER, *YEAR_OPTION]) == 0
    text = capsys.readouterr().out
    for line in ("แผนดำเนินงานประจำปี – มีข้อมูลครบ โดย สมศรี", "หมายเหตุ: เห็นแล้ว", "ผลตรวจของโปรแกรม: ไม่พบ (เก็บไว้ตามเดิม)",
                 "ในคะแนนนับเป็น: ผ่าน", f"ดูจาก: {OTHER}", "ผลนี้สิ้นสุดเมื่อข้อความในหน้าดังกล่าวเปลี่ยน"):  # fmt: skip
        assert line in text
    assert run_cli(["attest", "list", "A1", "--lang", "en"]) == 0
    assert "Verdicts of people that stand (1)\n  [1] เทศบาลตำบลA1, O10 – present, by สมศรี" in capsys.readouterr().out
    assert run_cli(["attest", "withdraw", "1", "--by", "สมชาย", "--json"]) == 0
    gone = json.loads(capsys.readouterr().out)
    assert (gone["id"], gone["verdict"], gone["withdrawn_by"]) == (1, "present", "สมชาย")
    assert run_cli(["attest", "list"]) == 0
    assert "ผลตรวจโดยบุคคลที่สิ้นสุดแล้ว (1)" in capsys.readouterr().out


def test_json_says_what_ends_it_and_what_it_replaces(seen: Database, capsys: pytest.CaptureFixture[str]) -> None:
    before = give(seen, "present", OTHER)
    assert run_cli(["attest", "give", "A1", "O10", "absent", "--by", "สมชาย", "--json", *YEAR_OPTION]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["machine"], record["counts_as"], record["ends_with"], record["replaces"]) == ("missing", "missing", "appears", before)
    assert run_cli(["attest", "list", "--json", "--form", FORM, *YEAR_OPTION]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["verdict"], row["ended"]) for row in rows] == [("absent", None), ("present", "replaced")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([*GIVE, "perhaps", "--by", "x"], "is no verdict"),
        ([*GIVE, "present"], "--by: is empty"),
        ([*GIVE, "present", "--by", "x", *YEAR_OPTION], "--url"),
        ([*GIVE], "VERDICT"),
        (["attest", "nobody", "O1", "present", "--by", "x"], "nobody"),
        ([*GIVE, "absent", "--by", "x", "--until", "2566-03-01", *YEAR_OPTION], "Buddhist"),
        ([*GIVE, "absent", "--by", "x", "--form", "o99"], "o99"),
        (["attest", "withdraw", "x", "--by", "x"], "'x' is not a valid integer"),
        (["attest", "withdraw", "9", "--by", "x"], "9: is no verdict of the database"),
        (["attest", "export", "no/such/place.jsonl"], "cannot be written"),
        (["attest", "list", SCRIPT], "[31m"),
        ([*GIVE, SCRIPT, "--by", "x"], "is no verdict"),
    ],
)
def test_bad_input_is_one_line(seen: Database, words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(words) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), told in err) == ("", 1, True)
    assert not {"\x1b", "\u202e"} & {*err}
    assert seen.all_attested() == []


def test_nothing_to_list_is_said(seen: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["attest", "list"]) == 0
    assert capsys.readouterr().out == "ยังไม่มีผลตรวจโดยบุคคล\n"


def test_shown_where_the_machine_saw_nothing_labels_the_words_of_the_link(seen: Database, home: Path) -> None:
    give(seen, "present", OTHER)
    (case,) = exported(home)
    assert (case["text"], case["concept"], case["kind"], case["certain"]) == (
        "ดาวน์โหลดเอกสารกองแผน", "annual_action_plan", "person_present", True,
    )  # fmt: skip
    assert (case["machine"], case["by"], case["day"], case["url"]) == ("missing", "สมศรี ใจดี", "2023-03-15", OTHER)


def test_rejected_words_are_of_no_item_and_not_certain(database: Database, home: Path) -> None:
    visit(database, home, DAY, pages(menu=f"<h2>แผนงาน</h2>{MENU}"), some())
    give(database, "absent", "")
    (case,) = exported(home)  # the machine's own path has the same words, without the heading
    assert (case["text"], case["heading"], case["concept"], case["certain"]) == ("แผนดำเนินงานประจำปี", "แผนงาน", "none", False)
    assert case["url"] == PLAN


def test_a_page_that_shows_other_items_too_makes_nothing_certain(seen: Database, home: Path) -> None:
    give(seen, "present", PLAN.replace("o10", "o1"))  # the machine's evidence for O1; nobody kept that page
    assert exported(home) == []
    menu = MENU.replace("/plan-2566", "/o1")
    visit(seen, home, DAY, {"/": menu, "/o1": "<h1>ทุกข้อ</h1>"}, some(O10="M"), hour=3)
    give(seen, "current", PLAN.replace("o10", "o1"))
    assert [case["certain"] for case in exported(home)] == [False]


@pytest.mark.parametrize("verdict", ["present", "current", "not_applicable"])
def test_who_agrees_or_speaks_of_the_agency_labels_nothing(database: Database, home: Path, verdict: str) -> None:
    visit(database, home, DAY, pages(), some())
    give(database, verdict, "")
    assert exported(home) == []


def test_what_was_taken_back_or_said_anew_teaches_nothing_what_ended_does(seen: Database, home: Path) -> None:
    give(seen, "present", OTHER)
    seen.withdraw_verdicts([give(seen, "current", OTHER)], "สมชาย")
    assert exported(home) == []
    give(seen, "current", OTHER)
    visit(seen, home, DAY + timedelta(days=1), pages() | {"/plan-2566": "<h1>ว่าง</h1>"}, some(O10="M"))
    assert [case["verdict"] for case in exported(home)] == ["current"]


def test_the_export_is_what_rules_evaluate_reads(seen: Database, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    give(seen, "present", OTHER, by=SCRIPT)
    give(seen, "absent", "", code="O1")
    assert len(exported(home)) == 2
    capsys.readouterr()
    assert run_cli(["rules", "evaluate", "cases.jsonl", "--form", FORM, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["records"], result["left_out"]) == (2, 0)
    assert {"person_present", "person_absent"} == set(result["by_kind"])
    assert run_cli(["attest", "export", "-", "--agency", "A1"]) == 0
    assert [json.loads(line)["code"] for line in capsys.readouterr().out.splitlines()] == ["O1", "O10"]
