"""Pictures of what an assessor would see, made after the crawl, through the same guard and with the same manners."""

import asyncio
import hashlib
import time
from collections.abc import Sequence
from pathlib import Path

from crawler.addresses import AddressGuard
from crawler.browser import Browser, BrowserFailed, BrowserFound, find_browser
from crawler.contract import CrawlLimits
from crawler.link_rules import is_document
from crawler.politeness import HostClock
from crawler.scope import host_of

_ONE_SECONDS = 45.0
_FAILURES_IN_A_ROW = 3  # then the browser or the site is given up


def take_screenshots(urls: Sequence[str], folder: Path, limits: CrawlLimits) -> dict[str, str]:
    """Address -> file name in `folder` of a JPEG, 1200 wide and 1600 high, for each page that could be shown.

    Documents are skipped, failures are left out, repeated addresses are taken once; without a browser the answer is empty. Stays
    within `limits.max_minutes`, delay and allowed hosts. Blocks; not to be called inside a running event loop.
    """
    wanted = [url for url in dict.fromkeys(urls) if url.startswith(("http://", "https://")) and not is_document(url)]
    found = find_browser(limits.browser) if wanted else None
    if found is None:
        return {}
    folder.mkdir(parents=True, exist_ok=True)
    return asyncio.run(_take(found, wanted, folder, limits))


async def _take(found: BrowserFound, urls: list[str], folder: Path, limits: CrawlLimits) -> dict[str, str]:
    taken: dict[str, str] = {}
    clock, end, failures = HostClock(limits.delay), time.monotonic() + limits.max_minutes * 60, 0
    try:
        async with Browser(found, AddressGuard(limits.allow_private_hosts), limits.user_agent, limits.timeout, pictures=True) as browser:
            for url in urls:
                wait = clock.reserve(host_of(url))
                if failures >= _FAILURES_IN_A_ROW or time.monotonic() + wait > end:
                    break
                await asyncio.sleep(wait)
                name = await _one(browser, url, folder)
                clock.finished(host_of(url))
                failures = 0 if name else failures + 1
                if name:
                    taken[url] = name
    except BrowserFailed:
        return taken  # a browser that does not start or dies: the pictures had so far
    return taken


async def _one(browser: Browser, url: str, folder: Path) -> str:
    try:
        picture = await asyncio.wait_for(browser.screenshot(url), _ONE_SECONDS)
    except (BrowserFailed, TimeoutError):
        return ""
    if not picture:
        return ""
    name = f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.jpg"
    (folder / name).write_bytes(picture)
    return name
