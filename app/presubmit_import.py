"""Workbooks that come home: compared with what was given out and with what the database says now; all of one is written, or nothing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.attest import Said, entry_of, prepared
from app.counted import Counted, counted
from app.judging import BANGKOK, Terms
from app.presubmit import gather
from oit.agency import Agency
from oit.errors import BadInput
from oit.harmless import plain
from oit.human import AttestedItem, HumanVerdict
from oit.presubmit_cells import cell_texts
from oit.presubmit_compare import Change, Compared, Meets, Values, compare
from oit.presubmit_reader import BadSheet, ReadBook, read_book
from oit.presubmit_sheet import NOTE_OF, GivenSheet, kept_values
from oit.roster import ANY_TOPIC, Owner, RosterEntry
from oit.roster_owners import read_person
from oit.sheet_cells import CellsOfSheet
from oit.team_notes import TeamNote
from oit.wording import head
from reading.book_cells import book_cells
from reading.shown_rows import BadWorkbook
from store.database import Database, open_database
from store.sheets import Taken

LARGEST = 20_000_000  # bytes of a file


@dataclass(frozen=True, slots=True)
class ImportRequest:
    database: str
    files: tuple[Path, ...]
    by: str
    wins: frozenset[str]  # codes whose cells win over what others changed; "all"
    dry_run: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one workbook. `ended`: codes whose verdict is kept and does not count, since its evidence is another one now."""

    file: Path
    agency: Agency
    given: GivenSheet
    compared: Compared
    ended: tuple[str, ...]

    @property
    def attention(self) -> bool:
        return bool(self.compared.notices or self.ended or self.compared.of(Meets.CONFLICT, Meets.OTHER_OUTCOME))


@dataclass(frozen=True, slots=True)
class _Home:
    """What the database says now of the agency that a workbook is of."""

    agency: Agency
    entry: RosterEntry | None
    terms: Terms
    found: Counted
    values: Mapping[str, Values]
    state: str


def import_books(request: ImportRequest) -> list[Imported]:
    """One after the other, each whole or not at all. Raises BadSheet naming every cell that cannot be understood, BadInput for a file that
    is no workbook of this database; what came before it in the list is imported then."""
    if not plain(request.by):
        raise BadInput("--by: is empty; name the person who answers for what the workbook says")
    with open_database(request.database) as database:
        return [_import(database, file, request) for file in request.files]


def _import(database: Database, file: Path, request: ImportRequest) -> Imported:
    name = plain(file.name, 100)
    came = read_book(_cells(file), name)
    given = database.given_sheet(came.key)
    if given is None:
        raise BadInput(f"{name}: its key {came.key} was not given out from {database.name}; name the database it was made from with --db")
    home = _home(database, given)
    compared = compare(given, came, home.values, request.wins)
    taken = compared.of(Meets.TAKEN)
    now = dt.datetime.now(dt.UTC)
    verdicts, refused = _verdicts(database, came, taken, home, plain(request.by, 120), now, name)
    wrong = [*compared.wrong, *_owner_faults(taken, home), *refused]
    if wrong:
        raise BadSheet(name, [f"{name}: {line}" for line in wrong])
    if request.dry_run:
        return Imported(file, home.agency, given, compared, ())
    who = plain(request.by, 120)
    notes, withdrawn = _notes(taken, given, who, now, name), _withdrawn(database, taken, given)
    database.take_sheet(Taken(given.key, who, notes, verdicts, withdrawn, _roster(taken, home)), home.state)
    return Imported(file, home.agency, given, compared, _ended(database, taken, home))


def _cells(file: Path) -> list[CellsOfSheet]:
    try:
        if file.stat().st_size > LARGEST:
            raise BadInput(f"{file}: is larger than {LARGEST // 1_000_000} MB; it is no workbook of oit presubmit")
        body = file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file}: cannot be read ({error.strerror}); give an .xlsx file") from error
    try:
        return book_cells(body)
    except BadWorkbook as error:
        raise BadInput(f"{file}: {error}; save it again as .xlsx") from error


def _home(database: Database, given: GivenSheet) -> _Home:
    agency = next(agency for agency in database.agencies() if agency.url == given.agency_url)
    state = database.state_of_people(agency.url)
    entry = entry_of(database, agency)
    today = dt.datetime.now(BANGKOK).date()
    terms = Terms(given.form, given.fiscal_year, today)
    gathered = gather(database, agency, entry, terms, None, "th")
    values = {row.item.code: kept_values(row, cell_texts(row, given.key, agency.name, "th")) for row in gathered.rows}
    return _Home(agency, entry, terms, gathered.found, values, state)


