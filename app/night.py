"""One night: every agency that is due gets one result, or is named as unreached.

Agencies are checked by worker processes (app.night_crew) through leases in the database (oit.night_queue): whatever ends the night, another
start goes on with it, and nobody is audited twice. On one machine a second start is refused; others that share the database join in.
"""

import os
import shutil
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from app.canary import drift
from app.claims import night_claimed
from app.endings import ends_in_order
from app.judging import BANGKOK, Terms
from app.night_crew import Crew
from app.night_events import Event, NightWatcher, nobody_watches
from app.night_process import gone
from app.night_summary import NightSummary, spent, summary_of
from app.night_worker import Setting
from app.ocr import AUTO
from crawler.browser_find import find_browser
from crawler.contract import CrawlLimits
from oit.errors import BadInput, Interrupted, NotFit
from oit.night import JobState, NightState, night_of
from oit.night_plan import Due, host_of, in_order, missed
from oit.night_queue import Planned
from oit.roster import RosterEntry
from store.database import Database, open_database
from store.engine import database_address, shown
from store.job_store import DatabaseJobs
from store.nights import Watched
from store.places import default_data_folder

LEAST_ROOM = 200_000_000  # bytes on the disk of snapshots
_MEMORY_EACH = 700_000_000  # bytes of a check with its crawl and its browser, at most times
_BY_PROCESSOR = 4  # checks at once: a crawl mostly waits, for politeness
_POLL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class NightRequest:
    """`terms.day` is the day of judgement; `day` the night's name, None: the same. `only` (codes) and `district` take part of the roster.
    `until`: from then on nobody is begun any more. `pause`: minutes between the first pass of an agency in trouble and its second."""

    database: str
    terms: Terms
    limits: CrawlLimits
    day: date | None = None
    at_once: int = 0  # checks at the same time; 0: what suits the machine
    until: datetime | None = None
    pause: float = 10.0
    only: tuple[str, ...] = ()
    district: str = ""
    canary: bool = True
    pictures: bool = False
    ocr: str = AUTO


def run_night(request: NightRequest, watcher: NightWatcher = nobody_watches) -> NightSummary:
    """Works until every agency that is due has its result or time is over. Raises NotFit (the machine, the database), BadInput (unknown
    codes, a night of another form), Interrupted after Ctrl-C or SIGTERM: what is done is kept, the next start goes on with the night."""
    with ExitStack() as held:
        held.enter_context(ends_in_order())
        held.enter_context(night_claimed(shown(database_address(request.database))))
        database = held.enter_context(open_database(request.database))
        try:
            return _Night(request, database, watcher).run()
        except KeyboardInterrupt:
            raise Interrupted("interrupted: finished agencies are kept, start again to go on with the same night") from None


def night_day(now: datetime | None = None) -> date:
    """The night that work begun now belongs to."""
    return night_of(now or datetime.now(BANGKOK))


