"""Backups of the database: where they lie when nobody says where, and how many of them stay."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from app.judging import BANGKOK
from store.backup import back_up, restore, rotate
from store.database import open_database
from store.places import default_data_folder

BACKUPS = "backups"  # in the data folder
_PATTERN = "oit-[0-9]*T[0-9]*.db"


@dataclass(frozen=True, slots=True)
class BackedUp:
    file: Path
    size: int  # bytes
    removed: tuple[Path, ...]  # older ones


def make_backup(database: str, place: Path | None, keep: int | None) -> BackedUp:
    """Writes a backup into `place`: a file, or a folder that is there, where it is named after the moment; None: the data folder's. Then
    only the newest `keep` of the backups that bear such names stay in its folder; None: all. Raises BadInput and NotFit."""
    folder = default_data_folder() / BACKUPS if place is None else place
    named = place is not None and not place.is_dir()
    file = folder if named else folder / f"oit-{_now():%Y%m%dT%H%M%S}.db"
    size = back_up(database, file)
    removed = rotate(file.parent, _PATTERN, keep) if keep is not None else []
    return BackedUp(file, size, tuple(removed))


def restore_backup(file: Path, database: str, *, replace: bool) -> Path | None:
    """Puts a backup into the database; the backup made of what was there, None where nothing was. Raises BadInput and NotFit."""
    return restore(file, database, replace=replace, now=_now(), aside=default_data_folder() / BACKUPS)


def compact_database(database: str) -> tuple[int, int]:
    """Gives space back to the disk; bytes before and after. Raises NotFit."""
    with open_database(database) as opened:
        return opened.compact()


def _now() -> dt.datetime:
    return dt.datetime.now(BANGKOK)
