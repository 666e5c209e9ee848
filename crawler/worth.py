"""What asking for a link is worth: what its words promise, else what its place on the site and pages of its kind have brought. Pure."""

import re
from collections.abc import Mapping

from crawler.contract import Guide
from crawler.families import Families
from crawler.link_rules import is_document
from crawler.targets import Target
from crawler.wrong_base import WrongBases
from oit.content import Region
from oit.snapshot import NotFetched, Sighting

# What following a link is worth whose words name nothing, 0-100, by where it stands; each barren page of its kind takes some of it.
MENU, FRONT = 30.0, 24.0
_LIST = 50.0  # from here on a page is likely the list of the assessment's items, and of no earlier year
_LISTED, _WORDLESS = 45.0, 40.0  # on the list of the assessment's items; a picture without words on the front page may be the way to it
_FOOTER, _ELSEWHERE, _FILE = 12.0, 8.0, 6.0
_BARREN, _BARREN_MENU, _BARREN_MENU_MOST, _DEEP = 1.5, 0.5, 12.0, 0.5
_KIN, _LEVEL_KIN, _LEAST_KIN = 0.3, 75.0, 55.0  # a label more alike to what items are called goes before others of its place, others after
_NEXT, _NEXT_MOST = 14.0, 65.0  # what each item that a list promises makes its next page worth, and the most of it
_NEXT_SHARE = 0.6  # of what this page of it was worth, if it promised nothing
LEAST_PROMISE = 0.5  # a page that promises less was barren
EXPLORED = 20.0  # from here on a link whose words name nothing is one of the menu or the front page
LEAST_WORTH = 3.0  # below it nothing is likely to be found
LEAST_OUTSIDE = 20.0  # the same for links to other hosts
DOUBTFUL = 0.4  # of its worth keeps a link that likely leads astray: a few answers for others of its folder decide
FRUITFUL = 60.0  # a link so likely promises its items
_YEAR = re.compile(r"\b(?:20|25)\d\d\b")


def interest(target: Target, sighting: Sighting, on: Target | None, filtered: bool) -> float:
    """What following the link is worth if its words promise nothing. `filtered`: it asks for the page it stands on again, narrowed down."""
    near = on is not None and (on.front or on.lead.listing > 0)
    if sighting.region is Region.MENU:
        return MENU
    if near and on is not None and not on.front:
        return _LISTED if on.lead.listing >= _LIST else FRONT
    if near and not sighting.text.strip() and not is_document(target.url):
        return _WORDLESS
    if near or (filtered and _YEAR.search(sighting.text)):
        return FRONT
    if is_document(target.url):
        return _FILE
    return _FOOTER if sighting.region is Region.FOOTER else _ELSEWHERE


def next_page(promising: float, worth: float, ahead: int) -> float:
    """The interest of the page of a list that is `ahead` pages further, when this one was worth `worth` and promised so many items (each
    counted by what it is worth)."""
    return float(min(max(_NEXT * promising, _NEXT_SHARE * worth), _NEXT_MOST) * _NEXT_SHARE ** (ahead - 1))


class Worth:
    """Weighs the targets of one crawl."""

    def __init__(self, guide: Guide) -> None:
        self.families, self.bases = Families(), WrongBases()
        self._guide = guide

    def of(self, target: Target) -> float:
        """0-100."""
        promised = self._guide.worth(target.lead) * self.families.trust(target.url)
        barren = self.families.barren(target.url)
        less = min(_BARREN_MENU * barren, _BARREN_MENU_MOST) if target.interest >= MENU else _BARREN * barren
        if target.follows:
            less = 0.0  # of the next page of a list the page before it says more
        kin = _KIN * (max(target.lead.kin, _LEAST_KIN) - _LEVEL_KIN) if target.interest >= EXPLORED else 0.0
        worded = target.interest == _WORDLESS and any(seen.text.strip() for seen in target.sightings)
        worth = max(promised, (FRONT if worded else target.interest) + kin - less - _DEEP * target.depth)
        return worth * DOUBTFUL if self.bases.is_doubtful(target) else worth

    def promises(self, target: Target) -> Mapping[str, float]:
        """The items that a link waiting to be followed is likely to show, each with what it is worth, 0-1."""
        if target.why is not None or target.lead.best < FRUITFUL:
            return {}
        worth = self.of(target) / 100
        return {item: worth for item, likelihood in target.lead.items.items() if likelihood >= FRUITFUL}

    def answered(self, target: Target, came: bool | None) -> None:
        """What asking for `target` gave: something, a proof that nothing is there, or neither (None). What is said of it last counts."""
        before = self.bases.said(target)
        self.bases.answered(target, came)
        if came != before:
            self.families.answered(target.url, came, before)

    def no_use(self, target: Target) -> NotFetched | None:
        """Why it need not be asked for, by what came of links like it."""
        if self.bases.leads_astray(target):
            return NotFetched.WRONG_FOLDER
        left_out = target.lead.best < FRUITFUL and self.families.leaves_out(target.url)
        return NotFetched.UNLIKELY if left_out else None
