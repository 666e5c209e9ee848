"""From presence and currency to the outcome of an item, by the fixed order of words."""

from oit.audit import Currency, Outcome, Presence


def decide(presence: Presence, currency: Currency, *, applies: bool = True, before_due: bool = False) -> Outcome:
    """First match wins: not applicable; absent before its due day; not checked; unclear; missing; outdated; incomplete; undated; pass."""
    if not applies:
        return Outcome.NOT_APPLICABLE
    if presence is Presence.ABSENT and before_due:
        return Outcome.NOT_DUE
    if presence is Presence.NOT_CHECKED:
        return Outcome.NOT_CHECKED
    if presence is Presence.UNCLEAR:
        return Outcome.UNCLEAR
    if presence is Presence.ABSENT:
        return Outcome.MISSING
    if currency is Currency.OUTDATED:
        return Outcome.OUTDATED
    if presence is Presence.PARTIAL:
        return Outcome.INCOMPLETE
    if currency is Currency.UNDATED:
        return Outcome.UNCLEAR
    return Outcome.PASS
