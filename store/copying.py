"""All rows of one database into another with the same tables, whatever kind each is."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from store.models import Base

_BATCH = 1000


def copy_rows(source: Connection, target: Connection) -> int:
    """In the connections' transactions, into empty tables; how many rows."""
    return sum(_copied(source, target, table) for table in Base.metadata.sorted_tables)


def remove_rows(target: Connection) -> None:
    """Empties all tables in the connection's transaction."""
    if target.dialect.name == "postgresql":  # at once, whoever refers to whom
        target.execute(text(f"TRUNCATE {', '.join(table.name for table in Base.metadata.sorted_tables)}"))
        return
    for table in reversed(Base.metadata.sorted_tables):
        target.execute(table.delete())


def has_rows(connection: Connection) -> bool:
    """Is anything kept there?"""
    return any(connection.execute(select(1).select_from(table).limit(1)).first() for table in Base.metadata.sorted_tables)


def _copied(source: Connection, target: Connection, table: Table) -> int:
    copied = 0
    for rows in _batches(source, table):
        target.execute(insert(table), rows)
        copied += len(rows)
    if copied and target.dialect.name == "postgresql" and "id" in table.c:
        # The next id that the server gives out comes after those that were brought along.
        target.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), :last)"), {"last": _newest(target, table)})
    return copied


def _newest(target: Connection, table: Table) -> int:
    return int(target.execute(select(func.max(table.c.id))).scalar() or 1)


def _batches(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """In the order of the primary key: what a row refers to in its own table comes before it."""
    result = source.execute(select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_BATCH))
    for part in result.mappings().partitions(_BATCH):
        yield [dict(row) for row in part]
