"""Which kept snapshots may go. Pure: what is known of the runs in, the runs whose snapshot may be given up out.

A snapshot is kept while anything stands on it: it is younger than the policy asks for, it holds the standing verdict of its agency for a
form and year, or somebody relies on it (a hold). What is given up loses its bytes; the verdict and the hashes of what was seen stay.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class HoldKind(StrEnum):
    """Why evidence is relied on."""

    PERSON = "person"  # somebody asked for it to be kept
    HUMAN_VERDICT = "human_verdict"  # a named person judged by it
    ENTERED_LINK = "entered_link"  # its link was entered in the assessors' system


@dataclass(frozen=True, slots=True)
class Hold:
    id: int
    run_id: int
    code: str  # item
    kind: HoldKind
    by: str
    note: str
    made: datetime
    until: date | None  # last day; None: until it is released
    released: datetime | None

    def stands(self, today: date) -> bool:
        return self.released is None and (self.until is None or today <= self.until)


@dataclass(frozen=True, slots=True)
class KeptRun:
    """One judgement whose snapshot is kept."""

    run_id: int
    agency: str
    pack: str
    fiscal_year: int
    day: date  # of the crawl
    order: tuple[datetime, int]  # of runs in time
    captured: bool
    snapshot: str


@dataclass(frozen=True, slots=True)
class Policy:
    """How long snapshots are kept that nothing stands on."""

    keep_days: int = 30
    keep_last: int = 2  # newest snapshots of each agency, whatever their age


class Why(StrEnum):
    """Why a snapshot stays."""

    YOUNG = "young"
    AMONG_LAST = "among_last"
    STANDING = "standing"
    HELD = "held"


def reasons_to_keep(runs: Iterable[KeptRun], holds: Iterable[Hold], today: date, policy: Policy) -> dict[str, frozenset[Why]]:
    """For each snapshot why it stays; none: it may go. A snapshot that several runs judged stays if any of them needs it."""
    known = sorted(runs, key=lambda run: run.order, reverse=True)
    held = {hold.run_id for hold in holds if hold.stands(today)}
    standing = _standing(known)
    last = _last(known, policy.keep_last)
    youngest = today - timedelta(days=policy.keep_days)
    found: dict[str, set[Why]] = defaultdict(set)
    for run in known:
        why = found[run.snapshot]
        why |= {Why.YOUNG} if run.day > youngest else set()
        why |= {Why.AMONG_LAST} if run.snapshot in last else set()
        why |= {Why.STANDING} if run.run_id in standing else set()
        why |= {Why.HELD} if run.run_id in held else set()
    return {snapshot: frozenset(why) for snapshot, why in found.items()}


def _standing(newest_first: list[KeptRun]) -> set[int]:
    """The verdicts that stand: of each agency, form and year the newest, and the newest of a site that could be captured: a failed night
    leaves the result of the day before."""
    standing: dict[tuple[str, str, int, bool], int] = {}
    for run in newest_first:
        form = (run.agency, run.pack, run.fiscal_year)
        standing.setdefault((*form, True), run.run_id)
        if run.captured:
            standing.setdefault((*form, False), run.run_id)
    return set(standing.values())


def _last(newest_first: list[KeptRun], most: int) -> set[str]:
    last: dict[str, list[str]] = defaultdict(list)
    for run in newest_first:
        snapshots = last[run.agency]
        if run.snapshot not in snapshots and len(snapshots) < most:
            snapshots.append(run.snapshot)
    return {snapshot for snapshots in last.values() for snapshot in snapshots}
