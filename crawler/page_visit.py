"""One tab on one page: load, wait until it is quiet, scroll, click what opens, take the HTML. No click leaves the page."""

import asyncio
import contextlib
import time
from typing import Any

from playwright.async_api import Dialog, Frame, Page
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.page_clicks import CLICK, PICK
from crawler.page_requests import PageRequests
from crawler.page_script import EXPAND
from crawler.page_watch import BACK, CARRY, LEFT, LOST
from crawler.render_cache import AssetCache
from crawler.render_finish import CONTENT, EMBED, FINISH, LEADS_ON, SIZE, Taken, taken_of
from crawler.render_guard import IDLE, SCROLL, THIN, UNVEIL
from crawler.render_requests import same_site
from crawler.render_result import ClickedLink, Patience, Rendered, RenderProblem, Traffic, problem_of
from crawler.render_words import LOADING, MORE, NEXT, REFUSE
from crawler.words import NEVER_CLICK

MAX_CLICKS = 400  # a list of 43 items with a toggle for each paper has some 200; 20 s end it too
MAX_HTML = 10_000_000  # characters
_CLICK_SECONDS, _RELOAD_SECONDS = 3.0, 3.0
_MAX_LINKS, _MAX_FRAMES = 500, 5
_MAX_RETURNS, _MAX_RELOADS = 25, 6  # to the page that a click replaced; loading it anew for that
_STEP = 0.08

_WORDS = {"never": list(NEVER_CLICK), "more": list(MORE), "next": list(NEXT), "refuse": list(REFUSE)}


