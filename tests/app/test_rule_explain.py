"""Why an item got its verdict: on the made-up sites of the cases, and as printed."""

import datetime as dt
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.cells import cell_len

import rules
from app.judging import Terms
from app.rule_books import rule_book
from app.rule_explain import Explained, explain_item
from app.rule_explain_json import explained_dict
from app.rule_explain_text import explained_lines
from oit.agency import Agency
from oit.audit import Outcome
from oit.explain import RANK, Trace, keeps_from_missing, trace
from oit.judge import Judgement, judge
from oit.naming_trace import Lost
from oit.snapshot import SiteSnapshot
from oit.wording_rules import WORDS, say_why
from tests.app.commands import in_process, oit
from tests.app.kept_sites import HOST, kept_site
from tests.case_site import snapshot_of

ROOT = Path(__file__).parents[2]
DAY, YEAR = dt.date(2023, 4, 18), 2566
pack_of = cache(rules.load_pack)
PACK, TOPICS = pack_of(), rules.load_words()
GUIDE = "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"


@cache
def cases(code: str) -> dict[str, Any]:
    text = (ROOT / "tests" / "cases" / "o01_o43" / f"{code}.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)["cases"]
    return found


def traced(site: SiteSnapshot, code: str, form: str = "o01_o43") -> Trace:
    pack = pack_of(form)
    item = pack.item(code)
    assert item is not None
    return trace(site, pack, TOPICS, DAY, YEAR, item)


def site(menu: dict[str, str], parts: dict[str, Any]) -> SiteSnapshot:
    return snapshot_of({"menu": menu, "site": parts}, {})


@pytest.mark.parametrize(
    ("code", "name"), [(code, name) for code in ("O12", "O29") for name in cases(code) if "also" not in cases(code)[name]]
)
def test_the_trace_ends_in_the_finding_of_the_judgement(code: str, name: str) -> None:
    snapshot = snapshot_of(cases(code)[name], {})
    found = traced(snapshot, code)
    assert found.finding == next(one for one in judge(snapshot, PACK, TOPICS, DAY, YEAR).items if one.code == code)
    if found.winner:
        best = found.scenes[0]
        assert best.behind == ""
        assert best.candidate.scene.url == found.finding.best_url
        assert [seen.need.id for seen in best.needs if seen.yes] == [one.id for one in found.finding.elements if one.seen]
    assert all(one.behind for one in found.scenes[1:])


def test_every_part_of_the_rank_has_a_name() -> None:
    snapshot = snapshot_of(cases("O29")["handbook"], {})
    item = PACK.item("O29")
    assert item is not None
    (candidate, *_) = Judgement(snapshot, PACK, TOPICS, DAY, YEAR).candidates(item)
    assert len(candidate.rank) == len(RANK)
    assert {f"behind_{name}" for name in (*RANK, "equal")} <= set(WORDS)


def test_a_need_that_was_not_seen_is_told_apart_from_one_that_could_not_be_asked() -> None:
    seen = traced(snapshot_of(cases("O29")["no_time_told"], {}), "O29").scenes[0].needs
    assert {one.need.id: one.yes for one in seen}["time"] is False
    assert all(one.put for one in seen)
    scan = traced(site({GUIDE: "/g.pdf"}, {"/g.pdf": {"scan": True}}), "O29")
    assert scan.finding.outcome is Outcome.UNCLEAR
    assert [(one.yes, one.put) for one in scan.scenes[0].needs] == [(None, False)] * len(scan.item.needs)


def lost(found: Trace, words: str) -> Lost:
    return next(one for one in found.lost if one.naming.words.startswith(words))


def test_words_that_a_rival_took_are_told_with_the_rival() -> None:
    other = "รายงานผลการดำเนินการป้องกันการทุจริต ประจำปี 2565"
    found = traced(site({other: "/r.html"}, {"/r.html": {"title": other, "html": "<p>ก</p>"}}), "O12")
    one = lost(found, other)
    assert one.to[0][0] == "anticorruption_report_annual"
    assert one.alone > one.score
    assert not found.namings


def test_words_against_an_item_are_named() -> None:
    other = "รายงานผลการดำเนินงานตามแผนพัฒนาทรัพยากรบุคคล"
    one = lost(traced(site({other: "/r.html"}, {"/r.html": {"title": other, "html": "<p>ก</p>"}}), "O12"), other)
    assert any(piece.startswith("against it: ") for piece in one.why)
    assert one.score < one.alone


def test_the_place_that_stays_behind_says_in_what() -> None:
    papers = {
        "/65.pdf": {"pdf": "รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2565\nผลการดำเนินงาน โครงการ งบประมาณ 100 บาท ปัญหา อุปสรรค"},
        "/60.pdf": {"pdf": "รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2560\nผลการดำเนินงาน โครงการ งบประมาณ 100 บาท ปัญหา อุปสรรค"},
    }
    found = traced(site({"รายงานผลการดำเนินงาน 2565": "/65.pdf", "รายงานผลการดำเนินงาน 2560": "/60.pdf"}, papers), "O12")
    assert [one.candidate.scene.url.rsplit("/", 1)[-1] for one in found.scenes] == ["65.pdf", "60.pdf"]
    assert found.scenes[1].behind == "outcome"


def test_the_unread_link_that_keeps_an_item_from_missing_is_told() -> None:
    found = traced(site({GUIDE: "/g.pdf"}, {"/g.pdf": {"not_fetched": "page_limit"}}), "O29")
    assert found.finding.outcome is Outcome.NOT_CHECKED
    assert keeps_from_missing(found)
    assert [(one.url, one.why) for one in found.unread] == [(HOST + "/g.pdf", "page_limit")]
    missing = traced(snapshot_of(cases("O29")["nothing"], {}), "O29")
    assert not keeps_from_missing(missing)
    assert not missing.unread


def test_a_joint_item_is_told_subject_by_subject() -> None:
    item = next(item for item in pack_of("2568").items if item.parts)
    found = traced(site({GUIDE: "/g.html"}, {"/g.html": {"title": GUIDE, "html": "<p>ก</p>"}}), item.code, "2568")
    assert [part.item.topic for part in found.parts] == [part.topic for part in item.parts]
    assert not found.scenes


def test_a_site_that_was_not_captured_has_a_finding_and_no_trace() -> None:
    empty = SiteSnapshot(Agency(HOST + "/", "", "sao"), snapshot_of(cases("O29")["nothing"], {}).facts, (), ())
    found = traced(empty, "O29")
    assert found.finding.outcome is Outcome.NOT_CHECKED
    assert (found.scenes, found.namings, found.winner) == ((), (), False)
    assert not keeps_from_missing(found)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page for O29 without a time, a link for O12 that was not read, and words that would play with the terminal."""
    pages = {
        "/": f'<ul><li><a href="/g.html">{GUIDE}</a></li><li><a href="/r.pdf">รายงานผลการดำเนินงานประจำปี 2565</a></li></ul>'
        "<p>องค์การบริหารส่วนตำบล</p>",
        "/g.html": f"<main><h1>{GUIDE}</h1><p>\x1b[31mผู้ร้องเรียน\u202eยื่นหนังสือหรือกรอกแบบฟอร์มบนเว็บไซต์ เรื่องการทุจริตของเจ้าหน้าที่</p>"
        "<p>ขั้นตอนที่ 1 รับเรื่องและลงทะเบียน ขั้นตอนที่ 2 สำนักปลัดตรวจสอบข้อเท็จจริง ขั้นตอนที่ 3 แจ้งผลให้ผู้ร้องเรียนทราบ</p></main>",
    }
    return kept_site(tmp_path_factory.mktemp("kept") / "a", "องค์การบริหารส่วนตำบลบึงนาเพลิน", pages, ("/r.pdf",))


@cache
def told_of(folder: Path, code: str) -> Explained:
    return explain_item(folder, code, Terms("o01_o43", YEAR, DAY), rule_book(None))


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("width", [60, 110])
@pytest.mark.parametrize("code", ["O29", "O12", "O40"])
def test_the_text_fits_the_terminal_and_plays_no_tricks(kept: Path, code: str, width: int, lang: str) -> None:
    told = told_of(kept, code)
    lines = list(explained_lines(told, lang, width))
    assert [line for line in lines if cell_len(line) > width] == []
    assert not re.search(r"[\x00-\x1f\x7f\u202a-\u202e]", "".join(lines))
    assert not re.search(r"\b(?:behind|why|to|at|mend)_[a-z]", "".join(lines)), "a phrase without words"
    json.dumps(explained_dict(told, lang), ensure_ascii=False)


def test_the_mend_names_the_line_of_the_need(kept: Path) -> None:
    told = told_of(kept, "o29")
    need = next(mend for mend in told.mends if mend.what == "mend_need")
    file, _, line = need.place.rpartition(":")
    assert "id: time" in (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    words = next(mend for mend in told.mends if mend.what == "mend_title")
    assert words.place.rpartition(":")[0].endswith("topics.yaml")


def test_a_form_that_takes_the_item_over_leads_to_the_form_that_states_it(kept: Path) -> None:
    own = next(item for item in rules.load_pack("2566").items if item.topic == "complaint_guideline")
    told = explain_item(kept, own.code, Terms("2566", YEAR, DAY), rule_book(None))
    need = next(mend for mend in told.mends if mend.what == "mend_need")
    file, _, line = need.place.rpartition(":")
    assert "id: time" in (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_what_was_not_read_is_no_fault_of_the_rules(kept: Path) -> None:
    told = told_of(kept, "O12")
    assert told.mends[0].what == "mend_read_more"
    assert HOST + "/r.pdf" in json.dumps(explained_dict(told, "en"))


def test_the_command_prints_text_and_json(kept: Path, tmp_path: Path) -> None:
    ran = oit("rules", "explain", str(kept), "O29", "--date", "2023-04-18", "--json", data=tmp_path)
    told = json.loads(ran.out)
    assert (ran.code, told["code"], told["outcome"], told["decided_by_first_scene"]) == (0, "O29", "incomplete", True)
    needs = {need["id"]: need["seen"] for need in told["scenes"][0]["needs"]}
    assert (needs["guideline"], needs["time"]) == (True, False)
    wrong = in_process("rules", "explain", str(kept), "O99", data=tmp_path)
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)
    assert "O99: is no item of the form o01_o43" in wrong.err
    assert in_process("rules", "explain", str(tmp_path), "O1", data=tmp_path).code == 2


def test_reasons_of_the_matcher_are_told_in_both_languages() -> None:
    why = ("words: report + ops_work", "nearly: 91%", "against it: hr", "other topic: council", "a long line, not a title")
    assert say_why(why, "th").count("report + ops_work") == 1
    assert "another subject: council" in say_why(why, "en")
    assert not re.search(r"[a-z]+ (?:it|topic|line)", say_why(why, "th"))
