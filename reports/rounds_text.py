"""A round on a terminal: who has finished, who moved, what blocks. As wide as the terminal, no wider."""

from collections.abc import Callable
from pathlib import Path

from oit.rounds import AgencyRound, OpenItem, SignOff, State
from oit.rounds_frozen import Certified, thaw
from oit.rounds_status import RoundStatus
from oit.wording import head, label
from reports.columns import columns
from reports.rounds_words import (
    any_other_rules,
    counts_words,
    day_words,
    difference_words,
    district_words,
    head_lines,
    moved_sums,
    moved_words,
    owner_words,
    reason_words,
    score_words,
    seen_words,
    share_words,
    signed_words,
    span_words,
    state_name,
    title_of,
    withdrawn_words,
)
from reports.safe_text import printable
from reports.thai_cells import wrap

Out = Callable[[str], object]
_MOST_BLOCKING = 10
_MOST_ITEMS = 5
_WIDE = 120  # cells from which on there is room for both columns of changes


def print_round(status: RoundStatus, out: Out, lang: str = "th", *, width: int = 100, whole: bool = False) -> None:
    """`whole`: all open items of each agency, not the first ones."""
    one = status.round
    _say(out, f"{head('round_title', lang, name=printable(one.name, 120))}  {span_words(one, lang)}", width)
    for line in head_lines(status, lang):
        _say(out, line, width)
    out("")
    for line in (counts_words(status, lang), *moved_sums(status, lang)):
        _say(out, line, width)
    both = width >= _WIDE and any(one.since_report is not None for one in status.agencies)
    for line in columns([_names(lang, both=both), *(_row(agency, lang, both=both) for agency in status.agencies)], width, grow=1):
        out(line)
    if any_other_rules(status):
        _say(out, head("round_moved_meaning", lang), width)
    _not_seen(status, out, lang, width)
    _blocking(status, out, lang, width)
    _open(status, out, lang, width, whole)
    if status.differences:
        out("")
        _say(out, head("round_differences", lang, day=day_words(status.day, lang)), width)
        for line in difference_words(status, lang):
            _say(out, f"  {line}", width)


def _say(out: Out, line: str, width: int) -> None:
    """Broken lines keep the indent of their first."""
    indent = " " * (len(line) - len(line.lstrip(" ")))
    for part in wrap(line.strip(), width - len(indent)):
        out(indent + part)


def _names(lang: str, *, both: bool) -> tuple[str, ...]:
    moved = ("moved", "moved_report") if both else ("moved",)
    return tuple(head(f"round_col_{name}", lang) for name in ("code", "agency", "share", "score", *moved, "state"))


def _row(one: AgencyRound, lang: str, *, both: bool) -> tuple[str, ...]:
    moved = (one.since_start, one.since_report) if both else (one.since_start,)
    moves = (moved_words(each, lang) for each in moved)
    name, state = printable(one.entry.name, 120), state_name(one.state, lang)
    return (one.entry.code, name, share_words(one, lang), score_words(one, lang), *moves, state)


def _not_seen(status: RoundStatus, out: Out, lang: str, width: int) -> None:
    """Who has no result, and since when: that is no verdict on the agency."""
    unseen = [one for one in status.agencies if one.state is State.NOT_SEEN]
    if unseen:
        out("")
        out(head("round_not_seen", lang))
    for one in unseen:
        _say(out, f"  {one.entry.code} {printable(one.entry.name, 120)}: {seen_words(one, lang)}", width)


def _blocking(status: RoundStatus, out: Out, lang: str, width: int) -> None:
    if not status.blocking or len(status.agencies) == 1:
        return
    titles = {item.finding.code: title_of(item, lang) for agency in status.agencies for item in agency.open}
    rows = [
        (code, titles[code], head("round_blocking_item", lang, lacking=lacking, looking=looking))
        for code, lacking, looking in status.blocking[:_MOST_BLOCKING]
    ]
    out("")
    out(head("round_blocking", lang))
    for line in columns(rows, width, grow=1):
        out(line)
    if len(status.blocking) > _MOST_BLOCKING:
        out("  " + head("round_more_blocking", lang, count=len(status.blocking) - _MOST_BLOCKING))


def _open(status: RoundStatus, out: Out, lang: str, width: int, whole: bool) -> None:
    waiting = [one for one in status.agencies if one.open and not one.finished]
    if not waiting:
        return
    out("")
    out(head("round_blocking_agencies", lang))
    for one in waiting:
        _say(out, f"  {one.entry.code} {printable(one.entry.name, 120)} – {seen_words(one, lang)}", width)
        shown = one.open if whole else one.open[:_MOST_ITEMS]
        for item in shown:
            _item(item, out, lang, width)
        if len(shown) < len(one.open):
            out("    " + head("round_more_items", lang, count=len(one.open) - len(shown), code=one.entry.code))


def _item(item: OpenItem, out: Out, lang: str, width: int) -> None:
    code = item.finding.code
    _say(out, f"    {code} {title_of(item, lang)}: {label(item.outcome, lang)} – {owner_words(item, lang)}", width)
    _say(out, f"      {reason_words(item, lang)}", width)


def print_signed(sign_off: SignOff, out: Out, lang: str, *, width: int) -> None:
    """What was signed or withdrawn, and the agencies that had not finished by it."""
    _say(out, withdrawn_words(sign_off, lang) if sign_off.withdrawn else signed_words(sign_off, lang), width)
    others = [one for one in thaw(sign_off).agencies if one.state is not State.FINISHED]
    if sign_off.withdrawn is None and others:
        rows = [(one.code, printable(one.name, 160), state_name(one.state, lang), ", ".join(one.open)) for one in others]
        for line in columns(rows, width, grow=3):
            out(line)


def print_certified(found: Certified, out: Out, lang: str, *, width: int, file: Path | None) -> None:
    """Who was complete, a line each, by whose word."""
    names = [printable(one.round.name, 120) for one in found.signed]
    name, listed = names[-1], ", ".join(names)
    _say(out, head("round_certificates_all", lang, names=listed) if found.every else head("round_certificates", lang, name=name), width)
    for one in found.signed:
        span = head("round_name_span", lang, name=printable(one.round.name, 120), span=span_words(one.round, lang))
        _say(out, f"  {span} – {signed_words(one.sign_off, lang)}", width)
    rows = [(one.code, printable(one.name, 160), district_words(one.district, lang)) for one in found.agencies]
    for line in columns(rows, width, grow=1):
        out(line)
    out(head("round_certificates_count", lang, count=len(rows)) if rows else head("round_certificates_none", lang))
    if file is not None:
        out(head("round_certificates_page", lang, file=file))
