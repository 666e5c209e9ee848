"""The database of runs and findings: one SQLite file, or any PostgreSQL by its address."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from oit.agency import Agency
from oit.audit import AgencyAudit
from oit.snapshot import SiteSnapshot
from store import loading
from store.engine import WRITING, database_address, make_engine, shown, telling
from store.models import AgencyTable, RunTable
from store.places import default_data_folder, default_database_url
from store.rows import FailureRow, FindingRow, RunRow
from store.saving import save
from store.upgrade import upgrade

__all__ = ["Database", "default_data_folder", "default_database_url", "open_database"]


def open_database(address: str) -> "Database":
    """Open a database and bring its tables up to date; a file that is not there is created, with its folder.

    `address` is the path of a SQLite file, `sqlite:///path` or `postgresql+psycopg://user@host/name`.
    NotFit in one line for a file that is not ours or of a newer version, a place that cannot be written, an unknown kind.
    """
    url = database_address(address)
    name = shown(url)
    engine = make_engine(url)
    try:
        with telling(name):
            upgrade(engine, name)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, name)


class Database:
    """An open database. Every method is one transaction and raises NotFit when the database fails under it. `name` may be shown."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.name = name
        self._engine = engine
        self._writer = engine.execution_options(**{WRITING: True})

    def save_audit(self, audit: AgencyAudit, snapshot: SiteSnapshot, folder: str, tool_version: str) -> int:
        """Keep an audit as a new run, whole or not at all; returns the run's id. `folder` is where the snapshot lies."""
        with self._session(writing=True) as session:
            return save(session, audit, snapshot, folder, tool_version)

    def agencies(self) -> list[Agency]:
        """All agencies ever audited, by address."""
        with self._session() as session:
            return loading.agencies(session)

    def runs(self, agency_url: str) -> list[RunRow]:
        """All runs of an agency, newest crawl first; empty for an agency that is not known."""
        with self._session() as session:
            return loading.runs(session, AgencyTable.url == agency_url)

    def run(self, run_id: int) -> RunRow | None:
        with self._session() as session:
            return next(iter(loading.runs(session, RunTable.id == run_id)), None)

    def latest(self, agency_url: str) -> RunRow | None:
        """The run of the newest crawl of an agency; of several judgements of it the last."""
        with self._session() as session:
            return next(iter(loading.runs(session, AgencyTable.url == agency_url, most=1)), None)

    def findings(self, run_id: int) -> list[FindingRow]:
        """The findings of a run in the order of the form."""
        with self._session() as session:
            return loading.findings(session, run_id)

    def failures(self, run_id: int) -> list[FailureRow]:
        with self._session() as session:
            return loading.failures(session, run_id)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _session(self, *, writing: bool = False) -> Iterator[Session]:
        with telling(self.name), Session(self._writer if writing else self._engine) as session, session.begin():
            yield session
