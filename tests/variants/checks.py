"""The checks of variants that run beside the tests, two at a time."""

import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from benchmarks.crawl.variant_check import Checked, check
from crawler.browser_find import find_browser
from sample.variants import VARIANTS

AT_A_TIME = 2
# Each check takes some ten seconds: these run always, the others where OIT_ALL_VARIANTS is set.
ALWAYS = frozenset({"spa", "drive", "blocked"})


class Checks:
    """Results by the variant's name. The first question for one waits until it is there."""

    def __init__(self, names: list[str], built: Path, work: Path, pool: ThreadPoolExecutor) -> None:
        self._running: dict[str, Future[Checked]] = {name: pool.submit(check, name, built, work / name) for name in names}

    def __getitem__(self, name: str) -> Checked:
        return self._running[name].result()


def why_not(name: str) -> str:
    """ "" for a variant that is checked now, else the reason why it is not."""
    if name not in ALWAYS and not os.environ.get("OIT_ALL_VARIANTS"):
        return "checked where OIT_ALL_VARIANTS=1 is set"
    return "" if can_run(name) else "no browser was found on this machine"


def can_run(name: str) -> bool:
    return not VARIANTS[name].needs_browser or find_browser() is not None
