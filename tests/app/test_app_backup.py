"""oit db backup and restore as a person types them."""

import json
from pathlib import Path

from commands import in_process as run
from test_app_evidence import HOST, audited, home

from store.database import open_database

__all__ = ["home"]


def runs(path: Path) -> int:
    with open_database(str(path)) as database:
        return len(database.runs(HOST + "/"))


def test_there_and_back(home: Path) -> None:
    audited(home, "2023-03-15")
    made = run("db", "backup", "--json")
    file = Path(json.loads(made.out)["file"])
    assert (made.code, file.parent) == (0, home / "backups")
    audited(home, "2023-03-16")
    refused = run("db", "restore", str(file))
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "add --replace" in refused.err
    done = run("db", "restore", str(file), "--replace")
    assert (done.code, done.err) == (0, "")
    (kept,) = home.glob("oit-before-restore-*.db")
    assert str(kept) in done.out
    assert (runs(home / "oit.db"), runs(kept)) == (1, 2)


def test_only_the_newest_stay(home: Path) -> None:
    audited(home, "2023-03-15")
    (home / "backups").mkdir()
    for day in (13, 14):
        (home / "backups" / f"oit-202303{day}T020000.db").touch()
    done = run("db", "backup", "--keep", "2", "--lang", "en")
    assert done.code == 0
    assert "oit-20230313T020000.db: removed" in done.out
    assert len(list((home / "backups").iterdir())) == 2


def test_a_backup_of_that_name_is_not_written_over(home: Path) -> None:
    audited(home, "2023-03-15")
    assert run("db", "backup", str(home / "mine.db")).code == 0
    again = run("db", "backup", str(home / "mine.db"))
    assert again.code == 2
    assert "is there already; give another name" in again.err
