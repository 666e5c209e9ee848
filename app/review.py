"""The guide of a crawl that judges what has come while the crawl goes on: the same judgement as at the end, on what is there so far."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from app.guide import RuleGuide
from app.judging import Terms
from app.known_verdicts import REVIEW, KnownLook, KnownVerdicts, content_key, program
from app.lead_memory import LeadMemory, key_of
from app.ocr import NEVER
from app.readings import Readings
from crawler.contract import How, Review, SoFar, Wish
from oit.audit import ItemFinding, Presence
from oit.content import Content, Page
from oit.day import WatchedDay
from oit.judge import Judgement
from oit.leads import Lead
from oit.second_look import needs, pages_to_show, pictures_to_read
from oit.snapshot import Resource, Sighting, SiteSnapshot

_SHOWN = frozenset({Presence.PRESENT, Presence.PARTIAL, Presence.UNCLEAR})
MOST_REVIEWED = 1_500  # addresses; on larger crawls what is settled by then stays so


class ReviewingGuide(RuleGuide):
    """A RuleGuide that reads and judges what the crawl has so far. `body` gives what was kept under a SHA-256; what is read of it is kept
    by `readings`. What the crawl before, its snapshot in `earlier`, found out of the same links, and of the same pages at its end, is
    known. Lives in the crawl's process."""

    def __init__(
        self, guide: RuleGuide, readings: Readings, body: Callable[[str], bytes], folder: Path, earlier: Path | None = None
    ) -> None:
        super().__init__(guide.pack, guide.words, guide.agency, guide.fiscal_year, guide.today, guide.codes)
        self._body = body
        self._readings = readings
        self._read: dict[tuple[str, str], Content | None] = {}
        self._known = KnownVerdicts(REVIEW, folder, earlier)
        about = "\n".join((program(), guide.pack.name, str(guide.fiscal_year), guide.agency.name, guide.agency.type))
        self._leads = LeadMemory(folder, earlier, about)
        self._ended = False

    def lead(self, sighting: Sighting, url: str, page: Lead) -> Lead:
        """What the link promises; the same words at the same place are looked at once."""
        key = key_of(sighting, url, page)
        return self._leads.get(key) or self._leads.keep(key, super().lead(sighting, url, page))

    def saw(self, resource: Resource, page: Page) -> None:
        """Keeps the page for the reviews."""
        if len(self._read) < MOST_REVIEWED:
            self._read[resource.render_sha256 or resource.sha256, resource.final_url] = page

    def review(self, so_far: SoFar) -> Review:
        """What is found needs less looking for. At the end: pages for the browser, and pictures whose text may be recognised."""
        if len(so_far.resources) > MOST_REVIEWED:
            return Review()
        first_end, self._ended = so_far.ending and not self._ended, self._ended or so_far.ending
        if not first_end:
            return self._judged(so_far, "")
        outline = SiteSnapshot(self.agency, so_far.facts, so_far.resources, so_far.unfetched)
        key = content_key(outline, Terms(self.pack.name, self.fiscal_year, self.today), NEVER)
        known = self._known.recall(key, self.today)
        if known is None:
            return self._judged(so_far, key)
        resources = {resource.url: resource for resource in so_far.resources}
        wishes = (self._wish(look, resources.get(look.url)) for look in known.looks)
        self.prospects.settle(needs(known.findings))
        return Review(tuple(wishes), _shown(known.findings))

    def _judged(self, so_far: SoFar, key: str) -> Review:
        """The review of what was not judged before; kept under `key`, "" for not at all."""
        resources = tuple(replace(resource, content=self._content(resource)) for resource in so_far.resources)
        snapshot = SiteSnapshot(self.agency, so_far.facts, resources, so_far.unfetched)
        if not snapshot.captured:
            return Review()
        day = WatchedDay(self.today)
        judgement = Judgement(snapshot, self.pack, self.words, day, self.fiscal_year, self.codes, self._matcher)
        findings = judgement.findings()
        self.prospects.settle(needs(findings))
        if not so_far.ending:
            return Review((), _shown(findings))
        pages = {resource.url: resource.content for resource in resources if isinstance(resource.content, Page)}
        shows = [Wish(look.url, How.BROWSER, look.items, pages.get(look.url)) for look in pages_to_show(judgement, findings)]
        pictures = [Wish(look.url, How.PICTURE, look.items) for look in pictures_to_read(judgement, findings)]
        if key:
            looks = (KnownLook(wish.url, wish.how, tuple(sorted(wish.items))) for wish in (*shows, *pictures))
            self._known.keep(key, day.bounds, findings, looks)
        return Review((*shows, *pictures), _shown(findings))

    def keep_leads(self) -> None:
        """Keeps what the links promised, for the next crawl."""
        self._leads.save()

    def _wish(self, look: KnownLook, resource: Resource | None) -> Wish:
        content = self._content(resource) if resource is not None and look.how == How.BROWSER else None
        return Wish(look.url, How(look.how), frozenset(look.items), content if isinstance(content, Page) else None)

    def _content(self, resource: Resource) -> Content | None:
        sha256 = resource.render_sha256 or resource.sha256
        if not sha256 or (resource.failure is not None and not resource.failure.in_part):
            return None
        key = (sha256, resource.final_url)
        if key not in self._read:
            self._read[key] = self._readings(self._body(sha256), resource)
        return self._read[key]


def _shown(findings: Iterable[ItemFinding]) -> frozenset[str]:
    evidence = (e for f in findings if f.presence.verdict in _SHOWN for e in f.evidence)
    return frozenset(url for e in evidence for url in (e.url, e.found_on) if url)
