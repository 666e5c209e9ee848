"""`kill -9` in the second half of a check: as test_survives_kills.py, which tells of all twenty."""

from pathlib import Path

from tests.survives.checks import needs_proc
from tests.survives.killing import Ground, kills_between


@needs_proc
def test_kills_in_the_second_half(tmp_path: Path) -> None:
    kills_between(Ground(tmp_path), 0.5, 1.0, seed=20230316)
