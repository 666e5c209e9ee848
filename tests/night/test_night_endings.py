"""A night that is asked to end, and one whose canary fell silent."""

import json
import shutil
import signal
import sys
from pathlib import Path

import pytest

from app.canary import differences
from oit.night import JobState, NightState
from sample import truth
from store.database import open_database
from tests.night.commands import DAY, crawling, jobs, nightly, runs, watched
from tests.night.sites import host
from tests.survives.checks import ROOT, finished, left_over, needs_proc

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent as a signal")


@on_posix
@needs_proc
def test_ctrl_c_gives_back_what_is_not_done_and_the_next_start_goes_on(tmp_path: Path) -> None:
    with host(slow=1.5) as site:
        watched(tmp_path, ONE=site.url)
        night = nightly(tmp_path, "--no-canary")
        assert night.wait_for(lambda: crawling(tmp_path))
        night.process.send_signal(signal.SIGINT)
        ran = night.ended()
        site.slow = 0.0
        assert ran.code == 130
        assert ran.err.splitlines()[-1].startswith("oit: interrupted: finished agencies are kept")
        assert "Traceback" not in ran.err
        assert left_over(tmp_path) == []
        job = jobs(tmp_path)["ONE"]
        assert (job.state, job.attempts, job.run_id) == (JobState.WAITING, 0, None)
        assert finished(tmp_path) == []  # no snapshot that no verdict rests on
        log = tmp_path / "night.log"
        assert nightly(tmp_path, "--no-canary", "--log", str(log), "--json").ended().code == 0
    assert runs(tmp_path) == {"ONE": 1}
    told = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [one["event"] for one in told] == ["night", "started", "done", "summary"]
    assert (told[2]["code"], told[2]["pages"], sum(told[2]["counts"].values())) == ("ONE", 3, 43)
    assert (told[3]["captured"], told[3]["agencies"]) == (1, 1)


def test_where_the_sample_is_judged_otherwise_no_agency_is_asked(tmp_path: Path) -> None:
    """The rules of this run are a copy in which the words of one topic are spoilt."""
    rules = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules", ignore=shutil.ignore_patterns("__pycache__")))
    words = rules / "topics.yaml"
    spoilt = words.read_text(encoding="utf-8").replace("โครงสร้าง", "ของที่ไม่มีใครเขียน")
    words.write_text(spoilt, encoding="utf-8")
    with host() as site:
        watched(tmp_path, ONE=site.url)
        ran = nightly(tmp_path).ended()
        assert site.asked == []
    assert ran.code == 4
    assert "O1: " in ran.out
    assert "no agency was audited" in ran.out
    with open_database(str(tmp_path / "oit.db")) as opened:
        night = opened.night_queue().night(DAY)
    assert night is not None
    assert (night.state, night.canary.startswith("O1: ")) == (NightState.STOPPED, True)
    assert runs(tmp_path) == {"ONE": 0}
    assert finished(tmp_path) == []


def test_every_verdict_of_the_specification_is_compared() -> None:
    from tests.store.store_made import audit, finding  # noqa: PLC0415

    told = differences(audit((finding(1), finding(99))), truth(), browser=True)
    assert [line.partition(":")[0] for line in told] == [*truth().items, "O99"]
    assert "O2: no verdict, not " in told[1]
