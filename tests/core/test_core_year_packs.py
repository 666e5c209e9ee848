"""The forms of every year against the table of what is known of them, and each mistake in a form's file told by file, line and field."""

import datetime as dt
import io
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

import rules
from app.judging import Terms, judge_snapshot
from oit.errors import RulePackError
from oit.matching import Matcher
from oit.pack import CONFIDENCES, Item, Pack
from reports.json_report import audit_to_dict
from reports.terminal import print_audit
from tests.case_site import snapshot_of
from tests.case_tables import rows

TABLE = rows("forms.tsv")
COUNTS = {2562: 48, 2563: 43, 2564: 43, 2565: 43, 2566: 43, 2567: 35, 2568: 28, 2569: 26}
EARLIER = {"9.2": "การบริหารงาน", "9.3": "การบริหารเงินงบประมาณ", "10.2": "มาตรการภายในเพื่อป้องกันการทุจริต"}
NAMES_OF_2566 = {**EARLIER, "9.3": "การจัดซื้อจัดจ้าง", "10.2": "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"}
LATER = {**NAMES_OF_2566, "9.2": "การบริหารงานและการใช้จ่ายงบประมาณ"}
NAMES = {
    year: EARLIER if year < 2566 else NAMES_OF_2566 if year == 2566 else LATER for year in COUNTS
}  # of sub-indicators, where they changed

pack = cache(rules.load_pack)


def form_of(year: int) -> Pack:
    return pack(rules.pack_of_year(year) if year != 2565 else rules.DEFAULT_PACK)


def rows_of(year: int) -> list[dict[str, str]]:
    return [row for row in TABLE if row["year"] == str(year)]


def as_row(item: Item) -> dict[str, str]:
    return {
        "code": item.code,
        "title": item.title_th,
        "indicator": item.indicator,
        "period": "+".join(part.period.word for part in item.parts or (item,)),
        "depends_on": ",".join(f"{d.code}/{d.year}" for d in item.depends_on),
    }


@cache
def matcher() -> Matcher:
    return Matcher(rules.load_words(), [], "other")


def test_the_table_holds_every_year() -> None:
    assert Counter(int(row["year"]) for row in TABLE) == COUNTS
    assert {int(name) for name in rules.YEAR_PACKS} == set(COUNTS) - {2565}


@pytest.mark.parametrize("year", COUNTS)
def test_a_form_has_exactly_the_items_of_its_year(year: int) -> None:
    wanted = [{key: row[key] for key in ("code", "title", "indicator", "period", "depends_on")} for row in rows_of(year)]
    assert [as_row(item) for item in form_of(year).items] == wanted


@pytest.mark.parametrize("year", sorted(set(COUNTS) - {2565}))
def test_a_form_says_how_sure_each_title_is(year: int) -> None:
    assert form_of(year).fiscal_years == (year,)
    assert {i.code: i.confidence["title"] for i in form_of(year).items} == {r["code"]: r["title_confidence"] for r in rows_of(year)}


@pytest.mark.parametrize("year", COUNTS)
def test_the_points_of_a_form_sum_to_its_weight(year: int) -> None:
    items = form_of(year).items
    assert sum(item.points for item in items) == pytest.approx(40)
    assert {item.code: f"{item.points:.3f}" for item in items} == {row["code"]: row["points"] for row in rows_of(year)}


@pytest.mark.parametrize("year", COUNTS)
def test_sub_indicators_bear_the_names_of_the_year(year: int) -> None:
    shown = {indicator.code: indicator.title_th for indicator in form_of(year).indicators}
    assert {code: shown[code] for code in NAMES[year]} == NAMES[year]


@pytest.mark.parametrize("name", rules.PACKS)
def test_every_item_has_sources_and_three_confidences(name: str) -> None:
    for item in pack(name).items:
        assert item.sources, item.code
        assert all(item.sources), item.code
        assert set(item.confidence) == {"title", "needs", "period"}
        assert set(item.confidence.values()) <= set(CONFIDENCES)
        assert item.title_en, item.code
        assert item.shown_as, item.code
        assert len({need.id for need in item.needs}) == len(item.needs), item.code


