"""Records of a snapshot as JSON and back. Reading trusts nothing: a wrong field is a SnapshotError that names file, line and field."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any, TypeVar

from oit.agency import Agency
from oit.content import Region
from oit.errors import SnapshotError
from oit.snapshot import CrawlFacts, FetchFailure, NotFetched, Resource, Sighting, UnfetchedLink

_Choice = TypeVar("_Choice", bound=StrEnum)
_OF_RESOURCE = [field.name for field in dataclasses.fields(Resource) if field.name not in ("content", "seen")]
_OF_SIGHTING = [field.name for field in dataclasses.fields(Sighting)]


class Fields:
    """The fields of one JSON object, taken out by type. `where` is the file and line for the error."""

    def __init__(self, record: object, where: str) -> None:
        if not isinstance(record, dict):
            raise SnapshotError(f"{where}: is no JSON object; the snapshot is damaged, crawl again")
        self._record: Mapping[str, object] = record
        self.where = where

    def wrong(self, key: str, expected: str) -> SnapshotError:
        return SnapshotError(f"{self.where}: {key}: expected {expected}; the snapshot is damaged, crawl again")

    def text(self, key: str) -> str:
        value = self._record.get(key)
        if not isinstance(value, str):
            raise self.wrong(key, "text")
        return value

    def number(self, key: str) -> int:
        value = self._record.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, "a whole number")
        return value

    def flag(self, key: str) -> bool:
        value = self._record.get(key)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false")
        return value

    def choice(self, key: str, kind: type[_Choice]) -> _Choice:
        try:
            return kind(self.text(key))
        except ValueError:
            raise self.wrong(key, "one of " + ", ".join(kind)) from None

    def missing(self, key: str) -> bool:
        return self._record.get(key) is None

    def part(self, key: str) -> "Fields":
        return Fields(self._record.get(key), f"{self.where}: {key}")

    def parts(self, key: str) -> tuple["Fields", ...]:
        value = self._record.get(key)
        if not isinstance(value, list):
            raise self.wrong(key, "a list")
        return tuple(Fields(entry, f"{self.where}: {key}") for entry in value)

    def names(self) -> tuple[str, ...]:
        return tuple(self._record)


def parse(data: bytes, where: str) -> Fields:
    try:
        return Fields(json.loads(data), where)
    except (ValueError, RecursionError):
        raise SnapshotError(f"{where}: is no JSON; the snapshot is damaged, crawl again") from None


def resource_record(resource: Resource) -> dict[str, Any]:
    return {name: getattr(resource, name) for name in _OF_RESOURCE} | {"seen": _seen_records(resource.seen)}


def _seen_records(seen: tuple[Sighting, ...]) -> list[dict[str, str]]:
    """What dataclasses.asdict gives, in a tenth of its time: there are some tens of thousands of sightings."""
    return [{name: getattr(sighting, name) for name in _OF_SIGHTING} for sighting in seen]


def resource_from(fields: Fields) -> Resource:
    return Resource(
        url=fields.text("url"),
        final_url=fields.text("final_url"),
        status=None if fields.missing("status") else fields.number("status"),
        failure=None if fields.missing("failure") else fields.choice("failure", FetchFailure),
        content_type=fields.text("content_type"),
        sha256=fields.text("sha256"),
        size=fields.number("size"),
        fetched_at=fields.text("fetched_at"),
        seen=_sightings(fields),
        rendered=fields.flag("rendered"),
        render_sha256=fields.text("render_sha256"),
        detail=fields.text("detail"),
        screenshot=fields.text("screenshot"),
        # snapshots of before have no such fields
        unfinished=not fields.missing("unfinished") and fields.flag("unfinished"),
        complete=not fields.missing("complete") and fields.flag("complete"),
        outside="" if fields.missing("outside") else fields.text("outside"),
        unchanged_since="" if fields.missing("unchanged_since") else fields.text("unchanged_since"),
    )


def unfetched_record(link: UnfetchedLink) -> dict[str, Any]:
    return {"url": link.url, "why": link.why, "seen": _seen_records(link.seen)}


def unfetched_from(fields: Fields) -> UnfetchedLink:
    return UnfetchedLink(fields.text("url"), fields.choice("why", NotFetched), _sightings(fields))


def _sightings(fields: Fields) -> tuple[Sighting, ...]:
    return tuple(
        Sighting(seen.text("text"), seen.text("heading"), seen.text("found_on"), seen.choice("region", Region), seen.text("context"))
        for seen in fields.parts("seen")
    )


def agency_record(agency: Agency) -> dict[str, Any]:
    return asdict(agency)


def agency_from(fields: Fields) -> Agency:
    return Agency(url=fields.text("url"), name=fields.text("name"), type=fields.text("type"), code=fields.text("code"))


def facts_record(facts: CrawlFacts) -> dict[str, Any]:
    return asdict(facts)


def facts_from(fields: Fields) -> CrawlFacts:
    return CrawlFacts(
        started=fields.text("started"),
        finished=fields.text("finished"),
        requests=fields.number("requests"),
        pages=fields.number("pages"),
        documents=fields.number("documents"),
        rendered=fields.number("rendered"),
        bytes=fields.number("bytes"),
        stopped_by=fields.text("stopped_by"),
        browser=fields.text("browser"),
        render=fields.text("render"),
        user_agent=fields.text("user_agent"),
        guided_by=fields.text("guided_by"),
        sandbox=fields.flag("sandbox"),
        rendering="" if fields.missing("rendering") else fields.text("rendering"),  # snapshots of before have no such field
    )
