"""Links entered in the assessors' system and the looks at them, in the database. Links are never removed; looks are only added to."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from oit.entered import EnteredLink, Entering, LinkLook, LinkState, entering, shows_the_same
from store.human import agency_row
from store.models import AgencyTable, EnteredLinkTable, LinkLookTable


def enter(session: Session, links: Sequence[EnteredLink], now: datetime) -> Entering:
    """Takes the links in as what is entered for their items (their ids are not looked at); what became of them. Links of the same items
    that are not among them count no longer from `now` on; items that no link names stay as they are. BadInput for an agency the
    database does not know."""
    agencies = {url: agency_row(session, url) for url in dict.fromkeys(link.agency_url for link in links)}
    done = entering(_read_all(session, EnteredLinkTable.agency_id.in_(agencies.values())), links)
    for old in done.replaced:
        session.get_one(EnteredLinkTable, old.id).replaced = now
    for link in done.changed:
        row = session.get_one(EnteredLinkTable, link.id)
        row.text, row.entered, row.by, row.watch_until, row.source = link.text, link.entered, link.by, link.watch_until, link.source
    for link in done.added:
        session.add(_row(link, agencies[link.agency_url]))
    session.flush()
    return done


def links(session: Session, agency_url: str | None = None, form: str = "", fiscal_year: int | None = None) -> list[EnteredLink]:
    """The entered links of an agency or of all, by form and year where given, replaced ones too: by agency, then in the order of entry."""
    table = EnteredLinkTable
    which: list[ColumnElement[bool]] = []
    if agency_url is not None:
        which.append(AgencyTable.url == agency_url)
    if form:
        which.append(table.form == form)
    if fiscal_year is not None:
        which.append(table.fiscal_year == fiscal_year)
    return _read_all(session, *which)


def watched_links(session: Session, day: date, agency_url: str | None = None) -> list[EnteredLink]:
    """The links that count and are under watch on a day, of an agency or of all."""
    table = EnteredLinkTable
    which = [table.replaced.is_(None), table.entered <= day, table.watch_until >= day]
    return _read_all(session, *which, *([] if agency_url is None else [AgencyTable.url == agency_url]))


def add_look(session: Session, look: LinkLook) -> LinkLook:
    """Keeps one look (its id is not looked at): as one more of the last stretch where it found the same (oit.entered.shows_the_same), else
    as a new one. The stretch as it stands then. One that is older than the last is kept as a stretch of its own."""
    table = LinkLookTable
    row = session.scalars(select(table).where(table.link_id == look.link_id).order_by(table.last.desc(), table.id.desc()).limit(1)).first()
    if row is not None and shows_the_same(_read(row), look) and look.last >= row.last:
        row.last, row.looks = look.last, row.looks + look.looks
    else:
        row = _look_row(look)
        session.add(row)
    session.flush()
    return _read(row)


def looks(session: Session, link_ids: Collection[int]) -> dict[int, list[LinkLook]]:
    """The stretches of looks at each link, oldest first; links that were never looked at are left out."""
    table = LinkLookTable
    found: dict[int, list[LinkLook]] = {}
    wanted = sorted(set(link_ids))
    for start in range(0, len(wanted), 500):
        query = select(table).where(table.link_id.in_(wanted[start : start + 500])).order_by(table.first, table.id)
        for row in session.scalars(query):
            found.setdefault(row.link_id, []).append(_read(row))
    return found


def archives(session: Session) -> list[tuple[str, str]]:
    """Each kept record that a look cites, and the SHA-256 of the body it must hold ("" where none came)."""
    table = LinkLookTable
    query = select(table.archive, table.sha256).where(table.archive != "").order_by(table.archive).distinct()
    return [(archive, sha256) for archive, sha256 in session.execute(query)]


def _read_all(session: Session, *which: ColumnElement[bool]) -> list[EnteredLink]:
    table = EnteredLinkTable
    query = select(table, AgencyTable.url).join(AgencyTable, AgencyTable.id == table.agency_id).where(*which)
    return [_link(row, url) for row, url in session.execute(query.order_by(AgencyTable.url, table.id))]


def _link(row: EnteredLinkTable, agency_url: str) -> EnteredLink:
    return EnteredLink(
        row.id, agency_url, row.form, row.fiscal_year, row.code, row.topic, row.url, row.text, row.entered, row.by, row.watch_until,
        row.source, row.replaced,
    )  # fmt: skip


def _row(link: EnteredLink, agency_id: int) -> EnteredLinkTable:
    return EnteredLinkTable(
        agency_id=agency_id, form=link.form, fiscal_year=link.fiscal_year, code=link.code, topic=link.topic, url=link.url, text=link.text,
        entered=link.entered, by=link.by, watch_until=link.watch_until, source=link.source, replaced=None,
    )  # fmt: skip


def _read(row: LinkLookTable) -> LinkLook:
    return LinkLook(
        row.id, row.link_id, LinkState(row.state), row.first, row.last, row.looks, row.final_url, row.http_status, row.failure,
        row.content_type, row.size, row.sha256, row.text_sha256, row.title, row.archive,
    )  # fmt: skip


def _look_row(look: LinkLook) -> LinkLookTable:
    return LinkLookTable(
        link_id=look.link_id, state=look.state.value, first=look.first, last=look.last, looks=look.looks, final_url=look.final_url,
        http_status=look.http_status, failure=look.failure, content_type=look.content_type, size=look.size, sha256=look.sha256,
        text_sha256=look.text_sha256, title=look.title, archive=look.archive,
    )  # fmt: skip
