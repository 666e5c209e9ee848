from collections.abc import Iterator
from pathlib import Path

import pytest
from rounds_made import PLAN

from store.database import Database, open_database


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a data folder of its own and a plan."""
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rounds.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def database(home: Path) -> Iterator[Database]:
    with open_database(str(home / "oit.db")) as opened:
        yield opened
