"""The site as one whole: which address answered what, what every page repeats, where each link leads, how one gets there."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from urllib.parse import urlsplit

from oit.content import Block, BlockKind, Document, Link, Page, Region
from oit.outside import Counts, OutsideKind, OutsideRules, Sign
from oit.snapshot import FetchFailure, NotFetched, Resource, SiteSnapshot, UnfetchedLink
from oit.thai import holds, key

FURNITURE_SHARE = 0.4  # a text on this share of the pages belongs to the site's frame
DOOR_LINKS, MOST_INSIDE = 8, 3  # a start page with fewer links is a door; pages behind it that are looked at
LITTLE = 200  # letters beside the notice that data did not come
SOMETHING = 20  # letters of a page's own that are more than a stray word
FURNITURE_PAGES = 4  # ... and on at least so many pages


class Leads(StrEnum):
    """Where a link leads, as far as we saw."""

    NOWHERE = "nowhere"  # "#", javascript:, no href
    HOME = "home"  # back to the front page, or to the page it stands on
    PAGE = "page"
    FILE = "file"
    BROKEN = "broken"  # 404, 410, a page that says so, a loopback address
    TROUBLE = "trouble"  # time-out, 5xx, 403, robots: proves nothing
    LOGIN = "login"
    OFF_SITE = "off_site"  # on another host, and not read there: not asked for, only asked whether it answers, or it did not open
    NOT_FETCHED = "not_fetched"
    PICTURE = "picture"  # a picture file: not read by the crawl, but an assessor sees it
    UNSEEN = "unseen"  # film, sound, programs, mailto:


@dataclass(frozen=True, slots=True)
class Target:
    leads: Leads
    resource: Resource | None = None
    unfetched: UnfetchedLink | None = None

    @property
    def away(self) -> bool:
        """A page on another host, read or not. A paper there is a paper like any other."""
        outside = self.resource is not None and bool(self.resource.outside)
        return self.leads is Leads.OFF_SITE or (outside and self.leads is Leads.PAGE)


_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff")
_UNREAD = frozenset({NotFetched.SCHEME, NotFetched.TYPE})
_SIGNS = {
    Sign.LOGIN: FetchFailure.LOGIN,
    Sign.NO_PERMISSION: FetchFailure.LOGIN,
    Sign.NOT_FOUND: FetchFailure.NOT_FOUND,
    Sign.QUOTA: FetchFailure.TOO_MANY,
    Sign.SCAN_WARNING: FetchFailure.NEEDS_BROWSER,
}


class SiteIndex:
    """Answers questions about a snapshot; built once per judgement. `marks` are the pack's words for not-found pages and the like,
    `outside` its rules on other hosts."""

    def __init__(self, snapshot: SiteSnapshot, marks: Mapping[str, tuple[str, ...]], outside: OutsideRules | None = None) -> None:
        self.snapshot, self.outside = snapshot, outside or OutsideRules()
        self._index = marks.get("index", ())
        self._load_failed = tuple(key(word) for word in marks.get("load_failed", ()))
        self._not_found = tuple(key(word) for word in marks.get("not_found", ()))
        self._resources: dict[str, Resource] = {}
        for resource in snapshot.resources:
            self._resources.setdefault(resource.url, resource)
            self._resources.setdefault(resource.final_url, resource)
        self._unfetched = {link.url: link for link in snapshot.unfetched}
        self._targets: dict[tuple[str | None, str], Target] = {}
        self._own: dict[int, tuple[Block, ...]] = {}  # by identity, as the next two
        self._failed: dict[int, bool] = {}
        self._keys: dict[int, str] = {}  # by identity: the snapshot keeps its documents alive
        self._paths: dict[str, tuple[str, ...]] = {}

    @cached_property
    def start(self) -> Resource | None:
        return next((r for r in self.snapshot.resources if not r.seen), self.snapshot.resources[0] if self.snapshot.resources else None)

    def front_pages(self) -> list[Resource]:
        """The start page; behind one that is only a door the pages it leads to, the fullest first."""
        start = self.start
        if start is None or not isinstance(start.content, Page):
            return []
        if len({link.url for link in start.content.links if link.url}) >= DOOR_LINKS:
            return [start]
        inside = [
            (len(page.links), resource)
            for resource, page in self.snapshot.pages()
            if any(sighting.found_on in (start.url, start.final_url) for sighting in resource.seen)
            and not self.is_start(resource)
            and not resource.outside
        ]
        return [start, *(resource for _, resource in sorted(inside, key=lambda pair: (-pair[0], pair[1].url))[:MOST_INSIDE])]

    @cached_property
    def furniture(self) -> frozenset[str]:
        """What so many pages repeat that it says nothing about any one page: keys of texts, addresses of pictures."""
        pages = [(resource, page) for resource, page in self.snapshot.pages() if not resource.outside]
        counts: Counter[str] = Counter()
        for _, page in pages:
            counts.update({_identity(block) for block in page.blocks})
        least = max(FURNITURE_PAGES, FURNITURE_SHARE * len(pages))
        return frozenset(text for text, count in counts.items() if text and count >= least)

    def content_blocks(self, page: Page) -> tuple[Block, ...]:
        """The blocks that are this page's own: no menu, no footer, nothing that the site repeats everywhere."""
        known = self._own.get(id(page))
        if known is None:
            known = tuple(b for b in page.blocks if b.region is Region.CONTENT and _identity(b) not in self.furniture)
            self._own[id(page)] = known
        return known

    def is_headed_index(self, text: str) -> bool:
        """Does a page's title or heading say that the page leads to the items of the assessment?"""
        return any(holds(text, word) for word in self._index)

    def key_of(self, document: Document) -> str:
        """The match key of a document's whole text, which many items ask for."""
        known = self._keys.get(id(document))
        if known is None:
            known = self._keys[id(document)] = key(document.text)
        return known

    def shows_something(self, resource: Resource | None) -> bool:
        """False for a page that has nothing of its own but headings."""
        if resource is None or not isinstance(resource.content, Page):
            return resource is not None
        own = [block for block in self.content_blocks(resource.content) if block.kind is not BlockKind.HEADING]
        return any(block.links or block.url for block in own) or sum(len(key(block.text)) for block in own) >= SOMETHING

    def resource(self, url: str) -> Resource | None:
        return self._resources.get(url)

    def target(self, link: Link, page_url: str) -> Target:
        """Where `link`, standing on `page_url`, leads."""
        return self.target_of(link.url, page_url)

    def target_of(self, url: str | None, page_url: str) -> Target:
        known = self._targets.get((url, page_url))
        if known is None:
            known = self._targets[url, page_url] = self._find_target(url, page_url)
        return known

    def _find_target(self, url: str | None, page_url: str) -> Target:
        if url is None:
            return Target(Leads.NOWHERE)
        resource = self._resources.get(url)
        if resource is not None:
            return Target(self._leads_of(resource, page_url), resource)
        link = self._unfetched.get(url)
        if link is None:
            if self._same(url, page_url):
                return Target(Leads.HOME)
            here = self._resources.get(page_url)  # of what other hosts link to nothing is kept but what was asked for
            return Target(Leads.OFF_SITE if here is not None and here.outside else Leads.UNSEEN)
        if link.why in _UNREAD:
            picture = link.why is NotFetched.TYPE and urlsplit(url).path.lower().endswith(_PICTURES)
            return Target(Leads.PICTURE if picture else Leads.UNSEEN, unfetched=link)
        if _loopback(url) and not _loopback(self.snapshot.agency.url):
            return Target(Leads.BROKEN, unfetched=link)
        return Target(Leads.OFF_SITE if link.why is NotFetched.OFF_SCOPE else Leads.NOT_FETCHED, unfetched=link)

    def _leads_of(self, resource: Resource, page_url: str) -> Leads:
        if resource.outside and (outside := self._outside_leads(resource)) is not None:
            return outside
        failure = resource.failure
        on_this_machine = _loopback(resource.url) and not _loopback(self.snapshot.agency.url)
        if failure is FetchFailure.NOT_FOUND or (failure is not None and on_this_machine):
            return Leads.BROKEN
        if failure is FetchFailure.LOGIN:
            return Leads.LOGIN
        if failure is not None and not failure.in_part:
            return Leads.TROUBLE
        if isinstance(resource.content, Document):
            return Leads.FILE
        if self.is_start(resource) or self._same(resource.final_url, page_url):
            return Leads.HOME
        if isinstance(resource.content, Page):
            return Leads.BROKEN if self.says_not_found(resource.content) else Leads.PAGE
        return Leads.TROUBLE

    def _outside_leads(self, resource: Resource) -> Leads | None:
        """None for an outside place that was read and whose content counts: it is judged as the site's own. A notice that nothing is there
        is believed where the kind of place is known to say so truly; nothing else that went wrong proves anything."""
        kind, failure = self.kind_of(resource), self.outside_failure(resource)
        if failure is FetchFailure.NOT_FOUND and kind.sure_404:
            return Leads.BROKEN
        read = failure is None and resource.content is not None and kind.counts is Counts.CONTENT
        return None if read else Leads.OFF_SITE

    def kind_of(self, resource: Resource) -> OutsideKind:
        """What kind of outside place the resource lies at."""
        return self.outside.kind(resource.outside)

    def outside_failure(self, resource: Resource) -> FetchFailure | None:
        """Why an outside place showed nothing: what the crawl noted, or what the page says that came instead, often with status 200."""
        if (resource.failure is not None and not resource.failure.in_part) or not isinstance(resource.content, Page):
            return resource.failure
        sign = self.outside.sign(resource.final_url, resource.content.title, resource.content.text)
        if sign is not None:
            return _SIGNS[sign]
        return FetchFailure.NEEDS_BROWSER if self.lacks_content(resource) and not self.shows_something(resource) else None

    def address_of(self, resource: Resource) -> str:
        """The address by which a person opens what the resource is: a shared file by the link to it, not by the address it was read at."""
        if not resource.outside:
            return resource.final_url
        resolved = self.outside.kind_of(resource.url).resolves
        return self.outside.opened_as(resource.final_url if resolved else resource.url)

    def lacks_content(self, resource: Resource) -> bool:
        """True for a page that a browser would have shown more of, and that no browser has shown or only in part, whose scripts got no
        data, that was cut off on its way, or that is larger than what is read of a page. What it shows all the same counts."""
        page = resource.content
        if resource.unfinished or (isinstance(page, Page) and page.cut):
            return True
        unseen = isinstance(page, Page) and bool(page.needs_browser) and not (resource.rendered or resource.complete)
        return (resource.failure is not None and resource.failure.in_part) or unseen or self.failed_to_load(resource)

    def failed_to_load(self, resource: Resource) -> bool:
        """True for a page on which its own scripts say that its data has not come, with little else on it: nobody saw what it holds."""
        page = resource.content
        if not isinstance(page, Page) or not self._load_failed:
            return False
        known = self._failed.get(id(page))
        if known is None:
            known = self._failed[id(page)] = self._says_it_failed(page)
        return known

    def _says_it_failed(self, page: Page) -> bool:
        said = {id(b) for b in page.blocks if b.region is Region.CONTENT and any(word in key(b.text) for word in self._load_failed)}
        return bool(said) and sum(len(key(b.text)) for b in self.content_blocks(page) if id(b) not in said) < LITTLE

    def is_start(self, resource: Resource) -> bool:
        """True for the front page under whatever address, also when an unknown address silently shows it (a soft 404)."""
        start = self.start
        if start is None:
            return False
        return resource is start or resource.final_url == start.final_url or bool(resource.sha256 and resource.sha256 == start.sha256)

    def says_not_found(self, page: Page) -> bool:
        """A page that answers 200 and says that there is nothing: the words stand in its title or alone in its short content."""
        own = key(f"{page.title} {page.heading}")
        if any(word in own for word in self._not_found):
            return True
        text = "".join(key(block.text) for block in self.content_blocks(page))
        return len(text) < 200 and any(word in text for word in self._not_found)

    @staticmethod
    def _same(one: str, other: str) -> bool:
        return one.rstrip("/") == other.rstrip("/")

    def link_path(self, resource: Resource) -> tuple[str, ...]:
        """The link texts that lead from the front page to this resource, by the way it was first found."""
        if resource.url in self._paths:
            return self._paths[resource.url]
        path: list[str] = []
        here: Resource | None = resource
        visited: set[str] = set()
        while here is not None and here.seen and here.url not in visited and len(path) < 12:
            visited.add(here.url)
            first = here.seen[0]
            path.append(first.text or first.heading or "…")
            here = self._resources.get(first.found_on)
        result = tuple(reversed(path))
        self._paths[resource.url] = result
        return result


def _identity(block: Block) -> str:
    """What makes two blocks the same: a picture is known by its address (many carry one and the same alt text), others by their words."""
    return block.url if block.kind in (BlockKind.IMAGE, BlockKind.EMBED) and block.url else key(block.text)


def _loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host == "localhost" or host.startswith("127.") or host == "::1"
