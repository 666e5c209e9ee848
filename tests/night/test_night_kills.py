"""A night is killed, in parts or whole: nothing is lost, nothing is doubled, nobody goes on asking."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from oit.night import JobState
from tests.night.commands import crawling, end, jobs, nightly, runs, watched, workers
from tests.night.sites import host
from tests.survives.checks import agree, left_over, needs_proc

pytestmark = [needs_proc, pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signals")]


def test_a_killed_worker_is_replaced_and_its_agency_checked_once_more(tmp_path: Path) -> None:
    with host(slow=1.5) as site:
        watched(tmp_path, ONE=site.url)
        night = nightly(tmp_path, "--no-canary")
        assert night.wait_for(lambda: crawling(tmp_path))
        (worker,) = workers(night)
        end(worker)
        site.slow = 0.0
        ran = night.ended()
    assert ran.code == 0, ran.err
    job = jobs(tmp_path)["ONE"]
    assert (job.state, job.attempts, job.token, job.why) == (JobState.DONE, 2, 2, "")
    assert runs(tmp_path) == {"ONE": 1}
    assert '"event": "ended"' in ran.err
    assert left_over(tmp_path) == []
    assert agree(tmp_path).code == 0


def test_a_killed_night_ends_whole_and_the_next_start_goes_on_at_once(tmp_path: Path) -> None:
    with host() as quick, host(slow=8) as slow:
        watched(tmp_path, QUICK=quick.url, SLOW=slow.url)
        night = nightly(tmp_path, "--no-canary")
        assert night.wait_for(lambda: runs(tmp_path).get("QUICK") == 1 and len(slow.asked) > 0)
        second = nightly(tmp_path, "--no-canary").ended()
        assert (second.code, second.err.count("\n")) == (4, 1)
        assert "is being worked on since" in second.err
        night.kill()
        slow.slow = 0.0
        assert left_over(tmp_path) == []
        before = jobs(tmp_path)
        assert (before["QUICK"].state, before["SLOW"].state, runs(tmp_path)["SLOW"]) == (JobState.DONE, JobState.LEASED, 0)
        asked = len(quick.asked)
        ran = nightly(tmp_path, "--no-canary").ended()
        assert ran.code == 0, ran.err
        assert len(quick.asked) == asked
    after = jobs(tmp_path)
    assert after["QUICK"] == before["QUICK"]
    assert (after["SLOW"].state, after["SLOW"].attempts, after["SLOW"].run_id is not None) == (JobState.DONE, 2, True)
    assert runs(tmp_path) == {"QUICK": 1, "SLOW": 1}
    with closing(sqlite3.connect(tmp_path / "oit.db")) as database:
        assert database.execute("SELECT count(*), count(DISTINCT run_id) FROM jobs").fetchone() == (2, 2)
    assert left_over(tmp_path) == []
    assert agree(tmp_path).code == 0
