"""What holds of the damping whatever the nights were like."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from trend_made import LETTERS, look, looks

from oit.audit import Outcome
from oit.changes import DECIDED, kind_of
from oit.damping import QUIET, damped
from oit.looks import Look

DECIDED_LETTERS = "PIOM"
NOTHING_TOLD = "xc?-/>"  # site down, cut short, could not tell
nights = st.text(alphabet=DECIDED_LETTERS + NOTHING_TOLD + " ", max_size=60)
decided = st.text(alphabet=DECIDED_LETTERS, min_size=1, max_size=60)
untold = st.text(alphabet="xc?-/ ", max_size=6)
# A pair of a night's result and the rules that judged it.
judged = st.lists(st.tuples(st.sampled_from(DECIDED_LETTERS + NOTHING_TOLD), st.sampled_from("ab")), max_size=40)


def of(pairs: list[tuple[str, str]]) -> list[Look]:
    return [look(number, letter, rules) for number, (letter, rules) in enumerate(pairs)]


@settings(deadline=None)
@given(st.sampled_from(DECIDED_LETTERS), st.text(alphabet="xc?-/>", max_size=40))
def test_nights_that_tell_nothing_change_nothing(first: str, rest: str) -> None:
    found = damped(looks(first + rest))
    assert found.moves == ()
    assert found.standing["O1"].sight.outcome is LETTERS[first]


@settings(deadline=None)
@given(nights)
def test_nights_that_tell_nothing_may_be_left_out(letters: str) -> None:
    told = [one for one in looks(letters) if one.captured and one.full and one.marks["O1"].outcome in DECIDED]
    if told and looks(letters)[0] == told[0]:  # an item that is not due yet tells something only at the start of a series
        assert damped(told).moves == damped(looks(letters)).moves


@settings(deadline=None)
@given(nights)
def test_nothing_bad_is_believed_without_two_sights_of_it_one_after_the_other(letters: str) -> None:
    series = looks(letters)
    able = [one for one in series if one.captured and one.full and one.marks["O1"].outcome in (*DECIDED, Outcome.NOT_DUE)]
    for move in damped(series).moves:
        if move.kind.bad and not move.unsteady:
            told = [one for one in able if one.told <= move.confirmed and one.marks["O1"].outcome in DECIDED]
            last, before = told[-1].marks["O1"].outcome, told[-2].marks["O1"].outcome
            allowed = DECIDED.index(move.after.outcome)
            assert DECIDED.index(last) <= allowed
            assert DECIDED.index(before) <= allowed


@settings(deadline=None)
@given(
    st.text(alphabet="P", min_size=1, max_size=20), st.sampled_from("IOM"), untold, untold, st.integers(0, 20),
    st.text(alphabet="x ?", max_size=9),
)  # fmt: skip
def test_a_regression_that_stays_is_confirmed_once_and_by_the_second_night_that_could_tell(
    before: str, worse: str, between: str, again: str, more: int, after: str
) -> None:
    letters = before + between + worse + again + worse + after + worse * more
    (move,) = damped(looks(letters)).moves
    assert kind_of(Outcome.PASS, LETTERS[worse]) is move.kind
    second = len(before + between + worse + again)
    assert move.confirmed == looks(letters[: second + 1])[-1].told
    assert not move.unsteady


@settings(deadline=None)
@given(nights)
def test_what_was_told_and_what_stands_agree_or_the_item_is_waited_for(letters: str) -> None:
    """A change is told against what was told before it: readers can follow the chain."""
    chain = [(move.before.outcome, move.after.outcome) for move in damped(looks(letters)).moves]
    assert all(after is before for (_, after), (before, _) in pairwise(chain))
    assert all(before is not after for before, after in chain)


@settings(deadline=None)
@given(nights, st.sampled_from(DECIDED_LETTERS))
def test_what_holds_still_long_enough_is_what_readers_were_told(letters: str, last: str) -> None:
    found = damped(looks(letters + last * 8))
    assert found.standing["O1"].sight.outcome is LETTERS[last]
    if found.moves:
        assert found.moves[-1].after.outcome is LETTERS[last]


@settings(deadline=None)
@given(decided)
def test_an_item_is_told_four_times_in_two_weeks_at_the_most(letters: str) -> None:
    moves = damped(looks(letters)).moves
    for move in moves:
        assert sum(move.confirmed - QUIET < other.confirmed <= move.confirmed for other in moves) <= 4


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from(DECIDED_LETTERS + "x"), st.integers(1, 5)), max_size=30), st.randoms())
def test_order_and_doubles_do_not_matter(given_looks: list[tuple[int, str, int]], random: object) -> None:
    runs = {number * 10 + run: (number, letter) for number, letter, run in given_looks}
    series = [look(number, letter, run_id=run_id) for run_id, (number, letter) in runs.items()]
    mixed = [*series, *series[::2]]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert damped(mixed).moves == damped(series).moves


@settings(deadline=None)
@given(judged, st.integers(0, 40))
def test_later_nights_add_events_and_change_none(pairs: list[tuple[str, str]], cut: int) -> None:
    whole, part = damped(of(pairs)).moves, damped(of(pairs[:cut])).moves
    assert whole[: len(part)] == part


@settings(deadline=None)
@given(judged)
def test_every_event_has_one_morning_and_they_are_in_order(pairs: list[tuple[str, str]]) -> None:
    mornings = [move.confirmed for move in damped(of(pairs)).moves]
    assert mornings == sorted(mornings)
    assert len(set(mornings)) == len(mornings)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DECIDED_LETTERS + NOTHING_TOLD), st.sampled_from("ab")), max_size=12))
def test_a_change_is_ours_exactly_if_other_rules_saw_it_first(pairs: list[tuple[str, str]]) -> None:
    """Within two weeks, so that what stood is what was told."""
    by_day = {one.day: one for one in of(pairs)}
    for move in damped(of(pairs)).moves:
        if not move.unsteady:
            assert move.by_rules == (by_day[move.first_seen].rules != move.before.look.rules)


@settings(deadline=None)
@given(st.lists(st.sampled_from("PIOM?"), min_size=1, max_size=6), st.integers(1, 30))
def test_looks_that_repeat_may_be_passed_over(letters: list[str], times: int) -> None:
    """The quick way for looks that say the same finds the same as looking at each."""
    letters = [letter for letter in letters for _ in range(times)]
    series = looks("".join(letters))
    apart = [Look(*(getattr(one, name) if name != "set_id" else ("own", one.run_id) for name in one.__slots__)) for one in series]
    quick, slow = damped(series), damped(apart)
    assert [(m.code, m.kind, m.confirmed, m.first_seen, m.unsteady, m.before.look.run_id) for m in quick.moves] == [
        (m.code, m.kind, m.confirmed, m.first_seen, m.unsteady, m.before.look.run_id) for m in slow.moves
    ]
    assert all(quick.standing[c].sight.look.day - slow.standing[c].sight.look.day == timedelta(0) for c in slow.standing)
