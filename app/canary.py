"""The canary: before agencies are audited, the bundled sample agency is checked on its fixed day, by the same code, rules and browser.
Where a verdict is not the one that its specification names, something of ours has changed, and no agency may be told anything tonight."""

from pathlib import Path
from tempfile import TemporaryDirectory

import sample
from app.check import CheckRequest, Watcher, check
from app.demo import demo_terms, sample_site
from app.ocr import NEVER
from crawler.browser_find import find_browser
from crawler.contract import CrawlLimits
from oit.agency import Agency
from oit.audit import AgencyAudit
from sample.truth import ItemTruth, Truth


def drift(limits: CrawlLimits) -> tuple[str, ...]:
    """What is not as specified, a line for each item; empty if all is well. `limits` are the night's: browser and rendering are taken from
    them. Takes some ten seconds; the database and the snapshots of agencies are not touched. Raises OitError where the check cannot run."""
    truth = sample.truth()
    ours = CrawlLimits(
        delay=0.0, render=limits.render, browser=limits.browser, outside="never", allow_private_hosts=("127.0.0.1",), timeout=limits.timeout
    )
    with sample_site() as address, TemporaryDirectory(prefix="oit-canary-") as folder:
        agency = Agency(address, truth.agency, truth.type)
        place, database = Path(folder) / "snapshot", str(Path(folder) / "canary.db")
        done = check(CheckRequest(agency, "", demo_terms(), ours, database, False, place, NEVER), Watcher(lambda _: None, lambda _: None))
    return differences(done.audit, truth, browser=limits.render != "never" and find_browser(limits.browser) is not None)


def differences(audit: AgencyAudit, truth: Truth, *, browser: bool) -> tuple[str, ...]:
    """Items whose verdict is not the specified one. Without a browser those that need one must be left open, as the specification says."""
    seen = {item.code: (str(item.outcome), str(item.presence.verdict), str(item.currency.verdict)) for item in audit.items}
    told = []
    for code, item in truth.items.items():
        wanted = _words(item if browser else item.without_browser or item)
        if seen.get(code) != wanted:
            told.append(f"{code}: {_shown(seen.get(code))}, not {_shown(wanted)}")
    told += [f"{code}: is no item of the specification" for code in seen if code not in truth.items]
    return tuple(told)


def _words(item: ItemTruth) -> tuple[str, str, str]:
    return item.outcome, item.presence, item.currency


def _shown(words: tuple[str, str, str] | None) -> str:
    return "/".join(words) if words else "no verdict"
