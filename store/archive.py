"""The WARC file of a snapshot and its index: appended to while the crawl goes on, any body read back by its SHA-256.

responses.warc.gz    every answer, what was asked, and what the browser made of pages
responses.jsonl      one line per record that is an answer or a page of the browser: where in the file it stands
"""

import hashlib
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from oit.errors import SnapshotError
from oit.exchange import Exchange
from store import warc
from store.layout import ARCHIVE, digest, sync
from store.records import Fields


@dataclass(frozen=True, slots=True)
class Kept:
    """One record: what it holds and where it stands. `kind` is response, revisit (same body as another record) or resource."""

    kind: str
    url: str
    at: str
    status: int  # 0 for a resource
    sha256: str
    size: int  # of the body
    offset: int
    length: int  # of the packed record
    content_type: str = ""  # this and what follows only where the server may be asked whether the body is still the same
    etag: str = ""
    modified: str = ""  # Last-Modified, as the server wrote it
    since: str = ""  # when the body came over the network; `at` is when it was last said to be the same

    def line(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value != "" or name not in _MAY_LACK}

    @classmethod
    def of(cls, fields: Fields) -> "Kept":
        return cls(
            fields.text("kind"), fields.text("url"), fields.text("at"), fields.number("status"), fields.text("sha256"),
            fields.number("size"), fields.number("offset"), fields.number("length"),
            *("" if fields.missing(name) else fields.text(name) for name in _MAY_LACK),
        )  # fmt: skip


_MAY_LACK = ("content_type", "etag", "modified", "since")


@dataclass(frozen=True, slots=True)
class Validators:
    """What an answer said by which it can be told whether it is still the same."""

    content_type: str = ""
    etag: str = ""
    modified: str = ""
    since: str = ""


_NONE = Validators()
_FOUND = 200
_LONGEST = 300  # letters of a header that is sent back


class ArchiveWriter:
    """Writes the file anew. Bodies that were kept can be read back at any time, from any thread."""

    def __init__(self, folder: Path, software: str) -> None:
        self.path = folder / ARCHIVE
        self.bodies: dict[str, Kept] = {}  # the first record of each body
        self._file: BinaryIO = self.path.open("wb")
        self._hash, self._end = hashlib.sha256(), 0
        self._turn = threading.Lock()
        self._append(warc.info(software, moment()))

    def answer(self, exchange: Exchange) -> Kept:
        """Keeps an answer and what was asked; a body that is there already is not written again."""
        sha256 = digest(exchange.body)
        with self._turn:
            first = self.bodies.get(sha256)
            if first is None or not exchange.body:
                kind, record = "response", warc.response(exchange, sha256, self._end)
            else:
                kind, record = "revisit", warc.revisit(exchange, sha256, self._end, first.url, first.at)
            kept = self._keep(kind, exchange.url, exchange.at, exchange.status, sha256, len(exchange.body), record, validators_of(exchange))
            self._append(warc.request(exchange, warc.record_id(kind, exchange.url, exchange.at, kept.offset), self._end))
        return kept

    def unchanged(self, exchange: Exchange, earlier: "Kept", holder: "Kept", packed: bytes) -> list[Kept]:
        """Keeps the server's word (304) that the body of `earlier`, a record of another archive, is still what its address gives. `packed`
        is the record of that archive that holds the body (`holder`): copied as it stands, so that this archive needs no other. Gives what
        was written."""
        made = []
        with self._turn:
            first = self.bodies.get(earlier.sha256)
            if first is None:
                first = self._keep(holder.kind, holder.url, holder.at, holder.status, holder.sha256, holder.size, packed)
                made.append(first)
            said = Validators(earlier.content_type, earlier.etag, earlier.modified, earlier.since)
            record = warc.revisit(exchange, earlier.sha256, self._end, first.url, first.at)
            kept = self._keep("revisit", exchange.url, exchange.at, exchange.status, earlier.sha256, earlier.size, record, said)
            self._append(warc.request(exchange, warc.record_id("revisit", exchange.url, exchange.at, kept.offset), self._end))
        return [*made, kept]

    def resource(self, uri: str, at: str, content_type: str, data: bytes) -> Kept | None:
        """Keeps bytes that came as no answer; None when they are there already."""
        sha256 = digest(data)
        with self._turn:
            if sha256 in self.bodies:
                return None
            return self._keep("resource", uri, at, 0, sha256, len(data), warc.resource(uri, at, content_type, data, sha256, self._end))

    def body(self, sha256: str) -> bytes:
        """The bytes of a body that was kept. SnapshotError where it was not."""
        kept = self.bodies.get(sha256)
        if kept is None:
            raise SnapshotError(f"{self.path}: holds no body {sha256[:80]}")
        return read_body(self.path, kept)

    def close(self) -> dict[str, Any]:
        """Closes the file, on the disk; what the manifest says of it."""
        sync(self._file)
        self._file.close()
        return {"sha256": self._hash.hexdigest(), "size": self._end}

    def _keep(
        self, kind: str, url: str, at: str, status: int, sha256: str, size: int, record: bytes, said: Validators = _NONE
    ) -> Kept:  # fmt: skip
        place = (self._end, len(record))
        kept = Kept(kind, url, at, status, sha256, size, *place, said.content_type, said.etag, said.modified, said.since)
        self._append(record)
        if kind != "revisit":
            self.bodies.setdefault(sha256, kept)
        return kept

    def _append(self, record: bytes) -> None:
        """Whole on the file before anybody is told where it stands."""
        self._file.write(record)
        self._file.flush()
        self._hash.update(record)
        self._end += len(record)


