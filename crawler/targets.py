"""One address that links lead to, and what is known of it."""

from dataclasses import dataclass, field, replace

from crawler.contract import Before
from crawler.outside import OutsidePlan
from oit.content import Region
from oit.leads import NO_LEAD, Lead
from oit.snapshot import NotFetched, Sighting

KEPT_SIGHTINGS = 20
MAX_VARIANTS = 20
_MAX_TEXT, _MAX_CONTEXT = 500, 200


@dataclass(slots=True, eq=False)
class Target:
    """One address and what is known of the links to it."""

    url: str
    depth: int
    order: int
    lead: Lead = NO_LEAD
    interest: float = 0.0  # what it is worth if its words promise nothing
    why: NotFetched | None = None  # why it is not asked for; None while it may be
    asked: bool = False
    region: Region = Region.CONTENT
    plan: OutsidePlan | None = None  # what is done with a link to another host; None for the agency's own
    follows: bool = False  # it is the next page of a list that was read
    front: bool = False  # the front page, or a page behind a door that has little but the way in
    door: bool = False
    before: Before = Before.NEW  # what an earlier crawl did with it
    seen_before: tuple[Sighting, ...] = ()  # as that crawl kept them
    probe: bool = False  # on a domain that may be the agency's old one: asked for to see where it leads
    variants: list[str] = field(default_factory=list)  # other spellings that links used: http and https, session ids, redirects on the way
    sightings: list[Sighting] = field(default_factory=list)

    def knows(self, text: str, heading: str, region: Region) -> bool:
        """Was it seen in these words, or so often that no more is kept?"""
        if len(self.sightings) >= KEPT_SIGHTINGS:
            return True
        return any(seen.text == text and seen.heading == heading and seen.region is region for seen in self.sightings)

    def keep(self, sighting: Sighting) -> Sighting | None:
        """Keeps a sighting in words not seen before, cut to what is kept of endless texts; None if nothing new was kept."""
        if len(sighting.text) > _MAX_TEXT or len(sighting.heading) > _MAX_TEXT or len(sighting.context) > _MAX_CONTEXT:
            text, heading, context = sighting.text[:_MAX_TEXT], sighting.heading[:_MAX_TEXT], sighting.context[:_MAX_CONTEXT]
            sighting = replace(sighting, text=text, heading=heading, context=context)
        if sighting in self.seen_before:
            return self._keep_as_before(sighting)
        if self.knows(sighting.text, sighting.heading, sighting.region):
            return None
        self.sightings.append(sighting)
        return sighting

    def _keep_as_before(self, sighting: Sighting) -> Sighting | None:
        """The pages of a site come in another order each night; what was kept the night before is kept again wherever it is seen again."""
        for place, kept in enumerate(self.sightings):
            if (kept.text, kept.heading, kept.region) == (sighting.text, sighting.heading, sighting.region):
                self.sightings[place] = sighting
                return None
        others = [place for place, kept in enumerate(self.sightings) if kept not in self.seen_before]
        if len(self.sightings) >= KEPT_SIGHTINGS and others:
            self.sightings[others[-1]] = sighting
        elif len(self.sightings) < KEPT_SIGHTINGS:
            self.sightings.append(sighting)
        return sighting

    @property
    def in_order(self) -> tuple[Sighting, ...]:
        """The sightings, those of the crawl before first and in its order."""
        if not self.seen_before:
            return tuple(self.sightings)
        places = {seen: place for place, seen in enumerate(self.seen_before)}
        return tuple(sorted(self.sightings, key=lambda seen: places.get(seen, len(places))))

    def add_variant(self, url: str) -> None:
        """Notes another spelling under which links led here."""
        if url != self.url and url not in self.variants and len(self.variants) < MAX_VARIANTS:
            self.variants.append(url)
