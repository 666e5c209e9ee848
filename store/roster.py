"""The roster in the database: an agency keeps its row, and with it its history, when its address, name or even its code changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from oit.agency import Agency
from oit.errors import BadInput
from oit.roster import Owner, RosterEntry
from oit.roster_address import bare
from store.merging import absorb
from store.models import AgencyTable, OwnerTable


def roster(session: Session, *, retired: bool = False, on: date | None = None) -> list[RosterEntry]:
    """The agencies on the roster by code, their owners by topic. Those that are retired on the day `on` only with `retired`; without a day
    that is everyone who has a day of retirement, be it to come."""
    owners = defaultdict(list)
    for row in session.scalars(select(OwnerTable).order_by(OwnerTable.topic)):
        owners[row.agency_id].append(Owner(row.topic, row.name, row.contact))
    rows = session.scalars(select(AgencyTable).where(AgencyTable.on_roster).order_by(AgencyTable.code))
    entries = sorted((_entry(row, owners[row.id]) for row in rows), key=lambda entry: entry.code)
    return [entry for entry in entries if retired or entry.retired is None or (on is not None and on < entry.retired)]


def put_roster(session: Session, entries: Iterable[RosterEntry], renamed: Mapping[str, str] | None = None) -> tuple[int, int, int]:
    """Write entries by their codes, all or none: how many were added, changed, and were there as they are. `renamed` names the former code
    of those on the roster that are to have another.

    An agency that is new to the roster takes over what was seen of its address before: by checks of agencies that are not on the roster, or
    by one that was retired under another code. Raises BadInput for an address that another agency of the roster keeps, and for a code or an
    address that stands twice among the entries."""
    wanted = list(entries)
    _refuse_doubles(wanted)
    former = renamed or {}
    standing = _Standing(session, {entry.code: entry for entry in wanted}, former)
    before = {entry.code: entry for entry in roster(session, retired=True)}
    targets = [(entry, standing.row_of(entry)) for entry in wanted]
    for entry, row in targets:
        for other in standing.others_at(entry, row):
            absorb(session, other, row)
    changing = [(entry, row) for entry, row in targets if before.get(entry.code) != _ordered(entry)]
    _free_addresses(session, changing)
    for entry, row in changing:
        _write(session, entry, row)
    added = sum(entry.code not in before and former.get(entry.code) not in before for entry in wanted)
    return added, len(changing) - added, len(wanted) - len(changing)


def retire(session: Session, code: str, day: date | None) -> None:
    """The agency is not watched from `day` on, or with None is watched again. Raises BadInput for a code that is not on the roster."""
    row = _row(session, code)
    if row is None:
        raise BadInput(f"{code}: is no code of the roster; see oit agencies list")
    row.retired = day


def agency_id(session: Session, code: str) -> int | None:
    """The row of the agency with this code on the roster, retired or not; None for a code that is not there."""
    row = _row(session, code)
    return row.id if row else None


def watched_at(session: Session, agency: Agency) -> AgencyTable | None:
    """The agency of the roster whose assessed address this is, however it is written; None where nobody watches it. Its row is locked for
    the rest of the transaction."""
    place = bare(agency.url)
    rows = session.scalars(select(AgencyTable).where(AgencyTable.on_roster).order_by(AgencyTable.id))
    found = next((row for row in rows if bare(row.url) == place), None)
    if found is not None:
        session.refresh(found, with_for_update=True)
    return found


class _Standing:
    """The rows that are there before anything is written, and whose each is to be."""

    def __init__(self, session: Session, wanted: Mapping[str, RosterEntry], former: Mapping[str, str]) -> None:
        self._wanted, self._former = wanted, former
        rows = session.scalars(select(AgencyTable).order_by(AgencyTable.id).with_for_update()).all()
        self._by_code = {row.code: row for row in rows if row.on_roster}
        self._by_place: dict[str, list[AgencyTable]] = defaultdict(list)
        for row in rows:
            self._by_place[bare(row.url)].append(row)

    def row_of(self, entry: RosterEntry) -> AgencyTable:
        """The row of the code; else one of the address that is free; else a new one."""
        known = self._by_code.get(entry.code) or self._by_code.get(self._former.get(entry.code, ""))
        if known is not None:
            return known
        free = [row for row in self._at(entry) if self._is_free(row)]
        # One that was on the roster has more than a check behind it; then the one that is written alike.
        free.sort(key=lambda row: (not row.on_roster, row.url != entry.urls[0]))
        return free[0] if free else AgencyTable(url=entry.urls[0], on_roster=False, code="")

    def others_at(self, entry: RosterEntry, row: AgencyTable) -> list[AgencyTable]:
        """Further rows of the same address, which are the same agency. Raises BadInput where one is another of the roster."""
        others = [other for other in self._at(entry) if other is not row and not self._moves_away(other)]
        for other in others:
            if other.on_roster:
                known = f"{other.code} {other.name}" + (f" (retired {other.retired})" if other.retired else "")
                way = "" if other.retired or row.id else f", or retire {other.code} first: {entry.code} then goes on with its history"
                raise BadInput(f"{entry.code}: {entry.urls[0]} is the address of {known}; correct one of the two{way}")
        return others

    def _at(self, entry: RosterEntry) -> list[AgencyTable]:
        return self._by_place.get(bare(entry.urls[0]), [])

    def _is_free(self, row: AgencyTable) -> bool:
        return not row.on_roster or (row.retired is not None and row.code not in self._wanted)

    def _moves_away(self, row: AgencyTable) -> bool:
        mine = self._wanted.get(row.code) if row.on_roster else None
        return mine is not None and bare(mine.urls[0]) != bare(row.url)


def _refuse_doubles(entries: list[RosterEntry]) -> None:
    for what in (lambda entry: entry.code, lambda entry: bare(entry.urls[0])):
        first: dict[str, RosterEntry] = {}
        for entry in entries:
            other = first.setdefault(what(entry), entry)
            if other is not entry:
                raise BadInput(f"{entry.code}: its code or address {entry.urls[0]} is that of {other.code} {other.name} too; correct one")


def _free_addresses(session: Session, changing: list[tuple[RosterEntry, AgencyTable]]) -> None:
    """Two agencies may change their addresses for one another's: the old ones are given up first."""
    for entry, row in changing:
        if row.id is not None and row.url != entry.urls[0]:
            row.url = f"moving:{row.id}"
    session.flush()


