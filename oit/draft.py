"""A draft of the agency's own measures (item O42): last year's weak points, and the measures that follow. Pure.

Everything in it comes from published scores, from what was checked and from the measures of the questions' data; what these do not say is
left open for people to fill in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from oit.advice import Action, QuestionAdvice, TopicAdvice, Weak
from oit.agency import Agency
from oit.audit import ItemFinding
from oit.survey import Measure, PublishedScore, QuestionBook
from oit.survey_keys import INSTRUMENTS, TOTAL, is_indicator, order_of

TO_DO = (Action.PUBLISH, Action.IMPROVE, Action.LOOK)
AdviseTopic = Callable[[str], TopicAdvice]


@dataclass(frozen=True, slots=True)
class DraftScore:
    """A published score of the year before, and what it differs from the year before that (None: not published then)."""

    key: str
    score: float
    difference: float | None


@dataclass(frozen=True, slots=True)
class DraftMeasure:
    """`questions` and `indicators` are the weak points that it answers to, the weakest first; `topics` what is to be published, improved or
    looked at with it; `owners` who answers for these by the roster, empty where it does not say."""

    measure: Measure
    questions: tuple[Weak, ...]
    indicators: tuple[DraftScore, ...]
    topics: tuple[TopicAdvice, ...]
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """`fiscal_year` is the year of the measures, `scores_year` that of the scores they rest on (None: no scores are kept). `unexplained`:
    weak questions of which nobody here knows what they asked. `checked_on` None: there is no result of the website. Of `sources` each has
    the file's name, who took it in, and the day."""

    agency: Agency
    fiscal_year: int
    scores_year: int | None
    below: float
    scores: tuple[DraftScore, ...]
    questions: tuple[Weak, ...]
    unexplained: tuple[Weak, ...]
    measures: tuple[DraftMeasure, ...]
    failing: tuple[ItemFinding, ...]
    owners: Mapping[str, str]  # of failing items, by code
    checked_on: date | None
    sources: tuple[tuple[str, str, date], ...]


def last_scored(scores: Sequence[PublishedScore], fiscal_year: int) -> int | None:
    """The newest year with scores before the year of the measures."""
    return max((one.fiscal_year for one in scores if one.fiscal_year < fiscal_year), default=None)


def scores_shown(scores: Sequence[PublishedScore], year: int) -> tuple[DraftScore, ...]:
    """Total, instruments and indicators of a year, in their order."""
    before = {one.key: one.score for one in scores if one.fiscal_year == year - 1}
    now = {one.key: one.score for one in scores if one.fiscal_year == year}
    keys = sorted((key for key in now if key == TOTAL or key in INSTRUMENTS or is_indicator(key)), key=order_of)
    return tuple(DraftScore(key, now[key], round(now[key] - before[key], 2) if key in before else None) for key in keys)


def measures_for(
    advice: Sequence[QuestionAdvice], indicators: Sequence[DraftScore], book: QuestionBook, advise: AdviseTopic, owner: Callable[[str], str]
) -> tuple[DraftMeasure, ...]:
    """One for each measure that a weak question or indicator leads to, that of the weakest first. `advise`, `owner`: asked by topic."""
    weak: dict[str, tuple[list[Weak], list[DraftScore], list[TopicAdvice]]] = {}
    for one in advice:
        if one.weak.question is not None:
            questions, _, topics = weak.setdefault(one.weak.question.measure, ([], [], []))
            questions.append(one.weak)
            topics += one.topics
    for score in indicators:
        if (known := book.indicators.get(score.key)) is not None:
            _, scores, topics = weak.setdefault(known.measure, ([], [], []))
            scores.append(score)
            topics += [advise(topic) for topic in known.topics]
    made = [_measure(book.measures[name], *found, owner) for name, found in weak.items()]
    return tuple(sorted(made, key=_lowest))


def _measure(
    measure: Measure, questions: list[Weak], scores: list[DraftScore], topics: list[TopicAdvice], owner: Callable[[str], str]
) -> DraftMeasure:
    wanted = {one.code or one.topic: one for one in topics if one.action in TO_DO}
    owners = dict.fromkeys(filter(None, (owner(one.topic) for one in wanted.values())))
    return DraftMeasure(measure, tuple(questions), tuple(scores), tuple(wanted.values()), tuple(owners))


def _lowest(one: DraftMeasure) -> float:
    return min([*(weak.score for weak in one.questions), *(score.score for score in one.indicators)])
