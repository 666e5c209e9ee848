"""The files of a snapshot folder: their names, and how they are written so that a crash never leaves half a file under its final name.

    manifest.json     written last; a folder without it is no snapshot
    resources.jsonl   one line per address that was asked for, without content
    unfetched.jsonl   one line per link that was seen and not asked for
    raw/ab/abcd...    the bytes of a body under their SHA-256, with .gz when packing pays
    read/             what reading made of the bodies; may be deleted at any time
    screenshots/      pictures of pages
"""

import gzip
import hashlib
import json
import os
import re
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from oit.errors import NotFit, SnapshotError

LAYOUT = 1
MANIFEST = "manifest.json"
RESOURCES = "resources.jsonl"
UNFETCHED = "unfetched.jsonl"
RAW = "raw"
READ = "read"
SCREENSHOTS = "screenshots"

# A crawl refuses larger bodies long before; this stops a packed file of a foreign snapshot from filling the memory.
MAX_BODY = 256 * 1024 * 1024
_SAMPLE = 8_192  # bytes of the start, and as many of the middle
_LEVEL = 3  # a tenth larger than at 6, in half the time
_SHA256 = re.compile(r"[0-9a-f]{64}")


def body_path(folder: Path, sha256: str) -> Path:
    """Where the plain bytes of a body lie; the packed ones have `.gz` added. SnapshotError for what is no SHA-256."""
    if not _SHA256.fullmatch(sha256):
        raise SnapshotError(f"{folder}: {sha256[:80]!r} is no SHA-256 in hexadecimal; the snapshot is damaged, crawl again")
    return folder / RAW / sha256[:2] / sha256


def pack(data: bytes) -> tuple[bytes, str]:
    """The bytes as they are stored and the ending of the file name. A sample decides whether packing pays: most documents are packed."""
    middle = max(len(data) // 2, _SAMPLE)
    sample = data[:_SAMPLE] + data[middle : middle + _SAMPLE]
    if len(zlib.compress(sample, 1)) > 0.8 * len(sample):
        return data, ""
    return gzip.compress(data, _LEVEL, mtime=0), ".gz"


def stored(path: Path) -> bytes:
    """The bytes of a body's file, unpacked. Raises OSError, EOFError or zlib.error on damage, SnapshotError beyond MAX_BODY."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        data = file.read(MAX_BODY + 1)
    if len(data) > MAX_BODY:
        raise SnapshotError(f"{path}: larger than {MAX_BODY} bytes; the snapshot is damaged, crawl again")
    return data


def write_whole(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file so that its name shows either the old bytes or all of the new ones. `durable` waits for the disk."""
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with _new_file(part) as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise


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
