"""Rounds of checking before the entry: what is due when, who has finished, and who signed it off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a plan. `due` are the codes it asks for, empty for all items of the form."""

    name: str
    start: date
    end: date  # last day
    due: tuple[str, ...] = ()
    pass_mark: float = 100.0  # share of the due items that must be there, percent


@dataclass(frozen=True, slots=True)
class Plan:
    """The rounds of one form and year, and the calendar of the assessment: name of a step -> first and last day."""

    form: str
    fiscal_year: int  # Buddhist era
    rounds: tuple[Round, ...]
    report_days: tuple[date, ...] = ()  # on which the state of things is reported
    calendar: Mapping[str, tuple[date, date]] | None = None


@dataclass(frozen=True, slots=True)
class SignOff:
    """A named person's word that a round's result may be published, with the result as it was then."""

    id: int
    form: str
    fiscal_year: int
    round: str
    by: str
    note: str
    made: datetime
    result: Mapping[str, object]  # as app.rounds wrote it
    withdrawn: datetime | None = None
    withdrawn_by: str = ""
