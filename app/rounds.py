"""Who has finished a round, who moved and what blocks, as things stood on a day."""

from dataclasses import dataclass, replace
from datetime import date

from app.counted import Counted, counted, local_day
from app.rounds_moves import moved_since
from app.rounds_plan import read_plan
from oit.roster import RosterEntry
from oit.rounds import AgencyRound, Plan, Round, SignOff, State, as_of, day_before, open_items, state_of, takes_part, tally
from oit.rounds_frozen import FrozenAgency, thaw
from store.database import Database

__all__ = ["RoundOfAgency", "agency_round", "read_plan", "roster_of", "rounds_of", "sign_offs_on", "standing_sign_off"]


@dataclass(frozen=True, slots=True)
class RoundOfAgency:
    """One round of the plan for one agency: `result` as things stood at the end of the round, or of the day asked for while it runs; None
    for a round that is to come and for an agency that was retired before. `signed`: what a standing sign-off says of the agency; None
    where it says nothing."""

    round: Round
    result: AgencyRound | None
    sign_off: SignOff | None  # the one that stands
    signed: FrozenAgency | None


def rounds_of(database: Database, plan: Plan, entry: RosterEntry, day: date) -> tuple[RoundOfAgency, ...]:
    """Every round of the plan for an agency of the roster, in time. Only sign-offs made by the end of `day` are looked at."""
    signs, row = sign_offs_on(database, plan, day), database.agency_id(entry.code)
    found = []
    for one in plan.rounds:
        begun = one.start <= day and takes_part(entry, one, day)
        sign_off = standing_sign_off(signs, one)
        signed = next((each for each in thaw(sign_off).agencies if each.agency_id == row), None) if sign_off else None
        found.append(RoundOfAgency(one, agency_round(database, plan, one, entry, day) if begun else None, sign_off, signed))
    return tuple(found)


def agency_round(database: Database, plan: Plan, one: Round, entry: RosterEntry, day: date, *, moves: bool = False) -> AgencyRound:
    """How far an agency was in a round at the end of `day`, or of the round where that was before. With `moves`, what changed since it
    began and since the last report day."""
    when = as_of(one, day)
    now = counted(database, entry.agency, entry, plan.form, plan.fiscal_year, when)
    counting = tally(one, now.findings)
    seen = seen_on(now)
    result = AgencyRound(
        entry, state_of(one, counting, seen, when), counting, now.score.oit if now.score else None, now.run.id if now.run else None, seen,
        open_items(one, now.findings, entry),
    )  # fmt: skip
    if not moves or result.state is State.NOT_SEEN:
        return result
    last = plan.report_before(when)
    since_report = moved_since(database, plan, one, now, last) if last else None
    return replace(result, since_start=moved_since(database, plan, one, now, day_before(one)), since_report=since_report)


def roster_of(database: Database, one: Round, day: date, district: str = "") -> list[RosterEntry]:
    """The agencies that take part in a round. The roster is that of now: it keeps no past but the days of retirement."""
    entries = database.roster(retired=True)
    return [entry for entry in entries if takes_part(entry, one, day) and (not district or entry.district == district)]


def sign_offs_on(database: Database, plan: Plan, day: date) -> list[SignOff]:
    """Those made by the end of a day; withdrawals of later days are not looked at."""
    found = [one for one in database.sign_offs(plan.form, plan.fiscal_year) if local_day(one.made) <= day]
    later = [one.withdrawn is not None and local_day(one.withdrawn) > day for one in found]
    return [replace(one, withdrawn=None, withdrawn_by="") if gone else one for one, gone in zip(found, later, strict=True)]


def standing_sign_off(signs: list[SignOff], one: Round) -> SignOff | None:
    """The one that was not withdrawn."""
    return next((sign for sign in reversed(signs) if sign.round == one.name and sign.withdrawn is None), None)


def seen_on(found: Counted) -> date | None:
    """The day of the capture that stands, in Thailand."""
    return None if found.run is None else local_day(found.run.started) if found.run.started else found.run.judged_on
