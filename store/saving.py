"""Writing one audit: all its rows in the session's transaction, shared rows only when they are new."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from oit.agency import Agency
from oit.audit import AgencyAudit, Evidence, ItemFinding
from oit.snapshot import SiteSnapshot
from store.evidence_rows import Said, cleaned
from store.models import AgencyTable, RunTable
from store.roster import watched_at
from store.seeing import keep_sighting
from store.sharing import insert_new, keep_failures, keep_findings, keep_version
from store.sightings import pack_times
from store.verdict_ends import end_verdicts


def save(session: Session, audit: AgencyAudit, snapshot: SiteSnapshot, folder: str, tool_version: str) -> int:
    """Write the run of an audit; returns its id. A judgement that is there already (same snapshot, rules, year, day and version) is not
    written twice. Rows that several programs may write at once are taken in one order, so none deadlocks. ValueError for an audit with
    two findings on one item."""
    run = _run(audit, folder)
    run.agency_id = _agency_id(session, audit.agency)
    run.version_id = keep_version(session, _version(audit, tool_version))
    if (known := _same(session, run)) is not None:
        return known
    pictures = _pictures(snapshot)
    said = [said_of(item, pictures) for item in audit.items]
    pieces = [piece for one in said for piece in one.evidence]
    run.set_id = keep_findings(session, said)
    run.sighting_id = keep_sighting(session, run.set_id, pieces, _last_sighting(session, run.agency_id))
    run.failures_id = keep_failures(session, ((url, str(failure), found_on) for url, failure, found_on in audit.failures))
    run.fetched = pack_times(pieces, run.started)
    session.add(run)
    session.flush()
    end_verdicts(session, run, audit, snapshot)
    return run.id


def _last_sighting(session: Session, agency_id: int) -> int | None:
    seen = select(RunTable.sighting_id).where(RunTable.agency_id == agency_id, RunTable.sighting_id.is_not(None))
    return session.scalars(seen.order_by(RunTable.started.desc()).limit(1)).first()


def said_of(item: ItemFinding, pictures: Mapping[str, str]) -> Said:
    """A finding in the values that are stored. `pictures` are those of the snapshot by address, for evidence that names none."""
    currency = item.currency
    return Said(
        item.code, item.topic, str(item.outcome), str(item.presence.verdict), item.presence.score, str(currency.verdict), currency.score,
        item.points, currency.required,
        [[found.fiscal_year, found.date, found.span and list(found.span), found.as_written, found.source] for found in currency.found],
        [[str(reason.code), dict(reason.facts)] for reason in item.reasons], item.best_url,
        tuple(cleaned(one, _picture(one, pictures)) for one in item.evidence),
    )  # fmt: skip


def _run(audit: AgencyAudit, folder: str) -> RunTable:
    crawl, form, score = audit.crawl, audit.form, audit.score
    return RunTable(
        started=_moment(crawl.started),
        finished=_moment(crawl.finished),
        judged_on=date.fromisoformat(audit.judged_on),
        pack=form.pack,
        fiscal_year=form.fiscal_year,
        score_lowest=score.oit.lowest,
        score_highest=score.oit.highest,
        points_lost_lowest=score.points_lost.lowest,
        points_lost_highest=score.points_lost.highest,
        requests=crawl.requests,
        pages=crawl.pages,
        documents=crawl.documents,
        rendered=crawl.rendered,
        bytes=crawl.bytes,
        stopped_by=crawl.stopped_by,
        snapshot=folder,
        created=datetime.now(UTC),
    )


def _version(audit: AgencyAudit, tool_version: str) -> dict[str, str | bool]:
    return {
        "pack_version": audit.form.version, "pack_sha256": audit.form.sha256, "tool_version": tool_version,
        "browser": audit.crawl.browser, "sandbox": audit.crawl.sandbox,
    }  # fmt: skip


def _same(session: Session, run: RunTable) -> int | None:
    return session.scalars(
        select(RunTable.id).where(
            RunTable.agency_id == run.agency_id, RunTable.snapshot == run.snapshot, RunTable.snapshot != "",
            RunTable.version_id == run.version_id, RunTable.pack == run.pack, RunTable.fiscal_year == run.fiscal_year,
            RunTable.judged_on == run.judged_on, RunTable.started == run.started, RunTable.stopped_by == run.stopped_by,
            RunTable.score_lowest == run.score_lowest, RunTable.score_highest == run.score_highest,
        )
    ).first()  # fmt: skip


def _moment(text: str) -> datetime | None:
    """A time of the crawl; None when it has none or names no offset, for then it is no moment."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _agency_id(session: Session, agency: Agency) -> int:
    """Name, type and code are the roster's where the agency is on it, however its address is written there; else they follow the latest
    run, whose empty name or code does not wipe out a known one."""
    if (watched := watched_at(session, agency)) is not None:
        return watched.id
    values = {"url": agency.url, "name": agency.name, "type": agency.type, "code": agency.code}
    insert_new(session, AgencyTable, "url", [values])
    # Locked: who saves the same judgement at the same time waits here, and finds it then (SQLite has one writer anyway).
    row = session.scalars(select(AgencyTable).where(AgencyTable.url == agency.url).with_for_update()).one()
    row.name, row.type, row.code = agency.name or row.name, agency.type, agency.code or row.code
    return row.id


def _pictures(snapshot: SiteSnapshot) -> dict[str, str]:
    return {url: one.screenshot for one in reversed(snapshot.resources) if one.screenshot for url in (one.url, one.final_url)}


def _picture(one: Evidence, pictures: Mapping[str, str]) -> str:
    return one.screenshot or pictures.get(one.url, "")