class PageVisit:
    """Drives a fresh Playwright page. `pictures` says whether pictures, fonts and film are loaded; `cache` is the session's."""

    def __init__(self, page: Page, pictures: bool, cache: AssetCache, patience: Patience) -> None:
        self._page, self._patience = page, patience
        self._requests = PageRequests(page, pictures, cache)
        self._tasks: set[asyncio.Task[None]] = set()
        self._views = self._clicks = self._returns = self._reloads = 0
        self._astray = False  # the tab shows another page than the one that was asked for
        self._crashed = asyncio.Event()

    async def prepare(self) -> None:
        """Before loading: requests are watched, dialogs and windows are closed."""
        page = self._page
        page.set_default_timeout(self._patience.answer * 1000)
        page.on("dialog", lambda dialog: self._later(_dismiss(dialog)))
        page.on("crash", lambda _: self._crashed.set())
        await self._requests.watch()

    async def load(self, url: str, timeout: float) -> tuple[int | None, str]:
        """(HTTP status, problem): "" when something was loaded that can be read."""
        if not url.lower().startswith(("http://", "https://")):
            return None, f"{RenderProblem.FAILED}: no web address"
        try:
            answer = await self._page.goto(url, wait_until="domcontentloaded", timeout=min(timeout, self._patience.load) * 1000)
        except PlaywrightTimeout:
            answer = None
            if self._page.url in ("", "about:blank") or not await self._alive():
                return None, RenderProblem.TIME
        except PlaywrightError as error:
            return None, problem_of(error.message)
        status = answer.status if answer else None
        if status is None or status < 400:
            await self._settle()
            status = self._requests.status or status  # where scripts have led to by now
        if status is not None and status >= 400:
            return status, f"{RenderProblem.STATUS} {status} in the browser"
        if self._page.url in ("", "about:blank"):
            return status, RenderProblem.BLANK
        return status, self._elsewhere()

    async def rendered(self, status: int | None) -> Rendered:
        """Scrolls, clicks, takes the HTML; if the clicks break the page, what it was before them."""
        size = await self._in_time(self._page.evaluate(SIZE))
        if isinstance(size, (int, float)) and size > MAX_HTML:
            return self._failed(self._page.url, status, RenderProblem.TOO_LARGE)
        with contextlib.suppress(PlaywrightError, TimeoutError):
            await asyncio.wait_for(self._page.evaluate(SCROLL), 2 * self._patience.answer)
        if elsewhere := self._elsewhere():
            return self._failed(self._page.url, status, elsewhere)
        before = await self._as_it_is()
        final_url = self._page.url
        links: list[tuple[int, ClickedLink]] = []
        taken, finished = before, False
        with contextlib.suppress(PlaywrightError, TimeoutError):
            finished = await self._click_through(links)
        with contextlib.suppress(PlaywrightError, TimeoutError):
            taken = await self._finish(links)
        if self._crashed.is_set() or self._page.is_closed():
            return self._failed(final_url, status, RenderProblem.CRASHED)
        html = before.html if self._astray else taken.html or before.html
        if not html:
            return self._failed(final_url, status, RenderProblem.TOO_LARGE if max(taken.size, before.size) else RenderProblem.BLANK)
        clicked = tuple(link for _, link in links)
        return Rendered(html, final_url, status, self._clicks, clicked, "", self.traffic, not finished, self._views)

    async def _as_it_is(self) -> Taken:
        taken = taken_of(await self._in_time(self._page.evaluate(CONTENT, MAX_HTML)))
        if taken.html or taken.size:
            return taken
        html: str = await self._in_time(self._page.content())  # the page's own scripts broke what evaluate needs; this runs apart from them
        return Taken(html if len(html) <= MAX_HTML else "", len(html))

    async def photograph(self) -> bytes:
        """A JPEG of the first screen, with the cookie notice out of the way."""
        with contextlib.suppress(PlaywrightError, TimeoutError):
            await self._in_time(self._page.evaluate(UNVEIL, list(REFUSE)))
        return await self._page.screenshot(type="jpeg", quality=72, timeout=10_000, animations="disabled")

    @property
    def traffic(self) -> Traffic:
        return self._requests.traffic

    @property
    def crashed(self) -> bool:
        return self._crashed.is_set()

    def _elsewhere(self) -> str:
        """The problem of a tab that scripts have led to what is no web page: the browser's own page of an error, a program, a file."""
        web = self._page.url.lower().startswith(("http://", "https://", "blob:http"))
        return "" if web else f"{RenderProblem.FAILED}: its scripts lead to no web address"

    def _failed(self, url: str, status: int | None, problem: str) -> Rendered:
        return Rendered("", url, status, 0, (), problem, self.traffic)

    # Waiting

    async def _settle(self) -> None:
        """Until the page is quiet: nothing loads, nothing changes, no timer of its beginning is about to fire; longer while it looks
        unfinished, as splash pages and pages that wait for their data do."""
        began = time.monotonic()
        patience = self._patience
        await self._until_quiet(began + patience.quiet, patience.quiet)
        for _ in range(2):
            with contextlib.suppress(PlaywrightError, TimeoutError):
                if not await self._in_time(self._page.evaluate(THIN, list(LOADING))):
                    return
                await self._until_quiet(began + patience.unfinished, patience.unfinished)

    async def _until_quiet(self, end: float, horizon: float) -> None:
        while time.monotonic() < end and not self._crashed.is_set():
            try:
                left = max(end - time.monotonic(), 0.1)
                if not self._requests.loading and await asyncio.wait_for(self._page.evaluate(IDLE, horizon * 1000), left):
                    return
            except TimeoutError:
                return
            except PlaywrightError:  # it is on its way to another page
                if self._page.is_closed():
                    return
            await asyncio.sleep(_STEP)

    async def _alive(self) -> bool:
        """Does the page answer at all?"""
        try:
            return bool(await asyncio.wait_for(self._page.evaluate("() => true"), min(2, self._patience.answer)))
        except (PlaywrightError, TimeoutError):
            return False

    # Clicks

    async def _click_through(self, links: list[tuple[int, ClickedLink]]) -> bool:
        """Clicks one thing after the other in the page, then in its frames of the same site; `links` takes what the page's own clicks would
        have opened, with the number of the click. False if something is left that was not opened."""
        self._requests.click = ""
        end = time.monotonic() + self._patience.expand
        finished = await self._click_in(self._page.main_frame, links, end)
        for frame in self._own_frames():
            aside: list[tuple[int, ClickedLink]] = []
            inside = False
            with contextlib.suppress(PlaywrightError, TimeoutError):
                inside = await self._click_in(frame, aside, end)
                taken = taken_of(await self._in_time(frame.evaluate(FINISH, self._ending(aside, inner=True))))
                element = await self._in_time(frame.frame_element())
                await self._in_time(element.evaluate(EMBED, {"html": taken.html, "url": frame.url}))
            finished = finished and inside
        return finished

    async def _click_in(self, frame: Frame, links: list[tuple[int, ClickedLink]], end: float) -> bool:
        """False if something is left that was not opened."""
        await self._in_time(frame.evaluate(EXPAND, {**_WORDS, "past": None}))
        while self._clicks < MAX_CLICKS and time.monotonic() < end:
            picked = await self._in_time(frame.evaluate(PICK))
            if not isinstance(picked, dict):
                if not await self._in_time(frame.evaluate(LOST)) or not await self._begin_anew(frame, end):
                    break
                continue
            self._requests.click = picked["kind"]
            self._views += picked["kind"] == "view"
            self._clicks += 1
            clicked = await self._in_time(frame.evaluate(CLICK))
            if not isinstance(clicked, dict):
                return False
            await self._quiet_after_click()
            opened = [*self._requests.left_for, *clicked["opened"]]
            self._requests.left_for.clear()
            found = [(clicked["id"], ClickedLink(clicked["label"], url)) for url in dict.fromkeys(opened)]
            links += found[: _MAX_LINKS - len(links)]
            if clicked.get("replaced") and not await self._go_back(frame, end):
                return False
        return not await self._in_time(frame.evaluate(LEFT))

    async def _go_back(self, frame: Frame, end: float) -> bool:
        """Back to the page that a click replaced with that of another address; False if the clicks cannot go on."""
        self._returns += 1
        back: bool = await self._in_time(frame.evaluate(BACK)) or await self._begin_anew(frame, end)
        self._astray = self._astray or (not back and frame is self._page.main_frame)
        return back and self._returns < _MAX_RETURNS

    async def _begin_anew(self, frame: Frame, end: float) -> bool:
        """Loads the page once more and tells it what was done; False where that is not possible."""
        if frame is not self._page.main_frame or self._reloads >= _MAX_RELOADS:
            return False
        self._reloads += 1
        past = await self._in_time(frame.evaluate(CARRY))
        self._requests.click = None
        try:
            async with asyncio.timeout(max(end - time.monotonic(), _RELOAD_SECONDS)):
                await self._page.reload(wait_until="domcontentloaded")
                await self._settle()
        except (PlaywrightError, TimeoutError):
            self._astray = True
            return False
        finally:
            self._requests.click = ""
        await self._in_time(frame.evaluate(EXPAND, {**_WORDS, "past": past}))
        return True

    async def _quiet_after_click(self) -> None:
        """Until nothing is being loaded, or a moment has passed. The click itself waited for the page's own requests."""
        end = time.monotonic() + _CLICK_SECONDS
        while self._requests.loading and time.monotonic() < end:
            await asyncio.sleep(_STEP / 2)

    def _own_frames(self) -> list[Frame]:
        """Frames of the same site, the innermost first."""
        inner = [frame for frame in self._page.frames if frame is not self._page.main_frame and same_site(frame.url, self._page.url)]
        return inner[:_MAX_FRAMES][::-1]

    async def _finish(self, links: list[tuple[int, ClickedLink]]) -> Taken:
        by_itself = list(dict.fromkeys(self._requests.left_for))[:3]
        if by_itself and await self._in_time(self._page.evaluate(THIN, list(LOADING))):
            await self._in_time(self._page.evaluate(LEADS_ON, by_itself[0]))
        links += ((-1, ClickedLink("", url)) for url in by_itself)
        return taken_of(await self._in_time(self._page.evaluate(FINISH, self._ending(links, inner=False))))

    def _ending(self, links: list[tuple[int, ClickedLink]], inner: bool) -> dict[str, Any]:
        addresses = [{"id": number, "url": link.url} for number, link in links]
        return {"links": addresses, "most": MAX_HTML, "inner": inner, "loading": list(LOADING)}

    async def _in_time(self, answer: Any) -> Any:
        """What the page answers; TimeoutError from a page that hangs."""
        return await asyncio.wait_for(answer, self._patience.answer)

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _dismiss(dialog: Dialog) -> None:
    with contextlib.suppress(PlaywrightError):
        await dialog.dismiss()
