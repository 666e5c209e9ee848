"""What tells the crawler which links matter: the words of the form. The crawler itself knows no rules."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

from crawler.contract import Review, SoFar
from oit.agency import Agency
from oit.coded import NO_CODES, CodeTable
from oit.content import Page, Region
from oit.currency import window
from oit.dates import find_periods
from oit.judge import agency_matcher
from oit.kinship import Kinship
from oit.leads import LISTING, Lead, Prospects
from oit.matching import Matcher
from oit.naming import name_link
from oit.pack import Pack
from oit.remembered import Remembered
from oit.snapshot import Resource, Sighting
from oit.thai import holds, key
from oit.topics import TopicWords

INDEX_LETTERS = 60
NEWS_OF_LIST = 0.6  # of what the list is worth, a text that hardly consists of its name
DOCUMENT_BONUS, RIGHT_YEAR_BONUS = 4.0, 5.0
OLD_LIST = 0.3  # of what the list of the assessment's items is worth, that of an earlier year
OLDER, NEWER = 0.3, 0.85  # of what a link is worth whose words name another year than the item asks for
# What a link whose own words name nothing gets of the promise that led to its page: "download" most, of a file more than of a page; less
# where it is called something, by whether that is a file, holds a year or number, or neither.
FILE, SILENT, CALLED_FILE, NUMBERED, OTHER = 0.95, 0.8, 0.5, 0.5, 0.3
_REMEMBERED = 1_000_000  # letters of texts that were looked at
_DOCUMENTS = (".pdf", ".docx", ".doc", ".xlsx", ".xls")


class RuleGuide:
    """Ranks links by the form's words, and by the items that are still open. Picklable: the crawl runs in a process of its own."""

    def __init__(
        self, pack: Pack, words: TopicWords, agency: Agency, fiscal_year: int, today: dt.date, codes: CodeTable = NO_CODES
    ) -> None:
        self.pack, self.words, self.agency, self.fiscal_year, self.today, self.codes = pack, words, agency, fiscal_year, today, codes
        self.name = f"{pack.name}/{pack.version}"
        self.prospects = Prospects()
        self._listings: Remembered[float] = Remembered(_REMEMBERED)

    def lead(self, sighting: Sighting, url: str, page: Lead) -> Lead:
        """What the link promises, by its own words; where they name nothing, by what led to the page it stands on."""
        own_years = _years(sighting.text) or _years(sighting.heading)
        years = own_years or page.years
        if listing := self._listing(sighting.text):
            return Lead(listing=listing * (OLD_LIST if years and max(years) < self.fiscal_year else 1.0), years=years)
        bonus = DOCUMENT_BONUS if _is_file(url) else 0.0
        named = {code: self._of_year(code, score + bonus, years) for code, score in self._named(sighting, url).items()}
        own = bool(named)
        if not named and sighting.region is Region.CONTENT and not page.listing:
            share = self._inherited(sighting.text, url)
            named = {code: self._of_year(code, likelihood * share, own_years) for code, likelihood in page.items.items()}
        place = not named and (sighting.region is Region.MENU or page.listing > 0)
        return Lead(named, 0.0, years, self._kinship.likeness(sighting.text) if place else 0.0, own)

    def worth(self, lead: Lead) -> float:
        """0-100: what following the link is worth now."""
        return self.prospects.worth(lead)

    def asked(self, lead: Lead) -> None:
        """A link of this lead is being asked for."""
        self.prospects.asked(lead)

    def saw(self, resource: Resource, page: Page) -> None:
        """Nothing is kept of pages where nothing is reviewed."""

    def review(self, so_far: SoFar) -> Review:
        """Words alone settle nothing."""
        return Review()

    @cached_property
    def _matcher(self) -> Matcher:
        return agency_matcher(self.words, self.agency)

    @cached_property
    def _codes(self) -> dict[str, str]:
        return self.pack.codes_by_topic

    @cached_property
    def _index_words(self) -> tuple[str, ...]:
        return self.pack.marks.get("index", ())

    @cached_property
    def _wanted_years(self) -> Mapping[str, frozenset[int]]:
        """Item -> the fiscal years it asks for; none where it asks for what holds now."""
        dated = (item for item in self.pack.items if item.period.kind != "none")
        return {item.code: window(item.period, self.fiscal_year).years for item in dated}

    @cached_property
    def _kinship(self) -> Kinship:
        return Kinship(title for topic in self.words.topics if topic.slug in self._codes for title in topic.titles)

    def _listing(self, text: str) -> float:
        """0-100: how likely the text leads to the list of the assessment's items; news of it hold its name among many other words."""
        known = self._listings.get(text)
        return self._listings.keep(self._likely_list(text), text) if known is None else known

    def _likely_list(self, text: str) -> float:
        label = key(text)
        letters = sum(map(str.isalpha, label))
        if len(label) > INDEX_LETTERS or not letters:
            return 0.0
        named = max((len(key(word)) for word in self._index_words if holds(text, word)), default=0)
        return LISTING * (NEWS_OF_LIST + (1 - NEWS_OF_LIST) * min(1.0, named / letters)) if named else 0.0

    def _named(self, sighting: Sighting, url: str) -> dict[str, float]:
        """Item code -> how well the link's words name it."""
        seen = (sighting.text, sighting.heading, sighting.context, url)
        named = name_link(self._matcher, *seen, self.codes, self.words.review)
        return {self._codes[topic]: one.score for topic, one in named.items() if topic in self._codes}

    def _of_year(self, code: str, likelihood: float, years: frozenset[int]) -> float:
        wanted = self._wanted_years.get(code)
        if not wanted or not years:
            return min(likelihood, LISTING - 1 - RIGHT_YEAR_BONUS)
        if years & wanted:
            return min(likelihood + RIGHT_YEAR_BONUS, LISTING - 1)
        return likelihood * (OLDER if max(years) < min(wanted) else NEWER)

    def _inherited(self, text: str, url: str) -> float:
        if not text.strip() or self._matcher.says_nothing(text):
            return FILE if _is_file(url) else SILENT
        if _is_file(url):
            return CALLED_FILE
        return NUMBERED if any(character.isdigit() for character in text) else OTHER


def _is_file(url: str) -> bool:
    return url.lower().split("?")[0].endswith(_DOCUMENTS)


def _years(text: str) -> frozenset[int]:
    return frozenset(year for period in find_periods(text[:400], "text") for year in period.fiscal_years)
