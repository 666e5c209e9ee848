"""For all tests: the order of their files, and a PostgreSQL for whatever asks for one: OIT_TEST_POSTGRES, or a server of the tests' own,
one a process that needs it."""

import os
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import settings

from tests.forked import pytest_sessionfinish  # noqa: F401  (a hook of pytest)
from tests.order import pytest_collection, pytest_collection_modifyitems  # noqa: F401  (hooks of pytest)
from tests.postgres import NoServer, new_database, server

_number = count(1)

# How long an example takes says nothing on a busy machine.
settings.register_profile("oit", deadline=None)
settings.load_profile("oit")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Its address with {} for the database; skips, telling why, where none can run."""
    given = os.environ.get("OIT_TEST_POSTGRES", "")
    if given:
        yield given
        return
    try:
        with server() as address:
            yield address
    except NoServer as why:
        pytest.skip(str(why))


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of an empty database. That of OIT_TEST_POSTGRES is emptied first."""
    if "{}" in postgres_server:
        with new_database(postgres_server, f"test{next(_number)}") as address:
            yield address
        return
    _empty(postgres_server)
    yield postgres_server
    _empty(postgres_server)


@pytest.fixture(scope="session")
def _postgres_made(postgres_server: str) -> Iterator[str]:
    """The name of a database that has our tables."""
    from store.database import open_database  # noqa: PLC0415

    with new_database(postgres_server, "made") as address:
        open_database(address).close()
        yield "made"


@pytest.fixture
def postgres_with_tables(request: pytest.FixtureRequest, postgres_server: str) -> Iterator[str]:
    """The address of a database with our tables and nothing in them, copied from one where it can be."""
    if "{}" not in postgres_server:
        yield request.getfixturevalue("postgres")
        return
    with new_database(postgres_server, f"test{next(_number)}", request.getfixturevalue("_postgres_made")) as address:
        yield address


def _empty(address: str) -> None:
    from sqlalchemy import create_engine, text  # noqa: PLC0415

    from store.engine import database_address  # noqa: PLC0415

    engine = create_engine(database_address(address))
    with engine.begin() as connection:
        for statement in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
            connection.execute(text(statement))
    engine.dispose()
