from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import cli
from store.database import Database, open_database
from tests.once import made_once
from tests.rounds.rounds_made import ROSTER, letters, save

YEAR_BEFORE = "key,score\ntotal,84.50\nIIT,86.00\nEIT,80.25\nOIT,87.10\n1,88.00\n2,71.40\n"
SCORES = "ตัวชี้วัด,คะแนน\ntotal,81.39\nIIT,83.00\nEIT,77.50\nOIT,85.00\n1,90.10\n2,70.20\n7,68.00\ni1,62.50\ni9,95\ne4,55.25\n"


@pytest.fixture(scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with agencies, two of them checked: A1 fails two items that B2 passes."""
    return made_once(tmp_path_factory, "advice", _fill) / "oit.db"


def _fill(folder: Path) -> None:
    with open_database(str(folder / "oit.db")) as database:
        database.put_roster(ROSTER)
        agencies = {one.code: one for one in ROSTER}
        save(database, agencies["A1"], date(2023, 2, 1), letters(O11="M", O12="O"))
        save(database, agencies["B2"], date(2023, 2, 2), letters())
        save(database, agencies["D4"], date(2023, 2, 2), letters(O11="M"))


@pytest.fixture
def place(_kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with that database in it, the present folder and data folder too."""
    (tmp_path / "oit.db").write_bytes(_kept.read_bytes())
    (tmp_path / "scores.csv").write_text(SCORES, encoding="utf-8")
    (tmp_path / "before.csv").write_text(YEAR_BEFORE, encoding="utf-8")
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def scored(place: Path) -> Path:
    """The same with scores of two years of A1."""
    for file, year in (("before.csv", "2564"), ("scores.csv", "2565")):
        done = oit(place, "scores", "import", "A1", file, "--fiscal-year", year, "--by", "สมชาย")
        assert done.exit_code == 0, done.output
    return place


@pytest.fixture
def database(place: Path) -> Iterator[Database]:
    with open_database(str(place / "oit.db")) as opened:
        yield opened


def oit(place: Path, *arguments: str) -> Result:
    command, *rest = arguments
    where = ["--db", str(place / "oit.db")]
    inner = [command, rest[0], *where, *rest[1:]] if command == "scores" else [command, *where, *rest]
    return CliRunner().invoke(cli, inner, standalone_mode=False)
