"""Manners towards the server: a pause between requests to a host, longer when robots.txt or the server itself asks for it."""

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest, StopDownload
from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.host_clock import GIVE_UP_AFTER, HostClock
from crawler.outcomes import Withheld, failure_of_error
from crawler.resolver import is_refused, refusal
from crawler.robots_trouble import MOST_BYTES, RobotsRecord, robots_of
from oit.snapshot import FetchFailure

__all__ = ["TIME_MESSAGE", "HostClock", "PolitenessMiddleware", "RobotsReader", "retry_after", "robots_name"]

_log = logging.getLogger(__name__)
TIME_MESSAGE = "the crawl's time ends before the host may be asked again"
GIVEN_UP = "not asked for: the host refused {} requests in a row"
BUSY = frozenset({429, 503})
REFUSALS = frozenset({403, 408, 429, *range(500, 600)})  # in a row they tell that the host has enough of us, or that it is not well
_LINE_TROUBLE = frozenset({FetchFailure.REFUSED, FetchFailure.TIMEOUT, FetchFailure.CONNECTION_LOST})
_PROBE = "oit_probe"  # marks the request for an address that came before


def robots_name(user_agent: str) -> str:
    """The name that robots.txt knows a user agent by: what stands before its version."""
    return user_agent.split("/", 1)[0].split(" ", 1)[0] or "oit-crawler"


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or a date; None if it says nothing readable."""
    text = (value or b"").decode("latin-1").strip()
    if text.isdecimal() and len(text) < 10:
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max((when - now).total_seconds(), 0.0)


class PolitenessMiddleware:
    """Waits for the host's turn before every request, robots.txt and retries included, and learns from every answer how to go on.

    Crawl-delay, Retry-After, 429, 503, refusals in a row and slow answers make the pauses longer (HostClock). A host that refuses without
    end is asked for nothing more: such requests end as HOST_GIVES_UP. A host whose robots.txt cannot be had is not asked at all.
    """

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self.robots = RobotsRecord(robots_name(crawler.settings.get("USER_AGENT") or ""))
        self._one_probe = asyncio.Lock()  # nobody hurries on while an address is asked for to tell what is wrong
        self._robots_bytes: dict[int, int] = {}  # received so far, by the identity of a robots.txt request under way
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "PolitenessMiddleware":
        return cls(crawler)

    @property
    def clock(self) -> HostClock:
        clock: HostClock = self._crawler.spider.clock
        return clock

    async def process_request(self, request: Request) -> Request | None:
        host, place = _host(request), robots_of(request)
        if place:
            self._begin_robots(request)
        elif is_refused(request.url):
            raise Withheld(FetchFailure.BLOCKED_ADDRESS, refusal(request.url))
        elif _PROBE not in request.meta:
            if self.clock.looks_again(host) and self.robots.reopen(urlparse_cached(request).netloc):
                self._forget_robots(urlparse_cached(request).netloc)
                return request.copy()  # goes through everything again, robots.txt first
            self.robots.check(urlparse_cached(request).netloc)
            await self._make_sure(host)
        wait = self.clock.reserve(host)
        if wait > self._crawler.spider.seconds_left():
            raise IgnoreRequest(TIME_MESSAGE)
        if wait > 0:
            await asyncio.sleep(wait)
        return None

    def process_response(self, request: Request, response: Response) -> Response:
        host, place = _host(request), robots_of(request)
        self.clock.took(host, float(request.meta.get("download_latency") or 0.0))
        if response.status in BUSY:
            self.clock.pause(host, retry_after(response.headers.get("Retry-After"), datetime.now(UTC)))
        if response.status in REFUSALS:
            self.clock.refused(host)
        else:
            self.clock.answered(host, "" if place or response.status != 200 else request.url)
        if place:
            self._end_robots(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """An address that the guard holds back is not tried again, one that kept us waiting only once more."""
        host, place = _host(request), robots_of(request)
        timed_out, refused = isinstance(exception, DownloadTimeoutError), is_refused(request.url)
        if timed_out:
            self.clock.took(host, float(request.meta.get("download_timeout") or 0.0))
        if refused or (timed_out and request.meta.get("retry_times", 0) >= 1):
            request.meta["dont_retry"] = True
        if not refused and failure_of_error(exception)[0] in _LINE_TROUBLE:
            self.clock.refused(host)
        if place:
            self._end_robots(request)
            if not refused:
                self.robots.failed(place, exception)

    async def _make_sure(self, host: str) -> None:
        """Raises Withheld for a host that is given up. After many refusals an address that came before tells whether it is the host."""
        async with self._one_probe:
            probe = self.clock.probe(host)
            if probe and await self._still_comes(probe):
                self.clock.passed(host)
        if self.clock.gives_up(host):
            raise Withheld(FetchFailure.HOST_GIVES_UP, GIVEN_UP.format(GIVE_UP_AFTER))

    async def _still_comes(self, url: str) -> bool:
        request = Request(url, meta={_PROBE: True, "dont_redirect": True, "dont_retry": True})
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:  # whatever it is, process_exception has counted it
            _log.info("%s came before and does not now: %s", url, error)
            return False
        return response.status not in REFUSALS

    # robots.txt

    def _forget_robots(self, place: str) -> None:
        """Scrapy asks for each robots.txt once and keeps what came of it, nothing as well."""
        for middleware in self._crawler.engine.downloader.middleware.middlewares:
            if isinstance(middleware, RobotsTxtMiddleware):
                middleware._parsers.pop(place, None)

    def _begin_robots(self, request: Request) -> None:
        if not self._robots_bytes:
            self._crawler.signals.connect(self._robots_data, signal=signals.bytes_received)
        self._robots_bytes[id(request)] = 0
        request.meta["download_maxsize"] = 0  # however long it is said to be, its beginning is read

    def _robots_data(self, data: bytes, request: Request) -> None:
        if id(request) in self._robots_bytes:
            self._robots_bytes[id(request)] += len(data)
            if self._robots_bytes[id(request)] >= MOST_BYTES:
                raise StopDownload(fail=False)

    def _end_robots(self, request: Request) -> None:
        self._robots_bytes.pop(id(request), None)
        request.meta.pop("download_maxsize", None)  # it holds for what is unpacked
        if not self._robots_bytes:
            self._crawler.signals.disconnect(self._robots_data, signal=signals.bytes_received)

    def _robots_parsed(self, robotparser: Any, request: Request) -> None:
        delay = robotparser.crawl_delay(robots_name(self._crawler.spider.limits.user_agent))
        if delay:
            self.clock.ask_for(_host(request), float(delay))


class RobotsReader:
    """A downloader middleware above the one that unpacks: robots.txt as it is to be read, whatever came."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> "RobotsReader":
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        place = robots_of(request)
        return self._politeness().robots.came(place, response) if place else response

    def _politeness(self) -> PolitenessMiddleware:
        middlewares = self._crawler.engine.downloader.middleware.middlewares
        return next(middleware for middleware in middlewares if isinstance(middleware, PolitenessMiddleware))


def _host(request: Request) -> str:
    return (urlparse_cached(request).hostname or "").lower()
