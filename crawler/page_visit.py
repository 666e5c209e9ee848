"""One tab on one page: load, wait until it is quiet, scroll, click what opens, take the HTML. No click leaves the page."""

import asyncio
import contextlib
import time
from collections import Counter
from typing import Any

from playwright.async_api import Dialog, Frame, Page, Request, Response, Route
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.page_script import CLICK, EXPAND, PICK
from crawler.render_cache import KINDS, AssetCache
from crawler.render_finish import CONTENT, EMBED, FINISH, LEADS_ON, SIZE, Taken, taken_of
from crawler.render_guard import IDLE, SCROLL, THIN, UNVEIL
from crawler.render_requests import Sent, held_back, same_site
from crawler.render_result import ClickedLink, Patience, Rendered, RenderProblem, Traffic, problem_of
from crawler.render_words import LOADING, MORE, NEXT, REFUSE
from crawler.words import NEVER_CLICK

MAX_CLICKS = 150
MAX_HTML = 10_000_000  # characters
_CLICK_SECONDS = 3.0
_OLD_REQUEST = 4.0  # seconds, then it is a line kept open and is not waited for
_MAX_LINKS, _MAX_FRAMES = 500, 5
_STEP = 0.08


class PageVisit:
    """Drives a fresh Playwright page. `pictures` says whether pictures, fonts and film are loaded; `cache` is the session's."""

    def __init__(self, page: Page, pictures: bool, cache: AssetCache, patience: Patience) -> None:
        self._page, self._pictures, self._cache, self._patience = page, pictures, cache, patience
        self._click: str | None = None  # kind of the last click; None before the first
        self._under_way: dict[Request, float] = {}
        self._left_for: list[str] = []  # addresses that the page wanted to go to since the clicks began
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: Counter[str] = Counter()
        self._requests = self._cached = self._views = self._clicks = 0
        self._crashed = asyncio.Event()

    async def prepare(self) -> None:
        """Before loading: requests are watched, dialogs and windows are closed."""
        page = self._page
        page.set_default_timeout(self._patience.answer * 1000)
        page.on("request", self._began)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)
        page.on("response", lambda response: self._later(self._keep(response)))
        page.on("dialog", lambda dialog: self._later(_dismiss(dialog)))
        page.on("popup", lambda popup: self._later(self._close_popup(popup)))
        page.on("crash", lambda _: self._crashed.set())
        await page.route("**/*", self._route)

    async def load(self, url: str, timeout: float) -> tuple[int | None, str]:
        """(HTTP status, problem): "" when something was loaded that can be read."""
        try:
            answer = await self._page.goto(url, wait_until="domcontentloaded", timeout=min(timeout, self._patience.load) * 1000)
        except PlaywrightTimeout:
            answer = None
            if self._page.url in ("", "about:blank") or not await self._alive():
                return None, RenderProblem.TIME
        except PlaywrightError as error:
            return None, problem_of(error.message)
        status = answer.status if answer else None
        if status is not None and status >= 400:
            return status, f"{RenderProblem.STATUS} {status} in the browser"
        await self._settle()
        if self._page.url in ("", "about:blank"):
            return status, RenderProblem.BLANK
        return status, ""

    async def rendered(self, status: int | None) -> Rendered:
        """Scrolls, clicks, takes the HTML; if the clicks break the page, what it was before them."""
        size = await self._in_time(self._page.evaluate(SIZE))
        if isinstance(size, (int, float)) and size > MAX_HTML:
            return self._failed(self._page.url, status, RenderProblem.TOO_LARGE)
        with contextlib.suppress(PlaywrightError, TimeoutError):
            await asyncio.wait_for(self._page.evaluate(SCROLL), 2 * self._patience.answer)
        before = await self._as_it_is()
        final_url = self._page.url
        links: list[tuple[int, ClickedLink]] = []
        taken = before
        with contextlib.suppress(PlaywrightError, TimeoutError):
            await self._click_through(links)
        with contextlib.suppress(PlaywrightError, TimeoutError):
            taken = await self._finish(links)
        if self._crashed.is_set() or self._page.is_closed():
            return self._failed(final_url, status, RenderProblem.CRASHED)
        html = taken.html or before.html
        if not html:
            return self._failed(final_url, status, RenderProblem.TOO_LARGE if max(taken.size, before.size) else RenderProblem.BLANK)
        return Rendered(html, final_url, status, self._clicks, tuple(link for _, link in links), "", self.traffic, self._views)

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
        return Traffic(self._requests, self._cached, dict(self._held))

    @property
    def crashed(self) -> bool:
        return self._crashed.is_set()

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
                if not self._loading() and await asyncio.wait_for(self._page.evaluate(IDLE, horizon * 1000), left):
                    return
            except TimeoutError:
                return
            except PlaywrightError:  # it is on its way to another page
                if self._page.is_closed():
                    return
            await asyncio.sleep(_STEP)

    def _loading(self) -> bool:
        now = time.monotonic()
        return any(now - since < _OLD_REQUEST for since in self._under_way.values())

    async def _alive(self) -> bool:
        """Does the page answer at all?"""
        try:
            return bool(await asyncio.wait_for(self._page.evaluate("() => true"), min(2, self._patience.answer)))
        except (PlaywrightError, TimeoutError):
            return False

    # Clicks

    async def _click_through(self, links: list[tuple[int, ClickedLink]]) -> None:
        """Clicks one thing after the other in the page, then in its frames of the same site; `links` takes what the page's own clicks would
        have opened, with the number of the click."""
        self._click = ""
        end = time.monotonic() + self._patience.expand
        await self._click_in(self._page.main_frame, links, end)
        for frame in self._own_frames():
            aside: list[tuple[int, ClickedLink]] = []
            with contextlib.suppress(PlaywrightError, TimeoutError):
                await self._click_in(frame, aside, end)
                inside = taken_of(await self._in_time(frame.evaluate(FINISH, self._ending(aside, inner=True))))
                element = await self._in_time(frame.frame_element())
                await self._in_time(element.evaluate(EMBED, {"html": inside.html, "url": frame.url}))

    async def _click_in(self, frame: Frame, links: list[tuple[int, ClickedLink]], end: float) -> None:
        words = {"never": list(NEVER_CLICK), "more": list(MORE), "next": list(NEXT), "refuse": list(REFUSE)}
        await self._in_time(frame.evaluate(EXPAND, words))
        while self._clicks < MAX_CLICKS and time.monotonic() < end:
            picked = await self._in_time(frame.evaluate(PICK))
            if not isinstance(picked, dict):
                break
            self._click = picked["kind"]
            self._views += picked["kind"] == "view"
            self._clicks += 1
            clicked = await self._in_time(frame.evaluate(CLICK))
            if not isinstance(clicked, dict):
                break
            await self._quiet_after_click()
            opened = [*self._left_for, *clicked["opened"]]
            self._left_for.clear()
            found = [(clicked["id"], ClickedLink(clicked["label"], url)) for url in dict.fromkeys(opened)]
            links += found[: _MAX_LINKS - len(links)]

    async def _quiet_after_click(self) -> None:
        """Until nothing is being loaded, or a moment has passed. The click itself waited for the page's own requests."""
        end = time.monotonic() + _CLICK_SECONDS
        while self._loading() and time.monotonic() < end:
            await asyncio.sleep(_STEP / 2)

    def _own_frames(self) -> list[Frame]:
        """Frames of the same site, the innermost first."""
        inner = [frame for frame in self._page.frames if frame is not self._page.main_frame and same_site(frame.url, self._page.url)]
        return inner[:_MAX_FRAMES][::-1]

    async def _finish(self, links: list[tuple[int, ClickedLink]]) -> Taken:
        by_itself = list(dict.fromkeys(self._left_for))[:3]
        if by_itself and await self._in_time(self._page.evaluate(THIN, list(LOADING))):
            await self._in_time(self._page.evaluate(LEADS_ON, by_itself[0]))
        links += ((-1, ClickedLink("", url)) for url in by_itself)
        return taken_of(await self._in_time(self._page.evaluate(FINISH, self._ending(links, inner=False))))

    def _ending(self, links: list[tuple[int, ClickedLink]], inner: bool) -> dict[str, Any]:
        addresses = [{"id": number, "url": link.url} for number, link in links]
        return {"links": addresses, "most": MAX_HTML, "inner": inner, "loading": list(LOADING)}

    # Requests

    async def _route(self, route: Route) -> None:
        with contextlib.suppress(PlaywrightError):
            await self._decide(route, route.request)

    async def _decide(self, route: Route, request: Request) -> None:
        navigates = request.is_navigation_request()
        main = navigates and self._is_main(request)
        if main and self._click is not None:
            if request.method == "GET":
                self._left_for.append(request.url)
            await route.abort("aborted")
            return
        sent = Sent(request.url, request.method, request.resource_type, _body(request), navigates, main)
        why = held_back(sent, self._page.url or request.url, self._click, self._pictures)
        if why:
            self._held[why] += 1
            await route.abort("blockedbyclient")
            return
        kept = self._cache.get(request.url) if sent.kind in KINDS and sent.method == "GET" else None
        if kept is not None:
            self._cached += 1
            await route.fulfill(status=200, headers=kept[0], body=kept[1])
            return
        self._requests += 1
        await route.continue_()

    async def _keep(self, response: Response) -> None:
        request = response.request
        if request.resource_type not in KINDS or request.method != "GET" or response.status != 200 or self._cache.get(request.url):
            return
        with contextlib.suppress(PlaywrightError):
            self._cache.put(request.url, response.headers, await response.body())

    def _is_main(self, request: Request) -> bool:
        try:
            return request.frame == self._page.main_frame
        except PlaywrightError:  # the frame is not there yet: a navigation of a new window
            return True

    async def _close_popup(self, popup: Page) -> None:
        if popup.url not in ("", "about:blank"):
            self._left_for.append(popup.url)
        await popup.close()

    def _began(self, request: Request) -> None:
        if request.resource_type not in ("websocket", "eventsource", "media", "ping"):
            self._under_way[request] = time.monotonic()

    def _ended(self, request: Request) -> None:
        self._under_way.pop(request, None)

    async def _in_time(self, answer: Any) -> Any:
        """What the page answers; TimeoutError from a page that hangs."""
        return await asyncio.wait_for(answer, self._patience.answer)

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _body(request: Request) -> str:
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return ""
    try:
        return request.post_data or ""
    except (PlaywrightError, UnicodeDecodeError):  # bytes that are no text: a file is sent
        return "?" * 100_000


async def _dismiss(dialog: Dialog) -> None:
    with contextlib.suppress(PlaywrightError):
        await dialog.dismiss()
