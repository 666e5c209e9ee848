from collections.abc import Iterator
from pathlib import Path

import pytest
from human_made import A1

from store.database import Database, open_database
from tests.once import made_once


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that has the agency on its roster and nothing else."""
    return made_once(tmp_path_factory, "human", _fill) / "oit.db"


def _fill(folder: Path) -> None:
    with open_database(str(folder / "oit.db")) as database:
        database.put_roster([A1])


@pytest.fixture
def home(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, which is the data folder too."""
    (tmp_path / "oit.db").write_bytes(empty.read_bytes())
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def database(home: Path) -> Iterator[Database]:
    with open_database(str(home / "oit.db")) as opened:
        yield opened
