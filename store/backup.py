"""A database as one file, and back. The file is a SQLite database of our tables, whatever kind of database it was made from or goes into.

It is made while others go on writing, holds one moment, and is there under its name only when it is whole. Only its owner may read it.
"""

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, create_engine

from oit.errors import BadInput, NotFit
from store.copying import copy_rows, has_rows, remove_rows
from store.engine import WRITING, database_address, make_engine, shown, telling
from store.layout import sync
from store.upgrade import MIGRATIONS, NEWEST, VERSION_TABLE, upgrade

_OWNER_ONLY = 0o600
_MAGIC = b"SQLite format 3\0"


def back_up(address: str, file: Path) -> int:
    """Writes the backup; its size in bytes. BadInput for a file that is there, NotFit when database or disk refuse."""
    if file.exists():
        raise BadInput(f"{file}: is there already; give another name")
    url = database_address(address)
    engine = make_engine(url)
    try:
        with telling(shown(url)), _new_file(file) as part:
            upgrade(engine, shown(url))
            if engine.dialect.name == "sqlite":
                _copy_file(str(url.database), part)
            else:
                _copy_out(engine, part)
            _check(part, file)
        return file.stat().st_size
    finally:
        engine.dispose()


def restore(file: Path, address: str, *, replace: bool, now: datetime, aside: Path) -> Path | None:
    """Puts what a backup holds into a database; one of an older version is upgraded on the way, the backup itself stays as it is. Returns
    the backup made of what was there before (beside a SQLite file, else in `aside`), None where nothing was. BadInput for a database that
    holds something, without `replace`; NotFit for a backup that is damaged, of a newer version or none at all, and when a database or the
    disk refuses: nothing is changed then."""
    check_backup(file)
    url = database_address(address)
    with TemporaryDirectory(prefix="oit-restore-") as folder:
        copy = Path(folder) / "backup.db"
        copy.touch(_OWNER_ONLY)
        with telling(str(file)):
            _copy_file(str(file), copy)
            source = make_engine(database_address(str(copy)))
            try:
                upgrade(source, str(file))
                before = _kept_before(address, replace=replace, now=now, aside=aside)
                _copy_in(source, make_engine(url), shown(url))
            finally:
                source.dispose()
    return before


def check_backup(file: Path) -> None:
    """NotFit, saying why, for a file that `restore` cannot use."""
    try:
        with file.open("rb") as opened:
            head = opened.read(len(_MAGIC))
    except OSError as error:
        raise NotFit(f"{file}: cannot be read ({error.strerror}); give the file of a backup") from error
    if head != _MAGIC:
        raise NotFit(f"{file}: is no backup of this program; give a file that oit db backup made")
    with telling(str(file)), closing(_read_only(file)) as connection:
        if said := [row[0] for row in connection.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]:
            raise NotFit(f"{file}: the backup is damaged ({' '.join(said[0].split())[:200]}); give another one")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise NotFit(f"{file}: the backup is damaged (rows refer to nothing); give another one")
        _check_version(connection, file)


def rotate(folder: Path, pattern: str, keep: int) -> list[Path]:
    """Removes all but the newest files of a backup's pattern, by their names; which ones."""
    old = sorted(folder.glob(pattern))[:-keep] if keep else []
    for file in old:
        try:
            file.unlink()
        except OSError as error:
            raise NotFit(f"{file}: cannot be removed ({error.strerror}); make its folder writable") from error
    return old


def _check_version(connection: sqlite3.Connection, file: Path) -> None:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if VERSION_TABLE not in tables:
        raise NotFit(f"{file}: is no backup of this program; give a file that oit db backup made")
    row = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()
    known = {path.name[1:5] for path in (MIGRATIONS / "versions").glob("v[0-9]*.py")}
    if row is None or row[0] not in known:
        raise NotFit(f"{file}: was written by a newer version of this program ({row and row[0]}); use that one")


def _kept_before(address: str, *, replace: bool, now: datetime, aside: Path) -> Path | None:
    """What is in the database goes into a backup beside it, or, of a damaged file, out of the way."""
    url = database_address(address)
    name, path = shown(url), Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    if path is not None and not (path.exists() and path.stat().st_size):
        return None
    kept = (aside if path is None else path.parent) / f"{path.stem if path is not None else 'oit'}-before-restore-{now:%Y%m%dT%H%M%S}.db"
    try:
        if not _is_used(address, name):
            return None
    except NotFit:
        if not replace or path is None or not _is_damaged(path):
            raise
        _move_away(path, kept)
        return kept
    if not replace:
        raise BadInput(f"database {name}: holds something; add --replace to keep that in a backup and put this one in its place")
    back_up(address, kept)
    return kept


def _is_used(address: str, name: str) -> bool:
    engine = make_engine(database_address(address))
    try:
        with telling(name):
            upgrade(engine, name)
            with engine.connect() as connection:
                return has_rows(connection)
    finally:
        engine.dispose()


def _is_damaged(path: Path) -> bool:
    """Not merely locked, or of a newer version."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True


def _move_away(path: Path, kept: Path) -> None:
    try:
        path.rename(kept)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise NotFit(f"{path}: cannot be moved away ({error.strerror}); make its folder writable") from error


def _copy_in(source: Engine, target: Engine, name: str) -> None:
    """In one transaction of the target: all or nothing."""
    try:
        with telling(name):
            upgrade(target, name)
            with source.connect() as read, target.connect().execution_options(**{WRITING: True}) as written, written.begin():
                remove_rows(written)
                copy_rows(read, written)
    finally:
        target.dispose()


def _copy_out(engine: Engine, part: Path) -> None:
    """The rows of one moment into a new file with our tables."""
    made = create_engine(f"sqlite:///{part}")
    try:
        upgrade(made, str(part))
        moment = engine.connect().execution_options(isolation_level="REPEATABLE READ")
        with moment, moment.begin(), made.begin() as written:
            copy_rows(moment, written)
        with made.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
    finally:
        made.dispose()


def _copy_file(source: str, part: Path) -> None:
    """SQLite's own copy of a database that others use."""
    with closing(sqlite3.connect(source, timeout=30)) as read, closing(sqlite3.connect(part)) as written:
        read.backup(written)
        written.execute("PRAGMA journal_mode=DELETE")


def _check(part: Path, file: Path) -> None:
    with closing(sqlite3.connect(part)) as connection:
        said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        version = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()
    if said != "ok" or version != (NEWEST,):
        raise NotFit(f"{file}: the backup does not hold together ({' '.join(said.split())[:200]}); run oit db check")


def _read_only(file: Path) -> sqlite3.Connection:
    """A backup in a folder where nothing may be written can be read too."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _give_name(part: Path, file: Path) -> None:
    """Never in the place of a file that appeared meanwhile, where the disk can tell."""
    try:
        os.link(part, file)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        part.rename(file)


@contextmanager
def _new_file(file: Path) -> Iterator[Path]:
    """A file of its owner's own that gets its name when it is whole and on the disk."""
    part = file.with_name(f".{uuid.uuid4().hex}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER_ONLY))
        yield part
        with part.open("rb+") as opened:
            sync(opened)
        _give_name(part, file)
    except FileExistsError:
        raise BadInput(f"{file}: is there already; give another name") from None
    except OSError as error:
        raise NotFit(f"{file}: the backup cannot be written ({error.strerror}); choose another place or make room") from error
    finally:
        for name in (part, *(part.with_name(part.name + ending) for ending in ("-wal", "-shm", "-journal"))):
            with suppress(OSError):
                name.unlink(missing_ok=True)
