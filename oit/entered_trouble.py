"""Entered links that are in trouble now, and whose they are. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from oit.agency import Agency
from oit.digest import answers_for
from oit.entered import EnteredLink, LinkLook
from oit.entered_states import in_trouble
from oit.roster import RosterEntry
from oit.roster_address import bare


@dataclass(frozen=True, slots=True)
class Trouble:
    """A link with the stretch of looks that tells of its trouble. `entry`: None for an agency that is not in the roster."""

    agency: Agency
    entry: RosterEntry | None
    link: EnteredLink
    look: LinkLook

    @property
    def name(self) -> str:
        """For telling nobody the same twice."""
        return f"look {self.look.id}"

    def concerns(self, what: str, of: str) -> bool:
        """Is it of that province, district or agency (by code), as messages.yaml names it? Everything is `all`'s."""
        entry = self.entry
        if what == "all":
            return True
        named = {"province": entry.province, "district": entry.district, "agency": entry.code} if entry else {}
        return bool(of) and named.get(what) == of


def troubles(
    links: Iterable[EnteredLink], looks: Mapping[int, Sequence[LinkLook]], agencies: Iterable[Agency], roster: Iterable[RosterEntry]
) -> list[Trouble]:
    """The links of which the last look tells trouble, in the order given. `looks` are the stretches by link, oldest first."""
    entries = {bare(url): entry for entry in roster for url in entry.urls}
    known = {agency.url: agency for agency in agencies}
    return [
        Trouble(known[link.agency_url], entries.get(bare(link.agency_url)), link, looks[link.id][-1])
        for link in links
        if in_trouble(looks.get(link.id, ()))
    ]


def by_mail(found: Iterable[Trouble]) -> dict[str, list[Trouble]]:
    """Mail address -> the troubles of who answers for the item; left out where nobody has one."""
    theirs: dict[str, list[Trouble]] = {}
    for one in found:
        mail = answers_for(one.entry, one.link.topic) if one.entry else ""
        if mail:
            theirs.setdefault(mail, []).append(one)
    return theirs
