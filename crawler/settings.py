"""How Scrapy runs here: one agency, no outside control, no proxy from the environment, our manners, our address guard."""

from typing import Any

from scrapy.settings import default_settings

from crawler.contract import CrawlLimits
from crawler.cookies import LimitedCookies
from crawler.net_limits import MOST_ROBOTS_REDIRECTS
from crawler.politeness import PolitenessMiddleware, RobotsReader, robots_name
from crawler.resolver import ALLOW_SETTING, GuardedResolver
from crawler.wire import EncodingLimits, LimitedHandler
from oit.errors import NotFit

FAST = 8  # requests at a time when no delay is asked for
_TROUBLE = [408, 429, 502, 503, 504, 520, 522, 524]

# The others do nothing here. One that is only switched off is still loaded, which may take as long as ten pages to fetch.
_KEPT_EXTENSIONS = ("CoreStats",)


def concurrency(limits: CrawlLimits) -> int:
    """Requests under way at a time: one wherever a delay is kept."""
    return FAST if limits.delay == 0 else 1


def scrapy_settings(limits: CrawlLimits) -> dict[str, Any]:
    """The settings of one crawl. Raises NotFit if this Scrapy would not install the address guard."""
    if not hasattr(default_settings, "TWISTED_DNS_RESOLVER"):
        raise NotFit("scrapy: this release cannot refuse private addresses (no TWISTED_DNS_RESOLVER); install scrapy 2.19 or newer")
    at_a_time = concurrency(limits)
    return {
        "USER_AGENT": limits.user_agent,
        "ROBOTSTXT_OBEY": limits.obey_robots,
        "ROBOTSTXT_USER_AGENT": robots_name(limits.user_agent),
        "CONCURRENT_REQUESTS": at_a_time + 1,  # robots.txt is asked for while a page waits for it
        "CONCURRENT_REQUESTS_PER_DOMAIN": at_a_time,
        "DOWNLOAD_DELAY": 0,  # the host clock of PolitenessMiddleware keeps the delay
        "DOWNLOAD_TIMEOUT": limits.timeout,
        "DOWNLOAD_MAXSIZE": limits.max_body,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": False,  # browsers show what came; cut documents are told apart by the flag
        "DOWNLOAD_VERIFY_CERTIFICATES": False,  # many agencies' chains are broken; a visitor reads on, so do we
        "RETRY_TIMES": 2,
        "RETRY_HTTP_CODES": _TROUBLE,
        "METAREFRESH_ENABLED": False,
        "COOKIES_ENABLED": True,
        "REDIRECT_MAX_TIMES": MOST_ROBOTS_REDIRECTS,  # Scrapy follows those of robots.txt only
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
            RobotsReader: 585,  # between redirects and what unpacks
            LimitedCookies: 700,
            EncodingLimits: 950,
            PolitenessMiddleware: 960,
        },
        "DEFAULT_REQUEST_HEADERS": {"Accept": "text/html,application/pdf,*/*;q=0.8", "Accept-Language": "th, en;q=0.6"},
        "TWISTED_DNS_RESOLVER": GuardedResolver,
        ALLOW_SETTING: list(limits.allow_private_hosts),
        "REACTOR_THREADPOOL_MAXSIZE": 20,
        "EXTENSIONS_BASE": {name: order for name, order in default_settings.EXTENSIONS_BASE.items() if name.endswith(_KEPT_EXTENSIONS)},
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "DOWNLOAD_HANDLERS": {**dict.fromkeys(("data", "file", "ftp", "s3")), **dict.fromkeys(("http", "https"), LimitedHandler)},
        "LOG_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "STATS_DUMP": False,
        "LOGSTATS_INTERVAL": 0,
        "MEMUSAGE_ENABLED": False,
        "CLOSESPIDER_TIMEOUT": 0,
    }
