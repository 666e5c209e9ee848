"""The links to enter, fetched anew for a workbook: fresh connections, no cookies."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from oit.presubmit import LinkSeen


@dataclass(frozen=True, slots=True)
class LinkAsking:
    """How links are asked for."""

    contact: str
    private_hosts: tuple[str, ...]


def links_seen(urls: Collection[str], asking: LinkAsking, progress: Callable[[str, int], None]) -> Mapping[str, LinkSeen]:
    """What each address gives now; those that may not be asked for are left out."""
    raise NotImplementedError((urls, asking, progress))
