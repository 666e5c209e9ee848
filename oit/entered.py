"""The links that were entered in the assessors' system, and what they showed on which day. In an appeal only these count."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class LinkState(StrEnum):
    """What a look at an entered link found, told against the look at which it was first seen to work."""

    WORKS = "works"
    CHANGED = "changed"  # it opens, and shows something else than before
    MOVED = "moved"  # it leads to another address than before
    BROKEN = "broken"  # the server says that it is not there, or asks for a login
    LEADS_HOME = "leads_home"  # it opens the front page, or a page that says there is nothing
    UNREACHED = "unreached"  # nobody can tell: the server did not answer, or turned the visit away


@dataclass(frozen=True, slots=True)
class EnteredLink:
    """One link as it was entered for one item. `replaced`: when another one was entered in its place; None while it counts."""

    id: int
    agency_url: str
    form: str
    fiscal_year: int  # Buddhist era
    code: str
    topic: str
    url: str
    text: str  # the explanation that was entered with it
    entered: date
    by: str
    watch_until: date  # the appeal ends
    source: str  # the file it came from, or "typed"
    replaced: datetime | None = None


@dataclass(frozen=True, slots=True)
class LinkLook:
    """A stretch of looks at an entered link that found the same. Times are in UTC."""

    id: int
    link_id: int
    state: LinkState
    first: datetime
    last: datetime
    looks: int
    final_url: str
    http_status: int | None
    failure: str  # oit.snapshot.FetchFailure, "" for none
    content_type: str
    size: int  # bytes
    sha256: str  # of the bytes, "" where none came
    text_sha256: str  # of the words read in it: the same while only counters and dates of the frame change
    title: str
    archive: str  # the kept record of what came, relative to the folder of the archive; "" where none is kept
