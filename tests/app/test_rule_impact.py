"""Which verdicts flip when the rules change; the copy that an author edits; slips of the pen in it."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

import rules
from app.judging import Terms
from app.rule_books import copy_rules, rule_book
from app.rule_impact import Impact, measure_impact
from app.rule_impact_text import impact_dict, impact_lines
from oit.errors import BadInput, RulePackError
from tests.app.commands import in_process, oit
from tests.app.kept_sites import edited_rules, kept_site

BY = Terms("o01_o43", 2566, dt.date(2023, 4, 18))
TIME = "{id: time, th: ระยะเวลาดำเนินการ"
GUIDE = "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"
STEPS = (
    "<p>ผู้ร้องเรียนยื่นหนังสือหรือกรอกแบบฟอร์มบนเว็บไซต์ เรื่องการทุจริตของเจ้าหน้าที่</p>"
    "<p>ขั้นตอนที่ 1 รับเรื่องและลงทะเบียน ขั้นตอนที่ 2 สำนักปลัดตรวจสอบข้อเท็จจริง ขั้นตอนที่ 3 แจ้งผลให้ผู้ร้องเรียนทราบ</p>"
)


def page(path: str) -> dict[str, str]:
    return {"/": f'<ul><li><a href="{path}">{GUIDE}</a></li></ul><p>ยินดีต้อนรับ</p>', path: f"<main><h1>{GUIDE}</h1>{STEPS}</main>"}


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two agencies at different depths, one of them with a time told, and a snapshot that is damaged."""
    folder = tmp_path_factory.mktemp("snapshots")
    kept_site(folder / "one" / "2023", "องค์การบริหารส่วนตำบลบึงนาเพลิน", page("/g.html"))
    told = {**page("/h.html")}
    told["/h.html"] += "<p>แจ้งผลภายใน 15 วันทำการ</p>"
    kept_site(folder / "two", "เทศบาลตำบลเนินดอกแก้ว", told)
    (folder / "bad").mkdir()
    (folder / "bad" / "manifest.json").write_text("{", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return edited_rules(tmp_path_factory.mktemp("rules") / "mine", "o01_o43.yaml", TIME, TIME.replace("time,", "time, required: false,"))


@pytest.fixture(scope="module")
def impact(snapshots: Path, edited: Path) -> Impact:
    return measure_impact(rule_book("shipped"), rule_book(edited), snapshots, BY, lambda number, count: None)


def test_only_the_verdict_that_the_change_is_about_flips(impact: Impact, snapshots: Path) -> None:
    assert [(one.agency, one.code, one.kind) for one in impact.flips] == [("องค์การบริหารส่วนตำบลบึงนาเพลิน", "O29", ("incomplete", "pass"))]
    assert dict(impact.by_item) == {"O29": 1}
    assert impact.verdicts == 2 * 43
    assert not impact.moved
    assert list(impact.skipped) == [snapshots / "bad"]


def test_the_same_rules_flip_nothing(snapshots: Path) -> None:
    same = measure_impact(rule_book(None), rule_book("shipped"), snapshots / "two", BY, lambda number, count: None)
    assert (same.changes, same.verdicts) == ((), 43)
    assert any("no verdict flips" in line for line in impact_lines(same, "en", 80))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_text_names_agency_item_outcomes_link_and_reason(impact: Impact, lang: str) -> None:
    lines = list(impact_lines(impact, lang, 100))
    text = "\n".join(lines)
    assert [line for line in lines if cell_len(line) > 100 and "bad" not in line] == []
    assert "องค์การบริหารส่วนตำบลบึงนาเพลิน" in text
    assert "www.agency.example/g.html" in text or "agency.example/g.html" in text
    flip = next(line for line in lines if line.startswith("  O29"))
    assert ("Incomplete → ✓ Pass" if lang == "en" else "ข้อมูลไม่ครบ → ✓ ผ่าน") in flip
    assert ("time it takes" if lang == "en" else "ระยะเวลาดำเนินการ") in text


def test_another_link_with_the_same_outcome_is_told_apart(tmp_path: Path) -> None:
    name = "ตำราปกสีม่วง"
    both = {
        "/": f'<ul><li><a href="/a.html">{GUIDE}</a></li><li><a href="/b.html">{name}</a></li></ul>',
        "/a.html": f"<main><h1>{GUIDE}</h1>{STEPS.replace('สำนักปลัด', '')}</main>",
        "/b.html": f"<main><h1>{name}</h1>{STEPS}</main>",
    }
    kept_site(tmp_path / "site", "องค์การบริหารส่วนตำบลบึงนาเพลิน", both)
    titles = "  complaint_guideline:\n    titles: ["
    mine = edited_rules(tmp_path / "mine", "topics.yaml", titles, f"{titles}{name}, ")
    impact = measure_impact(rule_book(None), rule_book(mine), tmp_path / "site", BY, lambda number, count: None)
    assert not impact.flips
    (change,) = impact.moved
    assert (change.code, change.kind) == ("O29", ("incomplete", "incomplete"))
    assert [(one.best_url or "")[-7:] for one in (change.old, change.new) if one] == ["/a.html", "/b.html"]
    assert any("/a.html" in line and "/b.html" in line for line in impact_lines(impact, "en", 110))


def test_the_command_prints_json_and_ends_with_0(snapshots: Path, edited: Path, tmp_path: Path) -> None:
    day = ("--date", "2023-04-18")
    ran = oit("rules", "impact", "shipped", str(edited), "--snapshots", str(snapshots), *day, "--json", data=tmp_path)
    told = json.loads(ran.out)
    assert ran.code == 0, ran.err
    assert [(flip["code"], flip["old"]["outcome"], flip["new"]["outcome"]) for flip in told["flips"]] == [("O29", "incomplete", "pass")]
    assert told["flips"][0]["new"]["link"].endswith("/g.html")
    assert told["snapshots"] == 2
    assert len(told["skipped"]) == 1


def test_plain_values_hold_what_the_text_tells(impact: Impact) -> None:
    told = impact_dict(impact, "en")
    assert told["by_kind"] == [{"old": "incomplete", "new": "pass", "count": 1}]
    assert json.loads(json.dumps(told)) == told


def test_a_folder_without_snapshots_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no snapshot"):
        measure_impact(rule_book(None), rule_book(None), tmp_path, BY, lambda number, count: None)


def test_the_copy_is_the_installations_rules_and_never_overwrites(tmp_path: Path) -> None:
    names = copy_rules(tmp_path / "mine")
    assert set(names) == {rules.TOPICS, rules.OUTSIDE, *(f"{form}.yaml" for form in rules.pack_names())}
    assert all((tmp_path / "mine" / name).read_bytes() == rules.data_file(name).read_bytes() for name in names)
    (tmp_path / "mine" / "topics.yaml").write_text("mine", encoding="utf-8")
    again = oit("rules", "copy", "mine", data=tmp_path)
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert (tmp_path / "mine" / "topics.yaml").read_text(encoding="utf-8") == "mine"


def _tab(text: str) -> str:
    return text.replace("  O29:\n    topic", "  O29:\n\ttopic")


SLIPS: list[tuple[str, Callable[[str], str], str]] = [
    ("o01_o43.yaml", lambda text: text.replace(TIME, TIME.replace("id:", "idd:")), "idd: unknown key; allowed:"),
    ("o01_o43.yaml", lambda text: text.replace(TIME, TIME.replace("time,", "time, id: hour,")), "stands twice"),
    ("o01_o43.yaml", lambda text: text.replace(TIME, TIME.replace("time,", "'time,")), "mind quotes"),
    ("o01_o43.yaml", _tab, "begins with a tab"),
    ("topics.yaml", lambda text: text + "\0", "control character"),
    ("topics.yaml", lambda text: text.replace("  complaint_guideline:\n    titles", "  complaint_guideline:\n    title"), "allowed:"),
]


@pytest.mark.parametrize(("file", "slip", "said"), SLIPS, ids=[said for _, _, said in SLIPS])
def test_a_slip_is_one_line_with_file_line_and_mend(tmp_path: Path, file: str, slip: Callable[[str], str], said: str) -> None:
    copy_rules(tmp_path / "mine")
    path = tmp_path / "mine" / file
    before = path.read_text(encoding="utf-8")
    after = slip(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    with pytest.raises(RulePackError) as told:
        rule_book(tmp_path / "mine").pack("o01_o43")
    wrong = next((n for n, (a, b) in enumerate(zip(before.split("\n"), after.split("\n"), strict=False), 1) if a != b), 0)
    assert said in str(told.value)
    assert str(told.value).startswith(f"{path}:{wrong}:")
    assert "\n" not in str(told.value)


def test_a_slip_ends_the_command_with_2(tmp_path: Path) -> None:
    copy_rules(tmp_path / "mine")
    (tmp_path / "mine" / "2566.yaml").write_bytes(b"name: \xff\n")
    ran = oit("rules", "check", "--rules", "mine", data=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "oit: mine/2566.yaml:1: file: is no UTF-8; save the file as UTF-8\n"
    for folder, said in (("nowhere", "is no folder"), (".", "holds no topics.yaml")):
        refused = in_process("rules", "show", "O1", "--rules", folder, data=tmp_path)
        assert (refused.code, refused.err.count("\n")) == (2, 1)
        assert said in refused.err
