"""The spider: asks for one address after the other by the frontier's choice, keeps the bytes, reads the links, renders where needed."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from typing import Any

import scrapy
from scrapy.http import Request, Response

from crawler.answers import header, headers_of, is_cut, redirect_of
from crawler.block_pages import blocked_page
from crawler.browser_visits import BrowserVisits
from crawler.contract import Before, CrawlLimits, Earlier, Guide, Progress, Sink, SoFar
from crawler.fetching import HEAD_ONLY, SHA256, Fetcher
from crawler.frontier import Frontier
from crawler.interruption import interruptible
from crawler.outcomes import failure_of_status
from crawler.outside_visits import OutsideVisits
from crawler.page_signs import DOOR_LINKS, asks_only_for_login, own_links, start_leads_to
from crawler.politeness import HostClock
from crawler.rendering import RenderDesk
from crawler.scope import host_of
from crawler.second_looks import SecondLooks
from crawler.settings import concurrency
from crawler.soft_404_visits import UnknownAddresses
from crawler.targets import Target
from crawler.visits import Visit, now
from oit.content import Page
from oit.snapshot import FetchFailure, NotFetched, Sighting
from reading.kinds import sniff

MAX_HOPS = 8
_STREAMS = (b"video/", b"audio/")
_MAX_TWINS = 3  # pages with the same bytes whose links are read: more of them are one page under endless addresses
_log = logging.getLogger(__name__)


class AgencySpider(scrapy.Spider):
    """One crawl of one agency. `run` is its whole life; the frontier, not Scrapy's scheduler, says what comes next."""

    name = "agency"

    def __init__(self, start_url: str, limits: CrawlLimits, frontier: Frontier, guide: Guide, sink: Sink, desk: RenderDesk,
                 so_far: Callable[["AgencySpider", bool], SoFar], progress: Callable[[Progress], None], earlier: Earlier,
                 read: Callable[[bytes, str, str], Page], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(**kwargs)
        self.start_url, self.limits, self.frontier, self.guide = start_url, limits, frontier, guide
        self.sink, self.desk, self.policy, self.earlier, self._read_page = sink, desk, frontier.policy, earlier, read
        self.visits: list[Visit] = []
        self.pages = self.documents = self.rendered = self.bytes = 0
        self.news = 0  # visits to addresses that the crawl before did not ask for
        self.stopped_by = ""
        self.error: BaseException | None = None
        self.clock = HostClock(limits.delay)
        self._visit_of: dict[int, Visit] = {}
        self._twins: Counter[str] = Counter()
        self._began = time.monotonic()
        self._report = progress
        self._interrupted = asyncio.Event()
        self._so_far = so_far
        self.browser, self._looks, self._outside = BrowserVisits(self), SecondLooks(self), OutsideVisits(self)
        self._unknown = UnknownAddresses(self)

    async def start(self) -> AsyncIterator[Any]:
        """Runs the crawl to its end; yields nothing, since every request is made by the frontier's order."""
        self.crawler.signals.connect(self._headers_received, signal=scrapy.signals.headers_received)
        self.fetcher = Fetcher(self.crawler, self.limits.timeout, self.seconds_left, self.sink.answer, self.earlier)
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

    def so_far(self, ending: bool) -> SoFar:
        """What the crawl has at this moment."""
        return self._so_far(self, ending)

    # The order of visits

    async def _run(self) -> None:
        stop = asyncio.create_task(self._interrupted.wait())
        running: set[asyncio.Task[None]] = {asyncio.create_task(self.visit(self.frontier.start(self.start_url), is_start=True))}
        reviewing: asyncio.Task[None] | None = None
        try:
            while running or reviewing:
                waited_for = {*running, stop} | ({reviewing} if reviewing else set())
                done, _ = await asyncio.wait(waited_for, timeout=max(self.seconds_left(), 0), return_when=asyncio.FIRST_COMPLETED)
                for task in done - {stop}:
                    task.result()
                running -= done
                reviewing = None if reviewing in done else reviewing
                if self._interrupted.is_set() or self.seconds_left() <= 0:
                    self.stopped_by = "interrupted" if self._interrupted.is_set() else "time_limit"
                    return
                running |= self._more(len(running))
                reviewing = reviewing or self._looks.due(dry=not running)
        finally:
            await _cancel({*running, stop} | ({reviewing} if reviewing else set()))
        gave_up = self.frontier.queued and self.clock.gives_up(host_of(self.start_url))
        self.stopped_by = "host_gives_up" if gave_up else self.full() or ("settled" if self.frontier.queued else "finished")

    def _more(self, under_way: int) -> set[asyncio.Task[None]]:
        """New visits up to the number allowed at a time."""
        tasks: set[asyncio.Task[None]] = set()
        while under_way + len(tasks) < concurrency(self.limits) and not self.full(under_way + len(tasks)):
            target = self.frontier.next()
            if target is None:
                break
            tasks.add(asyncio.create_task(self.visit(target)))
        return tasks

    def full(self, under_way: int = 0) -> str:
        """The limit that is reached if `under_way` visits bring something, "" if none."""
        if self.bytes >= self.limits.max_bytes:
            return "byte_limit"
        came = self.pages + self.documents + under_way
        return "page_limit" if came >= self.limits.max_pages or len(self.visits) >= 2 * self.limits.max_pages else ""

    # One visit

    async def visit(self, target: Target, is_start: bool = False) -> None:
        """Asks for what the frontier gave, and keeps what comes."""
        visit = self._visit_of[id(target)] = Visit(target, final_url=target.url, is_start=is_start)
        self.visits.append(visit)
        self.news += target.before is Before.NEW or target.before is Before.LEFT
        await self.fetch(visit)
        visit.done = True
        self.frontier.answered(target, visit.came)
        if visit.failure is FetchFailure.ROBOTS and not is_start and target.plan is None:
            visit.withdrawn = NotFetched.ROBOTS
        if visit.failure is FetchFailure.HOST_GIVES_UP and not is_start and target.plan is None:
            visit.withdrawn = NotFetched.HOST_GIVES_UP
        if visit.withdrawn is not None:
            self.visits.remove(visit)
            self.frontier.refuse(visit.target, visit.withdrawn)
        self.tell(target.url)

    def visit_at(self, url: str) -> Visit | None:
        """The visit of an address, under whatever spelling."""
        return next((visit for visit in self.visits if url in (visit.target.url, visit.final_url, *visit.target.variants)), None)

    async def fetch(self, visit: Visit, url: str = "") -> None:
        """Fills in what came of the visit's address, or of `url` instead."""
        if visit.target.plan is not None:
            await self._outside.fetch(visit, visit.target.plan)
            return
        response = await self._follow(visit, url or visit.target.url)
        if response is not None:
            await self._keep(visit, await self.fetcher.whole(visit, response))
        if visit.cut and not visit.rendered and (visit.failure is None or visit.troubled):
            visit.fail(FetchFailure.CUT_OFF, "the page was cut off on the way; what came of it was read")

    def moved(self, old: str, new: str) -> None:
        """A redirect was seen: it may prove that `old` is on a domain that the site has moved from."""
        self.frontier.widen(self.frontier.scope.moved_from(old, new))

    async def _follow(self, visit: Visit, url: str) -> Response | None:
        """The answer at the end of the redirects, None when there is nothing to keep; the visit then says why."""
        for _ in range(MAX_HOPS + 1):
            response = await self.fetcher.ask(visit, url)
            hop = redirect_of(response, url) if response is not None else None
            if response is None or hop is None:
                if not visit.target.probe or self.frontier.scope.owns(url):
                    return response
                visit.withdrawn = NotFetched.OFF_SCOPE  # a domain called like the agency's that leads nowhere else is another's
                return None
            self.moved(url, hop)
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

    async def _keep(self, visit: Visit, response: Response) -> None:
        visit.status, visit.fetched_at = response.status, now()
        visit.content_type = header(response, "Content-Type")[:200]
        failure = failure_of_status(response.status)
        if failure is not None:
            visit.fail(*(self._block(visit, response) or (failure, f"HTTP {response.status}")))
        elif "download_stopped" in response.flags:
            visit.fail(FetchFailure.OTHER, "film or sound: not taken")
        elif not response.body:
            visit.fail(FetchFailure.BAD_ANSWER, "an empty answer")
        elif response.headers.get("Content-Encoding"):
            visit.fail(FetchFailure.BAD_ANSWER, f"unknown encoding {header(response, 'Content-Encoding')[:50]}")
        else:
            await self.keep_body(visit, response)

    async def keep_body(self, visit: Visit, response: Response) -> None:
        """Keeps the bytes; of a page the links too."""
        visit.kind = sniff(response.body, visit.content_type, visit.final_url)
        if visit.kind != "html" and is_cut(response):
            visit.fail(FetchFailure.CONNECTION_LOST, "the file was cut off on the way")
            return
        known_in_part, visit.cut = visit.cut, is_cut(response)
        if known_in_part and visit.cut and len(response.body) <= visit.size:
            return
        visit.size, visit.sha256 = len(response.body), response.meta[SHA256]
        self.bytes += visit.size
        if visit.kind != "html":
            self.documents += 1
            return
        self.pages += not known_in_part
        page = self.read(visit, response.body, visit.content_type)
        if page is not None and (found := self._block(visit, response, page)):
            visit.fail(*found)
            self.pages -= 1
        elif page is not None and not await self._unknown.leads_nowhere(visit, page, response.body):
            self.guide.saw(visit.resource(), page)
            await self._use_page(visit, page)

    def _block(self, visit: Visit, response: Response, page: Page | None = None) -> tuple[FetchFailure, str] | None:
        """What stands in front of the page instead of it: a check for robots, a firewall, maintenance."""
        if page is None and sniff(response.body, visit.content_type, visit.final_url) == "html":
            page = self.read(visit, response.body, visit.content_type)
        found = blocked_page(response.status, headers_of(response), response.body, page, front=visit.is_start) if page else None
        if found is None:
            return None
        self.clock.blocked(host_of(visit.final_url))
        return found[0], f"HTTP {response.status}: {found[1]}"

    # Pages

    async def _use_page(self, visit: Visit, page: Page) -> None:
        if asks_only_for_login(page, visit.target.url):
            visit.fail(FetchFailure.LOGIN, "leads to a login form")
        if visit.is_start:
            self._move_scope(page)
        self.add_links(visit, page)
        if visit.failure is None and self.browser.wanted(visit, page):
            await self.browser.complete(visit, page)

    def _move_scope(self, page: Page) -> None:
        beyond = start_leads_to(page, self.frontier.scope)
        if beyond is not None:
            self.frontier.scope = self.frontier.scope.moved_to(beyond)

    def add_links(self, visit: Visit, page: Page) -> None:
        """Hands the page's links to the frontier."""
        self._twins[visit.sha256] += 1
        if self._twins[visit.sha256] > _MAX_TWINS:
            return
        visit.target.door = visit.target.front and own_links(page, self.frontier.scope) < DOOR_LINKS
        promises: dict[str, float] = {}
        for link in page.links:
            if link.url is not None:
                depth = visit.target.depth + (link.rel not in ("frame", "refresh"))
                sighting = Sighting(link.text, link.heading, visit.target.url, link.region, link.context)
                for item, worth in self.frontier.add(link.url, sighting, depth, visit.target).items():
                    promises[item] = max(worth, promises.get(item, 0.0))
        self.frontier.came(visit.target, promises, visit.sha256)

    def read(self, visit: Visit, body: bytes, content_type: str) -> Page | None:
        """The page, or None when reading failed: one hostile page must not end the crawl."""
        try:
            return self._read_page(body, visit.final_url, content_type)
        except Exception as error:
            _log.exception("reading %s", visit.final_url)
            visit.fail(FetchFailure.BAD_ANSWER, f"could not be read: {type(error).__name__}")
            return None

    # Around

    def tell(self, url: str) -> None:
        """Tells whoever watches how far the crawl is."""
        elapsed = time.monotonic() - self._began
        self._report(Progress(self.pages, self.documents, self.frontier.queued, len(self.frontier.items_found), url, elapsed))

    def _headers_received(self, headers: Any, request: Request) -> None:
        if request.meta.get(HEAD_ONLY) or (headers.get("Content-Type") or b"").lower().startswith(_STREAMS):
            raise scrapy.exceptions.StopDownload(fail=False)


async def _cancel(tasks: set[asyncio.Task[Any]]) -> None:
    """Ends the tasks and waits for them a moment; what they still do is dropped."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=3)
