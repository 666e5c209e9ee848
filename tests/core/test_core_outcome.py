"""The order in which an outcome is decided."""

import itertools

import pytest

from oit.audit import Currency, Outcome, Presence
from oit.outcome import decide


@pytest.mark.parametrize(
    ("presence", "currency", "expected"),
    [
        (Presence.NOT_CHECKED, Currency.NOT_CHECKED, Outcome.NOT_CHECKED),
        (Presence.UNCLEAR, Currency.CURRENT, Outcome.UNCLEAR),
        (Presence.ABSENT, Currency.NOT_CHECKED, Outcome.MISSING),
        (Presence.PRESENT, Currency.OUTDATED, Outcome.OUTDATED),
        (Presence.PARTIAL, Currency.OUTDATED, Outcome.OUTDATED),
        (Presence.PARTIAL, Currency.CURRENT, Outcome.INCOMPLETE),
        (Presence.PARTIAL, Currency.UNDATED, Outcome.INCOMPLETE),
        (Presence.PRESENT, Currency.UNDATED, Outcome.UNCLEAR),
        (Presence.PRESENT, Currency.CURRENT, Outcome.PASS),
        (Presence.PRESENT, Currency.NOT_REQUIRED, Outcome.PASS),
    ],
)
def test_order(presence: Presence, currency: Currency, expected: Outcome) -> None:
    assert decide(presence, currency) is expected


def test_absent_before_its_day_is_not_due_and_early_papers_are_judged() -> None:
    assert decide(Presence.ABSENT, Currency.NOT_CHECKED, before_due=True) is Outcome.NOT_DUE
    assert decide(Presence.PRESENT, Currency.CURRENT, before_due=True) is Outcome.PASS
    assert decide(Presence.NOT_CHECKED, Currency.NOT_CHECKED, before_due=True) is Outcome.NOT_CHECKED


def test_not_applicable_wins_over_all() -> None:
    for presence, currency in itertools.product(Presence, Currency):
        assert decide(presence, currency, applies=False) is Outcome.NOT_APPLICABLE


def test_nothing_unseen_is_ever_missing() -> None:
    for currency in Currency:
        for presence in (Presence.UNCLEAR, Presence.NOT_CHECKED):
            assert decide(presence, currency) not in (Outcome.MISSING, Outcome.OUTDATED, Outcome.INCOMPLETE, Outcome.PASS)
