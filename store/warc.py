"""Records of a WARC file (ISO 28500): what was asked, what came, and what the browser made of it. Pure: bytes in, one record out.

Each record is packed by itself, so that any of them can be read alone and every viewer opens the file. The payload's digest is the SHA-256
by which the rest of a snapshot names the same bytes. Record ids follow from the content: the same answers make the same file.
"""

import hashlib
import uuid
import zlib
from datetime import UTC, datetime
from http.client import responses
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from oit.errors import SnapshotError
from oit.exchange import Exchange, Headers

NOT_MODIFIED = 304
LARGEST_BODY = 256 * 1024 * 1024  # a crawl refuses larger ones long before; this stops a record that swells when it is unpacked
_ROOM_FOR_HEADERS = 2 * 1024 * 1024
_VERSION = "WARC/1.1"
_IDS = uuid.UUID("9b3c3a4e-7d5e-5f0a-9c61-6f697463726c")
_SAME_BODY = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
# They tell how the bytes came over the line; the kept body has been unpacked, and a viewer would unpack it again.
_OF_THE_LINE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_SAMPLE = 8_192  # bytes of the start, and as many of the middle
_ASCII = "".join(map(chr, range(32, 127)))
_AS_IT_IS = "!#$%&'()*+,/:;=?@[]~"
_PACKED, _PLAIN = 3, 0  # levels: 3 is a tenth larger than 6, in half the time


def info(software: str, started: str) -> bytes:
    """The record at the head of a file."""
    fields = {
        "software": software, "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": "Answers of one agency's website; transfer and content codings are taken off the bodies.",
    }  # fmt: skip
    payload = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
    return _record("warcinfo", "", started, 0, payload, content_type="application/warc-fields")


def response(exchange: Exchange, sha256: str, place: int) -> bytes:
    """The answer. `place` is where in its file the record will stand."""
    more = _about(exchange) | ({"WARC-Truncated": exchange.truncated} if exchange.truncated else {})
    return _record("response", exchange.url, exchange.at, place, exchange.body, _answer(exchange, len(exchange.body)), sha256, more)


def revisit(exchange: Exchange, sha256: str, place: int, first_url: str, first_at: str) -> bytes:
    """The answer, when its body is the same as that of a record that is there already, or when the server says so (status 304)."""
    profile = _NOT_MODIFIED if exchange.status == NOT_MODIFIED else _SAME_BODY
    more = {"WARC-Profile": profile, "WARC-Refers-To-Target-URI": first_url, "WARC-Refers-To-Date": _date(first_at)}
    return _record("revisit", exchange.url, exchange.at, place, b"", _answer(exchange, len(exchange.body)), sha256, _about(exchange) | more)


def request(exchange: Exchange, answer_id: str, place: int) -> bytes:
    """What was sent, beside the answer's record of the given id."""
    parts = urlsplit(exchange.url)
    target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_AS_IT_IS)
    head = StatusAndHeaders(f"GET {target} HTTP/1.1", _clean(exchange.request), is_http_request=True)
    return _record("request", exchange.url, exchange.at, place, b"", head, "", {"WARC-Concurrent-To": answer_id})


def resource(uri: str, at: str, content_type: str, data: bytes, sha256: str, place: int) -> bytes:
    """Bytes that came as no answer: what a browser made of a page."""
    return _record("resource", uri, at, place, data, None, sha256, content_type=content_type)


def record_id(kind: str, uri: str, at: str, place: int) -> str:
    """The id of a record."""
    return f"<urn:uuid:{uuid.uuid5(_IDS, chr(10).join((kind, uri, at, str(place))))}>"


