"""The plan in YAML: what is read, what is refused and in which line, and the plan that is written to begin with."""

from datetime import date
from pathlib import Path

import pytest
from rounds_made import FORM, PLAN, YEAR

import rules
from app.rounds_plan import read_plan, write_plan
from app.rounds_status import round_named
from oit.errors import BadInput
from oit.rounds import Sureness

HEAD = f"form: {FORM}\nfiscal_year: {YEAR}\n"
ONE = "rounds:\n  - {name: ก, start: 2023-01-01, end: 2023-01-31}\n"


def written(home: Path, text: str) -> Path:
    (home / "p.yaml").write_text(text, encoding="utf-8")
    return home / "p.yaml"


def test_a_plan_is_read_in_time(home: Path) -> None:
    plan = read_plan(home / "rounds.yaml")
    assert [(one.name, one.start, one.end, len(one.due), one.pass_mark) for one in plan.rounds] == [
        ("ระยะที่ 1", date(2023, 1, 1), date(2023, 1, 31), 3, 100), ("ระยะที่ 2", date(2023, 2, 1), date(2023, 3, 31), 10, 90),
        ("ระยะที่ 3", date(2023, 4, 1), date(2023, 4, 30), 0, 100),
    ]  # fmt: skip
    assert plan.report_days == (date(2023, 3, 2), date(2023, 3, 13), date(2023, 3, 30))
    assert [(step.key, step.sureness) for step in plan.calendar] == [("enter", Sureness.ASSUMED), ("results", Sureness.ONE_SOURCE)]
    assert (plan.form, plan.fiscal_year, plan.issuer) == (FORM, YEAR, "จังหวัดตัวอย่างบุรี")


@pytest.mark.parametrize(
    "day", ["2023-01-15", "2566-01-15", "15/1/2566", "15.01.2023", "15 ม.ค. 2566", "วันที่ 15 มกราคม พ.ศ. 2566", "๑๕ ม.ค. ๒๕๖๖"]
)
def test_days_may_be_written_as_people_write_them(home: Path, day: str) -> None:
    plan = read_plan(written(home, HEAD + f'rounds:\n  - {{name: ก, start: "{day}", end: 2023-01-31}}\n'))
    assert plan.rounds[0].start == date(2023, 1, 15)


