"""The command line as its user runs it: in a process of its own, with a data folder of its own."""

import io
import os
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.forked import start

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def oit(*arguments: str, data: Path, stdin: str = "", timeout: float = 240) -> Ran:
    """Runs the command line in a process of its own (tests/forked.py); its data folder is `data`."""
    env = {**os.environ, "OIT_DATA": str(data), "PYTHONPATH": str(ROOT)}
    running = start(arguments, cwd=data, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        out, err = running.communicate(stdin.encode(), timeout)
    except subprocess.TimeoutExpired:
        running.kill()
        raise
    return Ran(running.wait(), out.decode(), err.decode())


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
