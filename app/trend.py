"""`oit trend`: results over nights, months or years, of one agency or of a district, a province, everybody.

A failed visit is no zero: the last result stands, marked as carried. Items are joined across forms by their topics.
"""

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import rules
from app.agencies import agency_of
from app.diff import code_of
from oit.audit import Outcome, Score
from oit.errors import BadInput
from oit.harmless import plain
from oit.looks import Mark
from oit.pack import Pack
from oit.scoring import WORTH
from oit.trend import By, Mean, Member, Point, Subject, Trend
from store.database import Database, open_database
from store.series import Series, SeriesRun

_Marks = Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class TrendRequest:
    database: str
    agency: str = ""  # address, code or name; "": everybody, or those of the district or province
    district: str = ""
    province: str = ""
    item: str = ""  # a code of the newest form; followed by its topic
    topic: str = ""
    indicator: str = ""
    by: By = By.NIGHT
    since: dt.date | None = None
    form: str = ""
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class _Result:
    """A visit of an agency, with what it was judged by."""

    run: SeriesRun
    pack: str
    fiscal_year: int
    period: str


def trend(request: TrendRequest) -> Trend:
    """Raises BadInput where there is no result, or where item, topic or indicator are unknown."""
    with open_database(request.database) as database:
        found, name = _series(database, request)
    if not found:
        raise BadInput(f"{name or request.database}: no result fits; run oit check or oit nightly first")
    subjects = _subjects(found, request)
    by_agency: dict[str, list[Series]] = {}
    for series in found:
        by_agency.setdefault(series.agency.url, []).append(series)
    results = {url: _results(series, request) for url, series in by_agency.items()}
    periods = sorted({result.period for of_one in results.values() for result in of_one})
    if not periods:
        raise BadInput(f"--since {request.since}: there is no result of that day or later; give an earlier one")
    chosen = bool(request.item or request.topic or request.indicator)
    measure = _Measure(subjects, request.by, chosen=chosen)
    members = tuple(_member(series, results[url], periods, measure) for url, series in by_agency.items() if results[url])
    means = tuple(_mean(period, [member.points[period] for member in members if period in member.points]) for period in periods)
    return Trend(name, request.by, bool(request.agency), subjects, chosen, members, means)


def _series(database: Database, request: TrendRequest) -> tuple[list[Series], str]:
    if request.agency:
        agency = agency_of(database, request.agency)
        found, name = database.series([agency.url]), agency.name or agency.url
    else:
        name = " ".join(filter(None, (request.district, request.province)))
        found = database.series(None, request.district, request.province)
        watched = [one for one in found if one.place.on_roster]
        found = watched or found  # where there is a roster, who was only checked once is not counted
    return [one for one in found if request.form in ("", one.pack) and request.fiscal_year in (None, one.fiscal_year)], name


def _results(series: Iterable[Series], request: TrendRequest) -> list[_Result]:
    """An agency's visits in time; of several years or forms that one visit was judged by, the newest year comes last."""
    found = [
        _Result(run, one.pack, one.fiscal_year, _period(run, one, request.by))
        for one in series
        for run in one.runs
        if (request.since is None or run.look.day >= request.since) and (one.place.retired is None or run.look.day < one.place.retired)
    ]
    return sorted(found, key=lambda result: (result.run.look.moment, result.fiscal_year))


def _period(run: SeriesRun, series: Series, by: By) -> str:
    return {By.NIGHT: run.look.day.isoformat(), By.MONTH: f"{run.look.day:%Y-%m}", By.YEAR: str(series.fiscal_year)}[by]


class _Measure:
    """What is counted of a result: its score and its marks by topic, found once for equal results."""

    def __init__(self, subjects: tuple[Subject, ...], by: By, *, chosen: bool) -> None:
        self.by = by
        self._subjects, self._chosen = subjects, chosen
        # The marks are kept with what was found, so that their id stays theirs.
        self._known: dict[tuple[int, int, str], tuple[_Marks, Mapping[str, Outcome], Score | None]] = {}

    def of(self, result: _Result) -> tuple[Mapping[str, Outcome], Score | None]:
        marks, form = result.run.look.marks, (result.fiscal_year, result.pack)
        key = (id(marks), *form)
        if key not in self._known:
            codes = {subject.topic: subject.codes.get(form, "") for subject in self._subjects}
            outcomes = {topic: marks[code].outcome for topic, code in codes.items() if code in marks}
            self._known[key] = (marks, outcomes, _score(outcomes.values()))
        _, shown, score = self._known[key]
        return shown, score if self._chosen else result.run.score


def _score(outcomes: Iterable[Outcome]) -> Score | None:
    worth = [pair for pair in (WORTH[outcome] for outcome in outcomes) if pair is not None]
    return Score(sum(low for low, _ in worth) / len(worth), sum(high for _, high in worth) / len(worth)) if worth else None


def _member(series: list[Series], results: list[_Result], periods: list[str], measure: _Measure) -> Member:
    """A point for each period from the first visit on, until it retires. In a year without a result nothing stands: another year is another
    assessment."""
    by_period: dict[str, list[_Result]] = {}
    for result in results:
        by_period.setdefault(result.period, []).append(result)
    points: dict[str, Point] = {}
    stands: _Result | None = None
    for period in periods[bisect_left(periods, min(by_period)) :]:
        if _is_over(period, series[0].place.retired, measure.by):
            break
        visits = by_period.get(period, [])
        own = next((result for result in reversed(visits) if result.run.look.full), None)
        if own is None and measure.by is By.YEAR:
            points[period] = _nothing(period, visits)
            continue
        standing = own or stands
        points[period] = _point(period, standing, stands, visits, measure) if standing else _nothing(period, visits)
        stands = standing
    agency = series[0].agency
    return Member(agency.name, agency.url, points)


