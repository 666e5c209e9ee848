"""The guide of a crawl that judges what has come while the crawl goes on: the same judgement as at the end, on what is there so far."""

from collections.abc import Callable
from dataclasses import replace

from app.guide import RuleGuide
from app.readings import Readings
from crawler.contract import How, Review, SoFar, Wish
from oit.audit import Presence
from oit.content import Content, Page
from oit.judge import Judgement
from oit.second_look import needs, pages_to_show, pictures_to_read
from oit.snapshot import Resource, SiteSnapshot

_SHOWN = frozenset({Presence.PRESENT, Presence.PARTIAL, Presence.UNCLEAR})
MOST_REVIEWED = 1_500  # addresses; on larger crawls what is settled by then stays so


class ReviewingGuide(RuleGuide):
    """A RuleGuide that reads and judges what the crawl has so far. `body` gives what was kept under a SHA-256; what is read of it is kept
    by `readings`. Lives in the crawl's process."""

    def __init__(self, guide: RuleGuide, readings: Readings, body: Callable[[str], bytes]) -> None:
        super().__init__(guide.pack, guide.words, guide.agency, guide.fiscal_year, guide.today, guide.codes)
        self._body = body
        self._readings = readings
        self._read: dict[tuple[str, str], Content | None] = {}

    def saw(self, resource: Resource, page: Page) -> None:
        """Keeps the page for the reviews."""
        if len(self._read) < MOST_REVIEWED:
            self._read[resource.render_sha256 or resource.sha256, resource.final_url] = page

    def review(self, so_far: SoFar) -> Review:
        """What is found needs less looking for. At the end: pages for the browser, and pictures whose text may be recognised."""
        if len(so_far.resources) > MOST_REVIEWED:
            return Review()
        resources = tuple(replace(resource, content=self._content(resource)) for resource in so_far.resources)
        snapshot = SiteSnapshot(self.agency, so_far.facts, resources, so_far.unfetched)
        if not snapshot.captured:
            return Review()
        judgement = Judgement(snapshot, self.pack, self.words, self.today, self.fiscal_year, self.codes, self._matcher)
        findings = judgement.findings()
        self.prospects.settle(needs(findings))
        evidence = (e for f in findings if f.presence.verdict in _SHOWN for e in f.evidence)
        shown = frozenset(url for e in evidence for url in (e.url, e.found_on) if url)
        if not so_far.ending:
            return Review((), shown)
        pages = {resource.url: resource.content for resource in resources if isinstance(resource.content, Page)}
        shows = (Wish(look.url, How.BROWSER, look.items, pages.get(look.url)) for look in pages_to_show(judgement, findings))
        pictures = (Wish(look.url, How.PICTURE, look.items) for look in pictures_to_read(judgement, findings))
        return Review((*shows, *pictures), shown)

    def _content(self, resource: Resource) -> Content | None:
        sha256 = resource.render_sha256 or resource.sha256
        if not sha256 or (resource.failure is not None and not resource.failure.in_part):
            return None
        key = (sha256, resource.final_url)
        if key not in self._read:
            self._read[key] = self._readings(self._body(sha256), resource)
        return self._read[key]
