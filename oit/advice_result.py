"""What `oit advice` tells of an agency."""

from dataclasses import dataclass
from datetime import date

from oit.advice import QuestionAdvice
from oit.advice_links import SurveyOffer
from oit.advice_similar import Example
from oit.agency import Agency
from oit.audit import ItemFinding


@dataclass(frozen=True, slots=True)
class FailingItem:
    finding: ItemFinding
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Advised:
    """`checked_on` None: there is no result by that form and year. `scores_year` None: there are no scores of questions; `known_year`: is
    it known here what that year's questions asked? `offer` None: no visit's pages are kept to look at."""

    agency: Agency
    on_roster: bool
    form: str
    fiscal_year: int
    checked_on: date | None
    scores_year: int | None
    known_year: bool
    questions_scored: int
    below: float
    questions: tuple[QuestionAdvice, ...]
    failing: tuple[FailingItem, ...]
    similar: int  # agencies that were looked at for examples
    offer: SurveyOffer | None
