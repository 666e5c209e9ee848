"""How much the database grows in a year of nights, and how long a save takes: python -m benchmarks.storage --agencies 200 --nights 30"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from benchmarks.storage.nights import Site
from store.database import Database, open_database
from tests.postgres import NoServer, new_database, server

YEAR, ROWS = 365, ("runs", "finding_sets", "shared_findings", "shared_evidence", "sightings", "shared_failures", "failure_lists")


def measure(address: str, agencies: int, nights: int) -> None:
    sites = [Site(number) for number in range(agencies)]
    with open_database(address) as database:
        sizes, spent = [_size(database)], 0.0
        for night in range(nights):
            for site in sites:
                audit, snapshot, folder = site.night(night)
                begun = time.perf_counter()
                database.save_audit(audit, snapshot, folder, "0.1.0")
                spent += time.perf_counter() - begun
            sizes.append(_size(database))
        kind = database._engine.dialect.name
        with database._engine.connect() as connection:
            rows = {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() or 0 for name in ROWS}
    half = nights // 2
    a_night = (sizes[-1] - sizes[half]) / (nights - half)
    year = sizes[1] + a_night * (YEAR - 1)
    print(f"{kind}: {agencies} agencies, {nights} nights: {sizes[-1] / 1e6:.1f} MB; first night {(sizes[1] - sizes[0]) / 1e6:.2f} MB")
    print(f"  each later night {a_night / 1e6:.3f} MB = {a_night / agencies:.0f} bytes a run; a year {year / 1e6:.0f} MB; "
          f"{spent / agencies / nights * 1e3:.1f} ms a save")  # fmt: skip
    print("  rows a run: " + ", ".join(f"{name} {count / rows['runs']:.3f}" for name, count in rows.items()))


def _size(database: Database) -> int:
    with database._engine.connect() as connection:
        if database._engine.dialect.name == "postgresql":
            return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar() or 0)
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
        return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar() or 0)


@contextmanager
def _postgres() -> Iterator[str]:
    with server() as address, new_database(address, "storage") as made:
        yield made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agencies", type=int, default=200)
    parser.add_argument("--nights", type=int, default=30)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(str(Path(folder) / "oit.db"), given.agencies, given.nights)
    try:
        with _postgres() as address:
            measure(address, given.agencies, given.nights)
    except NoServer as why:
        sys.exit(str(why))


if __name__ == "__main__":
    main()
