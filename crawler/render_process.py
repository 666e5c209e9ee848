"""The Chromium program that renders: started when first needed, shared by all sessions of one event loop, replaced before it grows old.

A session (crawler/browser.py) borrows it for one page at a time. It is replaced after so many pages or when its memory has grown beyond a
limit; the old one ends when the last page in it is done.
"""

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser as Chromium
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Playwright, async_playwright

from crawler.browser_find import BrowserFound, sandbox_usable

MOST_PAGES = 150  # in one process
MOST_MEGABYTES = 900  # private memory of all its processes together
_END_SECONDS = 8.0
_PAGE_SIZE = 4096
_FLAGS = (
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # names are resolved by the proxy alone; the proxy itself is at 127.0.0.1
    "--js-flags=--max-old-space-size=512",
)
_NOWHERE = "http://127.0.0.1:9"  # the way out of what belongs to no session


@dataclass(slots=True, eq=False)
class Running:
    """One process: pages begun in it, how many are open, whether its time is over, megabytes at the last look (0: cannot be told)."""

    chromium: Chromium
    pages: int = 0
    open: int = 0
    retired: bool = False
    megabytes: int = 0


class ChromiumProcess:
    """`async with ChromiumProcess(found) as process`, then give it to any number of Browser sessions. As an ordinary user it runs in
    its sandbox or not at all. `starts` counts programs started, `most_megabytes` is the largest memory seen."""

    def __init__(self, found: BrowserFound, most_pages: int = MOST_PAGES, most_megabytes: int = MOST_MEGABYTES) -> None:
        self.sandbox = sandbox_usable()
        self.starts = self.most_megabytes = 0
        self._found, self._most_pages, self._limit = found, most_pages, most_megabytes
        self._playwright: Playwright | None = None
        self._current: Running | None = None
        self._all: set[Running] = set()
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> "ChromiumProcess":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @contextlib.asynccontextmanager
    async def use(self) -> AsyncIterator[Running]:
        """A program to open one page in. Raises Playwright's errors if none starts."""
        async with self._turn:
            running = await self._ready()
            running.pages += 1
            running.open += 1
        try:
            yield running
        finally:
            running.open -= 1
            running.megabytes = await _megabytes(running.chromium)
            self.most_megabytes = max(self.most_megabytes, running.megabytes)
            if running.retired and running.open == 0:
                await self._end(running)

    async def start(self) -> None:
        """Starts the program before it is needed. `close` is owed also after a failure."""
        async with self._turn:
            await self._ready()

    async def close(self) -> None:
        """Ends everything; what is already gone is no error."""
        for running in tuple(self._all):
            await self._end(running)
        driver, self._playwright = self._playwright, None
        if driver is not None:
            with contextlib.suppress(PlaywrightError, TimeoutError):
                await asyncio.wait_for(driver.stop(), _END_SECONDS)

    def retire(self, running: Running) -> None:
        """Takes no more pages; ends when the open ones are done."""
        running.retired = True
        if self._current is running:
            self._current = None

    async def _ready(self) -> Running:
        current = self._current
        if current is not None and self._is_old(current):
            self.retire(current)
            if current.open == 0:
                await self._end(current)
        if self._current is None:
            self._current = await self._launch()
        return self._current

    def _is_old(self, running: Running) -> bool:
        grown = running.pages >= self._most_pages or running.megabytes > self._limit
        return grown or not running.chromium.is_connected()

    async def _launch(self) -> Running:
        if self._playwright is None:
            self._playwright = await async_playwright().start()
        chromium = await self._playwright.chromium.launch(
            executable_path=self._found.path, args=list(_FLAGS), chromium_sandbox=self.sandbox, proxy={"server": _NOWHERE},
            handle_sigint=False, handle_sigterm=False, handle_sighup=False, timeout=20_000,
        )  # fmt: skip
        running = Running(chromium)
        self._all.add(running)
        self.starts += 1
        return running

    async def _end(self, running: Running) -> None:
        self.retire(running)
        self._all.discard(running)
        with contextlib.suppress(PlaywrightError, TimeoutError):
            await asyncio.wait_for(running.chromium.close(), _END_SECONDS)


async def _megabytes(chromium: Chromium) -> int:
    """Private memory of the program's processes, 0 where it cannot be told."""
    try:
        async with asyncio.timeout(2):
            session = await chromium.new_browser_cdp_session()
            answer = await session.send("SystemInfo.getProcessInfo")
            await session.detach()
    except (PlaywrightError, TimeoutError):
        return 0
    pids = [int(process["id"]) for process in answer["processInfo"]]
    return sum(map(_private, pids)) // 1_000_000 if sys.platform == "linux" else _resident(pids)


def _private(pid: int) -> int:
    """Bytes of a process that it shares with no other."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(shared)) * _PAGE_SIZE


def _resident(pids: list[int]) -> int:
    """Megabytes as `ps` tells them."""
    if sys.platform == "win32":
        return 0
    try:
        said = subprocess.run(["ps", "-o", "rss=", "-p", ",".join(map(str, pids))], capture_output=True, timeout=2, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    return sum(int(line) for line in said.split() if line.isdigit()) // 1000
