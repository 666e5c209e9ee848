"""The database of runs and findings: one SQLite file, or any PostgreSQL by its address."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from oit.agency import Agency
from oit.audit import AgencyAudit
from oit.entered import EnteredLink, Entering, LinkLook
from oit.human import AttestedItem
from oit.night import JobState, Night
from oit.presubmit_sheet import GivenSheet
from oit.retention import Hold, HoldKind, KeptRun
from oit.roster import RosterEntry
from oit.rounds import SignOff
from oit.snapshot import SiteSnapshot
from oit.survey import PublishedScore
from oit.team_notes import TeamNote
from store import ageing, entered, holding, human, loading, night_results, outbox, remarks, roster, scores, sheets, sign_offs
from store.compacting import compact
from store.consistency import inconsistencies
from store.engine import WRITING, database_address, make_engine, shown, telling
from store.job_store import DatabaseJobs
from store.models import AgencyTable, RunTable
from store.night_results import NightResult
from store.outbox import KeptMessage, NewMessage
from store.places import default_data_folder, default_database_url
from store.rows import Claim, FailureRow, FindingRow, RunRow
from store.saving import save
from store.series import Series
from store.series import series as load_series
from store.standing import Standing, standing_results
from store.upgrade import upgrade

__all__ = ["Database", "default_data_folder", "default_database_url", "open_database"]


def open_database(address: str) -> "Database":
    """Open a database and bring its tables up to date; a file that is not there is created, with its folder.

    `address` is the path of a SQLite file, `sqlite:///path` or `postgresql+psycopg://user@host/name`.
    NotFit in one line for a file that is not ours or of a newer version, a place that cannot be written, an unknown kind.
    """
    url = database_address(address)
    name = shown(url)
    engine = make_engine(url)
    try:
        with telling(name):
            upgrade(engine, name)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine, name)


class Database:
    """An open database. Every method is one transaction and raises NotFit when the database fails under it. `name` may be shown."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.name = name
        self._engine = engine
        self._writer = engine.execution_options(**{WRITING: True})

    def save_audit(self, audit: AgencyAudit, snapshot: SiteSnapshot, folder: str, tool_version: str) -> int:
        """Keep an audit as a new run, whole or not at all; returns the run's id. `folder` is where the snapshot lies."""
        with self._session(writing=True) as session:
            return save(session, audit, snapshot, folder, tool_version)

    def agencies(self) -> list[Agency]:
        """All agencies ever audited, by address."""
        with self._session() as session:
            return loading.agencies(session)

    def runs(self, agency_url: str) -> list[RunRow]:
        """All runs of an agency, newest crawl first; empty for an agency that is not known."""
        with self._session() as session:
            return loading.runs(session, AgencyTable.url == agency_url)

    def run(self, run_id: int) -> RunRow | None:
        with self._session() as session:
            return next(iter(loading.runs(session, RunTable.id == run_id)), None)

    def latest(self, agency_url: str) -> RunRow | None:
        """The run of the newest crawl of an agency; of several judgements of it the last."""
        with self._session() as session:
            return next(iter(loading.runs(session, AgencyTable.url == agency_url, most=1)), None)

    def standing_run(self, agency_url: str, pack: str, fiscal_year: int, day: date, min_pages: int | None = None) -> RunRow | None:
        """The newest full capture by a form for a year, of those that stood at the end of `day` in Bangkok."""
        with self._session() as session:
            return loading.standing_run(session, agency_url, pack, fiscal_year, day, min_pages)

    def findings(self, run_id: int) -> list[FindingRow]:
        """The findings of a run in the order of the form."""
        with self._session() as session:
            return loading.findings(session, run_id)

    def claims(self, agency_url: str) -> list[Claim]:
        """What each run of an agency says, for checking all of them, newest crawl first."""
        with self._session() as session:
            return loading.claims(session, agency_url)

    def failures(self, run_id: int) -> list[FailureRow]:
        with self._session() as session:
            return loading.failures(session, run_id)

    def history(self, agency_url: str, code: str, pack: str, fiscal_year: int) -> list[tuple[RunRow, FindingRow]]:
        """What each run by a form said of an item, newest crawl first."""
        which = (AgencyTable.url == agency_url) & (RunTable.pack == pack) & (RunTable.fiscal_year == fiscal_year)
        with self._session() as session:
            return loading.history(session, which, code)

    def series(self, urls: Collection[str] | None = None, district: str = "", province: str = "") -> list[Series]:
        """What each run said of each item in time, of the agencies with these addresses (None: all), without evidence."""
        with self._session() as session:
            return load_series(session, urls, district, province)

    def hold(self, run_id: int, code: str, kind: HoldKind, by: str, note: str, until: date | None = None) -> int:
        """Keep the run's snapshot, whatever its age, until `until` or until the hold of the returned id is released."""
        with self._session(writing=True) as session:
            return holding.add_hold(session, run_id, code, kind, by, note, until)

    def release(self, *hold_ids: int) -> int:
        """Release holds; how many of them were standing."""
        with self._session(writing=True) as session:
            return holding.release(session, hold_ids)

    def holds(self) -> list[Hold]:
        """All holds, oldest first, released ones too."""
        with self._session() as session:
            return holding.holds(session)

    def kept_runs(self) -> list[KeptRun]:
        """Every run whose snapshot was not given up."""
        with self._session() as session:
            return holding.kept_runs(session)

    def mark_pruned(self, snapshot: str) -> None:
        """Note of all runs of a snapshot that it was given up."""
        with self._session(writing=True) as session:
            holding.mark_pruned(session, snapshot)

    def pruned_snapshots(self) -> list[str]:
        with self._session() as session:
            return holding.pruned_snapshots(session)

    def roster(self, *, retired: bool = False, on: date | None = None) -> list[RosterEntry]:
        """The watched agencies by code; those retired (on the day `on`, or at all) only with `retired`."""
        with self._session() as session:
            return roster.roster(session, retired=retired, on=on)

    def put_roster(self, entries: Iterable[RosterEntry], renamed: Mapping[str, str] | None = None) -> tuple[int, int, int]:
        """Write entries by their codes, all or none; how many were added, changed, unchanged. `renamed`: new code -> the one on the roster.
        BadInput where two are one agency."""
        with self._session(writing=True) as session:
            return roster.put_roster(session, entries, renamed)

    def retire(self, code: str, day: date | None) -> None:
        """Not watched from `day` on; None: watched again. BadInput for a code that is not on the roster."""
        with self._session(writing=True) as session:
            roster.retire(session, code, day)

    def standing(self) -> dict[str, Standing]:
        """The result that stands for each agency of the roster, by its code; those never checked are left out."""
        with self._session() as session:
            return standing_results(session)

    def agency_id(self, code: str) -> int | None:
        """The id of the agency with this code on the roster, retired or not."""
        with self._session() as session:
            return roster.agency_id(session, code)

    def attest(self, one: AttestedItem) -> int:
        """Keep a person's verdict (its id is not looked at); the id it gets. The snapshot of its run is kept while it counts. BadInput for
        an agency that is not known."""
        with self._session(writing=True) as session:
            return human.attest(session, one)

    def withdraw_verdicts(self, ids: Sequence[int], by: str) -> int:
        """How many stood and are withdrawn now."""
        with self._session(writing=True) as session:
            return human.withdraw(session, ids, by)

    def attested(self, agency_url: str, form: str, fiscal_year: int) -> list[AttestedItem]:
        """People's verdicts on an agency, oldest first, withdrawn ones too."""
        with self._session() as session:
            return human.attested(session, agency_url, form, fiscal_year)

    def all_attested(self, agency_urls: Collection[str] | None = None) -> list[AttestedItem]:
        """The same of these agencies (None: of all), by whatever form and for whatever year."""
        with self._session() as session:
            return human.all_attested(session, agency_urls)

    def set_verdict_words(self, verdict_id: int, words: str) -> None:
        """The words of the page that a verdict was given on, read anew."""
        with self._session(writing=True) as session:
            human.set_words(session, verdict_id, words)

    def team_notes(self, agency_url: str, form: str, fiscal_year: int) -> list[TeamNote]:
        """What the team wrote beside an agency's items, oldest first."""
        with self._session() as session:
            return remarks.notes(session, agency_url, form, fiscal_year)

    def give_out(self, given: Sequence[GivenSheet]) -> None:
        """Keep what the cells of workbooks say that are given out. BadInput for an agency that is not known."""
        with self._session(writing=True) as session:
            sheets.give_out(session, given)

    def given_sheet(self, key: str) -> GivenSheet | None:
        with self._session() as session:
            return sheets.given(session, key)

    def state_of_people(self, agency_url: str) -> str:
        """Another text whenever people's notes, verdicts or owners of the agency became others."""
        with self._session() as session:
            return sheets.state_of(session, agency_url)

    def take_sheet(self, taken: sheets.Taken, state: str) -> None:
        """Write all that a workbook brings, or nothing. BadInput where `state` (state_of_people) is no longer true."""
        with self._session(writing=True) as session:
            sheets.take(session, taken, state)

    def enter_links(self, links: Sequence[EnteredLink], now: datetime) -> Entering:
        """Take links in as all that is entered for their items, in one transaction; what became of them. BadInput for an agency that is
        not known."""
        with self._session(writing=True) as session:
            return entered.enter(session, links, now)

    def entered_links(self, agency_url: str | None = None, form: str = "", fiscal_year: int | None = None) -> list[EnteredLink]:
        """The entered links of an agency or all, replaced ones too, by agency and in the order of entry."""
        with self._session() as session:
            return entered.links(session, agency_url, form, fiscal_year)

    def watched_links(self, day: date, agency_url: str | None = None) -> list[EnteredLink]:
        """The links that count and are under watch on a day."""
        with self._session() as session:
            return entered.watched_links(session, day, agency_url)

    def add_look(self, look: LinkLook) -> LinkLook:
        """Keep a look, as one more of the last stretch or as a new one; the stretch as it stands then."""
        with self._session(writing=True) as session:
            return entered.add_look(session, look)

    def link_looks(self, link_ids: Collection[int]) -> dict[int, list[LinkLook]]:
        """The stretches of looks at each link, oldest first."""
        with self._session() as session:
            return entered.looks(session, link_ids)

    def look_archives(self) -> list[tuple[str, str]]:
        """Each kept record that a look cites, and the SHA-256 of the body it must hold."""
        with self._session() as session:
            return entered.archives(session)

    def sign_off(self, one: SignOff) -> int:
        """Keep a round's sign-off (its id is not looked at); the id it gets. BadInput where one of that round stands."""
        with self._session(writing=True) as session:
            return sign_offs.sign_off(session, one)

    def withdraw_sign_off(self, sign_off_id: int, by: str) -> bool:
        """Did it stand, and is it withdrawn now?"""
        with self._session(writing=True) as session:
            return sign_offs.withdraw(session, sign_off_id, by)

    def sign_offs(self, form: str, fiscal_year: int) -> list[SignOff]:
        """The sign-offs of a form and year, oldest first, withdrawn ones too."""
        with self._session() as session:
            return sign_offs.sign_offs(session, form, fiscal_year)

    def put_scores(self, published: Sequence[PublishedScore]) -> tuple[int, int, int]:
        """Keep published scores; how many were added, changed, unchanged. BadInput for an agency that is not known."""
        with self._session(writing=True) as session:
            return scores.put(session, published)

    def published_scores(self, agency_url: str | None = None, fiscal_year: int | None = None) -> list[PublishedScore]:
        """The published scores of an agency or all, of a year or all."""
        with self._session() as session:
            return scores.scores(session, agency_url, fiscal_year)

    def put_messages(self, messages: Iterable[NewMessage], now: datetime) -> int:
        """Write messages that wait to be sent; those whose key is there stay as they are. How many were added."""
        with self._session(writing=True) as session:
            return outbox.put(session, messages, now)

    def due_messages(self, now: datetime) -> list[KeptMessage]:
        with self._session() as session:
            return outbox.due(session, now)

    def take_message(self, message: KeptMessage, now: datetime) -> KeptMessage | None:
        """Begin an attempt to send, of one process only; None where another was quicker."""
        with self._session(writing=True) as session:
            return outbox.take(session, message, now)

    def mark_message(self, message: KeptMessage, state: str, now: datetime, next_try: datetime | None = None, error: str = "") -> None:
        with self._session(writing=True) as session:
            outbox.mark(session, message, state, now, next_try, error)

    def retry_messages(self, now: datetime) -> int:
        """Let all messages that failed be tried at once; how many."""
        with self._session(writing=True) as session:
            return outbox.retry(session, now)

    def unsent_messages(self) -> list[KeptMessage]:
        with self._session() as session:
            return outbox.unsent(session)

    def messages_of(self, night: date) -> list[KeptMessage]:
        """All messages of a night, sent or not, oldest first."""
        with self._session() as session:
            return outbox.of_night(session, night)

    def messages_called(self, start: str) -> list[KeptMessage]:
        """All messages whose key begins so, sent or not, oldest first."""
        with self._session() as session:
            return outbox.of_kind(session, start)

    def nights_until(self, day: date, most: int) -> list[Night]:
        """The newest nights up to a day, the newest first."""
        with self._session() as session:
            return night_results.nights_until(session, day, most)

    def job_counts(self, night_id: int) -> dict[JobState, int]:
        with self._session() as session:
            return night_results.job_counts(session, night_id)

    def results_of_nights(self, nights: list[Night]) -> dict[str, list[NightResult]]:
        """Roster code -> what became of the agency in these nights, in their order."""
        with self._session() as session:
            return night_results.results_of(session, nights)

    def night_queue(self) -> DatabaseJobs:
        """The work of the nights (oit.night_queue.JobStore). It lives as long as this database is open."""
        return DatabaseJobs(self._session)

    def drop_old_rows(self, nights_before: date, sent_before: datetime, *, done: bool) -> tuple[int, int]:
        """Removes, or with `done` False only counts, the jobs of nights that ended before a day and the messages sent before a moment."""
        with self._session(writing=done) as session:
            return (ageing.drop_old_rows if done else ageing.old_rows)(session, nights_before, sent_before)

    def integrity(self) -> list[str]:
        """What the database itself finds wrong with its file and its references, and what must not be in its tables, one line each."""
        with self._session() as session:
            return [*loading.integrity(session, self.name), *inconsistencies(session)]

    def compact(self) -> tuple[int, int]:
        """Gives space back that removed rows left; bytes before and after."""
        with telling(self.name):
            return compact(self._engine)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _session(self, *, writing: bool = False) -> Iterator[Session]:
        with telling(self.name), Session(self._writer if writing else self._engine) as session, session.begin():
            yield session
