"""What the workbooks of a roster cost from kept data, links not asked for: python -m benchmarks.presubmit --agencies 35

CPU of this process, against the same cells written bare with openpyxl in the same run; and what bringing one home costs."""

import argparse
import io
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from app.judging import Terms
from app.presubmit import PresubmitRequest, Presubmitted, presubmit
from app.presubmit_import import ImportRequest, import_books
from benchmarks.storage.nights import Site
from oit.roster import RosterEntry
from store.database import open_database

FORM = "o01_o43"


def fill(address: str, agencies: int) -> Terms:
    """One night of made-up agencies, all on the roster."""
    with open_database(address) as database:
        entries, terms = [], Terms(FORM, 2566, date(2026, 1, 1))
        for number in range(agencies):
            audit, snapshot, folder = Site(number).night(0)
            crawl = replace(audit.crawl, stopped_by="finished")
            agency = audit.agency
            database.save_audit(replace(audit, crawl=crawl), replace(snapshot, facts=crawl), folder, "0.1.0")
            entries.append(RosterEntry(agency.code or f"B{number:03}", agency.name or f"B{number:03}", agency.type, (agency.url,)))
            terms = Terms(audit.form.pack, audit.form.fiscal_year, date.fromisoformat(audit.judged_on))
        database.put_roster(entries)
    return terms


def spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def bare(cells: list[list[list[Any]]]) -> int:
    """The same values in as many sheets, nothing else."""
    book = Workbook()
    for rows in cells:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.tell()


def measure(agencies: int, folder: Path) -> None:
    address = str(folder / "oit.db")
    terms = fill(address, agencies)
    made: list[Presubmitted] = []

    def workbooks(place: str, agency: str = "") -> None:
        request = PresubmitRequest(address, agency, "", terms, True, None, folder / place, False, "th", None)
        made.append(presubmit(request, lambda url, done, count: None))

    with open_database(address) as database:
        first = database.agencies()[0].url
    warm = spent(lambda: workbooks("warm", first))
    whole = spent(lambda: workbooks("all"))
    books = [one.file for one in made[-1].made]
    cells: list[list[list[list[Any]]]] = [
        [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in load_workbook(file)] for file in books
    ]
    peer = spent(lambda: [bare(one) for one in cells])
    home = spent(lambda: import_books(ImportRequest(address, tuple(books), "benchmark", frozenset(), False)))
    shown, size = sum(one.book.score is not None for one in made[-1].made), sum(file.stat().st_size for file in books)
    print(f"{agencies} agencies ({shown} with a result): {whole / agencies:.3f} s of CPU an agency; the first alone {warm:.2f} s")
    print(f"  the same cells bare: {peer / agencies:.3f} s an agency, ratio {whole / peer:.1f}")
    print(f"  brought home: {home / agencies:.3f} s an agency; {size / agencies / 1e3:.0f} kB a workbook")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agencies", type=int, default=35)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(given.agencies, Path(folder))


if __name__ == "__main__":
    main()
