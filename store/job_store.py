"""The night's queue over an open database: oit.night_queue.JobStore, and what else a night asks. Each method is one transaction."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Protocol

from sqlalchemy.orm import Session

from oit.night import Job, Night, NightState
from oit.night_queue import Planned, Result
from store import jobs, nights
from store.nights import Visit, Watched


class Sessions(Protocol):
    def __call__(self, *, writing: bool = False) -> AbstractContextManager[Session]: ...


class DatabaseJobs:
    """The methods that JobStore names promise what it says there."""

    def __init__(self, sessions: Sessions) -> None:
        self._session = sessions

    def open_night(self, day: date, form: str, fiscal_year: int, planned: Sequence[Planned], now: datetime) -> Night:
        with self._session(writing=True) as session:
            return jobs.open_night(session, day, form, fiscal_year, planned, now)

    def lease(self, night_id: int, worker: str, now: datetime, seconds: float, pause: timedelta) -> Job | None:
        with self._session(writing=True) as session:
            return jobs.lease(session, night_id, worker, now, seconds, pause)

    def renew(self, held: Collection[Job], now: datetime, seconds: float) -> list[Job]:
        with self._session(writing=True) as session:
            return jobs.renew(session, held, now, seconds)

    def commit(self, job: Job, result: Result, why: str, now: datetime) -> int:
        with self._session(writing=True) as session:
            return jobs.commit(session, job, result, why, now)

    def postpone(self, job: Job, result: Result | None, why: str, now: datetime) -> int | None:
        with self._session(writing=True) as session:
            return jobs.postpone(session, job, result, why, now)

    def release(self, job: Job, now: datetime) -> bool:
        with self._session(writing=True) as session:
            return jobs.release(session, job, now)

    def abandon(self, job: Job, now: datetime, why: str) -> bool:
        with self._session(writing=True) as session:
            return jobs.abandon(session, job, now, why)

    def give_up(self, job: Job, why: str, now: datetime) -> bool:
        with self._session(writing=True) as session:
            return jobs.give_up(session, job, why, now)

    def close_night(self, night_id: int, state: NightState, now: datetime) -> Night | None:
        with self._session(writing=True) as session:
            return jobs.close_night(session, night_id, state, now)

    def stop_night(self, day: date, form: str, fiscal_year: int, canary: str, now: datetime) -> Night:
        with self._session(writing=True) as session:
            return jobs.stop_night(session, day, form, fiscal_year, canary, now)

    def note(self, night_id: int, summary: str) -> None:
        with self._session(writing=True) as session:
            nights.note(session, night_id, summary)

    def nights(self, most: int) -> list[Night]:
        with self._session() as session:
            return nights.nights(session, most)

    def night(self, day: date) -> Night | None:
        with self._session() as session:
            return nights.night(session, day)

    def jobs(self, night_id: int) -> list[Job]:
        with self._session() as session:
            return nights.jobs(session, night_id)

    def watched(self, on: date) -> list[Watched]:
        """The roster of a day, by code, and when each agency was last tried."""
        with self._session() as session:
            return nights.watched(session, on)

    def pages_before(self, agency_id: int, but: int | None = None) -> list[int]:
        """The pages of the agency's last captures, newest first, without those of the run `but`."""
        with self._session() as session:
            return nights.pages_before(session, agency_id, but)

    def standing(self, agency_id: int, form: str, fiscal_year: int, but: int | None = None) -> datetime | None:
        """When the result that stands was seen, the run `but` left out; None where the site was never captured."""
        with self._session() as session:
            return nights.standing(session, agency_id, form, fiscal_year, but)

    def visits(self, night_id: int) -> list[Visit]:
        """What the kept results of a night took."""
        with self._session() as session:
            return nights.visits(session, night_id)

    def snapshot_of(self, run_id: int) -> str:
        """The folder of a run's kept snapshot, "" for none."""
        with self._session() as session:
            return nights.snapshot_of(session, run_id)
