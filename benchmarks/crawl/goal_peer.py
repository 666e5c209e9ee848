"""The textbook crawl with Scrapy, breadth first, as a process of its own: python -m benchmarks.crawl.goal_peer URL [MOST]

CrawlSpider with one rule that follows every link of the site, documents included; FIFO queues, so that what was found first is asked
for first; one request at a time, so that the order is well-defined; robots.txt obeyed, as `scrapy startproject` sets it.
"""

import sys
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule

_PICTURES = ["png", "jpg", "jpeg", "gif", "css", "js", "ico"]
_SETTINGS: dict[str, Any] = {
    "DEPTH_PRIORITY": 1,
    "SCHEDULER_DISK_QUEUE": "scrapy.squeues.PickleFifoDiskQueue",
    "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": True,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "ERROR",
}


def main(url: str, most: int) -> None:
    host = urlsplit(url).hostname or ""

    class Textbook(CrawlSpider):
        name = "textbook"
        start_urls = [url]  # noqa: RUF012 - Scrapy's own form
        allowed_domains = [host]  # noqa: RUF012
        rules = (Rule(LinkExtractor(deny_extensions=_PICTURES), callback="seen", follow=True),)

        def seen(self, response: Response) -> None:
            """What a page says is not the question here, only when it was asked for."""

    process = CrawlerProcess({**_SETTINGS, "CLOSESPIDER_PAGECOUNT": most})
    process.crawl(Textbook)
    process.start()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
