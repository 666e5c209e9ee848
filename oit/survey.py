"""Published results of the assessment: scores of questions, indicators, sub-indicators and instruments of an agency and year; and what the
questions of the surveys ask about (rules/questions.yaml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class PublishedScore:
    """One score as it was published. `key`: a question (I1, E15; of a part of EIT with scores of its own EIT1:E9), an item of that year's
    form (O42), an indicator (1 ... 10), a sub-indicator (9.1), an instrument (IIT, EIT, EIT1, EIT2, OIT) or `total`."""

    agency_url: str
    fiscal_year: int  # Buddhist era
    key: str
    score: float  # 0-100
    source: str
    by: str
    made: datetime


class Sureness(StrEnum):
    """How sure a fact of the data is. INFERRED is ours: carried over from a neighbouring year, or believed."""

    CONFIRMED = "confirmed"
    ONE_SOURCE = "one_source"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class InBoth:
    """A text of the data in both languages."""

    th: str
    en: str


@dataclass(frozen=True, slots=True)
class TopicLink:
    """Topics of the rules that help a question. `source` is a name of QuestionBook.sources, "" where the link is our inference."""

    topics: tuple[str, ...]
    source: str
    note: InBoth | None


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asked about in a year. `links` is never empty; `measure` is a name of QuestionBook.measures."""

    key: str
    sureness: Sureness  # that this is what it asked in that year
    indicator: str
    subject: InBoth
    links: tuple[TopicLink, ...]
    measure: str


@dataclass(frozen=True, slots=True)
class SurveyIndicator:
    """An indicator of IIT or EIT, 1 to 8; `topics` and `measure` are general advice, our inference."""

    code: str
    instrument: str  # IIT or EIT
    title: InBoth
    also: tuple[str, ...]  # other Thai names of it
    topics: tuple[str, ...]
    measure: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What an agency can do about a weak point. `steps` are equally many in both languages."""

    name: str
    title: InBoth
    steps: tuple[InBoth, ...]
    follow_up: InBoth


@dataclass(frozen=True, slots=True)
class QuestionBook:
    """What is known of the questions. `asked` holds only the years in which it is known what a question asked."""

    sources: Mapping[str, InBoth]
    two_parts: frozenset[int]
    indicator_years: frozenset[int]
    indicators: Mapping[str, SurveyIndicator]
    asked: Mapping[tuple[int, str], Question]
    measures: Mapping[str, Measure]

    def question(self, fiscal_year: int, key: str) -> Question | None:
        """What that question asked in that year; None where nobody here knows."""
        return self.asked.get((fiscal_year, key.rpartition(":")[2]))

    def knows_questions_of(self, fiscal_year: int) -> bool:
        return any(year == fiscal_year for year, _ in self.asked)

    def indicator_name(self, fiscal_year: int, code: str) -> InBoth | None:
        """The name of an indicator of IIT or EIT in that year; None where no document of that year was read."""
        found = self.indicators.get(code)
        return found.title if found and fiscal_year in self.indicator_years else None
