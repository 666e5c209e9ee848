"""Bytes of a snapshot -> content, each file read once: what was read is kept in the snapshot's reading cache."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

from oit.content import Content, Document, Page
from oit.snapshot import Resource, SiteSnapshot
from reading import READER_VERSION
from reading.bundle import Bundle, bundle
from reading.kinds import sniff
from reading.serial import from_json, to_json
from store.snapshots import ReadingCache, load_snapshot

if TYPE_CHECKING:  # where nothing is to be parsed, nothing that parses is loaded
    from reading.isolated import DocumentReader

_T = TypeVar("_T", Page, Document)
_PAGES = "pages"  # the name under which the pages of a crawl are kept together
MOST_BUNDLED = 3_000  # pages; those beyond are read again when they are needed again


class Readings:
    """Reads bodies for `load_snapshot`. Documents are untrusted and read in a process of their own. What was read of the same bytes for
    the snapshot in `earlier` is taken over."""

    def __init__(self, folder: Path, earlier: Path | None = None) -> None:
        self._cache = ReadingCache(folder, earlier)
        self._earlier = ReadingCache(earlier) if earlier is not None else None
        self._reader: DocumentReader | None = None
        self._pages: dict[str, Page] = {}  # to be kept together

    def __call__(self, body: bytes, resource: Resource) -> Content | None:
        if resource.render_sha256 or sniff(body, resource.content_type, resource.final_url) == "html":
            content_type = RENDERED_TYPE if resource.render_sha256 else resource.content_type
            key = _key(resource.render_sha256 or resource.sha256, content_type, resource.final_url)
            known = self._bundled(self._bundle, key)
            return known or self._kept(key, lambda: _parsed(body, resource.final_url, content_type))
        # The same document may lie at two addresses.
        return replace(self._kept(resource.sha256, lambda: self._document(body, resource)), url=resource.final_url)

    def page(self, body: bytes, url: str, content_type: str) -> Page:
        """The page, for a crawl: taken from what is there, and kept by `keep_pages`."""
        key = _key(hashlib.sha256(body).hexdigest(), content_type, url)
        page = self._pages.get(key) or self._bundled(self._bundle_before, key) or _parsed(body, url, content_type)
        if len(self._pages) < MOST_BUNDLED:
            self._pages[key] = page
        return page

    def keep_pages(self) -> None:
        """Keeps the pages that the crawl read, together."""
        if self._pages:
            self._cache.put(_PAGES, READER_VERSION, bundle(self._pages), quickly=True)

    @cached_property
    def _bundle(self) -> Bundle | None:
        return _opened(self._cache.get(_PAGES, READER_VERSION, own=True))

    @cached_property
    def _bundle_before(self) -> Bundle | None:
        return _opened(self._earlier.get(_PAGES, READER_VERSION)) if self._earlier is not None else None

    @staticmethod
    def _bundled(pages: Bundle | None, key: str) -> Page | None:
        with suppress(ValueError):  # damaged: it can be read again
            return pages.get(key) if pages is not None else None
        return None

    def _kept(self, key: str, read: Callable[[], _T]) -> _T:
        kept = self._cache.get(key, READER_VERSION)
        if kept is not None:
            with suppress(ValueError):
                return cast(_T, from_json(kept))
        content = read()
        if not (isinstance(content, Document) and content.problem in ("timeout", "crashed")):
            self._cache.put(key, READER_VERSION, to_json(content))
        return content

    def _document(self, body: bytes, resource: Resource) -> Document:
        if self._reader is None:
            from reading.isolated import DocumentReader  # noqa: PLC0415

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


RENDERED_TYPE = "text/html; charset=utf-8"  # of what a browser made of a page


def read_snapshot(folder: Path, earlier: Path | None = None) -> SiteSnapshot:
    """The whole snapshot with its contents; what was read of the same bytes for the snapshot in `earlier` is taken over. SnapshotError."""
    with Readings(folder, earlier) as read:
        return load_snapshot(folder, read)


def _key(sha256: str, content_type: str, url: str) -> str:
    """Of the same bytes another address makes other links, another type other letters."""
    return "\n".join((sha256, content_type, url))


def _parsed(body: bytes, url: str, content_type: str) -> Page:
    from reading.html import read_page  # noqa: PLC0415

    return read_page(body, url, content_type)


def _opened(text: str | None) -> Bundle | None:
    with suppress(ValueError):
        return Bundle.of(text) if text is not None else None
    return None