class _Night:
    def __init__(self, request: NightRequest, database: Database, watcher: NightWatcher) -> None:
        self._request, self._tell = request, watcher
        self._queue: DatabaseJobs = database.night_queue()
        self._day = request.day or request.terms.day
        self._began, self._cpu = time.monotonic(), sum(os.times()[:4])
        self._told_cpu = self._apart = 0.0
        self._figures: dict[str, int] = {}

    def run(self) -> NightSummary:
        self._clear_up()
        due, roster = self._due()
        last = next((night.day for night in self._queue.nights(2) if night.day < self._day), None)
        gap = missed(last, self._day)
        at_once = self._request.at_once or suits_this_machine()
        self._figures = {"due": len(due), "watched": len(roster)}
        self._tell(Event("night", {"day": self._day, **self._figures, "at_once": at_once, "missed": gap}))
        if not due:
            return self._summary(gap)
        self._fit()
        if self._request.canary and (told := self._canary()):
            return self._stopped(told, gap)
        planned = [Planned(one.agency_id, one.host) for one in in_order(due)]
        terms = self._request.terms
        night = self._queue.open_night(self._day, terms.form, terms.fiscal_year, planned, _now())
        try:
            self._work(night.id, {one.agency_id: one.entry for one in roster}, min(at_once, len(due)))
        finally:
            self._note(night.id)
        self._queue.close_night(night.id, NightState.DONE, _now())
        return self._summary(gap)

    def _due(self) -> tuple[list[Due], list[Watched]]:
        roster = self._queue.watched(self._day)
        wanted = self._wanted(roster)
        night = self._queue.night(self._day)
        done = {job.agency_id for job in self._queue.jobs(night.id) if job.state is JobState.DONE} if night else set()
        due = [Due(one.entry.code, one.agency_id, host_of(one.entry.urls[0]), one.last) for one in wanted if one.agency_id not in done]
        return due, roster

    def _wanted(self, roster: list[Watched]) -> list[Watched]:
        only, district = set(self._request.only), self._request.district
        if unknown := only - {one.entry.code for one in roster}:
            raise BadInput(f"--only {', '.join(sorted(unknown))}: not on the roster, or retired; see oit agencies list")
        if district and all(one.entry.district != district for one in roster):
            raise BadInput(f"--district {district}: no agency of the roster is there; see oit agencies list")
        return [one for one in roster if (not only or one.entry.code in only) and (not district or one.entry.district == district)]

    def _clear_up(self) -> None:
        """Leases of processes that are gone are free at once; nights that nobody works on any more are ended."""
        for night in self._queue.nights(30):
            if night.state is NightState.RUNNING:
                self._free_left_behind(night.id)
                if night.day < self._day:
                    self._queue.close_night(night.id, NightState.DONE, _now())

    def _free_left_behind(self, night_id: int) -> int:
        left = [job for job in self._queue.jobs(night_id) if job.state is JobState.LEASED and gone(job.worker)]
        return sum(self._queue.abandon(job, _now(), "its process ended") for job in left)

    def _fit(self) -> None:
        """What would fail for every agency is told before the first."""
        limits, folder = self._request.limits, default_data_folder()
        if limits.render == "always" and find_browser(limits.browser) is None:
            raise NotFit("--render always: no browser was found; run `oit doctor` to see how to get one, or use --render auto")
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
        if free < LEAST_ROOM:
            raise NotFit(f"{folder}: {free / 1e6:.0f} MB are free, a night needs {LEAST_ROOM / 1e6:.0f}; make room or run oit prune")

    def _canary(self) -> tuple[str, ...]:
        told = drift(self._request.limits)
        self._tell(Event("canary", {"drift": list(told)}))
        return told

    def _stopped(self, told: tuple[str, ...], gap: tuple[date, ...]) -> NightSummary:
        terms = self._request.terms
        self._queue.stop_night(self._day, terms.form, terms.fiscal_year, "; ".join(told), _now())
        return self._summary(gap)

    def _work(self, night_id: int, roster: dict[int, RosterEntry], at_once: int) -> None:
        pause, request = timedelta(minutes=self._request.pause), self._request
        setting = Setting(request.database, request.terms, request.limits, request.pictures, request.ocr)
        with Crew(self._queue, setting, at_once, self._tell) as crew:
            try:
                while self._more(night_id, crew):
                    if self._time_left():
                        crew.fill(night_id, roster, pause)
                    crew.hear(_POLL_SECONDS)
                crew.finish()
            except KeyboardInterrupt:
                self._tell(Event("interrupting"))
                crew.interrupt()
                raise
            finally:
                self._told_cpu, self._apart = crew.cpu, crew.apart

    def _more(self, night_id: int, crew: Crew) -> bool:
        """Is anybody at work, or may anything still be leased? Another machine's lease may run out, and is waited for."""
        if crew.busy:
            return True
        if not self._time_left():
            return False
        self._free_left_behind(night_id)
        return any(job.state in (JobState.WAITING, JobState.LEASED) for job in self._queue.jobs(night_id))

    def _time_left(self) -> bool:
        return self._request.until is None or _now() < self._request.until

    def _note(self, night_id: int) -> None:
        """What only this start knows, added to what earlier ones of the night noted."""
        night = self._queue.night(self._day)
        cpu = max(sum(os.times()[:4]) - self._cpu + self._apart, self._told_cpu)  # Windows counts nobody's children
        self._queue.note(night_id, spent(time.monotonic() - self._began, cpu, night.summary if night else ""))

    def _summary(self, gap: tuple[date, ...]) -> NightSummary:
        made = replace(summary_of(self._queue, self._day, gap), due=self._figures.get("due"), watched=self._figures.get("watched"))
        self._tell(Event("summary", asdict(made)))
        return made


def suits_this_machine() -> int:
    """How many checks at once: four for each processor, as far as the memory reaches."""
    most = _BY_PROCESSOR * (os.cpu_count() or 1)
    try:
        room = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):  # Windows
        return min(most, 8)
    return max(2, min(most, room // _MEMORY_EACH))


def _now() -> datetime:
    return datetime.now(BANGKOK)
