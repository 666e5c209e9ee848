"""A disk of two megabytes that only this test sees: a file system in memory, mounted where no other process looks."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import forked
from tests.app.commands import Ran
from tests.survives.checks import HEARING, ROOT

HOLD = 'mount -t tmpfs -o size=2m none "$1" && echo ready && exec cat'
_TOOLS = ("unshare", "nsenter", "mount")


class SmallDisk:
    """`place` is its path for programs run by `run`; `seen` the same for this process."""

    def __init__(self, place: Path, holder: int) -> None:
        self.place, self._holder = place, holder
        self.seen = Path(f"/proc/{holder}/root{place}")

    def run(self, *command: str, data: Path) -> Ran:
        inside = ["nsenter", "-t", str(self._holder), "-m", "--wd=/", "--", *command]
        env = {**os.environ, "OIT_DATA": str(data), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(inside, env=env, capture_output=True, text=True, timeout=120, check=False)
        return Ran(done.returncode, done.stdout, done.stderr)

    def oit(self, *arguments: str, data: Path) -> Ran:
        if not forked.CAN_FORK:
            return self.run(sys.executable, "-c", HEARING, "-m", "cli", *arguments, data=data)
        env = {**os.environ, "OIT_DATA": str(data), "PYTHONPATH": str(ROOT)}
        inside = forked.Forked(arguments, cwd=Path("/"), env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, mounts_of=self._holder)
        out, err = inside.communicate(timeout=120)
        return Ran(inside.wait(), out.decode(), err.decode())

    def fill(self) -> Path:
        """Leaves no byte; returns the file that must go to make room."""
        filler = self.seen / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                return filler

    def read_only(self) -> None:
        done = self.run("mount", "-o", "remount,ro", str(self.place), data=self.place)
        assert done.code == 0, done.err


@contextmanager
def small_disk(place: Path) -> Iterator[SmallDisk]:
    """Skips the test where no disk can be made."""
    if sys.platform != "linux" or os.geteuid() != 0 or not all(map(shutil.which, _TOOLS)):
        pytest.skip("a small disk needs Linux, root, unshare and nsenter")
    place.mkdir()
    command = ["unshare", "-m", "sh", "-c", HOLD, "sh", str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as holder:
        try:
            assert holder.stdout is not None
            if holder.stdout.readline() != b"ready\n":
                pytest.skip("a small disk could not be mounted here: this root may not mount")
            yield SmallDisk(place, holder.pid)
        finally:
            holder.kill()
