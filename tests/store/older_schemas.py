"""Databases as earlier versions of this program left them: their tables by their migrations, rows that they wrote, and what they said
of them (tests/data/store/schema_*.json, made by those versions and never made anew)."""

import json
from base64 import b64decode
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Connection, Date, DateTime, MetaData, create_engine, text

from store.engine import database_address
from store.upgrade import migrate

DATA = Path(__file__).parents[1] / "data" / "store"
_ORDER = ("agencies", "owners", "details", "evidence", "detail_evidence", "versions", "shared_failures", "failure_lists",
          "shared_evidence", "shared_findings", "finding_sets", "sightings", "runs", "findings", "failures", "resources", "holds",
          "nights", "jobs", "messages")  # fmt: skip
SCHEMAS = [path.stem.removeprefix("schema_") for path in sorted(DATA.glob("schema_*.json"))]


def kept(schema: str) -> dict[str, Any]:
    """`tables`: the rows; `said`: what Database gave back of them."""
    text = (DATA / f"schema_{schema}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text, object_hook=lambda found: b64decode(found["base64"]) if set(found) == {"base64"} else found)
    return loaded


def build(address: str, schema: str, times: int = 1) -> None:
    """A database of that schema with its rows. With `times` all runs stand so often, each time with other ids."""
    engine = create_engine(database_address(address))
    tables = kept(schema)["tables"]
    with engine.begin() as connection:
        migrate(connection, None, schema)
        for name in _ORDER:
            _insert(connection, name, tables.get(name, []))
        for number in range(1, times):
            step = number * 1000
            for name in ("runs", "findings", "failures", "resources"):
                key = "id" if name == "runs" else "run_id"
                _insert(connection, name, [row | {key: row[key] + step} for row in tables[name]])
        if engine.dialect.name == "postgresql":
            for name, rows in tables.items():
                if rows and "id" in rows[0]:
                    connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"))
    engine.dispose()


def _insert(connection: Connection, name: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        columns = ", ".join(f'"{column}"' for column in rows[0])
        marks = ", ".join("?" for _ in rows[0])
        connection.exec_driver_sql(f"INSERT INTO {name} ({columns}) VALUES ({marks})", [tuple(row.values()) for row in rows])
        return
    metadata = MetaData()
    metadata.reflect(connection, only=[name], resolve_fks=False)
    table = metadata.tables[name]
    connection.execute(table.insert(), [{key: _typed(table.c[key].type, value) for key, value in row.items()} for row in rows])


def _typed(kind: Any, value: Any) -> Any:
    """SQLite's value as PostgreSQL wants it."""
    if value is None:
        return None
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return bool(value) if isinstance(kind, Boolean) else value
