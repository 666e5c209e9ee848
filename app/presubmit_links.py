"""The links to enter, fetched anew for a workbook: fresh connections, no cookies."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from app.judging import BANGKOK
from app.link_checks import LinkCheck, LinkLimits, check_links
from oit.presubmit import LEADS_HOME, NOTHING_THERE, LinkSeen


@dataclass(frozen=True, slots=True)
class LinkAsking:
    """How links are asked for. `delay`: seconds between two requests to a server."""

    contact: str
    private_hosts: tuple[str, ...]
    delay: float = 1.0


def links_seen(urls: Collection[str], asking: LinkAsking, progress: Callable[[str, int, int], None]) -> Mapping[str, LinkSeen]:
    """What each address gives now. `progress` is told each that is done, how many are, and of how many."""
    wanted = sorted(set(urls))
    done = 0

    def shown(url: str, count: int) -> None:
        nonlocal done
        done += 1
        progress(url, done, count)

    limits = LinkLimits(asking.contact, asking.private_hosts, delay=asking.delay)
    return {url: _seen(check) for url, check in check_links(wanted, limits, shown).items()}


def _seen(check: LinkCheck) -> LinkSeen:
    why = check.failure.value if check.failure else NOTHING_THERE if check.nothing_there else LEADS_HOME if check.leads_home else ""
    at = check.fetched_at.astimezone(BANGKOK).replace(microsecond=0)
    return LinkSeen(at.isoformat(), check.works, fresh=True, why=why, status=check.status)
