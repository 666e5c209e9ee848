"""The agencies of the roster as lines of its table, and as data."""

from typing import Any

from app.roster import Watched, day_of
from oit.audit import Outcome
from reports.roster_text import Line, roster_line_record

_NOT_COUNTED = (Outcome.NOT_APPLICABLE, Outcome.NOT_DUE)


def line_of(row: Watched) -> Line:
    """`items` counts what was due of the agency."""
    standing = row.standing
    if standing is None:
        return Line(row.entry, None, None, 0, 0, None)
    due = sum(count for outcome, count in standing.outcomes.items() if outcome not in _NOT_COUNTED)
    failed = day_of(standing.tried) if standing.failed else None
    return Line(row.entry, row.seen, standing.score, standing.outcomes.get(Outcome.PASS, 0), due, failed, standing.attested)


def record_of(row: Watched) -> dict[str, Any]:
    """For `oit agencies list --json`."""
    standing, line = row.standing, line_of(row)
    if standing is None:
        made = roster_line_record(line, None, "", None, {})
    else:
        made = roster_line_record(line, standing.run_id, standing.pack, standing.fiscal_year, dict(standing.outcomes))
    days = {name: day.isoformat() if (day := made[name]) else None for name in ("retired", "not_captured_on")}
    if made["result"]:
        made["result"] |= {"day": line.seen.isoformat() if line.seen else None}
    return made | days
