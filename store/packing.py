"""Lists of ids, and records of texts, as few bytes. What is written so is kept for good: a change here needs a new mark, the old ones stay.

Ids: the differences from one to the next, zigzag, seven bits a byte. Records: JSON behind a mark, 0 as it is, 1 deflated with the words
of packing_words.txt known beforehand (short Thai texts are hardly deflated without).
"""

import hashlib
import json
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from store.columns import storable

_PLAIN, _DEFLATED = b"\0", b"\1"
_LARGEST = 64 << 20  # bytes that a record may unpack to


def digest(record: Any) -> bytes:
    """Sixteen bytes that stand for a record."""
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).digest()[:16]


def pack_ids(ids: Iterable[int]) -> bytes:
    """Whole numbers of 0 and more, in their order."""
    packed, last = bytearray(), 0
    for one in ids:
        step, last = one - last, one
        rest = step << 1 if step >= 0 else (-step << 1) - 1
        while rest > 0x7F:
            packed.append(rest & 0x7F | 0x80)
            rest >>= 7
        packed.append(rest)
    return bytes(packed)


def unpack_ids(packed: bytes) -> list[int]:
    """ValueError for bytes that end within a number."""
    ids, last, value, shift = [], 0, 0, 0
    for byte in packed:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            last += -((value + 1) >> 1) if value & 1 else value >> 1
            ids.append(last)
            value = shift = 0
    if shift:
        raise ValueError("a list of numbers is cut off")
    return ids


def pack_record(record: Any) -> bytes:
    """A record of JSON; halves of surrogate pairs come back as U+FFFD."""
    text = storable(json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _words())
    packed = packer.compress(text) + packer.flush()
    return _DEFLATED + packed if len(packed) < len(text) else _PLAIN + text


def unpack_record(packed: bytes) -> Any:
    """ValueError for what `pack_record` did not make."""
    mark, body = packed[:1], packed[1:]
    if mark == _PLAIN:
        return json.loads(body)
    if mark != _DEFLATED:
        raise ValueError("a record bears an unknown mark")
    try:
        opener = zlib.decompressobj(-15, _words())
        text = opener.decompress(body, _LARGEST)
    except zlib.error as error:
        raise ValueError(f"a record cannot be unpacked ({error})") from error
    if not opener.eof:
        raise ValueError("a record is cut off")
    return json.loads(text)


@cache
def _words() -> bytes:
    return (Path(__file__).parent / "packing_words.txt").read_bytes()
