"""One agency's results of one form and year in time, as little of them as comparing needs."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from oit.audit import Outcome
from oit.night import BANGKOK

NOT_CAPTURED = "not_captured"
_CUT_SHORT = frozenset({NOT_CAPTURED, "interrupted", "host_gives_up"})
_MORNING = timedelta(hours=18)  # what is seen from 06:00 on is read the next morning


@dataclass(frozen=True, slots=True)
class Mark:
    """What one run said of an item."""

    outcome: Outcome
    topic: str = ""
    points: float = 0.0  # ITA points of 100
    evidence: str = ""  # equal for the same best piece with the same periods in it; "" for none


@dataclass(frozen=True, slots=True)
class Look:
    """One judgement of one crawl. Looks with the same `set_id` have equal `marks`."""

    run_id: int
    moment: datetime  # of the crawl, with a zone
    day: date  # of its night, or of the visit
    visited: date  # of the visit, in Bangkok
    told: date  # the first morning that can tell what it saw
    captured: bool
    full: bool  # captured, not cut short, as many pages as expected
    rules: str  # what judged: rules and version
    set_id: Hashable = field(repr=False)
    marks: Mapping[str, Mark] = field(repr=False)  # by code, in the order of the form
    second_look: bool = False  # the same night's second visit, made because the first saw something worse


def is_full(stopped_by: str, pages: int, min_pages: int | None) -> bool:
    """May a result stand for the agency's site? Not one of a site that could not be opened, that left off answering, or that showed fewer
    pages than its roster expects. A crawl that ended at its own limits may: its judgement knows what it left unread."""
    return stopped_by not in _CUT_SHORT and pages >= max(1, min_pages or 0)


def days_of(moment: datetime, night: date | None) -> tuple[date, date, date]:
    """`day`, `visited` and `told` of a crawl; `night` is the morning of the night it belongs to, None where somebody checked by hand."""
    there = moment.astimezone(BANGKOK)
    visited = there.date()
    told = night or (there + _MORNING).date()
    return night or visited, visited, told


def in_order(looks: Iterable[Look]) -> list[Look]:
    """By time; of several judgements of one crawl the last, however often it is given."""
    last: dict[datetime, Look] = {}
    for look in looks:
        known = last.get(look.moment)
        if known is None or look.run_id >= known.run_id:
            last[look.moment] = look
    return [last[moment] for moment in sorted(last)]
