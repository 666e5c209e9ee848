"""The crawl's side of soft_404: gathers pages that are the same at several addresses, asks for one address that does not exist, and names
those not found that it proves to be the answer to any address."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.home_words import HOME
from crawler.identity import identity
from crawler.page_signs import DOOR_LINKS, own_links
from crawler.soft_404 import folder_kind, is_all_there, is_script_shell, likeness, no_such_address
from crawler.targets import Target
from crawler.visits import Visit
from crawler.words import ENTER_SITE, LANDING_SEGMENTS
from oit.content import Page
from oit.snapshot import FetchFailure
from reading.kinds import sniff

if TYPE_CHECKING:
    from crawler.spider import AgencySpider

MOST_PROBES = 3  # addresses asked for in a crawl that surely do not exist
MOST_LIKE = 500  # visits of one page that are remembered
DETAIL = "the site answers unknown addresses with this page"


@dataclass(slots=True)
class _Alike:
    """The visits that one page came to, on one host."""

    visits: list[Visit] = field(default_factory=list)
    unknown: bool = False  # it answers any address
    home: bool = False  # it is the start page


class UnknownAddresses:
    """Knows after a few pages how the site answers addresses that it does not have."""

    def __init__(self, spider: "AgencySpider") -> None:
        self._spider = spider
        self._alike: dict[tuple[str, str], _Alike] = {}  # by host and key of likeness
        self._asked: set[tuple[str, str, str]] = set()
        self._probes = 0
        self._one_at_a_time = asyncio.Lock()
        self._start: Visit | None = None
        self._start_is_door = True

    async def leads_nowhere(self, visit: Visit, page: Page, body: bytes) -> bool:
        """True if the page that came says nothing of its address, so that its links are not to be followed. The visit, and those before it
        that the same came to, are not found then; copies of the start page, byte for byte, stay what they are."""
        if visit.target.plan is not None or not (visit.is_start or is_all_there(page)):
            return False
        host, keys = urlsplit(visit.final_url).netloc, likeness(page, body, visit.final_url)
        alike = self._group(host, keys)
        if visit.is_start:
            alike.home, self._start = True, visit
            self._start_is_door = own_links(page, self._spider.frontier.scope) < DOOR_LINKS
            return False
        first = not (alike.visits or alike.home)
        if len(alike.visits) < MOST_LIKE:
            alike.visits.append(visit)
        if first or (not alike.unknown and is_script_shell(body)):
            return False
        if not alike.unknown:
            async with self._one_at_a_time:
                await self._prove(alike, host, visit)
        return alike.unknown and self._name(alike, visit)

    def _group(self, host: str, keys: frozenset[str]) -> _Alike:
        known = next((self._alike[host, key] for key in sorted(keys) if (host, key) in self._alike), _Alike())
        for key in keys:
            self._alike.setdefault((host, key), known)
        return known

    async def _prove(self, alike: _Alike, host: str, visit: Visit) -> None:
        """Asks for an address that does not exist, if the page came to two different paths, and once more for a page that does: where
        that has become the same page too, the site is in trouble."""
        kind, start = folder_kind(visit.final_url), [self._start] if alike.home and self._start else []
        places = {urlsplit(identity(one.final_url)).path for one in (*alike.visits, *start)}
        if alike.unknown or len(places) < 2 or kind in self._asked or self._probes >= MOST_PROBES or (alike.home and self._start_is_door):
            return
        self._asked.add(kind)
        self._probes += 1
        proven = await self._says(alike, no_such_address(visit.final_url))
        alike.unknown = proven is True and (alike.home or await self._still_has_pages(alike, host))
        if alike.unknown:
            for earlier in alike.visits:
                self._name(alike, earlier)

    async def _still_has_pages(self, alike: _Alike, host: str) -> bool:
        start = self._start
        return start is not None and urlsplit(start.final_url).netloc == host and await self._says(alike, start.final_url) is False

    async def _says(self, alike: _Alike, address: str) -> bool | None:
        """Is what comes from `address` now the page of `alike`? None where no page comes."""
        trial = Visit(Target(address, 0, 0), final_url=address)
        response: Response | None = await self._spider.fetcher.ask(trial, address, anew=True)
        if response is None or response.status != 200 or not response.body:
            return None
        kind = response.headers.get("Content-Type") or b""
        if sniff(response.body, kind.decode("latin-1"), address) != "html":
            return None
        page = self._spider.read(trial, response.body, kind.decode("latin-1"))
        if page is None:
            return None
        keys = likeness(page, response.body, address)
        return any(self._alike.get((urlsplit(address).netloc, key)) is alike for key in keys)

    def _name(self, alike: _Alike, visit: Visit) -> bool:
        """Names the visit not found, unless it may be the page itself. True if its links lead nowhere either."""
        if (alike.home or self._start_is_door) and self._may_be_home(visit):
            return False
        if visit.failure is None and not visit.rendered and not (alike.home and visit.sha256 == self._start_sha256()):
            visit.fail(FetchFailure.NOT_FOUND, DETAIL)
            self._spider.frontier.answered(visit.target, came=False)
            self._spider.pages -= 1
        return True

    def _start_sha256(self) -> str:
        return self._start.sha256 if self._start else ""

    def _may_be_home(self, visit: Visit) -> bool:
        """A page that is called the site's home, or that a door leads to."""
        parts = [part for part in urlsplit(visit.final_url).path.lower().split("/") if part]
        called = not parts or (len(parts) == 1 and parts[0].partition(".")[0] in LANDING_SEGMENTS)
        words = ["".join(sighting.text.split()).lower() for sighting in visit.target.sightings]
        entered = any(word.startswith(ENTER_SITE) or word in HOME for word in words)
        start = {self._start.target.url, self._start.final_url} if self._start else set()
        behind_door = self._start_is_door and any(sighting.found_on in start for sighting in visit.target.sightings)
        return called or behind_door or (entered and visit.target.depth <= 1)
