"""The main use case: one address in, a kept snapshot, an audit, a row in the database out."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import rules
from app.attest_shown import shown_from
from app.claims import agency_claimed, folder_claimed
from app.endings import ends_in_order, held_back
from app.gather import CrawlOrder, gather
from app.guide import RuleGuide
from app.judging import Terms, codes_for
from app.ocr import AUTO
from app.saving import is_snapshot, judge_command, save_judged, telling_what_is_kept
from app.verdicts import Wanted, verdicts, with_pictures
from crawler.browser_find import find_browser
from crawler.contract import CrawlLimits, Progress
from oit.agency import Agency
from oit.audit import AgencyAudit
from oit.errors import NotFit, OitError, SnapshotError
from oit.snapshot import SiteSnapshot
from reading.tesseract import find_tesseract
from store.database import Database, open_database
from store.earlier import earlier_facts, earlier_folder
from store.places import default_data_folder, snapshot_folder, take_folder
from store.removing import remove_snapshot

Save = Callable[[AgencyAudit, SiteSnapshot, Path], int]  # keeps the verdicts on the snapshot in a folder; the run's id


@dataclass(frozen=True, slots=True)
class CheckRequest:
    agency: Agency
    fallback: str  # the address to try when the agency's own gives nothing, "" for none
    terms: Terms
    limits: CrawlLimits
    database: str
    pictures: bool = True
    folder: Path | None = None  # where the snapshot goes; None = the user's data folder
    ocr: str = AUTO  # auto or never
    save: Save | None = None  # how verdicts are kept; None: as a run of the database
    fresh: bool = False  # asks for everything anew and takes nothing over from the snapshot before


@dataclass(frozen=True, slots=True)
class Checked:
    """`audit` bears the verdicts of people that stand beside the machine's; what was saved is the machine's alone."""

    audit: AgencyAudit
    snapshot: SiteSnapshot
    folder: Path
    run_id: int


@dataclass(frozen=True, slots=True)
class Watcher:
    """What a face is told while it waits."""

    progress: Callable[[Progress], None]
    stage: Callable[[str], None]  # crawling, reading, recognising, judging, pictures, saving
    folder: Callable[[Path], None] = lambda _: None  # where the snapshot goes, each time before it is begun


def check(request: CheckRequest, watcher: Watcher) -> Checked:
    """Crawls, judges, keeps. Raises OitError with one line; the database is opened first, so that nothing is asked of the site in vain.

    Alone with the agency and the folder: NotFit if another process checks it. Ctrl-C and SIGTERM end it in order: Interrupted if what was
    fetched is kept, KeyboardInterrupt if there is nothing to keep."""
    if request.limits.render == "always" and find_browser(request.limits.browser) is None:
        raise NotFit("--render always: no browser was found; run `oit doctor` to see how to get one, or use --render auto")
    if request.ocr == AUTO:
        find_tesseract()  # one that is named and does not run is told before the crawl, not after
    with ExitStack() as held:
        held.enter_context(ends_in_order())
        held.enter_context(agency_claimed(request.agency.url))
        if request.folder is not None:
            held.enter_context(folder_claimed(request.folder))
        with open_database(request.database) as database:
            shown = _shown_before(database, request)
        started = dt.datetime.now(dt.UTC)
        folder = held.enter_context(_folder(request, started))
        audit, snapshot = _gathered(request.agency, request, folder, watcher, shown)
        if not snapshot.captured and request.fallback:
            beside = folder.with_name(f"{folder.name}-http")
            audit, snapshot = _gathered(replace(request.agency, url=request.fallback), request, beside, watcher, shown)
            remove_snapshot(folder)  # nothing came, and no verdict rests on it
            folder = beside
        with _kept(request, folder):
            return _done(request, audit, snapshot, folder, watcher)


@contextmanager
def _folder(request: CheckRequest, started: dt.datetime) -> Iterator[Path]:
    """The folder of the snapshot. One that was made here goes again if what happens within fails and left it empty; a signal that comes
    while it is made waits until it is known."""
    if request.folder is not None:
        yield request.folder
        return
    made: Path | None = None
    try:
        with held_back():
            made = take_folder(snapshot_folder(default_data_folder(), request.agency.url, started))
        yield made
    except BaseException:
        if made is not None:
            with suppress(OSError):  # it holds something: whoever put it there answers for it
                made.rmdir()
        raise


def _kept(request: CheckRequest, folder: Path) -> AbstractContextManager[None]:
    return telling_what_is_kept(folder, judge_command(folder, request.terms, request.database))


def _shown_before(database: Database, request: CheckRequest) -> tuple[str, ...]:
    """Where the newest check of the agency saw something, by whatever form."""
    if request.fresh or request.folder is not None:
        return ()
    run = database.latest(request.agency.url) or (database.latest(request.fallback) if request.fallback else None)
    pieces = [one for finding in database.findings(run.id) for one in finding.evidence] if run else []
    return tuple(dict.fromkeys(url for one in pieces for url in (one.url, one.found_on) if url))


def _before(request: CheckRequest, folder: Path) -> Path | None:
    """The snapshot that this one may take from: none beside a folder of one's own, since nobody says whose snapshots lie there."""
    return None if request.fresh or request.folder is not None else earlier_folder(folder)


def _gathered(
    agency: Agency, request: CheckRequest, folder: Path, watcher: Watcher, shown: tuple[str, ...]
) -> tuple[AgencyAudit, SiteSnapshot]:
    """Crawls into the folder and judges what came. A crawl that fails leaves nothing of its own there."""
    if is_snapshot(folder):
        raise SnapshotError(f"{folder} is a finished snapshot and stays as it is; choose another folder")
    try:
        watcher.folder(folder)
        watcher.stage("crawling")
        gather(_order(agency, request, folder, shown), watcher.progress)
    except BaseException:
        if is_snapshot(folder):
            with _kept(request, folder):
                raise
        with suppress(OitError):  # the first trouble is the one to tell
            remove_snapshot(folder)
        raise
    with _kept(request, folder):
        return verdicts(folder, Wanted(request.terms, request.ocr, _before(request, folder), watcher.stage))


def _order(agency: Agency, request: CheckRequest, folder: Path, shown: tuple[str, ...]) -> CrawlOrder:
    pack, terms = rules.load_pack(request.terms.form), request.terms
    codes = codes_for(pack, terms.fiscal_year, agency)
    guide = RuleGuide(pack, rules.load_words(), agency, terms.fiscal_year, terms.day, codes)
    facts = earlier_facts(folder) if request.folder is None and not request.fresh else None
    limits = replace(request.limits, rendering=facts.rendering) if facts else request.limits
    return CrawlOrder(agency, limits, guide, folder, _before(request, folder), shown)


def _done(request: CheckRequest, audit: AgencyAudit, snapshot: SiteSnapshot, folder: Path, watcher: Watcher) -> Checked:
    if request.pictures and request.limits.render != "never":
        watcher.stage("pictures")
        audit, snapshot = with_pictures(audit, snapshot, folder, request.limits, _before(request, folder))
    watcher.stage("saving")
    run = request.save(audit, snapshot, folder) if request.save else save_judged(audit, snapshot, folder, request.database)
    return Checked(audit if request.save else shown_from(request.database, audit, run), snapshot, folder, run)
