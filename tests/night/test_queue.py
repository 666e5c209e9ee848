"""The night's queue, on SQLite and on PostgreSQL: who may lease what, what is kept, and that nothing is lost or doubled."""

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from oit.agency import Agency
from oit.errors import BadInput
from oit.night import Job, JobState, Night, NightState
from oit.night_queue import MOST_ATTEMPTS, LeaseLost, Planned, Result
from oit.roster import RosterEntry
from store.database import Database, open_database
from store.job_store import DatabaseJobs
from tests.store.store_made import audit, snapshot

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NO_PAUSE = timedelta(0)
LEASE = 100.0


def entry(number: int) -> RosterEntry:
    return RosterEntry(f"A{number}", f"หน่วยงาน {number}", "sao", (f"https://a{number}.example/",))


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    address = request.getfixturevalue("postgres_with_tables") if request.param == "postgres" else str(tmp_path / "oit.db")
    with open_database(address) as opened:
        opened.put_roster([entry(number) for number in range(6)])
        yield opened


@pytest.fixture
def queue(database: Database) -> DatabaseJobs:
    return database.night_queue()


def opened(queue: DatabaseJobs, hosts: str = "abc", day: date = DAY) -> Night:
    """A night with a job on each of these hosts; agencies in the order of their codes."""
    ids = [one.agency_id for one in queue.watched(day)]
    return queue.open_night(day, "o01_o43", 2566, [Planned(ids[place], host) for place, host in enumerate(hosts)], NOW)


def leased(queue: DatabaseJobs, night: Night, now: datetime = NOW, pause: timedelta = NO_PAUSE) -> Job | None:
    return queue.lease(night.id, "me", now, LEASE, pause)


def must_lease(queue: DatabaseJobs, night: Night, now: datetime = NOW, pause: timedelta = NO_PAUSE) -> Job:
    job = leased(queue, night, now, pause)
    assert job is not None
    return job


def result(job: Job, visit: int = 0, **facts: object) -> Result:
    """What a visit of the job's agency came to; each visit is another crawl."""
    number = int(job.code[1:])
    crawl = replace(audit().crawl, started=f"2026-11-23T18:00:{visit:02}+00:00", **facts)  # type: ignore[arg-type]
    made = replace(audit(), agency=Agency(entry(number).urls[0], entry(number).name, "sao", job.code), crawl=crawl)
    return Result(made, snapshot(), f"/snapshots/{job.code}-{visit}", "0.1")


def states(queue: DatabaseJobs, night: Night) -> dict[str, str]:
    return {job.code: str(job.state) for job in queue.jobs(night.id)}


def test_jobs_are_leased_in_their_order_and_each_once(queue: DatabaseJobs) -> None:
    night = opened(queue)
    assert [must_lease(queue, night).code for _ in range(3)] == ["A0", "A1", "A2"]
    assert leased(queue, night) is None
    assert set(states(queue, night).values()) == {"leased"}


def test_a_host_that_somebody_visits_is_visited_by_nobody_else(queue: DatabaseJobs) -> None:
    night = opened(queue, "aab")
    first = must_lease(queue, night)
    assert must_lease(queue, night).code == "A2"
    assert leased(queue, night) is None
    queue.commit(first, result(first), "", NOW)
    assert must_lease(queue, night).code == "A1"


def test_nor_by_another_night(queue: DatabaseJobs) -> None:
    night, next_night = opened(queue, "a"), opened(queue, "a", DAY + timedelta(1))
    must_lease(queue, night)
    assert leased(queue, next_night) is None


def test_many_who_lease_at_once_get_each_job_once_and_no_host_twice(database: Database, queue: DatabaseJobs) -> None:
    """Leases are asked for, held a moment and given back done, by six threads at the same time."""
    night = opened(queue, "aabbcd")
    at_work: Counter[str] = Counter()
    most: Counter[str] = Counter()
    codes: list[str] = []
    watching = threading.Lock()

    def work() -> None:
        for _ in range(60):
            job = leased(queue, night)
            if job is None:
                continue
            with watching:
                codes.append(job.code)
                at_work[job.host] += 1
                most[job.host] = max(most[job.host], at_work[job.host])
            threading.Event().wait(0.15)
            with watching:
                at_work[job.host] -= 1
            queue.commit(job, result(job), "", NOW)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["A0", "A1", "A2", "A3", "A4", "A5"]
    assert set(most.values()) == {1}
    assert set(states(queue, night).values()) == {"done"}


