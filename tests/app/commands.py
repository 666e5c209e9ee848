"""The command line as its user runs it: in a process of its own, with a data folder of its own."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def oit(*arguments: str, data: Path, stdin: str = "", timeout: float = 240) -> Ran:
    """Runs the command line in a process of its own; its data folder is `data`."""
    env = {**os.environ, "OIT_DATA": str(data), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "cli", *arguments]
    done = subprocess.run(command, input=stdin.encode(), capture_output=True, timeout=timeout, env=env, cwd=data, check=False)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def in_process(*arguments: str, data: Path | None = None) -> Ran:
    """The same in this process, in the folder `data` with it as data folder, else with that which OIT_DATA names: for commands that do not
    crawl, where it is not their process that is tested."""
    from cli import run_cli  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        if data is not None:
            patch.setenv("OIT_DATA", str(data))
            patch.chdir(data)
        code = run_cli([*arguments])
    return Ran(code, out.getvalue(), err.getvalue())
