import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from presubmit_made import Opened, entry, make, put, save

from store.database import Database, open_database
from tests.once import made_once


def _fill(folder: Path) -> None:
    """An empty database, and one with an agency of which a workbook with an item of each outcome was given out."""
    with open_database(str(folder / "empty.db")):
        pass
    shutil.copy(folder / "empty.db", folder / "one.db")
    with open_database(str(folder / "one.db")) as opened:
        put(opened, entry())
        save(opened, entry())
    assert make(folder / "A001.xlsx", "--db", str(folder / "one.db")) == 0


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "presubmit", _fill)


@pytest.fixture(scope="session")
def shown(made: Path) -> Opened:
    """The workbook of one agency with an item of each outcome, to look at only."""
    return Opened(made / "A001.xlsx")


@pytest.fixture
def home(tmp_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a data folder of its own and an empty database there."""
    monkeypatch.setenv("OIT_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    shutil.copy(made / "empty.db", tmp_path / "data" / "oit.db")
    return tmp_path


@pytest.fixture
def one(home: Path, made: Path) -> Path:
    """The same workbook to work in; its agency is that of the default database."""
    shutil.copy(made / "one.db", home / "data" / "oit.db")
    return Path(shutil.copy(made / "A001.xlsx", home / "A001.xlsx"))


@pytest.fixture
def database(home: Path) -> Iterator[Database]:
    with open_database(str(home / "data" / "oit.db")) as opened:
        yield opened
