"""Crawls a site with Scrapy: lean_peer_scrapy.py textbook|tuned BASE. Prints "pages N".

textbook: LinkExtractor and a Request for every link, as the tutorial has it. tuned: links by lexbor, repeated ones dropped before they
become a Request.
"""

import logging
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response, TextResponse
from scrapy.linkextractors import LinkExtractor
from selectolax.lexbor import LexborHTMLParser

MODE, BASE = sys.argv[1], sys.argv[2]
SETTINGS = {
    "LOG_LEVEL": "ERROR", "ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "DOWNLOAD_DELAY": 0,
    "TELNETCONSOLE_ENABLED": False,
}  # fmt: skip


class Textbook(scrapy.Spider):
    name = "textbook"
    start_urls = [BASE + "/"]  # noqa: RUF012
    extractor = LinkExtractor(allow=["^" + BASE])
    pages = 0

    def parse(self, response: Response, **kwargs: Any) -> Iterator[scrapy.Request]:
        if isinstance(response, TextResponse):
            self.pages += 1
            yield from self.follow_links(response)

    def follow_links(self, response: TextResponse) -> Iterator[scrapy.Request]:
        for link in self.extractor.extract_links(response):
            yield scrapy.Request(link.url)

    def closed(self, reason: str) -> None:
        print("pages", self.pages)


class Tuned(Textbook):
    name = "tuned"
    seen: set[str] = set()  # noqa: RUF012

    def follow_links(self, response: TextResponse) -> Iterator[scrapy.Request]:
        for node in LexborHTMLParser(response.text).css("a[href]"):
            node.text()
            href = node.attributes["href"] or ""
            url = BASE + href.partition("#")[0] if href[:1] == "/" else urldefrag(urljoin(response.url, href)).url
            if url not in self.seen and url.startswith(BASE) and not url.endswith(".pdf"):
                self.seen.add(url)
                yield scrapy.Request(url)


if __name__ == "__main__":
    logging.getLogger("protego").setLevel(logging.ERROR)
    process = AsyncCrawlerProcess(SETTINGS)
    process.crawl({"textbook": Textbook, "tuned": Tuned}[MODE])
    process.start()
