"""What people said, entered and published: it goes into backups and comes back, follows its agency, and must hold together."""

from pathlib import Path
from typing import Any

import pytest
from people_made import OTHER, fill
from sqlalchemy import create_engine, select, text
from store_made import AGENCY
from test_store_backup import NOW

from oit.roster import RosterEntry
from store.backup import back_up, restore
from store.database import open_database
from store.engine import database_address
from store.models import Base

PEOPLE = ("human_verdicts", "remarks", "sheets", "entered_links", "link_looks", "sign_offs", "published_scores")
OF_AGENCY = ("human_verdicts", "remarks", "sheets", "entered_links", "published_scores")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    found = str(tmp_path / "db" / "oit.db") if request.param == "sqlite" else str(request.getfixturevalue("postgres_with_tables"))
    with open_database(found) as database:
        fill(database)
    return found


@pytest.fixture
def own_file(tmp_path: Path) -> str:
    with open_database(str(tmp_path / "own.db")) as database:
        fill(database)
    return str(tmp_path / "own.db")


def rows(address: str, names: tuple[str, ...] = PEOPLE) -> dict[str, list[dict[str, Any]]]:
    engine = create_engine(database_address(address))
    with engine.connect() as connection:
        tables = [Base.metadata.tables[name] for name in names]
        found = {table.name: [dict(row) for row in connection.execute(select(table).order_by(table.c.id)).mappings()] for table in tables}
    engine.dispose()
    return found


def change(address: str, statement: str) -> None:
    engine = create_engine(database_address(address))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_backup_brings_all_of_it_back(address: str, tmp_path: Path) -> None:
    before = rows(address)
    assert all(before.values())
    back_up(address, tmp_path / "backup.db")
    restore(tmp_path / "backup.db", str(tmp_path / "new.db"), replace=False, now=NOW, aside=tmp_path)
    assert rows(str(tmp_path / "new.db")) == before
    change(address, "DELETE FROM human_verdicts")
    restore(tmp_path / "backup.db", address, replace=True, now=NOW, aside=tmp_path)
    assert rows(address) == before
    with open_database(address) as database:
        assert database.integrity() == []


def test_what_was_said_follows_an_agency_that_turns_out_to_be_another(address: str) -> None:
    """The first agency has moved to the address of the second."""
    before = rows(address)
    with open_database(address) as database:
        for urls in ((AGENCY.url,), (OTHER.url, AGENCY.url)):
            database.put_roster([RosterEntry("4101", AGENCY.name, "sao", urls)])
        assert database.integrity() == []
        assert len(database.attested(OTHER.url, "o01_o43", 2566)) == 4
    after = rows(address)
    assert {row["agency_id"] for name in OF_AGENCY for row in after[name]} == {1}
    assert {name: len(found) for name, found in after.items()} == {name: len(found) for name, found in before.items()} | {
        "published_scores": 2
    }
    assert {(row["key"], row["score"]) for row in after["published_scores"]} == {("OIT", 90.0), ("IIT", 70.0)}
    assert after["link_looks"] == before["link_looks"]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE human_verdicts SET verdict = 'maybe' WHERE id = 2", "human verdict 2: is maybe without what belongs to that"),
        ("UPDATE human_verdicts SET by = '' WHERE id = 2", "human verdict 2: is current without what belongs to that"),
        ("UPDATE human_verdicts SET withdrawn = NULL WHERE id = 1", "human verdict 1: is present without what belongs to that"),
        ("UPDATE human_verdicts SET withdrawn_by = '' WHERE id = 1", "human verdict 1: is present without what belongs to that"),
        ("UPDATE human_verdicts SET ended = made WHERE id = 2", "human verdict 2: is current without what belongs to that"),
        ("UPDATE human_verdicts SET ended_why = 'lost' WHERE id = 2", "human verdict 2: is current without what belongs to that"),
        ("UPDATE human_verdicts SET run_id = 2 WHERE id = 2", "human verdict 2: run 2 is another agency's result"),
        ("UPDATE sheets SET run_id = 1 WHERE id = 2", "workbook 2: run 1 is another agency's result"),
        ("UPDATE holds SET kind = 'person' WHERE id = 1", "human verdict 2: what keeps its evidence was made for something else"),
        (
            "UPDATE entered_links SET watch_until = '2023-01-01' WHERE id = 1",
            "entered link 1: is watched until a day before it was entered",
        ),
        ("UPDATE link_looks SET state = 'odd' WHERE id = 1", "look 1 at an entered link: does not hold together"),
        ("UPDATE link_looks SET looks = 0 WHERE id = 2", "look 2 at an entered link: does not hold together"),
        ("UPDATE sign_offs SET by = ''", "signing off 1: names nobody, or somebody who withdrew it and not when"),
        ("UPDATE published_scores SET score = 100.5 WHERE id = 3", "published score 3: is not within 0 and 100"),
    ],
)
def test_what_must_not_be_is_told(own_file: str, damage: str, told: str) -> None:
    with open_database(own_file) as database:
        assert database.integrity() == []
        change(own_file, damage)
        assert database.integrity() == [told]


def test_a_hold_that_goes_leaves_the_verdict(own_file: str) -> None:
    with open_database(own_file) as database:
        with database._engine.begin() as connection:
            connection.execute(text("DELETE FROM holds"))
        assert [one.hold_id for one in database.attested(AGENCY.url, "o01_o43", 2566)] == [None, None]
        assert database.integrity() == []