def _is_over(period: str, retired: dt.date | None, by: By) -> bool:
    """Does the period begin when the agency is not watched any more?"""
    if retired is None or by is By.YEAR:
        return False
    return period >= retired.isoformat() if by is By.NIGHT else period > f"{retired:%Y-%m}"


def _point(period: str, result: _Result, before: _Result | None, visits: list[_Result], measure: _Measure) -> Point:
    marks, score = measure.of(result)
    carried = result is before
    form_changed = before is not None and (before.pack, before.fiscal_year) != (result.pack, result.fiscal_year)
    rules_changed = before is not None and not form_changed and before.run.look.rules != result.run.look.rules
    return Point(
        period, result.run.look.day, carried, _why(visits), score, marks, result.pack, result.fiscal_year, rules_changed, form_changed
    )  # fmt: skip


def _nothing(period: str, visits: list[_Result]) -> Point:
    return Point(period, None, False, _why(visits), None, {}, "", 0, False, False)


def _why(visits: list[_Result]) -> str:
    last = visits[-1].run if visits else None
    return last.stopped_by if last and not last.look.full else ""


def _mean(period: str, points: list[Point]) -> Mean:
    known = [point for point in points if point.day is not None]
    scores = [point.score for point in known if point.score is not None]
    lowest, highest = sum(score.lowest for score in scores), sum(score.highest for score in scores)
    counts: Counter[Outcome] = Counter()
    passing: Counter[str] = Counter()
    having: Counter[str] = Counter()
    for point in known:
        counts.update(point.marks.values())
        having.update(point.marks.keys())
        passing.update(topic for topic, outcome in point.marks.items() if outcome is Outcome.PASS)
    carried = [point.day for point in known if point.carried and point.day]
    return Mean(
        period, len(known) - len(carried), len(carried), len(points) - len(known), min(carried, default=None),
        Score(lowest / len(scores), highest / len(scores)) if scores else None, counts,
        {topic: (passing[topic], having[topic]) for topic in having},
        any(point.rules_changed for point in known), any(point.form_changed for point in known),
    )  # fmt: skip


def _subjects(found: list[Series], request: TrendRequest) -> tuple[Subject, ...]:
    """The items asked for, by topic; those of older forms that the newest does not have come after its own."""
    forms = sorted({(one.fiscal_year, one.pack) for one in found}, reverse=True)
    listed: dict[str, dict[tuple[int, str], str]] = {}
    for form in forms:
        for topic, code in _items(form[1], [one for one in found if (one.fiscal_year, one.pack) == form]).items():
            listed.setdefault(topic, {})[form] = code
    for topic, codes in listed.items():
        for form in forms:
            if form not in codes and (code := _joined(form[1], topic)):
                codes[form] = code
    wanted = _wanted(listed, forms, request)
    return tuple(_subject(topic, codes) for topic, codes in listed.items() if topic in wanted)


def _items(form: str, found: list[Series]) -> dict[str, str]:
    """topic -> code in the order of the form; of a form that is not known here as its results say."""
    pack = _pack(form)
    if pack is not None:
        return {item.topic: item.code for item in pack.items}
    marks = next((run.look.marks for one in found for run in reversed(one.runs) if run.look.marks), {})
    return {mark.topic: code for code, mark in marks.items()}


def _joined(form: str, topic: str) -> str:
    """The code of the item that joins this topic with another one, "" for none."""
    pack = _pack(form)
    return next((item.code for item in pack.items if any(part.topic == topic for part in item.parts)), "") if pack else ""


def _wanted(listed: Mapping[str, Mapping[tuple[int, str], str]], forms: list[tuple[int, str]], request: TrendRequest) -> frozenset[str]:
    if request.item:
        code = code_of(request.item)
        for form in forms:
            found = [topic for topic, codes in listed.items() if codes.get(form) == code]
            if found:
                return frozenset(found[:1])
        known = list(next(iter(listed.values()), {}).values())
        raise BadInput(f"--item {request.item}: is no item of the forms {', '.join(form for _, form in forms)}; such as {known[0]} is")
    if request.topic:
        if request.topic not in listed:
            near = ", ".join([topic for topic in listed if request.topic[:4] in topic][:5] or list(listed)[:5])
            raise BadInput(f"--topic {plain(request.topic, 60)}: is no topic of these forms; topics are such as {near}")
        return frozenset((request.topic,))
    if request.indicator:
        return _of_indicator(listed, forms, request.indicator)
    return frozenset(topic for topic, codes in listed.items() if forms[0] in codes) or frozenset(listed)


def _of_indicator(listed: Mapping[str, Mapping[tuple[int, str], str]], forms: list[tuple[int, str]], indicator: str) -> frozenset[str]:
    """The items that belong to the indicator in any of the forms, or to a part of it."""
    found, known = set(), set()
    for _, form in forms:
        pack = _pack(form)
        for item in pack.items if pack else ():
            known |= {item.indicator, item.indicator.partition(".")[0]}
            if item.indicator == indicator or item.indicator.startswith(f"{indicator}."):
                found.add(item.topic)
    if not found:
        raise BadInput(f"--indicator {plain(indicator, 20)}: is none of these forms; they have {', '.join(sorted(known))}")
    return frozenset(found & set(listed))


def _subject(topic: str, codes: Mapping[tuple[int, str], str]) -> Subject:
    newest = max(codes)
    pack = _pack(newest[1])
    item = pack.item(codes[newest]) if pack else None
    return Subject(topic, codes[newest], item.title_th if item else "", item.title_en if item else "", codes)


@cache
def _pack(form: str) -> Pack | None:
    return rules.load_pack(form) if form in rules.pack_names() else None
