"""A form of the assessment as data: items, what each needs, for which period, and what it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from oit.outside import OutsideRules
from oit.thai import key

CONFIDENCES = ("confirmed", "one_source", "inferred", "unknown")
FORMS_OF_EVIDENCE = ("page", "image", "document", "interactive", "link", "news_list")
PERIOD_KINDS = ("none", "in_force", "spans", "year", "half", "within", "recent")


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """How a period word is checked. `kind`: none (nothing asked), in_force (valid in the year), spans (a range that holds the year, or
    the year), year (of that year), half (first six months of the year), within (done in the year), recent (of that year or the one before).
    `offset` 0 is the assessed year."""

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
    told_by: tuple[str, ...] = ()  # words by which texts on this item differ from those on the form's other items of the topic
    others_told_by: tuple[str, ...] = ()  # those words of the form's other items of the topic
    parts: tuple["Item", ...] = ()  # of a joint item: what each of the subjects it joins must show; its own `needs` are theirs

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic whose texts name the item."""
        return tuple(dict.fromkeys((self.topic, *self.also_named, *(topic for part in self.parts for topic in part.topics))))


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
    periods: Mapping[str, PeriodRule] = field(default_factory=dict)
    list_confidence: str = "confirmed"  # how sure it is which items the form has, in which order
    subjects: Mapping[str, Item] = field(default_factory=dict)  # topic -> item of this form or of those it is based on, nearest first
    outside: OutsideRules = field(default_factory=OutsideRules)  # what counts of what other hosts show

    def item(self, code: str) -> Item | None:
        return next((item for item in self.items if item.code == code), None)

    def code_of(self, topic: str, text: str = "") -> str | None:
        """The code of the item that a text of that topic names; where the form has several of one topic, the words of the text decide."""
        named = [item for item in self.items if topic in item.topics]
        folded = key(text)
        told = next((item for item in named if any(key(word) in folded for word in item.told_by)), None)
        own = next((item for item in named if item.topic == topic), None)
        best = told or own or (named[0] if named else None)
        return best.code if best else None

    @property
    def codes_by_topic(self) -> dict[str, str]:
        """Topic -> code, further names included; an item's own topic goes before what another one counts as its name."""
        found: dict[str, str] = {}
        for item in self.items:
            found.setdefault(item.topic, item.code)
        for item in self.items:
            for topic in item.topics:
                found.setdefault(topic, item.code)
        return found
