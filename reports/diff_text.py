"""Two results, or one night's changes, on a terminal: what changed, and for both sides what was seen and how to open it."""

import shlex
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from oit.agency import Agency
from oit.audit import Evidence, ItemFinding, Outcome
from oit.changes import Change, Seen
from oit.diff import AgencyNews, Belief, Diff, Gap, ItemDiff, NightNews, Visit
from oit.human import AttestedItem
from oit.wording import date_text, explain, head, label, moment, name_of
from oit.wording_digits import decimal
from reports.safe_text import printable
from reports.terminal import LOOK
from reports.thai_cells import wrap

Out = Callable[[str], object]
_SHORT_HASH = 16


def print_diff(diff: Diff, out: Out, lang: str = "th", *, width: int = 100, everything: bool = False) -> None:
    """Lines of plain text. `everything`: also items of which one side could not tell, and those shown by other bytes."""
    for line in _diff(diff, lang, everything):
        _say(out, line, width)


def print_night(news: NightNews, out: Out, lang: str = "th", *, width: int = 100) -> None:
    for line in _night(news, lang):
        _say(out, line, width)


def _say(out: Out, line: str, width: int) -> None:
    """A command, an address and a hash are kept whole, to be copied."""
    indent = len(line) - len(line.lstrip())
    if "oit evidence " in line or "://" in line:
        out(line)
        return
    for one in wrap(line, max(30, width - indent)):
        out(" " * indent + one)


def _diff(diff: Diff, lang: str, everything: bool) -> Iterator[str]:
    yield f"{head('diff_of', lang, agency=_name(diff.agency, lang))}  {printable(diff.agency.url, 200)}"
    yield from (f"{head(name, lang)}  {_visit(visit, lang)}" for name, visit in (("diff_before", diff.before), ("diff_after", diff.after)))
    if not diff.same_rules:
        yield head("diff_rules_differ", lang, before=diff.before.version, after=diff.after.version)
    yield from (_gap(gap, lang) for gap in diff.gaps)
    yield head("diff_counts", lang, bad=len(diff.bad), good=len(diff.good))
    if diff.points_lost or diff.points_gained:
        yield head("diff_points", lang, lost=decimal(diff.points_lost), gained=decimal(diff.points_gained))
    yield from _section("diff_bad", diff.bad, diff, lang)
    yield from _section("human_diff", diff.attested, diff, lang)
    yield from _section("diff_good", diff.good, diff, lang)
    if everything:
        yield from _section("diff_undecided", diff.undecided, diff, lang)
        yield from _section("diff_rewritten", diff.rewritten, diff, lang)
    elif not diff.changed:
        yield head("diff_nothing", lang)


def _section(name: str, items: Iterable[ItemDiff], diff: Diff, lang: str) -> Iterator[str]:
    for number, one in enumerate(items):
        if number == 0:
            yield ""
            yield f"== {head(name, lang)}"
        yield from _item(one, diff, lang)


def _item(one: ItemDiff, diff: Diff, lang: str) -> Iterator[str]:
    finding = one.item
    told = [label(one.kind, lang)] if one.kind else []
    if not one.kind:
        told += [head(name, lang) for name, holds in (("bytes_differ", one.rewritten), ("address_differs", one.moved)) if holds]
    title = printable(finding.title_en if lang == "en" else finding.title_th, 200)
    points = head("points_short", lang, points=decimal(finding.points))
    yield f"{printable(finding.code, 12)} {title}: {', '.join(told) or '-'} ({points})"
    if one.belief is not Belief.SURE:
        yield f"  * {head(one.belief.value, lang)}"
    yield from _person(one.attested, lang)
    for name, side, visit in (("diff_before", one.before, diff.before), ("diff_after", one.after, diff.after)):
        yield from _side(head(name, lang), side, visit, diff, lang)


def _person(one: AttestedItem | None, lang: str) -> Iterator[str]:
    if one is not None:
        yield f"  * {head('human_mark', lang, by=printable(one.by, 80), verdict=head(f'human_{one.verdict.value}', lang))}"


def _side(name: str, finding: ItemFinding | None, visit: Visit, diff: Diff, lang: str) -> Iterator[str]:
    if finding is None:
        yield f"  {name}: {head('not_in_form', lang)}"
        return
    yield f"  {name}: {_outcome(finding.outcome, lang)}  {date_text(visit.day.isoformat(), lang)}"
    yield f"    {explain(finding, lang)}"
    yield from _proof(diff.agency, finding.code, visit.day, finding.evidence, diff.options, lang, kept=visit.kept)


