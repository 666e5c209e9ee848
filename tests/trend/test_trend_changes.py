"""Series and changes from a real database of saved audits."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from trend_made import AGENCY, FIRST, SITE, at, audit, save, save_nights

from app.trend_changes import changes, confirmed_on
from oit.agency import Agency
from oit.audit import Outcome, ReasonCode
from oit.changes import ChangeKind
from store.database import Database, open_database

GOOD = {"O1": "P", "O10": "P", "O12": "O"}
WORSE = {"O1": "M", "O10": "P", "O12": "O"}
OTHER = Agency("https://www.thamuang.example/", "เทศบาลตำบลท่าม่วง", "subdistrict_municipality", "5002")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(str(tmp_path / "oit.db")) as opened:
        yield opened


def night(number: int) -> date:
    return FIRST + timedelta(days=number)


def test_a_series_has_every_visit_once_oldest_first(database: Database) -> None:
    ids = save_nights(database, [GOOD, GOOD, None, WORSE])
    (series,) = database.series()
    assert (series.agency, series.pack, series.fiscal_year) == (AGENCY, "o01_o43", 2566)
    assert [run.look.run_id for run in series.runs] == ids
    assert [run.look.captured for run in series.runs] == [True, True, False, True]
    assert [run.look.day for run in series.runs] == [night(0), night(1), night(2), night(3)]
    first, second, down, last = series.looks
    assert first.marks is second.marks  # equal results are kept once
    assert {code: mark.outcome for code, mark in first.marks.items()} == {
        "O1": Outcome.PASS, "O10": Outcome.PASS, "O12": Outcome.OUTDATED,
    }  # fmt: skip
    assert (first.marks["O1"].topic, first.marks["O1"].points) == ("structure", 0.5)
    assert first.marks["O1"].evidence
    assert down.marks == {}
    assert last.marks["O1"].outcome is Outcome.MISSING


def test_of_several_judgements_of_a_visit_the_last_counts(database: Database) -> None:
    save(database, audit(GOOD, at(0)), "/data/a")
    last = save(database, audit(WORSE, at(0), rules="cd"), "/data/a")
    other_year = save(database, audit(GOOD, at(0), fiscal_year=2567), "/data/a")
    this_year, next_year = database.series()
    assert [run.look.run_id for run in this_year.runs] == [last]
    assert [run.look.run_id for run in next_year.runs] == [other_year]


def test_only_those_agencies_that_are_asked_for(database: Database) -> None:
    save_nights(database, [GOOD])
    save_nights(database, [GOOD], OTHER)
    assert [one.agency.url for one in database.series()] == [SITE, OTHER.url]
    assert [one.agency.url for one in database.series([OTHER.url])] == [OTHER.url]
    assert database.series([]) == []
    assert database.series(district="เมือง") == []


def test_fewer_pages_than_the_roster_expects_are_no_full_look(database: Database) -> None:
    save_nights(database, [GOOD, WORSE, WORSE])
    assert [len(one.changes) for one in changes(database)] == [1]
    with database._engine.begin() as connection:
        connection.execute(text("UPDATE agencies SET min_pages = 31"))  # the audits made here have 30 pages
    assert [len(one.changes) for one in changes(database)] == [0]
    assert [one.captured for one in changes(database)] == [None]


def test_a_change_comes_with_both_pieces_of_evidence(database: Database) -> None:
    ids = save_nights(database, [GOOD, GOOD, WORSE, None, WORSE])
    (found,) = changes(database)
    (change,) = found.changes
    assert (change.code, change.kind, change.points, change.topic) == ("O1", ChangeKind.VANISHED, 0.5, "structure")
    assert (change.before.run_id, change.after.run_id) == (ids[1], ids[4])
    assert (change.before.day, change.after.day, change.first_seen, change.confirmed) == (night(1), night(4), night(2), night(4))
    assert change.before.best_url == SITE + "o1"
    assert change.before.evidence[0].sha256 == "50" * 32
    assert [reason.code for reason in change.after.reasons] == [ReasonCode.NOTHING_FOUND]
    assert change.regression
    assert found.regressions == (change,)
    assert (found.captured, found.tried) == (night(4), night(4))


def test_a_digest_tells_a_change_on_one_morning_only(database: Database) -> None:
    save_nights(database, [GOOD, WORSE, WORSE, WORSE, None, GOOD])
    save_nights(database, [GOOD] * 6, OTHER)
    told = {number: [c.kind for one in confirmed_on(database, night(number)) for c in one.changes] for number in range(8)}
    assert {number: kinds for number, kinds in told.items() if kinds} == {2: [ChangeKind.VANISHED], 5: [ChangeKind.APPEARED]}
    assert [one.agency for one in confirmed_on(database, night(2))] == [AGENCY, OTHER]


def test_what_somebody_checked_in_the_daytime_is_told_the_next_morning(database: Database) -> None:
    save(database, audit(GOOD, at(0)), "/data/0")
    save(database, audit(WORSE, at(1, hour=10)), "/data/1")
    save(database, audit(WORSE, at(1, hour=15)), "/data/2")
    (change,) = changes(database)[0].changes
    assert (change.first_seen, change.confirmed, change.after.day) == (night(1), night(2), night(1))


def test_a_failed_night_is_told_as_such_and_as_no_change(database: Database) -> None:
    save_nights(database, [GOOD, None, None])
    (found,) = changes(database)
    assert found.changes == ()
    assert (found.captured, found.tried) == (night(0), night(2))


def test_other_rules_are_told_apart(database: Database) -> None:
    save(database, audit(GOOD, at(0)), "/data/0")
    for number in (1, 2):
        save(database, audit(WORSE, at(number), rules="cd"), f"/data/{number}")
    (found,) = changes(database)
    assert [(change.by_rules, change.regression) for change in found.changes] == [(True, False)]
    assert found.regressions == ()


def test_another_version_of_the_tool_counts_as_other_rules(database: Database) -> None:
    save(database, audit(GOOD, at(0)), "/data/0", "1.0")
    save(database, audit(WORSE, at(1)), "/data/1", "1.1")
    save(database, audit(WORSE, at(2)), "/data/2", "1.1")
    assert [change.by_rules for change in changes(database)[0].changes] == [True]


def night_of_run(database: Database, run_id: int, morning: date, why: str = "") -> None:
    """What oit nightly writes beside a run."""
    with database._engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO nights (day, state, started, form, fiscal_year, canary, summary) "
                "VALUES (:day, 'done', '2023-03-01', 'o01_o43', 2566, '', '')"
            ),
            {"day": morning},
        )
        connection.execute(
            text(
                "INSERT INTO jobs (night_id, agency_id, host, position, state, attempts, second_pass, token, worker, run_id, why) "
                "SELECT n.id, r.agency_id, '', 1, 'done', 1, false, 1, '', r.id, :why FROM nights n, runs r "
                "WHERE n.day = :day AND r.id = :run"
            ),
            {"day": morning, "run": run_id, "why": why},
        )


def test_a_run_of_a_night_bears_the_morning_of_the_night_also_when_judged_again(database: Database) -> None:
    first = save(database, audit(GOOD, at(0, hour=22)), "/data/0")
    night_of_run(database, first, night(1))
    again = save(database, audit(WORSE, at(0, hour=22), rules="cd"), "/data/0")
    (look,) = database.series()[0].looks
    assert (look.run_id, look.day, look.visited, look.told) == (again, night(1), night(0), night(1))


def test_half_the_usual_pages_are_no_full_look(database: Database) -> None:
    for number, items, why in ((0, GOOD, ""), (1, WORSE, "few_pages 3 15"), (2, WORSE, "few_pages 3 15")):
        night_of_run(database, save(database, audit(items, at(number)), f"/data/{number}"), night(number), why)
    (found,) = changes(database)
    assert (found.changes, found.captured, found.tried) == ((), night(0), night(2))
