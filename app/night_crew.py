"""The worker processes of a night: started when there is work, given one job at a time, watched, replaced. The leases are held here: one
heartbeat for all, and what a worker leaves behind when it dies is free at once."""

import multiprocessing
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from app.endings import held_back
from app.night_events import Event, NightWatcher
from app.night_process import memory_of, own_name
from app.night_worker import Setting, Step, Task, Told, Unfit, work
from oit.errors import NotFit
from oit.night_queue import JobStore
from oit.roster import RosterEntry

LEASE_SECONDS = 180.0
MOST_MEMORY = 2_500_000_000  # bytes of a worker with its crawl; the browser and the reader of documents have limits of their own
FAT = 900_000_000  # bytes above which a worker is replaced when it has done its job
MOST_TASKS = 50  # of one worker: whatever a library leaks is given back then
_AFTER_CRAWL = 900.0  # seconds for reading, recognising and judging
_ORDER_SECONDS = 60.0  # for a worker to end its crawl in order
_WATCH_SECONDS = 2.0
_ASK_SECONDS = 1.0


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: Task | None = None
    since: float = 0.0
    tasks: int = 0


class Crew:
    """Use as a context manager: at its end no worker is left."""

    def __init__(self, queue: JobStore, setting: Setting, most: int, watcher: NightWatcher, patience: float = 0.0) -> None:
        """`patience`: seconds that one job may take in all; 0: what its crawl's limits ask for."""
        self.cpu = self.apart = 0.0  # seconds that the workers told of; those that are no descendants' of this process
        self._queue, self._setting, self._most, self._tell = queue, setting, most, watcher
        self._patience = patience or 2 * setting.limits.max_minutes * 60 + _AFTER_CRAWL  # an address may be tried with http as well
        self._workers: list[_Worker] = []
        self._renewed = self._watched = time.monotonic()
        self._freed, self._asked = True, 0.0
        self._unfit = ""

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in list(self._workers):
            self._buried(worker, "the night ended")

    @property
    def busy(self) -> int:
        return sum(worker.task is not None for worker in self._workers)

    def fill(self, night_id: int, roster: dict[int, RosterEntry], pause: timedelta) -> bool:
        """Gives jobs to free workers, as far as there are any; True if somebody got one. Asks when somebody has become free, else once a
        second: a host or a pause may have ended."""
        if not self._freed and time.monotonic() - self._asked < _ASK_SECONDS:
            return False
        given, self._freed, self._asked = False, False, time.monotonic()
        while self.busy < self._most:
            job = self._queue.lease(night_id, own_name(), _now(), LEASE_SECONDS, pause)
            if job is None:
                break
            entry = roster.get(job.agency_id)
            if entry is None:
                self._queue.give_up(job, "error is on the roster no more", _now())
                continue
            self._give(Task(job, entry))
            given = True
        return given

    def hear(self, seconds: float) -> None:
        """Waits so long at the most for what workers say; watches over them meanwhile. NotFit when nothing can be kept any more."""
        if not self._workers:
            time.sleep(seconds)
        ready = wait([worker.pipe for worker in self._workers], seconds) if self._workers else []
        for worker in [one for one in self._workers if one.pipe in ready]:
            self._hear(worker)
        if self._unfit:
            raise NotFit(self._unfit)
        if time.monotonic() - self._watched > _WATCH_SECONDS:
            self._watched = time.monotonic()
            self._watch()
        if time.monotonic() - self._renewed > LEASE_SECONDS / 6:
            self._renew()

    def finish(self) -> None:
        """Sends idle workers home."""
        for worker in [one for one in self._workers if one.task is None]:
            self._dismiss(worker)

    def interrupt(self) -> None:
        """Ends all work in order: crawls are broken off, their jobs given back."""
        self.finish()
        for worker in self._workers:
            worker.process.terminate()
        end = time.monotonic() + _ORDER_SECONDS
        while self._workers and time.monotonic() < end:
            with suppress(NotFit):
                self.hear(0.5)

    def _give(self, task: Task) -> None:
        worker = next((one for one in self._workers if one.task is None), None) or self._start()
        worker.task, worker.since, worker.tasks = task, time.monotonic(), worker.tasks + 1
        self._say("started", task, second_pass=task.job.second_pass, attempt=task.job.attempts, host=task.job.host)
        with suppress(OSError):  # it has died: heard of by its pipe
            worker.pipe.send(task)

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(self._setting, theirs), name="oit-night-worker")
        with held_back():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _hear(self, worker: _Worker) -> None:
        try:
            told = worker.pipe.recv()
        except (EOFError, OSError):
            self._buried(worker, "its process ended")
            return
        if isinstance(told, Step) and worker.task:
            self._say("step", worker.task, stage=told.stage, pages=told.pages, documents=told.documents)
        elif isinstance(told, Unfit):
            self._unfit = told.line
        elif isinstance(told, Told):
            self._told(worker, told)

    def _told(self, worker: _Worker, told: Told) -> None:
        task, worker.task, self._freed = worker.task, None, True
        self.cpu += told.cpu
        self.apart += told.apart
        if task is not None:
            kinds = {"captured": "done", "postponed": "trouble"}
            figures = {name: getattr(told, name) for name in ("pages", "documents", "requests", "bytes", "lowest", "highest")}
            self._say(kinds.get(told.how, told.how), task, why=told.why, seconds=round(told.seconds, 1), cpu=round(told.cpu, 2),
                      counts=dict(told.counts), **figures)  # fmt: skip
        if worker.tasks >= MOST_TASKS or told.how == "interrupted" or memory_of(worker.process.pid or 0) > FAT:
            self._dismiss(worker)

    def _dismiss(self, worker: _Worker) -> None:
        with suppress(OSError):
            worker.pipe.send(None)
        self._workers.remove(worker)
        worker.process.join(10)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        worker.pipe.close()

    def _buried(self, worker: _Worker, why: str) -> None:
        """A worker that is gone, or is ended here: its job is free at once."""
        worker.process.kill()
        worker.process.join()
        self._workers.remove(worker)
        worker.pipe.close()
        self._freed = True
        if worker.task is not None:
            self._say("ended", worker.task, why=why, exit_code=worker.process.exitcode)
            with suppress(NotFit):  # the lease runs out by itself
                self._queue.abandon(worker.task.job, _now(), why)

    def _watch(self) -> None:
        for worker in [one for one in self._workers if one.task is not None]:
            held = memory_of(worker.process.pid or 0)
            if held > MOST_MEMORY:
                self._buried(worker, f"it took {held / 1e9:.1f} GB of memory")
            elif time.monotonic() - worker.since > self._patience:
                self._buried(worker, f"it took more than {self._patience / 60:.0f} minutes")

    def _renew(self) -> None:
        """A short trouble of the database is waited out; after the leases' time the jobs may be somebody else's."""
        working = [(worker, worker.task) for worker in self._workers if worker.task is not None]
        try:
            held = {job.id for job in self._queue.renew([task.job for _, task in working], _now(), LEASE_SECONDS)} if working else set()
        except NotFit:
            if time.monotonic() - self._renewed > LEASE_SECONDS:
                raise
            return
        self._renewed = time.monotonic()
        for worker, task in working:
            if task.job.id not in held and not worker.pipe.poll():  # else it has just ended the job itself
                self._say("lost", task, why="")
                worker.task = None
                self._buried(worker, "")

    def _say(self, kind: str, task: Task, **facts: object) -> None:
        self._tell(Event(kind, {"code": task.entry.code, "name": task.entry.name, "url": task.entry.urls[0], **facts}))


def _now() -> datetime:
    return datetime.now(UTC)