def _proof(agency: Agency, code: str, day: date, evidence: tuple[Evidence, ...], options: str, lang: str, *, kept: bool) -> Iterator[str]:
    if evidence:
        best = evidence[0]
        yield f"    {printable(best.url, 400)}  SHA-256 {printable(best.sha256, 64)[:_SHORT_HASH] or '-'}"
    opened = f"{head('evidence_command', lang)}: {evidence_command(agency, code, day, options)}"
    yield f"    {opened if kept else head('evidence_gone', lang)}"


def evidence_command(agency: Agency, code: str, day: date, options: str = "") -> str:
    """What opens the evidence of a day."""
    words = shlex.join(["oit", "evidence", printable(agency.url, 400), printable(code, 12), "--on", day.isoformat()])
    return f"{words} {options}".rstrip()


def _visit(visit: Visit, lang: str) -> str:
    spread = head("range", lang, lowest=f"{visit.score.lowest:.2f}", highest=f"{visit.score.highest:.2f}")
    return f"{moment(visit.at, lang)}  {head('score', lang)} {spread}"


def _gap(gap: Gap, lang: str) -> str:
    day, stands = (date_text(one.isoformat(), lang) for one in (gap.day, gap.stands))
    return head("gap", lang, day=day, why=name_of("stopped_by", gap.stopped_by, lang), stands=stands)


def _night(news: NightNews, lang: str) -> Iterator[str]:
    yield head("night_diff", lang, day=date_text(news.day.isoformat(), lang))
    changes = [change for one in news.news for change in one.changes if not change.by_rules]
    bad, good = (sum(change.kind.bad is wanted for change in changes if change.attested is None) for wanted in (True, False))
    yield head("diff_counts", lang, bad=bad, good=good)
    for one in news.news:
        yield from _agency(one, news, lang)
    if news.stale:
        yield ""
        yield f"== {head('night_stale', lang)}"
    for one in news.stale:
        name = _name(one.agency, lang)
        day = date_text(one.stands.isoformat(), lang) if one.stands else ""
        yield head("night_stale_since", lang, agency=name, day=day) if day else head("night_never", lang, agency=name)
    yield ""
    yield head("night_quiet", lang, count=news.quiet)


def _agency(one: AgencyNews, news: NightNews, lang: str) -> Iterator[str]:
    yield ""
    yield f"== {_name(one.agency, lang)}  {printable(one.agency.url, 200)}"
    told = [change for change in one.changes if not change.by_rules]
    for change in sorted(told, key=lambda change: (not change.kind.bad, change.attested is not None)):
        yield from _change(change, news, lang)
    ours = [change for change in one.changes if change.by_rules]
    if ours:
        yield head("judged_differently", lang) + ":"
        for change in ours:
            yield f"  {_heading(change, news, lang)}"


def _change(change: Change, news: NightNews, lang: str) -> Iterator[str]:
    points = head("points_short", lang, points=decimal(change.points))
    yield f"{_heading(change, news, lang)} ({points})"
    days = (date_text(day.isoformat(), lang) for day in (change.first_seen, change.confirmed))
    first, confirmed = days
    yield f"  * {head('seen_on', lang, first=first, confirmed=confirmed)}"
    yield from (f"  * {head(name, lang)}" for name, holds in (("by_date", change.by_date), ("unsteady", change.unsteady)) if holds)
    yield from _person(change.attested, lang)
    for name, seen in (("diff_before", change.before), ("diff_after", change.after)):
        yield from _seen(head(name, lang), seen, change, news, lang)


def _seen(name: str, seen: Seen, change: Change, news: NightNews, lang: str) -> Iterator[str]:
    yield f"  {name}: {_outcome(seen.outcome, lang)}  {date_text(seen.day.isoformat(), lang)}"
    finding = news.findings.get((seen.run_id, change.code))
    if finding is not None:
        yield f"    {explain(finding, lang)}"
    yield from _proof(change.agency, change.code, seen.day, seen.evidence, news.options, lang, kept=seen.run_id in news.kept)


def _heading(change: Change, news: NightNews, lang: str) -> str:
    finding = news.findings.get((change.after.run_id, change.code))
    title = (finding.title_en if lang == "en" else finding.title_th) if finding else ""
    between = f"{label(change.before.outcome, lang)} → {label(change.after.outcome, lang)}"
    return f"{printable(change.code, 12)} {printable(title, 200)}: {label(change.kind, lang)}, {between}"


def _outcome(outcome: Outcome, lang: str) -> str:
    return f"{LOOK[outcome][0]} {label(outcome, lang)}"


def _name(agency: Agency, lang: str) -> str:
    name = printable(agency.name, 120) or head("unnamed_agency", lang)
    return f"{printable(agency.code, 40)} {name}" if agency.code else name  # on a roster several may be called alike
