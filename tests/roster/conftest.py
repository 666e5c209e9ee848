"""A database made once, and copied for each test: making its tables takes longer than most tests."""

from pathlib import Path

import pytest

from store.database import open_database


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and no row, closed."""
    path = tmp_path_factory.mktemp("empty") / "oit.db"
    open_database(str(path)).close()
    return path
