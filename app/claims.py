"""Who is at work on what: two checks of one agency at the same time would ask a small server twice and write one snapshot in turns.

A claim is a lock of the operating system on a file of the data folder. It ends with the process that holds it, however that ends.
"""

import datetime as dt
import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from app.judging import BANGKOK
from oit.errors import NotFit
from store.layout import write_whole
from store.places import default_data_folder

CLAIMS = "claims"  # in the data folder


@contextmanager
def agency_claimed(url: str) -> Iterator[None]:
    """While it lasts, no other process that uses this data folder checks the agency. http or https, with www. or without, is one agency.
    Raises NotFit in one line when another does."""
    parts = urlsplit(url)
    site = parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/")
    with _claimed(site, f"{url}: is being checked"):
        yield


@contextmanager
def folder_claimed(folder: Path) -> Iterator[None]:
    """The same for a folder that a snapshot is written to."""
    with _claimed(f"folder {folder.resolve()}", f"{folder}: is being written to"):
        yield


@contextmanager
def night_claimed(database: str) -> Iterator[None]:
    """The same for a night's work on a database. Other machines may share it: each has a data folder of its own."""
    with _claimed(f"night {database}", f"{database}: a night is being worked on"):
        yield


@contextmanager
def _claimed(key: str, what: str) -> Iterator[None]:
    path = default_data_folder() / CLAIMS / _name(key)
    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise NotFit(f"{what} {_holder(path)}; wait until that has ended, or end it, then start again") from None
    except (OSError, NotImplementedError) as error:
        why = getattr(error, "strerror", None) or error
        raise NotFit(f"{path.parent}: nothing can be locked there ({why}); name another data folder with OIT_DATA, or make room") from error
    try:
        with suppress(OSError):  # a courtesy to whoever comes second: the lock holds without it
            write_whole(_note(path), json.dumps({"process": os.getpid(), "since": _now()}).encode())
        yield
    finally:
        with suppress(OSError):
            _note(path).unlink(missing_ok=True)
        lock.release()


def _name(key: str) -> str:
    """A file's name that people can read and that no two keys share."""
    shown = re.sub(r"[^\w.-]+", "_", key).strip("._")[:60]
    return f"{shown}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}.lock"


def _note(path: Path) -> Path:
    return path.with_suffix(".json")


def _now() -> str:
    return f"{dt.datetime.now(BANGKOK):%Y-%m-%d %H:%M}"


def _holder(path: Path) -> str:
    """Who holds the claim; a note that is missing, damaged or of a process that is gone tells nothing."""
    try:
        note = json.loads(_note(path).read_bytes())
        process, since = int(note["process"]), str(note["since"])[:20]
        if os.name == "posix":  # elsewhere asking in this way would end it
            os.kill(process, 0)
    except PermissionError:  # it lives, and is another user's
        return f"since {since} by process {process}"
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return "by another process"
    return f"since {since} by process {process}"