def _write(session: Session, entry: RosterEntry, row: AgencyTable) -> None:
    row.url, row.other_urls = entry.urls[0], list(entry.urls[1:])
    row.code, row.name, row.type, row.on_roster = entry.code, entry.name, entry.type, True
    row.district, row.province, row.contact = entry.district, entry.province, entry.contact
    row.min_pages, row.notes, row.retired = entry.min_pages, entry.notes, entry.retired
    session.add(row)
    session.flush()
    session.execute(delete(OwnerTable).where(OwnerTable.agency_id == row.id))
    by_topic = {owner.topic: owner for owner in entry.owners}
    session.add_all(OwnerTable(agency_id=row.id, topic=one.topic, name=one.name, contact=one.contact) for one in by_topic.values())
    session.flush()


def _row(session: Session, code: str) -> AgencyTable | None:
    return session.scalars(select(AgencyTable).where(AgencyTable.on_roster, AgencyTable.code == code)).first()


def _entry(row: AgencyTable, owners: Iterable[Owner]) -> RosterEntry:
    return RosterEntry(
        row.code, row.name, row.type, (row.url, *row.other_urls), row.district, row.province, tuple(owners), row.contact, row.min_pages,
        row.notes, row.retired,
    )  # fmt: skip


def _ordered(entry: RosterEntry) -> RosterEntry:
    """As the database gives it back."""
    owners = {owner.topic: owner for owner in entry.owners}
    return RosterEntry(
        entry.code, entry.name, entry.type, entry.urls, entry.district, entry.province, tuple(owners[topic] for topic in sorted(owners)),
        entry.contact, entry.min_pages, entry.notes, entry.retired,
    )  # fmt: skip
