"""Reading runs and findings back as plain records."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, or_, select, text
from sqlalchemy.orm import Session

from oit.agency import Agency
from oit.audit import Score
from oit.errors import NotFit
from oit.looks import is_full
from oit.night import BANGKOK
from store.models import AgencyTable, FailureListTable, FailureTable, RunTable, VersionTable
from store.packing import unpack_ids
from store.rows import Claim, FailureRow, FindingRow, RunRow
from store.sets import SetReader

_CHUNK = 400
_NEWEST_FIRST = (RunTable.started.is_(None), RunTable.started.desc(), RunTable.id.desc())


def runs(session: Session, which: ColumnElement[bool], most: int | None = None) -> list[RunRow]:
    """Runs, newest first. The time of the crawl decides, not that of the judgement: judging an old snapshot again does not make it news."""
    query = (
        select(RunTable, VersionTable, AgencyTable)
        .join(AgencyTable, AgencyTable.id == RunTable.agency_id)
        .join(VersionTable, VersionTable.id == RunTable.version_id)
        .where(which).order_by(*_NEWEST_FIRST).limit(most)
    )  # fmt: skip
    return [_run_row(*row) for row in session.execute(query)]


def standing_run(session: Session, agency_url: str, pack: str, fiscal_year: int, day: date, min_pages: int | None) -> RunRow | None:
    """The newest full capture of an agency by a form for a year that was crawled and judged by the end of `day` in Bangkok."""
    end = datetime.combine(day, time(), BANGKOK) + timedelta(days=1)
    table = RunTable
    query = (
        select(table.id, table.stopped_by, table.pages)
        .join(AgencyTable, AgencyTable.id == table.agency_id)
        .where(AgencyTable.url == agency_url, table.pack == pack, table.fiscal_year == fiscal_year, table.judged_on <= day)
        .where(or_(table.started.is_(None), table.started < end.astimezone(UTC)))
        .order_by(*_NEWEST_FIRST)
    )
    full = (row.id for row in session.execute(query) if is_full(row.stopped_by, row.pages, min_pages))
    found = next(full, None)
    return None if found is None else next(iter(runs(session, table.id == found)))


def agencies(session: Session) -> list[Agency]:
    return [_agency(row) for row in session.scalars(select(AgencyTable).order_by(AgencyTable.url))]


def failures(session: Session, run_id: int) -> list[FailureRow]:
    lists = FailureListTable
    packed = session.scalar(select(lists.failures).join(RunTable, RunTable.failures_id == lists.id).where(RunTable.id == run_id))
    ids = unpack_ids(packed or b"")
    parts = (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
    rows = {row.id: row for part in parts for row in session.scalars(select(FailureTable).where(FailureTable.id.in_(part)))}
    if lost := set(ids) - set(rows):
        raise NotFit(f"run {run_id}: failure {min(lost)} of its list is not there; restore a backup with oit db restore")
    return [FailureRow(rows[one].url, rows[one].failure, rows[one].found_on) for one in ids]


def findings(session: Session, run_id: int) -> list[FindingRow]:
    """The findings of a run in the order of the form."""
    run = session.get(RunTable, run_id)
    return [] if run is None else SetReader(session).of_run(run)


def history(session: Session, which: ColumnElement[bool], code: str) -> list[tuple[RunRow, FindingRow]]:
    """The runs, newest crawl first, that say something of an item, and what."""
    reader, found = SetReader(session), []
    for row in runs(session, which):
        said = next((one for one in reader.of_run(session.get_one(RunTable, row.id)) if one.code == code), None)
        if said is not None:
            found.append((row, said))
    return found


def claims(session: Session, agency_url: str) -> list[Claim]:
    """What each run of an agency says, newest crawl first; shared rows are read once."""
    reader, found = SetReader(session), []
    for row in runs(session, AgencyTable.url == agency_url):
        try:
            said = reader.of_run(session.get_one(RunTable, row.id))
            failures(session, row.id)
        except NotFit as error:
            found.append(Claim(row, frozenset(), frozenset(), str(error)))
            continue
        bodies = frozenset(piece.sha256 for one in said for piece in one.evidence) - {""}
        found.append(Claim(row, frozenset(one.code for one in said), bodies, ""))
        reader.forget()
    return found


def integrity(session: Session, name: str) -> list[str]:
    """SQLite's own check of its file; rows that refer to rows that are not there."""
    found = []
    if session.get_bind().dialect.name == "sqlite":
        checks = [row[0] for row in session.execute(text("PRAGMA integrity_check(20)"))]
        found += [f"database {name}: {line}; restore a backup" for line in checks if line != "ok"]
        lost = [row[0] for row in session.execute(text("PRAGMA foreign_key_check"))]
        found += [f"database {name}: {lost.count(table)} rows of {table} refer to nothing; restore a backup" for table in sorted(set(lost))]
    return found


def _agency(row: AgencyTable) -> Agency:
    return Agency(url=row.url, name=row.name, type=row.type, code=row.code)


def _run_row(run: RunTable, version: VersionTable, agency: AgencyTable) -> RunRow:
    return RunRow(
        id=run.id,
        agency=_agency(agency),
        started=run.started,
        finished=run.finished,
        judged_on=run.judged_on,
        pack=run.pack,
        pack_version=version.pack_version,
        pack_sha256=version.pack_sha256,
        fiscal_year=run.fiscal_year,
        score=Score(run.score_lowest, run.score_highest),
        points_lost=Score(run.points_lost_lowest, run.points_lost_highest),
        requests=run.requests,
        pages=run.pages,
        documents=run.documents,
        rendered=run.rendered,
        bytes=run.bytes,
        stopped_by=run.stopped_by,
        browser=version.browser,
        sandbox=version.sandbox,
        snapshot=run.snapshot,
        tool_version=version.tool_version,
        created=run.created,
        pruned=run.pruned,
        set_id=run.set_id,
    )
