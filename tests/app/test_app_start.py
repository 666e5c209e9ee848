"""The program started as its user starts it does what a forked one does, which most tests use (tests/forked.py)."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli import cli
from tests import forked
from tests.app.commands import ROOT, Ran, oit
from tests.forked import Forked
from tests.survives.checks import left_over, needs_proc, started
from tests.survives.small_site import served

can_fork = pytest.mark.skipif(not forked.CAN_FORK, reason="tests fork the program on Linux only")


def really(*arguments: str, data: Path, patch: pytest.MonkeyPatch) -> Ran:
    patch.setattr(forked, "CAN_FORK", False)
    try:
        return oit(*arguments, data=data)
    finally:
        patch.undo()


@pytest.mark.parametrize("name", ["check", "nightly"])
def test_a_command_starts(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = really(name, "--help", data=tmp_path, patch=monkeypatch)
    assert (real.code, real.err) == (0, "")
    assert f"oit {name}" in real.out


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_says_what_it_is_for(name: str, tmp_path: Path) -> None:
    ran = oit(name, "--help", data=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert f"oit {name}" in ran.out


def test_a_check_and_its_crawl_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its crawl too is a process of its own, started anew, with what it needs handed over."""
    monkeypatch.setattr(forked, "CAN_FORK", False)
    with served() as site:
        check = started(site.url, tmp_path)
        assert isinstance(check.process, subprocess.Popen)
        real = check.ended()
        assert (real.code, real.err) == (0, "")
        monkeypatch.undo()
        again = started(site.url, tmp_path).ended()
    assert (again.code, again.err) == (0, "")
    assert [line for line in again.out.splitlines() if line.startswith("O")] == [
        line for line in real.out.splitlines() if line.startswith("O")
    ]


@needs_proc
@can_fork
def test_a_forked_check_is_killed_as_a_started_one(tmp_path: Path) -> None:
    with served(slow=0.3) as site:
        check = started(site.url, tmp_path)
        assert isinstance(check.process, Forked)
        assert check.wait_for(lambda: site.asked >= 3)
        assert os.getsid(check.process.pid) == os.getpgid(check.process.pid) == check.process.pid
        assert left_over(tmp_path, seconds=0) != []  # found by what the tests of kills look for, and ended
        out, err = check.process.communicate(timeout=30)
    assert check.process.returncode == -signal.SIGKILL, (out, err)
    assert left_over(tmp_path) == []


@can_fork
def test_a_forked_program_has_the_folder_and_surroundings_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIT_CONTACT", "หน่วยงาน")
    assert "contact: give a web or e-mail address" in oit("check", "http://127.0.0.1:9", data=tmp_path).err
    monkeypatch.delenv("OIT_CONTACT")
    assert oit("check", "http://127.0.0.1:9", "--json", "nowhere/x.json", data=tmp_path).code == 2
    assert oit("text", data=tmp_path, stdin='{"text": "a"}\n').out.startswith('{"text": "a"')


@pytest.mark.skipif(sys.platform == "win32", reason="the program lies elsewhere there")
def test_the_installed_command_starts() -> None:
    program = Path(sys.executable).parent / "oit"
    if not program.exists():
        pytest.skip("oit is not installed beside this Python")
    done = subprocess.run([program, "--version"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("oit, version ")
