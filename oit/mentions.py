"""Where a site names an item: each link, heading, page title and opening of a document whose words the matcher gives to a topic."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from oit.coded import NO_CODES, CodeTable
from oit.content import Block, BlockKind, Document, Link, Page, Region
from oit.document_title import title_topics
from oit.matching import Match, Matcher
from oit.naming import Named, name_link
from oit.outside import Whose
from oit.site_index import Leads, SiteIndex, Target
from oit.snapshot import NotFetched, Resource, Sighting, UnfetchedLink
from oit.under_title import PANEL, ends_section, links_under

CATCH_ALL = 4  # items that one outside address stands under without naming any
HEADED_TOPICS = 2  # enough for a page headed as the list of the assessment's items: many of its lines may be unreadable or of other years
INDEX_TOPICS = 6  # a page that names so many different items lists them
INHERITED = 0.88  # what a link gets of the score of the page it stands on, when its own words name nothing
_FILE_PLACES = ("drive.google.", "docs.google.", "1drv.ms", "onedrive.", "dropbox.", "sharepoint.", ".pdf", ".doc", ".xls")
LISTED_LINES = 400  # lines of a page that are looked at for titles


@dataclass(frozen=True, slots=True)
class LinkMention:
    """A link whose words, row or surroundings name a topic. `inherited`: its own words do not, the page it stands on does."""

    topic: str
    score: float
    words: str
    link: Link
    on: Resource
    target: Target
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A page by its title, a section by its heading (`block` is its index in the page), a document by its opening, a bare line of text."""

    topic: str
    score: float
    words: str
    on: Resource
    block: int = -1
    bare: bool = False  # neither heading nor link: a line that names the item


@dataclass(frozen=True, slots=True)
class UnfetchedMention:
    topic: str
    score: float
    words: str
    link: UnfetchedLink | None
    resource: Resource | None  # an address that was asked for and failed without proof


