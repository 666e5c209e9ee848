"""Giving space back to the disk that removed or moved rows left behind."""

from sqlalchemy import Engine, text


def compact(engine: Engine) -> tuple[int, int]:
    """Bytes of the database before and after. SQLite writes its file anew, for which the disk needs room; PostgreSQL frees the space for
    its own later rows."""
    before = _size(engine)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "sqlite":
            driver = connection.connection.cursor()  # outside of the transaction that SQLAlchemy would open
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            connection.execute(text("VACUUM (ANALYZE)"))
    return before, _size(engine)


def _size(engine: Engine) -> int:
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar() or 0)
        pages, size = (connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0 for name in ("page_count", "page_size"))
        return int(pages) * int(size)
