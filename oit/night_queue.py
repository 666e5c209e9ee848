"""The queue of a night's work as whoever does the work sees it. What keeps it (today: the tables beside the verdicts) is behind this.

A job is one agency's work of one night. Whoever leases it holds it for some time and must renew that; a lease that ran out is taken by the
next, and what its former holder brings then is refused. A result is kept and its job ended in one step.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from oit.audit import AgencyAudit
from oit.errors import OitError
from oit.night import Job, Night, NightState
from oit.snapshot import SiteSnapshot

MOST_ATTEMPTS = 3  # leases that ended without a word before the work is given up for the night


class LeaseLost(OitError):
    """The job is somebody else's by now, or done: what was made of it must not be kept."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Planned:
    """An agency that is due. `host` is what no two of them are visited on at the same time."""

    agency_id: int
    host: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a check came to: what is needed to keep it as a run."""

    audit: AgencyAudit
    snapshot: SiteSnapshot
    folder: str
    tool_version: str


class JobStore(Protocol):
    """Every method is one transaction and raises NotFit when what keeps the queue fails. Moments bear a zone."""

    def open_night(self, day: date, form: str, fiscal_year: int, planned: Sequence[Planned], now: datetime) -> Night:
        """The night of a day, begun or begun again, with a job for each planned agency, in this order behind those that are there. Jobs
        that wait, are leased or done stay as they are; what was not reached or given up is tried again. Raises BadInput where the night
        was begun with another form or year."""

    def lease(self, night_id: int, worker: str, now: datetime, seconds: float, pause: timedelta) -> Job | None:
        """The next job, leased for so long; None where none can be had now. Never one whose host is leased by anybody, of whatever night.
        First passes first, then those for which the second pass is due, `pause` after the first; what broke a worker after the others.
        What MOST_ATTEMPTS workers broke on is given up."""

    def renew(self, jobs: Collection[Job], now: datetime, seconds: float) -> list[Job]:
        """Lengthens the leases; those that are still held."""

    def commit(self, job: Job, result: Result, why: str, now: datetime) -> int:
        """Keeps the result as the agency's one of this night, in place of that of the first pass, and ends the job; the run's id. `why` is
        "" for a full capture, else one line. Raises LeaseLost, and keeps nothing then."""

    def postpone(self, job: Job, result: Result | None, why: str, now: datetime) -> int | None:
        """Puts the job off to the second pass; what was found stands until then. The run's id. Raises LeaseLost."""

    def release(self, job: Job, now: datetime) -> bool:
        """Gives a job back that was broken off in good order: as if it had never been leased. False if it was not held any more."""

    def abandon(self, job: Job, now: datetime, why: str) -> bool:
        """The job's holder is gone: it is free at once, or given up after too many attempts. False if it was not held any more."""

    def give_up(self, job: Job, why: str, now: datetime) -> bool:
        """Ends the job without a result of this pass; one of the first pass stands. False if it was not held any more."""

    def close_night(self, night_id: int, state: NightState, now: datetime) -> Night | None:
        """Ends the night: what waits for a second pass keeps its first result, the rest that waits was not reached. DONE becomes
        OUT_OF_TIME where anything was not. None, and nothing is changed, while anybody holds a lease."""

    def stop_night(self, day: date, form: str, fiscal_year: int, canary: str, now: datetime) -> Night:
        """Notes that nothing was audited because the canary drifted, and how. A night that has results already only bears the note."""

    def note(self, night_id: int, summary: str) -> None:
        """Keeps the summary, JSON of the caller's own."""

    def nights(self, most: int) -> list[Night]:
        """The newest nights, newest first."""

    def night(self, day: date) -> Night | None: ...

    def jobs(self, night_id: int) -> list[Job]:
        """All jobs of a night in its order."""