def _notes(taken: Sequence[Change], given: GivenSheet, by: str, now: dt.datetime, source: str) -> list[TeamNote]:
    return [
        TeamNote(given.agency_url, given.form, given.fiscal_year, one.code, NOTE_OF[one.column], one.sheet, by, now, source)
        for one in taken
        if one.column in NOTE_OF
    ]


def _verdicts(
    database: Database, came: ReadBook, taken: Sequence[Change], home: _Home, by: str, now: dt.datetime, source: str
) -> tuple[list[AttestedItem], list[str]]:
    """Made as oit attest makes them, and lines on those that nobody can mean."""
    made: list[AttestedItem] = []
    wrong: list[str] = []
    for one in taken:
        if one.column == "verdict" and one.sheet:
            said = Said(home.agency.url, one.code, one.sheet, one.values["verdict_by"] or by, one.values["verdict_note"],
                        _shown_at(one, came, home), None, source)  # fmt: skip
            try:
                made.append(prepared(database, said, home.terms, now).attested)
            except BadInput as error:
                wrong.append(f"{one.place}: {error} (in the workbook: the column “{head('pre_link', 'th')}”)")
    return made, wrong


def _shown_at(change: Change, came: ReadBook, home: _Home) -> str:
    """The link that the person named, where the tool has another or none; "" for the tool's own evidence."""
    cell = came.rows[change.code].get("link")
    finding = next((each for each in home.found.findings if each.code == change.code), None)
    known = {piece.url for piece in finding.evidence} if finding else set()
    positive = change.sheet in (HumanVerdict.PRESENT, HumanVerdict.CURRENT)
    return cell.value if cell is not None and positive and cell.value not in known else ""


def _withdrawn(database: Database, taken: Sequence[Change], given: GivenSheet) -> list[int]:
    codes = {one.code for one in taken if one.column == "verdict" and not one.sheet}
    people = database.attested(given.agency_url, given.form, given.fiscal_year) if codes else []
    return [one.id for one in people if one.code in codes and one.withdrawn is None]


def _owner_faults(taken: Sequence[Change], home: _Home) -> list[str]:
    """Owners are kept for topics on the roster: an agency that is not there has none, and items of one topic have one owner."""
    changes = [one for one in taken if one.column == "owner"]
    if not changes:
        return []
    if home.entry is None:
        return [f"{one.place}: owners are kept on the roster, and the agency is not on it; add it with oit agencies add" for one in changes]
    faults = []
    wanted: dict[str, Change] = {}
    for one in changes:
        other = wanted.setdefault(_topic(one, home), one)
        if other.sheet != one.sheet:
            faults.append(f"{one.place}: {one.code} and {other.code} are of one topic and have one owner; name the same in both")
        elif not one.sheet and not any(owner.topic == _topic(one, home) for owner in home.entry.owners):
            faults.append(f"{one.place}: {one.code} has the owner of all items and none of its own to take away; name another person")
    return faults


def _topic(change: Change, home: _Home) -> str:
    item = home.found.pack.item(change.code)
    return item.topic if item else ANY_TOPIC


def _roster(taken: Sequence[Change], home: _Home) -> RosterEntry | None:
    wanted = {_topic(one, home): one.sheet for one in taken if one.column == "owner"}
    if home.entry is None or not wanted:
        return None
    kept = [owner for owner in home.entry.owners if owner.topic not in wanted]
    new = [Owner(topic, *read_person(text)) for topic, text in wanted.items() if text]
    return replace(home.entry, owners=tuple(sorted([*kept, *new], key=lambda owner: owner.topic)))


def _ended(database: Database, taken: Sequence[Change], home: _Home) -> tuple[str, ...]:
    """Verdicts of this workbook that do not count from the beginning."""
    codes = {one.code for one in taken if one.column == "verdict" and one.sheet}
    if not codes:
        return ()
    found = home.found
    again = counted(database, found.agency, found.entry, found.pack.name, found.fiscal_year, found.day)
    standing = {finding.code for finding in again.findings if finding.attestation is not None}
    return tuple(sorted(codes - standing))
