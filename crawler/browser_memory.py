"""How much memory the browser's processes hold, and an end to a page that takes too much of it: scripts may ask for any amount outside
their own heap (buffers, canvases), and nothing in the browser stops them."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser as Chromium
from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

_EVERY_SECONDS = 0.25
_ANSWER_SECONDS = 2.0
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Use:
    """Bytes of one process: `own` that it shares with no other, `shared` memory that it has with others of the program."""

    pid: int
    own: int
    shared: int = 0

    @property
    def bytes(self) -> int:
        return self.own + self.shared


async def private_megabytes(chromium: Chromium) -> int:
    """Private memory of the program's processes, 0 where it cannot be told."""
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            session = await chromium.new_browser_cdp_session()
            uses = await _uses(session)
            await session.detach()
    except (PlaywrightError, TimeoutError):
        return 0
    return sum(use.own for use in uses) // _MEGABYTE


async def keep_within(megabytes: int, chromium: Chromium) -> None:
    """Until it is cancelled or the program ends: whenever its processes hold more than that together, the largest one is ended. What it
    showed has crashed then. Does nothing where memory cannot be told."""
    with contextlib.suppress(PlaywrightError):
        session = await chromium.new_browser_cdp_session()
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            with contextlib.suppress(TimeoutError):
                uses = await asyncio.wait_for(_uses(session), _ANSWER_SECONDS)
                if sum(use.bytes for use in uses) > megabytes * _MEGABYTE:
                    _end(max(uses, key=lambda use: use.bytes).pid)


async def _uses(session: CDPSession) -> list[Use]:
    answer = await session.send("SystemInfo.getProcessInfo")
    pids = [int(process["id"]) for process in answer["processInfo"]]
    if sys.platform == "linux":
        return [_use(pid) for pid in pids]
    return [] if sys.platform == "win32" else _by_ps(pids)


def _use(pid: int) -> Use:
    sizes = {"RssAnon": 0, "RssShmem": 0}
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            name, _, value = line.partition(":")
            if name in sizes:
                sizes[name] = int(value.split()[0]) * 1024
    return Use(pid, sizes["RssAnon"], sizes["RssShmem"])


def _by_ps(pids: list[int]) -> list[Use]:
    try:
        command = ["ps", "-o", "pid=,rss=", "-p", ",".join(map(str, pids))]
        said = subprocess.run(command, capture_output=True, timeout=2, check=False).stdout.split()
    except (OSError, subprocess.SubprocessError):
        return []
    return [Use(int(pid), int(size) * 1024) for pid, size in zip(said[::2], said[1::2], strict=False) if pid.isdigit() and size.isdigit()]


def _end(pid: int) -> None:
    with contextlib.suppress(OSError):  # it has ended by itself
        os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
