"""Crawls a site with this project's crawler, delay 0, no browser. Arguments: links|evidence BASE. Prints "pages N".

links: pages are read and links followed, every link alike, nothing is kept. evidence: links are weighed by the words of the form, every
answer is kept by SnapshotWriter in the folder that LEAN_SNAPSHOT names. Both go on where a real crawl would stop looking, so that all
crawlers read the same pages.
"""

import datetime as dt
import hashlib
import os
import sys
from pathlib import Path

import rules
from app.guide import RuleGuide
from crawler.contract import CrawlLimits, Guide, Progress, Review, Sink, SoFar
from crawler.crawl import crawl
from oit.agency import Agency
from oit.content import Page
from oit.exchange import Exchange
from oit.leads import NO_LEAD, Lead
from oit.snapshot import Resource, Sighting, UnfetchedLink
from store.snapshots import SnapshotWriter

LIMITS = CrawlLimits(
    max_pages=1_000_000, max_minutes=1_000, max_bytes=10**12, delay=0, max_depth=100_000, render="never",
    allow_private_hosts=("127.0.0.1",),
)  # fmt: skip


FISCAL_YEAR, TODAY = 2569, dt.date(2026, 3, 1)
WORTH = 50.0  # of every link


class EveryLink:
    """A guide to which all links are worth the same."""

    name = "every link"

    def lead(self, sighting: Sighting, url: str, page: Lead) -> Lead:
        return NO_LEAD

    def worth(self, lead: Lead) -> float:
        return WORTH

    def asked(self, lead: Lead) -> None:
        """Not counted."""

    def saw(self, resource: Resource, page: Page) -> None:
        """Not kept."""

    def review(self, so_far: SoFar) -> Review:
        return Review()


class WordsOnEveryLink(RuleGuide):
    """Weighs links by the words of the form, and gives up none."""

    def worth(self, lead: Lead) -> float:
        return max(WORTH, super().worth(lead))


class Nothing:
    """A sink that keeps nothing."""

    def answer(self, exchange: Exchange) -> str:
        return self.body(exchange.body)

    def body(self, data: bytes, url: str = "", at: str = "") -> str:
        return hashlib.sha256(data).hexdigest()

    def resource(self, resource: Resource) -> None:
        """Dropped."""

    def unfetched(self, link: UnfetchedLink) -> None:
        """Dropped."""


def quiet(progress: Progress) -> None:
    """Nobody looks on."""


def main(mode: str, base: str) -> None:
    agency = Agency(f"{base}/", "องค์การบริหารส่วนตำบลบ้านสวน")
    writer = SnapshotWriter(Path(os.environ["LEAN_SNAPSHOT"])) if mode == "evidence" else None
    guide: Guide = WordsOnEveryLink(rules.load_pack("o01_o43"), rules.load_words(), agency, FISCAL_YEAR, TODAY) if writer else EveryLink()
    sink: Sink = writer or Nothing()
    facts = crawl(agency, LIMITS, guide, sink, quiet)
    if writer:
        writer.finish(agency, facts)
    print("pages", facts.pages, "documents", facts.documents, facts.stopped_by)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
