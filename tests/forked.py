"""The command line in a process of its own that need not load its modules: it is forked from one that has (tests/fork_server.py).

Loading them takes three seconds of processor time, and as much again in each crawl; most checks of small sites take less than one.
What is tested of the start itself starts the real program (tests/app/test_app_start.py); so does every test where the system cannot
fork."""

import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
CAN_FORK = sys.platform == "linux" and hasattr(socket, "recv_fds")
_START_SECONDS = 300
Stream = int | IO[bytes] | None


class Server:
    """The process that forks; one for each process of tests."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, tempfile.TemporaryFile() as said:
            command = [sys.executable, "-m", "tests.fork_server", str(theirs.fileno())]
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=env, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said
            )
            theirs.close()
            ready, _, _ = select.select([self._control], [], [], _START_SECONDS)
            if not ready or self._control.recv(10) != b"ready":
                said.seek(0)
                raise RuntimeError(f"the process that forks did not start:\n{said.read().decode('utf-8', 'replace')}")

    def order(self, message: bytes, files: list[int]) -> None:
        socket.send_fds(self._control, [message], files)

    def close(self) -> None:
        self._control.close()
        self._process.wait(30)


@cache
def server() -> Server:
    return Server()


def pytest_sessionfinish() -> None:
    """Hook of pytest (conftest.py): the process ends with the tests, and what it took is counted as theirs."""
    if server.cache_info().currsize:
        server().close()
        server.cache_clear()


class Forked:
    """As subprocess.Popen with bytes, for the command line. `cwd` and `env` as there; with `new_session` it leads a group of its own;
    it sees the disks as the process `mounts_of` does."""

    def __init__(self, arguments: tuple[str, ...], *, cwd: Path, env: Mapping[str, str], stdin: Stream = None, stdout: Stream = None,
                 stderr: Stream = None, new_session: bool = False, mounts_of: int = 0) -> None:  # fmt: skip
        self.args = arguments
        self.returncode: int | None = None
        self._told, theirs = socket.socketpair()
        order = {"arguments": arguments, "cwd": str(cwd), "env": dict(env), "new_session": new_session, "mounts_of": mounts_of}
        pipes = [_ends(given, number) for number, given in enumerate((stdin, stdout, stderr))]
        self.stdin, self.stdout, self.stderr = (ours for ours, _, _ in pipes)
        with theirs:
            server().order(json.dumps(order).encode(), [theirs.fileno(), *(child for _, child, _ in pipes)])
        for _, child, made in pipes:
            if made:
                os.close(child)
        self._lines = self._told.makefile("rb")
        self.pid = self._line()

    def poll(self) -> int | None:
        if self.returncode is None and select.select([self._told], [], [], 0)[0]:
            self._end()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            if not select.select([self._told], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            self._end()
        assert self.returncode is not None
        return self.returncode

    def communicate(self, given: bytes | None = None, timeout: float | None = None) -> tuple[bytes, bytes]:
        """What it writes until it and all that hold its streams have ended."""
        came: list[list[bytes]] = [[], []]
        readers = [
            threading.Thread(target=lambda stream=stream, out=out: out.append(stream.read()), daemon=True)
            for stream, out in zip((self.stdout, self.stderr), came, strict=True)
            if stream is not None and not stream.closed
        ]
        for reader in readers:
            reader.start()
        if self.stdin is not None and not self.stdin.closed:
            with suppress(BrokenPipeError):
                self.stdin.write(given or b"")
            with suppress(BrokenPipeError):
                self.stdin.close()
        for reader in readers:
            reader.join(timeout)
            if reader.is_alive():
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
        self.wait(timeout)
        for stream in (self.stdout, self.stderr):
            if stream is not None:
                stream.close()
        out, err = (b"".join(parts) for parts in came)
        return out, err

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):  # ended in between
                os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(15)

    def kill(self) -> None:
        self.send_signal(9)

    def _end(self) -> None:
        self.returncode = self._line()
        self._lines.close()
        self._told.close()

    def _line(self) -> int:
        line = self._lines.readline()
        if not line:
            raise RuntimeError("the process that forks has ended")
        return int(line)


def _ends(given: Stream, number: int) -> tuple[IO[bytes] | None, int, bool]:
    """Our end of a stream where it is a pipe, the child's end, and whether that is to be closed here."""
    if given == subprocess.PIPE:
        reading, writing = os.pipe()
        return (os.fdopen(writing, "wb"), reading, True) if number == 0 else (os.fdopen(reading, "rb"), writing, True)
    if given == subprocess.DEVNULL:
        return None, os.open(os.devnull, os.O_RDWR), True
    if given is None:
        return None, number, False
    return None, given if isinstance(given, int) else given.fileno(), False


def start(arguments: tuple[str, ...], *, cwd: Path, env: Mapping[str, str], new_session: bool = False, stdin: Stream = None,
          stdout: Stream = None, stderr: Stream = None) -> "Forked | subprocess.Popen[bytes]":  # fmt: skip
    """Begins the command line, forked where that can be: modules in the folder where it starts would go before those that are loaded."""
    if CAN_FORK and not any(cwd.glob("*.py")) and not any(cwd.glob("*/__init__.py")):
        return Forked(arguments, cwd=cwd, env=env, stdin=stdin, stdout=stdout, stderr=stderr, new_session=new_session)
    command = [sys.executable, "-m", "cli", *arguments]
    streams = {"stdin": stdin, "stdout": stdout, "stderr": stderr}
    return subprocess.Popen(command, cwd=cwd, env=env, start_new_session=new_session, **streams)  # type: ignore[call-overload,no-any-return]
