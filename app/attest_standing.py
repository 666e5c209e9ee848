"""Which people's verdicts stand on a day, for many agencies at once: for what a night tells and for what the roster's list shows."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

import rules
from app.counted import as_of, counted
from oit.changes import Change
from oit.counting import counted_outcome, standing_verdicts
from oit.human import AttestedItem
from oit.roster import RosterEntry
from store.database import Database
from store.standing import Standing

Verdicts = Mapping[tuple[str, str, int], Mapping[str, AttestedItem]]


def verdicts_on(database: Database, day: date, agency_urls: Collection[str] | None = None) -> Verdicts:
    """(address, form, year) -> code -> the verdict that stands at the end of that day in Bangkok."""
    groups: dict[tuple[str, str, int], list[AttestedItem]] = {}
    for one in as_of(database.all_attested(agency_urls), day):
        groups.setdefault((one.agency_url, one.form, one.fiscal_year), []).append(one)
    return {place: standing_verdicts(theirs, day)[0] for place, theirs in groups.items()}


def marked(change: Change, verdicts: Verdicts) -> Change:
    """A change for the worse that only the machine sees, since a person's verdict on the item stands, with that verdict."""
    one = verdicts.get((change.agency.url, change.pack, change.fiscal_year), {}).get(change.code)
    return replace(change, attested=one) if one is not None and change.kind.bad else change


def with_people(database: Database, standing: Mapping[str, Standing], roster: Collection[RosterEntry], day: date) -> dict[str, Standing]:
    """Results that stand, by roster code, with the verdicts of people that count on that day: score and outcomes are what counts."""
    places = {(url, form, year) for (url, form, year), theirs in verdicts_on(database, day).items() if theirs}
    known = {agency.code: agency for agency in database.agencies()}
    shown = dict(standing)
    for entry in roster:
        one, agency = standing.get(entry.code), known.get(entry.code)
        if one is None or agency is None or one.fiscal_year is None or (agency.url, one.pack, one.fiscal_year) not in places:
            continue
        if one.pack in rules.pack_names():
            found = counted(database, agency, entry, one.pack, one.fiscal_year, day)
            if found.score is not None and found.run is not None and found.run.id == one.run_id:
                outcomes = Counter(counted_outcome(finding) for finding in found.findings)
                attested = sum(finding.attestation is not None for finding in found.findings)
                shown[entry.code] = replace(one, score=found.score.oit, outcomes=outcomes, attested=attested)
    return shown