def test_a_lease_that_ran_out_is_taken_by_the_next_and_its_former_holder_keeps_nothing(database: Database, queue: DatabaseJobs) -> None:
    night = opened(queue, "a")
    late = must_lease(queue, night)
    assert leased(queue, night, NOW + timedelta(seconds=LEASE) - SECOND) is None
    then = NOW + timedelta(seconds=LEASE)
    taken = must_lease(queue, night, then)
    assert (taken.id, taken.token, taken.attempts) == (late.id, late.token + 1, 2)
    with pytest.raises(LeaseLost):
        queue.commit(late, result(late, 1), "", then)
    with pytest.raises(LeaseLost):
        queue.postpone(late, result(late, 1), "few_pages 1 2", then)
    assert not queue.release(late, then)
    assert not queue.abandon(late, then, "gone")
    assert not queue.give_up(late, "error x", then)
    assert database.runs(entry(0).urls[0]) == []
    run = queue.commit(taken, result(taken, 2), "", then)
    with pytest.raises(LeaseLost):
        queue.commit(taken, result(taken, 3), "", then)
    assert [row.id for row in database.runs(entry(0).urls[0])] == [run]


def test_a_lease_that_is_renewed_is_nobody_elses(queue: DatabaseJobs) -> None:
    night = opened(queue, "ab")
    first, second = must_lease(queue, night), must_lease(queue, night)
    later = NOW + timedelta(seconds=LEASE / 2)
    assert queue.renew([first], later, LEASE) == [first]
    end = NOW + timedelta(seconds=LEASE)
    taken = must_lease(queue, night, end)
    assert taken.id == second.id
    assert leased(queue, night, end) is None
    assert queue.renew([first, second], end, LEASE) == [first]


def test_whoever_breaks_workers_is_given_up_and_named(queue: DatabaseJobs) -> None:
    night = opened(queue, "a")
    now = NOW
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert must_lease(queue, night, now).attempts == attempt
        now += timedelta(seconds=LEASE)
    assert leased(queue, night, now) is None
    (job,) = queue.jobs(night.id)
    assert (job.state, job.run_id) == (JobState.GIVEN_UP, None)
    assert "3 times" in job.why


def test_an_abandoned_job_is_free_at_once_behind_those_that_broke_nothing(queue: DatabaseJobs) -> None:
    night = opened(queue, "ab")
    assert queue.abandon(must_lease(queue, night), NOW, "its process ended")
    assert [must_lease(queue, night).code, must_lease(queue, night).code] == ["A1", "A0"]


def test_a_released_job_is_as_if_it_had_never_been_leased(queue: DatabaseJobs) -> None:
    night = opened(queue, "a")
    for _ in range(MOST_ATTEMPTS + 2):
        job = must_lease(queue, night)
        assert job.attempts == 1
        assert queue.release(job, NOW)


def test_the_second_pass_comes_last_after_a_pause_and_replaces_the_first_result(database: Database, queue: DatabaseJobs) -> None:
    night = opened(queue, "ab")
    pause = timedelta(minutes=10)
    first = must_lease(queue, night)
    down = queue.postpone(first, result(first, 1, stopped_by="not_captured"), "not_captured timeout", NOW)
    other = must_lease(queue, night, NOW, pause)
    assert other.code == "A1"
    queue.commit(other, result(other), "", NOW)
    assert leased(queue, night, NOW + pause - SECOND, pause) is None
    again = must_lease(queue, night, NOW + pause, pause)
    assert (again.code, again.second_pass, again.run_id, again.why) == ("A0", True, down, "not_captured timeout")
    run = queue.commit(again, result(again, 2), "", NOW + pause)
    assert run != down
    assert [row.id for row in database.runs(entry(0).urls[0])] == [run]
    assert {job.code: (job.run_id, job.why) for job in queue.jobs(night.id)}["A0"] == (run, "")
    assert database.integrity() == []


def test_a_second_pass_without_a_result_leaves_that_of_the_first(database: Database, queue: DatabaseJobs) -> None:
    night = opened(queue, "ab")
    job, other = must_lease(queue, night), must_lease(queue, night)
    run = queue.postpone(job, result(job), "few_pages 2 40", NOW)
    queue.postpone(other, None, "error broke", NOW)
    assert queue.give_up(must_lease(queue, night), "error x", NOW)
    assert queue.give_up(must_lease(queue, night), "error y", NOW)
    assert states(queue, night) == {"A0": "done", "A1": "given_up"}
    assert [row.id for row in database.runs(entry(0).urls[0])] == [run]


