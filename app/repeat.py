"""What a crawl is given of the one before it: what the server may be asked to confirm, and where something was shown."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from crawler.contract import Before, Earlier, Known, NoEarlier
from oit.exchange import Exchange
from oit.snapshot import Resource, Sighting
from store.archive import Kept
from store.earlier import EarlierSnapshot
from store.snapshots import SnapshotWriter

# A server whose word never changes must not hide a change for long: after so many days a body is asked for whatever the server says.
# Files of a web server are told by their date; pages come out of programs, and caches, that may say anything.
PAGE_THAT_COUNTS, PAGE, FILE = 4, 6, 7
_SPREAD = 2  # days; not everything falls due in one night
_LONGEST_WAY = 20  # pages from the front page to what was shown


def earlier_of(folder: Path | None, shown: Iterable[str], writer: SnapshotWriter) -> Earlier:
    """The snapshot in `folder`, whose evidence was at the addresses `shown`, as the crawl that `writer` keeps may use it."""
    found = EarlierSnapshot.of(folder) if folder is not None else None
    return Repeat(found, frozenset(shown), writer, dt.datetime.now(dt.UTC)) if found is not None else NoEarlier()


class Repeat:
    """An earlier snapshot of the same site. What the server confirms is copied from it, so that the new one stands alone."""

    there = True

    def __init__(self, earlier: EarlierSnapshot, shown: frozenset[str], writer: SnapshotWriter, tonight: dt.datetime) -> None:
        self._earlier, self._shown, self._writer, self._tonight = earlier, shown, writer, tonight

    def known(self, url: str) -> Known | None:
        """None as well where the body is due to be asked for in full again."""
        kept = self._earlier.answer(url)
        if kept is None or self._is_due(kept):
            return None
        return Known(kept.sha256, kept.content_type, kept.etag, kept.modified, kept.since)

    def unchanged(self, known: Known, exchange: Exchange) -> bytes | None:
        """Copies the record of the body, byte for byte, where its hash is right."""
        kept = self._earlier.answer(exchange.url)
        taken = self._earlier.take(kept) if kept is not None and kept.sha256 == known.sha256 else None
        if kept is None or taken is None:
            return None
        body, packed, holder = taken
        self._writer.unchanged(exchange, kept, holder, packed)
        return body

    def before(self, url: str) -> Before:
        if url in self._led:
            return Before.SHOWED
        if url in self._asked:
            return Before.ASKED
        return Before.LEFT if url in self._earlier.left else Before.NEW

    def seen(self, url: str) -> tuple[Sighting, ...]:
        known = self._earlier.resources.get(url) or self._earlier.left.get(url)
        return known.seen if known is not None else ()

    def places(self) -> Mapping[str, int]:
        return self._places

    @cached_property
    def _places(self) -> dict[str, int]:
        return {url: place for place, url in enumerate((*self._earlier.resources, *self._earlier.left))}

    def _is_due(self, kept: Kept) -> bool:
        try:
            age = self._tonight - dt.datetime.fromisoformat(kept.since)
        except (ValueError, TypeError):  # no moment, or none with an offset
            return True
        counts = kept.url in self._led or kept.url in self._front
        days = FILE if "html" not in kept.content_type.lower() else PAGE_THAT_COUNTS if counts else PAGE
        spread = _SPREAD * (hashlib.sha256(kept.url.encode("utf-8", "surrogatepass")).digest()[0] / 256)
        # Nights begin at about the same hour: one that begins a little earlier is a night all the same.
        return not dt.timedelta(days=-1) < age < dt.timedelta(days=days - spread, hours=-3)

    @cached_property
    def _asked(self) -> frozenset[str]:
        return frozenset(url for one in self._earlier.resources.values() for url in (one.url, one.final_url))

    @cached_property
    def _front(self) -> frozenset[str]:
        starts = (one for one in self._earlier.resources.values() if not one.seen)
        return frozenset(url for one in starts for url in (one.url, one.final_url))

    @cached_property
    def _led(self) -> frozenset[str]:
        """What showed something, by every name, and the pages by which one comes there."""
        by_name: dict[str, list[Resource]] = {}
        for one in self._earlier.resources.values():
            for url in {one.url, one.final_url}:
                by_name.setdefault(url, []).append(one)
        found: set[str] = set()
        for url in self._shown:
            self._follow(url, by_name, found)
        return frozenset(found)

    @staticmethod
    def _follow(url: str, by_name: dict[str, list[Resource]], found: set[str]) -> None:
        for _ in range(_LONGEST_WAY):
            named = by_name.get(url, ())
            if url in found or not named:
                return
            found.update(name for one in named for name in (one.url, one.final_url))
            if not named[0].seen:
                return
            url = named[0].seen[0].found_on