@dataclass(frozen=True, slots=True)
class Archive:
    """A finished file and its index."""

    path: Path
    records: tuple[Kept, ...]
    bodies: dict[str, Kept]

    @classmethod
    def of(cls, folder: Path, lines: Iterable[Fields]) -> "Archive":
        records = tuple(Kept.of(fields) for fields in lines)
        bodies: dict[str, Kept] = {}
        for kept in records:
            if kept.kind != "revisit":
                bodies.setdefault(kept.sha256, kept)
        return cls(folder / ARCHIVE, records, bodies)

    def body(self, sha256: str) -> bytes:
        """The bytes of a body, checked against their hash. SnapshotError names what is missing or damaged."""
        kept = self.bodies.get(sha256)
        if kept is None:
            raise SnapshotError(f"{self.path}: holds no body {sha256[:80]!r}; the snapshot is damaged, crawl again")
        return read_body(self.path, kept)

    def packed(self, kept: Kept) -> bytes:
        """A record as it stands in the file, to be copied to another."""
        return _packed(self.path, kept)

    def of_url(self, url: str) -> Iterator[Kept]:
        return (kept for kept in self.records if kept.url == url)


def read_body(path: Path, kept: Kept) -> bytes:
    """The body of a record that holds one, checked against its hash."""
    return unpacked_body(_packed(path, kept), path, kept)


def unpacked_body(packed: bytes, path: Path, kept: Kept) -> bytes:
    """The body in a packed record, checked against its hash."""
    where = f"{path} at {kept.offset}"
    data = warc.payload_of(packed, where)
    if digest(data) != kept.sha256:
        raise SnapshotError(f"{where}: its bytes do not have the hash {kept.sha256}; the snapshot is damaged, crawl again")
    return data


def validators_of(exchange: Exchange) -> Validators:
    """What a whole answer with status 200 said of itself; nothing where it varies by everything, or was cut off."""
    told = {name.lower() for name, value in exchange.headers}
    kind, etag, modified = _said(exchange, "content-type"), _said(exchange, "etag"), _said(exchange, "last-modified")
    if exchange.status != _FOUND or exchange.truncated or not exchange.body or "*" in _said(exchange, "vary"):
        return _NONE
    if not (etag or modified) or ("content-type" in told and not kind):  # a type that cannot be kept as it is would be read otherwise
        return _NONE
    return Validators(kind, etag, modified, exchange.at)


def _said(exchange: Exchange, name: str) -> str:
    """A header's value, if it is one that can be sent back: one line of plain letters, not long."""
    values = [value.strip() for header, value in exchange.headers if header.lower() == name]
    sendable = len(values) == 1 and len(values[0]) <= _LONGEST and all(" " <= letter <= "~" for letter in values[0])
    return values[0] if sendable else ""


def _packed(path: Path, kept: Kept) -> bytes:
    if not (kept.offset >= 0 and 0 < kept.length <= warc.LARGEST_BODY):
        raise SnapshotError(f"{path}: the index names an impossible place; the snapshot is damaged, crawl again")
    try:
        with path.open("rb") as file:
            file.seek(kept.offset)
            data = file.read(kept.length)
    except FileNotFoundError:
        raise SnapshotError(f"{path}: is missing from the snapshot; crawl again") from None
    except (OSError, OverflowError, ValueError) as error:
        raise SnapshotError(f"{path}: cannot be read ({error}); crawl again") from error
    if len(data) != kept.length:
        raise SnapshotError(f"{path}: ends before its last record; the snapshot is damaged, crawl again")
    return data


def moment() -> str:
    """Now, ISO 8601 in UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")
