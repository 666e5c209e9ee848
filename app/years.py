"""`oit years`: what was published and what we saw of an agency, assessed year by assessed year."""

from dataclasses import dataclass
from datetime import date

import rules
from app.agencies import agency_of
from app.attest import entry_of
from app.counted import counted, local_day
from oit.agency import Agency
from oit.roster import RosterEntry
from oit.survey_rating import rating_of
from oit.year_on_year import Year, YearOnYear, scores_of_years, year_on_year
from rules.scales import load_scales
from store.database import Database
from store.rows import RunRow


@dataclass(frozen=True, slots=True)
class AgencyYears:
    agency: Agency
    found: YearOnYear


def years(database: Database, typed: str) -> AgencyYears:
    """Every year with published scores or results. Raises BadInput for an agency that is not known."""
    agency = agency_of(database, typed)
    return AgencyYears(agency, year_on_year(known_years(database, agency, entry_of(database, agency))))


def known_years(database: Database, agency: Agency, entry: RosterEntry | None) -> list[Year]:
    published = scores_of_years((one.fiscal_year, one.key, one.score) for one in database.published_scores(agency.url))
    runs: dict[int, list[RunRow]] = {}
    for run in database.runs(agency.url):
        runs.setdefault(run.fiscal_year, []).append(run)
    found = []
    for year in sorted({*published, *runs}):
        found.append(_year(database, agency, entry, year, published.get(year, {}), runs.get(year, [])))
    return found


def _year(database: Database, agency: Agency, entry: RosterEntry | None, year: int, scores: dict[str, float], runs: list[RunRow]) -> Year:
    """By the form of that year where results by it are there, else by that of the newest result."""
    own = rules.pack_of_year(year)
    forms = [run.pack for run in runs if run.pack in rules.pack_names()]
    form = own if own in forms or not forms else forms[0]
    rated = rating_of(scores, load_scales().scale_of(year)) if scores else None
    if not form:
        return Year(year, scores, rated, None, None, ())
    days = [_day(run) for run in runs if run.pack == form]
    days += [local_day(one.made) for one in database.attested(agency.url, form, year)]
    if not days or not runs:
        return Year(year, scores, rated, rules.load_pack(form), None, ())
    end = counted(database, agency, entry, form, year, max(days))
    return Year(year, scores, rated, end.pack, _day(end.run) if end.run else None, end.findings)


def _day(run: RunRow) -> date:
    return max(run.judged_on, local_day(run.started)) if run.started else run.judged_on
