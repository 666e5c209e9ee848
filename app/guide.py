"""What tells the crawler which links matter: the words of the form. The crawler itself knows no rules."""

from functools import cached_property

from oit.agency import Agency
from oit.coded import NO_CODES, CodeTable
from oit.content import Region
from oit.matching import Matcher
from oit.naming import name_link
from oit.pack import Pack
from oit.snapshot import Sighting
from oit.thai import holds, key
from oit.topics import TopicWords

INDEX_RANK = 100.0  # a link to the list of the assessment's items leads to all of them
INDEX_LETTERS = 60
MENU_RANK = 30.0
OTHER_RANK = 5.0
DOCUMENT_BONUS = 5.0
_DOCUMENTS = (".pdf", ".docx", ".doc", ".xlsx", ".xls")


class RuleGuide:
    """Ranks links 0-100 by the form's words; picklable, since the crawl runs in a process of its own."""

    def __init__(self, pack: Pack, words: TopicWords, agency: Agency, codes: CodeTable = NO_CODES) -> None:
        self.pack, self.words, self.agency, self.codes = pack, words, agency, codes
        self.name = f"{pack.name}/{pack.version}"

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.words, [self.agency.name] if self.agency.name else [], self.agency.type)

    @cached_property
    def _codes(self) -> dict[str, str]:
        return self.pack.codes_by_topic

    @cached_property
    def _index_words(self) -> tuple[str, ...]:
        return self.pack.marks.get("index", ())

    def _named(self, sighting: Sighting, url: str) -> dict[str, float]:
        """Item code -> how well the link's words name it."""
        seen = (sighting.text, sighting.heading, sighting.context, url)
        named = name_link(self._matcher, *seen, self.codes, self.words.review)
        return {self._codes[topic]: one.score for topic, one in named.items() if topic in self._codes}

    def rank(self, sighting: Sighting, url: str) -> float:
        """0-100: how likely the link leads to an item. The list of all items comes first; of the rest the site's menu before its news."""
        text = key(sighting.text)
        if len(text) <= INDEX_LETTERS and any(holds(sighting.text, word) for word in self._index_words):
            return INDEX_RANK
        named = self._named(sighting, url)
        if not named:
            return MENU_RANK if sighting.region is Region.MENU else OTHER_RANK
        bonus = DOCUMENT_BONUS if url.lower().split("?")[0].endswith(_DOCUMENTS) else 0.0
        return min(INDEX_RANK - 1, max(named.values()) + bonus)

    def found(self, sighting: Sighting, url: str) -> frozenset[str]:
        """The codes of the items that the link's words name."""
        return frozenset(code for code, score in self._named(sighting, url).items() if score >= self.words.accept)
