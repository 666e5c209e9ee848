"""What recognised text may do to a verdict: prove, never accuse; which papers are worth recognising."""

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

import oit.judge
import rules
from oit.audit import ItemFinding, Outcome, Presence, ReasonCode
from oit.content import Document, TextLayer
from oit.findings import FAILED
from oit.judge import Judgement, judge
from oit.matching import Matcher
from oit.recognisable import worth_recognising
from oit.snapshot import SiteSnapshot
from oit.wording import explain
from tests.case_site import Case, snapshot_of

PACK, WORDS = rules.load_pack("o01_o43"), rules.load_words()
YEAR, DAY = 2566, dt.date(2023, 4, 18)
LINK = "แผนปฏิบัติการป้องกันการทุจริต"
PAPER = (
    "แผนปฏิบัติการป้องกันการทุจริต {title}\nองค์การบริหารส่วนตำบลบึงนาเพลิน\n"
    "โครงการส่งเสริมคุณธรรม งบประมาณ 20,000 บาท ระยะเวลาดำเนินการ ต.ค. - ก.ย. ผู้รับผิดชอบ สำนักปลัด\n"
    "กิจกรรมอบรมป้องกันการทุจริต งบประมาณ 15,000 บาท ช่วงเวลา ม.ค. - มี.ค."
)


@cache
def _matcher(names: tuple[str, ...], kind: str) -> Matcher:
    return Matcher(WORDS, names, kind)


@pytest.fixture(autouse=True)
def _one_matcher_of_an_agency(monkeypatch: pytest.MonkeyPatch) -> None:
    """Building a matcher takes longer than judging a site of three pages."""
    monkeypatch.setattr(oit.judge, "Matcher", lambda _words, names, kind: _matcher(tuple(names), kind))


def site(link: str, text: str) -> SiteSnapshot:
    return snapshot_of({"menu": {link: "/a.pdf"}, "site": {"/a.pdf": {"pdf": text}}}, {})


def recognised(snapshot: SiteSnapshot) -> SiteSnapshot:
    """The same site, with every document's text recognised from pictures."""
    return _with(snapshot, lambda document: replace(document, ocr=True))


def as_scans(snapshot: SiteSnapshot) -> SiteSnapshot:
    return _with(snapshot, lambda document: replace(document, pages=("",) * len(document.pages), text_layer=TextLayer.NONE))


def _with(snapshot: SiteSnapshot, change) -> SiteSnapshot:  # type: ignore[no-untyped-def]
    made = (replace(r, content=change(r.content)) if _is_text(r.content) else r for r in snapshot.resources)
    return replace(snapshot, resources=tuple(made))


def _is_text(content: object) -> bool:
    return isinstance(content, Document) and content.kind == "pdf" and content.text_layer is TextLayer.GOOD


def item(snapshot: SiteSnapshot, code: str = "O39") -> ItemFinding:
    return next(one for one in judge(snapshot, PACK, WORDS, DAY, YEAR).items if one.code == code)


def test_what_is_read_in_a_scan_passes_and_the_report_says_how_it_was_read() -> None:
    snapshot = site(LINK, PAPER.format(title="ประจำปีงบประมาณ พ.ศ. 2566"))
    assert item(snapshot).outcome is Outcome.PASS
    assert item(as_scans(snapshot)).reasons[0].code is ReasonCode.SCAN
    found = item(recognised(snapshot))
    assert found.outcome is Outcome.PASS
    assert ReasonCode.RECOGNISED in {reason.code for reason in found.reasons}
    assert "OCR" in explain(found, "th")
    assert "OCR" in explain(found, "en")


@pytest.mark.parametrize("year", ["ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๒", "ประจำปีงบประมาณ พ.ศ. ๒๕๒๒", "พ.ศ. ๒๕66"])
def test_a_year_in_thai_digits_is_neither_right_nor_wrong(year: str) -> None:
    found = item(recognised(site(LINK, PAPER.format(title=year))))
    assert (found.outcome, found.currency.found) == (Outcome.UNCLEAR, ())
    assert found.reasons[0].code is ReasonCode.RECOGNISED_LITTLE
    assert item(recognised(site(f"{LINK} ปี 2566", PAPER.format(title=year)))).outcome is Outcome.PASS  # the link says it


def test_a_paper_written_in_thai_digits_gives_no_year_at_all() -> None:
    text = PAPER.format(title="ประจำปีงบประมาณ พ.ศ. 2566").replace("20,000", "๒๐,๐๐๐").replace("15,000", "๑๕,๐๐๐") + "\nข้อ ๑ ข้อ ๒ ข้อ ๓"
    assert item(recognised(site(LINK, text))).outcome is Outcome.UNCLEAR


