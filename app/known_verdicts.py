"""Verdicts of the night before: where tonight's snapshot holds the same, they are found again instead of judged again.

A judgement is a function of the snapshot, the rules, the year and the day. What is kept of one is found under a hash of all these but the
day and the times of the answers; with it stand the days on which it would have been the same (oit.day). Only `oit check` looks here, in
the snapshot before its own; `oit judge` always judges.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path

import rules
from app.judging import Terms
from app.ocr import AUTO
from app.version import tool_version
from oit.audit import ItemFinding
from oit.day import Bounds
from oit.plain_data import from_data, to_data
from oit.snapshot import SiteSnapshot
from reading import READER_VERSION
from reading.tesseract import find_tesseract
from store.records import agency_record, facts_record, resource_record, unfetched_record
from store.snapshots import ReadingCache

VERDICTS, REVIEW = "verdicts", "review"
_LAYOUT = "1"
_OF_THE_NIGHT = ("fetched_at", "unchanged_since", "screenshot", "detail")  # of a resource: what no verdict rests on
_OF_THE_CRAWL = ("started", "finished", "requests", "bytes", "user_agent", "rendering")
_CODE = (("oit", ".py"), ("oit.checks", ".py"), ("rules", ".py"), ("rules", ".yaml"))


@dataclass(frozen=True, slots=True)
class KnownLook:
    """A second look that a review asked for."""

    url: str
    how: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What was judged under `key`; `first` and `last` are the ISO days between which it holds."""

    key: str
    first: str
    last: str
    findings: tuple[ItemFinding, ...]
    looks: tuple[KnownLook, ...] = ()


def content_key(snapshot: SiteSnapshot, by: Terms, ocr: str) -> str:
    """A hash of everything that the verdicts on a snapshot, given without its contents, depend on but the day."""
    seen = [_without(resource_record(one), _OF_THE_NIGHT) for one in snapshot.resources]
    left = [unfetched_record(one) for one in snapshot.unfetched]
    facts = _without(facts_record(snapshot.facts), _OF_THE_CRAWL)
    recognised = repr(find_tesseract()) if ocr == AUTO else ocr
    told = [agency_record(snapshot.agency), facts, seen, left, by.form, by.fiscal_year, rules.pack_of_year(by.fiscal_year), recognised]
    return hashlib.sha256(f"{program()}\n{json.dumps(told, sort_keys=True)}".encode()).hexdigest()


def without_times(snapshot: SiteSnapshot) -> SiteSnapshot:
    """The snapshot with each answer's place instead of its time, so that findings on it can be told with the times of another night."""
    return replace(snapshot, resources=tuple(replace(one, fetched_at=f"#{n}") for n, one in enumerate(snapshot.resources)))


def with_times(findings: Iterable[ItemFinding], snapshot: SiteSnapshot) -> tuple[ItemFinding, ...]:
    """Findings on a snapshot without times, told with the times of `snapshot`."""
    times = {f"#{n}": one.fetched_at for n, one in enumerate(snapshot.resources)}
    return tuple(
        replace(one, evidence=tuple(replace(piece, fetched_at=times.get(piece.fetched_at, piece.fetched_at)) for piece in one.evidence))
        for one in findings
    )


class KnownVerdicts:
    """What was judged by `name` ("verdicts", "review") for the snapshot in `earlier`, and now for that in `folder`."""

    def __init__(self, name: str, folder: Path, earlier: Path | None) -> None:
        self._name, self._cache = name, ReadingCache(folder, earlier)
        self._earlier = ReadingCache(earlier) if earlier is not None else None

    def recall(self, key: str, day: dt.date) -> Known | None:
        """What is known of the same, kept for the next night too; None where nothing is, or not for that day."""
        text = self._earlier.get(self._name, _LAYOUT) if self._earlier is not None else None
        with suppress(ValueError, RecursionError):  # damaged: it is judged again
            known = from_data(Known, json.loads(text)) if text is not None else None
            if known is not None and known.key == key and dt.date.fromisoformat(known.first) <= day <= dt.date.fromisoformat(known.last):
                self._cache.get(self._name, _LAYOUT)
                return known
        return None

    def keep(self, key: str, bounds: Bounds, findings: tuple[ItemFinding, ...], looks: Iterable[KnownLook] = ()) -> None:
        """Keeps what was judged, for the days within `bounds`."""
        known = Known(key, bounds.first.isoformat(), bounds.last.isoformat(), findings, tuple(looks))
        self._cache.put(self._name, _LAYOUT, json.dumps(to_data(known), ensure_ascii=False))

    def take_over(self) -> None:
        """What reading made for the snapshot before, which holds the same, is that of this one."""
        self._cache.take_all()


def _without(record: dict[str, object], names: Iterable[str]) -> dict[str, object]:
    return {name: value for name, value in record.items() if name not in names}


@cache
def program() -> str:
    """What judges: a hash of its code and rules as they are, whatever their version is called."""
    made = hashlib.sha256(f"{tool_version()} {READER_VERSION} {version('rapidfuzz')}".encode())
    for package, ending in _CODE:
        for file in sorted(resources.files(package).iterdir(), key=lambda one: one.name):
            if file.name.endswith(ending):
                made.update(f"\n{package}/{file.name}\n".encode() + file.read_bytes())
    return made.hexdigest()
