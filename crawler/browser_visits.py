"""A visit's page in the browser: whether it is wanted, what it shows, and what that makes of the visit."""

import asyncio
from typing import TYPE_CHECKING

from crawler.block_pages import blocked_page
from crawler.page_signs import FEW_LINKS, own_links
from crawler.render_gain import shows_less
from crawler.render_memory import Advice, is_hollow
from crawler.render_result import Rendered, RenderProblem
from crawler.scope import host_of
from crawler.visits import Visit, now
from oit.content import Page
from oit.snapshot import FetchFailure
from reading.addresses import resolve

if TYPE_CHECKING:
    from crawler.spider import AgencySpider

_MOST_TROUBLED = 10  # pages that are shown a second time
_BUSY = tuple(f"{RenderProblem.STATUS} {status} " for status in (429, 503))
_PASSING = (*(f"{RenderProblem.STATUS} {status} " for status in (403, 429, 500, 502, 503, 504)), RenderProblem.TIME, RenderProblem.FAILED)


class BrowserVisits:
    """Shows pages of a crawl in its one browser."""

    def __init__(self, spider: "AgencySpider") -> None:
        self._spider = spider
        self._troubled: dict[str, tuple[Visit, Page]] = {}  # pages that wait for their second chance, by address
        self._had_their_chance: set[str] = set()

    def wanted(self, visit: Visit, page: Page) -> bool:
        """Does the page as it came lack what a visitor sees, or is everything to be rendered? Of pages whose like showed nothing more in
        the browser the visit notes that they are complete, or that the browser is of no use."""
        if self._spider.limits.render != "auto":
            return self._spider.limits.render == "always"
        memory = self._spider.desk.memory
        advice = memory.advice(page)
        memory.saw(page)
        thin = visit.is_start and own_links(page, self._spider.frontier.scope) < FEW_LINKS
        if advice is Advice.NO_USE:
            visit.fail(FetchFailure.NEEDS_BROWSER, ", ".join(page.needs_browser)[:150])
        visit.complete = advice is Advice.COMPLETE
        return advice is Advice.RENDER or thin

    async def catch_up(self) -> None:
        """Shows the pages that were called complete until one like them showed more after all, and once more those that met trouble."""
        for url in list(self._spider.desk.memory.overlooked):
            visit = self._spider.visit_at(url)
            if visit is not None and not visit.rendered:
                visit.complete = False
                await self.shown(visit)
        self._spider.desk.memory.overlooked.clear()
        while self._troubled and self._spider.desk.left:
            url, (troubled, page) = self._troubled.popitem()
            self._had_their_chance.add(url)
            await self.complete(troubled, page)

    async def complete(self, visit: Visit, page: Page) -> None:
        """Renders the page; where that fails and its signs say that content is missing, the visit says so."""
        signs = ", ".join(page.needs_browser)[:150]
        if signs:  # holds until the browser has shown more, also when the crawl ends before
            visit.fail(FetchFailure.NEEDS_BROWSER, signs)
        shown = await self.shown(visit, page)
        if shown is not None:
            gain = self._spider.desk.memory.learn(page, shown)
            if gain and is_hollow(page):
                self._spider.desk.was_needed()
        if shown is None and signs and visit.failure is not None:
            visit.detail = f"{signs}; {self._spider.desk.problem}"[:300]
            self._note_trouble(visit, page)
        elif shown is None and not signs:
            visit.failure, visit.detail = None, ""

    def _note_trouble(self, visit: Visit, page: Page) -> None:
        """Trouble that may pass is met once more at the end; a server that is busy is given a pause."""
        problem, url = self._spider.desk.problem, visit.target.url
        if problem.startswith(_BUSY):
            self._spider.clock.pause(host_of(visit.final_url), None)
        if problem.startswith(_PASSING) and url not in self._had_their_chance and len(self._troubled) < _MOST_TROUBLED:
            self._troubled[url] = (visit, page)

    async def shown(self, visit: Visit, static: Page | None = None) -> Page | None:
        """What the browser shows of the page, kept beside the bytes that came; None when it shows nothing, another's page, or less than
        `static`, the page as it came."""
        rendered = await self._ask(visit)
        if rendered is None:
            return None
        body = rendered.html.encode("utf-8", "replace")
        final = resolve(rendered.final_url, rendered.final_url) or visit.final_url
        frontier = self._spider.frontier
        if visit.is_start:
            frontier.scope = frontier.scope.moved_to(final)
        if not frontier.may_follow(visit.target, final):
            visit.failure = None
            visit.detail = f"a script leads on to {final[:200]}"
            return None
        seen = self._spider.read(visit, body, "text/html; charset=utf-8")
        if seen is None or (block := blocked_page(rendered.status or 200, {}, body, seen, front=visit.is_start)) is not None:
            if seen is not None and block is not None:
                visit.fail(*block)
            return None
        if static is not None and shows_less(static, seen):
            self._spider.desk.problem = "the page broke off in the browser"
            return None
        frontier.leads_to(visit.target, final)
        visit.failure, visit.detail, visit.unfinished = None, "", rendered.unfinished
        visit.final_url, visit.rendered, visit.render_sha256 = final, True, self._spider.sink.body(body, final, now())
        visit.status, visit.kind, visit.fetched_at = visit.status or rendered.status, "html", visit.fetched_at or now()
        self._spider.rendered += 1
        self._spider.guide.saw(visit.resource(), seen)
        self._spider.add_links(visit, seen)
        return seen

    async def _ask(self, visit: Visit) -> Rendered | None:
        host, left = host_of(visit.final_url), self._spider.seconds_left()
        await asyncio.sleep(min(self._spider.clock.reserve(host), max(left, 0)))
        try:
            return await self._spider.desk.render(visit.final_url, self._spider.seconds_left())
        finally:
            self._spider.clock.finished(host)