@pytest.mark.parametrize(
    ("due", "codes"),
    [
        ("all", ()), ("ทุกข้อ", ()), ("[O1-O43]", ()), ("[O3, O1]", ("O1", "O3")), ("[o05 - 7]", ("O5", "O6", "O7")),
        ('"๑ ถึง ๓"', ("O1", "O2", "O3")), ("[annual_action_plan]", ("O10",)), ('["10.2"]', ("O42", "O43")), ("O1; O2", ("O1", "O2")),
    ],
)  # fmt: skip
def test_what_is_due_is_named_by_codes_ranges_topics_and_indicators(home: Path, due: str, codes: tuple[str, ...]) -> None:
    plan = read_plan(written(home, HEAD + f"rounds:\n  - name: ก\n    start: 2023-01-01\n    end: 2023-01-31\n    due: {due}\n"))
    expected = codes if due != '["10.2"]' else tuple(one.code for one in rules.load_pack(FORM).items if one.indicator == "10.2")
    assert plan.rounds[0].due == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "p.yaml"),
        ("form: o99\nfiscal_year: 2566\n" + ONE, 'p.yaml:1: form: "o99" is no form'),
        (f"form: {FORM}\nfiscal_year: 2023\n" + ONE, "p.yaml:2: fiscal_year: \"2023\" is no Buddhist-era year between 2555 and 2620; did"),
        (HEAD, "rounds"),
        (HEAD + "rounds: []\n", "is empty"),
        (HEAD + "rounds: 5\n", "p.yaml:3: rounds: is no list"),
        (HEAD + ONE + "extra: 1\n", "p.yaml:5"),
        (HEAD + ONE.replace("ก", '" "'), "name: is empty"),
        (HEAD + ONE.replace("start: 2023-01-01, ", ""), "start: is missing"),
        (HEAD + ONE.replace("01-31", "02-31"), "is no day of the calendar"),
        (HEAD + ONE.replace("2023-01-31", "2022-12-31"), "end: 2022-12-31 is before the round's start"),
        (HEAD + ONE.replace("2023", "2024"), "is too far from fiscal year 2566"),
        (HEAD + ONE.replace("2023-01-01", "1/1/66"), "a year of two digits"),
        (HEAD + ONE + "  - {name: ก, start: 2023-02-01, end: 2023-02-02}\n", "p.yaml:5: rounds.1.name: \"ก\" stands twice"),
        (HEAD + ONE + "  - {name: ข, start: 2023-01-31, end: 2023-02-02}\n", "p.yaml:5: rounds.1.start: 2023-01-31 lies within"),
        (HEAD + ONE.replace("}", ", due: [O44]}"), "\"O44\" is no item of form o01_o43"),
        (HEAD + ONE.replace("}", ", due: [O9-O1]}"), "runs backwards"),
        (HEAD + ONE.replace("}", ", due: []}"), "names no item"),
        (HEAD + ONE.replace("}", ", pass_mark: 0}"), "pass_mark: 0 is no share"),
        (HEAD + ONE.replace("}", ", pass_mark: 101}"), "pass_mark: 101 is no share"),
        (HEAD + ONE.replace("}", ", pass_mark: much}"), "is no number"),
        (HEAD + ONE + "report_days: [soon]\n", "p.yaml:5: report_days.0"),
        (HEAD + ONE + "calendar:\n  party: {first: 2023-01-01}\n", "p.yaml:6: calendar.party: is no usual step"),
        (HEAD + ONE + "calendar:\n  enter: {first: 2023-01-01, sure: maybe}\n", "p.yaml:6: calendar.enter.sure"),
        (HEAD + ONE + "a: &a [1]\nb: *a\n", "p.yaml"),
        (HEAD + "rounds:\n" + "".join(f"  - {{name: n{at}, start: 2023-01-01, end: 2023-01-01}}\n" for at in range(61)), "at most 60"),
        (HEAD + ONE.replace("ก", "ก" * 121), "more than 120 characters"),
        ("form: [\n", "p.yaml"),
        (HEAD + ONE.replace("ก", '"\\e[31m"').replace("2023-01-01", '"\\e[31m"'), "p.yaml:4"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(home: Path, text: str, told: str) -> None:
    with pytest.raises(BadInput) as error:
        read_plan(written(home, text))
    assert told in str(error.value)
    assert not {"\n", "\x1b"} & {*str(error.value)}


def test_no_plan_is_told_with_the_way_to_one(home: Path) -> None:
    with pytest.raises(BadInput, match="write a plan with oit round init"):
        read_plan(home / "none.yaml")


@pytest.mark.parametrize("form", rules.pack_names())
def test_the_plan_to_begin_with_is_read_again_and_never_written_over_another(home: Path, form: str) -> None:
    plan = write_plan(home / "new.yaml", form, 2567)
    assert read_plan(home / "new.yaml") == plan
    assert [(one.start, one.end) for one in plan.rounds] == [
        (date(2024, 1, 1), date(2024, 1, 31)), (date(2024, 2, 1), date(2024, 3, 31)), (date(2024, 4, 1), date(2024, 4, 30)),
    ]  # fmt: skip
    assert len(plan.calendar) == 7
    before = (home / "new.yaml").read_bytes()
    with pytest.raises(BadInput, match="is there already"):
        write_plan(home / "new.yaml", form, 2568)
    assert (home / "new.yaml").read_bytes() == before


def test_a_round_is_named_by_name_number_or_day(home: Path) -> None:
    plan = read_plan(written(home, PLAN))
    named = {text: round_named(plan, text, date(2023, 2, 10)).name for text in ("", "1", "ระยะที่ 3")}
    assert named == {"": "ระยะที่ 2", "1": "ระยะที่ 1", "ระยะที่ 3": "ระยะที่ 3"}
    assert round_named(plan, "", date(2022, 1, 1)).name == "ระยะที่ 1"
    assert round_named(plan, "", date(2024, 1, 1)).name == "ระยะที่ 3"
    with pytest.raises(BadInput, match="9: is no round of the plan"):
        round_named(plan, "9", date(2023, 2, 10))