def test_an_old_year_in_a_scan_accuses_nobody_and_lets_nothing_pass() -> None:
    old = PAPER.format(title="ประจำปีงบประมาณ พ.ศ. 2564")
    assert item(site(LINK, old)).outcome is Outcome.OUTDATED
    assert item(recognised(site(LINK, old))).outcome is Outcome.UNCLEAR
    assert item(recognised(site(f"{LINK} ประจำปีงบประมาณ พ.ศ. 2566", old))).outcome is Outcome.UNCLEAR


def test_words_of_a_link_weigh_more_than_a_recognised_year() -> None:
    new = PAPER.format(title="ประจำปีงบประมาณ พ.ศ. 2566")
    assert item(recognised(site(f"{LINK} ปี 2564", new))).outcome is Outcome.UNCLEAR


def test_text_that_does_not_show_it_leaves_it_unclear() -> None:
    for text in ("ภาพกิจกรรมของหน่วยงาน", "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล ประจำปีงบประมาณ พ.ศ. 2566\nฝึกอบรมบุคลากร"):
        snapshot = site(f"{LINK} ปี 2566", text)
        assert item(recognised(snapshot)).presence == item(as_scans(snapshot)).presence
        assert item(recognised(snapshot)).outcome is Outcome.UNCLEAR


def test_lost_tone_marks_do_not_hide_a_word() -> None:
    text = PAPER.format(title="ประจำปีงบประมาณ พ.ศ. 2566").replace("่", "").replace("้", "")
    assert item(recognised(site(LINK, text))).outcome is Outcome.PASS


def cases() -> dict[str, Case]:
    """Every case of the form's items by "O10/name"."""
    found: dict[str, Case] = {}
    for file in sorted((Path(__file__).parents[1] / "cases" / "o01_o43").glob("*.yaml")):
        told = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        found |= {f"{file.stem}/{name}": case for name, case in told["cases"].items()}
    return found


CASES = cases()
PAPERS = [name for name, case in CASES.items() if any("pdf" in part for part in case.get("site", {}).values() if isinstance(part, dict))]


@pytest.mark.parametrize("name", PAPERS)
def test_no_case_gets_worse_by_recognising(name: str) -> None:
    """Each case's papers as scans, and recognised: the item may pass or become unclear then, it never fails for what was recognised."""
    snapshot, code = snapshot_of(CASES[name], CASES), name.partition("/")[0]
    before, after = (finding(seen, code) for seen in (as_scans(snapshot), recognised(snapshot)))
    assert after.outcome not in FAILED or after.outcome is before.outcome
    if before.outcome is Outcome.PASS:
        assert after.outcome is Outcome.PASS


def finding(snapshot: SiteSnapshot, code: str) -> ItemFinding:
    """The item by itself, without what it rests on."""
    wanted = next(one for one in PACK.items if one.code == code)
    return Judgement(snapshot, PACK, WORDS, DAY, YEAR).finding(wanted)


def test_a_paper_that_is_mostly_pictures_is_not_held_against_anyone() -> None:
    cover = PAPER.split("\n", 1)[0].format(title="ประจำปีงบประมาณ พ.ศ. 2566")
    snapshot = site(LINK, cover)
    assert item(snapshot).outcome is not Outcome.PASS
    pictured = _with(snapshot, lambda document: replace(document, pages=(cover, "", ""), page_count=3, picture_pages=2))
    found = item(pictured)
    assert (found.outcome, found.presence.verdict, found.reasons[0].code) == (Outcome.UNCLEAR, Presence.UNCLEAR, ReasonCode.SCAN)
    whole = PAPER.format(title="ประจำปีงบประมาณ พ.ศ. 2566")
    shown = _with(site(LINK, whole), lambda document: replace(document, pages=(whole, "", ""), page_count=3, picture_pages=2))
    assert item(shown).outcome is Outcome.PASS


def wanted(snapshot: SiteSnapshot) -> set[str]:
    found = worth_recognising(Judgement(snapshot, PACK, WORDS, DAY, YEAR))
    return {resource.url.rsplit("/", 1)[-1] for papers in found for resource in papers}


def test_only_papers_that_may_change_a_verdict_are_worth_it() -> None:
    assert wanted(as_scans(site(LINK, "x"))) == {"a.pdf"}
    assert wanted(as_scans(site(f"{LINK} ปีงบประมาณ 2560", "x"))) == set()  # of another year by its own link
    assert wanted(as_scans(site("รูปโลโก้", "x"))) == set()  # of no item
    assert wanted(recognised(site(LINK, "ก"))) == set()  # done already
    both = {"menu": {LINK: "/a.pdf", f"{LINK} ปี 2566": "/b.pdf"}, "site": {"/a.pdf": {"scan": True}, "/b.pdf": {"pdf": PAPER}}}
    assert item(snapshot_of(both, {})).outcome is Outcome.PASS
    assert wanted(snapshot_of(both, {})) == set()  # the item passes by another paper
