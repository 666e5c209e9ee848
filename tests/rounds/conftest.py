from collections.abc import Iterator
from pathlib import Path

import pytest
from rounds_made import PLAN, ROSTER

from store.database import Database, open_database
from tests.once import made_once


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that has the agencies on its roster and nothing else."""
    return made_once(tmp_path_factory, "rounds", _fill) / "oit.db"


def _fill(folder: Path) -> None:
    with open_database(str(folder / "oit.db")) as database:
        database.put_roster(ROSTER)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a data folder of its own and a plan."""
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rounds.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def roster(empty: Path, home: Path) -> Iterator[Database]:
    (home / "oit.db").write_bytes(empty.read_bytes())
    with open_database(str(home / "oit.db")) as opened:
        yield opened
