"""What is a run's own of the evidence it shares with other runs: hashes, numbers, pictures and times, as few bytes.

Both parts follow the order of the set's evidence; its distinct addresses, in that order, are counted from 0. `own` is None where nothing
differs from the shared evidence, and equal from night to night where the site is, so that runs share it too.
"""

import hashlib
import json
import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from oit.audit import Evidence
from store.numbers import differing, with_numbers
from store.packing import pack_ids, pack_record, unpack_ids, unpack_record

_HASH = re.compile(r"[0-9a-f]{64}")
_SECONDS, _TEXTS = b"\1", b"\2"


def pack_own(seen: Sequence[Evidence], shared: Sequence[Evidence]) -> bytes | None:
    """What `seen` has besides its times that `shared`, the same evidence as it was seen first, has not."""
    places = _places(shared)
    hashes = {place: _first(seen, places, place).sha256 for place in _changed(seen, shared, places)}
    pictures = {place for one, place in zip(seen, places, strict=True) if one.screenshot == picture_of(one.url)}
    plain = [replace(one, sha256=hashes.get(place, base.sha256), screenshot=_picture(one, place, pictures))
             for one, base, place in zip(seen, shared, places, strict=True)]  # fmt: skip
    odd = {i: [one.sha256, one.screenshot] for i, one in enumerate(seen)
           if (one.sha256, one.screenshot) != (plain[i].sha256, plain[i].screenshot)}  # fmt: skip
    numbers = {i: own for i, (one, base) in enumerate(zip(seen, shared, strict=True)) if (own := differing(_texts(one), _texts(base)))}
    raw = {place: value for place, value in hashes.items() if _HASH.fullmatch(value)}
    texts = {place: value for place, value in hashes.items() if place not in raw}
    parts: dict[str, Any] = {"h": list(raw), "t": texts, "p": sorted(pictures), "x": odd, "n": numbers}
    record = {key: value for key, value in parts.items() if value}
    if not record:
        return None
    packed = pack_record(record)
    return struct.pack(">I", len(packed)) + packed + b"".join(map(bytes.fromhex, raw.values()))


def unpack_own(packed: bytes | None, shared: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with the run's own values, its times left as they were first. ValueError where they do not fit together."""
    if packed is None:
        return [replace(one, screenshot="") for one in shared]
    try:
        record, hashes = _opened(packed)
        places = _places(shared)
        pictures = set(record.get("p", ()))
        own = [replace(one, sha256=hashes.get(place, one.sha256), screenshot=picture_of(one.url) if place in pictures else "")
               for one, place in zip(shared, places, strict=True)]  # fmt: skip
        for index, (sha256, screenshot) in record.get("x", {}).items():
            own[int(index)] = replace(own[int(index)], sha256=sha256, screenshot=screenshot)
        for index, numbers in record.get("n", {}).items():
            own[int(index)] = _renumbered(own[int(index)], {int(place): number for place, number in numbers.items()})
    except (struct.error, IndexError, TypeError, AttributeError) as error:
        raise ValueError(f"what a run saw does not fit its evidence ({error})") from error
    return own


def pack_times(seen: Sequence[Evidence], started: datetime | None) -> bytes:
    """When each piece was fetched: seconds since the crawl's start for each address where that tells all, else the texts as they are."""
    places = _places(seen)
    texts = [one.fetched_at for one in seen]
    by_place = [_first(seen, places, place).fetched_at for place in range(len(set(places)))]
    offset = next((moment.utcoffset() for text in by_place if text and (moment := _moment(text)) is not None), timedelta())
    if started is not None and offset is not None and offset.total_seconds() % 60 == 0:
        minutes = int(offset.total_seconds()) // 60
        seconds = [_seconds(text, started) for text in by_place]
        packed = _SECONDS + pack_ids([minutes + 1440, *(-1 if one is None else one + 1 for one in seconds)])
        if None not in seconds and unpack_times(packed, seen, started) == texts:
            return packed
    return _TEXTS + zlib.compress(json.dumps(texts).encode(), 9)


def unpack_times(packed: bytes, shared: Sequence[Evidence], started: datetime | None) -> list[str]:
    """The times in the order of the evidence. ValueError where they do not fit it."""
    if packed[:1] == _TEXTS:
        try:
            texts = json.loads(zlib.decompress(packed[1:]))
        except zlib.error as error:
            raise ValueError(f"the times of a run cannot be unpacked ({error})") from error
        if not isinstance(texts, list) or len(texts) != len(shared):
            raise ValueError("the times of a run do not fit its evidence")
        return [str(text) for text in texts]
    places, numbers = _places(shared), unpack_ids(packed[1:])
    if packed[:1] != _SECONDS or started is None or len(numbers) != len(set(places)) + 1:
        raise ValueError("the times of a run do not fit its evidence")
    zone = timezone(timedelta(minutes=numbers[0] - 1440))
    start = started.replace(microsecond=0)
    said = ["" if one == 0 else (start + timedelta(seconds=one - 1)).astimezone(zone).isoformat() for one in numbers[1:]]
    return [said[place] for place in places]


def picture_of(url: str) -> str:
    """The name that the picture of an address usually has in the snapshot."""
    return f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.jpg"


def _places(pieces: Sequence[Evidence]) -> list[int]:
    """For each piece the number of its address."""
    known: dict[str, int] = {}
    return [known.setdefault(one.url, len(known)) for one in pieces]


def _first(pieces: Sequence[Evidence], places: Sequence[int], place: int) -> Evidence:
    return pieces[places.index(place)]


def _changed(seen: Sequence[Evidence], shared: Sequence[Evidence], places: Sequence[int]) -> list[int]:
    return sorted({place for one, base, place in zip(seen, shared, places, strict=True) if one.sha256 != base.sha256})


def _picture(one: Evidence, place: int, pictures: set[int]) -> str:
    return picture_of(one.url) if place in pictures else ""


def _texts(one: Evidence) -> list[str]:
    return [one.snippet, one.matched, *one.link_path]


def _renumbered(one: Evidence, own: dict[int, str]) -> Evidence:
    snippet, matched, *path = with_numbers(_texts(one), own)
    return replace(one, snippet=snippet, matched=matched, link_path=tuple(path))


def _opened(packed: bytes) -> tuple[dict[str, Any], dict[int, str]]:
    (size,) = struct.unpack(">I", packed[:4])
    record, raw = unpack_record(packed[4 : 4 + size]), packed[4 + size :]
    where = record.get("h", [])
    if len(raw) != 32 * len(where):
        raise ValueError("the hashes of a run are cut off")
    hashes = {place: raw[32 * i : 32 * i + 32].hex() for i, place in enumerate(where)}
    return record, hashes | {int(place): text for place, text in record.get("t", {}).items()}


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _seconds(text: str, started: datetime) -> int | None:
    """From 0; -1 for no text; None where the text is no moment after the start."""
    if not text:
        return -1
    moment = _moment(text)
    if moment is None:
        return None
    seconds = (moment - started.replace(microsecond=0)).total_seconds()
    return int(seconds) if seconds >= 0 and seconds == int(seconds) else None
