"""What is no database of ours is told in one line and left as it is."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from store_made import SITE, audit, snapshot

from oit.errors import NotFit
from store.database import open_database
from store.engine import database_address, shown
from store.upgrade import MIGRATIONS, NEWEST, VERSION_TABLE, migrate


def revisions() -> list[str]:
    """All revisions, oldest first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]


def refusal(address: str) -> str:
    with pytest.raises(NotFit) as told:
        open_database(address)
    assert told.value.exit_code == 4
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 500
    return str(told.value)


@pytest.mark.parametrize("old", revisions())
def test_a_database_of_every_revision_is_upgraded(tmp_path: Path, old: str) -> None:
    path = tmp_path / "oit.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrate(connection, None, old)
        connection.execute(text("INSERT INTO agencies (url, name, type, code) VALUES (:url, 'ก', 'sao', '1')"), {"url": SITE})
    with open_database(str(path)) as database:
        assert [agency.name for agency in database.agencies()] == ["ก"]
        database.save_audit(audit(), snapshot(), "x", "0.1.0")
    with engine.connect() as connection:
        assert connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() == NEWEST
    engine.dispose()


def test_the_newest_migration_is_the_one_that_is_asked_for() -> None:
    assert revisions()[-1] == NEWEST


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "oit.db"
    open_database(str(path)).close()
    before = path.read_bytes()
    open_database(str(path)).close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"this is a letter and no database\n" * 200, b"\x89PNG" + bytes(4096)])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    assert f"{path}: file is not a database; choose another file" in refusal(str(path))
    assert path.read_bytes() == content


def test_a_damaged_database(tmp_path: Path) -> None:
    path = tmp_path / "oit.db"
    with open_database(str(path)) as database:
        database.save_audit(audit(), snapshot(), "x", "0.1.0")
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    assert "malformed" in refusal(str(path))


def test_damage_found_later_is_told_too(tmp_path: Path) -> None:
    path = tmp_path / "oit.db"
    with open_database(str(path)) as database:
        database.save_audit(audit(), snapshot(), "x", "0.1.0")
    with sqlite3.connect(path) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'runs'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with open_database(str(path)) as database, pytest.raises(NotFit, match="malformed; the file is damaged"):
        database.runs(SITE)


def test_a_directory(tmp_path: Path) -> None:
    assert f"{tmp_path}: is a directory" in refusal(str(tmp_path))


def test_a_place_where_no_folder_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "its folder cannot be created" in refusal(str(tmp_path / "file" / "deep" / "oit.db"))


def test_a_place_that_cannot_be_written() -> None:
    """No user, not even root, can make a file there."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("no /proc on this system")
    assert "unable to open database file; make the file and its folder writable" in refusal("/proc/self/oit.db")


def test_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "oit.db"
    open_database(str(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    connection.close()
    before = sorted(sqlite3.connect(path).execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL").fetchall())
    assert "newer version of this program (9999)" in refusal(str(path))
    assert sorted(sqlite3.connect(path).execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL").fetchall()) == before


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (id)")
    connection.close()
    assert "tables of another program (bookmarks)" in refusal(str(path))
    assert sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


@pytest.mark.parametrize(
    "address", ["mysql://user:secret@host/db", "http://host/", "oracle+cx://x", "://", "", "   ", "sqlite+aiosqlite:///x"]
)
def test_an_unknown_kind(address: str) -> None:
    line = refusal(address)
    assert "give sqlite:///FILE" in line
    assert "secret" not in line


def test_a_postgresql_that_cannot_be_reached(tmp_path: Path) -> None:
    line = refusal("postgresql://user:secret@127.0.0.1:1/nothing")
    assert "secret" not in line
    assert "oit-crawler[postgresql]" in line or "check the address" in line


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("a b/oit.db", "a b/oit.db"),
        ("sqlite:///rel.db", "rel.db"),
        ("sqlite:////abs/ข้อมูล.db", "/abs/ข้อมูล.db"),
        ("odd?name#50%.db", "odd?name#50%.db"),
        (":memory:", ":memory:"),
        ("postgres://u:secret@h/db", "postgresql+psycopg://u:***@h/db"),
    ],
)
def test_addresses_as_they_are_shown(given: str, name: str) -> None:
    assert shown(database_address(given)) == name


def test_the_users_own_folder_is_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert shown(database_address("~/oit.db")) == str(tmp_path / "oit.db")


def test_a_database_in_memory_can_be_used() -> None:
    with open_database(":memory:") as database:
        assert database.save_audit(audit(), snapshot(), "x", "0.1.0") == 1
        assert len(database.runs(SITE)) == 1


def test_a_copied_file_opens_elsewhere(tmp_path: Path) -> None:
    with open_database(str(tmp_path / "a.db")) as database:
        database.save_audit(audit(), snapshot(), "x", "0.1.0")
    shutil.copy(tmp_path / "a.db", tmp_path / "b.db")
    with open_database(str(tmp_path / "b.db")) as database:
        assert len(database.runs(SITE)) == 1
