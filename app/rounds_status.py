"""A round of all agencies as things stood on a day, and what has become of a result that was signed."""

from dataclasses import replace
from datetime import date

from app.agencies import agency_of
from app.counted import counted
from app.rounds import agency_round, roster_of, seen_on, sign_offs_on, standing_sign_off
from oit.errors import BadInput
from oit.roster import RosterEntry
from oit.rounds import Plan, Round, SignOff, State, as_of, state_of, tally
from oit.rounds_frozen import Frozen, frozen_round, thaw
from oit.rounds_status import Difference, RoundStatus
from store.database import Database


def round_named(plan: Plan, name: str, day: date) -> Round:
    """The round of that name or number; for "" the one that runs on the day, else the last that ended, else the next. Raises BadInput."""
    if not name:
        return plan.round_on(day)
    numbered = {str(number): one for number, one in enumerate(plan.rounds, 1)}
    found = plan.round(name.strip()) or numbered.get(name.strip())
    if found is None:
        raise BadInput(f"{name}: is no round of the plan; allowed: {', '.join(one.name for one in plan.rounds)}, or its number")
    return found


def round_status(database: Database, plan: Plan, one: Round, day: date, district: str = "", *, today: date) -> RoundStatus:
    """Raises BadInput for a day to come, and where the roster has nobody to show."""
    if day > today:
        raise BadInput(f"{day}: is to come; nobody knows yet how things will stand, give today or an earlier day")
    entries = roster_of(database, one, day, district)
    if not entries:
        where = f"district {district} has no agency that takes part" if district else "no agency is on the roster"
        raise BadInput(f"{one.name}: {where}; oit agencies list shows the roster, oit agencies import fills it")
    agencies = tuple(agency_round(database, plan, one, entry, day, moves=True) for entry in entries)
    signs = sign_offs_on(database, plan, day)
    mine, when = tuple(sign for sign in signs if sign.round == one.name), as_of(one, day)
    status = RoundStatus(plan, one, day, when, when < today, district, agencies, mine)
    if all(agency.run_id is None for agency in agencies):
        status = replace(status, other_terms=_other_terms(database, status))
    standing = standing_sign_off(signs, one)
    return _compared(database, status, standing) if standing else status


def _other_terms(database: Database, status: RoundStatus) -> tuple[tuple[str, int], ...]:
    """Forms and years of the results there are; the plan may name the wrong ones."""
    runs = (run for agency in status.agencies for run in database.runs(agency.entry.agency.url))
    found = {(run.pack, run.fiscal_year) for run in runs}
    return tuple(sorted(found - {(status.plan.form, status.plan.fiscal_year)}))


def of_agency(database: Database, status: RoundStatus, typed: str) -> RoundStatus:
    """The status of one agency alone, by its address, code or name. Raises BadInput for one that does not take part."""
    agency = agency_of(database, typed)
    found = tuple(one for one in status.agencies if one.entry.agency.url == agency.url)
    if not found:
        where = " of that district" if status.district else ""
        raise BadInput(f"{typed}: is none of the {len(status.agencies)} agencies{where} that take part in {status.round.name}")
    code = found[0].entry.code
    return replace(status, agencies=found, differences=tuple(one for one in status.differences if one.code == code))


def _compared(database: Database, status: RoundStatus, sign_off: SignOff) -> RoundStatus:
    signed = thaw(sign_off)
    other_plan = signed.round != frozen_round(status.round)
    return replace(status, other_plan=other_plan, differences=tuple(_differences(database, status, signed)))


def _differences(database: Database, status: RoundStatus, signed: Frozen) -> list[Difference]:
    """Agencies whose state at the end of the day asked for is not the one that was signed."""
    rows = {database.agency_id(entry.code): entry for entry in database.roster(retired=True)}
    found = []
    for one in signed.agencies:
        if status.district and one.district != status.district:
            continue
        entry = rows.get(one.agency_id)
        now = _state_on(database, status, entry) if entry and (entry.retired is None or status.day < entry.retired) else None
        if now is not one.state:
            found.append(Difference(one.code, one.name, one.state, now))
    return found


def _state_on(database: Database, status: RoundStatus, entry: RosterEntry) -> State:
    found = counted(database, entry.agency, entry, status.plan.form, status.plan.fiscal_year, status.day)
    return state_of(status.round, tally(status.round, found.findings), seen_on(found), status.day)
