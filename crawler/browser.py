"""A Chromium that shows a page as a visitor sees it after a few clicks. It reaches the network only through the filtering proxy."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import TypeVar

from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError

from crawler.addresses import AddressGuard
from crawler.browser_find import BrowserFailed, BrowserFound, find_browser, sandbox_usable
from crawler.page_visit import PageVisit
from crawler.proxy import FilteringProxy, Lookup, look_up
from crawler.render_cache import AssetCache
from crawler.render_guard import GUARD
from crawler.render_process import ChromiumProcess, Running
from crawler.render_result import PATIENCE, ClickedLink, Patience, Rendered, RenderProblem, Traffic, problem_of

__all__ = ["Browser", "BrowserFailed", "BrowserFound", "ClickedLink", "Rendered", "find_browser", "sandbox_usable"]

PAGES_A_CONTEXT = 20
_T = TypeVar("_T")
_Act = Callable[[PageVisit, str], Awaitable[_T]]


class Browser:
    """A session in a browser: its own cookies, guard and way out. `async with Browser(found, guard, user_agent) as browser: await
    browser.render(url)`. One page at a time.

    Sessions share one program when they are given the same `process`, which whoever made it closes; else each has its own. The session's
    context is made anew every 20 pages and keeps its cookies. `start`, `render` and `screenshot` raise BrowserFailed if the program does
    not start; what a page does to it is a `problem` of that page.
    """

    def __init__(self, found: BrowserFound, guard: AddressGuard, user_agent: str, timeout: float = 30.0, pictures: bool = False,
                 process: ChromiumProcess | None = None, patience: Patience = PATIENCE, lookup: Lookup = look_up) -> None:  # fmt: skip
        self.proxy = FilteringProxy(guard, lookup)
        self.process = process or ChromiumProcess(found)
        self.sandbox = self.process.sandbox
        self.traffic = Traffic()
        self._owns_process = process is None
        self._user_agent, self._timeout, self._pictures, self._patience = user_agent, timeout, pictures, patience
        self._cache = AssetCache()
        self._context: BrowserContext | None = None
        self._context_of: Running | None = None
        self._pages = 0
        self._was_seen = True  # the page of the last crash had been opened
        self._turn = asyncio.Lock()

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
        """Starts proxy and program. `close` is owed also after a failure."""
        with _named_failure():
            await self.proxy.__aenter__()
            await self.process.start()

    async def close(self) -> None:
        """Ends the session, and the program if it is its own; what is already gone is no error."""
        await self._drop_context()
        if self._owns_process:
            await self.process.close()
        if self.proxy.running:
            await self.proxy.__aexit__()

    async def render(self, url: str) -> Rendered:
        """The page at `url` after loading, scrolling and opening what opens: three rounds of clicks deep, at most 400 clicks and 20 s.

        No form is sent and no click leaves the page. Ends within 70 s whatever the page does, with its HTML or a problem.
        """
        answer = await self._on_page(url, self._render)
        if answer == RenderProblem.CRASHED and not self._was_seen:  # the program had died before: the page is not to blame
            answer = await self._on_page(url, self._render)
        return answer if isinstance(answer, Rendered) else Rendered("", url, None, 0, (), answer)

    async def screenshot(self, url: str) -> bytes:
        """A JPEG of the page's first screen, 1200 by 1600; b"" if nothing was loaded."""
        answer = await self._on_page(url, self._photograph)
        return answer if isinstance(answer, bytes) else b""

    async def _render(self, visit: PageVisit, url: str) -> Rendered:
        status, problem = await visit.load(url, self._timeout)
        rendered = Rendered("", url, status, 0, (), problem, visit.traffic) if problem else await visit.rendered(status)
        self.traffic = self.traffic.plus(rendered.traffic)
        return rendered

    async def _photograph(self, visit: PageVisit, url: str) -> bytes:
        _, problem = await visit.load(url, self._timeout)
        return b"" if problem else await visit.photograph()

    async def _on_page(self, url: str, act: _Act[_T]) -> _T | str:
        """What `act` gives, or the problem."""
        with _named_failure():
            async with self._turn, self.process.use() as running:
                visit: PageVisit | None = None
                try:
                    async with asyncio.timeout(self._patience.whole), self._page(running) as page:
                        visit = PageVisit(page, self._pictures, self._cache, self._patience)
                        await visit.prepare()
                        return await act(visit, url)
                except TimeoutError:
                    await self._give_up(running)
                    return RenderProblem.CRASHED if visit and visit.crashed else RenderProblem.HANGS
                except PlaywrightError as error:
                    if visit is None and running.chromium.is_connected():
                        raise
                    self._was_seen = visit is not None
                    await self._give_up(running)
                    return RenderProblem.CRASHED if visit is None or visit.crashed else problem_of(error.message)

    @contextlib.asynccontextmanager
    async def _page(self, running: Running) -> AsyncIterator[Page]:
        """A fresh tab, closed at the end."""
        context = await self._context_in(running)
        page = await asyncio.wait_for(context.new_page(), 2 * self._patience.answer)
        self._pages += 1
        try:
            yield page
        finally:
            try:
                await asyncio.wait_for(page.close(), self._patience.answer)
            except (PlaywrightError, TimeoutError):  # a page that does not even close: what it runs in goes with it
                await self._give_up(running)

    async def _context_in(self, running: Running) -> BrowserContext:
        if self._context is not None and self._context_of is running and self._pages < PAGES_A_CONTEXT:
            return self._context
        cookies = []
        with contextlib.suppress(PlaywrightError, TimeoutError):
            if self._context is not None:
                cookies = await asyncio.wait_for(self._context.cookies(), self._patience.answer)
        await self._drop_context()
        context = await running.chromium.new_context(
            service_workers="block", accept_downloads=False, locale="th-TH", timezone_id="Asia/Bangkok", ignore_https_errors=True,
            user_agent=self._named(running.chromium.version), viewport={"width": 1200, "height": 1600},
            proxy={"server": self.proxy.url, "bypass": "<-loopback>"},
        )  # fmt: skip
        self._context, self._context_of, self._pages = context, running, 0
        await context.add_init_script(GUARD)
        if cookies:
            await context.add_cookies([{**cookie} for cookie in cookies])  # type: ignore[typeddict-item]
        return context

    async def _drop_context(self) -> None:
        context, self._context = self._context, None
        if context is not None:
            with contextlib.suppress(PlaywrightError, TimeoutError):
                await asyncio.wait_for(context.close(), self._patience.answer)

    async def _give_up(self, running: Running) -> None:
        """After trouble: a new program where nobody else has a page in this one."""
        await self._drop_context()
        if running.open <= 1 or not running.chromium.is_connected():
            self.process.retire(running)

    def _named(self, version: str) -> str:
        """Pages look for a browser's name; servers find ours and its contact behind it."""
        return f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version} Safari/537.36 {self._user_agent}"


@contextlib.contextmanager
def _named_failure() -> Iterator[None]:
    """Playwright's errors, and the silence of a program that does not start, as BrowserFailed."""
    try:
        yield
    except (PlaywrightError, TimeoutError, OSError, NotImplementedError) as error:  # the last: an event loop without child processes
        said = " ".join(str(error).split())[:150] or "it does not answer"
        raise BrowserFailed(f"the browser failed: {said}") from error
