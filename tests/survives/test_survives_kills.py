"""`kill -9` at random points of a check: no verdict is lost, none is double, nothing is half, nobody is left behind.

The other half of the twenty kills is in test_survives_kills_late.py, so that two processors share the work.
"""

import random
import time
from pathlib import Path

import pytest

from tests.survives.checks import needs_proc, started
from tests.survives.killing import Ground, fresh_ground
from tests.survives.small_site import served

KILLS = 10
SEED = 20230315


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return fresh_ground(tmp_path)


@needs_proc
def test_kills_at_any_moment(ground: Ground) -> None:
    """Spread over the time that a check takes, one in each tenth of it."""
    chance = random.Random(SEED)
    with served() as site:
        takes = ground.undisturbed(site.url)
        for number in range(KILLS):
            check = started(site.url, ground.data)
            time.sleep(takes * (number + chance.random()) / KILLS)
            ground.kill(check)
        ground.undisturbed(site.url)
        ground.prune()
    assert ground.kills == KILLS
