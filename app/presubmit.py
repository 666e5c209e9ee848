"""Workbooks for the entry: gathered from what is kept, written with their pictures, and remembered for when they come home."""

import datetime as dt
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.agencies import agency_of
from app.attest import entry_of
from app.counted import Counted, counted, local_day
from app.judging import BANGKOK, Terms
from app.presubmit_files import OVERVIEW, Place, copy_picture, place_of, write_file
from app.presubmit_links import LinkAsking, links_seen
from app.rounds import RoundOfAgency, rounds_of
from oit.agency import Agency
from oit.errors import BadInput
from oit.presubmit import PresubmitRow, presubmit_rows, with_links_seen
from oit.presubmit_cells import cell_texts
from oit.presubmit_sheet import given_sheet
from oit.presubmit_summary import Fix, PresubmitBook, RoundShown
from oit.roster import Owner, RosterEntry
from oit.rounds import Plan, as_of
from oit.team_notes import standing_notes
from oit.what_if import Effort, worth_of_fixes
from oit.wording import head, moment
from reports.presubmit_book import Listed, overview_workbook, presubmit_workbook
from store.database import Database, open_database

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no letters that are taken for figures
_KEY_LETTERS = 12
_LEAST_GAIN = 0.005  # points that do not read as 0.00


@dataclass(frozen=True, slots=True)
class PresubmitRequest:
    """`agency` "" for all of the roster, or of `district`. `asking` None: the links are not fetched anew. `terms_named`: form and year were
    asked for; else one agency without a result by them is shown by those of its newest."""

    database: str
    agency: str
    district: str
    terms: Terms
    terms_named: bool
    plan: Plan | None
    out: Path | None
    overwrite: bool
    lang: str
    asking: LinkAsking | None


@dataclass(frozen=True, slots=True)
class Made:
    """One workbook that was written. `others`: forms and years of the results that the agency has, where it has none by those asked for."""

    book: PresubmitBook
    file: Path
    others: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Presubmitted:
    made: tuple[Made, ...]
    overview: Path | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one agency's workbook is made of."""

    found: Counted
    rows: tuple[PresubmitRow, ...]
    rounds: tuple[RoundShown, ...] | None


def presubmit(request: PresubmitRequest, progress: Callable[[str, int, int], None]) -> Presubmitted:
    """Writes the workbooks; `progress` is told each link that was asked for, how many were, and of how many. Raises BadInput for an agency
    that is not known, an empty roster, a plan of another form or year, a workbook that is there already."""
    _fits(request)
    now = dt.datetime.now(BANGKOK).replace(microsecond=0)
    with open_database(request.database) as database:
        agencies = _agencies(database, request)
        place = place_of(request.out, [agency for agency, _ in agencies], several=not request.agency, overwrite=request.overwrite)
        by = _terms(database, request, agencies[0][0])
        gathered = [gather(database, agency, entry, by, request.plan, request.lang) for agency, entry in agencies]
    if request.asking is not None:
        seen = links_seen({row.link for one in gathered for row in one.rows if row.link}, request.asking, progress)
        gathered = [replace(one, rows=with_links_seen(one.rows, seen)) for one in gathered]
    with open_database(request.database) as database:
        made = [_write(database, request, one, place, stem, now) for one, stem in zip(gathered, place.stems, strict=True)]
    return Presubmitted(tuple(made), _overview(made, place, now, request.lang))


def gather(database: Database, agency: Agency, entry: RosterEntry | None, by: Terms, plan: Plan | None, lang: str) -> Gathered:
    """What is kept of an agency as things stand at the end of the day."""
    found = counted(database, agency, entry, by.form, by.fiscal_year, by.day)
    notes = standing_notes(one for one in database.team_notes(agency.url, by.form, by.fiscal_year) if local_day(one.made) <= by.day)
    rounds = None
    if plan is not None:
        rounds = tuple(_round(one, by.day, lang) for one in rounds_of(database, plan, entry, by.day) if one.result) if entry else ()
    return Gathered(found, presubmit_rows(found.pack, found.findings, notes, owner_by_topic(entry), plan, by.day), rounds)


def _terms(database: Database, request: PresubmitRequest, first: Agency) -> Terms:
    by = request.terms
    if request.terms_named or not request.agency or database.standing_run(first.url, by.form, by.fiscal_year, by.day):
        return by
    newest = next((run for run in database.runs(first.url) if local_day(run.started or run.created) <= by.day), None)
    return Terms(newest.pack, newest.fiscal_year, by.day) if newest else by


