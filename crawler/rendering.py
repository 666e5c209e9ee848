"""The crawl's one browser: started when first needed, one page at a time, at most so many pages, closed at the end."""

import asyncio
import contextlib
from typing import TYPE_CHECKING

from crawler.addresses import AddressGuard
from crawler.browser_find import BrowserFailed, BrowserFound
from crawler.contract import CrawlLimits

if TYPE_CHECKING:  # Playwright takes long to import and most crawls need no browser
    from crawler.browser import Browser, Rendered


_FAILURES_IN_A_ROW = 3  # then this machine's browser is given up


class RenderDesk:
    """Gives rendered pages or None; `problem` then says why, in a few words."""

    def __init__(self, found: BrowserFound | None, limits: CrawlLimits) -> None:
        self.problem = "" if found else "no browser was found"
        self.sandbox = True
        self._found, self._limits = found, limits
        self._browser: Browser | None = None
        self._left = limits.max_renders if found else 0
        self._failures = 0
        self._turn = asyncio.Lock()

    @property
    def name(self) -> str:
        """Name and version of the browser, "" when there is none."""
        return f"{self._found.name} {self._found.version}".strip() if self._found else ""

    async def render(self, url: str, seconds: float) -> "Rendered | None":
        """The page as the browser shows it; None when there is no browser, no render left, no time, or the page gave nothing."""
        async with self._turn:
            if self._left <= 0:
                self.problem = self.problem or f"{self._limits.max_renders} pages were rendered, the limit"
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
                self._left = 0 if self._failures >= _FAILURES_IN_A_ROW else self._left
                await self._drop()
                return None

    async def close(self) -> None:
        self._left = 0
        await self._drop()

    async def _render(self, url: str) -> "Rendered | None":
        if self._browser is None:
            self._browser = self._new()
            self.sandbox = self._browser.sandbox
            await self._browser.start()
        rendered = await self._browser.render(url)
        if rendered.problem:
            self.problem = rendered.problem
            return None
        return rendered

    def _new(self) -> "Browser":
        from crawler.browser import Browser  # noqa: PLC0415

        assert self._found is not None
        return Browser(self._found, AddressGuard(self._limits.allow_private_hosts), self._limits.user_agent, self._limits.timeout)

    async def _drop(self) -> None:
        browser, self._browser = self._browser, None
        if browser is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(browser.close(), 5)
