"""A Chromium that shows a page as a visitor sees it after a few clicks. It reaches the network only through the filtering proxy."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, Page, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from crawler.addresses import AddressGuard
from crawler.browser_find import BrowserFailed, BrowserFound, find_browser, sandbox_usable
from crawler.page_script import GUARD
from crawler.page_visit import ANSWER_SECONDS, ClickedLink, PageVisit, Rendered
from crawler.proxy import FilteringProxy

__all__ = ["Browser", "BrowserFailed", "BrowserFound", "ClickedLink", "Rendered", "find_browser", "sandbox_usable"]

_FLAGS = (
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=512",
)


class Browser:
    """One browser with one context. `async with Browser(found, guard, user_agent) as browser: await browser.render(url)`.

    As an ordinary user it runs in its sandbox or not at all. Every method but `close` raises BrowserFailed if the program fails.
    """

    def __init__(self, found: BrowserFound, guard: AddressGuard, user_agent: str, timeout: float = 30.0, pictures: bool = False) -> None:
        self.sandbox = sandbox_usable()
        self.proxy = FilteringProxy(guard)
        self._found, self._user_agent, self._timeout, self._pictures = found, user_agent, timeout, pictures
        self._playwright: Playwright | None = None
        self._chromium: Chromium | None = None
        self._context: BrowserContext | None = None

    async def __aenter__(self) -> "Browser":
        try:
            await self.start()
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def start(self) -> None:
        """Starts proxy, driver and program. `close` is owed also after a failure."""
        with _named_failure():
            await self._start()

    async def _start(self) -> None:
        await self.proxy.__aenter__()
        self._playwright = await async_playwright().start()
        self._chromium = await self._playwright.chromium.launch(
            executable_path=self._found.path, args=list(_FLAGS), chromium_sandbox=self.sandbox, proxy={"server": self.proxy.url},
            handle_sigint=False, handle_sigterm=False, handle_sighup=False, timeout=20_000,
        )  # fmt: skip
        self._context = await self._chromium.new_context(
            service_workers="block", accept_downloads=False, locale="th-TH", timezone_id="Asia/Bangkok", ignore_https_errors=True,
            user_agent=self._named(self._chromium.version), viewport={"width": 1200, "height": 1600},
        )  # fmt: skip
        await self._context.add_init_script(GUARD)

    async def close(self) -> None:
        """Ends browser, driver and proxy; what is already gone is no error."""
        with contextlib.suppress(PlaywrightError):
            if self._chromium is not None:
                await self._chromium.close()
        with contextlib.suppress(PlaywrightError):
            if self._playwright is not None:
                await self._playwright.stop()
        if self.proxy.running:
            await self.proxy.__aexit__()
        self._chromium = self._playwright = self._context = None

    async def render(self, url: str) -> Rendered:
        """The page at `url` after loading, scrolling and opening what opens; two rounds of clicks deep, at most 60 clicks and 20 s.

        No form is sent and no click leaves the page.
        """
        with _named_failure():
            async with self._page() as page:
                visit = PageVisit(page, pictures=self._pictures)
                await visit.prepare()
                status, problem = await visit.load(url, self._timeout)
                if problem:
                    return Rendered("", url, status, 0, (), problem)
                return await visit.rendered(status)

    async def screenshot(self, url: str) -> bytes:
        """A JPEG of the page's first screen, 1200 by 1600; b"" if nothing was loaded."""
        with _named_failure():
            async with self._page() as page:
                visit = PageVisit(page, pictures=True)
                await visit.prepare()
                _, problem = await visit.load(url, self._timeout)
                return b"" if problem else await page.screenshot(type="jpeg", quality=72, timeout=10_000, animations="disabled")

    @contextlib.asynccontextmanager
    async def _page(self) -> AsyncIterator[Page]:
        """A fresh tab, closed at the end."""
        assert self._context is not None
        page = await self._context.new_page()
        try:
            yield page
        finally:
            await asyncio.wait_for(page.close(), ANSWER_SECONDS)

    def _named(self, version: str) -> str:
        """Pages look for a browser's name; servers find ours and its contact behind it."""
        return f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version} Safari/537.36 {self._user_agent}"


@contextlib.contextmanager
def _named_failure() -> Iterator[None]:
    """Playwright's errors, and the silence of a page that hangs, as BrowserFailed."""
    try:
        yield
    except (PlaywrightError, TimeoutError, OSError, NotImplementedError) as error:  # the last: an event loop without child processes
        said = " ".join(str(error).split())[:150] or "it does not answer"
        raise BrowserFailed(f"the browser failed: {said}") from error
