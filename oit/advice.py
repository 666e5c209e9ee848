"""Advice: from weak answers of the surveys to what the agency can publish or improve. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from oit.audit import ItemFinding, Outcome
from oit.counting import counted_outcome
from oit.pack import Pack
from oit.survey import InBoth, PublishedScore, Question, QuestionBook
from oit.survey_keys import is_indicator, is_question, order_of


class Action(StrEnum):
    """What is to be done about a topic, by what counts of its item now."""

    PUBLISH = "publish"  # it was looked for and not found
    IMPROVE = "improve"  # it is there, but of another period or not whole
    LOOK = "look"  # the check could not tell
    LATER = "later"  # its time has not come
    SHOWN = "shown"  # it is there as it should be; people may not know it
    NOT_CHECKED = "not_checked"  # there is no result of the website
    NOT_ASKED = "not_asked"  # this form has no such item, or it does not apply


_ACTIONS = {
    Outcome.PASS: Action.SHOWN,
    Outcome.MISSING: Action.PUBLISH,
    Outcome.OUTDATED: Action.IMPROVE,
    Outcome.INCOMPLETE: Action.IMPROVE,
    Outcome.UNCLEAR: Action.LOOK,
    Outcome.NOT_CHECKED: Action.LOOK,
    Outcome.NOT_DUE: Action.LATER,
    Outcome.NOT_APPLICABLE: Action.NOT_ASKED,
}


@dataclass(frozen=True, slots=True)
class Weak:
    """A question under the mark; `part` is EIT1 or EIT2 where its score is that of a part. `question` None: nobody here knows what it asked
    in that year."""

    key: str
    part: str
    score: float
    question: Question | None


@dataclass(frozen=True, slots=True)
class TopicAdvice:
    """What to do about one topic. `code` and titles are those of the assessed form, "" where it has no such item; `sources` names who says
    that the topic helps, empty where we believe it."""

    topic: str
    action: Action
    code: str
    title: InBoth
    finding: ItemFinding | None
    sources: tuple[str, ...]
    notes: tuple[InBoth, ...]


@dataclass(frozen=True, slots=True)
class QuestionAdvice:
    weak: Weak
    topics: tuple[TopicAdvice, ...]


def weak_questions(scores: Iterable[PublishedScore], below: float, book: QuestionBook) -> tuple[Weak, ...]:
    """Questions under the mark, the lowest first."""
    found = [one for one in scores if is_question(one.key) and one.score < below]
    found.sort(key=lambda one: (one.score, order_of(one.key)))
    return tuple(
        Weak(one.key.rpartition(":")[2], one.key.rpartition(":")[0], one.score, book.question(one.fiscal_year, one.key)) for one in found
    )


def weak_indicators(scores: Iterable[PublishedScore], below: float) -> tuple[PublishedScore, ...]:
    """Indicators of the surveys under the mark, the lowest first."""
    found = [one for one in scores if is_indicator(one.key) and int(one.key) < 9 and one.score < below]
    return tuple(sorted(found, key=lambda one: (one.score, order_of(one.key))))


def advice_on(weak: Weak, pack: Pack, findings: Sequence[ItemFinding], titles: Mapping[str, InBoth], *, checked: bool) -> QuestionAdvice:
    """Each item once, what is to be done first; `titles` names topics that this form does not ask for; `checked`: there is a result of the
    website."""
    found = {finding.code: finding for finding in findings}
    links = weak.question.links if weak.question else ()
    by_item: dict[str, list[str]] = {}
    for topic in dict.fromkeys(topic for link in links for topic in link.topics):
        by_item.setdefault(pack.codes_by_topic.get(topic, topic), []).append(topic)
    advice = []
    for topics in by_item.values():
        told = [link for link in links if set(topics) & set(link.topics)]
        sources = tuple(dict.fromkeys(link.source for link in told if link.source))
        notes = tuple(dict.fromkeys(link.note for link in told if link.note))
        advice.append(topic_advice(topics[0], pack, found, titles, sources, notes, checked=checked))
    ranked = sorted(advice, key=lambda one: list(Action).index(one.action))
    return QuestionAdvice(weak, tuple(ranked))


def topic_advice(
    topic: str, pack: Pack, found: Mapping[str, ItemFinding], titles: Mapping[str, InBoth], sources: tuple[str, ...] = (),
    notes: tuple[InBoth, ...] = (), *, checked: bool,
) -> TopicAdvice:  # fmt: skip
    """What counts of a topic in that form, and what is to be done."""
    item = pack.item(pack.codes_by_topic.get(topic, ""))
    if item is None:
        return TopicAdvice(topic, Action.NOT_ASKED, "", titles.get(topic, InBoth(topic, topic)), None, sources, notes)
    finding = found.get(item.code)
    action = _ACTIONS[counted_outcome(finding)] if finding else Action.LOOK if checked else Action.NOT_CHECKED
    return TopicAdvice(topic, action, item.code, InBoth(item.title_th, item.title_en), finding, sources, notes)
