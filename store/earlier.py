"""The snapshot of an agency before this one: what the crawl may ask the server to confirm, and what need not be done again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oit.errors import SnapshotError
from oit.snapshot import CrawlFacts, FetchFailure, Resource, UnfetchedLink
from store.archive import Archive, Kept, unpacked_body
from store.layout import MANIFEST, RESOURCES, UNFETCHED
from store.records import facts_from, parse, resource_from, unfetched_from
from store.snapshot_reader import Manifest, archive_of, lines_of

_LOOKED_AT = 5  # folders: unfinished ones, or of other layouts, may stand between
_FOUND, _NOT_MODIFIED = 200, 304


def earlier_folder(folder: Path) -> Path | None:
    """The newest finished snapshot before the one that goes to `folder` in which the site was seen: of those beside it by name; None where
    there is none."""
    return next((other for other, facts in _readable(folder) if facts.pages), None)


def earlier_facts(folder: Path) -> CrawlFacts | None:
    """What is known of the newest crawl before the one whose snapshot goes to `folder`; None where there is none that can be read."""
    return next(_readable(folder), (None, None))[1]


def _readable(folder: Path) -> Iterator[tuple[Path, CrawlFacts]]:
    try:
        beside = sorted((other for other in folder.parent.iterdir() if other.name < folder.name), reverse=True)
    except OSError:
        return
    for other in beside[:_LOOKED_AT]:
        manifest = other / MANIFEST
        try:
            yield other, facts_from(parse(manifest.read_bytes(), str(manifest)).part("facts"))
        except (OSError, SnapshotError):  # unfinished or of another layout: the one before it may be whole
            continue


@dataclass(frozen=True, slots=True)
class EarlierSnapshot:
    """A finished snapshot, opened to be taken from. Its files were checked against their hashes, each body is when it is taken."""

    folder: Path
    archive: Archive
    resources: dict[str, Resource]  # by address as asked, without content
    last: dict[str, Kept]  # the last answer of each address
    good: frozenset[str]  # addresses that gave what they should, by every name
    left: dict[str, UnfetchedLink]  # links that were not followed, by address

    @classmethod
    def of(cls, folder: Path) -> "EarlierSnapshot | None":
        """None where it cannot be read or is of an older layout: then everything is asked for anew."""
        try:
            archive, manifest = archive_of(folder), Manifest.of(folder)
            resources = {one.url: one for one in map(resource_from, lines_of(folder, RESOURCES, manifest.files))}
            left = {one.url: one for one in map(unfetched_from, lines_of(folder, UNFETCHED, manifest.files))}
        except SnapshotError:
            return None
        last = {kept.url: kept for kept in archive.records if kept.kind != "resource"}
        good = (one for one in resources.values() if one.sha256 and one.failure in (None, FetchFailure.NEEDS_BROWSER))
        return cls(folder, archive, resources, last, frozenset(url for one in good for url in (one.url, one.final_url)), left)

    def answer(self, url: str) -> Kept | None:
        """The answer that `url` gave, if it was a whole page or file, was read as what it is, and the server gave something to tell
        it by; None otherwise."""
        kept = self.last.get(url)
        if kept is None or kept.status not in (_FOUND, _NOT_MODIFIED) or not (kept.etag or kept.modified):
            return None
        return kept if url in self.good and kept.sha256 in self.archive.bodies else None

    def take(self, kept: Kept) -> tuple[bytes, bytes, Kept] | None:
        """The body, its packed record and that record's place in the index; None where the archive is damaged."""
        holder = self.archive.bodies.get(kept.sha256)
        try:
            if holder is None:
                return None
            packed = self.archive.packed(holder)
            return unpacked_body(packed, self.archive.path, holder), packed, holder
        except SnapshotError:
            return None
