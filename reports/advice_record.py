"""`oit scores` and `oit advice` as plain data."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from oit.advice import QuestionAdvice, TopicAdvice
from oit.advice_links import EIT, IIT, SurveyOffer
from oit.advice_result import Advised, FailingItem
from oit.agency import Agency
from oit.counting import counted_outcome
from oit.survey import InBoth, PublishedScore, QuestionBook
from oit.wording import advise, explain


def score_records(found: Iterable[tuple[Agency, list[PublishedScore]]]) -> list[dict[str, Any]]:
    return [
        {"agency": agency.url, "name": agency.name, "fiscal_year": one.fiscal_year, "key": one.key, "score": one.score,
         "source": one.source, "by": one.by, "made": one.made.isoformat()}
        for agency, scores in found
        for one in scores
    ]  # fmt: skip


def advice_record(found: Advised, book: QuestionBook, lang: str) -> dict[str, Any]:
    """Years in the Buddhist era; `surveys` is null where no pages are kept to look at."""
    return {
        "agency": {"url": found.agency.url, "name": found.agency.name, "type": found.agency.type, "code": found.agency.code},
        "form": found.form,
        "fiscal_year": found.fiscal_year,
        "checked_on": found.checked_on.isoformat() if found.checked_on else None,
        "scores_year": found.scores_year,
        "questions_known": found.known_year,
        "questions_scored": found.questions_scored,
        "below": found.below,
        "questions": [_question(one, book, lang) for one in found.questions],
        "failing": [_failing(one, lang) for one in found.failing],
        "similar_looked_at": found.similar,
        "surveys": _offer(found.offer),
    }


def _question(one: QuestionAdvice, book: QuestionBook, lang: str) -> dict[str, Any]:
    asked = one.weak.question
    return {
        "key": one.weak.key,
        "part": one.weak.part or None,
        "score": one.weak.score,
        "indicator": asked.indicator if asked else None,
        "subject": _both(asked.subject) if asked else None,
        "subject_confidence": asked.sureness.value if asked else None,
        "measure": _both(book.measures[asked.measure].title) if asked else None,
        "topics": [_topic(topic, book, lang) for topic in one.topics],
    }


def _topic(topic: TopicAdvice, book: QuestionBook, lang: str) -> dict[str, Any]:
    finding = topic.finding
    return {
        "topic": topic.topic,
        "code": topic.code or None,
        "title": _both(topic.title),
        "action": topic.action.value,
        "outcome": counted_outcome(finding).value if finding else None,
        "how": advise(finding, lang) if finding else "",
        "url": finding.best_url if finding else None,
        "sources": [_both(book.sources[name]) for name in topic.sources],
        "inferred": not topic.sources,
        "notes": [_both(note) for note in topic.notes],
    }


def _failing(one: FailingItem, lang: str) -> dict[str, Any]:
    return {
        "code": one.finding.code,
        "topic": one.finding.topic,
        "outcome": counted_outcome(one.finding).value,
        "reason": explain(one.finding, lang),
        "how": advise(one.finding, lang),
        "examples": [
            {"agency": example.agency_name, "site": example.agency_url, "near": example.nearness.name.lower(), "url": example.url,
             "seen_on": example.day.isoformat()}
            for example in one.examples
        ],
    }  # fmt: skip


def _offer(offer: SurveyOffer | None) -> dict[str, Any] | None:
    if offer is None:
        return None
    return {
        **{name.lower(): [{"url": one.url, "found_on": one.found_on} for one in offer.links_to(name)] for name in (IIT, EIT)},
        "pictures": [{"survey": one.survey or None, "url": one.url, "found_on": one.found_on} for one in offer.pictures],
    }


def _both(text: InBoth) -> dict[str, str]:
    return asdict(text)
