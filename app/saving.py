"""Verdicts into the database; where that fails, what was fetched is not lost and the user is told how to go on."""

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.attest_evidence import refresh_words
from app.judging import Terms
from app.version import tool_version
from oit.audit import AgencyAudit
from oit.errors import Interrupted, NotFit
from oit.snapshot import SiteSnapshot
from store.database import open_database
from store.engine import database_address, shown
from store.layout import MANIFEST


def save_judged(audit: AgencyAudit, snapshot: SiteSnapshot, folder: Path, address: str) -> int:
    """Keeps an audit of the snapshot in `folder`; returns the run's id, that of the run that is there already if this judgement is. The
    database is opened for this alone: a file that was moved away during a long crawl is not written to unseen. Raises NotFit."""
    with open_database(address) as database:
        refresh_words(database, audit.agency.url, audit.form.pack, audit.form.fiscal_year)
        return database.save_audit(audit, snapshot, os.path.abspath(folder), tool_version())


def judge_command(folder: Path, by: Terms, database: str) -> str:
    """What a user types to get the same verdicts from what is kept."""
    name = shown(database_address(database))
    given = {"--form": by.form, "--fiscal-year": str(by.fiscal_year), "--date": by.day.isoformat(), "--db": name}
    return shlex.join(["oit", "judge", str(folder), *(word for pair in given.items() for word in pair)])


@contextmanager
def telling_what_is_kept(folder: Path, command: str) -> Iterator[None]:
    """While it lasts there is a snapshot in `folder`: whatever ends the work is told with the command that goes on from there."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted: what was fetched is kept in {folder}; judge it with: {command}") from None
    except NotFit as error:
        raise NotFit(f"{error}; what was fetched is kept, save its verdicts later with: {command}") from error


def is_snapshot(folder: Path) -> bool:
    """Did the crawl into it come to its end?"""
    return (folder / MANIFEST).is_file()
