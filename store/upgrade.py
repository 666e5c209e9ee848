"""Brings a database to the tables of this version, by the migrations beside this file."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from oit.errors import NotFit
from store.engine import WAIT_SECONDS, WRITING

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "oit_schema"
NEWEST = "0005"  # the revision of store.models; a test holds it to the newest migration
_LOCK = 0x6F6974  # of this program among PostgreSQL's advisory locks


def upgrade(engine: Engine, name: str) -> None:
    """Create or upgrade the tables in one transaction; several programs may do so at once. NotFit for a newer or a foreign database."""
    if engine.dialect.name == "sqlite":
        _switch_to_wal(engine)
    with engine.connect() as connection:
        if _revision(connection, name) == NEWEST:
            return
    with engine.connect().execution_options(**{WRITING: True}) as connection, _references_unheld(connection), connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        migrate(connection, _revision(connection, name), NEWEST, name)
        _check_references(connection, name)


@contextmanager
def _references_unheld(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by copying it, and would take all that refers to the old one along with it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _check_references(connection: Connection, name: str) -> None:
    if connection.dialect.name == "sqlite" and (lost := connection.execute(text("PRAGMA foreign_key_check")).first()):
        raise NotFit(f"database {name}: rows of {lost[0]} refer to nothing, so it was not upgraded; restore a backup")


def migrate(connection: Connection, current: str | None, wanted: str, name: str = "database") -> None:
    """Run the migrations from `current` up to `wanted` in the connection's transaction. NotFit when `current` is not known here."""
    from alembic import command  # noqa: PLC0415  slow to import, and only an upgrade needs it
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if current is not None and current not in {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}:
        raise NotFit(f"database {name}: was written by a newer version of this program ({current}); use that one, or another --db")
    command.upgrade(config, wanted)


def _revision(connection: Connection, name: str) -> str | None:
    """The revision of the tables, None for an empty database. NotFit when the tables there are not ours."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE in tables:
        return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    foreign = tables if connection.dialect.name == "sqlite" else tables & _our_tables()
    if foreign:
        raise NotFit(f"database {name}: holds tables of another program ({', '.join(sorted(foreign)[:3])}); choose another with --db")
    return None


def _our_tables() -> set[str]:
    from store.models import Base  # noqa: PLC0415  only for this question

    return set(Base.metadata.tables)


def _switch_to_wal(engine: Engine) -> None:
    """Readers and one writer at the same time. SQLite does not wait for a lock here, so we do."""
    with engine.connect() as connection:
        driver = connection.connection.cursor()
        give_up = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                if driver.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                    driver.execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > give_up:
                    raise
                time.sleep(0.05)