def payload_of(packed: bytes, where: str) -> bytes:
    """The payload of one packed record. SnapshotError, naming `where`, for what is none or swells beyond LARGEST_BODY."""
    try:
        for record in ArchiveIterator(BytesIO(_unpacked(packed, where)), no_record_parse=False):
            payload: bytes = record.raw_stream.read()
            return payload
    except (ArchiveLoadFailed, zlib.error, ValueError, EOFError) as error:
        raise SnapshotError(f"{where}: is no record that can be read ({error}); the snapshot is damaged, crawl again") from error
    raise SnapshotError(f"{where}: holds no record; the snapshot is damaged, crawl again")


def payload_hashes(path: Path) -> set[str]:
    """The SHA-256 of each payload of a file, as far as it can be read: of a damaged one, those before the damage."""
    found = set()
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, no_record_parse=False):
                made = hashlib.sha256()
                while chunk := record.raw_stream.read(1 << 20):
                    made.update(chunk)
                found.add(made.hexdigest())
    except (ArchiveLoadFailed, zlib.error, ValueError, EOFError, OSError):
        pass
    return found


def _unpacked(packed: bytes, where: str) -> bytes:
    """One gzip member, never more than fits a body."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    plain = unpacker.decompress(packed, LARGEST_BODY + _ROOM_FOR_HEADERS)
    if not unpacker.eof:
        raise SnapshotError(f"{where}: is cut off, or larger than {LARGEST_BODY} bytes; the snapshot is damaged, crawl again")
    return plain


def _record(
    kind: str, uri: str, at: str, place: int, payload: bytes, head: StatusAndHeaders | None = None, sha256: str = "",
    more: dict[str, str] | None = None, content_type: str = "",
) -> bytes:  # fmt: skip
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version=_VERSION)
    fields = {"WARC-Date": _date(at), "WARC-Record-ID": record_id(kind, uri, at, place), **(more or {})}
    if sha256:
        fields["WARC-Payload-Digest"] = f"sha256:{sha256}"
    fields["WARC-Block-Digest"] = f"sha256:{_block_digest(head, payload)}"
    record = writer.create_warc_record(
        uri, kind, BytesIO(payload), len(payload), warc_content_type=content_type, warc_headers_dict=fields, http_headers=head
    )
    writer.write_record(record)
    return _packed(out.getvalue(), payload)


def _block_digest(head: StatusAndHeaders | None, payload: bytes) -> str:
    made = hashlib.sha256()
    if head is not None:
        head.compute_headers_buffer()
        made.update(head.headers_buff)
    made.update(payload)
    return made.hexdigest()


def _packed(record: bytes, payload: bytes) -> bytes:
    """One gzip member. A sample decides whether packing pays: most documents are packed already."""
    middle = max(len(payload) // 2, _SAMPLE)
    sample = payload[:_SAMPLE] + payload[middle : middle + _SAMPLE]
    markup = payload[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    pays = markup or len(payload) < _SAMPLE or len(zlib.compress(sample, 1)) <= 0.8 * len(sample)
    packer = zlib.compressobj(_PACKED if pays else _PLAIN, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(record) + packer.flush()


def _answer(exchange: Exchange, length: int) -> StatusAndHeaders:
    kept = [(f"X-Archive-Orig-{name}" if name.lower() in _OF_THE_LINE else name, value) for name, value in _clean(exchange.headers)]
    line = f"{exchange.status} {responses.get(exchange.status, '-')}"
    return StatusAndHeaders(line, [*kept, ("Content-Length", str(length))], protocol="HTTP/1.1")


def _clean(headers: Headers) -> list[tuple[str, str]]:
    """Header lines in which no line break, and nothing but ASCII, can stand."""
    return [(_one_line(name), _one_line(value)) for name, value in headers if name]


def _one_line(text: str) -> str:
    """Bytes beyond ASCII as percent signs and figures: the writer takes none."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return quote(plain.encode("latin-1", "replace"), safe=_ASCII)


def _about(exchange: Exchange) -> dict[str, str]:
    return {"WARC-IP-Address": exchange.ip} if exchange.ip else {}


def _date(at: str) -> str:
    """A moment as WARC writes it; the standard asks for UTC."""
    return datetime.fromisoformat(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
