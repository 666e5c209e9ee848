"""Evidence as it is shared between runs: the same proof on another night is the same row, though the page's counters and hash differ.

A run's own values (hash, numbers in the texts, picture, time) are kept by store/sightings.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from oit.audit import Evidence
from store.columns import storable
from store.numbers import shape
from store.packing import digest, pack_record, unpack_record


def cleaned(one: Evidence, screenshot: str) -> Evidence:
    """As it can be stored, with the picture that the run took."""
    return Evidence(
        storable(one.url), storable(one.found_on), tuple(map(storable, one.link_path)), storable(one.kind), one.http_status,
        storable(one.content_type), storable(one.sha256), storable(one.fetched_at), storable(one.snippet), storable(one.matched),
        float(one.similarity), storable(screenshot),
    )  # fmt: skip


def identity(one: Evidence) -> bytes:
    """Equal for what is the same proof: not the time, the picture, the hash, nor the numbers in the words of the page."""
    return digest([
        one.url, one.found_on, list(map(shape, one.link_path)), one.kind, one.http_status, one.content_type, shape(one.snippet),
        shape(one.matched), one.similarity,
    ])  # fmt: skip


def body(one: Evidence) -> bytes:
    """As the run saw it that saw it first, without its picture."""
    return pack_record({
        "url": one.url, "found_on": one.found_on, "link_path": list(one.link_path), "kind": one.kind, "http_status": one.http_status,
        "content_type": one.content_type, "sha256": one.sha256, "fetched_at": one.fetched_at, "snippet": one.snippet,
        "matched": one.matched, "similarity": one.similarity,
    })  # fmt: skip


def evidence_of(packed: bytes) -> Evidence:
    """ValueError for a body that is damaged."""
    record: dict[str, Any] = unpack_record(packed)
    try:
        return Evidence(**{**record, "link_path": tuple(record["link_path"])})
    except (TypeError, KeyError) as error:
        raise ValueError(f"a record of evidence lacks something ({error})") from error


@dataclass(frozen=True, slots=True)
class Said:
    """What a run says of an item, in the plain values that are stored."""

    code: str
    topic: str
    outcome: str
    presence_verdict: str
    presence_score: int
    currency_verdict: str
    currency_score: int
    points: float
    required: str
    found: list[Any]
    reasons: list[Any]
    best_url: str | None
    evidence: tuple[Evidence, ...]  # cleaned

    def columns(self) -> dict[str, Any]:
        """What stands in columns of its own."""
        names = ("code", "topic", "outcome", "presence_verdict", "presence_score", "currency_verdict", "currency_score", "points")
        return {name: getattr(self, name) for name in names}

    def rest(self) -> dict[str, Any]:
        return {"required": self.required, "found": self.found, "reasons": self.reasons, "best_url": self.best_url}

    def identity(self, proofs: Iterable[bytes]) -> bytes:
        """`proofs` are the identities of its evidence."""
        return digest([self.columns(), self.rest(), [one.hex() for one in proofs]])
