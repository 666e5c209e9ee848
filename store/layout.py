"""The files of a snapshot folder: their names, and how they are written so that a crash never leaves half a file under its final name.

manifest.json     written last; a folder without it is no snapshot
resources.jsonl   one line per address that was asked for, without content
unfetched.jsonl   one line per link that was seen and not asked for
responses.warc.gz every answer as it came, and what the browser made of pages (store/archive.py)
responses.jsonl   where in that file which answer stands
read/             what reading made of the bodies; may be deleted at any time
screenshots/      pictures of pages
"""

import hashlib
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from oit.errors import NotFit

LAYOUT = 2
MANIFEST = "manifest.json"
RESOURCES = "resources.jsonl"
UNFETCHED = "unfetched.jsonl"
ARCHIVE = "responses.warc.gz"
RESPONSES = "responses.jsonl"
READ = "read"
SCREENSHOTS = "screenshots"


def write_whole(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file so that its name shows either the old bytes or all of the new ones. `durable` waits for the disk."""
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with _new_file(part) as file:
            file.write(data)
            if durable:
                sync(file)
        part.replace(path)
        if durable:
            _sync_names(path.parent)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise


def sync(file: BinaryIO) -> None:
    """Waits until the disk has what was written."""
    file.flush()
    os.fsync(file.fileno())


def _sync_names(folder: Path) -> None:
    """Waits until the disk has the names in a folder, where the system can be asked to."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some network disks cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _new_file(path: Path) -> BinaryIO:
    try:
        return path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


def json_line(record: object) -> bytes:
    """One line of JSON with the keys in order. Half a surrogate pair cannot be written as UTF-8; such a line is escaped instead."""
    try:
        return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(record, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Turn trouble with the disk into one line for the person who chose the folder."""
    try:
        yield
    except OSError as error:
        raise NotFit(f"cannot write the snapshot in {folder}: {error.strerror or error}; choose another folder or make room") from error
