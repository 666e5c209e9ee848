"""The roster for a terminal and as data: who is watched, which result stands for each and from when."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from oit.audit import Outcome, Score
from oit.roster import RosterEntry
from oit.wording import date_text, head, name_of
from reports.safe_text import printable
from reports.thai_cells import shorten

_COLUMNS = (("roster_code", 10), ("roster_name", 34), ("roster_type", 22), ("roster_district", 14), ("roster_seen", 17),
            ("roster_score", 9), ("roster_passes", 7), ("roster_remark", 40))  # fmt: skip
_RIGHT = ("roster_score", "roster_passes")


@dataclass(frozen=True, slots=True)
class Line:
    """An agency and its standing result: the day it was seen, percent, how many items passed of how many. `failed` is the day of a newer
    visit that was no full capture. `attested`: how many items count as a person says."""

    entry: RosterEntry
    seen: date | None
    score: Score | None
    passes: int
    items: int
    failed: date | None
    attested: int = 0


def table_text(titles: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], lang: str, right: Sequence[str] = ()) -> str:
    """A table of one-line cells, each cut to its width; no trailing blanks."""
    out = io.StringIO()
    console = Console(file=out, width=200, color_system=None, no_color=True, markup=False, highlight=False, emoji=False, _environ={})
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name, width in titles:
        table.add_column(Text(head(name, lang)), max_width=width, no_wrap=True, justify="right" if name in right else "left")
    for row in rows:
        table.add_row(*(Text(shorten(printable(text), width)) for text, (_, width) in zip(row, titles, strict=True)))
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def roster_text(lines: Sequence[Line], lang: str) -> str:
    """The table of the roster and how many they are."""
    if not lines:
        return head("roster_empty", lang)
    return f"{table_text(_COLUMNS, [_row(line, lang) for line in lines], lang, _RIGHT)}\n{head('roster_count', lang, count=len(lines))}"


def roster_line_record(line: Line, run: int | None, form: str, fiscal_year: int | None, outcomes: dict[Outcome, int]) -> dict[str, Any]:
    """The same as data."""
    entry = line.entry
    result = None if line.score is None else {
        "run": run, "day": line.seen, "form": form, "fiscal_year": fiscal_year,
        "score": {"lowest": line.score.lowest, "highest": line.score.highest},
        "outcomes": {outcome.value: outcomes.get(outcome, 0) for outcome in Outcome}, "attested": line.attested,
    }  # fmt: skip
    return {
        "code": entry.code, "name": entry.name, "type": entry.type, "district": entry.district, "province": entry.province,
        "urls": list(entry.urls), "contact": entry.contact, "min_pages": entry.min_pages, "notes": entry.notes, "retired": entry.retired,
        "owners": [{"topic": owner.topic, "name": owner.name, "contact": owner.contact} for owner in entry.owners],
        "result": result, "not_captured_on": line.failed,
    }  # fmt: skip


def _row(line: Line, lang: str) -> tuple[str, ...]:
    entry, score = line.entry, line.score
    return (
        entry.code, entry.name, name_of("agency_type", entry.type, lang), entry.district,
        _day(line.seen, lang) if line.seen else "-",
        "-" if score is None else _percent(score), f"{line.passes}/{line.items}" if score else "-", _remark(line, lang),
    )  # fmt: skip


def _percent(score: Score) -> str:
    low, high = f"{score.lowest:.0f}", f"{score.highest:.0f}"
    return low if low == high else f"{low}-{high}"


def _remark(line: Line, lang: str) -> str:
    told = []
    if line.entry.retired:
        told.append(head("roster_retired", lang, day=_day(line.entry.retired, lang)))
    if line.failed:
        told.append(head("roster_failed", lang, day=_day(line.failed, lang)))
    elif line.seen is None:
        told.append(head("roster_never", lang))
    if line.attested:
        told.append(head("human_roster", lang, count=line.attested))
    return ", ".join(told)


def _day(day: date, lang: str) -> str:
    return date_text(day.isoformat(), lang)
