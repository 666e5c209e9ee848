"""The long run of the fuzz tests: `OIT_FUZZ_MINUTES=30 python -m tests.fuzz.long` (make fuzz), 10 minutes where nothing is said.

Runs the files of tests/fuzz and the pages of the largest size over and over with other seeds until the time is up, and ends with the first
failure: hypothesis prints the smallest input that fails, and this the command that shows it again.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
MINUTES = "OIT_FUZZ_MINUTES"


def main() -> int:
    """0 if nothing failed, else what pytest says."""
    minutes = float(os.environ.get(MINUTES, "10"))
    end = time.monotonic() + 60 * minutes
    environment = {**os.environ, MINUTES: str(minutes)}
    files = [*sorted(str(path) for path in HERE.glob("test_fuzz_*.py")), str(HERE.parent / "hostile" / "test_hostile_files_pages_large.py")]
    rounds = 0
    while rounds == 0 or time.monotonic() < end:
        seed = random.SystemRandom().randrange(2**32)
        for file in files:
            if rounds and time.monotonic() > end:
                break
            command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"--hypothesis-seed={seed}", file]
            code = subprocess.run(command, env=environment, cwd=HERE.parents[1], check=False).returncode
            if code:
                print(f"\nagain: {MINUTES}={minutes:g} {' '.join(command)}")
                return code
        rounds += 1
    print(f"{rounds} rounds, nothing failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
