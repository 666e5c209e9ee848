"""A database that is locked, gone, damaged or read-only: one line; what was fetched is kept and saved later, once."""

import os
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

import store.engine
import store.upgrade
from store.database import open_database
from tests.app.commands import Ran, in_process
from tests.survives.checks import Check, agree, finished, started, verdicts
from tests.survives.small_site import served

IMPATIENT = "import store.engine, cli; store.engine.WAIT_SECONDS = 1; cli.main()"  # seconds that a writer waits for another


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program writes and does not come to an end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def under_way(url: str, data: Path, **given: Any) -> Check:
    """A check whose crawl goes on."""
    check = started(url, data, **given)
    assert check.wait_for(lambda: any(data.glob("snapshots/*/*/responses.jsonl")))
    return check


def one_line(ran: Ran) -> str:
    assert (ran.code, ran.err.count("\n")) == (4, 1), ran.err
    return ran.err


def told_command(ran: Ran) -> list[str]:
    """What the line says to type, without the program's name."""
    return shlex.split(one_line(ran).partition("later with: ")[2])[1:]


def saved_later(ran: Ran, data: Path) -> None:
    """The command of the line saves the verdicts, and again adds nothing."""
    command = told_command(ran)
    assert command[0] == "judge"
    for _ in range(2):
        assert in_process(*command).code == 0
        assert len(verdicts(data / "oit.db")) == 1
    assert agree(data).code == 0


def test_locked_when_the_verdicts_are_saved(tmp_path: Path) -> None:
    open_database(str(tmp_path / "oit.db")).close()
    with served() as site, locked(tmp_path / "oit.db"):
        ran = under_way(site.url, tmp_path, program=("-c", IMPATIENT)).ended()
    assert "locked; another program holds it: try again when that has ended; what was fetched is kept" in ran.err
    assert verdicts(tmp_path / "oit.db") == {}
    assert len(finished(tmp_path)) == 1
    saved_later(ran, tmp_path)


def test_a_file_that_is_moved_away_during_the_crawl_takes_no_verdict_with_it(tmp_path: Path) -> None:
    with served(slow=0.1) as site:
        check = under_way(site.url, tmp_path)
        (tmp_path / "oit.db").rename(tmp_path / "old.db")
        ran = check.ended()
    assert (ran.code, ran.err) == (0, "")
    assert len(verdicts(tmp_path / "oit.db")) == 1
    assert verdicts(tmp_path / "old.db") == {}
    assert agree(tmp_path).code == 0


def test_a_file_that_is_damaged_during_the_crawl(tmp_path: Path) -> None:
    with served(slow=0.1) as site:
        check = under_way(site.url, tmp_path)
        (tmp_path / "oit.db").write_bytes(b"this was a database " * 1000)
        ran = check.ended()
    assert "file is not a database; choose another file, or move this one away" in one_line(ran)
    (tmp_path / "oit.db").unlink()
    saved_later(ran, tmp_path)


def test_locked_before_the_first_table(snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (store.engine, store.upgrade):
        monkeypatch.setattr(module, "WAIT_SECONDS", 0.2)
    with locked(tmp_path / "new.db"):
        assert "locked; another program holds it" in one_line(in_process("judge", str(snapshot), "--db", str(tmp_path / "new.db")))
    assert in_process("judge", str(snapshot), "--db", str(tmp_path / "new.db")).code == 0


def test_a_judgement_is_kept_once_by_whatever_path_its_folder_is_named(snapshot: Path, tmp_path: Path) -> None:
    for path in (snapshot, snapshot / ".." / snapshot.name, Path(os.path.relpath(snapshot))):
        assert in_process("judge", str(path), "--date", "2023-03-15", "--db", str(tmp_path / "new.db")).code == 0
    assert len(verdicts(tmp_path / "new.db")) == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes everywhere: test_survives_full_disk.py")
def test_a_folder_that_is_not_ours_to_write(snapshot: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir(mode=0o500)
    ran = in_process("judge", str(snapshot), "--db", str(tmp_path / "theirs" / "oit.db"))
    assert "make the file and its folder writable, or choose another with --db" in one_line(ran)
