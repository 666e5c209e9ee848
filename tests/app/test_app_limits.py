"""A crawl that ends at its limits accuses nobody of what it did not look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import sample
from app.check import CheckRequest, Watcher, check
from app.demo import demo_terms, sample_site
from app.ocr import NEVER
from crawler.contract import CrawlLimits
from oit.agency import Agency
from oit.audit import Outcome

AGAINST = (Outcome.MISSING, Outcome.OUTDATED, Outcome.INCOMPLETE)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with sample_site() as address:
        yield address


@pytest.mark.parametrize("pages", [1, 12, 40])
def test_no_verdict_against_an_agency_that_the_whole_site_refutes(address: str, tmp_path: Path, pages: int) -> None:
    truth = sample.truth()
    limits = CrawlLimits(delay=0.0, render="never", max_pages=pages, allow_private_hosts=("127.0.0.1",))
    agency = Agency(address, truth.agency, truth.type)
    request = CheckRequest(agency, "", demo_terms(), limits, str(tmp_path / "x.db"), False, tmp_path / "s", NEVER)
    done = check(request, Watcher(lambda progress: None, lambda stage: None))
    assert done.snapshot.facts.stopped_by == "page_limit"
    wrong = [
        f"{item.code}: {item.outcome} at {pages} pages, {wanted.outcome} in truth"
        for item in done.audit.items
        if (wanted := truth.items[item.code].without_browser or truth.items[item.code])
        and item.outcome in AGAINST
        and item.outcome != wanted.outcome
    ]
    assert wrong == []
    assert done.audit.score.counts["not_checked"] > 0
