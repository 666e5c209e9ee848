"""Ctrl-C, SIGTERM, a lost terminal: the check ends in order, says what it kept, and leaves no process."""

import os
import shlex
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.browser import find_browser
from tests.app.commands import in_process
from tests.survives.checks import Check, agree, command_of, finished, folders, left_over, needs_proc, processes_of, started, verdicts
from tests.survives.small_site import served

pytestmark = [needs_proc, pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")]


def ctrl_c_twice(check: Check) -> None:
    """As a terminal sends it: to the process and all that it started."""
    os.killpg(check.process.pid, signal.SIGINT)
    time.sleep(0.3)
    if check.process.poll() is None:
        os.killpg(check.process.pid, signal.SIGINT)


def term(check: Check) -> None:
    """As a service manager sends it: to the process alone."""
    check.process.terminate()


def hang_up(check: Check) -> None:
    os.killpg(check.process.pid, signal.SIGHUP)


@pytest.mark.parametrize("end", [ctrl_c_twice, term, hang_up])
def test_what_was_fetched_is_kept_and_told(tmp_path: Path, end: Callable[[Check], None]) -> None:
    with served(slow=0.3) as site:
        check = started(site.url, tmp_path)
        assert check.wait_for(lambda: site.asked >= 6)
        end(check)
        ran = check.ended()
    assert (ran.code, ran.err.count("\n")) == (130, 1), ran.err
    assert left_over(tmp_path) == []
    (folder,) = finished(tmp_path)
    assert f"interrupted: what was fetched is kept in {folder}; judge it with: oit judge {folder}" in ran.err
    assert verdicts(tmp_path / "oit.db") == {}
    assert in_process(*shlex.split(ran.err.partition("judge it with: ")[2])[1:]).code == 0
    assert len(verdicts(tmp_path / "oit.db")) == 1
    assert agree(tmp_path).code == 0


def test_before_anything_came_there_is_nothing_to_keep(tmp_path: Path) -> None:
    with served() as site:
        check = started(site.url, tmp_path)
        assert check.wait_for(lambda: bool(folders(tmp_path)))
        ctrl_c_twice(check)
        ran = check.ended()
    assert (ran.code, ran.err.strip()) == (130, "oit: interrupted")
    assert left_over(tmp_path) == []
    assert folders(tmp_path) == []


@pytest.mark.browser
@pytest.mark.parametrize("end", [Check.kill, ctrl_c_twice])
def test_the_browser_ends_too(tmp_path: Path, end: Callable[[Check], None]) -> None:
    found = find_browser()
    if found is None:
        pytest.skip("no browser was found on this machine")

    def browsing() -> bool:
        return any("--remote-debugging" in command_of(pid) for pid in processes_of(tmp_path))

    with served(slow=0.1) as site:
        check = started(site.url, tmp_path, "--render", "always", "--no-pictures")
        assert check.wait_for(browsing)
        end(check)
        check.process.communicate(timeout=60)
    assert left_over(tmp_path) == []
