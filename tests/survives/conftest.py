"""A kept snapshot of the small site, made once, and copies of it to play with."""

import shutil
from pathlib import Path

import pytest

from tests.once import made_once
from tests.survives.checks import finished, started
from tests.survives.small_site import served


@pytest.fixture(scope="session")
def kept_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(data: Path) -> None:
        with served() as site:
            ran = started(site.url, data).ended()
        assert ran.code == 0, ran.err

    (folder,) = finished(made_once(tmp_path_factory, "small_site", make))
    return folder


@pytest.fixture
def snapshot(kept_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept_once, tmp_path / "snapshot"))
