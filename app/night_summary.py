"""What a night came to: for people, scripts and the log. Read from the database, so that it is the same whoever asks, and later too."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.outcome import DONE, NOT_CAPTURED, NOT_FIT
from oit.night import BANGKOK, Job, JobState, Night, NightState
from store.job_store import DatabaseJobs
from store.nights import Watched


@dataclass(frozen=True, slots=True)
class Trouble:
    """An agency whose site could not be captured, or not in full. `why` as oit.night_plan.trouble tells it; `standing` is the day on which
    the result was seen that stands until it can be; `kept`: the night has a result of it, however little it says."""

    code: str
    name: str
    url: str
    why: str
    standing: date | None
    kept: bool


@dataclass(frozen=True, slots=True)
class NightSummary:
    """`state` is that of the night, "" where nothing was ever due. Figures are those of the kept results; minutes and CPU are those of all
    starts of the night, with the crawls and the canary."""

    day: date
    state: str
    agencies: int
    captured: int
    trouble: tuple[Trouble, ...]
    unreached: tuple[str, ...]
    waiting: int  # of a night that was broken off
    requests: int
    bytes: int
    pages: int
    minutes: float
    cpu_minutes: float
    per_hour: float  # agencies
    canary: str
    missed: tuple[date, ...]  # mornings since the last night that had none
    due: int | None = None  # agencies that had no result of the night when this start began; None: nothing was started
    watched: int | None = None  # agencies of the roster then

    @property
    def exit_code(self) -> int:
        if self.state == NightState.STOPPED:
            return NOT_FIT
        if self.due == 0:
            return DONE
        return NOT_CAPTURED if self.trouble or self.unreached or self.waiting else DONE


def summary_of(queue: DatabaseJobs, day: date, gap: Sequence[date] = ()) -> NightSummary:
    """The night of a day as the database has it."""
    night = queue.night(day)
    if night is None:
        return NightSummary(day, "", 0, 0, (), (), 0, 0, 0, 0, 0.0, 0.0, 0.0, "", tuple(gap))
    jobs, visits = queue.jobs(night.id), queue.visits(night.id)
    roster = {one.agency_id: one for one in queue.watched(day)}
    done = [job for job in jobs if job.state is JobState.DONE]
    bad = [job for job in jobs if (job.state is JobState.DONE and job.why) or job.state is JobState.GIVEN_UP]
    seconds, cpu = _spent(night)
    return NightSummary(
        day=day, state=str(night.state), agencies=len(jobs), captured=sum(not job.why for job in done),
        trouble=tuple(_trouble(queue, night, job, roster.get(job.agency_id)) for job in bad),
        unreached=tuple(job.code for job in jobs if job.state is JobState.UNREACHED),
        waiting=sum(job.state in (JobState.WAITING, JobState.LEASED) for job in jobs),
        requests=sum(visit.requests for visit in visits), bytes=sum(visit.bytes for visit in visits),
        pages=sum(visit.pages for visit in visits), minutes=round(seconds / 60, 2), cpu_minutes=round(cpu / 60, 2),
        per_hour=round(len(done) / seconds * 3600, 1) if seconds else 0.0, canary=night.canary, missed=tuple(gap),
    )  # fmt: skip


def spent(seconds: float, cpu: float, before: str) -> str:
    """What a start of a night took, added to what earlier ones noted, as it is noted."""
    known = json.loads(before) if before else {}
    return json.dumps({"seconds": round(known.get("seconds", 0.0) + seconds, 1), "cpu": round(known.get("cpu", 0.0) + cpu, 1)})


def _spent(night: Night) -> tuple[float, float]:
    known = json.loads(night.summary) if night.summary else {}
    return float(known.get("seconds", 0.0)), float(known.get("cpu", 0.0))


def _trouble(queue: DatabaseJobs, night: Night, job: Job, agency: Watched | None) -> Trouble:
    seen = queue.standing(job.agency_id, night.form, night.fiscal_year, but=job.run_id)
    name, url = (agency.entry.name, agency.entry.urls[0]) if agency else ("", "")
    return Trouble(job.code, name, url, job.why, seen.astimezone(BANGKOK).date() if seen else None, job.run_id is not None)
