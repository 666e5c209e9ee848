"""One request of the crawl: an answer, or what went wrong, noted on the visit."""

from collections.abc import Callable
from typing import Any

from scrapy.http import Request, Response

from crawler.answers import is_cut
from crawler.conditional import NOT_MODIFIED, SHA256, as_it_was, is_about, only_if_changed
from crawler.contract import Earlier, NoEarlier
from crawler.exchanges import exchange_of
from crawler.outcomes import failure_of_error
from crawler.politeness import TIME_MESSAGE
from crawler.resolver import is_refused, refusal
from crawler.scope import host_of
from crawler.visits import Visit, now
from oit.exchange import Exchange
from oit.snapshot import FetchFailure

WEB = ("http://", "https://")
HEAD_ONLY = "head_only"  # in a request's meta: the answer's body is not wanted
NOTHING = NoEarlier()
__all__ = ["HEAD_ONLY", "SHA256", "WEB", "Fetcher"]


class Fetcher:
    """Asks through Scrapy's engine: politeness, robots, retries and the address guard stand in between."""

    def __init__(
        self, crawler: Any, timeout: float, seconds_left: Callable[[], float], keep: Callable[[Exchange], str], earlier: Earlier = NOTHING
    ) -> None:
        """`keep` takes every answer that came and gives the SHA-256 of its body. What `earlier` knows is asked for with "only if it has
        changed"."""
        self._crawler, self._timeout, self._seconds_left, self._keep = crawler, timeout, seconds_left, keep
        self._earlier = earlier
        self._unknown: set[str] = set()  # hosts that no name server knew, retries included

    async def ask(self, visit: Visit, url: str, head_only: bool = False, anew: bool = False) -> Response | None:
        """The answer to `url`, redirects included; None when none came: `visit` then has its failure. An answer that is unchanged by the
        server's word is given as the earlier crawl got it, unless it is to come `anew`."""
        visit.final_url, visit.unchanged_since = url, ""
        if not url.lower().startswith(WEB):
            visit.fail(FetchFailure.OTHER, "only http and https addresses are asked for")
            visit.fetched_at = now()
            return None
        if host_of(url) in self._unknown:
            visit.fail(FetchFailure.NO_SUCH_HOST, f"{host_of(url)} is not known; it was looked up before")
            visit.fetched_at = now()
            return None
        left = max(min(self._timeout * visit.patience, self._seconds_left()), 1.0)
        known = None if head_only or anew else self._earlier.known(url)
        meta = {"dont_redirect": True, "download_timeout": left, HEAD_ONLY: head_only}
        request = Request(url, meta=meta, headers=only_if_changed(known) if known else None)
        assert self._crawler.engine is not None
        try:
            answer: Response = await self._crawler.engine.download_async(request)
        except Exception as error:  # every kind of trouble on the line becomes a FetchFailure
            visit.fetched_at = now()
            if is_refused(request.url):
                visit.fail(FetchFailure.BLOCKED_ADDRESS, refusal(url))
            elif str(error) == TIME_MESSAGE:
                visit.fail(FetchFailure.TOO_MANY, TIME_MESSAGE)
            else:
                visit.fail(*failure_of_error(error))
            if visit.failure is FetchFailure.NO_SUCH_HOST:
                self._unknown.add(host_of(url))
            return None
        exchange = exchange_of(answer, answer.request or request, now())
        if known is not None and answer.status == NOT_MODIFIED:
            body = self._earlier.unchanged(known, exchange) if is_about(known, answer) else None
            if body is None:  # not ours to believe: the body is damaged by now, or the word is on another one
                self._keep(exchange)
                return await self.ask(visit, url, anew=True)
            visit.unchanged_since = known.since
            return as_it_was(answer, known, body)
        answer.meta[SHA256] = self._keep(exchange)
        return answer

    async def whole(self, visit: Visit, answer: Response) -> Response:
        """The answer itself; one that broke off is asked for once more at once, and of two parts the longer one is given."""
        if not is_cut(answer):
            return answer
        again = await self.ask(visit, visit.final_url, anew=True)
        visit.failure, visit.detail = None, ""
        better = again is not None and again.status == answer.status and (not is_cut(again) or len(again.body) > len(answer.body))
        return again if again is not None and better else answer
