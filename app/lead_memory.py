"""What links promised in the crawl before: their words are the same each night, and so is what they promise."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from oit.leads import Lead
from oit.snapshot import Sighting
from store.snapshots import ReadingCache

_NAME = "leads"
MOST = 30_000  # links of one crawl


class LeadMemory:
    """Leads by the link's words and place, and by what led to its page. `about` names all else that they depend on: rules, form, year,
    agency."""

    def __init__(self, folder: Path, earlier: Path | None, about: str) -> None:
        self._cache, self._about = ReadingCache(folder), about
        self._before = _opened(ReadingCache(earlier).get(_NAME, about)) if earlier is not None else {}
        self._tonight: dict[str, Lead] = {}

    def get(self, key: str) -> Lead | None:
        known = self._tonight.get(key)
        if known is None and key in self._before:
            with suppress(TypeError, ValueError):  # damaged: it is read again
                known = self.keep(key, _lead(*self._before[key]))
        return known

    def keep(self, key: str, lead: Lead) -> Lead:
        """Keeps the lead, and gives it."""
        if len(self._tonight) < MOST:
            self._tonight[key] = lead
        return lead

    def save(self) -> None:
        rows = {key: [dict(one.items), one.listing, sorted(one.years), one.kin, one.own] for key, one in self._tonight.items()}
        self._cache.put(_NAME, self._about, json.dumps(rows, ensure_ascii=False, separators=(",", ":")), quickly=True)


def key_of(sighting: Sighting, url: str, page: Lead) -> str:
    """One text of all that a lead is made of."""
    led = ",".join(f"{item}={likelihood!r}" for item, likelihood in page.items.items())
    on = f"{led};{page.listing!r};{sorted(page.years)}" if led or page.listing or page.years else ""
    return "\x1f".join((sighting.text, sighting.heading, sighting.context, sighting.region, url, on))


def _lead(items: dict[str, float], listing: float, years: list[int], kin: float, own: bool) -> Lead:
    if not isinstance(items, dict):
        raise TypeError("items: expected a table")
    return Lead(dict(items), float(listing), frozenset(years), float(kin), bool(own))


def _opened(text: str | None) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        rows = json.loads(text) if text is not None else None
        return rows if isinstance(rows, dict) else {}
    return {}
