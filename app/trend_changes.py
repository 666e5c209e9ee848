"""Changes that are believed, with both pieces of evidence, of one agency or all: what a digest of a night tells."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from app.attest_standing import Verdicts, marked, verdicts_on
from oit.agency import Agency
from oit.changes import Change, Seen
from oit.damping import Move, Sight, Standing, damped
from oit.night import BANGKOK
from store.database import Database
from store.rows import FindingRow
from store.series import Place, Series


@dataclass(frozen=True, slots=True)
class AgencyChanges:
    """What is to be told of an agency by one form and year, as it was on the last day asked for. `standing`: what stands after its last
    look, by item. `captured`: the day of the newest look that counts; `tried`: that of the newest look at all; None where there is none."""

    agency: Agency
    place: Place
    pack: str
    fiscal_year: int
    changes: tuple[Change, ...]  # in the order in which they were believed; by_rules ones too
    standing: Mapping[str, Standing]
    captured: dt.date | None
    tried: dt.date | None

    @property
    def regressions(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.regression)


def changes(
    database: Database, after: dt.date | None = None, until: dt.date | None = None, urls: Collection[str] | None = None,
    district: str = "", province: str = "",
) -> list[AgencyChanges]:  # fmt: skip
    """Of every agency asked for (None: all) and each of its forms and years, the changes that were confirmed after the day `after` and not
    after `until`; None: no bound. The changes of one night N are those with after = N - 1 day, until = N."""
    return changes_in(database, database.series(urls, district, province), after, until)


def changes_in(database: Database, found: Iterable[Series], after: dt.date | None, until: dt.date | None) -> list[AgencyChanges]:
    """The same of series that were read already."""
    series = list(found)
    verdicts = verdicts_on(database, until or dt.datetime.now(BANGKOK).date(), {one.agency.url for one in series})
    return [_told(one, after, until, evidence_of(database), verdicts) for one in series]


def confirmed_on(database: Database, day: dt.date, urls: Collection[str] | None = None) -> list[AgencyChanges]:
    """The same for the digest of one morning."""
    return changes(database, day - dt.timedelta(days=1), day, urls)


def evidence_of(database: Database) -> Callable[[int, str], FindingRow | None]:
    """What a run found for an item; each run is read once."""
    read: dict[int, dict[str, FindingRow]] = {}

    def find(run_id: int, code: str) -> FindingRow | None:
        if run_id not in read:
            read[run_id] = {finding.code: finding for finding in database.findings(run_id)}
        return read[run_id].get(code)

    return find


def change_of(series: Series, move: Move, find: Callable[[int, str], FindingRow | None]) -> Change:
    """The move with what both runs saw."""
    return Change(
        agency=series.agency, pack=series.pack, fiscal_year=series.fiscal_year, code=move.code, topic=move.after.mark.topic, kind=move.kind,
        before=seen(move.code, move.before, find), after=seen(move.code, move.after, find), first_seen=move.first_seen,
        confirmed=move.confirmed, points=move.after.mark.points, by_rules=move.by_rules, by_date=move.by_date, unsteady=move.unsteady,
    )  # fmt: skip


def seen(code: str, sight: Sight, find: Callable[[int, str], FindingRow | None]) -> Seen:
    finding = find(sight.look.run_id, code)
    if finding is None:  # the run was removed meanwhile; its outcome is known
        return Seen(sight.look.run_id, sight.look.visited, sight.outcome, (), None, ())
    return Seen(sight.look.run_id, sight.look.visited, sight.outcome, finding.reasons, finding.best_url, finding.evidence)


def _told(
    series: Series, after: dt.date | None, until: dt.date | None, find: Callable[[int, str], FindingRow | None], verdicts: Verdicts
) -> AgencyChanges:  # fmt: skip
    looks = [look for look in series.looks if until is None or look.told <= until]
    found = damped(looks)
    moves = _between(found.moves, after, until)
    counted = [look.day for look in looks if look.full]
    told = tuple(marked(change_of(series, move, find), verdicts) for move in moves)
    captured, tried = counted[-1] if counted else None, looks[-1].day if looks else None
    return AgencyChanges(series.agency, series.place, series.pack, series.fiscal_year, told, found.standing, captured, tried)


def _between(moves: Iterable[Move], after: dt.date | None, until: dt.date | None) -> list[Move]:
    return [move for move in moves if (after is None or move.confirmed > after) and (until is None or move.confirmed <= until)]
