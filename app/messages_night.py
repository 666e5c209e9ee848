"""What there is to tell of a night: its results, the changes that its morning is the first to know, and whose they are."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from app.evidence import finding_of
from app.trend_changes import AgencyChanges, confirmed_on, evidence_of
from oit.audit import Currency, CurrencyVerdict, ItemFinding, Presence, PresenceVerdict
from oit.changes import Change
from oit.digest import Missed, Watched
from oit.roster import RosterEntry
from oit.roster_address import bare
from store.database import Database
from store.night_results import NightResult
from store.rows import FindingRow

MOST_NIGHTS = 60  # that are looked back on for how long a site has given no result
_NO_NIGHT = "no_result"


def watched_on(database: Database, day: dt.date) -> list[Watched]:
    """Every agency that is watched on that morning, by code, with the changes confirmed then and whether the night reached it. An agency
    that the night knew nothing of (it was not due, or there was no night) counts as checked: nothing was missed."""
    results = database.results_of_nights(database.nights_until(day, MOST_NIGHTS))
    told: dict[str, list[AgencyChanges]] = {}
    for one in confirmed_on(database, day):
        told.setdefault(bare(one.agency.url), []).append(one)
    return [_watched(entry, told.get(bare(entry.urls[0]), []), results.get(entry.code, []), day) for entry in database.roster(on=day)]


def findings(database: Database) -> Callable[[Change], ItemFinding]:
    """What the newer run of a change found, with titles; without its details where the run is gone."""
    find = evidence_of(database)

    def of(change: Change) -> ItemFinding:
        row = find(change.after.run_id, change.code)
        return finding_of(change.pack, row or _bare_row(change))

    return of


def _watched(entry: RosterEntry, told: Sequence[AgencyChanges], results: Sequence[NightResult], day: dt.date) -> Watched:
    newest = max(told, key=_newest) if told else None
    topics = {code: stands.sight.mark.topic for code, stands in newest.standing.items()} if newest else {}
    changes = tuple(change for one in told for change in one.changes)
    captured = max((one.captured for one in told if one.captured), default=None)
    return Watched(entry, changes, topics, _missed(results, captured, day))


def _newest(one: AgencyChanges) -> tuple[dt.date, int]:
    return (one.captured or one.tried or dt.date.min, one.fiscal_year)


def _missed(results: Sequence[NightResult], captured: dt.date | None, day: dt.date) -> Missed | None:
    if not results or results[0].day != day or results[0].full:
        return None
    nights = next((number for number, result in enumerate(results) if result.full), len(results))
    return Missed(nights, captured, results[0].why or _NO_NIGHT)


def in_scope(watched: Iterable[Watched], what: str, of: str) -> list[Watched]:
    """Those of a province, district or agency, as messages.yaml names it; all for anything else."""
    fits: dict[str, Callable[[RosterEntry], bool]] = {
        "province": lambda entry: entry.province == of,
        "district": lambda entry: entry.district == of,
        "agency": lambda entry: entry.code == of,
    }
    return [one for one in watched if what not in fits or fits[what](one.entry)]


def _bare_row(change: Change) -> FindingRow:
    seen = change.after
    return FindingRow(
        seen.run_id, change.code, change.topic, seen.outcome, PresenceVerdict(Presence.NOT_CHECKED, 0),
        CurrencyVerdict(Currency.NOT_CHECKED, 0, ""), change.points, seen.reasons, seen.best_url, seen.evidence,
    )  # fmt: skip