def test_the_end_names_who_was_not_reached_and_the_next_start_begins_with_nobody_twice(queue: DatabaseJobs) -> None:
    night = opened(queue, "abcd")
    done, trouble, held = must_lease(queue, night), must_lease(queue, night), must_lease(queue, night)
    queue.commit(done, result(done), "", NOW)
    queue.postpone(trouble, result(trouble), "few_pages 2 40", NOW)
    assert queue.close_night(night.id, NightState.DONE, NOW) is None  # somebody is at work
    queue.release(held, NOW)
    closed = queue.close_night(night.id, NightState.DONE, NOW)
    assert closed is not None
    assert closed.state is NightState.OUT_OF_TIME
    assert states(queue, night) == {"A0": "done", "A1": "done", "A2": "unreached", "A3": "unreached"}
    assert leased(queue, night) is None
    again = opened(queue, "abcd")
    assert (again.id, again.state) == (night.id, NightState.RUNNING)
    assert [must_lease(queue, night).code, must_lease(queue, night).code, leased(queue, night)] == ["A2", "A3", None]


def test_opening_a_night_again_adds_who_is_new_and_takes_nothing_back(queue: DatabaseJobs) -> None:
    night = opened(queue, "ab")
    job = must_lease(queue, night)
    queue.commit(job, result(job), "", NOW)
    assert opened(queue, "abc").id == night.id
    assert states(queue, night) == {"A0": "done", "A1": "waiting", "A2": "waiting"}


def test_a_night_keeps_to_the_form_it_was_begun_with(queue: DatabaseJobs) -> None:
    opened(queue)
    with pytest.raises(BadInput, match="--form o01_o43 --fiscal-year 2566"):
        queue.open_night(DAY, "2567", 2567, [], NOW)


def test_a_night_that_the_canary_stopped_can_be_begun_later(queue: DatabaseJobs) -> None:
    stopped = queue.stop_night(DAY, "o01_o43", 2566, "O1: missing", NOW)
    assert (stopped.state, stopped.canary, queue.jobs(stopped.id)) == (NightState.STOPPED, "O1: missing", [])
    again = opened(queue)
    assert (again.id, again.state, again.canary) == (stopped.id, NightState.RUNNING, "")


def test_who_was_tried_last_is_known_whatever_came_of_it(database: Database, queue: DatabaseJobs) -> None:
    night = opened(queue, "abc")
    checked, broken, _ = must_lease(queue, night), must_lease(queue, night), must_lease(queue, night)
    queue.commit(checked, result(checked), "", NOW)
    queue.give_up(broken, "error x", NOW + SECOND)
    last = {one.entry.code: one.last for one in queue.watched(DAY)}
    assert last["A0"] == NOW
    assert last["A1"] == NOW + SECOND
    assert last["A2"] is None


def test_pages_and_standing_leave_out_what_was_not_captured(queue: DatabaseJobs) -> None:
    for visit, (stopped_by, pages) in enumerate([("finished", 40), ("not_captured", 0), ("settled", 60)]):
        night = opened(queue, "a", DAY + timedelta(visit))
        job = must_lease(queue, night)
        run = queue.commit(job, result(job, visit, stopped_by=stopped_by, pages=pages), "", NOW)
    agency = queue.watched(DAY)[0].agency_id
    assert queue.pages_before(agency) == [60, 40]
    assert queue.pages_before(agency, but=run) == [40]
    assert queue.standing(agency, "o01_o43", 2566) == NOW + 2 * SECOND
    assert queue.standing(agency, "o01_o43", 2566, but=run) == NOW
    assert queue.standing(agency, "o01_o43", 2567) is None


def test_a_capture_that_was_not_whole_never_stands(database: Database, queue: DatabaseJobs) -> None:
    for visit, why in enumerate(["", "few_pages 2 40"]):
        night = opened(queue, "a", DAY + timedelta(visit))
        job = must_lease(queue, night)
        queue.commit(job, result(job, visit), why, NOW)
    assert queue.standing(queue.watched(DAY)[0].agency_id, "o01_o43", 2566) == NOW
    assert [run.captured for run in sorted(database.kept_runs(), key=lambda run: run.order)] == [True, False]
