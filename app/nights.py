"""Nights that were, for people: the last ones, and the agencies of one."""

import datetime as dt
from typing import Any

from app.night_summary import NightSummary, summary_of
from oit.errors import BadInput
from store.database import open_database


def last_nights(database: str, most: int) -> list[NightSummary]:
    """The newest nights, newest first."""
    with open_database(database) as opened:
        queue = opened.night_queue()
        return [summary_of(queue, night.day) for night in queue.nights(most)]


def jobs_of(database: str, day: dt.date) -> tuple[NightSummary, list[dict[str, Any]]]:
    """A night and its agencies, in its order: code, name, state, why, run, lowest, highest, pages, started, ended. BadInput for a day
    without a night."""
    with open_database(database) as opened:
        queue = opened.night_queue()
        night = queue.night(day)
        if night is None:
            raise BadInput(f"{day}: there was no night before that morning; oit nights lists those there were")
        visits = {visit.job_id: visit for visit in queue.visits(night.id)}
        names = {one.agency_id: one.entry.name for one in queue.watched(day)}
        listed = []
        for job in queue.jobs(night.id):
            seen = visits.get(job.id)
            figures = {name: getattr(seen, name) if seen else None for name in ("lowest", "highest", "pages", "requests", "bytes")}
            listed.append(
                {"code": job.code, "name": names.get(job.agency_id, ""), "state": str(job.state), "why": job.why, "run": job.run_id}
                | figures
                | {"started": job.started, "ended": job.ended}
            )
        return summary_of(queue, day), listed
