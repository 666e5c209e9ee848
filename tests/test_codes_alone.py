"""Links that bear only a code: the year over them tells the form, and a code alone is never proof."""

import datetime as dt

import pytest
from case_site import snapshot_of

from app.judging import Terms, codes_for, judge_snapshot
from oit.agency import Agency
from oit.audit import ItemFinding
from oit.coded import CodeTable
from oit.explain import trace
from rules import load_pack, load_words

DAY = dt.date(2023, 4, 18)


def table(kind: str = "sao", year: int = 2566, name: str = "") -> CodeTable:
    return codes_for(load_pack(), year, Agency("https://a.example/", name, kind))


@pytest.mark.parametrize(
    ("text", "heading", "context", "kind", "topic"),
    [
        ("O34", "ITA 2565", "", "sao", "no_gift_policy"),
        ("O34", "ITA ประจำปี 2566", "", "sao", "risk_assessment"),
        ("O34", "", "", "sao", "risk_assessment"),
        ("ดาวน์โหลด", "OIT 2567", "O25 | ดาวน์โหลด", "sao", "public_participation"),
        ("025", "OIT 2567", "", "sao", "public_participation"),
        ("O36", "ITA 2567", "", "sao", ""),
        ("O1-O9", "ITA 2566", "", "sao", ""),
        ("O1, O2", "ITA 2566", "", "sao", ""),
        ("MOIT 12", "ITA 2566", "", "sao", ""),
        ("EB 4", "ITA 2566", "", "sao", ""),
        ("LPA 12", "", "", "sao", ""),
        ("O12", "ITA 2561", "", "sao", ""),
        ("O12", "ITA 2565 2566", "", "sao", ""),
        ("O12", "ITA 2566", "", "college", ""),
    ],
)
def test_a_code_by_the_year_over_it(text: str, heading: str, context: str, kind: str, topic: str) -> None:
    assert next(iter(table(kind).topics(text, heading, context)), "") == topic


def finding(site: dict[str, object], code: str, form: str = "o01_o43") -> ItemFinding:
    snapshot = snapshot_of({"menu": {"ข้อมูลสาธารณะ OIT": "/oit.html"}, "site": site}, {})
    audit = judge_snapshot(snapshot, Terms(form, 2565 if form == "o01_o43" else int(form), DAY))
    return next(item for item in audit.items if item.code == code)


def test_explaining_reads_codes_as_judging_does() -> None:
    """Assessed for FY2566 by the 43-item form: a bare O34 is the risk assessment, which that form has as O36."""
    rows = "<h3>ITA 2566</h3><ul><li><a href=/a.pdf>O34</a></li></ul>"
    site = {"/oit.html": {"title": "ข้อมูลสาธารณะ OIT", "html": rows}, "/a.pdf": {"scan": True}}
    snapshot = snapshot_of({"menu": {"ข้อมูลสาธารณะ OIT": "/oit.html"}, "site": site}, {})
    pack, codes = load_pack(), codes_for(load_pack(), 2566, snapshot.agency)
    judged = {item.code: item for item in judge_snapshot(snapshot, Terms("o01_o43", 2566, DAY)).items}
    assert judged["O36"].outcome == "unclear"
    assert judged["O34"].outcome == "missing"
    for code in ("O34", "O36"):
        item = next(one for one in pack.items if one.code == code)
        assert trace(snapshot, pack, load_words(), DAY, 2566, item, codes).finding == judged[code]


def test_a_scan_behind_a_code_is_unclear_not_missing() -> None:
    rows = "<h3>ITA 2565</h3><ul><li><a href=/a.pdf>O36</a></li></ul>"
    site = {"/oit.html": {"title": "ข้อมูลสาธารณะ OIT", "html": rows}, "/a.pdf": {"scan": True}}
    assert finding(site, "O36").outcome == "unclear"
    assert finding(site, "O34").outcome == "missing"


def test_a_code_of_another_subject_proves_nothing() -> None:
    rows = "<h3>ITA 2565</h3><ul><li><a href=/a.pdf>O36</a></li></ul>"
    paper = "แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2565\nรายการ วงเงิน วิธีจัดหา"
    site = {"/oit.html": {"title": "ข้อมูลสาธารณะ OIT", "html": rows}, "/a.pdf": {"pdf": paper}}
    assert finding(site, "O36").outcome == "missing"


def test_the_form_of_an_agency_s_list_is_that_of_its_year() -> None:
    assert table(year=2566).topics("O34", "", "") == ("risk_assessment",)
    assert "no_gift_policy" in table(year=2570).topics("O34", "", ""), "no form of that year is known: that of the judgement is taken"
    assert CodeTable({}, 2570).topics("O34", "", "") == ()


@pytest.mark.parametrize("name", ["วิทยาลัยเทคนิคดอกแก้ว", "สถานีตำรวจภูธรบึงนา"])
def test_lists_of_colleges_and_police_stations_are_their_own(name: str) -> None:
    assert table(name=name).topics("O12", "OIT 2566", "") == ()
