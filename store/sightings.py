"""What is a run's own of the evidence it shares with other runs: hashes, numbers, pictures and times, as few bytes.

Both parts follow the order of the set's evidence; its distinct addresses, in that order, are counted from 0. What an address showed (hash
and whether it has a picture) is told against what it showed to an earlier run, its base, so that a page that changed once costs once.
"""

import hashlib
import json
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from oit.audit import Evidence
from store.numbers import differing, with_numbers
from store.packing import pack_ids, pack_record, unpack_ids, unpack_record

_HASH = re.compile(r"[0-9a-f]{64}")
_SECONDS, _TEXTS = b"\1", b"\2"


Shown = tuple[str, bool]  # of an address: the hash, and whether there is a picture under its usual name
_NOTHING: Mapping[str, Shown] = {}


def pack_own(seen: Sequence[Evidence], shared: Sequence[Evidence], base: Mapping[str, Shown] = _NOTHING) -> bytes:
    """What `seen` has besides its times that `shared`, the same evidence as it was seen first, and `base` have not; empty for nothing."""
    places = _places(shared)
    known, first = _expected(shared, base), {place: seen[i] for i, place in reversed(list(enumerate(places)))}
    changed = sorted({place for one, old, place in zip(seen, known, places, strict=True) if one.sha256 != old.sha256})
    hashes = {place: first[place].sha256 for place in changed}
    turned = {place for place, one in first.items() if (one.screenshot == picture_of(one.url)) != _has(one.url, base)}
    plain = _overlaid(known, places, hashes, turned)
    odd = {i: [one.sha256, one.screenshot] for i, one in enumerate(seen)
           if (one.sha256, one.screenshot) != (plain[i].sha256, plain[i].screenshot)}  # fmt: skip
    numbers = {i: own for i, (one, old) in enumerate(zip(seen, shared, strict=True)) if (own := differing(_texts(one), _texts(old)))}
    raw = {place: value for place, value in hashes.items() if _HASH.fullmatch(value)}
    texts = {place: value for place, value in hashes.items() if place not in raw}
    parts: dict[str, Any] = {"h": pack_ids(raw).hex(), "t": texts, "p": pack_ids(sorted(turned)).hex(), "x": odd, "n": numbers}
    record = {key: value for key, value in parts.items() if value}
    if not record:
        return b""
    packed = pack_record(record)
    return struct.pack(">H", len(packed)) + packed + b"".join(map(bytes.fromhex, raw.values()))


def unpack_own(packed: bytes, shared: Sequence[Evidence], base: Mapping[str, Shown] = _NOTHING) -> list[Evidence]:
    """The evidence with the run's own values, its times left as they were first. ValueError where they do not fit together."""
    places = _places(shared)
    known = _expected(shared, base)
    if not packed:
        return known
    try:
        record, hashes = _opened(packed)
        own = _overlaid(known, places, hashes, set(unpack_ids(bytes.fromhex(record.get("p", "")))))
        for index, (sha256, screenshot) in record.get("x", {}).items():
            own[int(index)] = replace(own[int(index)], sha256=sha256, screenshot=screenshot)
        for index, numbers in record.get("n", {}).items():
            own[int(index)] = _renumbered(own[int(index)], {int(place): number for place, number in numbers.items()})
    except (struct.error, IndexError, TypeError, AttributeError) as error:
        raise ValueError(f"what a run saw does not fit its evidence ({error})") from error
    return own


def shown(seen: Sequence[Evidence]) -> dict[str, Shown]:
    """What each address showed, as the base of a later run."""
    return {one.url: (one.sha256, one.screenshot == picture_of(one.url)) for one in reversed(seen)}


def _expected(shared: Sequence[Evidence], base: Mapping[str, Shown]) -> list[Evidence]:
    """The evidence as the base leads to expect it."""
    return [_with(one, base.get(one.url, (one.sha256,))[0], picture_of(one.url) if _has(one.url, base) else "") for one in shared]


def _overlaid(known: Sequence[Evidence], places: Sequence[int], hashes: Mapping[int, str], turned: set[int]) -> list[Evidence]:
    return [
        _with(one, hashes.get(place, one.sha256), _turned(one) if place in turned else one.screenshot)
        for one, place in zip(known, places, strict=True)
    ]


def _with(one: Evidence, sha256: str, screenshot: str) -> Evidence:
    return one if (sha256, screenshot) == (one.sha256, one.screenshot) else replace(one, sha256=sha256, screenshot=screenshot)


def _turned(one: Evidence) -> str:
    return "" if one.screenshot else picture_of(one.url)


def _has(url: str, base: Mapping[str, Shown]) -> bool:
    return url in base and base[url][1]


def pack_times(seen: Sequence[Evidence], started: datetime | None) -> bytes:
    """When each piece was fetched: seconds since the crawl's start for each address where that tells all, else the texts as they are."""
    places = _places(seen)
    texts = [one.fetched_at for one in seen]
    by_place = list({place: seen[i].fetched_at for i, place in reversed(list(enumerate(places)))}.values())[::-1]
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


@lru_cache(maxsize=4096)
def picture_of(url: str) -> str:
    """The name that the picture of an address usually has in the snapshot."""
    return f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.jpg"


def _places(pieces: Sequence[Evidence]) -> list[int]:
    """For each piece the number of its address."""
    known: dict[str, int] = {}
    return [known.setdefault(one.url, len(known)) for one in pieces]


def _texts(one: Evidence) -> list[str]:
    return [one.snippet, one.matched, *one.link_path]


def _renumbered(one: Evidence, own: dict[int, str]) -> Evidence:
    snippet, matched, *path = with_numbers(_texts(one), own)
    return replace(one, snippet=snippet, matched=matched, link_path=tuple(path))


def _opened(packed: bytes) -> tuple[dict[str, Any], dict[int, str]]:
    (size,) = struct.unpack(">H", packed[:2])
    record, raw = unpack_record(packed[2 : 2 + size]), packed[2 + size :]
    where = unpack_ids(bytes.fromhex(record.get("h", "")))
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
