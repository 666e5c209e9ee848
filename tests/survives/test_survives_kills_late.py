"""`kill -9` when certain files appear: the folder, the first answer, the first reading, the manifest, the rows of the database."""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.survives.checks import begun, finished, folders, needs_proc, started
from tests.survives.killing import Ground, fresh_ground
from tests.survives.small_site import served

SEED = 2566


def newest(ground: Ground, name: str) -> Callable[[], bool]:
    """Does the folder that comes after those of now hold such a file?"""
    before = set(folders(ground.data))
    return lambda: any(folder not in before and any(folder.glob(name)) for folder in folders(ground.data))


def being_saved(ground: Ground, command: str) -> Callable[[], bool]:
    """Has something been written to the database, by a check since its manifest came?"""
    manifest, journal = newest(ground, "manifest.json"), ground.database.with_name("oit.db-wal")

    def written() -> bool:
        with suppress(OSError):  # there one moment, gone the next
            return journal.stat().st_size > 0
        return False

    return lambda: (command == "judge" or manifest()) and written()


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
        folder = finished(ground.data)[-1]
        for number in range(6):
            judged = ("judge", str(folder), "--date", f"2023-03-{number + 1:02}")  # a new judgement of what is kept
            check = started(site.url, ground.data) if number % 2 else begun(ground.data, *judged, "--db", str(ground.database))
            check.wait_for(being_saved(ground, check.arguments[0]))  # where it was quicker than our look, the kill comes too late
            time.sleep(chance.random() * 0.06)
            ground.kill(check)
        ground.undisturbed(site.url)
        ground.prune()
    assert ground.kills == 10
