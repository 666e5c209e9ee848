"""What tells the crawler which links matter: the words of the form. The crawler itself knows no rules."""

from functools import cached_property

from oit.agency import Agency
from oit.matching import Match, Matcher
from oit.pack import Pack
from oit.snapshot import Sighting
from oit.thai import key
from oit.topics import TopicWords

INDEX_RANK = 95.0  # a link to the list of the assessment's items leads to all of them
OTHER_RANK = 5.0
DOCUMENT_BONUS = 5.0


class RuleGuide:
    """Ranks links 0-100 by the form's words; picklable, since the crawl runs in a process of its own."""

    def __init__(self, pack: Pack, words: TopicWords, agency: Agency) -> None:
        self.pack, self.words, self.agency = pack, words, agency
        self.name = f"{pack.name}/{pack.version}"

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.words, [self.agency.name] if self.agency.name else [], self.agency.type)

    @cached_property
    def _codes(self) -> dict[str, str]:
        return self.pack.codes_by_topic

    @cached_property
    def _index_words(self) -> tuple[str, ...]:
        return tuple(key(word) for word in self.pack.marks.get("index", ()))

    def _matches(self, sighting: Sighting, url: str) -> tuple[Match, ...]:
        matches = self._matcher.match(sighting.text, sighting.heading, url)
        if not matches and sighting.context and len(sighting.context) <= 180:
            matches = self._matcher.match(sighting.context)
        return tuple(match for match in matches if match.topic in self._codes)

    def rank(self, sighting: Sighting, url: str) -> float:
        """0-100: how likely the link leads to an item of the form."""
        matches = self._matches(sighting, url)
        best = matches[0].score if matches else OTHER_RANK
        text = key(sighting.text)
        if len(text) <= 60 and any(word in text for word in self._index_words):
            best = max(best, INDEX_RANK)
        if matches and url.lower().split("?")[0].endswith((".pdf", ".docx", ".doc", ".xlsx", ".xls")):
            best += DOCUMENT_BONUS
        return min(100.0, best)

    def found(self, sighting: Sighting, url: str) -> frozenset[str]:
        """The codes of the items that the link's words name."""
        return frozenset(self._codes[match.topic] for match in self._matches(sighting, url) if match.score >= self.words.accept)

    def __getstate__(self) -> tuple[Pack, TopicWords, Agency]:
        return self.pack, self.words, self.agency

    def __setstate__(self, state: tuple[Pack, TopicWords, Agency]) -> None:
        self.__init__(*state)  # type: ignore[misc]
