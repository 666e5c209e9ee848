"""`oit trend`: what one point stands for, what is carried, how forms are joined, and how it is shown."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len
from sqlalchemy import text
from trend_made import AGENCY, FIRST, SITE, at, audit, save, save_nights

import rules
from app.trend import TrendRequest, trend
from cli import run_cli
from oit.agency import Agency
from oit.audit import Outcome, Score
from oit.errors import BadInput
from oit.trend import By
from reports.trend_text import print_trend
from store.database import Database, open_database

ALL = {item.code: "P" for item in rules.load_pack("o01_o43").items}
OTHER = Agency("https://www.thamuang.example/", "เทศบาลตำบลท่าม่วง", "subdistrict_municipality", "5002")


@pytest.fixture
def address(tmp_path: Path) -> str:
    return str(tmp_path / "oit.db")


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with open_database(address) as opened:
        yield opened


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def lines(request: TrendRequest, lang: str = "en", width: int = 100) -> list[str]:
    out: list[str] = []
    print_trend(trend(request), lambda line: out.append(str(line)), lang, width=width)
    return out


def test_a_failed_night_carries_the_result_before_it_and_is_no_zero(database: Database, address: str) -> None:
    save_nights(database, [None, ALL, ALL | {"O1": "M"}, None, None, ALL])
    found = trend(TrendRequest(address, SITE))
    points = found.members[0].points
    assert [points[str(day(n))].day for n in range(6)] == [None, day(1), day(2), day(2), day(2), day(5)]
    assert [points[str(day(n))].carried for n in range(6)] == [False, False, False, True, True, False]
    assert points[str(day(3))].score == points[str(day(2))].score
    assert points[str(day(3))].why == "not_captured"
    assert [mean.none for mean in found.means] == [1, 0, 0, 0, 0, 0]
    assert found.means[0].score is None
    assert all(mean.score is not None and mean.score.lowest > 90 for mean in found.means[1:])
    assert points[str(day(2))].marks["org_structure"] is Outcome.MISSING


def test_a_group_means_agencies_with_a_result_and_says_how_many_are_carried(database: Database, address: str) -> None:
    save_nights(database, [ALL, None, ALL])
    save_nights(database, [None, None, ALL | dict.fromkeys(list(ALL)[:20], "M")], OTHER)
    found = trend(TrendRequest(address))
    assert [(mean.captured, mean.carried, mean.none) for mean in found.means] == [(1, 0, 1), (0, 1, 1), (2, 0, 0)]
    assert [mean.oldest for mean in found.means] == [None, day(0), None]
    first, second, third = (mean.score for mean in found.means)
    assert first == second == Score(100, 100)
    assert third is not None
    assert third.lowest == pytest.approx((100 + 100 * 23 / 43) / 2)
    assert found.means[2].counts[Outcome.PASS] == 43 + 23
    assert found.means[2].passing["org_structure"] == (1, 2)


def test_an_agency_counts_from_its_first_visit_on_and_not_after_it_retired(database: Database, address: str) -> None:
    save_nights(database, [ALL] * 4)
    save_nights(database, [ALL] * 2, OTHER, start=2)
    assert [mean.agencies for mean in trend(TrendRequest(address)).means] == [1, 1, 2, 2]
    with database._engine.begin() as connection:
        connection.execute(text("UPDATE agencies SET retired = :day WHERE code = '5002'"), {"day": str(day(3))})
    found = trend(TrendRequest(address))
    assert [len(member.points) for member in found.members if member.url == OTHER.url] == [1]
    assert [mean.agencies for mean in found.means] == [1, 1, 2, 1]


def test_a_month_and_a_year_are_their_last_results(database: Database, address: str) -> None:
    save(database, audit(ALL, at(0)), "/data/0")
    save(database, audit(ALL | {"O1": "M"}, at(29)), "/data/29")
    save(database, audit(ALL, at(40), stopped_by="not_captured"), "/data/40")
    save(database, audit(ALL, at(400), fiscal_year=2567), "/data/400")
    months = trend(TrendRequest(address, SITE, by=By.MONTH)).members[0].points
    assert [(point.period, point.day, point.carried) for point in months.values()] == [
        ("2023-03", day(29), False), ("2023-04", day(29), True), ("2024-04", day(400), False),
    ]  # fmt: skip
    assert months["2023-04"].marks["org_structure"] is Outcome.MISSING
    years = trend(TrendRequest(address, SITE, by=By.YEAR)).members[0].points
    assert [(point.period, point.day, point.form_changed) for point in years.values()] == [
        ("2566", day(29), False), ("2567", day(400), True),
    ]  # fmt: skip


def test_a_year_without_a_result_has_none(database: Database, address: str) -> None:
    save(database, audit(ALL, at(0)), "/data/0")
    save(database, audit(ALL, at(310), fiscal_year=2567, stopped_by="not_captured"), "/data/310")
    years = trend(TrendRequest(address, SITE, by=By.YEAR)).members[0].points
    assert [(point.period, point.day, point.score) for point in years.values()][1] == ("2567", None, None)


def test_an_item_is_followed_by_its_topic_across_forms(database: Database, address: str) -> None:
    of_2566 = {item.code: "P" for item in rules.load_pack("2566").items}
    save(database, audit(ALL | {"O34": "M"}, at(0), fiscal_year=2565), "/data/0")
    save(database, audit(of_2566 | {"O34": "M"}, at(365), pack="2566"), "/data/365")
    found = trend(TrendRequest(address, SITE, item="O31"))  # the no-gift policy was O34 before
    (subject,) = found.subjects
    assert (subject.topic, subject.codes) == ("no_gift_policy", {(2565, "o01_o43"): "O34", (2566, "2566"): "O31"})
    points = list(found.members[0].points.values())
    assert [point.marks[subject.topic] for point in points] == [Outcome.MISSING, Outcome.PASS]
    assert [point.score for point in points] == [Score(0, 0), Score(100, 100)]
    assert [point.form_changed for point in points] == [False, True]
    assert trend(TrendRequest(address, SITE, topic="no_gift_policy")).subjects == (subject,)
    assert "O34 (2565: o01_o43), O31 (2566: 2566)" in "\n".join(lines(TrendRequest(address, SITE, item="O31")))


def test_an_indicator_is_the_items_below_it(database: Database, address: str) -> None:
    save_nights(database, [ALL | {"O1": "M", "O2": "?"}])
    found = trend(TrendRequest(address, SITE, indicator="9.1"))
    codes = [subject.code for subject in found.subjects]
    assert codes == [item.code for item in rules.load_pack("o01_o43").items if item.indicator == "9.1"]
    score = found.means[0].score
    assert score is not None
    assert score.lowest == pytest.approx(100 * (len(codes) - 2) / len(codes))
    assert score.highest == pytest.approx(100 * (len(codes) - 1) / len(codes))
    assert len(trend(TrendRequest(address, SITE, indicator="9")).subjects) > len(codes)


def test_rules_that_changed_are_marked(database: Database, address: str) -> None:
    save(database, audit(ALL, at(0)), "/data/0")
    save(database, audit(ALL, at(1)), "/data/1")
    save(database, audit(ALL, at(2), rules="cd"), "/data/2")
    assert [mean.rules_changed for mean in trend(TrendRequest(address)).means] == [False, False, True]
    shown = lines(TrendRequest(address, SITE))
    marks = next(line for line in shown if line.strip() == "r")
    assert cell_len(marks) == cell_len(next(line for line in shown if line.startswith("O1 ")))  # over the third of three nights


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ({"item": "O99"}, "--item O99"), ({"topic": "nothing"}, "--topic nothing"), ({"indicator": "77"}, "--indicator 77"),
        ({"district": "ดงดำ"}, "ดงดำ"), ({"agency": "nobody"}, "nobody"), ({"since": date(2030, 1, 1)}, "--since 2030-01-01"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_in_one_line(database: Database, address: str, request_: dict[str, object], told: str) -> None:
    save_nights(database, [ALL])
    with pytest.raises(BadInput, match=told) as raised:
        trend(TrendRequest(**({"database": address} | request_)))  # type: ignore[arg-type]
    assert "\n" not in str(raised.value)


def test_those_on_the_roster_count_where_there_is_one_and_districts_choose(database: Database, address: str) -> None:
    save_nights(database, [ALL])
    save_nights(database, [ALL], OTHER)
    assert len(trend(TrendRequest(address)).members) == 2
    with database._engine.begin() as connection:
        connection.execute(text("UPDATE agencies SET on_roster = true, district = 'ท่าม่วง', province = 'เมืองแก้ว' WHERE code = '5002'"))
    assert [member.url for member in trend(TrendRequest(address)).members] == [OTHER.url]
    assert [member.url for member in trend(TrendRequest(address, province="เมืองแก้ว")).members] == [OTHER.url]
    assert [member.url for member in trend(TrendRequest(address, SITE)).members] == [SITE]


def test_no_line_is_wider_than_the_terminal_and_strips_stand_below_each_other(database: Database, address: str) -> None:
    save_nights(database, [ALL | {"O1": "M"} if n % 3 else None if n % 2 else ALL for n in range(60)])
    for width in (40, 60, 100, 160):
        for lang in ("th", "en"):
            shown = lines(TrendRequest(address, SITE), lang, width)
            assert [line for line in shown if cell_len(line) > width and "://" not in line] == []
            ends = {cell_len(line) for line in shown if line[:1] == "O" and line[1:2].isdigit()}
            assert len(ends) == 1  # Thai marks take no cell: every item's strip ends in the same column


def test_the_strip_shows_each_night(database: Database, address: str) -> None:
    save_nights(database, [ALL, ALL | {"O1": "M"}, None, ALL | {"O1": "?"}])
    shown = lines(TrendRequest(address, SITE))
    assert next(line for line in shown if line.startswith("O1 ")).endswith("✓✗·?")
    assert "the earlier one stands" in " ".join(shown).replace("\u00a0", " ")


def test_commands_print_text_json_and_a_table(database: Database, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_nights(database, [ALL, None])
    save_nights(database, [ALL, ALL], replace(OTHER, name="=cmd|'/C calc'!A0"))
    assert run_cli(["trend", "--db", address]) == 0
    assert "2 หน่วยงาน" in capsys.readouterr().out
    assert run_cli(["trend", AGENCY.name, "--db", address, "--item", "O10", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [point["carried"] for point in record["agencies"][0]["points"]] == [False, True]
    assert run_cli(["trend", "--db", address, "--csv", str(tmp_path / "all.csv")]) == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["period"], row["captured"], row["carried"], row["pass"]) for row in rows] == [
        ("2023-03-01", "2", "0", "86"), ("2023-03-02", "1", "1", "86"),
    ]  # fmt: skip
    assert run_cli(["trend", SITE, "--db", address, "--csv", "-"]) == 0
    header, first, second = csv.reader(io.StringIO(capsys.readouterr().out))
    assert header[-1] == "O43"
    assert (first[2], second[2], second[3], second[-1]) == ("False", "True", "not_captured", "pass")
    assert run_cli(["trend", "--db", address, "--csv", str(tmp_path)]) == 2
