"""Crawls a site with crawlee's ParselCrawler, 16 requests at a time, its queue in memory. Argument: BASE. Prints "pages N"."""

import asyncio
import re
import sys

from crawlee import ConcurrencySettings
from crawlee.crawlers import ParselCrawler, ParselCrawlingContext
from crawlee.storage_clients import MemoryStorageClient

BASE = sys.argv[1]
WORKERS = 16


async def main() -> None:
    pages = 0
    crawler = ParselCrawler(
        max_requests_per_crawl=None, storage_client=MemoryStorageClient(), configure_logging=False,
        concurrency_settings=ConcurrencySettings(min_concurrency=WORKERS, desired_concurrency=WORKERS, max_concurrency=WORKERS),
    )  # fmt: skip

    @crawler.router.default_handler
    async def handle(context: ParselCrawlingContext) -> None:
        nonlocal pages
        pages += 1
        await context.enqueue_links(strategy="same-hostname", exclude=[re.compile(r".*\.pdf$")])

    await crawler.run([BASE + "/"])
    print("pages", pages)


asyncio.run(main())
