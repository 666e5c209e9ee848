"""The roster as its commands need it: files read and written, one agency added or retired, the table of who stands where."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import rules
from app.address import agency_addresses
from app.attest_standing import with_people
from app.judging import BANGKOK
from app.roster_files import csv_table, read_table
from oit.errors import BadInput
from oit.roster import RosterEntry
from oit.roster_owners import Items
from oit.roster_plan import Plan, plan
from oit.roster_reader import BadRoster, Cell, Draft, Table, read_roster
from oit.roster_words import COLUMNS
from reports.roster_record import roster_row, write_roster
from store.database import open_database
from store.standing import Standing

ADDING = "agencies add"  # in place of a file's name


@dataclass(frozen=True, slots=True)
class Watched:
    """An agency of the roster and the result that stands for it, None where it was never checked."""

    entry: RosterEntry
    standing: Standing | None

    @property
    def seen(self) -> dt.date | None:
        """The day of the result that stands, in Bangkok."""
        return day_of(self.standing.seen) if self.standing else None


def today() -> dt.date:
    return dt.datetime.now(BANGKOK).date()


def day_of(moment: dt.datetime | None) -> dt.date | None:
    """The day in Bangkok."""
    return moment.astimezone(BANGKOK).date() if moment else None


@cache
def items() -> Items:
    """The items by which owners are named: those of the default form."""
    pack = rules.load_pack()
    return Items(rules.DEFAULT_PACK, {item.code: item.topics for item in pack.items}, frozenset(rules.load_words().slugs))


def read_file(file: Path) -> list[Draft]:
    """The agencies of a CSV, XLSX or YAML file. Raises BadRoster with all its mistakes, BadInput for what is no such file."""
    return read_roster(read_table(file), items(), agency_addresses)


def read_csv(body: bytes, name: str) -> list[Draft]:
    """The same for CSV that came by standard input."""
    return read_roster(csv_table(body, name), items(), agency_addresses)


def import_drafts(
    database: str, drafts: list[Draft], name: str, *, day: dt.date | None = None, retire_missing: bool = False, dry_run: bool = False
) -> Plan:
    """Write what a list states into the roster, all or nothing; with `dry_run` only say what would change. Raises BadRoster for addresses
    that agencies of the roster have which the list gives to others."""
    with open_database(database) as opened:
        wanted = plan(opened.roster(retired=True), drafts, day or today(), retire_missing=retire_missing)
        if wanted.conflicts:
            raise BadRoster(name, [f"{name}:{line}: {column}: {what}" for line, column, what in wanted.conflicts])
        if not dry_run:
            opened.put_roster(wanted.entries, wanted.renamed)
    return wanted


def export(database: str, kind: str, *, retired: bool = True) -> bytes:
    """The roster as a file of that kind: csv, xlsx or yaml. Retired agencies have the day in a column of their own."""
    with open_database(database) as opened:
        return write_roster(opened.roster(retired=retired, on=today()), items(), kind)


def add(database: str, values: Mapping[str, str], *, update: bool = False) -> Plan:
    """Add one agency, or with `update` change the one of this code in what `values` (column -> text) names. Raises BadRoster."""
    code = values.get("code", "")
    with open_database(database) as opened:
        known = {entry.code: entry for entry in opened.roster(retired=True)}
    if update and code not in known:
        raise BadInput(f"{code}: is no code of the roster; leave out --update to add it")
    if not update and code in known:
        raise BadInput(f"{code}: is on the roster as {known[code].name}; change it with --update")
    before = dict(zip(COLUMNS, roster_row(known[code], items()), strict=True)) if update else {}
    row = tuple(Cell(column, text, 1, 1) for column, text in {**before, **values}.items())
    drafts = read_roster(Table(ADDING, (row,)), items(), agency_addresses)
    return replace(import_drafts(database, drafts, ADDING), missing=())


def retire(database: str, code: str, day: dt.date | None) -> RosterEntry:
    """Not watched from `day` on, None: watched again. Returns the agency. Raises BadInput for a code that is not on the roster."""
    with open_database(database) as opened:
        opened.retire(code, day)
        return next(entry for entry in opened.roster(retired=True) if entry.code == code)


def watched(
    database: str, *, district: str = "", kind: str = "", stale_days: int | None = None, retired: bool = False, codes: Iterable[str] = ()
) -> list[Watched]:
    """The agencies of the roster by code: of a district, a type, with no result younger than `stale_days`, with these codes. Raises
    BadInput for a code that is not on the roster."""
    day = today()
    with open_database(database) as opened:
        everyone = opened.roster(retired=True)
        standing = with_people(opened, opened.standing(), everyone, day)
    wanted = set(codes)
    if unknown := sorted(wanted - {entry.code for entry in everyone}):
        raise BadInput(f"{', '.join(unknown[:5])}: is no code of the roster; see oit agencies list")
    rows = [Watched(entry, standing.get(entry.code)) for entry in everyone]
    return [
        row for row in rows
        if (retired or row.entry.retired is None or row.entry.retired > day)
        and (not district or row.entry.district == district)
        and (not kind or row.entry.type == kind)
        and (not wanted or row.entry.code in wanted)
        and (stale_days is None or row.seen is None or (day - row.seen).days > stale_days)
    ]  # fmt: skip
