"""A night: every agency that is due gets one result. Pure: states and what they mean; the queue itself lies in a database.

A night bears the date of the morning on which its results are read.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

BANGKOK = timezone(timedelta(hours=7))  # no summer time
_EVENING = timedelta(hours=6)  # work that begins from 18:00 on belongs to the next morning


class JobState(StrEnum):
    """Where an agency's work of one night stands."""

    WAITING = "waiting"
    LEASED = "leased"  # somebody is at work on it, until the lease ends
    DONE = "done"  # its result is committed
    GIVEN_UP = "given_up"  # no result: it broke the work itself, several times
    UNREACHED = "unreached"  # the night's time was over before its turn


class NightState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    OUT_OF_TIME = "out_of_time"  # ended by its budget; some agencies are unreached
    STOPPED = "stopped"  # the canary's verdicts drifted, nothing was audited


@dataclass(frozen=True, slots=True)
class Night:
    id: int
    day: date  # the morning after, in Bangkok
    state: NightState
    started: datetime
    ended: datetime | None
    form: str
    fiscal_year: int
    canary: str = ""  # what was wrong with the canary's verdicts; "" for nothing
    summary: str = ""  # JSON of app's own, "" while it runs


@dataclass(frozen=True, slots=True)
class Job:
    """One agency's work of one night. `token` grows with each lease: only its newest holder may commit."""

    id: int
    night_id: int
    agency_id: int
    code: str
    host: str  # of its address; jobs of one host are never leased at the same time
    state: JobState
    attempts: int  # leases so far
    second_pass: bool  # its first result was trouble: it is tried once more at the end
    token: int
    worker: str
    lease_until: datetime | None
    run_id: int | None  # the committed result
    why: str  # one line on a result that is none
    started: datetime | None
    ended: datetime | None


def night_of(moment: datetime) -> date:
    """The morning that work begun at `moment` is for. `moment` bears a zone."""
    return (moment.astimezone(BANGKOK) + _EVENING).date()
