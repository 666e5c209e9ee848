"""`oit itas import` and `list`: the links that were entered in the assessors' system, taken from a list and kept."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import rules
from app.agencies import agency_of
from app.judging import Terms
from app.scores_files import read_rows
from oit.agency import Agency
from oit.entered import EnteredLink, Entering, LinkLook, entering
from oit.entered_reader import heads_known, read_links
from oit.errors import BadInput
from oit.harmless import plain
from store.database import Database

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class EnteredRequest:
    """`agency` "": the file names it in each row. `entered`: the day for rows without one; `watch_until` None: see last_day()."""

    file: Path
    by: str
    terms: Terms
    agency: str = ""
    entered: date | None = None
    watch_until: date | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class KnownLink:
    agency: Agency
    link: EnteredLink
    looks: tuple[LinkLook, ...]  # stretches, oldest first


def last_day(fiscal_year: int) -> date:
    """The day until which links are watched: the end of the calendar year in which the assessed year ends, when appeals are over."""
    return date(fiscal_year - 543, 12, 31)


def import_links(database: Database, request: EnteredRequest, now: datetime | None = None) -> Entering:
    """Takes the links of a file in, all or none. Raises BadInput, BadLinks."""
    moment = (now or datetime.now(UTC)).replace(microsecond=0)
    by = plain(request.by, _LONGEST_NAME)
    if not by:
        raise BadInput("--by: who entered the links must be named")
    pack = rules.load_pack(request.terms.form)
    named = agency_of(database, request.agency) if request.agency else None
    known: dict[str, Agency | str] = {}

    def trouble(typed: str) -> str:
        if typed not in known:
            try:
                known[typed] = agency_of(database, typed)
            except BadInput as error:
                known[typed] = str(error)
        found = known[typed]
        return found if isinstance(found, str) else ""

    codes = {item.code: item.topic for item in pack.items}
    rows = read_links(request.file.name, read_rows(request.file, heads_known), codes, trouble, agency=named is not None)
    year, today = request.terms.fiscal_year, request.terms.day
    until = request.watch_until or last_day(year)
    links = []
    for row in rows:
        agency = named or known[row.agency]
        assert isinstance(agency, Agency)
        day = row.entered or request.entered or today
        if day > until:
            raise BadInput(f"{request.file.name}:{row.line}: entered on {day}, after the last day of the watch, {until}; see --watch-until")
        source, topic = request.file.name[:200], codes[row.code]
        links.append(EnteredLink(0, agency.url, pack.name, year, row.code, topic, row.url, row.text, day, by, until, source))
    if request.dry_run:
        return entering(database.entered_links(None, pack.name, year), links)
    return database.enter_links(links, moment)


def known_links(database: Database, typed: str = "", *, replaced: bool = False) -> list[KnownLink]:
    """The links of an agency or of all with the looks at them. Raises BadInput for an agency that is not known."""
    wanted = agency_of(database, typed).url if typed else None
    agencies = {one.url: one for one in database.agencies()}
    links = [link for link in database.entered_links(wanted) if replaced or link.replaced is None]
    looks = database.link_looks([link.id for link in links])
    return [KnownLink(agencies[link.agency_url], link, tuple(looks.get(link.id, ()))) for link in links]
