"""What an item counts as, and what a verdict that is over does: pure."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from human_made import A1, DAY

from app.counted import as_of
from oit.audit import DependsOn, ItemFinding, Outcome, Reason, ReasonCode, Score
from oit.counting import attestation_of, counted_outcome, standing_verdicts, with_human
from oit.human import AttestedItem, Ended, HumanVerdict
from oit.scoring import score
from tests.rounds.rounds_made import FORM, PACK, YEAR, finding

V = HumanVerdict
THEN = datetime(2023, 3, 15, 3, tzinfo=UTC)


def verdict(code: str = "O10", said: HumanVerdict = V.PRESENT, number: int = 1, **more: object) -> AttestedItem:
    made = AttestedItem(number, A1.urls[0], FORM, YEAR, code, "topic", said, "สมศรี", "", THEN, None, "", "", None, "attest")
    return replace(made, **more)  # type: ignore[arg-type]


def findings(**items: str) -> tuple[ItemFinding, ...]:
    return tuple(finding(A1, code, letter) for code, letter in items.items())


@pytest.mark.parametrize(
    ("said", "letter", "counts"),
    [
        (V.PRESENT, "M", "pass"), (V.PRESENT, "I", "pass"), (V.PRESENT, "?", "pass"), (V.PRESENT, "-", "pass"), (V.PRESENT, ">", "pass"),
        (V.PRESENT, "O", "outdated"), (V.CURRENT, "O", "pass"), (V.CURRENT, "M", "pass"), (V.ABSENT, "P", "missing"),
        (V.ABSENT, "?", "missing"), (V.NOT_APPLICABLE, "P", "not_applicable"), (V.NOT_APPLICABLE, "M", "not_applicable"),
    ],
)  # fmt: skip
def test_a_persons_word_wins_and_the_machines_stays_beside_it(said: HumanVerdict, letter: str, counts: str) -> None:
    (shown,), _ = with_human(findings(O10=letter), [verdict(said=said)], DAY)
    assert counted_outcome(shown) is Outcome(counts)
    assert shown.outcome is findings(O10=letter)[0].outcome
    assert shown.attestation == attestation_of(verdict(said=said))
    assert shown.attestation is not None
    assert (shown.attestation.by, shown.attestation.at) == ("สมศรี", "2023-03-15T03:00:00+00:00")


def test_the_score_is_of_what_counts() -> None:
    machine = findings(**{item.code: "P" for item in PACK.items})
    absent, _ = with_human(machine, [verdict(said=V.ABSENT)], DAY)
    left_out, _ = with_human(machine, [verdict(said=V.NOT_APPLICABLE)], DAY)
    assert score(PACK, machine).oit == Score(100, 100)
    assert score(PACK, absent).oit.highest < 100
    assert score(PACK, absent).counts["missing"] == 1
    assert score(PACK, left_out).oit == Score(100, 100)
    assert score(PACK, left_out).counts["not_applicable"] == 1


def test_what_rests_on_an_attested_item_follows_it() -> None:
    plan, report = findings(O10="P", O11="P")
    report = replace(report, depends_on=(DependsOn("O10", "same"),))
    down, _ = with_human((plan, report), [verdict(said=V.ABSENT)], DAY)
    assert [counted_outcome(one) for one in down] == [Outcome.MISSING, Outcome.INCOMPLETE]
    assert down[1].reasons[0] == Reason(ReasonCode.DEPENDENCY, {"code": "O10", "outcome": "missing"})
    up, _ = with_human((finding(A1, "O10", "M"), down[1]), [verdict(said=V.CURRENT)], DAY)
    assert [counted_outcome(one) for one in up] == [Outcome.PASS, Outcome.PASS]
    assert up[1].reasons == report.reasons


def test_nothing_is_decided_anew_where_nobody_said_anything() -> None:
    machine = findings(O10="M", O11="P")
    assert with_human(machine, [], DAY) == (machine, ())
    assert with_human(machine, [verdict(until=DAY - timedelta(days=1))], DAY)[0] == machine


def test_the_address_of_who_says_it_is_shown_is_the_one_to_open() -> None:
    url = "https://www.a1.example/there"
    assert [one.best_url for one in with_human(findings(O10="M"), [verdict(evidence_url=url)], DAY)[0]] == [url]
    assert with_human(findings(O10="P"), [verdict(said=V.ABSENT, evidence_url=url)], DAY)[0][0].best_url == A1.urls[0] + "o10"


def test_the_later_of_several_counts_and_the_earlier_is_over_for_good() -> None:
    first, second = verdict(), verdict(said=V.ABSENT, number=2, made=THEN + timedelta(hours=1))
    standing, ended = standing_verdicts([second, first], DAY)
    assert (standing, [(one.attested, one.why) for one in ended]) == ({"O10": second}, [(first, Ended.REPLACED)])
    gone = replace(second, withdrawn=THEN + timedelta(hours=2), withdrawn_by="สมชาย")
    standing, ended = standing_verdicts([first, gone], DAY)
    assert (standing, {one.attested.id: one.why for one in ended}) == ({}, {2: Ended.WITHDRAWN, 1: Ended.REPLACED})


def test_of_two_of_one_moment_the_one_kept_last_counts() -> None:
    assert standing_verdicts([verdict(number=2), verdict(number=1)], DAY)[0]["O10"].id == 2


@pytest.mark.parametrize(("day", "stands"), [(DAY, True), (DAY + timedelta(days=1), False)])
def test_it_counts_on_its_last_day_and_not_after(day: date, stands: bool) -> None:
    standing, ended = standing_verdicts([verdict(until=DAY)], day)
    assert bool(standing) is stands
    assert [one.why for one in ended] == ([] if stands else [Ended.PAST_ITS_DATE])


def test_a_verdict_speaks_of_its_own_item() -> None:
    shown, _ = with_human(findings(O1="M", O10="M"), [verdict(), verdict("O99", number=2)], DAY)
    assert [bool(one.attestation) for one in shown] == [False, True]


def test_of_an_earlier_day_what_came_later_is_not_looked_at() -> None:
    """A verdict of 23:30 in Bangkok is of that day; withdrawn and ended later, it stood on that day."""
    late = datetime(2023, 3, 15, 16, 30, tzinfo=UTC)
    one = verdict(made=late, withdrawn=late + timedelta(hours=1), withdrawn_by="สมชาย")
    over = verdict(number=2, made=late, ended=late + timedelta(hours=1), ended_why=Ended.EVIDENCE_CHANGED)
    assert as_of([one, over], DAY - timedelta(days=1)) == []
    assert as_of([one, over], DAY) == [verdict(made=late), verdict(number=2, made=late)]
    assert as_of([one, over], DAY + timedelta(days=1)) == [one, over]