class Mentions:
    """All mentions of a site, by topic. Building it is one pass over the distinct texts."""

    def __init__(self, site: SiteIndex, matcher: Matcher, review: float, accept: float, codes: CodeTable = NO_CODES) -> None:
        self._site, self._matcher, self._review, self._codes = site, matcher, review, codes
        self.accept = accept
        self.links: dict[str, list[LinkMention]] = {}
        self.places: dict[str, list[PlaceMention]] = {}
        self._seen_links: set[tuple[str | None, str, str]] = set()
        self._index_pages = {r.url for r, page in site.snapshot.pages() if self._lists_items(page)}
        for resource, page in site.snapshot.pages():
            if self._speaks_for_agency(resource):
                self._read_page(resource, page)
        for resource, document in site.snapshot.documents():
            self._read_document(resource, document)
        self._inherit()
        self._drop_catch_alls()

    def _speaks_for_agency(self, resource: Resource) -> bool:
        """Another organisation's page shows what a link to it says, and names the agency's items nowhere else, but for a list of the
        assessment's items on the agency's own domain."""
        if not resource.outside:
            return True
        whose = self._site.kind_of(resource).whose
        return whose is Whose.AGENCY or (whose is Whose.DOMAIN and self.is_index(resource))

    def _drop_catch_alls(self) -> None:
        """One outside address under the headings of many items, that itself names none of them, is a stopgap and shows none."""
        topics: dict[str | None, set[str]] = {}
        for topic, links in self.links.items():
            for mention in links:
                if mention.inherited and mention.target.away:
                    topics.setdefault(mention.link.url, set()).add(topic)
        stopgaps = {url for url, named in topics.items() if len(named) >= CATCH_ALL}
        for topic, links in self.links.items():
            self.links[topic] = [mention for mention in links if not (mention.inherited and mention.link.url in stopgaps)]

    def is_index(self, resource: Resource) -> bool:
        """True for a page that lists many items, the front page among them: its prose names items and proves none."""
        return resource.url in self._index_pages

    def series(self, topics: tuple[str, ...]) -> tuple[str, ...]:
        """What the living links and the papers of these topics are called."""
        living = (Leads.PAGE, Leads.FILE, Leads.OFF_SITE)
        links = (m for topic in topics for m in self.links.get(topic, ()) if m.target.leads in living)
        papers = (p for topic in topics for p in self.places.get(topic, ()) if isinstance(p.on.content, Document))
        return tuple(dict.fromkeys([text for m in links for text in (m.link.text, m.link.context)] + [paper.words for paper in papers]))

    def score(self, text: str, topic: str) -> float:
        return self.scores(text).get(topic, 0.0)

    def scores(self, text: str) -> Mapping[str, float]:
        return {match.topic: match.score for match in self._matcher.match(text)}

    def _lists_items(self, page: Page) -> bool:
        """A page that is headed as the list of the assessment needs fewer named items to be one than a page that just names many."""
        names = (page.heading, page.title)
        headed = any(map(self._site.is_headed_index, names)) and not any(map(self._matcher.match, names))
        return self._topics_named(page) >= (HEADED_TOPICS if headed else INDEX_TOPICS)

    def _topics_named(self, page: Page) -> int:
        """How many different items the page's own lines and links name; the site's menu, which every page repeats, does not count."""
        topics: set[str] = set()
        for block in self._site.content_blocks(page):
            texts = [page.links[index].text for index in block.links if index < len(page.links)]
            if len(block.text) < 120:
                texts.append(block.text)
            for match in (m for text in texts if text for m in self._matcher.match(text)[:1]):
                if match.score >= self.accept:
                    topics.add(match.topic)
        return len(topics)

    def _read_page(self, resource: Resource, page: Page) -> None:
        for link in page.links:
            self._read_link(resource, page, link)
        if not self._site.is_start(resource):
            for text in dict.fromkeys((page.heading, page.title.split(" | ")[0].split(" - ")[0], page.title)):
                self._place(text, "", resource)
        linked = {index for block in page.blocks for index in block.links}
        titles: dict[int, Match] = {}
        for index, block in enumerate(page.blocks[: LISTED_LINES * 5]):
            if not block.text or len(block.text) > 200 or block.region is not Region.CONTENT:
                continue
            bare = block.kind in (BlockKind.TEXT, BlockKind.ITEM, BlockKind.ROW) and not (set(block.links) & linked)
            if bare or block.kind is BlockKind.HEADING:
                best = self._place(block.text, "", resource, index, bare=bare)
                if best is not None and best.score >= self.accept:
                    titles[index] = best
        for index, title in titles.items():
            for link in links_under(page, index, titles):
                self._read_link_under(link, title, page.blocks[index].text, resource, page)

    def _read_link_under(self, link: Link, title: Match, words: str, resource: Resource, page: Page) -> None:
        """A link whose own words name nothing is of the item whose title stands over it."""
        target = self._site.target(link, page.url)
        listed = _file_like(link) or self.is_index(resource)  # under a line of the list of items any outside page may be the item
        file = target.leads is Leads.FILE or (target.away and listed)
        if not file and not (target.leads is Leads.PAGE and self._matcher.says_nothing(link.text)):
            return
        if not self._name_link(link):
            mention = LinkMention(title.topic, title.score * INHERITED, words, link, resource, target, inherited=True)
            self.links.setdefault(title.topic, []).append(mention)

    def _read_link(self, resource: Resource, page: Page, link: Link) -> None:
        identity = (link.url, link.text, link.heading if not link.text or len(link.text) < 25 else "")
        if identity in self._seen_links and link.url is not None:
            return
        self._seen_links.add(identity)
        target = self._site.target(link, page.url)
        if target.leads is Leads.UNSEEN:
            return
        silent = link.rel == "a" and self._matcher.says_nothing(link.text)
        if target.away and silent and not _file_like(link) and " | " not in link.context:
            return  # "download here" may fetch a reading program; only a paper's address or the item's own row makes it the item's
        for topic, named in self._name_link(link).items():
            self.links.setdefault(topic, []).append(LinkMention(topic, named.score, named.words, link, resource, target))

    def _name_link(self, link: Link) -> Mapping[str, Named]:
        return name_link(self._matcher, link.text, link.heading, link.context, link.url or "", self._codes, self._review, link.above)

    def _name_sighting(self, seen: Sighting, url: str) -> Mapping[str, Named]:
        return name_link(self._matcher, seen.text, seen.heading, seen.context, url, self._codes, self._review)

    def _place(self, text: str, heading: str, resource: Resource, block: int = -1, *, bare: bool = False) -> Match | None:
        """Notes what the text names; the best of it, if anything."""
        if not text:
            return None
        least = self.accept if bare else self._review
        matches = self._matcher.match(text, heading)
        for match in matches:
            if match.score >= least:
                self.places.setdefault(match.topic, []).append(PlaceMention(match.topic, match.score, text, resource, block, bare))
        return matches[0] if matches else None

    def _read_document(self, resource: Resource, document: Document) -> None:
        for topic, (score, words) in title_topics(document, self.scores, self.accept).items():
            self.places.setdefault(topic, []).append(PlaceMention(topic, score, words, resource))

    def _inherit(self) -> None:
        """Links to files on a page that is about one item, and whose own words name no item, are of that item."""
        about: dict[str, dict[str, float]] = {}
        for topic, places in self.places.items():
            for place in places:
                if place.block == -1 and isinstance(place.on.content, Page) and place.score >= self.accept:
                    scores = about.setdefault(place.on.url, {})
                    scores[topic] = max(scores.get(topic, 0.0), place.score)
        for topic, links in list(self.links.items()):
            for mention in links:
                target = mention.target.resource
                if mention.target.leads is Leads.PAGE and target is not None and mention.score >= self.accept and not mention.inherited:
                    scores = about.setdefault(target.url, {})
                    scores[topic] = max(scores.get(topic, 0.0), mention.score)
        for resource, page in self._site.snapshot.pages():
            scores = about.get(resource.url, {})
            if scores and not self.is_index(resource):
                self._inherit_on(resource, page, scores)

    def _inherit_on(self, resource: Resource, page: Page, scores: Mapping[str, float]) -> None:
        best = max(scores.values())
        topics = [topic for topic, score in scores.items() if score >= best - 5]
        for link in self._content_links(page):
            target = self._site.target(link, page.url)
            if target.leads in (Leads.UNSEEN, Leads.PICTURE, Leads.NOWHERE, Leads.HOME) or self._name_link(link):
                continue
            if target.away and not _file_like(link):
                continue
            if target.leads is Leads.PAGE and not target.away and not any(character.isdigit() for character in link.text):
                continue
            for topic in topics:
                mention = LinkMention(topic, scores[topic] * INHERITED, link.text or page.heading, link, resource, target, inherited=True)
                self.links.setdefault(topic, []).append(mention)

    def _content_links(self, page: Page) -> Iterator[Link]:
        for block in self._site.content_blocks(page):
            for index in block.links:
                if index < len(page.links) and page.links[index].region is Region.CONTENT:
                    yield page.links[index]

    @cached_property
    def unfetched(self) -> Mapping[str, list[UnfetchedMention]]:
        """Links seen and not followed, and addresses that failed without proof, whose words name a topic."""
        found: dict[str, list[UnfetchedMention]] = {}
        for link in self._site.snapshot.unfetched:
            if link.why in (NotFetched.SCHEME, NotFetched.TYPE, NotFetched.OFF_SCOPE, NotFetched.WRONG_FOLDER):
                continue  # from the right folder the same words lead to what was looked at
            if self._site.target_of(link.url, "").leads is not Leads.NOT_FETCHED:
                continue
            for topic, named in self._sighted(link.url, link).items():
                found.setdefault(topic, []).append(UnfetchedMention(topic, named.score, named.words, link, None))
        for resource in self._site.snapshot.resources:
            troubled = self._site.target_of(resource.url, "").leads in (Leads.TROUBLE, Leads.LOGIN)
            if troubled or (self._site.lacks_content(resource) and not resource.outside):
                for topic, named in self._sighted(resource.url, resource).items():
                    found.setdefault(topic, []).append(UnfetchedMention(topic, named.score, named.words, None, resource))
        return found

    def _sighted(self, url: str, where: UnfetchedLink | Resource) -> dict[str, Named]:
        best: dict[str, Named] = {}
        for sighting in where.seen:
            for topic, named in self._name_sighting(sighting, url).items():
                if topic not in best or named.score > best[topic].score:
                    best[topic] = named
        return best


def _file_like(link: Link) -> bool:
    """An outside address that holds a document: a shared drive or a file by its name."""
    url = (link.url or "").lower()
    return any(part in url for part in _FILE_PLACES)


def section_of(page: Page, start: int) -> tuple[Block, ...]:
    """The blocks under the heading at `start`, up to the next heading of the same or a higher level."""
    level = page.blocks[start].level
    end = start + 1
    if level == PANEL and end < len(page.blocks) and page.blocks[end].kind is BlockKind.HEADING:
        level, end = min(level, page.blocks[end].level or level), end + 1  # what the panel begins with is its own heading
    while end < len(page.blocks):
        block = page.blocks[end]
        if block.kind is BlockKind.HEADING and ends_section(level, block.level):
            break
        end += 1
    return page.blocks[start + 1 : end]
