"""Zip files opened with care: a document of a few kilobytes may unpack to gigabytes."""

import io
import zipfile
import zlib

MOST_MEMBERS = 5_000
_ENTRY = b"PK\x01\x02"  # begins each entry of a directory
MOST_BYTES = 200_000_000  # of all members unpacked, as the directory says
MOST_RATIO = 300  # unpacked to packed, of one member of more than a megabyte
LARGEST_MEMBER = 30_000_000  # bytes of one member that are ever unpacked
_BIG = 1_000_000

ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError, NotImplementedError, RuntimeError, OverflowError)


class UnsafeArchive(Exception):
    """The archive would unpack to more than is read here."""


def is_crowded(body: bytes) -> bool:
    """Has it more members than are looked at? To be asked before a list of them all is made."""
    return body.count(_ENTRY) > MOST_MEMBERS


def open_zip(body: bytes) -> zipfile.ZipFile:
    """The zip in `body`. Raises UnsafeArchive for bombs, one of ZIP_ERRORS for what is no whole zip."""
    if is_crowded(body):
        raise UnsafeArchive("too many members")
    archive = zipfile.ZipFile(io.BytesIO(body))
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
        raise UnsafeArchive(f"{len(members)} members")
    for member in members:
        if member.file_size > _BIG and member.file_size > MOST_RATIO * max(member.compress_size, 1):
            raise UnsafeArchive(member.filename)
    return archive


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one member. Counts what really comes out, since the directory may lie. Raises UnsafeArchive or one of ZIP_ERRORS."""
    with archive.open(name) as member:
        body = member.read(LARGEST_MEMBER + 1)
    if len(body) > LARGEST_MEMBER:
        raise UnsafeArchive(name)
    return body
