"""A form of the assessment as data: items, what each needs, for which period, and what it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field

CONFIDENCES = ("confirmed", "one_source", "inferred", "unknown")
FORMS_OF_EVIDENCE = ("page", "image", "document", "interactive", "link", "news_list")
PERIOD_KINDS = ("none", "in_force", "spans", "year", "half", "within")


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """How a period word is checked. `kind`: none (nothing asked), in_force (valid in the year), spans (a range that holds the year, or
    the year), year (of that year), half (first six months of the year), within (done in the year). `offset` 0 is the assessed year."""

    word: str
    kind: str
    offset: int = 0
    due: tuple[int, int] | None = None  # month and day of the assessed year's calendar year before which absence is no fault


@dataclass(frozen=True, slots=True)
class Need:
    """One thing an item must show. `check` names a function of oit.checks; `args` are its arguments as data.

    Without a seen `core` need the item is absent whatever else is seen. A need that is not `required` is reported, not judged."""

    id: str
    text_th: str
    text_en: str
    check: str
    args: Mapping[str, object] = field(default_factory=dict)
    required: bool = True
    core: bool = False
    confidence: str = "confirmed"


@dataclass(frozen=True, slots=True)
class Dependency:
    code: str
    year: str  # same or prev
    confidence: str = "confirmed"


@dataclass(frozen=True, slots=True)
class Item:
    code: str
    topic: str
    title_th: str
    title_en: str
    indicator: str  # sub-indicator, e.g. "9.1"
    points: float  # ITA points of 100
    period: PeriodRule
    shown_as: tuple[str, ...]
    needs: tuple[Need, ...]
    depends_on: tuple[Dependency, ...]
    confidence: Mapping[str, str]  # of title, needs, period
    sources: tuple[str, ...] = ()
    applies_to: tuple[str, ...] = ()  # agency types; empty = every type
    own: bool = False  # the paper must be the agency's own
    also_named: tuple[str, ...] = ()  # further topics that this form counts as the item
    also_on: tuple[str, ...] = ()  # topics whose pages may show this item too
    site_wide: bool = False  # may be judged by what stands on any page (contact, social links)
    none_words: tuple[str, ...] = ()  # how a page says that there was nothing to report

    @property
    def topics(self) -> tuple[str, ...]:
        return (self.topic, *self.also_named)


@dataclass(frozen=True, slots=True)
class Indicator:
    code: str
    title_th: str
    title_en: str
    parent: str  # "" for 9 and 10


@dataclass(frozen=True, slots=True)
class Pack:
    """A form. `sha256` is that of the files it was read from; `fiscal_years` the years whose form this is, newest last."""

    name: str
    version: str
    sha256: str
    fiscal_years: tuple[int, ...]
    titles_of: int
    weight: float  # ITA points of 100 that OIT is worth
    indicators: tuple[Indicator, ...]
    items: tuple[Item, ...]
    marks: Mapping[str, tuple[str, ...]]  # words that show a guideline, a placeholder, a not-found page, an index ...
    word_lists: Mapping[str, tuple[str, ...]]  # lists that checks name (posts, laws, units ...)

    def item(self, code: str) -> Item | None:
        return next((item for item in self.items if item.code == code), None)

    @property
    def codes_by_topic(self) -> dict[str, str]:
        """Topic -> code, further names included."""
        return {topic: item.code for item in self.items for topic in item.topics}
