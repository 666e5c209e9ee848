"""Cookies of a crawl: kept as browsers do, within limits, and without Scrapy's look-up of the public suffix list on the internet."""

from collections.abc import Iterable
from http.cookiejar import Cookie
from typing import Any

from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.http import Request
from scrapy.utils.httpobj import urlparse_cached

from crawler.net_limits import MOST_COOKIE_BYTES, MOST_COOKIE_HEADER, MOST_COOKIES
from crawler.scope import registrable


class LimitedCookies(CookiesMiddleware):
    """Scrapy's own asks the internet for a list of domains when the first cookie comes, past the address guard and while all else waits.

    A cookie for more than the host that set it must stay within the domain that was registered."""

    def _process_cookies(self, cookies: Iterable[Cookie], *, jar: Any, request: Request) -> None:
        host = (urlparse_cached(request).hostname or "").lower()
        for cookie in cookies:
            domain = cookie.domain.removeprefix(".").lower()
            if domain.removesuffix(".local") != host and not registrable(domain):
                continue  # "go.th" is nobody's
            if len(cookie.name) + len(cookie.value or "") <= MOST_COOKIE_BYTES:
                _make_room(jar._cookies.get(cookie.domain, {}), cookie)
                jar.set_cookie_if_ok(cookie, request)

    def process_request(self, request: Request, spider: Any = None) -> None:
        super().process_request(request)
        value = request.headers.get("Cookie") or b""
        if len(value) > MOST_COOKIE_HEADER:
            request.headers["Cookie"] = value[:MOST_COOKIE_HEADER].rpartition(b";")[0]


def _make_room(paths: dict[str, dict[str, Cookie]], cookie: Cookie) -> None:
    """Of one domain's cookies, by path and name, the oldest go."""
    if cookie.name in paths.get(cookie.path, {}):
        return
    while sum(len(names) for names in paths.values()) >= MOST_COOKIES:
        path, names = next(iter(paths.items()))
        names.pop(next(iter(names)), None)
        if not names:
            del paths[path]
