"""One tab on one page: load, settle, scroll, click what opens, and take the HTML. Keeps every click from leaving the page."""

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Dialog, Page, Request, Route
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.page_script import EXPAND, FINISH, NEXT, OPENED, SCROLL
from crawler.words import NEVER_CLICK

MAX_CLICKS, EXPAND_SECONDS = 60, 20.0
ANSWER_SECONDS = 5.0  # for what takes a healthy page no time
MAX_HTML = 10_000_000  # characters
_LOAD_SECONDS, _SETTLE_SECONDS, _CLICK_SECONDS, _CLICK_PAUSE = 20.0, 3.0, 1.5, 0.05
_MAX_LINKS = 500
_HEAVY = frozenset({"image", "font", "media"})


@dataclass(frozen=True, slots=True)
class ClickedLink:
    """An address that a click would have opened."""

    text: str  # of what was clicked
    url: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """`html` holds the page after the clicks, with what they took away again and the links they would have opened put back in."""

    html: str
    final_url: str
    status: int | None
    clicks: int
    links_seen: tuple[ClickedLink, ...]
    problem: str = ""  # "" or one line: why there is no html


class PageVisit:
    """Drives a fresh Playwright page. `pictures` says whether pictures, fonts and film are loaded."""

    def __init__(self, page: Page, pictures: bool) -> None:
        self._page, self._pictures = page, pictures
        self._frozen = False
        self._under_way = 0
        self._left_for: list[str] = []  # addresses that the last click wanted to go to
        self._tasks: set[asyncio.Task[None]] = set()

    async def prepare(self) -> None:
        """Before loading: requests are watched, dialogs and windows are closed."""
        page = self._page
        page.set_default_timeout(ANSWER_SECONDS * 1000)
        page.on("request", lambda _: self._count(1))
        page.on("requestfinished", lambda _: self._count(-1))
        page.on("requestfailed", lambda _: self._count(-1))
        page.on("dialog", lambda dialog: self._later(_dismiss(dialog)))
        page.on("popup", lambda popup: self._later(self._close_popup(popup)))
        await page.route("**/*", self._route)

    async def load(self, url: str, timeout: float) -> tuple[int | None, str]:
        """(HTTP status, problem): "" when something was loaded that can be read."""
        try:
            answer = await self._page.goto(url, wait_until="domcontentloaded", timeout=min(timeout, _LOAD_SECONDS) * 1000)
        except PlaywrightTimeout:
            answer = None
            if self._page.url in ("", "about:blank") or not await self._alive():
                return None, "the page did not load in time"
        except PlaywrightError as error:
            return None, f"the page did not load: {' '.join(error.message.split())[:150]}"
        status = answer.status if answer else None
        if status is not None and status >= 400:
            return status, f"HTTP {status} in the browser"
        with contextlib.suppress(PlaywrightTimeout):
            await self._page.wait_for_load_state("networkidle", timeout=_SETTLE_SECONDS * 1000)
        return status, ""

    async def rendered(self, status: int | None) -> Rendered:
        """Scrolls, clicks, takes the HTML; if the clicks break the page, what it was before them."""
        await self._scroll()
        before = await _in_time(self._page.content())
        final_url = self._page.url
        self._frozen = True
        links: list[tuple[int, ClickedLink]] = []
        clicks = 0
        html = before
        try:
            clicks = await self._click_through(links)
            html = await _in_time(self._page.evaluate(FINISH, [{"id": number, "url": link.url} for number, link in links]))
        except (PlaywrightError, TimeoutError) as error:
            if self._page.is_closed() or "crash" in str(error).lower():
                raise
        if len(html) > MAX_HTML:
            return Rendered("", final_url, status, clicks, (), "the page is too large")
        return Rendered(html, final_url, status, clicks, tuple(link for _, link in links))

    async def _click_through(self, links: list[tuple[int, ClickedLink]]) -> int:
        """Clicks one thing after the other; `links` takes what they would have opened, with the number of the click."""
        clicks = 0
        await _in_time(self._page.evaluate(EXPAND, list(NEVER_CLICK)))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(EXPAND_SECONDS):
                while clicks < MAX_CLICKS:
                    self._left_for.clear()
                    clicked: dict[str, Any] | None = await self._page.evaluate(NEXT)
                    if clicked is None:
                        break
                    clicks += 1
                    await self._quiet()
                    opened = [*self._left_for, *await self._page.evaluate(OPENED)]
                    found = [(clicked["id"], ClickedLink(clicked["label"], url)) for url in dict.fromkeys(opened)]
                    links += found[: _MAX_LINKS - len(links)]
        return clicks

    async def _alive(self) -> bool:
        """Does the page answer at all?"""
        try:
            return bool(await asyncio.wait_for(self._page.evaluate("() => true"), 2))
        except (PlaywrightError, TimeoutError):
            return False

    async def _scroll(self) -> None:
        with contextlib.suppress(PlaywrightError, TimeoutError):
            await _in_time(self._page.evaluate(SCROLL))
            await self._quiet()

    async def _quiet(self) -> None:
        """Until nothing is being loaded, or a moment has passed."""
        await asyncio.sleep(_CLICK_PAUSE)
        end = asyncio.get_running_loop().time() + _CLICK_SECONDS
        while self._under_way > 0 and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(_CLICK_PAUSE)

    async def _route(self, route: Route) -> None:
        request = route.request
        with contextlib.suppress(PlaywrightError):
            if self._frozen and request.is_navigation_request() and self._is_main(request):
                self._left_for.append(request.url)
                await route.abort("aborted")
            elif not self._pictures and request.resource_type in _HEAVY:
                await route.abort("blockedbyclient")
            else:
                await route.continue_()

    def _is_main(self, request: Request) -> bool:
        try:
            return request.frame == self._page.main_frame
        except PlaywrightError:  # the frame is not there yet: a navigation of a new window
            return True

    async def _close_popup(self, popup: Page) -> None:
        if popup.url not in ("", "about:blank"):
            self._left_for.append(popup.url)
        await popup.close()

    def _count(self, change: int) -> None:
        self._under_way = max(0, self._under_way + change)

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _dismiss(dialog: Dialog) -> None:
    with contextlib.suppress(PlaywrightError):
        await dialog.dismiss()


async def _in_time(answer: Any) -> Any:
    """What the page answers; TimeoutError from a page that hangs."""
    return await asyncio.wait_for(answer, ANSWER_SECONDS)
