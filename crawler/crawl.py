"""One crawl of one agency's site, from its address to facts. Blocks; one Scrapy process; run it in a freshly spawned child process."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from scrapy.crawler import AsyncCrawlerProcess

from crawler.browser_find import find_browser
from crawler.contract import CrawlLimits, Earlier, Guide, NoEarlier, Progress, Sink, SoFar
from crawler.frontier import Frontier
from crawler.outside import OutsidePolicy
from crawler.rendering import RenderDesk
from crawler.scope import Scope
from crawler.settings import scrapy_settings
from crawler.spider import AgencySpider
from crawler.visits import Visit, now
from oit.agency import Agency
from oit.content import Page
from oit.errors import BadInput, NotFit
from oit.outside import OutsideRules
from oit.snapshot import CrawlFacts, FetchFailure, NotFetched, Resource, UnfetchedLink
from reading.addresses import resolve

_Record = TypeVar("_Record", Resource, UnfetchedLink)
NO_RULES, NOTHING = OutsideRules(), NoEarlier()

__all__ = ["CrawlLimits", "Guide", "Progress", "Sink", "crawl", "start_address"]

_LEFT_BECAUSE = {
    "time_limit": NotFetched.TIME_LIMIT,
    "byte_limit": NotFetched.BYTE_LIMIT,
    "interrupted": NotFetched.INTERRUPTED,
    "settled": NotFetched.UNLIKELY,
    "host_gives_up": NotFetched.HOST_GIVES_UP,
}


def start_address(url: str) -> str:
    """The canonical address to begin at; "http://" is put before an address without scheme. Raises BadInput for anything else."""
    text = url.strip()
    address = resolve(text, text if "://" in text else f"http://{text}")
    if address is None or ("://" in text and not text.lower().startswith(("http://", "https://"))):
        raise BadInput(f"address {url!r}: not a web address; give one such as https://www.example.go.th/")
    return address


def crawl(
    agency: Agency, limits: CrawlLimits, guide: Guide, sink: Sink, progress: Callable[[Progress], None], outside: OutsideRules = NO_RULES,
    earlier: Earlier = NOTHING, read: Callable[[bytes, str, str], Page] | None = None,
) -> CrawlFacts:  # fmt: skip
    """Crawls `agency` within `limits`, and what `outside` knows of other hosts where it is likely to show an item. Hands everything to
    `sink`: bodies as they come, resources and unfetched links at the end. What an `earlier` crawl kept is not sent once more by a server
    that can tell that it has not changed. `read` makes the page of a body, its address and its type; None: by reading it.

    Ends with a result whatever the site does; SIGINT and SIGTERM end it early with what was had. Raises BadInput for an address
    that cannot be asked for, NotFit if a browser is demanded (`render="always"`, or `browser` set) and none runs, and what `sink`,
    `guide` or `progress` raise. Can run once per process.
    """
    start, url = now(), start_address(agency.url)
    found = None if limits.render == "never" else find_browser(limits.browser)
    if found is None and limits.render == "always":
        raise NotFit("browser: none was found, and every page is to be rendered; install chromium or name one with OIT_BROWSER")
    frontier = Frontier(Scope.of(url), guide, limits.max_depth, OutsidePolicy(outside, limits.outside), earlier)
    desk = RenderDesk(found, limits, past=_learnt(limits.rendering))
    process = AsyncCrawlerProcess(scrapy_settings(limits))
    crawler = process.create_crawler(AgencySpider)

    def so_far(spider: AgencySpider, ending: bool) -> SoFar:
        facts = _facts(spider, start, desk, guide.name)
        waiting = _as_before(frontier.unfetched(NotFetched.PAGE_LIMIT), earlier)
        return SoFar(facts, _as_before(_resources(spider), earlier), waiting, ending)

    process.crawl(
        crawler, start_url=url, limits=limits, frontier=frontier, guide=guide, sink=sink, desk=desk, so_far=so_far, progress=progress,
        earlier=earlier, read=read or _reader(),
    )  # fmt: skip
    process.start(install_signal_handlers=False)
    spider = crawler.spider
    assert isinstance(spider, AgencySpider)
    if spider.error is not None:
        raise spider.error
    _close(spider)
    for resource in _as_before(_resources(spider), earlier):
        sink.resource(resource)
    for link in _as_before(frontier.unfetched(_left_because(spider)), earlier):
        sink.unfetched(link)
    return _facts(spider, start, desk, guide.name)


def _as_before(records: Iterable[_Record], earlier: Earlier) -> tuple[_Record, ...]:
    """In the order of the earlier crawl, what is new behind: the same site makes the same snapshot, in whatever order it came tonight."""
    places = earlier.places()
    return tuple(sorted(records, key=lambda record: places.get(record.url, len(places))))


def _reader() -> Callable[[bytes, str, str], Page]:
    from reading.html import read_page  # noqa: PLC0415  (a crawl that has its own reader, and little to read, need not wait for it)

    return read_page


def _learnt(text: str) -> object:
    """What an earlier crawl learnt; None where it left nothing readable."""
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None


def _left_because(spider: AgencySpider) -> NotFetched:
    return _LEFT_BECAUSE.get(spider.stopped_by, NotFetched.PAGE_LIMIT)


def _close(spider: AgencySpider) -> None:
    """Visits that the end of the crawl broke off are links that were not followed, but for the start address."""
    for visit in spider.visits:
        if not visit.done and visit.is_start and not visit.sha256:
            visit.fail(FetchFailure.TIMEOUT if spider.stopped_by == "time_limit" else FetchFailure.OTHER, f"stopped by {spider.stopped_by}")
        if not _counts(visit):
            spider.frontier.refuse(visit.target, _left_because(spider))


def _counts(visit: Visit) -> bool:
    return visit.done or visit.is_start or bool(visit.sha256)


def _resources(spider: AgencySpider) -> Iterator[Resource]:
    for visit in spider.visits:
        if _counts(visit):
            yield from visit.resources()


def _facts(spider: AgencySpider, started: str, desk: RenderDesk, guided_by: str) -> CrawlFacts:
    stats = spider.crawler.stats
    captured = any(visit.done and visit.sha256 and visit.failure is None for visit in spider.visits)
    return CrawlFacts(
        started=started, finished=now(), requests=int(stats.get_value("downloader/request_count", 0)) if stats else 0, pages=spider.pages,
        documents=spider.documents, rendered=spider.rendered, bytes=spider.bytes,
        stopped_by=spider.stopped_by if captured or spider.stopped_by == "interrupted" else "not_captured",
        browser=desk.name, render=spider.limits.render, user_agent=spider.limits.user_agent, guided_by=guided_by, sandbox=desk.sandbox,
        rendering=json.dumps(desk.memory.record(), sort_keys=True),
    )  # fmt: skip
