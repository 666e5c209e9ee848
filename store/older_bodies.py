"""Bodies of snapshots of layout 1: a file each, under its SHA-256, with `.gz` where packing paid. Read, never written."""

import gzip
import re
import zlib
from pathlib import Path

from oit.errors import SnapshotError
from store.layout import digest
from store.warc import LARGEST_BODY

LAYOUT = 1
_RAW = "raw"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def body_of(folder: Path, sha256: str) -> bytes:
    """The bytes of a body, checked against their hash. SnapshotError names the file that is missing or damaged."""
    if not _SHA256.fullmatch(sha256):
        raise SnapshotError(f"{folder}: {sha256[:80]!r} is no SHA-256 in hexadecimal; the snapshot is damaged, crawl again")
    plain = folder / _RAW / sha256[:2] / sha256
    packed = plain.with_name(plain.name + ".gz")
    path = packed if packed.exists() else plain
    try:
        data = _stored(path)
    except FileNotFoundError:
        raise SnapshotError(f"{path}: is missing from the snapshot; crawl again") from None
    except (OSError, EOFError, zlib.error) as error:
        raise SnapshotError(f"{path}: cannot be read ({error}); crawl again") from error
    if digest(data) != sha256:
        raise SnapshotError(f"{path}: its bytes do not have the hash of its name; the snapshot is damaged, crawl again")
    return data


def _stored(path: Path) -> bytes:
    """The file's bytes, unpacked. SnapshotError beyond LARGEST_BODY."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        data = file.read(LARGEST_BODY + 1)
    if len(data) > LARGEST_BODY:
        raise SnapshotError(f"{path}: larger than {LARGEST_BODY} bytes; the snapshot is damaged, crawl again")
    return data
