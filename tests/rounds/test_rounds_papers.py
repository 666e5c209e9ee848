"""Reports of fixed days, sign-offs by named persons, and certificates of what was signed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from rounds_made import HOSTILE, ROSTER, attest, letters, save

from app.judging import BANGKOK
from app.rounds_plan import read_plan
from app.rounds_report import Written, write_report
from app.rounds_sign import certified, sign_round, withdraw_round
from app.rounds_status import round_status
from cli import run_cli
from oit.errors import BadInput, NotFit
from oit.human import HumanVerdict
from oit.rounds import Plan, State
from oit.rounds_frozen import thaw
from reports.rounds_certificate import render_certificates
from reports.rounds_page import render_round
from store.database import Database, open_database

A, B, C, D = ROSTER
TODAY = date(2023, 6, 1)
NOW = datetime(2023, 2, 2, 3, tzinfo=UTC)


def on(month: int, day: int) -> date:
    return date(2023, month, day)


@pytest.fixture
def plan(home: Path) -> Plan:
    return read_plan(home / "rounds.yaml")


@pytest.fixture(scope="module")
def of_january(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A and D have everything in January, B lacks O2, of C nobody could tell O3."""
    place = tmp_path_factory.mktemp("january") / "oit.db"
    with open_database(str(place)) as database:
        database.put_roster(ROSTER)
        for agency, items in ((A, letters()), (B, letters(O2="M")), (C, letters(O3="?")), (D, letters())):
            save(database, agency, on(1, 20), items)
    return place.read_bytes()


@pytest.fixture
def january(of_january: bytes, home: Path) -> Iterator[Database]:
    (home / "oit.db").write_bytes(of_january)
    with open_database(str(home / "oit.db")) as opened:
        yield opened


def files(home: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((home / "out").iterdir())}


def report(database: Database, plan: Plan, home: Path, day: date, lang: str = "th", *, again: bool = False) -> set[str]:
    done = write_report(database, plan, day, TODAY, home / "out", ("html", "xlsx", "json"), lang, replace=again)
    return {how.value for _, how in done.files}


def test_a_report_shows_its_day_whatever_came_later(january: Database, plan: Plan, home: Path) -> None:
    number = attest(january, B, "O2", HumanVerdict.PRESENT, on(3, 2))
    assert report(january, plan, home, on(3, 2)) == {"written"}
    before = files(home)
    assert sorted(before) == [f"round-report-2023-03-02.{kind}" for kind in ("html", "json", "xlsx")]
    save(january, A, on(3, 3), letters(O1="M"))
    attest(january, C, "O3", HumanVerdict.PRESENT, on(3, 3))
    january.withdraw_verdicts([number], "สมชาย")
    sign_round(january, plan, plan.rounds[0], "ผู้ว่า", "", datetime(2023, 3, 4, tzinfo=UTC))
    assert report(january, plan, home, on(3, 2)) == {"same"}
    assert files(home) == before
    save(january, A, on(3, 1), letters(O1="M"))  # an older visit, judged late: the day itself looks otherwise now
    assert report(january, plan, home, on(3, 2)) == {"differs"}
    assert files(home) == before
    assert report(january, plan, home, on(3, 2), again=True) == {"written"}
    assert files(home)["round-report-2023-03-02.json"] != before["round-report-2023-03-02.json"]


def test_a_day_that_is_not_over_is_written_under_another_name(january: Database, plan: Plan, home: Path) -> None:
    for items in (letters(), letters(O5="M")):
        save(january, A, on(3, 2), items)
        done = write_report(january, plan, on(3, 2), on(3, 2), home / "out", ("json",), "th")
        assert (done.over, [(path.name, how) for path, how in done.files]) == (
            False, [("round-report-2023-03-02-so-far.json", Written.NEW)],
        )  # fmt: skip
        save(january, A, on(3, 1), items)
    assert report(january, plan, home, on(3, 2)) == {"written"}


