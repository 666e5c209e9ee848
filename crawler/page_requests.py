"""What one tab asks the network for: which requests go out, which are under way, where the page wanted to go."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Coroutine
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Request, Response, Route

from crawler.render_cache import KINDS, AssetCache
from crawler.render_requests import Sent, held_back
from crawler.render_result import Traffic

_OLD_REQUEST = 4.0  # seconds, then it is a line kept open and is not waited for


class PageRequests:
    """Watches a fresh Playwright page. `click` is the kind of the last click, None as long as the page may load itself; `left_for` takes
    the addresses that it wanted to go to otherwise; `status` is that of what the tab shows. `pictures` and `cache` as PageVisit has
    them."""

    def __init__(self, page: Page, pictures: bool, cache: AssetCache) -> None:
        self.click: str | None = None
        self.left_for: list[str] = []
        self.status: int | None = None
        self._page, self._pictures, self._cache = page, pictures, cache
        self._under_way: dict[Request, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: Counter[str] = Counter()
        self._requests = self._cached = 0

    async def watch(self) -> None:
        """To be called before the page loads anything."""
        self._page.on("request", self._began)
        self._page.on("requestfinished", self._ended)
        self._page.on("requestfailed", self._ended)
        self._page.on("response", self._answered)
        self._page.on("popup", lambda popup: self._later(self._close_popup(popup)))
        await self._page.route("**/*", self._route)

    @property
    def loading(self) -> bool:
        """Is anything on its way that is no line kept open?"""
        now = time.monotonic()
        return any(now - since < _OLD_REQUEST for since in self._under_way.values())

    @property
    def traffic(self) -> Traffic:
        return Traffic(self._requests, self._cached, dict(self._held))

    async def _route(self, route: Route) -> None:
        with contextlib.suppress(PlaywrightError):
            await self._decide(route, route.request)

    async def _decide(self, route: Route, request: Request) -> None:
        navigates = request.is_navigation_request()
        main = navigates and self._is_main(request)
        if main and self.click is not None:
            if request.method == "GET":
                self.left_for.append(request.url)
            await route.abort("aborted")
            return
        sent = Sent(request.url, request.method, request.resource_type, _body(request), navigates, main)
        why = held_back(sent, self._page.url or request.url, self.click, self._pictures)
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

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request() and self._is_main(response.request):
            self.status = response.status
        self._later(self._keep(response))

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
            self.left_for.append(popup.url)
        await popup.close()

    def _began(self, request: Request) -> None:
        if request.resource_type not in ("websocket", "eventsource", "media", "ping"):
            self._under_way[request] = time.monotonic()

    def _ended(self, request: Request) -> None:
        self._under_way.pop(request, None)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
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
