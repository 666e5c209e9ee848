"""`oit check` as a real process that can be killed, and what is left of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from store.database import open_database
from tests.app.commands import Ran, in_process
from tests.forked import Forked, start

ROOT = Path(__file__).parents[2]
needs_proc = pytest.mark.skipif(not Path("/proc/self/environ").is_file(), reason="processes are looked for in /proc")
# A shell starts what runs behind it deaf to Ctrl-C, and children inherit that: this hears again, then becomes what its arguments say.
HEARING = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"

AS_USUAL = ("-m", "cli")


@dataclass(frozen=True)
class Check:
    """One run of `oit check` or another command, in a session of its own."""

    process: "Forked | subprocess.Popen[bytes]"
    data: Path
    arguments: tuple[str, ...]

    def ended(self, timeout: float = 90) -> Ran:
        out, err = self.process.communicate(timeout=timeout)
        return Ran(self.process.wait(), out.decode(), err.decode())

    def kill(self) -> None:
        """The process alone: its children must notice by themselves."""
        self.process.kill()
        self.process.communicate(timeout=30)

    def wait_for(self, happened: Callable[[], bool], timeout: float = 60) -> bool:
        """Until it happened; False where the check ended before."""
        end = time.monotonic() + timeout
        while not happened():
            if self.process.poll() is not None:
                return happened()
            assert time.monotonic() < end, "it never happened"
            time.sleep(0.002)
        return True


def begun(data: Path, *arguments: str, program: tuple[str, ...] = AS_USUAL, **given: Any) -> Check:
    """Begins a command whose data folder is `data`. `program` is how Python is told to run the command line; it is started anew where
    that or something else of a start is `given`, else forked."""
    env = {**os.environ, "OIT_DATA": str(data), "PYTHONPATH": str(ROOT)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    if program == AS_USUAL and not given:
        return Check(start(arguments, cwd=data, env=env, new_session=True, **pipes), data, arguments)
    command = [sys.executable, "-c", HEARING, *program, *arguments]
    return Check(subprocess.Popen(command, cwd=data, env=env, start_new_session=True, **pipes, **given), data, arguments)


def started(url: str, data: Path, *options: str, **given: Any) -> Check:
    """Begins a check of a site on loopback."""
    quick = ["--allow-private-hosts", "127.0.0.1", "--delay", "0", "--render", "never", "--ocr", "never", "--quiet"]
    return begun(data, "check", url, *quick, "--fiscal-year", "2566", "--db", str(data / "oit.db"), *options, **given)


def processes_of(data: Path) -> list[int]:
    """Whatever lives that was started with this data folder, or was forked to work in it."""
    mark, found = f"OIT_DATA={data}\0".encode(), []
    for entry in Path("/proc").iterdir():
        try:
            if not entry.name.isdigit() or int(entry.name) == os.getpid():
                continue
            if mark in (entry / "environ").read_bytes() + b"\0" or Path(os.readlink(entry / "cwd")) == data:
                found.append(int(entry.name))
        except OSError:  # ended, or another user's
            continue
    return found


def left_over(data: Path, seconds: float = 12) -> list[str]:
    """What still lives after so long; it is ended then, so that no test leaves anything."""
    end = time.monotonic() + seconds
    while (living := processes_of(data)) and time.monotonic() < end:
        time.sleep(0.05)
    told = [command_of(pid) for pid in living]
    for pid in living:
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    return told


def command_of(pid: int) -> str:
    """Its command line, "" when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


Verdicts = dict[int, list[tuple[object, ...]]]


def verdicts(database: Path | str) -> Verdicts:
    """Every run's findings as the database has them."""
    if isinstance(database, Path) and not database.exists():
        return {}
    with open_database(str(database)) as opened:
        runs = [run for agency in opened.agencies() for run in opened.runs(agency.url)]
        return {run.id: [(run.agency.url, run.score, one.code, one.outcome, one.reasons, one.evidence) for one in opened.findings(run.id)]
                for run in runs}  # fmt: skip


def agree(data: Path, db: str = "") -> Ran:
    """`oit db check --deep` in the data folder, in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OIT_DATA", str(data))
        return in_process("db", "check", "--deep", "--db", db or str(data / "oit.db"))


def folders(data: Path) -> list[Path]:
    """The snapshot folders of a data folder."""
    return sorted((data / "snapshots").glob("*/*"))


def finished(data: Path) -> list[Path]:
    return [folder for folder in folders(data) if (folder / "manifest.json").is_file()]
