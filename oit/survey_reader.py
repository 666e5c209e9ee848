"""Data of rules/questions.yaml -> QuestionBook. Every mistake names file, line, field and what is allowed; unknown keys are refused."""

import re
from collections.abc import Collection, Iterator

from oit.fields import Fields
from oit.source import Source
from oit.survey import InBoth, Measure, Question, QuestionBook, Sureness, SurveyIndicator, TopicLink

_KEY = re.compile(r"I[1-9]\d?|E[1-9]\d?")
_INDICATOR = re.compile(r"[1-8]")
_YEARS = (2550, 2700)


def parse_questions(data: object, source: Source, topics: Collection[str]) -> QuestionBook:
    """The book that the data describe; `topics` are those of rules/topics.yaml. Raises RulePackError."""
    top = Fields.of(data, source)
    top.only("sources", "two_parts", "indicator_years", "indicators", "questions", "measures")
    sources = {name: _both(fields) for name, fields in top.inners("sources")}
    measures = {name: _measure(name, fields) for name, fields in top.inners("measures")}
    indicators = {code: _indicator(code, fields, measures, topics) for code, fields in top.inners("indicators")}
    asked: dict[tuple[int, str], Question] = {}
    for key, year, question, fields in _questions(top, sources, indicators, measures, topics):
        if (year, key) in asked:
            raise fields.error("years", f"{year} is told twice for {key}")
        asked[year, key] = question
    return QuestionBook(sources, _years(top, "two_parts"), _years(top, "indicator_years"), indicators, asked, measures)


def _questions(
    top: Fields, sources: Collection[str], indicators: dict[str, SurveyIndicator], measures: Collection[str], topics: Collection[str]
) -> Iterator[tuple[str, int, Question, Fields]]:
    whole = top.inner("questions")
    for key in whole.data:
        if not _KEY.fullmatch(key):
            raise whole.error(key, "is no question; I1, I2 ... and E1, E2 ... are wanted")
        for _, fields in whole.inners(key):
            fields.only("years", "indicator", "th", "en", "links", "measure")
            code = fields.choice("indicator", tuple(indicators))
            if indicators[code].instrument[0] != key[0]:
                raise fields.error("indicator", f"{code} is one of {indicators[code].instrument}, {key} is not")
            measure = fields.choice("measure", tuple(measures), indicators[code].measure)
            links = tuple(_link(inner, sources, topics) for _, inner in fields.inners("links"))
            if not links:
                raise fields.error("links", "is empty; at least one mapping with topics is wanted")
            years = fields.inner("years")
            for year in years.data:
                sureness = Sureness(years.choice(year, tuple(Sureness)))
                yield key, _year(years, year), Question(key, sureness, code, _pair(fields), links, measure), fields


def _link(fields: Fields, sources: Collection[str], topics: Collection[str]) -> TopicLink:
    fields.only("topics", "source", "note")
    source = fields.choice("source", tuple(sources)) if "source" in fields.data else ""
    note = _both(fields.inner("note")) if "note" in fields.data else None
    return TopicLink(_topics(fields, topics), source, note)


def _indicator(code: str, fields: Fields, measures: Collection[str], topics: Collection[str]) -> SurveyIndicator:
    fields.only("instrument", "th", "en", "also", "topics", "measure")
    if not _INDICATOR.fullmatch(code):
        raise fields.source.error(fields.path, f'"{code}" is no indicator of IIT or EIT; 1 to 8 are wanted')
    instrument, measure = fields.choice("instrument", ("IIT", "EIT")), fields.choice("measure", tuple(measures))
    return SurveyIndicator(code, instrument, _pair(fields), fields.texts("also", ()), _topics(fields, topics), measure)


def _measure(name: str, fields: Fields) -> Measure:
    fields.only("th", "en", "steps", "follow_up")
    steps = fields.inner("steps")
    thai, english = steps.texts("th"), steps.texts("en")
    if not thai or len(thai) != len(english):
        raise fields.error("steps", f"has {len(thai)} steps in Thai and {len(english)} in English; as many are wanted, at least one")
    return Measure(name, _pair(fields), tuple(map(InBoth, thai, english)), _both(fields.inner("follow_up")))


def _topics(fields: Fields, known: Collection[str]) -> tuple[str, ...]:
    named = fields.texts("topics")
    for topic in named:
        if topic not in known:
            raise fields.error("topics", f"{topic} is no topic of topics.yaml")
    if not named:
        raise fields.error("topics", "is empty; at least one topic is wanted")
    return named


def _both(fields: Fields) -> InBoth:
    fields.only("th", "en")
    return _pair(fields)


def _pair(fields: Fields) -> InBoth:
    return InBoth(fields.text("th"), fields.text("en"))


def _years(fields: Fields, key: str) -> frozenset[int]:
    value = fields.data.get(key, [])
    if not isinstance(value, list):
        raise fields.error(key, "a list of years is wanted")
    return frozenset(_year_of(fields, key, one) for one in value)


def _year(fields: Fields, key: str) -> int:
    return _year_of(fields, key, int(key) if key.isascii() and key.isdigit() and len(key) < 9 else None)


def _year_of(fields: Fields, key: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not _YEARS[0] <= value <= _YEARS[1]:
        raise fields.error(key, "is no Buddhist-era year")
    return value
