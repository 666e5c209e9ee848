"""Manners towards the server: a pause between requests to a host, longer when robots.txt or the server itself asks for it."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import signals
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.resolver import refused_hosts

LONGEST_PAUSE = 60.0  # seconds; a server that asks for more is asked again later, not waited for
LONGEST_CRAWL_DELAY = 30.0
FIRST_PAUSE = 5.0  # after a 429 or 503 without Retry-After; doubles each time
TIME_MESSAGE = "the crawl's time ends before the host may be asked again"
BUSY = frozenset({429, 503})


@dataclass
class HostClock:
    """When each host may be asked next. All times are of `now`, in seconds."""

    delay: float
    now: Callable[[], float] = time.monotonic
    _free_at: dict[str, float] = field(default_factory=dict)
    _delays: dict[str, float] = field(default_factory=dict)
    _busy: dict[str, int] = field(default_factory=dict)

    def reserve(self, host: str) -> float:
        """Seconds to wait before the next request to `host`; that moment is then taken."""
        now = self.now()
        start = max(now, self._free_at.get(host, now))
        self._free_at[host] = start + max(self.delay, self._delays.get(host, 0.0))
        return start - now

    def ask_for(self, host: str, seconds: float) -> None:
        """robots.txt asks for this Crawl-delay; the longer one counts."""
        self._delays[host] = min(max(seconds, 0.0), LONGEST_CRAWL_DELAY)

    def pause(self, host: str, seconds: float | None) -> None:
        """The server is busy: nothing goes to it for so long (None: the usual pause, longer each time)."""
        self._busy[host] = self._busy.get(host, 0) + 1
        if seconds is None:
            seconds = FIRST_PAUSE * 2 ** min(self._busy[host] - 1, 4)
        until = self.now() + min(max(seconds, 0.0), LONGEST_PAUSE)
        self._free_at[host] = max(self._free_at.get(host, 0.0), until)

    def answered(self, host: str) -> None:
        """The server is well again."""
        self._busy.pop(host, None)

    def busy(self, host: str) -> int:
        """How many times in a row it said that it is busy."""
        return self._busy.get(host, 0)

    def finished(self, host: str) -> None:
        """A long visit by the browser ended now: the pause counts from here."""
        later = self.now() + max(self.delay, self._delays.get(host, 0.0))
        self._free_at[host] = max(self._free_at.get(host, 0.0), later)


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
    """Waits for the host's turn before every request, robots.txt and retries included; hears Crawl-delay, Retry-After, 429 and 503."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "PolitenessMiddleware":
        return cls(crawler)

    @property
    def clock(self) -> HostClock:
        clock: HostClock = self._crawler.spider.clock
        return clock

    async def process_request(self, request: Request) -> None:
        wait = self.clock.reserve(_host(request))
        if wait > self._crawler.spider.seconds_left():
            raise IgnoreRequest(TIME_MESSAGE)
        if wait > 0:
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status in BUSY:
            self.clock.pause(_host(request), retry_after(response.headers.get("Retry-After"), datetime.now(UTC)))
        else:
            self.clock.answered(_host(request))
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """An address that the guard holds back is not tried again, one that kept us waiting only once more."""
        waited_twice = isinstance(exception, DownloadTimeoutError) and request.meta.get("retry_times", 0) >= 1
        if _host(request) in refused_hosts or waited_twice:
            request.meta["dont_retry"] = True

    def _robots_parsed(self, robotparser: Any, request: Request) -> None:
        delay = robotparser.crawl_delay(robots_name(self._crawler.spider.limits.user_agent))
        if delay:
            self.clock.ask_for(_host(request), float(delay))


def _host(request: Request) -> str:
    return (urlparse_cached(request).hostname or "").lower()
