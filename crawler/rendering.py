"""The crawl's one browser: started when first needed, one page at a time, at most so many pages, closed at the end."""

import asyncio
import contextlib
from typing import TYPE_CHECKING

from crawler.addresses import AddressGuard
from crawler.browser_find import BrowserFailed, BrowserFound
from crawler.contract import CrawlLimits
from crawler.render_memory import RenderMemory
from crawler.render_result import PATIENCE, Patience, Rendered, RenderProblem, Traffic

if TYPE_CHECKING:  # Playwright takes long to import and most crawls need no browser
    from crawler.browser import Browser
    from crawler.render_process import ChromiumProcess


_FAILURES_IN_A_ROW = 3  # of the program; then this machine's browser is given up
_BAD_PAGES_IN_A_ROW = 5  # that hang, crash or never load; then the site is left to plain HTTP
_BAD = (RenderProblem.TIME, RenderProblem.HANGS, RenderProblem.CRASHED)


class RenderDesk:
    """Gives rendered pages or None; `problem` then says why, in a few words. `memory` says which pages are worth it.

    `past` is what `memory.record()` gave after an earlier crawl of the site. `process` is a browser that other crawls of the same event
    loop use too; whoever made it closes it.
    """

    def __init__(self, found: BrowserFound | None, limits: CrawlLimits, past: object = None,
                 process: "ChromiumProcess | None" = None, patience: Patience = PATIENCE) -> None:  # fmt: skip
        self.problem = "" if found else "no browser was found"
        self.sandbox = True
        self.memory = RenderMemory(past)
        self.traffic = Traffic()
        self._found, self._limits, self._process, self._patience = found, limits, process, patience
        self._browser: Browser | None = None
        self._left = limits.most_renders
        self._ended = found is None
        self._failures = self._bad_pages = 0
        self._turn = asyncio.Lock()

    @property
    def name(self) -> str:
        """Name and version of the browser, "" when there is none."""
        return f"{self._found.name} {self._found.version}".strip() if self._found else ""

    @property
    def left(self) -> int:
        """How many pages may still be rendered; 0 when there is no browser."""
        return 0 if self._ended else max(self._left, 0)

    def was_needed(self) -> None:
        """The last page had nothing without the browser, and something with it: it does not count. A site made by script in the browser
        is bounded by the crawl's pages and minutes alone."""
        self._left += 1

    async def render(self, url: str, seconds: float) -> Rendered | None:
        """The page as the browser shows it; None when there is no browser, no render left, no time, or the page gave nothing."""
        async with self._turn:
            if self.left <= 0:
                self.problem = self.problem or f"{self._limits.most_renders} pages were rendered, the limit"
                return None
            self._left -= 1
            try:
                async with asyncio.timeout(max(seconds, 0.1)):
                    rendered = await self._render(url)
                self._failures = 0
                return rendered
            except (BrowserFailed, TimeoutError) as error:
                self.problem = str(error) or "the crawl's time ended"
                self._failures += 1
                self._ended = self._ended or self._failures >= _FAILURES_IN_A_ROW
                await self._drop()
                return None

    async def close(self) -> None:
        self._ended = True
        await self._drop()

    async def _render(self, url: str) -> Rendered | None:
        if self._browser is None:
            self._browser = self._new()
            self.sandbox = self._browser.sandbox
            await self._browser.start()
        rendered = await self._browser.render(url)
        self.traffic = self.traffic.plus(rendered.traffic)
        if not rendered.problem:
            self._bad_pages, self.problem = 0, ""
            return rendered
        self.problem = rendered.problem
        self._bad_pages = self._bad_pages + 1 if rendered.problem.startswith(_BAD) else 0
        if self._bad_pages >= _BAD_PAGES_IN_A_ROW:
            self.problem = f"{self._bad_pages} pages in a row gave nothing in the browser, the last: {rendered.problem}"
            self._ended = True
        return None

    def _new(self) -> "Browser":
        from crawler.browser import Browser  # noqa: PLC0415

        assert self._found is not None
        guard = AddressGuard(self._limits.allow_private_hosts)
        return Browser(self._found, guard, self._limits.user_agent, self._limits.timeout, process=self._process, patience=self._patience)

    async def _drop(self) -> None:
        browser, self._browser = self._browser, None
        if browser is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(browser.close(), 10)
