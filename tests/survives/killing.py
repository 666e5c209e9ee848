"""What must hold after each kill, and at the end."""

import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.app.commands import in_process
from tests.survives.checks import Check, Verdicts, agree, finished, folders, left_over, started, verdicts
from tests.survives.small_site import served

TWO_DAYS_AND_MORE = 3 * 24 * 3600
KILLS = 5


@dataclass
class Ground:
    """A data folder in which checks are killed; `saved` is what its database holds, as far as is known."""

    data: Path
    saved: Verdicts = field(default_factory=dict)
    kills: int = 0
    too_late: int = 0  # the verdicts were saved before the kill came

    @property
    def database(self) -> Path:
        return self.data / "oit.db"

    def undisturbed(self, url: str) -> float:
        """A check that nobody kills adds one run and says nothing of those before it; how long it took, in seconds."""
        began = time.monotonic()
        ran = started(url, self.data).ended()
        took = time.monotonic() - began
        assert (ran.code, ran.err) == (0, "")
        assert self._new_runs() == 1
        self._agrees()
        return took

    def kill(self, check: Check) -> None:
        """Kills, then looks: no process, no half verdict, nothing lost, nothing double."""
        check.kill()
        self.kills += 1
        assert left_over(self.data) == []
        new = self._new_runs()
        assert new in (0, 1)
        self.too_late += new
        self._agrees()

    def prune(self) -> None:
        """Two days later the unfinished folders go, and nothing else."""
        whole = finished(self.data)
        for folder in folders(self.data):
            os.utime(folder, (time.time() - TWO_DAYS_AND_MORE,) * 2)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OIT_DATA", str(self.data))
            ran = in_process("prune", "--db", str(self.database))
        assert ran.code == 0, ran.err
        assert folders(self.data) == whole
        assert self._new_runs() == 0
        self._agrees()

    def _new_runs(self) -> int:
        """How many runs came since the last look; those before must stand as they were, and each new one be whole."""
        now = verdicts(self.database)
        assert {run: now.get(run) for run in self.saved} == self.saved
        assert all(len(findings) == 43 for findings in now.values())
        new, self.saved = len(now) - len(self.saved), now
        return new

    def _agrees(self) -> None:
        told = agree(self.data)
        assert told.code == 0, told.out


def kills_between(ground: Ground, first: float, last: float, seed: int) -> None:
    """Kills in these parts of the time that a check takes, one in each fifth of what lies between."""
    chance = random.Random(seed)
    with served() as site:
        takes = ground.undisturbed(site.url)
        for number in range(KILLS):
            check = started(site.url, ground.data)
            time.sleep(takes * (first + (last - first) * (number + chance.random()) / KILLS))
            ground.kill(check)
        ground.undisturbed(site.url)
        ground.prune()
    assert ground.kills == KILLS


def newest(ground: Ground, name: str) -> Callable[[], bool]:
    """Does the folder that comes after those of now hold such a file?"""
    before = set(folders(ground.data))
    return lambda: any(folder not in before and any(folder.glob(name)) for folder in folders(ground.data))
