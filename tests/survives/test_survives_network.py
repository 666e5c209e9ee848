"""The network is lost in the middle of a check: nothing is called missing that was not looked at, and the check ends."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from oit.audit import Outcome, ReasonCode
from store.database import open_database
from store.rows import FindingRow
from tests.survives.checks import ROOT, agree, left_over, needs_proc, started

pytestmark = [needs_proc, pytest.mark.skipif(os.name != "posix", reason="a process is stopped by POSIX signals")]
ANSWERS = 6  # robots.txt among them; then the server is lost


def lost(data: Path, sign: signal.Signals, *options: str) -> list[FindingRow]:
    """The verdicts of a check during which the server gets the signal."""
    command = [sys.executable, "-m", "tests.survives.small_site", str(ANSWERS), str(int(sign))]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            url = server.stdout.readline().strip()
            ran = started(url, data, *options).ended()
        finally:
            with suppress(OSError):
                server.kill()
    assert (ran.code, ran.err) == (0, "")
    assert left_over(data) == []
    assert agree(data).code == 0
    with open_database(str(data / "oit.db")) as opened:
        (run,) = opened.runs(url)
        assert 0 < run.pages < ANSWERS
        return opened.findings(run.id)


def accused(findings: list[FindingRow]) -> list[str]:
    """Items that are called missing though nothing that names them was seen: they may stand on any page that was not."""
    unseen = (one for one in findings if any(reason.code is ReasonCode.NOTHING_FOUND for reason in one.reasons))
    return [one.code for one in unseen if one.outcome is Outcome.MISSING]


def nothing_is_held_against_the_agency(findings: list[FindingRow]) -> None:
    assert accused(findings) == []
    assert sum(one.outcome is Outcome.NOT_CHECKED for one in findings) > 30


def test_a_server_that_is_gone_for_good(tmp_path: Path) -> None:
    nothing_is_held_against_the_agency(lost(tmp_path, signal.SIGKILL, "--max-minutes", "0.2"))


def test_a_server_that_freezes(tmp_path: Path) -> None:
    """A tenth of a minute is the limit; who waits for the answer of a frozen server waits no longer."""
    nothing_is_held_against_the_agency(lost(tmp_path, signal.SIGSTOP, "--max-minutes", "0.1"))
