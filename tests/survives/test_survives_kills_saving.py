"""`kill -9` while verdicts are being saved, of checks and of judgements of what is kept."""

import random
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.survives.checks import begun, finished, needs_proc, started
from tests.survives.killing import Ground, newest
from tests.survives.small_site import served

SEED = 2566


def being_saved(ground: Ground, command: str) -> Callable[[], bool]:
    """Has something been written to the database, by a check since its manifest came?"""
    manifest, journal = newest(ground, "manifest.json"), ground.database.with_name("oit.db-wal")

    def written() -> bool:
        with suppress(OSError):  # there one moment, gone the next
            return journal.stat().st_size > 0
        return False

    return lambda: (command == "judge" or manifest()) and written()


@needs_proc
def test_kills_while_verdicts_are_saved(tmp_path: Path) -> None:
    ground, chance = Ground(tmp_path), random.Random(SEED)
    with served() as site:
        ground.undisturbed(site.url)
        folder = finished(ground.data)[-1]
        for number in range(6):
            judged = ("judge", str(folder), "--date", f"2023-03-{number + 1:02}")  # a new judgement of what is kept
            check = started(site.url, ground.data) if number % 2 else begun(ground.data, *judged, "--db", str(ground.database))
            check.wait_for(being_saved(ground, check.arguments[0]))  # where it was quicker than our look, the kill comes too late
            time.sleep(chance.random() * 0.06)
            ground.kill(check)
        ground.undisturbed(site.url)
    assert ground.kills == 6
