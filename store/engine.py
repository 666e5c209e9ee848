"""From an address to an engine, and from the driver's errors to one line for a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, NoSuchModuleError

from oit.errors import NotFit

# Writers wait for each other this long; a save takes milliseconds, so only a stuck program makes them give up.
WAIT_SECONDS = 30
WRITING = "oit_writing"  # execution option of a connection that is going to write
_SCHEMES = "sqlite:///FILE, postgresql+psycopg://USER@HOST/NAME or the path of a file"


def database_address(given: str) -> URL:
    """The address of a database: `sqlite:///path`, `postgresql://...`, or the bare path of a SQLite file. NotFit for anything else."""
    if not given.strip():
        raise NotFit(f"the database's address is empty; give {_SCHEMES}")
    if "://" not in given:
        return URL.create("sqlite", database=given if given == ":memory:" else str(Path(given).expanduser()))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):
        raise NotFit(f"the database's address {given.split(':', maxsplit=1)[0]}:... cannot be read; give {_SCHEMES}") from None
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise NotFit(f"{url.drivername}: databases of this kind are not supported; give {_SCHEMES}")
    return url


def shown(url: URL) -> str:
    """The address as it may be printed: a file's path, or the URL without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


def make_engine(url: URL) -> Engine:
    """The engine for an address. The folder of a SQLite file is created. NotFit when the place or the driver is not there."""
    name = shown(url)
    if url.get_backend_name() == "sqlite":
        _make_room(url, name)
    try:
        engine = create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite")
    except (ModuleNotFoundError, NoSuchModuleError):
        raise NotFit(f"{name}: the PostgreSQL driver is not installed; install the extra: oit-crawler[postgresql]") from None
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _on_sqlite_connect)
        event.listen(engine, "begin", _on_sqlite_begin)
    return engine


@contextmanager
def telling(name: str) -> Iterator[None]:
    """Turn what the driver says of an unfit database into NotFit. Errors of our own data (a double key) pass through."""
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except (DBAPIError, sqlite3.Error) as error:
        said = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())[:200]
        raise NotFit(f"database {name}: {said}; {_advice(said)}") from error


def _advice(said: str) -> str:
    for sign, advice in (
        ("not a database", "choose another file, or move this one away"),
        ("malformed", "the file is damaged: restore a copy, or move it away"),
        ("locked", "another program holds it: try again when that has ended"),
        ("readonly", "make the file and its folder writable, or choose another with --db"),
        ("unable to open", "make the file and its folder writable, or choose another with --db"),
        ("full", "make room on the disk"),
        ("disk I/O", "make room on the disk, and see whether it is sound"),
    ):
        if sign in said:
            return advice
    return "check the address and that the database can be reached"


def _make_room(url: URL, name: str) -> None:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):  # SQLite's own address: no folder is made
        return
    path = Path(url.database)
    if path.is_dir():
        raise NotFit(f"database {name}: is a directory; give the path of a file in it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotFit(f"database {name}: its folder cannot be created ({error.strerror}); choose another place with --db") from error


def _on_sqlite_connect(connection: Any, _record: object) -> None:
    """The driver's own opening of transactions is switched off: it leaves table changes outside of them."""
    connection.isolation_level = None
    for pragma in (f"busy_timeout={WAIT_SECONDS * 1000}", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _on_sqlite_begin(connection: Connection) -> None:
    """Who is going to write takes the lock at once: one who reads first and then wants to write is refused without waiting."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITING) else "BEGIN")
