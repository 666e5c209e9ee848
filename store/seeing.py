"""Keeping what a run saw otherwise than the evidence it shares, told against what the agency showed before."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from oit.audit import Evidence
from store.models import SightingTable
from store.sets import SetReader
from store.sightings import pack_own, shown

_DEEPEST = 7  # sightings that are read before one


def keep_sighting(
    session: Session, set_id: int, seen: Sequence[Evidence], base_id: int | None, reader: SetReader | None = None
) -> int | None:
    """The id of what a run with these findings saw, None where that is what the shared evidence says. `base_id` is a sighting of the same
    agency, best the one before; it is the answer where nothing changed since. `reader` is one that knows what was read before."""
    reader = reader or SetReader(session)
    shared = reader.pieces(set_id)
    body = pack_own(seen, shared)
    if not body:
        return None
    row = SightingTable(set_id=set_id, base_id=None, depth=0, body=body)
    base = None if base_id is None else session.get(SightingTable, base_id)
    if base is not None:
        before = reader.sighted(base.id)
        if base.set_id == set_id and _alike(seen, before):
            return base.id
        against = pack_own(seen, shared, shown(before))
        if base.depth < _DEEPEST and len(against) < len(body):
            row = SightingTable(set_id=set_id, base_id=base.id, depth=base.depth + 1, body=against)
    session.add(row)
    session.flush()
    return row.id


def _alike(seen: Sequence[Evidence], before: Sequence[Evidence]) -> bool:
    """But for the times."""
    return all(replace(one, fetched_at=old.fetched_at) == old for one, old in zip(seen, before, strict=True))
