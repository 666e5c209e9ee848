"""Which changes are believed, when, and how they are marked."""

from datetime import date, timedelta

import pytest
from trend_made import FIRST, look, looks

from oit.audit import Outcome
from oit.changes import ChangeKind
from oit.damping import Damped, damped


def told(letters: str, rules: str = "") -> list[tuple[str, str, int, int]]:
    """kind, outcomes before and after, night of the first sight and of the confirmation."""
    return shown(damped(looks(letters, rules)))


def shown(found: Damped) -> list[tuple[str, str, int, int]]:
    return [
        (str(move.kind), f"{_letter(move.before.outcome)}{_letter(move.after.outcome)}", night(move.first_seen), night(move.confirmed))
        for move in found.moves
    ]  # fmt: skip


def night(day: date) -> int:
    return (day - FIRST).days


def _letter(outcome: Outcome) -> str:
    return {"pass": "P", "incomplete": "I", "outdated": "O", "missing": "M", "not_due": ">"}[outcome.value]


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("", []),
        ("P", []),
        ("M", []),  # the first result is where a series starts
        ("PP", []),
        ("PM", []),  # once is not enough
        ("PMP", []),
        ("PMPMPM", []),
        ("PMM", [("vanished", "PM", 1, 2)]),
        ("PMMMM", [("vanished", "PM", 1, 2)]),
        ("PPxMxxM", [("vanished", "PM", 3, 6)]),  # nights without a capture neither bear out nor contradict
        ("PxxxxP", []),
        ("PcccccP", []),  # nor do those cut short, though they say missing
        ("PM?-/M", [("vanished", "PM", 1, 5)]),  # nor results that tell nothing
        ("PM P", []),  # nor a night without a visit
        ("POO", [("worse", "PO", 1, 2)]),
        ("PII", [("worse", "PI", 1, 2)]),
        ("MP", [("appeared", "MP", 1, 1)]),
        ("MO", [("appeared", "MO", 1, 1)]),
        ("OI", [("better", "OI", 1, 1)]),
        ("POM", [("worse", "PO", 1, 2)]),  # both saw it worse: the milder is believed, the other waits
        ("POMM", [("worse", "PO", 1, 2), ("vanished", "OM", 2, 3)]),
        ("PMO", [("worse", "PO", 1, 2)]),
        ("PMMPP", [("vanished", "PM", 1, 2), ("appeared", "MP", 3, 3)]),
        (">>>", []),
        (">M", []),
        (">>MM", [("overdue", ">M", 2, 3)]),
        (">>P", [("appeared", ">P", 2, 2)]),
        ("P>>P", []),
        ("PM>M", [("vanished", "PM", 1, 3)]),
    ],
)
def test_what_is_believed(letters: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert told(letters) == expected


def test_the_second_look_of_a_night_is_enough() -> None:
    assert shown(damped([look(0, "P"), look(1, "M", second=True)])) == [("vanished", "PM", 1, 1)]


def test_two_visits_of_one_night_are_two_looks() -> None:
    assert shown(damped([look(0, "P"), look(1, "M", run_id=2), look(1, "M", run_id=3, hour=4)])) == [("vanished", "PM", 1, 1)]


def test_two_judgements_of_one_visit_are_one_look_and_the_last_counts() -> None:
    assert shown(damped([look(0, "P"), look(1, "M", run_id=2), look(1, "M", run_id=9)])) == []
    assert shown(damped([look(0, "P"), look(1, "M", run_id=2), look(1, "P", run_id=9), look(2, "M", run_id=3)])) == []


def test_a_change_that_came_with_new_rules_is_ours() -> None:
    (move,) = damped(looks("PPMMM", "aabbb")).moves
    assert (move.by_rules, move.kind, night(move.confirmed)) == (True, ChangeKind.VANISHED, 3)


def test_what_changes_later_under_the_same_rules_is_the_sites() -> None:
    moves = damped(looks("PPOOMM", "aabbbb")).moves
    assert [(move.by_rules, move.before.outcome, move.after.outcome) for move in moves] == [
        (True, Outcome.PASS, Outcome.OUTDATED),
        (False, Outcome.OUTDATED, Outcome.MISSING),
    ]


def test_a_worsening_first_seen_under_the_old_rules_is_the_sites() -> None:
    (move,) = damped(looks("PMM", "aab")).moves
    assert not move.by_rules


def test_what_new_rules_said_once_and_took_back_is_nothing() -> None:
    assert told("PPMPP", "aabbb") == []
    assert [move.by_rules for move in damped(looks("PPMPMM", "aabbbb")).moves] == [False]


def test_better_by_new_rules_is_ours_too() -> None:
    (move,) = damped(looks("MP", "ab")).moves
    assert move.by_rules


def test_the_same_bytes_outdated_on_another_day_are_so_by_date() -> None:
    series = [look(0, "P", evidence="1f"), look(1, "O", evidence="1f"), look(2, "O", evidence="1f")]
    assert [move.by_date for move in damped(series).moves] == [True]
    other = [look(0, "P", evidence="1f"), look(1, "O", evidence="2e"), look(2, "O", evidence="2e")]
    assert [move.by_date for move in damped(other).moves] == [False]
    unknown = [look(0, "P"), look(1, "O"), look(2, "O")]
    assert [move.by_date for move in damped(unknown).moves] == [False]


def test_an_item_whose_day_came_is_so_by_date() -> None:
    assert [move.by_date for move in damped(looks(">>MM")).moves] == [True]
    assert [move.by_date for move in damped(looks(">>P")).moves] == [False]


def test_before_is_the_newest_look_that_saw_what_stood() -> None:
    (move,) = damped(looks("PPPPPxMM")).moves
    assert night(move.before.look.day) == 4
    assert night(move.after.look.day) == 7


def test_an_item_that_goes_to_and_fro_is_told_twice_and_then_when_it_holds_still() -> None:
    # M believed on 2, P on 3, M on 5: unsteady. It stays away, which is told when it held for five days.
    found = damped(looks("PMMPMMMMMMM"))
    assert [(str(move.kind), night(move.confirmed), move.unsteady) for move in found.moves] == [
        ("vanished", 2, False),
        ("appeared", 3, False),
        ("vanished", 9, True),
    ]
    assert found.standing["O1"].unsteady


def test_an_unsteady_item_that_comes_back_to_what_was_told_is_not_told_again() -> None:
    assert shown(damped(looks("PMMPMMPPPPPPPPPPPPPPPP"))) == [("vanished", "PM", 1, 2), ("appeared", "MP", 3, 3)]


def test_a_nightly_flapper_is_called_unsteady_and_never_worse() -> None:
    found = damped(looks("PM" * 20 + "P"))
    assert found.moves == ()
    assert found.standing["O1"].unsteady
    assert found.standing["O1"].sight.outcome is Outcome.PASS


def test_steadiness_comes_back() -> None:
    found = damped(looks("PMPMP" + "P" * 20))
    assert not found.standing["O1"].unsteady
    assert damped(looks("PMPMP")).standing["O1"].unsteady


def test_what_may_be_coming_is_told_apart_from_what_stands() -> None:
    standing = damped(looks("PPM")).standing["O1"]
    assert standing.sight.outcome is Outcome.PASS
    assert standing.suspected is not None
    assert standing.suspected.outcome is Outcome.MISSING
    assert standing.sight.look.day == FIRST + timedelta(days=1)


def test_an_item_that_a_look_does_not_have_stays_as_it_was() -> None:
    first, second, third = looks("PPP")
    without = type(second)(**{name: getattr(second, name) for name in second.__slots__} | {"marks": {}, "set_id": "none"})
    assert damped([first, without, third]).moves == ()
    assert damped([first, without]).standing["O1"].sight.outcome is Outcome.PASS
