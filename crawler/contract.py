"""What a crawl is given and what it owes: limits, the guide that ranks links, the sink that keeps what came, progress."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from oit.content import Page
from oit.errors import BadInput
from oit.exchange import Exchange
from oit.leads import Lead
from oit.snapshot import CrawlFacts, Resource, Sighting, UnfetchedLink

USER_AGENT = "oit-crawler/0.1 (checks the OIT disclosure items of public agencies)"
MOST_CONTACT = 200
MOST_RENDERS = 40  # under `auto`


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
    max_renders: int = 0  # pages that the browser shows; 0: 40, under `always` every page
    rendering: str = ""  # what an earlier crawl of the site learnt of where the browser shows more (CrawlFacts.rendering)
    outside: Literal["follow", "check", "never"] = "follow"  # what is done with links to other hosts that seem to show an item

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
        if self.outside not in ("follow", "check", "never"):
            raise BadInput(f"outside: {self.outside!r} is none of follow, check, never")

    @property
    def most_renders(self) -> int:
        """How many pages the browser may show. Whoever says `always` means every page."""
        return self.max_renders or (2 * self.max_pages if self.render == "always" else MOST_RENDERS)


class How(StrEnum):
    """What a second look does that the first did not."""

    PATIENCE = "patience"  # asks again and waits twice as long
    BROWSER = "browser"  # shows the page in a browser
    PICTURE = "picture"  # fetches a picture, whose text may be recognised


@dataclass(frozen=True, slots=True)
class Wish:
    """A second look at `url`, an address that the crawl has seen, for the sake of `items`; `page` as it was read, where that is known."""

    url: str
    how: How
    items: frozenset[str] = frozenset()
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class SoFar:
    """What a crawl has: as its snapshot would hold it if it ended now. `ending` is True when nothing likely is left to ask for."""

    facts: CrawlFacts
    resources: tuple[Resource, ...]
    unfetched: tuple[UnfetchedLink, ...]
    ending: bool


@dataclass(frozen=True, slots=True)
class Review:
    """What was learnt, beside what it does to the worth of leads: which addresses deserve a second look, most useful first, and which show
    something of any item or lead straight to what does."""

    wishes: tuple[Wish, ...] = ()
    shown: frozenset[str] = frozenset()


class Guide(Protocol):
    """Says which links matter. The crawl knows no rules; it asks here. `lead` is called once for each distinct wording of a link."""

    name: str

    def lead(self, sighting: Sighting, url: str, page: Lead) -> Lead:
        """What a link promises. `page` is what led to the page it stands on."""

    def worth(self, lead: Lead) -> float:
        """0-100: what following it is worth now. Falls while the crawl goes on; may rise only by `review`."""

    def asked(self, lead: Lead) -> None:
        """A link of this lead is being asked for."""

    def saw(self, resource: Resource, page: Page) -> None:
        """A page came and was read so; the guide may keep it for its reviews."""

    def review(self, so_far: SoFar) -> Review:
        """Judges what has come. Called now and then, in a thread of its own, one call at a time."""


class Sink(Protocol):
    """Keeps what came. `answer` and `body` are called as things arrive, the other two once, at the end of the crawl."""

    def answer(self, exchange: Exchange) -> str:
        """Keeps every answer as it came, redirects and errors too; gives the SHA-256 of its body in hexadecimal."""

    def body(self, data: bytes, url: str, at: str) -> str:
        """Keeps the HTML that a browser made of the page at `url`; gives its SHA-256."""

    def resource(self, resource: Resource) -> None: ...

    def unfetched(self, link: UnfetchedLink) -> None: ...


@dataclass(frozen=True, slots=True)
class Known:
    """What an address gave in an earlier crawl: whole, kept, and with something the server can be asked by whether it is still the same."""

    sha256: str
    content_type: str
    etag: str
    modified: str  # Last-Modified, as it came
    since: str  # ISO 8601: when the body came over the network


class Before(StrEnum):
    """What an earlier crawl did with an address."""

    NEW = "new"  # no link led there
    LEFT = "left"  # a link was seen and not followed
    ASKED = "asked"
    SHOWED = "showed"  # asked for; it showed an item, or led to what did


class Earlier(Protocol):
    """An earlier crawl of the same site. It is no proof of anything tonight: it saves asking and reading."""

    there: bool

    def known(self, url: str) -> Known | None:
        """What may be asked for with "only if it has changed"; None where the address is asked for as if for the first time."""

    def unchanged(self, known: Known, exchange: Exchange) -> bytes | None:
        """The server has said (304) that `known` is unchanged: keeps that and gives the body; None where the body is no longer whole."""

    def before(self, url: str) -> Before:
        """What was done with `url` then. Where there was no crawl every address is new."""

    def seen(self, url: str) -> tuple[Sighting, ...]:
        """The links to `url` that were kept then."""

    def places(self) -> Mapping[str, int]:
        """Where each address stood among what was asked for then, or among what was left."""


class NoEarlier:
    """There was no earlier crawl, or nothing of it is to be used."""

    there = False

    def known(self, url: str) -> Known | None:
        return None

    def unchanged(self, known: Known, exchange: Exchange) -> bytes | None:
        return None

    def before(self, url: str) -> Before:
        return Before.NEW

    def seen(self, url: str) -> tuple[Sighting, ...]:
        return ()

    def places(self) -> Mapping[str, int]:
        return {}


@dataclass(frozen=True, slots=True)
class Progress:
    pages: int
    documents: int
    queued: int
    items_found: int
    current_url: str
    elapsed: float  # seconds
