"""Alarms: the night that should have ended has not, or it did not do its work."""

import datetime as dt

from oit.digest_message import Message
from oit.night import BANGKOK, JobState, Night, NightState
from reports.digest_text import alarm_message
from store.database import Database

EXPECTED_BY = dt.time(7, 0)  # in Bangkok


def expected_night(now: dt.datetime, by: dt.time = EXPECTED_BY) -> dt.date:
    """The newest night that should have ended by `now`, which bears a zone."""
    here = now.astimezone(BANGKOK)
    return here.date() if here.time() >= by else here.date() - dt.timedelta(days=1)


def alarm_of_night(
    database: Database, day: dt.date, lang: str, by: dt.time | None = None, now: dt.datetime | None = None
) -> Message | None:  # fmt: skip
    """What is wrong with a night: stopped by the canary or out of time; with `by`, also that it was never begun or has not ended. None for
    a night that did its work, and where nobody is watched."""
    night = next((one for one in database.nights_until(day, 1) if one.day == day), None)
    if night is None:
        watched = by is not None and bool(database.roster(on=day))
        return alarm_message(day, "alarm_none", lang, by=_clock(by)) if watched else None
    if night.state is NightState.STOPPED:
        return alarm_message(day, "alarm_stopped", lang, why=night.canary)
    if night.state is NightState.OUT_OF_TIME:
        return _out_of_time(database, night, lang)
    if night.state is NightState.RUNNING and by is not None:
        began = f"{night.started.astimezone(BANGKOK):%Y-%m-%d %H.%M}"
        return alarm_message(day, "alarm_running", lang, started=began, by=_clock(by))
    return None


def _out_of_time(database: Database, night: Night, lang: str) -> Message:
    counts = database.job_counts(night.id)
    return alarm_message(
        night.day, "alarm_out_of_time", lang, count=counts.get(JobState.UNREACHED, 0), agencies=sum(counts.values())
    )  # fmt: skip


def _clock(by: dt.time | None) -> str:
    return f"{by:%H.%M}" if by else ""
