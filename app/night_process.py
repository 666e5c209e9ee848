"""Which process of which machine holds a lease, whether it is still there, and how much memory processes hold."""

import os
import platform
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path


@cache
def own_name() -> str:
    """This process: machine, start of the machine, process, start of the process. What cannot be told is empty."""
    return ":".join((_machine(), _boot(), str(os.getpid()), _begun(os.getpid())))


def gone(name: str) -> bool:
    """True only if it is certain that the process of this name has ended: it was one of this machine, and is not there any more or another
    process has its number by now."""
    parts = name.split(":")
    if len(parts) != 4 or parts[0] != _machine() or not parts[2].isdigit() or os.name != "posix":
        return False
    boot, number, begun = parts[1], int(parts[2]), parts[3]
    if boot != _boot():
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    except OSError:  # it lives, and is another user's
        return False
    return bool(begun) and _begun(number) != begun


def memory_of(process: int) -> int:
    """Bytes that a process and its children hold for themselves; 0 where that cannot be told. Grandchildren have limits of their own."""
    if sys.platform == "linux":
        return _own_memory(process) + sum(map(_own_memory, _children(process)))
    return _by_ps(process) if sys.platform != "win32" else 0


def _machine() -> str:
    return platform.node().replace(":", "_") or "machine"


@cache
def _boot() -> str:
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()[:8]
    return ""


def _begun(process: int) -> str:
    """When a process was started, in the kernel's ticks; "" where that is not told or it is gone."""
    with suppress(OSError, IndexError):
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return "" if told[0] == "Z" else told[19]
    return ""


def _children(process: int) -> list[int]:
    with suppress(OSError, ValueError):
        tasks = Path(f"/proc/{process}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text(encoding="ascii").split()]
    return []


def _own_memory(process: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) * 1024
    return 0


def _by_ps(process: int) -> int:
    try:
        said = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, timeout=2, check=False).stdout.split()
        return int(said[0]) * 1024 if said else 0
    except (OSError, subprocess.SubprocessError, ValueError):
        return 0
