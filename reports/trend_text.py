"""A trend on a terminal: scores, a strip of signs for each item, what changed in between. As wide as the terminal, no wider."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.cells import cell_len

from oit.audit import Outcome, Score
from oit.trend import By, Mean, Member, Point, Subject, Trend
from oit.wording import date_text, head, label, name_of
from reports.json_report import OUTCOME_ORDER
from reports.safe_text import printable
from reports.terminal import LOOK
from reports.thai_cells import shorten, wrap

Out = Callable[[str], object]
CARRIED, NOTHING, RULES, FORM = "·", " ", "r", "F"
_BARS = "▁▂▃▄▅▆▇█"
_MOST_ROWS = 14
_CODE = 5  # cells of an item's code
_LEAST_TITLE, _MOST_TITLE = 12, 44


def print_trend(trend: Trend, out: Out, lang: str = "th", *, width: int = 100) -> None:
    """Lines of plain text of at most `width` cells, addresses apart."""
    name = printable(trend.name, 120) or head("trend_all", lang)
    out(head("trend_of", lang, whom=name) + (f"  {printable(trend.members[0].url, 200)}" if trend.one else ""))
    first, last = trend.means[0].period, trend.means[-1].period
    span = _period(first, trend.by, lang) + (f" – {_period(last, trend.by, lang)}" if last != first else "")
    count = "" if trend.one else "  " + head("agencies_count", lang, count=len(trend.members))
    _say(out, f"{head(f'by_{trend.by}', lang)}  {span}{count}", width)
    if trend.chosen and len(trend.subjects) == 1:
        _say(out, head("topic_codes", lang, codes=_codes(trend.subjects[0])), width)
    out("")
    for line in _rows(trend, lang):
        _say(out, line, width)
    out("")
    shown = trend.means[-max(8, width - _title(width) - _CODE - 2) :]  # the newest periods that fit
    ends = (_period(one.period, trend.by, lang) for one in (shown[0], shown[-1]))
    _say(out, f"{head('items_strip', lang)}: {' – '.join(ends)}", width)
    for line in _strips(trend, shown, lang, _title(width)):
        out(line.rstrip())
    for line in _legend(trend, lang):
        _say(out, line, width)


def _say(out: Out, line: str, width: int) -> None:
    for one in wrap(line, width):
        out(one)


def _period(period: str, by: By, lang: str) -> str:
    return period if by is By.YEAR else date_text(period, lang)


def _codes(subject: Subject) -> str:
    return ", ".join(f"{code} ({year}: {form})" for (year, form), code in sorted(subject.codes.items()))


def _rows(trend: Trend, lang: str) -> Iterator[str]:
    """One line for each of the newest periods."""
    yield head("lowest_highest" if trend.one else "mean_score", lang)
    shown = trend.means[-_MOST_ROWS:]
    if len(shown) < len(trend.means):
        yield head("trend_more", lang, shown=len(shown), all=len(trend.means))
    for mean in shown:
        point = trend.members[0].points.get(mean.period) if trend.one else None
        marks = [head(name, lang) for name, holds in (("rules_changed", mean.rules_changed), ("form_changed", mean.form_changed)) if holds]
        told = [_period(mean.period, trend.by, lang), _point(point, lang) if point else _mean(mean, lang), *(f"[{mark}]" for mark in marks)]
        yield "  ".join(told)


def _point(point: Point, lang: str) -> str:
    why = name_of("stopped_by", point.why, lang) if point.why else ""
    if point.day is None:
        return "  ".join(filter(None, (head("no_result_yet", lang), why)))
    shown = f"{_spread(point.score)}  {_counts(Counter(point.marks.values()))}"
    if not point.carried:
        return shown
    carried = head("carried", lang, day=date_text(point.day.isoformat(), lang))
    return f"{shown}  ({carried}{': ' if why else ''}{why})"


def _mean(mean: Mean, lang: str) -> str:
    shown = [_spread(mean.score), f"{head('captured_of', lang)} {mean.captured}"]
    if mean.carried:
        oldest = f" ({head('carried', lang, day=date_text(mean.oldest.isoformat(), lang))})" if mean.oldest else ""
        shown.append(f"{head('carried_of', lang)} {mean.carried}{oldest}")
    if mean.none:
        shown.append(f"{head('no_result_yet', lang)} {mean.none}")
    return "  ".join([*shown, _counts(mean.counts)])


def _spread(score: Score | None) -> str:
    return f"{score.lowest:.2f}–{score.highest:.2f}" if score else "-"


def _counts(counts: Mapping[Outcome, int]) -> str:
    return " ".join(f"{LOOK[one][0]}{counts[one]}" for one in OUTCOME_ORDER if counts.get(one))


def _title(width: int) -> int:
    """Cells of an item's title."""
    return max(_LEAST_TITLE, min(_MOST_TITLE, width // 3))


def _strips(trend: Trend, means: Sequence[Mean], lang: str, title: int) -> Iterator[str]:
    """A sign or bar for each period, oldest on the left."""
    yield _line("", "", "".join(_mark(mean) for mean in means), title)
    yield _line("OIT", head("lowest", lang), "".join(_bar(mean.score.lowest if mean.score else None) for mean in means), title)
    yield _line("OIT", head("highest", lang), "".join(_bar(mean.score.highest if mean.score else None) for mean in means), title)
    for subject in trend.subjects:
        words = printable(subject.title_en if lang == "en" else subject.title_th, 200) or subject.topic
        yield _line(subject.code, words, _strip(trend, subject, means), title)
    if trend.chosen and len(trend.subjects) == 1 and not trend.one:
        yield ""
        for member in sorted(trend.members, key=lambda one: one.name):
            yield _line("", printable(member.name, 160) or printable(member.url, 160), _signs(member, trend.subjects[0], means), title)


def _line(code: str, words: str, strip: str, title: int) -> str:
    words = shorten(words, title)
    return f"{shorten(code, _CODE - 1):<{_CODE}}{words}{' ' * (title - cell_len(words))}  {strip}"


def _mark(mean: Mean) -> str:
    return FORM if mean.form_changed else RULES if mean.rules_changed else " "


def _bar(value: float | None) -> str:
    return NOTHING if value is None else _BARS[min(len(_BARS) - 1, int(value / 100 * len(_BARS)))]


def _strip(trend: Trend, subject: Subject, means: Sequence[Mean]) -> str:
    if trend.one:
        return _signs(trend.members[0], subject, means)
    shares = (mean.passing.get(subject.topic) for mean in means)
    return "".join(_bar(100 * share[0] / share[1] if share and share[1] else None) for share in shares)


def _signs(member: Member, subject: Subject, means: Sequence[Mean]) -> str:
    return "".join(_sign(member.points.get(mean.period), subject.topic) for mean in means)


def _sign(point: Point | None, topic: str) -> str:
    outcome = point.marks.get(topic) if point else None
    if point is None or outcome is None:
        return NOTHING
    return CARRIED if point.carried else LOOK[outcome][0]


def _legend(trend: Trend, lang: str) -> Iterator[str]:
    """Only what the strips hold."""
    points = [point for member in trend.members for point in member.points.values()]
    outcomes = {outcome for point in points for outcome in point.marks.values()}
    signs = [f"{LOOK[one][0]} {label(one, lang)}" for one in OUTCOME_ORDER if one in outcomes]
    if any(point.carried for point in points):
        signs.append(f"{CARRIED} {head('legend_carried', lang)}")
    if any(mean.rules_changed for mean in trend.means):
        signs.append(f"{RULES} {head('rules_changed', lang)}")
    if any(mean.form_changed for mean in trend.means):
        signs.append(f"{FORM} {head('form_changed', lang)}")
    yield ""
    yield f"{head('legend', lang)}: " + "   ".join(sign.replace(" ", "\u00a0") for sign in signs)
    if not trend.one:
        yield f"{_BARS[0]}–{_BARS[-1]}\u00a0{head('legend_bars', lang)}"
