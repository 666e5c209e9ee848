"""Verdicts where results are shown: reports, the roster, what a night tells, two results side by side. What was saved stays as it was."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from human_made import A1, DAY, OTHER, SITE, audit_of, crawl_on, pages, some, visit
from openpyxl import load_workbook

from app.attest_shown import shown_from, with_verdicts
from app.attest_standing import verdicts_on
from app.counted import counted
from app.diff import DiffRequest, diff, night_news
from app.messages_night import watched_on
from app.roster import watched
from app.roster_lines import line_of
from app.trend import TrendRequest, trend
from cli import run_cli
from oit.audit import Outcome
from oit.digest import Digest, digest_of
from oit.human import AttestedItem, HumanVerdict
from reports.html import render_html
from reports.json_report import audit_to_dict
from reports.terminal import audit_text
from reports.workbook import write_workbook
from store.database import Database
from tests.rounds.rounds_made import FORM, PACK, YEAR, at, attest

WORSE = some(O10="M")
HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script>\u202e\x1b[31m"


def day(number: int) -> date:
    return DAY + timedelta(days=number)


@pytest.fixture
def nights(database: Database, home: Path) -> Database:
    """Two nights with everything there, then two without O10 and O12: a change that is believed."""
    for number, items in enumerate((some(), some(), some(O10="M", O12="M"), some(O10="M", O12="M"))):
        visit(database, home, day(number), {}, items)
    return database


def told(database: Database, number: int) -> Digest:
    return digest_of(day(number), watched_on(database, day(number)))


def test_what_counts_is_the_persons_and_what_was_saved_stays(database: Database, home: Path) -> None:
    run = visit(database, home, DAY, pages(), WORSE)
    attest(database, A1, "O10", HumanVerdict.PRESENT, DAY)
    before, now = (counted(database, A1.agency, A1, FORM, YEAR, one) for one in (DAY - timedelta(days=1), DAY))
    assert (before.run, before.score) == (None, None)
    by_code = {finding.code: finding for finding in now.findings}
    attestation = by_code["O10"].attestation
    assert attestation is not None
    assert (attestation.verdict, attestation.by) == ("present", "ตรวจ สอบดี")
    assert {code for code, one in by_code.items() if one.attestation} == {"O10"}
    assert {row.code: row.outcome for row in database.findings(run)}["O10"] is Outcome.MISSING
    later = visit(database, home, day(1), pages(), WORSE)
    assert {row.code: row.outcome for row in database.findings(later)}["O10"] is Outcome.MISSING
    assert counted(database, A1.agency, A1, FORM, YEAR, day(1)).score == now.score


def test_a_report_of_a_saved_audit_shows_both_words(database: Database, home: Path) -> None:
    run = visit(database, home, DAY, pages(), WORSE)
    audit = audit_of(WORSE, crawl_on(DAY))
    assert with_verdicts(database, audit, at(DAY)) is audit
    attest(database, A1, "O10", HumanVerdict.CURRENT, DAY)
    shown = shown_from(str(home / "oit.db"), audit, run)
    assert [one.outcome for one in shown.items] == [one.outcome for one in audit.items]
    assert [one.code for one in shown.items if one.attestation] == ["O10"]
    assert (audit.score.counts["pass"], shown.score.counts["pass"]) == (3, 4)
    words = "ตรวจทานโดย ตรวจ สอบดี เมื่อ 15 มีนาคม 2566 เวลา 10.00 น.: มีข้อมูลครบและเป็นปัจจุบัน"
    item = BeautifulSoup(render_html(shown), "html.parser").find(id="O10")
    assert item is not None
    assert words in " ".join(item.get_text(" ").split())
    assert f"* O10 {words} – เห็นในระบบ · ผลตรวจของโปรแกรม: ไม่พบ" in " ".join(audit_text(shown, width=400).split())
    record = next(one for one in audit_to_dict(shown)["items"] if one["code"] == "O10")
    assert (record["outcome"], record["attestation"]["verdict"], record["attestation"]["by"]) == ("missing", "current", "ตรวจ สอบดี")


def test_a_hostile_name_or_note_is_words_everywhere(database: Database, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = visit(database, home, DAY, pages(), WORSE)
    hostile(database)
    shown = shown_from(str(home / "oit.db"), audit_of(WORSE, crawl_on(DAY)), run)
    page = render_html(shown)
    assert "<script>" not in page
    assert "alert(1)" in BeautifulSoup(page, "html.parser").get_text()
    write_workbook(shown, home / "report.xlsx")
    sheet = load_workbook(home / "report.xlsx")
    cells = [cell for one in sheet.worksheets for row in one.iter_rows() for cell in row if "calc" in str(cell.value)]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    capsys.readouterr()
    for command in (["attest", "list"], ["agencies", "list"], ["attest", "export", "-"]):
        assert run_cli([*command, "--db", str(home / "oit.db")]) == 0
    text = capsys.readouterr().out
    assert "calc" in text
    assert not {"\x1b", "\u202e"} & {*audit_text(shown), *text}


def test_the_roster_counts_it_and_says_so(nights: Database, home: Path) -> None:
    address = str(home / "oit.db")
    (row,) = watched(address)
    assert (line_of(row).passes, line_of(row).attested) == (2, 0)
    attest(nights, A1, "O10", HumanVerdict.PRESENT, day(3))
    (row,) = watched(address)
    assert row.standing is not None
    assert (line_of(row).passes, line_of(row).attested, row.standing.outcomes[Outcome.MISSING]) == (3, 1, 1)


def test_a_night_tells_nobody_that_what_a_person_vouches_for_is_gone(nights: Database) -> None:
    before = told(nights, 3)
    assert ([one.change.code for one in before.worse], before.attested) == (["O10", "O12"], 0)
    attest(nights, A1, "O10", HumanVerdict.PRESENT, day(1))
    after = told(nights, 3)
    assert ([one.change.code for one in after.worse], after.attested) == (["O12"], 1)
    attest(nights, A1, "O12", HumanVerdict.PRESENT, day(1), until=day(2))
    assert [one.change.code for one in told(nights, 3).worse] == ["O12"]  # its last day was before
    attest(nights, A1, "O12", HumanVerdict.PRESENT, day(4))
    assert [one.change.code for one in told(nights, 3).worse] == ["O12"]  # given after that night


def test_nothing_left_to_tell_is_no_message(nights: Database) -> None:
    for code in ("O10", "O12"):
        attest(nights, A1, code, HumanVerdict.PRESENT, day(1))
    assert told(nights, 3).empty


def test_a_comparison_sets_it_apart_from_what_the_agency_did(nights: Database, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    attest(nights, A1, "O10", HumanVerdict.PRESENT, day(1))
    address = str(home / "oit.db")
    found = diff(DiffRequest(address, "A1", start=day(0)))
    assert ([one.code for one in found.bad], [one.code for one in found.attested]) == (["O12"], ["O10"])
    assert found.points_lost == found.bad[0].item.points
    news = night_news(address, day(3))
    assert [(change.code, change.attested is not None) for change in news.news[0].changes] == [("O10", True), ("O12", False)]
    assert run_cli(["diff", "A1", "--from", str(day(0)), "--db", address]) == 0
    text = capsys.readouterr().out
    assert "แย่ลงตามผลตรวจของโปรแกรม แต่มีผลตรวจโดยบุคคลที่ใช้อยู่" in text
    assert "ตรวจทานโดย ตรวจ สอบดี: มีข้อมูลครบ" in text
    assert run_cli(["diff", "--night", str(day(3)), "--db", address, "--json"]) == 0
    changes = json.loads(capsys.readouterr().out)["agencies"][0]["changes"]
    assert {one["code"]: (one["attested"] or {}).get("by") for one in changes} == {"O10": "ตรวจ สอบดี", "O12": None}


def test_a_series_in_time_is_the_machines_own(nights: Database, home: Path) -> None:
    """The verdicts of people say how things are, not how they were on each night."""
    request = TrendRequest(str(home / "oit.db"), "A1", item="O10")
    before = trend(request)
    attest(nights, A1, "O10", HumanVerdict.PRESENT, day(1))
    assert trend(request) == before


def test_verdicts_are_told_apart_by_agency_form_and_year(nights: Database) -> None:
    attest(nights, A1, "O10", HumanVerdict.PRESENT, day(1))
    assert list(verdicts_on(nights, day(1))) == [(SITE, FORM, YEAR)]
    assert verdicts_on(nights, day(0)) == {}
    assert verdicts_on(nights, day(1), ["https://other.example/"]) == {}


def hostile(database: Database) -> int:
    item = PACK.item("O10")
    assert item is not None
    one = AttestedItem(
        0, SITE, FORM, YEAR, "O10", item.topic, HumanVerdict.PRESENT, HOSTILE, HOSTILE, at(DAY, 10), None, OTHER, "", None, "attest"
    )
    return database.attest(one)