def test_all_reports_that_are_due_by_the_command(january: Database, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["round", "report", "--all-due", "--out", "out", "--format", "json", "--format", "json"]) == 0
    assert sorted(files(home)) == [f"round-report-2023-03-{day}.json" for day in ("02", "13", "30")]
    assert capsys.readouterr().out.count("เขียนแล้ว") == 3
    save(january, A, on(3, 1), letters(O1="M"))
    assert run_cli(["round", "report", "--day", "2023-03-02", "--out", "out", "--format", "json"]) == 1
    assert "จึงไม่เขียนทับ" in capsys.readouterr().out
    assert run_cli(["round", "report", "--day", "2023-03-02", "--out", "out", "--format", "json", "--replace"]) == 0
    record = json.loads(files(home)["round-report-2023-03-02.json"])
    assert (record["day"], record["agencies"][0]["state"]) == ("2023-03-02", "finished")  # nine of ten, ninety of a hundred
    assert record["agencies"][0]["open"][0]["code"] == "O1"


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_page_and_the_workbook_take_hostile_names_for_words(january: Database, plan: Plan, home: Path, lang: str) -> None:
    save(january, D, on(3, 1), letters(O1="M", O2="M"))
    report(january, plan, home, on(3, 2), lang)
    page = files(home)["round-report-2023-03-02.html"].decode()
    parsed = BeautifulSoup(page, "html.parser")
    assert not parsed.find_all(["script", "img", "link", "iframe", "form"])
    assert HOSTILE in parsed.get_text()
    assert "default-src 'none'" in str(parsed.find("meta", attrs={"http-equiv": "Content-Security-Policy"}))
    words = {"th": ("รายงานความคืบหน้า ณ วันที่ 2 มีนาคม 2566", "ยังไม่ครบ"), "en": ("Progress report as of 2 March 2023", "not yet")}[lang]
    assert [word for word in words if word not in parsed.get_text()] == []
    book = load_workbook(home / "out" / "round-report-2023-03-02.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(cell.value == HOSTILE for cell in cells)
    assert "f" not in {cell.data_type for cell in cells}
    states = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows(min_row=2, max_col=5)]
    assert [row[0] for row in states] == ["A1", "B2", "C3", "D4"]


def test_a_round_is_signed_from_the_day_after_its_end_by_a_named_person_once(january: Database, plan: Plan) -> None:
    one = plan.rounds[0]
    with pytest.raises(BadInput, match="ends on 2023-01-31; it can be signed off from the day after"):
        sign_round(january, plan, one, "ผู้ว่า", "", datetime(2023, 1, 31, 16, 59, tzinfo=UTC))  # 23:59 in Bangkok
    made = sign_round(january, plan, one, " ผู้ว่า\n", "ครบถ้วน", datetime(2023, 1, 31, 17, tzinfo=UTC))
    assert (made.by, made.note, made.round, made.withdrawn) == ("ผู้ว่า", "ครบถ้วน", "ระยะที่ 1", None)
    assert {agency.code: agency.state.value for agency in thaw(made).agencies} == {
        "A1": "finished", "B2": "short", "C3": "to_look", "D4": "finished",
    }  # fmt: skip
    with pytest.raises(BadInput, match="was signed off by ผู้ว่า; withdraw that first"):
        sign_round(january, plan, one, "รองผู้ว่า", "", NOW)


def test_what_was_signed_stays_and_what_differs_since_is_told(january: Database, plan: Plan) -> None:
    sign_round(january, plan, plan.rounds[0], "ผู้ว่า", "", NOW)
    attest(january, C, "O3", HumanVerdict.PRESENT, on(2, 5))
    save(january, A, on(2, 5), letters(O1="M"))
    found = round_status(january, plan, plan.rounds[0], on(2, 6), today=TODAY)
    assert [(one.code, one.signed, one.now) for one in found.differences] == [
        ("A1", State.FINISHED, State.SHORT), ("C3", State.TO_LOOK, State.FINISHED),
    ]  # fmt: skip
    assert [agency.code for agency in certified(january, plan, "1", TODAY, every=False).agencies] == ["A1", "D4"]
    easier = replace(plan, rounds=(replace(plan.rounds[0], pass_mark=50.0), *plan.rounds[1:]))
    assert round_status(january, easier, easier.rounds[0], on(2, 6), today=TODAY).other_plan
    assert [agency.code for agency in certified(january, easier, "1", TODAY, every=False).agencies] == ["A1", "D4"]
    assert round_status(january, plan, plan.rounds[0], on(2, 1), today=TODAY).sign_offs == ()  # before it was signed


def test_nothing_is_published_before_it_is_signed_or_after_it_is_withdrawn(january: Database, plan: Plan) -> None:
    with pytest.raises(BadInput, match="ระยะที่ 1: is not signed off; the person responsible signs it with oit round signoff"):
        certified(january, plan, "1", TODAY, every=False)
    sign_round(january, plan, plan.rounds[0], "ผู้ว่า", "", NOW)
    gone = withdraw_round(january, plan, plan.rounds[0], "รองผู้ว่า")
    assert (gone.by, gone.withdrawn_by, gone.withdrawn is not None) == ("ผู้ว่า", "รองผู้ว่า", True)
    today = datetime.now(BANGKOK).date()  # tomorrow in UTC, late in the day
    with pytest.raises(BadInput, match="is not signed off"):
        certified(january, plan, "1", today, every=False)
    sign_round(january, plan, plan.rounds[0], "ผู้ว่า", "อีกครั้ง", datetime.now(UTC))
    history = round_status(january, plan, plan.rounds[0], today, today=today).sign_offs
    assert [(one.note, one.withdrawn_by) for one in history] == [("", "รองผู้ว่า"), ("อีกครั้ง", "")]
    assert len(certified(january, plan, "1", today, every=False).agencies) == 2


