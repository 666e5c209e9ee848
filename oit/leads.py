"""What a link promises a crawl, and what following it is still worth when some items were found and others asked for often. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

LISTING = 100.0  # what a link to the list of the assessment's items is worth, which leads to all of them
_LISTS = ""  # stands for the lists where items are counted
FOUND, FOUND_SHARE = 0.5, 12  # an item that needs less than this was found: what is left of it is a set of papers, so many of them
FAIR_SHARE, FADING = 5, 0.9  # requests for one item after which each further link of it is worth so much less than the one before


@dataclass(frozen=True, slots=True)
class Lead:
    """Item code -> 0-100, how likely the link leads to what shows the item; `listing`, 0-100, how likely to the list of the assessment's
    items. `years` are the fiscal years that its words name, or those of the page it stands on. `kin`, 0-100, is how alike its words are to
    what items are called, though they name none: what a menu calls the place where several items may lie. `own`: its own words promise
    the items, not those that led to its page."""

    items: Mapping[str, float] = field(default_factory=dict)
    listing: float = 0.0
    years: frozenset[int] = frozenset()
    kin: float = 0.0
    own: bool = True

    @property
    def best(self) -> float:
        return max(self.items.values(), default=0.0)

    def joined(self, other: "Lead") -> "Lead":
        """The better of two wordings of one link, item by item."""
        if other == NO_LEAD:
            return self
        items = {code: max(self.items.get(code, 0.0), other.items.get(code, 0.0)) for code in (*self.items, *other.items)}
        own = (self.own and bool(self.items)) or (other.own and bool(other.items))
        return Lead(items, max(self.listing, other.listing), self.years or other.years, max(self.kin, other.kin), own)


NO_LEAD = Lead()


class Prospects:
    """Counts what was asked for; says what a lead is worth now, 0-100. It falls while a crawl goes on, and rises when an item that was
    taken for settled is not."""

    def __init__(self) -> None:
        self._needs: Mapping[str, float] = {}
        self._asked: Counter[str] = Counter()

    def settle(self, needs: Mapping[str, float]) -> None:
        """How much each item still needs looking for, 0-1; 1 where nothing is said."""
        self._needs = dict(needs)

    def asked(self, lead: Lead) -> None:
        """A link of this lead is being asked for. A file on an item's page is counted with the page."""
        self._asked.update(lead.items.keys() if lead.own else ())
        self._asked[_LISTS] += lead.listing > 0

    def worth(self, lead: Lead) -> float:
        """The best of what the lead is worth for each of its items, and as a list of them."""
        listing = lead.listing * self._fading(_LISTS)
        return max([listing, *(self._of(item, likelihood) for item, likelihood in lead.items.items())])

    def _of(self, item: str, likelihood: float) -> float:
        return likelihood * self._fading(item) * self._needs.get(item, 1.0)

    def _fading(self, item: str) -> float:
        share = FOUND_SHARE if self._needs.get(item, 1.0) < FOUND else FAIR_SHARE
        return float(FADING ** max(0, self._asked[item] - share))
