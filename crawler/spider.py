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
from crawler.contract import CrawlLimits, Guide, How, Progress, Sink, SoFar, Wish
from crawler.frontier import LEAST_WORTH, Frontier, Target
from crawler.interruption import interruptible
from crawler.link_rules import is_document
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
FIRST_REVIEW, REVIEW_GROWTH = 20, 2  # requests before the guide first judges what has come; each time so many times as many
MOST_ROUNDS = 4  # reviews after which nothing likely was left
MOST_RETRIED = 40  # addresses in trouble that are tried again in one round
_STREAMS = (b"video/", b"audio/")
_MAX_TWINS = 3  # pages with the same bytes whose links are read: more of them are one page under endless addresses
_log = logging.getLogger(__name__)


class AgencySpider(scrapy.Spider):
    """One crawl of one agency. `run` is its whole life; the frontier, not Scrapy's scheduler, says what comes next."""

    name = "agency"

    def __init__(self, start_url: str, limits: CrawlLimits, frontier: Frontier, guide: Guide, sink: Sink, desk: RenderDesk,
                 so_far: Callable[["AgencySpider", bool], SoFar], progress: Callable[[Progress], None], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(**kwargs)
        self.start_url, self.limits, self.frontier, self.guide = start_url, limits, frontier, guide
        self.sink, self.desk, self._so_far = sink, desk, so_far
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
        self._next_review, self._rounds = FIRST_REVIEW, 0
        self._reviewed_at = (0, 0)  # visits and second looks when nothing likely was left the last time
        self._looked_again: set[tuple[str, How]] = set()

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
        stop = asyncio.create_task(self._interrupted.wait())
        running: set[asyncio.Task[None]] = {asyncio.create_task(self._visit(self.frontier.start(self.start_url), is_start=True))}
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
                reviewing = reviewing or self._review_due(dry=not running)
        finally:
            await _cancel({*running, stop} | ({reviewing} if reviewing else set()))
        self.stopped_by = self._full() or ("settled" if self.frontier.queued else "finished")

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

    # Reviews and second looks

    def _review_due(self, dry: bool) -> asyncio.Task[None] | None:
        """Now and then the guide judges what has come; and once more when nothing likely is left, up to so many times."""
        done = (len(self.visits), len(self._looked_again))
        if dry:
            due = done != self._reviewed_at and self._rounds < MOST_ROUNDS
            self._rounds += 1
        else:
            due = len(self.visits) >= self._next_review
        if not due:
            return None
        self._reviewed_at = done if dry else (0, 0)
        self._next_review = max(self._next_review, len(self.visits)) * REVIEW_GROWTH
        return asyncio.create_task(self._review(dry))

    async def _review(self, dry: bool) -> None:
        review = await asyncio.to_thread(self.guide.review, self._so_far(self, dry))
        self.frontier.reconsider()
        if dry:
            await self._look_again(review.wishes)

    async def _look_again(self, wishes: tuple[Wish, ...]) -> None:
        """Trouble is tried again with more patience before any verdict rests on it; then what the guide wishes for."""
        troubled = sorted((one for one in self.visits if one.troubled), key=lambda one: -self.frontier.worth(one.target))
        for one in troubled[:MOST_RETRIED]:
            if self.frontier.worth(one.target) >= LEAST_WORTH and self._first_time(one.target.url, How.PATIENCE):
                await self._try_again(one)
        for wish in wishes:
            visit = self._visit_at(wish.url)
            if not self._first_time(wish.url, wish.how):
                continue
            if wish.how is How.PICTURE and not self._full() and (target := self.frontier.admit(wish.url)) is not None:
                await self._visit(target)
            elif visit is not None and wish.how is How.PATIENCE and visit.failure is not None:
                await self._try_again(visit)
            elif visit is not None and wish.how is How.BROWSER and visit.kind == "html" and not visit.rendered:
                await self._show(visit)

    def _first_time(self, url: str, how: How) -> bool:
        known = (url, how) in self._looked_again
        self._looked_again.add((url, how))
        return not known

    def _visit_at(self, url: str) -> Visit | None:
        return next((visit for visit in self.visits if url in (visit.target.url, visit.final_url, *visit.target.variants)), None)

    async def _try_again(self, visit: Visit) -> None:
        """Asks once more and waits twice as long; where that gives nothing either, a browser may."""
        before = (visit.failure, visit.detail)
        visit.failure, visit.detail, visit.patience = None, "", 2.0
        self.clock.answered(host_of(visit.target.url))
        response = await self._follow(visit)
        if response is not None:
            await self._keep(visit, response)
        if visit.troubled and self.limits.render != "never" and not is_document(visit.target.url):
            await self._show(visit)
        if visit.failure is None and not visit.sha256 and not visit.rendered and not visit.detail:
            visit.failure, visit.detail = before
        visit.tries += 1
        self._tell(visit.target.url)

    async def _show(self, visit: Visit) -> None:
        """The page in a browser, though its static form showed no sign that it lacks anything."""
        if self.limits.render == "never":
            return
        failure = (visit.failure, visit.detail)
        page = await self._shown(visit)
        if page is None and visit.failure is None:
            visit.failure, visit.detail = failure

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
        left = max(min(self.limits.timeout * visit.patience, self.seconds_left()), 1.0)
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
        fruitful = False
        for link in page.links:
            if link.url is not None:
                depth = visit.target.depth + (link.rel not in ("frame", "refresh"))
                sighting = Sighting(link.text, link.heading, visit.target.url, link.region, link.context)
                fruitful |= self.frontier.add(link.url, sighting, depth, visit.target)
        self.frontier.came(visit.target, fruitful)

    def _wants_render(self, visit: Visit, page: Page) -> bool:
        if self.limits.render != "auto":
            return self.limits.render == "always"
        thin = visit.is_start and own_links(page, self.frontier.scope) < FEW_LINKS
        return bool(page.needs_browser) or thin

    async def _render(self, visit: Visit, page: Page) -> None:
        signs = ", ".join(page.needs_browser)[:150]
        if signs:  # holds until the browser has shown more, also when the crawl ends before
            visit.fail(FetchFailure.NEEDS_BROWSER, signs)
        shown = await self._shown(visit)
        if shown is None and signs and visit.failure is not None:
            visit.detail = f"{signs}; {self.desk.problem}"[:300]
        elif shown is None and not signs:
            visit.failure, visit.detail = None, ""

    async def _shown(self, visit: Visit) -> Page | None:
        """What the browser shows of the page, kept beside the bytes that came; None when it shows nothing, or another's page."""
        rendered = await self._ask_browser(visit)
        if rendered is None:
            return None
        visit.failure, visit.detail = None, ""
        body = rendered.html.encode("utf-8", "replace")
        final = resolve(rendered.final_url, rendered.final_url) or visit.final_url
        if visit.is_start:
            self.frontier.scope = self.frontier.scope.moved_to(final)
        if not self.frontier.may_follow(visit.target, final):
            visit.detail = f"a script leads on to {final[:200]}"
            return None
        self.frontier.leads_to(visit.target, final)
        visit.final_url, visit.rendered, visit.render_sha256 = final, True, self.sink.body(body)
        visit.status, visit.kind, visit.fetched_at = visit.status or rendered.status, "html", visit.fetched_at or now()
        self.rendered += 1
        seen = self._read(visit, body, "text/html; charset=utf-8")
        if seen is not None:
            self._add_links(visit, seen)
        return seen

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
            page = read_page(body, visit.final_url, content_type)
            self.guide.saw(visit.resource(), page)
            return page
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
