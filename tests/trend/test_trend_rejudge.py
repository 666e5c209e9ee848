"""`oit rejudge`: kept visits by the present rules, so that a change of the rules hides no regression and makes none."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from trend_made import at

from app.judging import judge_folder, terms
from app.trend_changes import changes
from app.version import tool_version
from cli import run_cli
from oit.agency import Agency
from oit.audit import FormUsed, Outcome
from oit.content import Region
from oit.exchange import Exchange
from oit.snapshot import CrawlFacts, Resource, Sighting
from store.database import open_database
from store.snapshots import SnapshotWriter

HOST = "https://www.agency.example"
AGENCY = Agency(HOST + "/", "องค์การบริหารส่วนตำบลบ้านสวน", "sao")
TITLE = "แผนดำเนินงานประจำปี 2566"
ROWS = "".join(
    f"<tr><td>{n}</td><td>โครงการปรับปรุงถนนสายที่ {n}</td><td>{n}50,000 บาท</td><td>ต.ค. 2565 - ก.ย. 2566</td><td>กองช่าง</td></tr>"
    for n in range(1, 9)
)
PLAN = (
    f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><table><tr><th>ลำดับ</th><th>โครงการ</th><th>งบประมาณ</th>"
    f"<th>ระยะเวลาดำเนินการ</th><th>ผู้รับผิดชอบ</th></tr>{ROWS}</table></body></html>"
)
OLD = "ab" * 32  # of rules that are no more


def kept(folder: Path, number: int, *, with_plan: bool) -> Path:
    """A site as a crawl of that night leaves it, with the plan or without."""
    when = at(number).isoformat()
    link = f"<a href='/plan.html'>{TITLE}</a>" if with_plan else ""
    pages = {"/": f"<html><body><h1>{AGENCY.name}</h1><p>ยินดีต้อนรับ</p>{link}</body></html>"} | ({"/plan.html": PLAN} if with_plan else {})
    kind = "text/html; charset=utf-8"
    writer = SnapshotWriter(folder)
    for path, html in pages.items():
        sha256 = writer.answer(Exchange(HOST + path, when, (), 200, (("Content-Type", kind),), html.encode()))
        seen = (Sighting(TITLE, "", HOST + "/", Region.CONTENT),) if path != "/" else ()
        writer.resource(Resource(HOST + path, HOST + path, 200, None, kind, sha256, len(html.encode()), when, seen))
    writer.finish(AGENCY, CrawlFacts(when, when, 2, len(pages), 0, 0, 999, "finished", "", "never", "tests", "o01_o43 1"))
    return folder


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Three visits: the first judged by rules that are no more, which found the plan; in the others it is gone."""
    name = str(tmp_path / "oit.db")
    with open_database(name) as database:
        for number, with_plan in enumerate((True, False, False)):
            folder = kept(tmp_path / str(number), number, with_plan=with_plan)
            audit, snapshot = judge_folder(folder, terms("o01_o43", 2566, at(number).date()), "never")
            if number == 0:
                # Those rules did not find what the site shows of its plan in full.
                audit = replace(audit, form=FormUsed("o01_o43", "0", OLD, 2566), items=tuple(
                    replace(item, outcome=Outcome.INCOMPLETE) if item.code == "O10" else item for item in audit.items
                ))  # fmt: skip
            database.save_audit(audit, snapshot, str(folder), "0.0.1" if number == 0 else tool_version())
    return name


def told(address: str) -> list[tuple[str, str, str, bool]]:
    with open_database(address) as database:
        return [
            (change.code, str(change.before.outcome), str(change.after.outcome), change.by_rules)
            for one in changes(database)
            for change in one.changes
        ]  # fmt: skip


def test_what_hid_behind_new_rules_is_seen_after_the_old_visit_was_judged_by_them(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(address) == [("O10", "incomplete", "missing", True)]  # nobody can tell whether the site or the rules changed
    assert run_cli(["rejudge", "--db", address, "--json", "--quiet"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["judged"], done["same"], done["gone"], done["flips"], done["failed"]) == (1, 2, 0, {"O10": 1}, [])
    assert told(address) == [("O10", "pass", "missing", False)]
    with open_database(address) as database:
        (series,) = database.series()
        assert len(series.runs) == 3  # the newest judgement of each visit
        assert len(database.runs(AGENCY.url)) == 4  # the old one stays


def test_what_is_judged_already_is_not_judged_again(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["rejudge", HOST, "--db", address, "--quiet", "--lang", "en"]) == 0
    assert "1 judged again, 2 had the same rules already" in capsys.readouterr().out
    assert run_cli(["rejudge", "--db", address, "--quiet", "--lang", "en"]) == 0
    assert "0 judged again, 3 had" in capsys.readouterr().out


def test_a_snapshot_that_was_given_up_is_counted(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(tmp_path / "0")
    assert run_cli(["rejudge", "--db", address, "--quiet", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "0 judged again" in out
    assert "1 cannot be judged again" in out
    assert "1 March 2023" in out
    assert told(address) == [("O10", "incomplete", "missing", True)]


def test_only_visits_of_that_day_or_later(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["rejudge", "--db", address, "--since", "2023-03-02", "--quiet", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["judged"] == 0


def test_a_snapshot_that_cannot_be_read_is_named_and_the_others_are_judged(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "0" / "manifest.json").write_text("{broken", encoding="utf-8")
    assert run_cli(["rejudge", "--db", address, "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert "0 judged again" in said.out
    assert str(tmp_path / "0") in said.out
    assert f"1/1 {tmp_path / '0'}" in said.err


def test_an_agency_that_nobody_knows(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["rejudge", "nobody", "--db", address]) == 2
    assert "nobody" in capsys.readouterr().err
