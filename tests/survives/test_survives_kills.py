"""`kill -9` at random points of a check: no verdict is lost, none is double, nothing is half, nobody is left behind.

Twenty kills in four files, so that processors share the work: here five in the first half of a check's time, five in the second half in
test_survives_kills_second.py, four when certain files appear in test_survives_kills_files.py, six while verdicts are saved in
test_survives_kills_saving.py.
"""

from pathlib import Path

from tests.survives.checks import needs_proc
from tests.survives.killing import Ground, kills_between


@needs_proc
def test_kills_in_the_first_half(tmp_path: Path) -> None:
    kills_between(Ground(tmp_path), 0.0, 0.5, seed=20230315)
