"""Two results of an agency side by side, and what one night tells of everybody."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from trend_made import AGENCY, FIRST, SITE, at, audit, save, save_nights

from app.diff import DiffRequest, diff, night_news
from cli import run_cli
from oit.agency import Agency
from oit.changes import ChangeKind
from oit.diff import Belief
from oit.errors import BadInput
from reports.diff_page import render_diff
from store.database import Database, open_database

GOOD = {"O1": "P", "O2": "P", "O10": "M", "O12": "O", "O30": "?"}
WORSE = {"O1": "M", "O2": "P", "O10": "P", "O12": "M", "O30": "P"}
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


def test_the_last_two_results_are_compared(database: Database, address: str) -> None:
    ids = save_nights(database, [GOOD, GOOD, WORSE, WORSE])
    last = diff(DiffRequest(address, SITE))
    assert last.changed == ()
    found = diff(DiffRequest(address, "5001", start=day(1)))
    assert (found.before.run_id, found.after.run_id) == (ids[1], ids[3])
    assert [(one.code, one.kind, one.belief) for one in found.bad] == [
        ("O1", ChangeKind.VANISHED, Belief.SURE), ("O12", ChangeKind.VANISHED, Belief.SURE),
    ]  # fmt: skip
    assert [(one.code, one.kind) for one in found.good] == [("O10", ChangeKind.APPEARED)]
    assert [one.code for one in found.undecided] == ["O30"]  # it was unclear before: nobody knows whether it changed
    assert (found.points_lost, found.points_gained) == (0.5, 0.5)  # O12 had no points to lose


def test_what_only_the_last_result_calls_worse_is_told_as_seen_once(database: Database, address: str) -> None:
    save_nights(database, [GOOD, GOOD, WORSE])
    found = diff(DiffRequest(address, SITE))
    assert {one.code: one.belief for one in found.changed} == {"O1": Belief.SEEN_ONCE, "O10": Belief.SURE, "O12": Belief.SEEN_ONCE}


def test_a_failed_visit_is_told_and_compared_with_nothing(database: Database, address: str) -> None:
    ids = save_nights(database, [GOOD, None, WORSE, WORSE, None])
    found = diff(DiffRequest(address, SITE, start=day(1)))
    assert (found.before.run_id, found.after.run_id) == (ids[0], ids[3])
    assert [(gap.day, gap.stopped_by, gap.stands) for gap in found.gaps] == [
        (day(1), "not_captured", day(0)), (day(4), "not_captured", day(3)),
    ]  # fmt: skip
    assert [gap.day for gap in diff(DiffRequest(address, SITE, start=day(0), end=day(3))).gaps] == [day(1)]


def test_other_bytes_or_another_address_under_one_outcome(database: Database, address: str) -> None:
    save(database, audit(GOOD, at(0), hashes={"O2": "aa" * 32}), "/data/0")
    save(database, audit(GOOD, at(1), hashes={"O2": "bb" * 32}), "/data/1")
    found = diff(DiffRequest(address, SITE))
    assert [(one.code, one.rewritten, one.moved) for one in found.rewritten] == [("O2", True, False)]
    assert found.changed == ()


def test_a_change_between_other_rules_is_told_as_ours(database: Database, address: str) -> None:
    save(database, audit(GOOD, at(0)), "/data/0")
    save(database, audit(WORSE, at(1), rules="cd"), "/data/1")
    found = diff(DiffRequest(address, SITE))
    assert not found.same_rules
    assert {one.belief for one in found.changed} == {Belief.BY_RULES}


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ({"start": date(2020, 1, 1)}, "--from 2020-01-01"),
        ({"end": date(2023, 3, 1)}, "--to 2023-03-01"),
        ({"start": date(2023, 3, 9)}, "--from 2023-03-09"),
        ({"item": "O99"}, "O99"),
        ({"form": "2569"}, "2569"),
        ({"agency": "nobody"}, "nobody"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(database: Database, address: str, request_: dict[str, object], told: str) -> None:
    save_nights(database, [GOOD, WORSE])
    with pytest.raises(BadInput, match=told) as raised:
        diff(DiffRequest(**({"database": address, "agency": SITE} | request_)))  # type: ignore[arg-type]
    assert "\n" not in str(raised.value)


def test_one_result_is_not_enough(database: Database, address: str) -> None:
    save_nights(database, [GOOD, None])
    with pytest.raises(BadInput, match="two results"):
        diff(DiffRequest(address, SITE))


def test_a_night_tells_each_believed_change_of_everybody_once(database: Database, address: str) -> None:
    save_nights(database, [GOOD, WORSE, WORSE, WORSE])
    save_nights(database, [GOOD, GOOD, None, GOOD], OTHER)
    night = night_news(address, day(2))
    assert [(one.agency.code, [change.code for change in one.changes]) for one in night.news] == [("5001", ["O1", "O12"])]
    assert [(one.agency.code, one.stands) for one in night.stale] == [("5002", day(1))]
    last = night_news(address)
    assert (last.day, last.news, last.stale, last.quiet) == (day(3), (), (), 2)
    before = night_news(address, day(1))
    assert [change.code for one in before.news for change in one.changes] == ["O10"]  # better is believed at once
    assert before.quiet == 1


def test_text_names_both_sides_and_how_to_open_them(
    database: Database, address: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "manifest.json").write_text("{}")
    save(database, audit(GOOD, at(0)), str(folder))
    save(database, audit(WORSE, at(1)), "/gone/1")
    save(database, audit(WORSE, at(3)), "/gone/3")
    assert run_cli(["diff", SITE, "--from", str(day(0)), "--db", address, "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert f"oit evidence {SITE} O1 --on 2023-03-01 --db {address}" in text
    assert "vanished" in text
    assert "not kept any more" in text  # the second side's snapshot is gone
    assert "SHA-256 5050505050505050" in text
    assert "1 March 2023" in text
    assert run_cli(["diff", "--night", "2023-03-04", "--db", address]) == 0
    thai = capsys.readouterr().out
    assert "หายไป" in thai
    assert f"oit evidence {SITE} O1 --on 2023-03-01" in thai


def test_all_shows_what_nobody_could_tell_and_other_bytes(database: Database, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, audit(GOOD, at(0), hashes={"O2": "aa" * 32}), "/data/0")
    save(database, audit(WORSE, at(1), hashes={"O2": "bb" * 32}), "/data/1")
    assert run_cli(["diff", SITE, "--db", address, "--lang", "en"]) == 0
    assert "other content" not in capsys.readouterr().out
    assert run_cli(["diff", SITE, "--db", address, "--lang", "en", "--all"]) == 0
    text = capsys.readouterr().out
    assert "other content" in text
    assert "One side could not tell" in text


def test_json_has_every_item(database: Database, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    save_nights(database, [GOOD, WORSE])
    assert run_cli(["diff", SITE, "--db", address, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [item["code"] for item in record["items"]] == list(GOOD)
    first = record["items"][0]
    assert (first["change"], first["belief"]) == ("vanished", "seen_once")
    assert (first["before"]["outcome"], first["after"]["outcome"]) == ("pass", "missing")
    assert run_cli(["diff", SITE, "--db", address, "--json", "--item", "o01"]) == 0
    assert [item["code"] for item in json.loads(capsys.readouterr().out)["items"]] == ["O1"]
    assert run_cli(["diff", "--night", "--db", address, "--json"]) == 0
    night = json.loads(capsys.readouterr().out)
    assert [change["code"] for one in night["agencies"] for change in one["changes"]] == ["O10"]


def test_one_agency_or_one_night(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["diff", "--db", address]) == 2
    assert run_cli(["diff", SITE, "--night", "2023-03-01", "--db", address]) == 2
    assert run_cli(["diff", "--night", "--db", address]) == 2  # nothing there
    assert run_cli(["diff", "--night", "2566-03-01", "--db", address]) == 2
    assert "Buddhist" in capsys.readouterr().err


def test_hostile_words_stay_words(database: Database, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = Agency("https://x.example/", "<script>alert(1)</script>\u202e\x1b[31m", "other", "")
    save_nights(database, [GOOD, WORSE], hostile)
    page = render_diff(diff(DiffRequest(address, "https://x.example/")))
    assert "<script" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page
    assert run_cli(["diff", "https://x.example/", "--db", address, "--html", str(tmp_path / "d.html")]) == 0
    assert "\x1b" not in capsys.readouterr().out
    assert (tmp_path / "d.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_page_shows_both_sides(database: Database, address: str) -> None:
    save_nights(database, [GOOD, WORSE, None])
    page = render_diff(diff(DiffRequest(address, AGENCY.name)), "en", "1.0")
    assert page.count('<div class="side">') == 2 * 4  # O1, O10, O12 and O30
    for words in ("vanished", "appeared", "Got worse", "One side could not tell", "3 March 2023", SITE.removeprefix("https://www.") + "o1"):
        assert words in page
