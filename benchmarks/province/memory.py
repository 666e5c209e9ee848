"""The most memory that a process and all it started held together, shared pages counted once (Linux: PSS)."""

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

_SECONDS = 1.0


class Peak:
    """Use as a context manager around the work; `most` is in bytes, 0 where the system does not tell. `without`: processes left out."""

    def __init__(self, without: frozenset[int] = frozenset()) -> None:
        self.most = 0
        self._without, self._end = without, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(_SECONDS):
            self.most = max(self.most, sum(map(_held, self._all())))

    def _all(self) -> list[int]:
        parents = {pid: parent for pid in _processes() if (parent := _parent(pid)) is not None}
        found, waiting = [], [os.getpid()]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            waiting += [child for child, parent in parents.items() if parent == pid and child not in self._without]
        return found


def _processes() -> list[int]:
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return []


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return None


def _held(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