def owner_by_topic(entry: RosterEntry | None) -> Callable[[str], Owner | None]:
    return entry.owner_of if entry else lambda _: None


def _fits(request: PresubmitRequest) -> None:
    plan, by = request.plan, request.terms
    if plan is not None and (plan.form, plan.fiscal_year) != (by.form, by.fiscal_year):
        raise BadInput(f"--round-plan: is a plan of form {plan.form}, fiscal year {plan.fiscal_year}; leave out --form and --fiscal-year")


def _agencies(database: Database, request: PresubmitRequest) -> list[tuple[Agency, RosterEntry | None]]:
    if request.agency:
        agency = agency_of(database, request.agency)
        return [(agency, entry_of(database, agency))]
    entries = [entry for entry in database.roster(on=request.terms.day) if not request.district or entry.district == request.district]
    if not entries:
        where = f"--district {request.district}: no agency of the roster lies there" if request.district else "the roster is empty"
        raise BadInput(f"{where}; see oit agencies list, add agencies with oit agencies import")
    return [(entry.agency, entry) for entry in entries]


def _round(one: RoundOfAgency, day: dt.date, lang: str) -> RoundShown:
    """As a standing sign-off says, else as things stood at its end."""
    sign_off, result, name, end = one.sign_off, one.result, one.round.name, one.round.end
    by = head("pre_signed_by", lang, by=sign_off.by, at=moment(sign_off.made.isoformat(), lang)) if sign_off else ""
    if one.signed is not None:
        return RoundShown(name, end, as_of(one.round, day), one.signed.score, one.signed.passed, one.signed.counting, by)
    if result is None:
        return RoundShown(name, end, as_of(one.round, day), None, 0, 0, by)
    return RoundShown(name, end, as_of(one.round, day), result.score, result.tally.passed, result.tally.counting, by)


def _write(database: Database, request: PresubmitRequest, one: Gathered, place: Place, stem: str, now: dt.datetime) -> Made:
    """The database learns of a workbook before anybody can write in it."""
    rows = tuple(_with_picture(row, one.found, place, stem) for row in one.rows)
    book = _book(replace(one, rows=rows), now, fresh=request.asking is not None)
    texts = [cell_texts(row, book.key, book.agency.name, request.lang) for row in rows]
    file = presubmit_workbook(book, texts, request.lang)
    database.give_out([given_sheet(book, texts, file.words, one.found.run.id if one.found.run else None, now)])
    write_file(place.file(stem), file.body)
    others = () if one.found.run else tuple(sorted({(run.pack, run.fiscal_year) for run in database.runs(book.agency.url)}))
    return Made(book, place.file(stem), others)


def _with_picture(row: PresubmitRow, found: Counted, place: Place, stem: str) -> PresubmitRow:
    name = next((piece.screenshot for piece in row.finding.evidence if piece.screenshot), "") if row.finding else ""
    if not name or found.run is None:
        return row
    copy = copy_picture(Path(found.run.snapshot), name, place, stem, row.item.code)
    return replace(row, pictures=(copy,)) if copy else row


def _book(one: Gathered, now: dt.datetime, *, fresh: bool) -> PresubmitBook:
    found = one.found
    seen = found.run.started.astimezone(BANGKOK).isoformat() if found.run and found.run.started else ""
    return PresubmitBook(
        found.agency, found.entry.district if found.entry else "", found.pack.name, found.pack.version, found.fiscal_year, found.day,
        _new_key(), now.isoformat(), seen, one.rows, found.score, _fixes(found, one.rows), one.rounds, fresh,
    )  # fmt: skip


def _fixes(found: Counted, rows: Sequence[PresubmitRow]) -> tuple[Fix, ...]:
    """What wins points by itself, most points for the least work first."""
    of_code = {row.item.code: row for row in rows}
    worth = worth_of_fixes(found.pack, found.findings)
    return tuple(Fix(of_code[one.code], one.lowest) for one in worth if one.effort is not Effort.WAIT and one.lowest >= _LEAST_GAIN)


def _new_key() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_KEY_LETTERS))


def _overview(made: Sequence[Made], place: Place, now: dt.datetime, lang: str) -> Path | None:
    if not place.overview:
        return None
    path = place.folder / OVERVIEW
    write_file(path, overview_workbook([Listed(one.book, one.file.name) for one in made], now.isoformat(), lang))
    return path
