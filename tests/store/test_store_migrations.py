"""A database of every earlier schema, with rows that the version of its time wrote, says after the upgrade what it said before."""

import dataclasses
import json
import multiprocessing
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from older_schemas import SCHEMAS, build, kept
from sqlalchemy import create_engine, text
from store_made import audit, snapshot

import store.moving_0004
from oit.errors import NotFit
from store.database import Database, open_database
from store.engine import database_address
from store.upgrade import NEWEST, VERSION_TABLE


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "oit.db") if request.param == "sqlite" else str(request.getfixturevalue("postgres"))


def said(database: Database) -> dict[str, Any]:
    """What the database gives back of every run, as the fixtures hold it."""
    runs = [run for agency in database.agencies() for run in database.runs(agency.url)]
    return {
        "runs": [plain(run) for run in runs],
        "findings": {str(run.id): [plain(row) for row in database.findings(run.id)] for run in runs},
        "failures": {str(run.id): [plain(row) for row in database.failures(run.id)] for run in runs},
    }


def plain(record: Any) -> Any:
    made = json.loads(json.dumps(dataclasses.asdict(record), default=str))
    if isinstance(made, dict):
        made.pop("set_id", None)
    return made


def rows(address: str, table: str) -> list[dict[str, Any]]:
    engine = create_engine(database_address(address))
    with engine.connect() as connection:
        found = [dict(row) for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY 1")).mappings()]
    engine.dispose()
    return found


def revision(address: str) -> str:
    return str(rows(address, VERSION_TABLE)[0]["version_num"])


def test_there_are_rows_of_every_earlier_schema() -> None:
    assert [f"{number:04d}" for number in range(1, int(NEWEST))] == SCHEMAS


@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_was_said_is_said_after_the_upgrade(address: str, schema: str) -> None:
    build(address, schema)
    with open_database(address) as database:
        expected = kept(schema)["said"]
        for run in expected["runs"]:
            run.setdefault("pruned", None)
        assert said(database) == expected
        assert database.integrity() == []
        assert database.save_audit(audit(), snapshot(), "new", "0.2.0") == max(run["id"] for run in expected["runs"]) + 1


@pytest.mark.parametrize("schema", [one for one in SCHEMAS if one >= "0002"])
def test_what_refers_to_runs_stays(address: str, schema: str) -> None:
    """SQLite copies the table of runs, and deletes the old one."""
    build(address, schema)
    before = {name: rows(address, name) for name in ("holds", *(("jobs", "nights", "messages", "owners") if schema >= "0003" else ()))}
    assert all(before.values())
    open_database(address).close()
    assert {name: rows(address, name) for name in before} == before


def test_what_is_alike_is_kept_once(address: str) -> None:
    build(address, "0003", times=3)
    open_database(address).close()
    counts = {name: len(rows(address, name)) for name in ("runs", "finding_sets", "shared_findings", "shared_evidence", "sightings")}
    assert counts["runs"] == 27
    assert counts["finding_sets"] == 4
    assert counts["shared_evidence"] < len(kept("0003")["tables"]["evidence"])
    assert counts["sightings"] < counts["runs"]


@pytest.mark.parametrize("after", [1, 5])
def test_an_upgrade_that_breaks_off_leaves_the_old_database(address: str, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    build(address, "0003")
    before = {name: rows(address, name) for name in kept("0003")["tables"]}
    real, calls = store.moving_0004._moved, iter(range(100))

    def broken(*given: Any) -> Any:
        if next(calls) == after:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr("store.moving_0004._moved", broken)
    with pytest.raises(KeyboardInterrupt):
        open_database(address)
    assert revision(address) == "0003"
    assert {name: rows(address, name) for name in before} == before
    monkeypatch.undo()
    with open_database(address) as database:
        assert said(database) == kept("0003")["said"]


def upgrade_and_die(address: str) -> None:
    """Killed in the midst of moving."""
    import os  # noqa: PLC0415

    store.moving_0004.pack_times = lambda *_: os._exit(9)  # type: ignore[assignment]
    open_database(address)


def test_an_upgrade_that_is_killed_leaves_the_old_database(address: str) -> None:
    build(address, "0003")
    worker = multiprocessing.get_context("spawn").Process(target=upgrade_and_die, args=(address,))
    worker.start()
    worker.join()
    assert worker.exitcode == 9
    assert revision(address) == "0003"
    with open_database(address) as database:
        assert said(database) == kept("0003")["said"]


def upgrade_only(address: str) -> None:
    open_database(address).close()


def test_two_programs_upgrade_at_once(address: str) -> None:
    build(address, "0002", times=2)
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=upgrade_only, args=(address,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert revision(address) == NEWEST
    with open_database(address) as database:
        assert len(said(database)["runs"]) == 9 * 2


def test_a_newer_database_is_refused_and_left_alone(address: str) -> None:
    open_database(address).close()
    engine = create_engine(database_address(address))
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(NotFit, match="newer version of this program"):
        open_database(address)
    assert revision(address) == "9999"


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    build(str(tmp_path / "oit.db"), "0003")
    return tmp_path / "oit.db"


def test_a_database_that_cannot_be_written_is_refused_whole(old_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite itself refuses every writing, root's too. The address is not taken for a path of folders."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    before = old_file.read_bytes()
    with pytest.raises(NotFit, match="readonly"):
        open_database(f"sqlite:///file:{old_file}?mode=ro&uri=true")
    assert old_file.read_bytes() == before
    assert not list(here.iterdir())
    assert sqlite3.connect(old_file).execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone() == ("0003",)


def test_the_space_of_the_old_tables_is_given_back(address: str) -> None:
    build(address, "0003", times=24)
    with open_database(address) as database:
        before, after = database.compact()
        assert after < before / 2 if address.endswith(".db") else after > 0
        assert len(said(database)["runs"]) == 9 * 24
