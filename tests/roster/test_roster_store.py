"""The roster in a real database: who is added, changed, adopted, merged, refused, and what becomes of the history."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from oit.agency import Agency
from oit.errors import BadInput
from oit.retention import HoldKind
from oit.roster import ANY_TOPIC, Owner, RosterEntry
from store.database import Database, open_database
from store.models import AgencyTable, JobTable, NightTable
from tests.store.store_made import audit, snapshot

OWNERS = (Owner(ANY_TOPIC, "สำนักปลัด", "palad@example.org"), Owner("structure", "กองคลัง"))
FIRST = RosterEntry("4101", "องค์การบริหารส่วนตำบลหนองบัว", "sao", ("https://nongbua.example/", "https://old.nongbua.example/"),
                    "เมือง", "สมมุติ", OWNERS, "นายก โทร. 1234", 20, "ย้ายเว็บ 2566")  # fmt: skip
SECOND = RosterEntry("4102", "เทศบาลตำบลห้วยใหญ่", "subdistrict_municipality", ("https://huaiyai.example/",))


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        shutil.copy(empty_database, tmp_path / "oit.db")
    address = request.getfixturevalue("postgres_with_tables") if request.param == "postgres" else str(tmp_path / "oit.db")
    with open_database(address) as opened:
        yield opened


def checked(database: Database, url: str, number: int = 1, name: str = "") -> int:
    """A check of an address; its run."""
    made = replace(audit(), agency=Agency(url, name, "other"), crawl=replace(audit().crawl, started=f"2023-03-{number:02}T02:00:00+07:00"))
    return database.save_audit(made, snapshot(), f"folder-{number}", "0.1")


def test_what_is_put_comes_back_by_code(database: Database) -> None:
    assert database.put_roster([SECOND, FIRST]) == (2, 0, 0)
    assert database.roster() == [FIRST, SECOND]
    assert database.put_roster([FIRST, SECOND]) == (0, 0, 2)
    assert database.put_roster([replace(FIRST, owners=OWNERS[:1], min_pages=None), SECOND]) == (0, 1, 1)
    assert database.roster()[0].owners == OWNERS[:1]


def test_a_changed_address_keeps_the_row_and_its_history(database: Database) -> None:
    database.put_roster([FIRST])
    row, run = database.agency_id("4101"), checked(database, FIRST.urls[0])
    assert database.put_roster([replace(FIRST, urls=("https://nongbua2.example/",))]) == (0, 1, 0)
    assert database.agency_id("4101") == row
    assert [one.id for one in database.runs("https://nongbua2.example/")] == [run]


@pytest.mark.parametrize("seen", ["https://nongbua.example/", "http://www.nongbua.example/", "https://www.nongbua.example/"])
def test_who_was_only_checked_is_adopted_with_all_that_was_seen(database: Database, seen: str) -> None:
    run = checked(database, seen)
    assert database.put_roster([FIRST]) == (1, 0, 0)
    assert [one.id for one in database.runs(FIRST.urls[0])] == [run]
    assert [agency.name for agency in database.agencies()] == [FIRST.name]


def test_several_rows_of_one_address_become_one(database: Database) -> None:
    runs = [checked(database, url, n) for n, url in enumerate(("http://nongbua.example/", "https://www.nongbua.example/"), 1)]
    hold = database.hold(runs[0], "O1", HoldKind.PERSON, "สมชาย", "อุทธรณ์")
    database.put_roster([FIRST])
    assert sorted(one.id for one in database.runs(FIRST.urls[0])) == runs
    assert [one.run_id for one in database.holds() if one.id == hold] == [runs[0]]
    assert len(database.agencies()) == 1


def test_a_move_to_an_address_that_was_checked_joins_both_histories(database: Database) -> None:
    database.put_roster([FIRST])
    runs = {checked(database, FIRST.urls[0], 1), checked(database, "https://new.example/", 2)}
    database.put_roster([replace(FIRST, urls=("http://www.new.example/",))])
    assert {one.id for one in database.runs("http://www.new.example/")} == runs


def test_a_check_of_a_watched_agency_changes_nothing_of_the_roster(database: Database) -> None:
    database.put_roster([FIRST])
    run = checked(database, "http://www.nongbua.example/", name="ชื่ออื่น")
    assert database.roster() == [FIRST]
    assert [one.id for one in database.runs(FIRST.urls[0])] == [run]


def test_an_address_of_another_agency_is_refused_and_nothing_is_written(database: Database) -> None:
    database.put_roster([FIRST, SECOND])
    third = RosterEntry("4103", "อบต.ใหม่", "sao", ("https://new.example/",))
    with pytest.raises(BadInput, match=r"4102: http://www.nongbua.example/ is the address of 4101"):
        database.put_roster([third, replace(SECOND, urls=("http://www.nongbua.example/",))])
    with pytest.raises(BadInput, match="retire 4101 first"):
        database.put_roster([third, replace(FIRST, code="9999")])
    assert database.roster() == [FIRST, SECOND]


def test_two_agencies_may_change_their_addresses_for_one_anothers(database: Database) -> None:
    database.put_roster([FIRST, SECOND])
    ids = [database.agency_id("4101"), database.agency_id("4102")]
    swapped = [replace(FIRST, urls=SECOND.urls), replace(SECOND, urls=FIRST.urls)]
    assert database.put_roster(swapped) == (0, 2, 0)
    assert database.roster() == swapped
    assert [database.agency_id("4101"), database.agency_id("4102")] == ids


def test_doubles_within_one_call_are_refused(database: Database) -> None:
    for other in (replace(SECOND, code="4101"), replace(SECOND, urls=("http://www.nongbua.example",))):
        with pytest.raises(BadInput, match="4101"):
            database.put_roster([FIRST, other])
    assert database.roster() == []


def test_who_retires_is_not_watched_and_keeps_what_was_seen(database: Database) -> None:
    database.put_roster([FIRST, SECOND])
    run = checked(database, FIRST.urls[0])
    database.retire("4101", date(2023, 6, 1))
    assert database.roster() == [SECOND]
    assert database.roster(retired=True)[0] == replace(FIRST, retired=date(2023, 6, 1))
    assert [entry.code for entry in database.roster(on=date(2023, 5, 31))] == ["4101", "4102"]
    assert [entry.code for entry in database.roster(on=date(2023, 6, 1))] == ["4102"]
    assert [one.id for one in database.runs(FIRST.urls[0])] == [run]
    database.retire("4101", None)
    assert database.roster() == [FIRST, SECOND]
    with pytest.raises(BadInput, match="4199"):
        database.retire("4199", date(2023, 6, 1))


def test_a_retired_agency_that_comes_back_under_another_code_goes_on(database: Database) -> None:
    database.put_roster([FIRST])
    run, row = checked(database, FIRST.urls[0]), database.agency_id("4101")
    database.retire("4101", date(2023, 6, 1))
    raised = replace(FIRST, code="5101", name="เทศบาลตำบลหนองบัว", type="subdistrict_municipality")
    assert database.put_roster([raised]) == (1, 0, 0)
    assert database.roster(retired=True) == [raised]
    assert database.agency_id("5101") == row
    assert [one.id for one in database.runs(FIRST.urls[0])] == [run]


def test_jobs_move_along_and_a_night_keeps_one(database: Database) -> None:
    checked(database, "https://new.example/")
    database.put_roster([FIRST])
    mine = database.agency_id("4101")
    with Session(database._engine) as session, session.begin():
        other = session.scalars(select(AgencyTable.id).where(~AgencyTable.on_roster)).one()
        for n in (1, 2):
            session.add(NightTable(id=n, day=date(2023, 3, n), state="done", started=datetime.now(UTC), form="o01_o43", fiscal_year=2566,
                                   canary="", summary=""))  # fmt: skip
        session.flush()
        for night, agency in ((1, mine), (1, other), (2, other)):
            session.add(JobTable(night_id=night, agency_id=agency, host="h", position=1, state="done", attempts=1, second_pass=False,
                                 token=1, worker="", why=""))  # fmt: skip
    database.put_roster([replace(FIRST, urls=("https://new.example/",))])
    with Session(database._engine) as session:
        assert sorted((job.night_id, job.agency_id) for job in session.scalars(select(JobTable))) == [(1, mine), (2, mine)]
