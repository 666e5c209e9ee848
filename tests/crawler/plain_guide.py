"""The least that is a guide: "rank NN" in a link's text, or a number alone, is what it is worth; O1 to O43 in it are its items."""

import re

from crawler.contract import Review, SoFar
from oit.content import Page
from oit.leads import Lead, Prospects
from oit.snapshot import Resource, Sighting


class PlainGuide:
    """Ranks links by the number that they bear. Its reviews say what it was made with, one after the other, then nothing."""

    name = "test guide 1"

    def __init__(self, reviews: tuple[Review, ...] = ()) -> None:
        self.prospects = Prospects()
        self.asked_to_review: list[SoFar] = []
        self._reviews = list(reviews)

    def lead(self, sighting: Sighting, url: str, page: Lead) -> Lead:
        said = re.search(r"rank (\d+)|^(\d+)$", sighting.text)
        items = re.findall(r"\bO\d+\b", sighting.text)
        rank = float(said.group(1) or said.group(2)) if said else 60.0 if items else 0.0
        return Lead(dict.fromkeys(items or [url], rank) if rank else {})

    def worth(self, lead: Lead) -> float:
        return self.prospects.worth(lead)

    def asked(self, lead: Lead) -> None:
        self.prospects.asked(lead)

    def saw(self, resource: Resource, page: Page) -> None:
        """Keeps nothing."""

    def review(self, so_far: SoFar) -> Review:
        self.asked_to_review.append(so_far)
        return self._reviews.pop(0) if self._reviews else Review()
