"""What the draft of the measures says, part by part: shared by the Word file and the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from oit.advice import Weak
from oit.counting import counted_outcome
from oit.draft import Draft, DraftMeasure, DraftScore
from oit.survey import QuestionBook
from oit.wording import advise, date_text, explain, head, label
from oit.wording_digits import decimal
from reports.safe_text import printable
from reports.years_view import difference_text, key_text, said, score_text

_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """`notice` is set apart from what the document says."""

    text: str
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`head` may be empty: then the first column names what the others say. `widths` are shares of the page's width."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]  # row, cell, its paragraphs
    widths: tuple[float, ...]


Block = Heading | Text | Table


def title_of(draft: Draft, lang: str) -> str:
    return head("draft_title", lang, year=draft.fiscal_year)


def agency_of(draft: Draft, lang: str) -> str:
    return printable(draft.agency.name, 160) or head("unnamed_agency", lang)


def blocks_of(draft: Draft, book: QuestionBook, made: date, lang: str) -> Iterator[Block]:
    """The document after its title. What is left open for people stands in square brackets."""
    yield Text(head("draft_notice", lang, day=_day(made, lang)), notice=True)
    yield from _result(draft, book, lang)
    yield Heading(head("draft_part_analysis", lang))
    yield from _questions(draft, book, lang)
    yield from _failing(draft, lang)
    yield Heading(head("draft_part_measures", lang))
    yield from _measures(draft, book, lang)
    yield Heading(head("draft_part_follow", lang))
    yield Text(head("draft_follow", lang))
    yield Text(head("draft_signed", lang))
    yield from _sources(draft, lang)


def _result(draft: Draft, book: QuestionBook, lang: str) -> Iterator[Block]:
    year = draft.scores_year
    yield Heading(head("draft_part_result", lang, year=year) if year else head("draft_part_result_none", lang))
    if year is None:
        yield Text(head("draft_no_scores", lang))
    elif draft.scores:
        rows = tuple(
            _row(key_text(one.key, year, book, lang), score_text(one.score, lang), difference_text(one.difference, lang) or "-")
            for one in draft.scores
        )
        yield Table(_heads(lang, "draft_of", "draft_score", "draft_change"), rows, (0.6, 0.18, 0.22))


def _questions(draft: Draft, book: QuestionBook, lang: str) -> Iterator[Block]:
    mark = decimal(draft.below)
    if draft.questions:
        yield Text(head("draft_questions", lang, mark=mark))
        rows = tuple(_row(_asked(one, lang), score_text(one.score, lang)) for one in draft.questions)
        yield Table(_heads(lang, "draft_of", "draft_score"), rows, (0.82, 0.18))
    elif draft.scores_year is not None:
        yield Text(head("draft_none_weak", lang, mark=mark))
    if draft.unexplained:
        yield Text(head("draft_unexplained", lang, codes=", ".join(one.key for one in draft.unexplained)))


def _failing(draft: Draft, lang: str) -> Iterator[Block]:
    if draft.checked_on is None:
        yield Text(head("draft_unchecked", lang))
        return
    day = _day(draft.checked_on, lang)
    if not draft.failing:
        yield Text(head("draft_none_failing", lang, day=day))
        return
    yield Text(head("draft_failing", lang, day=day))
    rows = []
    for one in draft.failing:
        title = one.title_en if lang == "en" else one.title_th
        found = f"{label(counted_outcome(one), lang)}: {printable(explain(one, lang), _LONGEST)}"
        rows.append(_row(f"{printable(one.code, 12)} {printable(title, 200)}", found))
    yield Table(_heads(lang, "draft_item", "draft_found"), tuple(rows), (0.42, 0.58))


def _measures(draft: Draft, book: QuestionBook, lang: str) -> Iterator[Block]:
    number = 0
    for number, one in enumerate(draft.measures, 1):
        yield Text(head("draft_measure", lang, number=number, title=said(one.measure.title, lang)))
        yield Table((), tuple(_measure(one, draft, book, lang)), (0.28, 0.72))
    if draft.failing:
        number += 1
        yield Text(head("draft_measure", lang, number=number, title=head("draft_measure_site", lang)))
        yield Table((), tuple(_site(draft, lang)), (0.28, 0.72))
    if not number:
        yield Text(head("draft_no_measures", lang))


def _measure(one: DraftMeasure, draft: Draft, book: QuestionBook, lang: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    because = [f"{_asked(weak, lang)} ({score_text(weak.score, lang)})" for weak in one.questions]
    because += [_indicator(score, draft, book, lang) for score in one.indicators]
    yield (head("draft_because", lang),), tuple(because)
    yield (head("draft_steps", lang),), tuple(f"{number}) {said(step, lang)}" for number, step in enumerate(one.measure.steps, 1))
    if one.topics:
        named = ((topic.action, " ".join(filter(None, (topic.code, said(topic.title, lang))))) for topic in one.topics)
        yield (head("draft_publish", lang),), tuple(f"{head(f'action_{action}', lang)}: {name}" for action, name in named)
    yield from _who_and_when(one.owners, lang)
    yield (head("draft_how_followed", lang),), (said(one.measure.follow_up, lang),)


def _site(draft: Draft, lang: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    steps = (f"{printable(one.code, 12)} {printable(advise(one, lang), _LONGEST)}" for one in draft.failing)
    yield (head("draft_because", lang),), (", ".join(printable(one.code, 12) for one in draft.failing),)
    yield (head("draft_steps", lang),), tuple(steps)
    yield from _who_and_when(tuple(dict.fromkeys(filter(None, draft.owners.values()))), lang)
    yield (head("draft_how_followed", lang),), (head("draft_fill_follow", lang),)


def _who_and_when(owners: tuple[str, ...], lang: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    yield (head("draft_responsible", lang),), tuple(printable(one, 200) for one in owners) or (head("draft_fill_responsible", lang),)
    yield (head("draft_when", lang),), (head("draft_fill_when", lang),)


def _sources(draft: Draft, lang: str) -> Iterator[Block]:
    yield Heading(head("draft_part_sources", lang))
    for text, by, day in draft.sources:
        gaps = {"text": printable(text, 100), "by": printable(by, 100) or "-", "day": _day(day, lang)}
        yield Text(head("draft_source_scores", lang, year=draft.scores_year, **gaps))
    if draft.checked_on is not None:
        yield Text(head("draft_source_site", lang, url=printable(draft.agency.url, 200), day=_day(draft.checked_on, lang)))
    yield Text(head("draft_source_measures", lang))


def _asked(one: Weak, lang: str) -> str:
    return head("key_question", lang, code=one.key, title=said(one.question.subject if one.question else None, lang), part=one.part)


def _indicator(one: DraftScore, draft: Draft, book: QuestionBook, lang: str) -> str:
    title = key_text(one.key, draft.scores_year or draft.fiscal_year - 1, book, lang)
    return head("draft_indicator", lang, title=title, score=score_text(one.score, lang))


def _heads(lang: str, *names: str) -> tuple[str, ...]:
    return tuple(head(name, lang) for name in names)


def _row(*cells: str) -> tuple[tuple[str, ...], ...]:
    return tuple((cell,) for cell in cells)


def _day(day: date, lang: str) -> str:
    return date_text(day.isoformat(), lang)
