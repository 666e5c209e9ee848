"""A named person signs a round off, or withdraws a sign-off; who was complete by what was signed."""

from datetime import date, datetime

from app.counted import local_day
from app.rounds import agency_round, roster_of, sign_offs_on, standing_sign_off
from app.rounds_status import round_named
from oit.errors import BadInput
from oit.harmless import plain
from oit.rounds import Plan, Round, SignOff, as_of
from oit.rounds_frozen import Certified, Signed, freeze, thaw
from store.database import Database

_LONGEST_NAME, _LONGEST_NOTE = 160, 1000


def sign_round(database: Database, plan: Plan, one: Round, by: str, note: str, now: datetime) -> SignOff:
    """Freezes the result of a round that has ended. Raises BadInput before its end, without a name, and where one stands already."""
    name, today = named(by), local_day(now)
    if today <= one.end:
        raise BadInput(f"{one.name}: ends on {one.end}; it can be signed off from the day after")
    entries = roster_of(database, one, one.end)
    if not entries:
        raise BadInput(f"{one.name}: no agency is on the roster; oit agencies import fills it")
    agencies = [(database.agency_id(entry.code) or 0, agency_round(database, plan, one, entry, one.end)) for entry in entries]
    result = freeze(one, as_of(one, today), agencies)
    made = SignOff(0, plan.form, plan.fiscal_year, one.name, name, plain(note, _LONGEST_NOTE), now, result)
    database.sign_off(made)
    return next(sign for sign in reversed(database.sign_offs(plan.form, plan.fiscal_year)) if sign.round == one.name)


def withdraw_round(database: Database, plan: Plan, one: Round, by: str) -> SignOff:
    """Withdraws the sign-off that stands; it stays in the history. Raises BadInput where none stands."""
    name = named(by)
    standing = standing_sign_off(database.sign_offs(plan.form, plan.fiscal_year), one)
    if standing is None or not database.withdraw_sign_off(standing.id, name):
        raise BadInput(f"{one.name}: is not signed off; there is nothing to withdraw")
    return next(sign for sign in database.sign_offs(plan.form, plan.fiscal_year) if sign.id == standing.id)


def named(by: str) -> str:
    """A person's name in one line. Raises BadInput."""
    name = plain(by, _LONGEST_NAME + 1)
    if not name or len(name) > _LONGEST_NAME:
        raise BadInput(f"--by: {'is empty' if not name else 'is too long'}; give the full name of the person who signs")
    return name


def certified(database: Database, plan: Plan, name: str, today: date, *, every: bool) -> Certified:
    """Who was complete in a round (by default the one that ended last), or with `every` in all rounds of the plan. Raises BadInput naming
    the first that is not signed off, and who must do what."""
    if every and name:
        raise BadInput(f"{name}, --all-rounds: one round or all of the plan; leave one of them out")
    rounds = plan.rounds if every else (round_named(plan, name, today) if name else _last_ended(plan, today),)
    signs = sign_offs_on(database, plan, today)
    signed = tuple(_signed(one, standing_sign_off(signs, one), today) for one in rounds)
    kept = set.intersection(*({one.agency_id for one in each.result.finished} for each in signed))
    return Certified(plan, signed, tuple(one for one in signed[-1].result.finished if one.agency_id in kept), every)


def _last_ended(plan: Plan, today: date) -> Round:
    ended = [one for one in plan.rounds if one.end < today]
    if not ended:
        raise BadInput(
            f"{plan.rounds[0].name}: ends on {plan.rounds[0].end}; certificates can be made when a round has ended and is signed off"
        )
    return ended[-1]


def _signed(one: Round, standing: SignOff | None, today: date) -> Signed:
    if standing is None:
        when = "" if one.end < today else f" after it ends on {one.end}"
        way = f'oit round signoff "{one.name}" --by NAME'
        raise BadInput(f"{one.name}: is not signed off; the person responsible signs it{when} with {way}, then certificates can be made")
    return Signed(one, standing, thaw(standing))