@pytest.mark.parametrize(("year", "code", "title"), [(int(row["year"]), row["code"], row["title"]) for row in TABLE])
def test_a_title_of_a_form_names_its_item(year: int, code: str, title: str) -> None:
    matches = matcher().match(title)
    assert matches, "the title names nothing"
    assert form_of(year).code_of(matches[0].topic, title) == code, matches


@pytest.mark.parametrize(
    ("year", "title", "code"),
    [
        (2562, "มาตรการตรวจสอบการใช้ดุลยพินิจ", "O48"),
        (2562, "มาตรการป้องกันผลประโยชน์ทับซ้อน", "O47"),
        (2564, "นโยบายไม่รับของขวัญ (No Gift Policy)", None),
        (2566, "แผนการใช้จ่ายงบประมาณประจำปี", "O11"),
        (2567, "ความก้าวหน้าการจัดซื้อจัดจ้าง", "O16"),
        (2567, "รายการการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ", "O14"),
        (2568, "แผนการจัดซื้อจัดจ้าง", "O12"),
        (2568, "อำนาจหน้าที่", "O1"),
        (2569, "หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล", "O13"),
    ],
)
def test_a_text_is_of_the_item_that_a_form_counts_it_to(year: int, title: str, code: str | None) -> None:
    assert form_of(year).code_of(matcher().match(title)[0].topic, title) == code


def test_a_joint_item_asks_for_all_of_its_subjects() -> None:
    item = form_of(2569).item("O20")
    assert item is not None
    assert [part.topic for part in item.parts] == ["no_gift_policy", "no_gift_culture", "no_gift_report"]
    assert {need.id.partition(".")[0] for need in item.needs} == set(item.topics[:3])
    assert all(part.title_th != item.title_th for part in item.parts)


def test_items_that_share_a_topic_know_the_words_of_the_others() -> None:
    listed, progress = form_of(2567).item("O14"), form_of(2567).item("O16")
    assert listed is not None
    assert progress is not None
    assert set(listed.others_told_by) == set(progress.told_by)
    assert set(progress.others_told_by) == set(listed.told_by)


def test_marks_of_a_form_are_added_to_those_below() -> None:
    below, own = pack("2563").marks["guideline"], pack("2562").marks["guideline"]
    assert own[: len(below)] == below
    assert len(own) > len(below)
    assert pack("2562").marks["placeholder"] == pack("2563").marks["placeholder"]


MISTAKES: Mapping[str, tuple[str, str, str, str]] = {  # name -> file, what stands there, what is put there, what is told
    "base_unknown": ("2566", 'based_on: "o01_o43"', 'based_on: "2561"', 'based_on: "2561" is no form to build on'),
    "base_is_itself": ("2566", 'based_on: "o01_o43"', 'based_on: "2566"', 'based_on: "2566" is no form to build on'),
    "loop_of_two": ("2566", 'based_on: "o01_o43"', 'based_on: "2567"', 'based_on: "2566" is no form to build on'),
    "one_topic": ("2568", "joins: [code_of_conduct, ethics_drive]", "joins: [ethics_drive]", "O16.joins: two topics or more are wanted"),
    "no_such_topic": ("2568", "joins: [contact, qa]", "joins: [contact, questions]", "O3.joins: questions is the topic of no item"),
    "joint_with_period": ("2568", "O3: {joins", "O3: {period: current, joins", "O3.period: an item that joins topics takes this"),
    "same_items_alone": ("2566", 'name: "2566"', 'name: "2566"\nsame_items: true', "same_items: only a form with based_on and confidence"),
    "same_items_no_flag": ("2564", "same_items: true", "same_items: 3", "same_items: is a number, true or false is wanted"),
    "cited_unknown": ("2564", "cited: [webabt_2564", "cited: [heard", 'cited: "heard" is not in the table of sources'),
    "source_unknown": ("2564", "sources: [rsc_2564,", "sources: [rsc_2565,", 'O34.sources: "rsc_2565" is not in the table of sources'),
    "told_by_signs": ("2562", "told_by: [สินบน]", 'told_by: ["- -"]', 'O46.told_by: "- -" has no letters or digits; give words'),
    "told_by_number": ("2562", "told_by: [สินบน]", "told_by: 7", "O46.told_by: is a number, a list of texts is wanted"),
    "no_english_title": ("2562", ", en: 'Measure: preventing bribery'}", "}", "O46.title.en: is missing"),
    "no_such_item": ("2567", "[{code: O14, year: same}]", "[{code: O44, year: same}]", "O16.depends_on: O44 is no item"),
    "how_sure": ("2564", "{title: confirmed} #", "{title: sure} #", 'confidence.title: "sure" is none of confirmed'),
    "not_a_topic": ("2566", "also_named: [budget_plan]", "also_named: [budget_plans]", "O11: budget_plans is no topic of topics.yaml"),
}  # fmt: skip


