"""Year on year: published scores with their differences, sums of the sub-indicators, items by topic across forms. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oit.audit import ItemFinding, Outcome
from oit.counting import counted_outcome
from oit.pack import Pack
from oit.rating import Rated
from oit.scoring import WORTH
from oit.survey import InBoth
from oit.survey_keys import is_item, is_question, order_of

_NEAR = 1.0  # points by which a sum may miss a whole hundred: scores are published with two decimals


class SumFrom(StrEnum):
    """What a sum was made of."""

    ITEMS = "items"  # published scores of its items
    SUB = "sub"  # the published score of the sub-indicator, times its items
    FINDINGS = "findings"  # our own check


@dataclass(frozen=True, slots=True)
class SubSum:
    """The sum of a sub-indicator, 100 an item; `lowest` and `highest` differ where our check left an item open."""

    code: str
    title: InBoth
    lowest: float
    highest: float
    most: int
    source: SumFrom


@dataclass(frozen=True, slots=True)
class Year:
    """What is known of one assessed year. `day` is that of our result, None without one; `pack` None where no form of it is known."""

    fiscal_year: int
    scores: Mapping[str, float]
    rated: Rated | None
    pack: Pack | None
    day: date | None
    findings: tuple[ItemFinding, ...]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A key in each year (None: not published) and what it differs from the last published year before."""

    key: str
    values: tuple[float | None, ...]
    differences: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ItemCell:
    """An item in one year; `code` "" where that form has no such item, `outcome` None without a result, `score` None unpublished."""

    code: str
    outcome: Outcome | None
    score: float | None


@dataclass(frozen=True, slots=True)
class TopicRow:
    topic: str
    title: InBoth
    cells: tuple[ItemCell, ...]


@dataclass(frozen=True, slots=True)
class YearOnYear:
    """`years` oldest first; each row of `scores` and `items` has a cell for each of them."""

    years: tuple[Year, ...]
    scores: tuple[ScoreRow, ...]
    sums: tuple[tuple[SubSum, ...], ...]
    items: tuple[TopicRow, ...]


def year_on_year(years: Sequence[Year]) -> YearOnYear:
    ordered = tuple(sorted(years, key=lambda one: one.fiscal_year))
    return YearOnYear(ordered, _score_rows(ordered), tuple(sub_sums(year) for year in ordered), _topic_rows(ordered))


def sub_sums(year: Year) -> tuple[SubSum, ...]:
    """The sums that can be told, each from the best source there is."""
    if year.pack is None:
        return ()
    outcomes = {finding.code: counted_outcome(finding) for finding in year.findings}
    found = []
    for indicator in year.pack.indicators:
        codes = [item.code for item in year.pack.items if item.indicator == indicator.code]
        told = _sum(indicator.code, codes, year.scores, outcomes) if indicator.parent and codes else None
        if told is not None:
            lowest, highest, most, source = told
            found.append(SubSum(indicator.code, InBoth(indicator.title_th, indicator.title_en), lowest, highest, most, source))
    return tuple(found)


def _sum(
    sub: str, codes: Sequence[str], scores: Mapping[str, float], outcomes: Mapping[str, Outcome]
) -> tuple[float, float, int, SumFrom] | None:
    most = 100 * len(codes)
    if all(code in scores for code in codes):
        whole = sum(scores[code] for code in codes)
        return whole, whole, most, SumFrom.ITEMS
    if sub in scores:
        whole = scores[sub] * len(codes)
        near = round(whole, -2)
        whole = near if abs(whole - near) < _NEAR else round(whole, 2)
        return whole, whole, most, SumFrom.SUB
    known = [WORTH[outcomes[code]] for code in codes if code in outcomes]
    worth = [pair for pair in known if pair is not None]
    if len(known) < len(codes) or not worth:
        return None
    return sum(low for low, _ in worth), sum(high for _, high in worth), 100 * len(worth), SumFrom.FINDINGS


def _score_rows(years: Sequence[Year]) -> tuple[ScoreRow, ...]:
    keys = sorted({key for year in years for key in year.scores if not is_item(key)}, key=order_of)
    rows = []
    for key in keys:
        values = tuple(year.scores.get(key) for year in years)
        rows.append(ScoreRow(key, values, tuple(_difference(years, key, n) for n in range(len(years)))))
    return tuple(rows)


def _difference(years: Sequence[Year], key: str, at: int) -> float | None:
    """Against the year right before; of a question only where both are numbers of one survey, which nobody can say across years."""
    value = years[at].scores.get(key)
    before = next((year for year in years[:at] if year.fiscal_year == years[at].fiscal_year - 1), None)
    if value is None or before is None or key not in before.scores or is_question(key):
        return None
    return round(value - before.scores[key], 2)


def _topic_rows(years: Sequence[Year]) -> tuple[TopicRow, ...]:
    """In the order of the newest form, then what only older ones ask for. Where a form has several items of one topic, each further one
    has a row of its own, in that year alone: which of another form's it answers to cannot be said."""
    titles: dict[tuple[str, str], InBoth] = {}
    for year in reversed(years):
        for item in year.pack.items if year.pack else ():
            first = year.pack is not None and year.pack.codes_by_topic[item.topic] == item.code
            titles.setdefault((item.topic, "" if first else item.code), InBoth(item.title_th, item.title_en))
    rows = [TopicRow(topic, title, tuple(_cell(year, topic, code) for year in years)) for (topic, code), title in titles.items()]
    return tuple(row for row in rows if any(cell.outcome or cell.score is not None for cell in row.cells))


def _cell(year: Year, topic: str, further: str) -> ItemCell:
    code = year.pack.codes_by_topic.get(topic, "") if year.pack else ""
    if further:
        item = year.pack.item(further) if year.pack else None
        code = further if item is not None and item.topic == topic and further != code else ""
    finding = next((finding for finding in year.findings if finding.code == code), None)
    return ItemCell(code, counted_outcome(finding) if finding else None, year.scores.get(code))


def scores_of_years(scores: Iterable[tuple[int, str, float]]) -> dict[int, dict[str, float]]:
    """Year -> key -> score."""
    found: dict[int, dict[str, float]] = {}
    for year, key, score in scores:
        found.setdefault(year, {})[key] = score
    return found
