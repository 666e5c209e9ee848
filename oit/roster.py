"""The roster: which agencies are watched, where each is found on the web, and who answers for what."""

from dataclasses import dataclass
from datetime import date

from oit.agency import Agency

ANY_TOPIC = ""  # an owner of everything that has no owner of its own


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for an item of an agency. `topic` is the item's name that does not depend on the year; ANY_TOPIC for all others."""

    topic: str
    name: str
    contact: str = ""  # e-mail address or other way to reach them; "" where none is known


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One watched agency. `code` is the roster's own and unique in it; `urls` are its addresses, the assessed one first."""

    code: str
    name: str
    type: str
    urls: tuple[str, ...]
    district: str = ""
    province: str = ""
    owners: tuple[Owner, ...] = ()
    contact: str = ""
    min_pages: int | None = None  # fewer pages than this are no full capture
    notes: str = ""
    retired: date | None = None  # not watched from this day on; what was seen of it stays

    @property
    def agency(self) -> Agency:
        return Agency(self.urls[0], self.name, self.type, self.code)

    def owner_of(self, topic: str) -> Owner | None:
        """Who answers for a topic: its own owner, or the one of all others."""
        own = {owner.topic: owner for owner in self.owners}
        return own.get(topic) or own.get(ANY_TOPIC)
