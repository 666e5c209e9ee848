"""`oit draft`: a draft of the agency's measures (item O42), from its scores of the year before and what was checked."""

from dataclasses import dataclass
from datetime import date

from app.advice import checked_on, owner_of, topic_titles
from app.agencies import agency_of
from app.attest import entry_of
from app.counted import counted, local_day
from app.judging import Terms
from app.scores import question_book
from oit.advice import advice_on, topic_advice, weak_indicators, weak_questions
from oit.counting import FAILED, counted_outcome
from oit.draft import Draft, DraftScore, last_scored, measures_for, scores_shown
from oit.survey import PublishedScore
from store.database import Database


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """`terms`: form, year and day of the measures. `scores_year` None: the newest with scores before that year."""

    agency: str
    terms: Terms
    below: float
    scores_year: int | None = None


def draft(database: Database, request: DraftRequest) -> Draft:
    """What is kept of the agency, as a draft. Raises BadInput for an agency that is not known."""
    agency, by, book = agency_of(database, request.agency), request.terms, question_book()
    entry = entry_of(database, agency)
    found = counted(database, agency, entry, by.form, by.fiscal_year, by.day)
    known = database.published_scores(agency.url)
    year = request.scores_year if request.scores_year is not None else last_scored(known, by.fiscal_year)
    scores = [one for one in known if one.fiscal_year == year]
    weak = weak_questions(scores, request.below, book)
    checked = found.run is not None
    advice = [advice_on(one, found.pack, found.findings, topic_titles(), checked=checked) for one in weak]
    by_code = {finding.code: finding for finding in found.findings}
    low = [DraftScore(one.key, one.score, None) for one in weak_indicators(scores, request.below)]
    measures = measures_for(
        advice, low, book, lambda topic: topic_advice(topic, found.pack, by_code, topic_titles(), checked=checked),
        lambda topic: owner_of(entry, topic),
    )  # fmt: skip
    failing = tuple(finding for finding in found.findings if counted_outcome(finding) in FAILED)
    return Draft(
        agency, by.fiscal_year, year if scores else None, request.below, scores_shown(known, year) if scores and year else (), weak,
        tuple(one for one in weak if one.question is None), measures, failing,
        {finding.code: owner_of(entry, finding.topic) for finding in failing}, checked_on(found.run), _sources(scores),
    )  # fmt: skip


def _sources(scores: list[PublishedScore]) -> tuple[tuple[str, str, date], ...]:
    return tuple(dict.fromkeys((one.source, one.by, local_day(one.made)) for one in scores))
