"""Bytes of a snapshot -> content, each file read once: texts of documents are kept in the snapshot's reading cache."""

from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from oit.content import Content
from oit.snapshot import Resource, SiteSnapshot
from reading import READER_VERSION
from reading.html import read_page
from reading.isolated import DocumentReader
from reading.kinds import sniff
from reading.serial import from_json, to_json
from store.snapshots import ReadingCache, load_snapshot


class Readings:
    """Reads bodies for `load_snapshot`. Documents are untrusted and read in a process of their own."""

    def __init__(self, folder: Path) -> None:
        self._cache = ReadingCache(folder)
        self._reader: DocumentReader | None = None

    def __call__(self, body: bytes, resource: Resource) -> Content | None:
        if resource.render_sha256 or sniff(body, resource.content_type, resource.final_url) == "html":
            content_type = "text/html; charset=utf-8" if resource.render_sha256 else resource.content_type
            return read_page(body, resource.final_url, content_type)
        kept = self._cache.get(resource.sha256, READER_VERSION)
        if kept is not None:
            # The same bytes may lie at two addresses.
            content = from_json(kept)
            return replace(content, url=resource.final_url)
        if self._reader is None:
            self._reader = DocumentReader().__enter__()
        document = self._reader.read(body, resource.final_url, resource.content_type)
        if document.problem not in ("timeout", "crashed"):
            self._cache.put(resource.sha256, READER_VERSION, to_json(document))
        return document

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._reader is not None:
            self._reader.__exit__(kind, error, trace)


def read_snapshot(folder: Path) -> SiteSnapshot:
    """The whole snapshot with its contents. Raises SnapshotError."""
    with Readings(folder) as read:
        return load_snapshot(folder, read)
