"""A backup is one moment of the whole database, and comes back as it was, into SQLite and PostgreSQL alike."""

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from older_schemas import build, kept
from sqlalchemy import create_engine, select
from store_made import MISSING, SITE, audit, finding, snapshot

from oit.errors import BadInput, NotFit
from oit.retention import HoldKind
from store.backup import back_up, check_backup, restore, rotate
from store.database import open_database
from store.engine import database_address
from store.models import Base
from store.upgrade import VERSION_TABLE

NOW = datetime(2023, 3, 15, 2, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "db" / "oit.db") if request.param == "sqlite" else str(request.getfixturevalue("postgres"))


@pytest.fixture
def backup(address: str, tmp_path: Path) -> Path:
    """Of a database with two runs and a hold."""
    filled(address)
    back_up(address, tmp_path / "backup.db")
    return tmp_path / "backup.db"


def filled(address: str) -> None:
    with open_database(address) as database:
        for number, items in enumerate(((finding(), MISSING), (finding(12), MISSING))):
            database.save_audit(audit(items), snapshot(), f"folder {number}", "0.1.0")
        database.hold(1, "O10", HoldKind.PERSON, "สมชาย", "")


def content(address: str) -> dict[str, list[Any]]:
    engine = create_engine(database_address(address))
    with engine.connect() as connection:
        tables = Base.metadata.sorted_tables
        found = {table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))] for table in tables}
    engine.dispose()
    return found


def put_back(file: Path, address: str, tmp_path: Path, *, replace: bool = False) -> Path | None:
    return restore(file, address, replace=replace, now=NOW, aside=tmp_path)


def test_a_backup_holds_every_row_and_is_its_owners_own(backup: Path, address: str) -> None:
    assert content(str(backup)) == content(address)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in backup.parent.iterdir() if path.name.startswith("backup") or path.name.endswith(".part")] == ["backup.db"]


def test_it_comes_back_into_an_empty_database_of_either_kind(backup: Path, address: str, postgres: str, tmp_path: Path) -> None:
    before = content(address)
    for target in (str(tmp_path / "new" / "oit.db"), postgres):
        if target != address:
            assert put_back(backup, target, tmp_path) is None
        assert content(target) == before
        with open_database(target) as database:  # the next ids are free
            assert database.save_audit(audit(), snapshot(), "later", "0.1.0") == 3
            database.hold(3, "O10", HoldKind.PERSON, "สมหญิง", "")


def test_a_database_that_holds_something_is_refused(backup: Path, address: str, tmp_path: Path) -> None:
    before = content(address)
    with pytest.raises(BadInput, match="holds something; add --replace"):
        put_back(backup, address, tmp_path)
    assert content(address) == before


def test_what_was_there_is_kept(backup: Path, address: str, tmp_path: Path) -> None:
    with open_database(address) as database:
        database.save_audit(audit((finding(33),)), snapshot(), "newer", "0.1.0")
    newer = content(address)
    aside = put_back(backup, address, tmp_path, replace=True)
    assert aside is not None
    assert content(str(aside)) == newer
    assert content(address) == content(str(backup)) != newer


def damaged(backup: Path, how: str) -> None:
    if how == "cut":
        backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    elif how == "overwritten":
        data = bytearray(backup.read_bytes())
        data[8192 : len(data)] = b"\xff" * (len(data) - 8192)
        backup.write_bytes(data)
    elif how == "text":
        backup.write_text("this was a backup")
    elif how == "gone":
        backup.unlink()
    else:
        with closing(sqlite3.connect(backup)) as connection, connection:
            statements = {"newer": f"UPDATE {VERSION_TABLE} SET version_num = '9999'", "foreign": f"DROP TABLE {VERSION_TABLE}",
                          "torn": "DELETE FROM finding_sets"}  # fmt: skip
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute(statements[how])


@pytest.mark.parametrize(
    ("how", "said"),
    [("cut", "damaged|malformed"), ("overwritten", "damaged|malformed"), ("text", "is no backup"), ("gone", "cannot be read"),
     ("newer", "newer version of this program"), ("foreign", "is no backup"), ("torn", "refer to nothing")],
)  # fmt: skip
def test_a_backup_that_is_not_fit_changes_nothing(how: str, said: str, tmp_path: Path) -> None:
    address = str(tmp_path / "oit.db")
    filled(address)
    back_up(address, tmp_path / "backup.db")
    damaged(tmp_path / "backup.db", how)
    before = content(address)
    with pytest.raises(NotFit, match=said) as told:
        put_back(tmp_path / "backup.db", address, tmp_path, replace=True)
    assert "\n" not in str(told.value)
    assert content(address) == before
    assert not list(tmp_path.glob("*before-restore*"))


