"""What one command costs: processor time of it and of all its children, time on the clock, and the most memory they held together."""

import os
import re
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1  # seconds between two looks at the memory
_PAGES = re.compile(r"^pages (\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cost:
    """`cpu` and `wall` in seconds, `peak` in MB (proportional share of what is shared), `pages` as the command says them ("pages N")."""

    cpu: float
    wall: float
    peak: float
    pages: int


class Failed(Exception):
    """The command ended with an error or said no number of pages; the message holds its last words."""


def measure(command: Sequence[str], folder: Path, settings: Mapping[str, str]) -> Cost:
    """Runs `command` in `folder` to its end, with `settings` in its environment. Raises Failed."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, **settings}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    watch = _Watch(process.pid)
    watch.start()
    assert process.stdout is not None
    said = process.stdout.read().decode(errors="replace")
    _, status, used = os.wait4(process.pid, 0)  # of the process and of those it has waited for
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.ended.set()
    watch.join()
    pages = _PAGES.search(said)
    if process.returncode != 0 or pages is None:
        raise Failed(f"{' '.join(command)}: {' '.join(said.split())[-500:]}")
    return Cost(used.ru_utime + used.ru_stime, wall, watch.peak / 1024 or used.ru_maxrss / 1024, int(pages.group(1)))


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants now and then; `peak` in kB, 0 where the system does not tell."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.ended = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.ended.wait(_EVERY):
            self.peak = max(self.peak, sum(map(_memory, _family(self.pid))))


def _family(pid: int) -> list[int]:
    """`pid` and its descendants that live now."""
    found = [pid]
    for one in found:  # grows while it is read
        for path in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, path.read_text().split())
            except OSError:
                continue  # it has just ended
    return found


def _memory(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    share = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return int(share.group(1)) if share else 0
