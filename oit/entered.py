"""The links that were entered in the assessors' system, and what they showed on which day. In an appeal only these count."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Entering:
    """What taking links in does: `changed` are entered already, with another explanation, day or end of the watch (as they are then);
    `replaced` count no longer."""

    added: tuple[EnteredLink, ...]
    changed: tuple[EnteredLink, ...]
    replaced: tuple[EnteredLink, ...]
    unchanged: tuple[EnteredLink, ...]


def entering(before: Sequence[EnteredLink], links: Sequence[EnteredLink]) -> Entering:
    """What stands after `links` are taken in as all that is entered for their items. An item may have several; one that was replaced
    earlier and is entered again is a new one, so that its time of absence shows."""
    named = {_item(link) for link in links}
    standing = {(_item(link), link.url): link for link in before if link.replaced is None and _item(link) in named}
    wanted = {(_item(link), link.url): link for link in links}
    known = [(standing[key], link) for key, link in wanted.items() if key in standing]
    same = tuple(old for old, new in known if _said(old) == _said(new))
    return Entering(
        tuple(link for key, link in wanted.items() if key not in standing),
        tuple(replace(new, id=old.id, topic=old.topic) for old, new in known if _said(old) != _said(new)),
        tuple(link for key, link in standing.items() if key not in wanted),
        same,
    )


def _item(link: EnteredLink) -> tuple[str, str, int, str]:
    return link.agency_url, link.form, link.fiscal_year, link.code


def _said(link: EnteredLink) -> tuple[str, date, date]:
    return link.text, link.entered, link.watch_until


def shows_the_same(one: LinkLook, other: LinkLook) -> bool:
    """Did two looks find the same? Told by the words where both could be read, else by the bytes; the server's status counts only where
    nothing came to look at."""
    if (one.state, one.final_url, one.failure) != (other.state, other.final_url, other.failure):
        return False
    if one.failure:
        return one.http_status == other.http_status
    if one.text_sha256 and other.text_sha256:
        return one.text_sha256 == other.text_sha256
    return one.sha256 == other.sha256
