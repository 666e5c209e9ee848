"""Writing a snapshot folder: answers and records as they come, the manifest last."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from oit.agency import Agency
from oit.errors import SnapshotError
from oit.exchange import Exchange
from oit.snapshot import CrawlFacts, Resource, UnfetchedLink
from store.archive import ArchiveWriter, Kept, moment
from store.layout import (
    ARCHIVE,
    LAYOUT,
    MANIFEST,
    RESOURCES,
    RESPONSES,
    SCREENSHOTS,
    UNFETCHED,
    digest,
    json_line,
    sync,
    write_whole,
    writing_to,
)
from store.records import agency_record, facts_record, resource_record, unfetched_record


class _Lines:
    """A file of JSON lines that knows its own hash and length. Opening it drops what an earlier, unfinished crawl left there."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: BinaryIO = path.open("wb")
        self._hash = hashlib.sha256()
        self.count = self.size = 0

    def write(self, record: dict[str, Any]) -> None:
        line = json_line(record)
        self._file.write(line)
        self._hash.update(line)
        self.count += 1
        self.size += len(line)

    def close(self) -> dict[str, Any]:
        """Close the file, on the disk; what the manifest says of it."""
        sync(self._file)
        self._file.close()
        return {"sha256": self._hash.hexdigest(), "size": self.size, "lines": self.count}


class SnapshotWriter:
    """The sink of one crawl. Nothing counts until `finish` has written the manifest.

    An unfinished folder may be written again from the start; a finished one takes only screenshots (SnapshotError otherwise).
    `software` is named in the WARC file. Raises NotFit when the disk refuses.
    """

    def __init__(self, folder: Path, software: str = "oit-crawler") -> None:
        self.folder = folder
        self._software = software
        self._lines: dict[str, _Lines] = {}
        self._archive: ArchiveWriter | None = None
        self._screenshots: dict[str, dict[str, str]] = {}
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def finished(self) -> bool:
        return (self.folder / MANIFEST).exists()

    def answer(self, exchange: Exchange) -> str:
        """Keep an answer as it came; returns the SHA-256 of its body."""
        with self._writing() as archive:
            kept = archive.answer(exchange)
            self._write(RESPONSES, kept.line())
        return kept.sha256

    def unchanged(self, exchange: Exchange, earlier: Kept, holder: Kept, packed: bytes) -> str:
        """Keep the server's word that the body of `earlier`, a record of another snapshot, is still what its address gives, and the record
        `packed` that holds that body; returns the SHA-256 of the body."""
        with self._writing() as archive:
            for kept in archive.unchanged(exchange, earlier, holder, packed):
                self._write(RESPONSES, kept.line())
        return earlier.sha256

    def body(self, data: bytes, url: str = "", at: str = "") -> str:
        """Keep HTML that came as no answer: what the browser made of the page at `url`. Each body once; returns its SHA-256."""
        sha256 = digest(data)
        uri = f"urn:oit:dom:{url}" if url else f"urn:sha256:{sha256}"
        with self._writing() as archive:
            kept = archive.resource(uri, at or moment(), "text/html; charset=utf-8", data)
            if kept is not None:
                self._write(RESPONSES, kept.line())
        return sha256

    def kept_body(self, sha256: str) -> bytes:
        """The bytes of a body kept so far, from any thread. SnapshotError for one that was not kept."""
        if self._archive is None:
            raise SnapshotError(f"{self.folder}: nothing was kept yet")
        return self._archive.body(sha256)

    def resource(self, resource: Resource) -> None:
        """Keep what came of one address. The last record of an address counts."""
        self._write(RESOURCES, resource_record(resource))

    def unfetched(self, link: UnfetchedLink) -> None:
        """Keep a link that was seen and not asked for. The last record of an address counts."""
        self._write(UNFETCHED, unfetched_record(link))

    def add_screenshots(self, files: Mapping[str, str | Path]) -> None:
        """Note the picture of each address, before or after `finish`. A file is named by its path, a relative one from the folder;
        one that lies elsewhere is copied in. SnapshotError when there is no such file."""
        with writing_to(self.folder):
            self._screenshots |= {url: self._picture(Path(file)) for url, file in sorted(files.items())}
            if self.finished:
                manifest = self._manifest_so_far()
                manifest["screenshots"] = manifest.get("screenshots", {}) | self._screenshots
                self._write_manifest(manifest)

    def finish(self, agency: Agency, facts: CrawlFacts) -> None:
        """Close the files and write the manifest: from here on the folder is a snapshot."""
        self._refuse_finished()
        with writing_to(self.folder):
            files = {ARCHIVE: self._opened_archive().close()}
            files |= {name: self._open(name).close() for name in (RESPONSES, RESOURCES, UNFETCHED)}
            self._write_manifest(
                {
                    "layout": LAYOUT,
                    "agency": agency_record(agency),
                    "facts": facts_record(facts),
                    "files": files,
                    "screenshots": self._screenshots,
                }
            )

    def _refuse_finished(self) -> None:
        if self.finished:
            raise SnapshotError(f"{self.folder} is a finished snapshot and stays as it is; choose another folder")

    @contextmanager
    def _writing(self) -> Iterator[ArchiveWriter]:
        self._refuse_finished()
        with writing_to(self.folder):
            yield self._opened_archive()

    def _opened_archive(self) -> ArchiveWriter:
        if self._archive is None:
            self._archive = ArchiveWriter(self.folder, self._software)
        return self._archive

    def _open(self, name: str) -> _Lines:
        if name not in self._lines:
            self._lines[name] = _Lines(self.folder / name)
        return self._lines[name]

    def _write(self, name: str, record: dict[str, Any]) -> None:
        self._refuse_finished()
        with writing_to(self.folder):
            self._open(name).write(record)

    def _write_manifest(self, manifest: dict[str, Any]) -> None:
        text = json.dumps(manifest, sort_keys=True, indent=1)
        write_whole(self.folder / MANIFEST, text.encode() + b"\n", durable=True)

    def _manifest_so_far(self) -> dict[str, Any]:
        path = self.folder / MANIFEST
        try:
            manifest = json.loads(path.read_bytes())
        except ValueError:
            manifest = None
        if not isinstance(manifest, dict):
            raise SnapshotError(f"{path}: is no manifest; the snapshot is damaged, crawl again")
        return manifest

    def _picture(self, file: Path) -> dict[str, str]:
        path = self.folder / file  # an absolute path stays absolute
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise SnapshotError(f"{path}: there is no such screenshot; take it again") from None
        sha256 = digest(data)
        if not path.resolve().is_relative_to(self.folder.resolve()):
            path = self.folder / SCREENSHOTS / (sha256 + path.suffix)
            write_whole(path, data)
        return {"file": path.resolve().relative_to(self.folder.resolve()).as_posix(), "sha256": sha256}
