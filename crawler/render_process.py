"""The Chromium program that renders: started when first needed, shared by all sessions of one event loop, replaced before it grows old.

A session (crawler/browser.py) borrows it for one page at a time. It is replaced after so many pages or when its memory has grown beyond a
limit; the old one ends when the last page in it is done.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from playwright.async_api import Browser as Chromium
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Playwright, async_playwright

from crawler.browser_find import BrowserFound, sandbox_usable
from crawler.browser_memory import keep_within, private_megabytes

MOST_PAGES = 150  # in one process
MOST_MEGABYTES = 900  # private memory of all its processes together; then it is replaced
MOST_OF_A_PAGE = 2_000  # megabytes of all of them while a page is open; then the largest is ended at once
_END_SECONDS = 8.0
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

    def __init__(self, found: BrowserFound, most_pages: int = MOST_PAGES, most_megabytes: int = MOST_MEGABYTES,
                 most_of_a_page: int = MOST_OF_A_PAGE) -> None:  # fmt: skip
        self.sandbox = sandbox_usable()
        self.starts = self.most_megabytes = 0
        self._found, self._most_pages, self._limit = found, most_pages, most_megabytes
        self._most_of_a_page = most_of_a_page
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
        watch = asyncio.create_task(keep_within(self._most_of_a_page, running.chromium))
        try:
            yield running
        finally:
            running.open -= 1
            watch.cancel()
            running.megabytes = await private_megabytes(running.chromium)
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
