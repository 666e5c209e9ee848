"""Bytes of a snapshot -> content, each file read once: what was read is kept in the snapshot's reading cache."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar, cast

from oit.content import Content, Document, Page
from oit.snapshot import Resource, SiteSnapshot
from reading import READER_VERSION
from reading.html import read_page
from reading.isolated import DocumentReader
from reading.kinds import sniff
from reading.serial import from_json, to_json
from store.snapshots import ReadingCache, load_snapshot

_T = TypeVar("_T", Page, Document)


class Readings:
    """Reads bodies for `load_snapshot`. Documents are untrusted and read in a process of their own."""

    def __init__(self, folder: Path) -> None:
        self._cache = ReadingCache(folder)
        self._reader: DocumentReader | None = None

    def __call__(self, body: bytes, resource: Resource) -> Content | None:
        if resource.render_sha256 or sniff(body, resource.content_type, resource.final_url) == "html":
            content_type = "text/html; charset=utf-8" if resource.render_sha256 else resource.content_type
            # Of the same bytes another address makes other links, another type other letters.
            key = "\n".join((resource.render_sha256 or resource.sha256, content_type, resource.final_url))
            return self._kept(key, lambda: read_page(body, resource.final_url, content_type))
        # The same document may lie at two addresses.
        return replace(self._kept(resource.sha256, lambda: self._document(body, resource)), url=resource.final_url)

    def _kept(self, key: str, read: Callable[[], _T]) -> _T:
        kept = self._cache.get(key, READER_VERSION)
        if kept is not None:
            with suppress(ValueError):  # damaged: it can be read again
                return cast(_T, from_json(kept))
        content = read()
        if not (isinstance(content, Document) and content.problem in ("timeout", "crashed")):
            self._cache.put(key, READER_VERSION, to_json(content))
        return content

    def _document(self, body: bytes, resource: Resource) -> Document:
        if self._reader is None:
            self._reader = DocumentReader().__enter__()
        return self._reader.read(body, resource.final_url, resource.content_type)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the reading process, if one was needed."""
        if self._reader is not None:
            self._reader.close()


def read_snapshot(folder: Path) -> SiteSnapshot:
    """The whole snapshot with its contents. Raises SnapshotError."""
    with Readings(folder) as read:
        return load_snapshot(folder, read)
