"""Exit code 0 if the crawler finds a browser that runs on this machine, 1 if not, 4 (and a line) if the one that was named does not run."""

import sys

from crawler.browser import find_browser
from oit.errors import OitError


def main() -> int:
    try:
        return 0 if find_browser() else 1
    except OitError as error:
        print(f"setup: {error}")
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
