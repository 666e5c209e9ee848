"""The spider: asks for one address after the other by the frontier's choice, keeps the bytes, reads the links, renders where needed."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from typing import Any

import scrapy
from scrapy.http import Request, Response

from crawler.answers import header, redirect_of
from crawler.contract import CrawlLimits, Progress, Sink
from crawler.frontier import Frontier, Target
from crawler.interruption import interruptible
from crawler.outcomes import failure_of_error, failure_of_status
from crawler.page_signs import FEW_LINKS, asks_only_for_login, own_links, start_leads_to
from crawler.politeness import TIME_MESSAGE, HostClock
from crawler.rendering import RenderDesk
from crawler.resolver import refused_hosts
from crawler.scope import host_of
from crawler.settings import concurrency
from crawler.visits import Visit, now
from oit.content import Page
from oit.snapshot import FetchFailure, NotFetched, Sighting
from reading.addresses import resolve
from reading.html import read_page
from reading.kinds import sniff

MAX_HOPS = 8
_STREAMS = (b"video/", b"audio/")
_MAX_TWINS = 3  # pages with the same bytes whose links are read: more of them are one page under endless addresses
_log = logging.getLogger(__name__)


class AgencySpider(scrapy.Spider):
    """One crawl of one agency. `run` is its whole life; the frontier, not Scrapy's scheduler, says what comes next."""

    name = "agency"

    def __init__(self, start_url: str, limits: CrawlLimits, frontier: Frontier, sink: Sink, desk: RenderDesk,
                 progress: Callable[[Progress], None], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(**kwargs)
        self.start_url, self.limits, self.frontier, self.sink, self.desk = start_url, limits, frontier, sink, desk
        self.visits: list[Visit] = []
        self.pages = self.documents = self.rendered = self.bytes = 0
        self.stopped_by = ""
        self.error: BaseException | None = None
        self.clock = HostClock(limits.delay)
        self._visit_of: dict[int, Visit] = {}
        self._twins: Counter[str] = Counter()
        self._began = time.monotonic()
        self._report = progress
        self._interrupted = asyncio.Event()

    async def start(self) -> AsyncIterator[Any]:
        """Runs the crawl to its end; yields nothing, since every request is made by the frontier's order."""
        self.crawler.signals.connect(self._headers_received, signal=scrapy.signals.headers_received)
        with interruptible(self._interrupted):
            try:
                await self._run()
            except Exception as error:  # handed to crawl(), which raises it: Scrapy itself would only log it
                self.error = error
            finally:
                await self.desk.close()
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    def seconds_left(self) -> float:
        """Until the crawl's time is over; below 0 when it is."""
        return self.limits.max_minutes * 60 - (time.monotonic() - self._began)

    # The order of visits

    async def _run(self) -> None:
        running: set[asyncio.Task[None]] = {asyncio.create_task(self._visit(self.frontier.start(self.start_url), is_start=True))}
        stop = asyncio.create_task(self._interrupted.wait())
        try:
            while running:
                done, _ = await asyncio.wait({*running, stop}, timeout=max(self.seconds_left(), 0), return_when=asyncio.FIRST_COMPLETED)
                running -= done
                for task in done - {stop}:
                    task.result()
                if self._interrupted.is_set() or self.seconds_left() <= 0:
                    self.stopped_by = "interrupted" if self._interrupted.is_set() else "time_limit"
                    return
                running |= self._more(len(running))
        finally:
            await _cancel({*running, stop})
        if self.frontier.queued:
            self.stopped_by = self._full() or "page_limit"
        self.stopped_by = self.stopped_by or "finished"

    def _more(self, under_way: int) -> set[asyncio.Task[None]]:
        """New visits up to the number allowed at a time."""
        tasks: set[asyncio.Task[None]] = set()
        while under_way + len(tasks) < concurrency(self.limits) and not self._full(under_way + len(tasks)):
            target = self.frontier.next()
            if target is None:
                break
            tasks.add(asyncio.create_task(self._visit(target)))
        return tasks

    def _full(self, under_way: int = 0) -> str:
        """The limit that is reached if `under_way` visits bring something, "" if none."""
        if self.bytes >= self.limits.max_bytes:
            return "byte_limit"
        came = self.pages + self.documents + under_way
        return "page_limit" if came >= self.limits.max_pages or len(self.visits) >= 2 * self.limits.max_pages else ""

    # One visit

    async def _visit(self, target: Target, is_start: bool = False) -> None:
        visit = self._visit_of[id(target)] = Visit(target, final_url=target.url, is_start=is_start)
        self.visits.append(visit)
        response = await self._follow(visit)
        if response is not None:
            await self._keep(visit, response)
        visit.done = True
        if visit.failure is FetchFailure.ROBOTS and not is_start:
            self._withdraw(visit, NotFetched.ROBOTS)
        self._tell(target.url)

    async def _follow(self, visit: Visit) -> Response | None:
        """The answer at the end of the redirects, None when there is nothing to keep; the visit then says why."""
        url = visit.target.url
        for _ in range(MAX_HOPS + 1):
            response = await self._ask(visit, url)
            hop = redirect_of(response, url) if response is not None else None
            if response is None or hop is None:
                return response
            visit.status, visit.final_url, visit.fetched_at = response.status, hop, now()
            if visit.is_start:
                self.frontier.scope = self.frontier.scope.moved_to(hop)
            if not self.frontier.may_follow(visit.target, hop):
                visit.detail = "leads to an address outside the agency's site"
                return None
            known = self._visit_of.get(id(self.frontier.leads_to(visit.target, hop)))
            if known is not None and known.done:
                visit.take_over(known)
                return None
            url = hop
        visit.fail(FetchFailure.REDIRECT_LOOP, f"more than {MAX_HOPS} redirects, the last to {url[:200]}")
        return None

    async def _ask(self, visit: Visit, url: str) -> Response | None:
        visit.final_url = url
        left = max(min(self.limits.timeout, self.seconds_left()), 1.0)
        request = Request(url, meta={"dont_redirect": True, "download_timeout": left})
        assert self.crawler.engine is not None
        try:
            return await self.crawler.engine.download_async(request)
        except Exception as error:  # every kind of trouble on the line becomes a FetchFailure
            visit.fetched_at = now()
            if host_of(request.url) in refused_hosts:
                visit.fail(FetchFailure.BLOCKED_ADDRESS, f"{host_of(url)} is a private or reserved address")
            elif str(error) == TIME_MESSAGE:
                visit.fail(FetchFailure.TOO_MANY, TIME_MESSAGE)
            else:
                visit.fail(*failure_of_error(error))
            return None

    async def _keep(self, visit: Visit, response: Response) -> None:
        visit.status, visit.fetched_at = response.status, now()
        visit.content_type = header(response, "Content-Type")[:200]
        failure = failure_of_status(response.status)
        if failure is not None:
            visit.fail(failure, f"HTTP {response.status}")
        elif "download_stopped" in response.flags:
            visit.fail(FetchFailure.OTHER, "film or sound: not taken")
        elif not response.body:
            visit.fail(FetchFailure.BAD_ANSWER, "an empty answer")
        elif response.headers.get("Content-Encoding"):
            visit.fail(FetchFailure.BAD_ANSWER, f"unknown encoding {header(response, 'Content-Encoding')[:50]}")
        else:
            await self._keep_body(visit, response)

    async def _keep_body(self, visit: Visit, response: Response) -> None:
        visit.kind = sniff(response.body, visit.content_type, visit.final_url)
        if visit.kind != "html" and "dataloss" in response.flags:
            visit.fail(FetchFailure.CONNECTION_LOST, "the file was cut off on the way")
            return
        visit.size, visit.sha256 = len(response.body), self.sink.body(response.body)
        self.bytes += visit.size
        if visit.kind != "html":
            self.documents += 1
            return
        self.pages += 1
        page = self._read(visit, response.body, visit.content_type)
        if page is not None:
            await self._use_page(visit, page)

    # Pages

    async def _use_page(self, visit: Visit, page: Page) -> None:
        if asks_only_for_login(page, visit.target.url):
            visit.fail(FetchFailure.LOGIN, "leads to a login form")
        if visit.is_start:
            self._move_scope(page)
        self._add_links(visit, page)
        if visit.failure is None and self._wants_render(visit, page):
            await self._render(visit, page)

    def _move_scope(self, page: Page) -> None:
        beyond = start_leads_to(page, self.frontier.scope)
        if beyond is not None:
            self.frontier.scope = self.frontier.scope.moved_to(beyond)

    def _add_links(self, visit: Visit, page: Page) -> None:
        self._twins[visit.sha256] += 1
        if self._twins[visit.sha256] > _MAX_TWINS:
            return
        for link in page.links:
            if link.url is not None:
                depth = visit.target.depth + (link.rel not in ("frame", "refresh"))
                sighting = Sighting(link.text, link.heading, visit.target.url, link.region, link.context)
                self.frontier.add(link.url, sighting, depth)

    def _wants_render(self, visit: Visit, page: Page) -> bool:
        if self.limits.render != "auto":
            return self.limits.render == "always"
        thin = visit.is_start and own_links(page, self.frontier.scope) < FEW_LINKS
        return bool(page.needs_browser) or thin

    async def _render(self, visit: Visit, page: Page) -> None:
        signs = ", ".join(page.needs_browser)[:150]
        if signs:  # holds until the browser has shown more, also when the crawl ends before
            visit.fail(FetchFailure.NEEDS_BROWSER, signs)
        rendered = await self._ask_browser(visit)
        if rendered is None:
            visit.detail = f"{signs}; {self.desk.problem}"[:300] if signs else ""
            return
        visit.failure, visit.detail = None, ""
        body = rendered.html.encode("utf-8", "replace")
        final = resolve(rendered.final_url, rendered.final_url) or visit.final_url
        if visit.is_start:
            self.frontier.scope = self.frontier.scope.moved_to(final)
        if not self.frontier.may_follow(visit.target, final):
            visit.detail = f"a script leads on to {final[:200]}"
            return
        self.frontier.leads_to(visit.target, final)
        visit.final_url, visit.rendered, visit.render_sha256 = final, True, self.sink.body(body)
        self.rendered += 1
        seen = self._read(visit, body, "text/html; charset=utf-8")
        if seen is not None:
            self._add_links(visit, seen)

    async def _ask_browser(self, visit: Visit) -> Any:
        host = host_of(visit.final_url)
        await asyncio.sleep(min(self.clock.reserve(host), max(self.seconds_left(), 0)))
        try:
            return await self.desk.render(visit.final_url, self.seconds_left())
        finally:
            self.clock.finished(host)

    def _read(self, visit: Visit, body: bytes, content_type: str) -> Page | None:
        """The page, or None when reading failed: one hostile page must not end the crawl."""
        try:
            return read_page(body, visit.final_url, content_type)
        except Exception as error:
            _log.exception("reading %s", visit.final_url)
            visit.fail(FetchFailure.BAD_ANSWER, f"could not be read: {type(error).__name__}")
            return None

    # Around

    def _withdraw(self, visit: Visit, why: NotFetched) -> None:
        self.visits.remove(visit)
        self.frontier.refuse(visit.target, why)

    def _tell(self, url: str) -> None:
        elapsed = time.monotonic() - self._began
        self._report(Progress(self.pages, self.documents, self.frontier.queued, len(self.frontier.items_found), url, elapsed))

    def _headers_received(self, headers: Any) -> None:
        if (headers.get("Content-Type") or b"").lower().startswith(_STREAMS):
            raise scrapy.exceptions.StopDownload(fail=False)


async def _cancel(tasks: set[asyncio.Task[Any]]) -> None:
    """Ends the tasks and waits for them a moment; what they still do is dropped."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=3)