def test_certificates_of_all_rounds_are_for_those_who_finished_each(january: Database, plan: Plan) -> None:
    for agency, day, items in (
        (A, on(3, 1), letters()), (B, on(3, 1), letters()), (D, on(3, 1), letters()),
        (A, on(4, 2), letters()), (B, on(4, 2), letters()), (D, on(4, 2), letters(O43="M")),
    ):  # fmt: skip
        save(january, agency, day, items)
    for one in plan.rounds:
        sign_round(january, plan, one, "ผู้ว่า", "", datetime(2023, 5, 2, tzinfo=UTC))
    assert [agency.code for agency in certified(january, plan, "2", TODAY, every=False).agencies] == ["A1", "B2", "D4"]
    found = certified(january, plan, "", TODAY, every=True)
    assert ([agency.code for agency in found.agencies], len(found.signed)) == (["A1"], 3)
    assert certified(january, plan, "", TODAY, every=False).signed[0].round.name == "ระยะที่ 3"


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_sheet_for_each_agency_and_nothing_that_runs(january: Database, plan: Plan, lang: str) -> None:
    sign_round(january, plan, plan.rounds[0], "ผู้ว่า <b>", "", NOW)
    text = render_certificates(certified(january, plan, "1", TODAY, every=False), on(2, 3), lang)
    page = BeautifulSoup(text, "html.parser")
    assert not page.find_all(["script", "img", "link", "iframe", "form"])
    said = " ".join(page.get_text(" ").split())
    assert said.count({"th": "มอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า", "en": "This is to certify that"}[lang]) == 2
    assert {"th": "ให้ไว้ ณ วันที่ 3 กุมภาพันธ์ 2566", "en": "Given on 3 February 2023"}[lang] in said
    assert "เทศบาลตำบลA1" in said
    assert "onerror=alert(1)>" in said
    assert "ผู้ว่า <b>" in said
    assert "จังหวัดตัวอย่างบุรี" in said
    assert "เทศบาลตำบลB2" not in said
    assert {"th": "มิใช่ผลการประเมินหรือการรับรองของสำนักงาน ป.ป.ช.", "en": "neither a result nor a certificate of the NACC"}[lang] in said


def test_by_the_commands(january: Database, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["round", "signoff", "1", "--by", "ผู้ว่า", "--note", "ตรวจแล้ว"]) == 0
    text = capsys.readouterr().out
    assert "ลงนามรับรองผลรอบโดย ผู้ว่า" in text
    assert "ครบตามเกณฑ์ 2 แห่ง จาก 4 แห่ง – ตรวจแล้ว" in text
    assert "O2" in text
    assert run_cli(["round", "certificate", "1", "--html", "c.html", "--date", "2023-02-03"]) == 0
    text = capsys.readouterr().out
    assert "2 แห่ง" in text
    assert "B2" not in text
    assert "3 กุมภาพันธ์ 2566" in (home / "c.html").read_text(encoding="utf-8")
    assert run_cli(["round", "certificate", "1", "--json"]) == 0
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["agencies"]] == ["A1", "D4"]
    assert run_cli(["round", "signoff", "1", "--by", "รองผู้ว่า", "--withdraw", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["withdrawn_by"] == "รองผู้ว่า"
    assert run_cli(["round", "certificate", "1"]) == 2


def test_no_sheet_where_nobody_was_complete(roster: Database, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["round", "signoff", "1", "--by", "ผู้ว่า"]) == 0
    assert run_cli(["round", "certificate", "1"]) == 0
    assert "ไม่มีหน่วยงานที่ครบตามผลที่ลงนามไว้" in capsys.readouterr().out
    assert run_cli(["round", "certificate", "1", "--html", "c.html"]) == 2
    assert not (home / "c.html").exists()


def test_what_no_version_wrote_is_told_and_not_guessed(january: Database, plan: Plan) -> None:
    made = sign_round(january, plan, plan.rounds[0], "ผู้ว่า", "", NOW)
    for result in ({}, {**made.result, "layout": 2}, {**made.result, "agencies": "x"}):
        with pytest.raises(NotFit, match=r"sign-off 1 of ระยะที่ 1"):
            thaw(replace(made, result=result))


def test_the_same_state_makes_the_same_page(january: Database, plan: Plan) -> None:
    found = round_status(january, plan, plan.rounds[0], on(2, 1), today=TODAY)
    assert render_round(found) == render_round(found)
    assert render_round(found) != render_round(found, "en")
