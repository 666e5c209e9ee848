"""What a crawl is given and what it owes: limits, the guide that ranks links, the sink that keeps what came, progress."""

from dataclasses import dataclass
from typing import Literal, Protocol

from oit.errors import BadInput
from oit.snapshot import Resource, Sighting, UnfetchedLink

USER_AGENT = "oit-crawler/0.1 (checks the OIT disclosure items of public agencies)"
MOST_CONTACT = 200


def user_agent(contact: str) -> str:
    """How the crawl names itself: the tool, what it does, and how to reach whoever runs it (a web or e-mail address), where that is set.

    Raises BadInput for a contact that cannot stand in a header."""
    contact = contact.strip()
    if not contact:
        return USER_AGENT
    if not (contact.isascii() and contact.isprintable()) or len(contact) > MOST_CONTACT or set("()<>") & set(contact):
        raise BadInput("contact: give a web or e-mail address of at most 200 plain letters, without brackets")
    return f"{USER_AGENT[:-1]}; +{contact})"



@dataclass(frozen=True)
class CrawlLimits:
    """How far one crawl may go. `max_pages` counts everything that came, pages and documents; seconds and bytes as named.

    Addresses that fail do not use up `max_pages`, but no more than twice `max_pages` addresses are asked for.
    """

    max_pages: int = 400
    max_minutes: float = 10.0
    max_bytes: int = 500_000_000
    delay: float = 1.0  # seconds between two requests to a host
    timeout: float = 30.0  # seconds for one answer, body included
    max_body: int = 20_000_000
    max_depth: int = 15
    render: Literal["auto", "never", "always"] = "auto"
    obey_robots: bool = True
    user_agent: str = USER_AGENT
    allow_private_hosts: tuple[str, ...] = ()
    browser: str = ""  # path of an executable; "" looks for one
    max_renders: int = 40

    def __post_init__(self) -> None:
        positive = {"max_pages": self.max_pages, "max_minutes": self.max_minutes, "max_bytes": self.max_bytes, "timeout": self.timeout,
                    "max_body": self.max_body}  # fmt: skip
        for name, value in positive.items():
            if not value > 0:
                raise BadInput(f"{name}: {value} is not above 0")
        if not 0 <= self.delay <= 3600:
            raise BadInput(f"delay: {self.delay} is not between 0 and 3600 seconds")
        if self.render not in ("auto", "never", "always"):
            raise BadInput(f"render: {self.render!r} is none of auto, never, always")


class Guide(Protocol):
    """Says which links matter. Called once for each distinct wording of a link."""

    name: str

    def rank(self, sighting: Sighting, url: str) -> float:
        """0-100: how likely this link leads to an item."""

    def found(self, sighting: Sighting, url: str) -> frozenset[str]:
        """The items it seems to lead to: for the progress display and to keep one item from taking the whole budget."""


class Sink(Protocol):
    """Keeps what came. `body` is called as answers arrive, the other two once, at the end of the crawl."""

    def body(self, data: bytes) -> str:
        """Keeps the bytes, gives their SHA-256 in hexadecimal."""

    def resource(self, resource: Resource) -> None: ...

    def unfetched(self, link: UnfetchedLink) -> None: ...


@dataclass(frozen=True, slots=True)
class Progress:
    pages: int
    documents: int
    queued: int
    items_found: int
    current_url: str
    elapsed: float  # seconds