def test_a_restore_that_breaks_off_changes_nothing(backup: Path, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(address)

    def broken(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("store.backup.copy_rows", broken)
    with pytest.raises(KeyboardInterrupt):
        put_back_without_backup(backup, address, tmp_path, monkeypatch)
    assert content(address) == before


def put_back_without_backup(backup: Path, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The backup of what is there is made already: that copies rows too."""
    monkeypatch.setattr("store.backup._kept_before", lambda *_, **__: None)
    put_back(backup, address, tmp_path, replace=True)


def test_an_older_backup_is_upgraded_and_stays_as_it_is(address: str, tmp_path: Path) -> None:
    build(str(tmp_path / "old.db"), "0002")
    before = (tmp_path / "old.db").read_bytes()
    put_back(tmp_path / "old.db", address, tmp_path)
    assert (tmp_path / "old.db").read_bytes() == before
    with open_database(address) as database:
        runs = kept("0002")["said"]["runs"]
        assert len([run for agency in database.agencies() for run in database.runs(agency.url)]) == len(runs)


def test_a_damaged_file_gives_way(tmp_path: Path) -> None:
    filled(str(tmp_path / "good.db"))
    back_up(str(tmp_path / "good.db"), tmp_path / "backup.db")
    (tmp_path / "oit.db").write_bytes(b"this was a database " * 500)
    with pytest.raises(NotFit, match="not a database"):
        put_back(tmp_path / "backup.db", str(tmp_path / "oit.db"), tmp_path)
    aside = put_back(tmp_path / "backup.db", str(tmp_path / "oit.db"), tmp_path, replace=True)
    assert aside is not None
    assert aside.read_bytes().startswith(b"this was a database")
    assert content(str(tmp_path / "oit.db")) == content(str(tmp_path / "good.db"))


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    filled(str(tmp_path / "oit.db"))
    (tmp_path / "backup.db").write_text("somebody's")
    with pytest.raises(BadInput, match="is there already"):
        back_up(str(tmp_path / "oit.db"), tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_text() == "somebody's"


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc on this system")
def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    filled(str(tmp_path / "oit.db"))
    with pytest.raises(NotFit, match="the backup cannot be written"):
        back_up(str(tmp_path / "oit.db"), Path("/proc/self/backup.db"))


@pytest.fixture
def busy(address: str) -> Iterator[str]:
    """A database that somebody writes to all the time: each transaction adds one run and one hold on it."""
    with open_database(address) as database:
        database.save_audit(audit(), snapshot(), "first", "0.1.0")
        ended = threading.Event()

        def write() -> None:
            number = 0
            while not ended.is_set():
                number += 1
                database.save_audit(audit((finding(10), finding(number + 20))), snapshot(), f"{number}", "0.1.0")

        writer = threading.Thread(target=write)
        writer.start()
        yield address
        ended.set()
        writer.join()


def test_a_backup_while_others_write_holds_together(busy: str, tmp_path: Path) -> None:
    seen = []
    for number in range(3):
        file = tmp_path / f"{number}.db"
        back_up(busy, file)
        check_backup(file)
        with open_database(str(file)) as database:
            runs = database.runs(SITE)
            seen.append(len(runs))
            assert all(database.findings(run.id) for run in runs)
            assert database.integrity() == []
    assert seen == sorted(seen)
    assert seen[-1] > 1


def test_rotation_keeps_the_newest_and_leaves_other_files(tmp_path: Path) -> None:
    names = [f"oit-2023031{n}T020000.db" for n in range(1, 5)]
    for name in [*names, "oit-mine.db", "other.db"]:
        (tmp_path / name).touch()
    assert [path.name for path in rotate(tmp_path, "oit-[0-9]*T[0-9]*.db", 2)] == names[:2]
    assert sorted(os.listdir(tmp_path)) == sorted([*names[2:], "oit-mine.db", "other.db"])
