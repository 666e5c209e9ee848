"""What a night decides without looking anywhere: who comes first, who shares a server, and when a result is trouble. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from urllib.parse import urlsplit

from oit.looks import NOT_CAPTURED, is_full
from oit.night import night_of
from oit.snapshot import CrawlFacts, FetchFailure, Resource, SiteSnapshot

# Trouble as it is kept: a word of these, then what belongs to it (oit.night_words tells it to people).
FEW_PAGES = "few_pages"
ERROR = "error"
_PORTS = {"http": 80, "https": 443}
_FEW = 0.5  # of the usual number of pages


@dataclass(frozen=True, slots=True)
class Due:
    """An agency that has no result of this night yet. `last` is when its site was last tried, None for never."""

    code: str
    agency_id: int
    host: str
    last: datetime | None


def host_of(url: str) -> str:
    """The server that an address is asked of, as far as its name tells: the host without "www.", with a port that is not the usual one.
    Agencies of one host are never visited at the same time. "" for no address.

    Hosts that only share a number (shared hosting, content networks) are hosts of their own: providers of many sites have servers made for
    them, each site still gets one request a second, and one by one the sites of a large provider would not fit into a night."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    bare = host.removeprefix("www.")
    name = bare if "." in bare else host
    return name if port in (None, _PORTS.get(parts.scheme)) else f"{name}:{port}"


def in_order(due: Iterable[Due]) -> list[Due]:
    """The longest unseen first, those never seen before all. Of those last seen for the same morning, agencies that share a host with many
    others come first, since these go one after another."""
    wanted = list(due)
    crowd = Counter(one.host for one in wanted)
    return sorted(wanted, key=lambda one: (night_of(one.last) if one.last else date.min, -crowd[one.host], _moment(one.last), one.code))


def _moment(last: datetime | None) -> float:
    return last.timestamp() if last else 0.0


def trouble(snapshot: SiteSnapshot, least: int | None, before: Sequence[int]) -> str:
    """Why a capture is none, or not a full one; "" for a full one. `least` is what the roster expects, `before` the pages of the last
    captures."""
    if not snapshot.captured:
        return f"{NOT_CAPTURED} {_failure(snapshot.resources[:1])}".strip()
    if not is_full(snapshot.facts.stopped_by, 1, None):
        return snapshot.facts.stopped_by
    expected = expected_pages(snapshot.facts, least, before)
    return f"{FEW_PAGES} {snapshot.facts.pages} {expected}" if snapshot.facts.pages < expected else ""


def expected_pages(facts: CrawlFacts, least: int | None, before: Sequence[int]) -> int:
    """How many pages a full capture has at least. What was usual counts only where the crawl found no further address to ask for: one that
    ended at its limits, or because nothing likely was left, says itself what it left unread."""
    usual = -int(-median(before) * _FEW // 1) if before and facts.stopped_by == "finished" else 0
    return max(least or 0, usual)


def _failure(resources: Sequence[Resource]) -> str:
    return str(next((one.failure for one in resources if one.failure is not None), FetchFailure.OTHER)) if resources else ""


def missed(last: date | None, day: date) -> tuple[date, ...]:
    """The mornings between the last night and this one that had none; the newest hundred."""
    if last is None or last >= day:
        return ()
    days = min((day - last).days - 1, 100)
    return tuple(day - timedelta(days=back) for back in range(days, 0, -1))
