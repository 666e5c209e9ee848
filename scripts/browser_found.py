"""Exit code 0 if the crawler finds a browser and it starts on this machine, 1 if not."""

import subprocess
import sys

from crawler.browser import find_browser


def main() -> int:
    found = find_browser()
    if found is None:
        return 1
    try:
        run = subprocess.run([str(found.executable), "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 1
    return 0 if run.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