def copy_of_rules(folder: Path) -> None:
    for name in (*(f"{form}.yaml" for form in rules.PACKS), rules.TOPICS):
        (folder / name).write_bytes(rules.data_file(name).read_bytes())


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_by_file_line_and_field(tmp_path: Path, name: str) -> None:
    form, old, new, said = MISTAKES[name]
    copy_of_rules(tmp_path)
    file = tmp_path / f"{form}.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        rules.load_pack(form, tmp_path)
    assert said in str(caught.value)
    told = tmp_path / "2567.yaml" if name == "loop_of_two" else file
    assert caught.value.file == str(told)
    lines = told.read_text(encoding="utf-8").split("\n")
    line = lines[caught.value.line - 1]
    assert any(f"{part}:" in line for part in said.partition(":")[0].split(".")), line


def test_a_mistake_below_is_told_by_the_file_below(tmp_path: Path) -> None:
    copy_of_rules(tmp_path)
    below = tmp_path / "2566.yaml"
    below.write_text(
        below.read_text(encoding="utf-8").replace("O1: {topic: org_structure,", "O1: {topics: org_structure,"), encoding="utf-8"
    )
    with pytest.raises(RulePackError) as caught:
        rules.load_pack("2568", tmp_path)
    assert caught.value.file == str(below)
    assert "O1.topics: unknown key" in str(caught.value)


def noted(form: str, year: int) -> tuple[dict[str, str], str]:
    """The notes of the JSON report by code, and what the terminal prints on one line."""
    site = snapshot_of({}, {})
    audit = judge_snapshot(site, Terms(form, year, dt.date(year - 543, 4, 18)))
    printed = io.StringIO()
    print_audit(audit, printed, "en", width=200)
    notes = {note["code"]: note["text"] for note in audit_to_dict(audit, "en")["notes"]}
    return notes, " ".join(printed.getvalue().split())


@pytest.mark.parametrize("year", [2561, 2570])
@pytest.mark.parametrize("form", [rules.DEFAULT_PACK, "2569"])
def test_an_unknown_year_is_said(form: str, year: int) -> None:
    notes, printed = noted(form, year)
    assert str(year) in notes["unknown_year"]
    assert ", ".join(map(str, pack(form).fiscal_years)) in notes["unknown_year"]
    assert "own_form" not in notes
    assert notes["unknown_year"] in printed


@pytest.mark.parametrize(("form", "year"), [(rules.DEFAULT_PACK, 2568), (rules.DEFAULT_PACK, 2564), ("2569", 2562)])
def test_a_year_with_a_form_of_its_own_is_said(form: str, year: int) -> None:
    notes, printed = noted(form, year)
    assert f"--form {year}" in notes["own_form"]
    assert "unknown_year" not in notes
    assert notes["own_form"] in printed


@pytest.mark.parametrize(("form", "year"), [(rules.DEFAULT_PACK, 2565), *((name, int(name)) for name in rules.YEAR_PACKS)])
def test_nothing_is_said_of_the_form_of_the_year(form: str, year: int) -> None:
    notes, _ = noted(form, year)
    assert not {"own_form", "unknown_year"} & set(notes)
