"""Where things lie when nobody says where."""

import os
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from store.layout import writing_to

SNAPSHOTS = "snapshots"  # in the data folder


def default_data_folder() -> Path:
    """The user's data folder of this program; the environment's OIT_DATA overrides it. It need not exist yet."""
    chosen = os.environ.get("OIT_DATA", "").strip()
    return Path(chosen).expanduser().absolute() if chosen else platformdirs.user_data_path("oit-crawler", appauthor=False)


def default_database_url() -> str:
    """The path of the SQLite file in the data folder, as `open_database` takes it."""
    return str(default_data_folder() / "oit.db")


def take_folder(wanted: Path) -> Path:
    """Makes the folder, or one of the same name with a number where another start was quicker: what is given out is the caller's alone.
    NotFit when the disk refuses."""
    with writing_to(wanted.parent):
        wanted.parent.mkdir(parents=True, exist_ok=True)
        folder, number = wanted, 1
        while True:
            try:
                folder.mkdir()
            except FileExistsError:
                number += 1
                folder = wanted.with_name(f"{wanted.name}-{number}")
            else:
                return folder


def snapshot_folder(data_folder: Path, agency_url: str, started: datetime) -> Path:
    """A folder for the snapshot of one crawl that sorts by agency, then time: `snapshots/<host and path>/<20230315T020000>`."""
    parts = urlsplit(agency_url)
    place = re.sub(r"[^\w.-]+", "_", f"{parts.netloc}{parts.path}").strip("._")[:80]  # Thai letters take three bytes of the 255
    return data_folder / SNAPSHOTS / (place or "site") / f"{started:%Y%m%dT%H%M%S}"
