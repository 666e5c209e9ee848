"""`kill -9` when certain files appear: the folder, the first answer, the first reading, the manifest, the rows of the database."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.survives.checks import folders, needs_proc, started
from tests.survives.killing import Ground, fresh_ground
from tests.survives.small_site import served

SEED = 2566


def newest(ground: Ground, name: str) -> Callable[[], bool]:
    """Does the folder that comes after those of now hold such a file?"""
    before = set(folders(ground.data))
    return lambda: any(folder not in before and any(folder.glob(name)) for folder in folders(ground.data))


def being_saved(ground: Ground) -> Callable[[], bool]:
    """Has something been written to the database since the manifest came?"""
    manifest, journal = newest(ground, "manifest.json"), ground.database.with_name("oit.db-wal")
    return lambda: manifest() and journal.exists() and journal.stat().st_size > 0


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return fresh_ground(tmp_path)


@needs_proc
def test_kills_at_certain_moments(ground: Ground) -> None:
    chance = random.Random(SEED)
    with served() as site:
        for name in ("", "responses.jsonl", "read/*/*.gz", "manifest.json"):
            happened = newest(ground, name) if name else lambda: bool(folders(ground.data))
            check = started(site.url, ground.data)
            assert check.wait_for(happened)
            ground.kill(check)
        ground.undisturbed(site.url)
        for _ in range(6):
            check = started(site.url, ground.data)
            assert check.wait_for(being_saved(ground))
            time.sleep(chance.random() * 0.06)
            ground.kill(check)
        ground.undisturbed(site.url)
        ground.prune()
    assert ground.kills == 10
