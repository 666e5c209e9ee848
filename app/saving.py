"""Verdicts into the database; where that fails, what was fetched is not lost and the user is told how to go on."""

from pathlib import Path

from app.version import tool_version
from oit.audit import AgencyAudit
from oit.errors import NotFit
from oit.snapshot import SiteSnapshot
from store.database import Database, open_database


def save(database: Database, audit: AgencyAudit, snapshot: SiteSnapshot, folder: Path) -> int:
    """Returns the run's id. Raises NotFit with the command that saves it later."""
    try:
        return database.save_audit(audit, snapshot, str(folder.absolute()), tool_version())
    except NotFit as error:
        raise NotFit(f"{error}; what was fetched is kept, save its verdicts later with: oit judge {folder} --db {database.name}") from error


def save_judged(audit: AgencyAudit, snapshot: SiteSnapshot, folder: Path, address: str) -> int:
    """The same for a snapshot that was judged again. Raises NotFit."""
    with open_database(address) as database:
        return save(database, audit, snapshot, folder)
