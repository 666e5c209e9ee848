"""`oit itas watch`: opens every link under watch over a fresh connection, keeps what it shows, and says what must be told."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.agencies import agency_of
from app.counted import local_day
from app.entered_import import KnownLink
from app.link_checks import LinkCheck, LinkLimits, visit_links
from crawler.link_visits import Visit
from oit.entered import EnteredLink, LinkLook, LinkState, shows_the_same
from oit.entered_states import ALARMING, alarm, judged
from oit.exchange import Exchange
from oit.page_words import page_words
from store.archive import ArchiveWriter
from store.database import Database
from store.places import take_folder

FOLDER = "links"  # of the data folder
_WORDS = "1"  # version of the reading of words


@dataclass(frozen=True, slots=True)
class Watching:
    """`agency` "": all. `data_folder`: where the records of what came are kept. `again`: look once more at what would raise an alarm."""

    agency: str
    limits: LinkLimits
    data_folder: Path
    software: str
    again: bool = True


@dataclass(frozen=True, slots=True)
class Watched:
    """One link after its look. `alarm`: this is to be told now; it was not told before."""

    known: KnownLink
    alarm: bool


def watch(database: Database, request: Watching, now: datetime | None = None) -> Iterator[Watched]:
    """Looks at every link that is under watch today, each as it is done. An address that was entered for several items is asked for once.
    Raises BadInput for an agency that is not known."""
    day = local_day(now or datetime.now(UTC))
    wanted = agency_of(database, request.agency).url if request.agency else None
    links = database.watched_links(day, wanted)
    agencies = {one.url: one for one in database.agencies()}
    looks = database.link_looks([link.id for link in links])
    doubted: list[EnteredLink] = []
    for link, visit, check in _visited(links, request.limits):
        before = looks.get(link.id, [])
        look = _judged(link, visit, check, before)
        if request.again and look.state in ALARMING and not _known(look, before):
            doubted.append(link)
            continue
        yield _kept(database, request, KnownLink(agencies[link.agency_url], link, tuple(before)), visit, look)
    for link, visit, check in _visited(doubted, request.limits):
        before = looks.get(link.id, [])
        look = _judged(link, visit, check, before)
        yield _kept(database, request, KnownLink(agencies[link.agency_url], link, tuple(before)), visit, look)


def _visited(links: Sequence[EnteredLink], limits: LinkLimits) -> Iterator[tuple[EnteredLink, Visit, LinkCheck]]:
    by_url: dict[str, list[EnteredLink]] = {}
    for link in links:
        by_url.setdefault(link.url, []).append(link)
    for visit, check in visit_links(list(by_url), limits) if by_url else ():
        for link in by_url[visit.url]:
            yield link, visit, check


def _judged(link: EnteredLink, visit: Visit, check: LinkCheck, before: Sequence[LinkLook]) -> LinkLook:
    reads = visit.page is not None and check.failure is None
    words = hashlib.sha256(page_words(visit.page, (), _WORDS).encode()).hexdigest() if reads and visit.page is not None else ""
    at = check.fetched_at.astimezone(UTC).replace(microsecond=0)
    failure = check.failure.value if check.failure else ""
    look = LinkLook(
        0, link.id, LinkState.UNREACHED, at, at, 1, check.final_url[:2000], check.status, failure, check.content_type, check.size,
        check.sha256, words, check.title[:500], "",
    )  # fmt: skip
    gone = check.failure is None and (check.nothing_there or check.leads_home)
    return judged(look, before, works=check.works, gone=gone)


def _known(look: LinkLook, before: Sequence[LinkLook]) -> bool:
    return bool(before) and shows_the_same(before[-1], look)


def _kept(database: Database, request: Watching, known: KnownLink, visit: Visit, look: LinkLook) -> Watched:
    if not _known(look, known.looks) and visit.steps:
        look = replace(look, archive=_record(request, look, visit))
    stretch = database.add_look(look)
    looks = (*(one for one in known.looks if one.id != stretch.id), stretch)
    return Watched(replace(known, looks=looks), alarm(stretch, known.looks))


def _record(request: Watching, look: LinkLook, visit: Visit) -> str:
    """Keeps every answer on the way; the record's place, relative to the data folder."""
    folder = take_folder(request.data_folder / FOLDER / str(look.link_id) / f"{look.first:%Y%m%dT%H%M%S}")
    writer = ArchiveWriter(folder, request.software)
    try:
        for step in visit.steps:
            answer = step.answer
            at = step.at.isoformat(timespec="seconds")
            writer.answer(Exchange(step.url, at, (), answer.status, tuple(answer.headers.items()), answer.body, answer.cut))
    finally:
        writer.close()
    return writer.path.relative_to(request.data_folder).as_posix()
