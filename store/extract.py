"""A part of a snapshot's WARC file as a file of its own: the answers that prove one finding."""

from collections.abc import Iterable
from pathlib import Path

from oit.errors import SnapshotError
from store.archive import Archive, Kept

MOST = 400  # answers of one extract
_DOM = "urn:oit:dom:"


def answers_for(archive: Archive, urls: Iterable[str]) -> tuple[Kept, ...]:
    """The records of these addresses, what a browser made of them, and those that hold a body which came before; in file order."""
    addresses = set(urls)
    wanted = addresses | {_DOM + url for url in addresses}
    found = [kept for kept in archive.records if kept.url in wanted][:MOST]
    first = [archive.bodies[kept.sha256] for kept in found if kept.kind == "revisit" and kept.sha256 in archive.bodies]
    return tuple(sorted({*found, *first}, key=lambda kept: kept.offset))


def extract(archive: Archive, records: Iterable[Kept], to: Path) -> None:
    """Writes the file's head and the records, each with what was asked, byte for byte as they stand. SnapshotError for a damaged file."""
    starts = sorted(kept.offset for kept in archive.records)
    try:
        with archive.path.open("rb") as source, to.open("wb") as target:
            size = archive.path.stat().st_size
            ends = dict(zip(starts, [*starts[1:], size], strict=True))
            target.write(source.read(starts[0] if starts else size))
            for kept in records:
                archive.body(kept.sha256)  # checked against its hash before it is handed on
                source.seek(kept.offset)
                target.write(source.read(ends[kept.offset] - kept.offset))
    except FileNotFoundError:
        raise SnapshotError(f"{archive.path}: is missing from the snapshot; crawl again") from None
