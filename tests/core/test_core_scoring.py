"""The score against a published result: a provincial organisation of FY2564, whose lost items are known."""

from collections.abc import Mapping

import pytest

import rules
from oit.audit import Currency, CurrencyVerdict, ItemFinding, Outcome, Presence, PresenceVerdict
from oit.scoring import score

PACK = rules.load_pack()


def findings(outcomes: Mapping[str, Outcome]) -> list[ItemFinding]:
    """One finding an item; items that are not named pass."""
    presence, currency = PresenceVerdict(Presence.PRESENT, 100), CurrencyVerdict(Currency.CURRENT, 100, "")
    found = []
    for item in PACK.items:
        named = (item.code, item.topic, item.title_th, item.title_en, item.indicator)
        outcome = outcomes.get(item.code, Outcome.PASS)
        found.append(ItemFinding(*named, outcome, (), presence, currency, (), None, (), (), item.points, "confirmed"))
    return found


def test_published_score_of_2564() -> None:
    # Sub-indicators 7/9, 7/8, 7/7, 4/4, 4/5 and 8/8, 0/2 gave the OIT part of a published total.
    lost = dict.fromkeys(("O1", "O2", "O10", "O29", "O42", "O43"), Outcome.MISSING)
    expected = ((7 / 9 + 7 / 8 + 1 + 1 + 4 / 5) / 5 + (1 + 0) / 2) / 2 * 100
    result = score(PACK, findings(lost))
    assert result.oit.lowest == pytest.approx(expected)
    assert result.oit.highest == pytest.approx(expected)
    assert expected == pytest.approx(69.528, abs=0.001)


def test_o42_and_o43_cost_ten_points_of_a_hundred() -> None:
    result = score(PACK, findings({"O42": Outcome.MISSING, "O43": Outcome.INCOMPLETE}))
    assert result.points_lost.lowest == pytest.approx(10.0)
    assert result.points_lost.highest == pytest.approx(10.0)


def test_what_cannot_be_told_widens_the_range() -> None:
    for outcome in (Outcome.UNCLEAR, Outcome.NOT_CHECKED, Outcome.NOT_DUE):
        result = score(PACK, findings({"O42": outcome}))
        assert (result.oit.lowest, result.oit.highest) == (pytest.approx(87.5), pytest.approx(100.0))
        assert (result.points_lost.lowest, result.points_lost.highest) == (pytest.approx(0.0), pytest.approx(5.0))


def test_not_applicable_leaves_the_mean() -> None:
    result = score(PACK, findings({"O42": Outcome.NOT_APPLICABLE, "O43": Outcome.MISSING}))
    sub = next(row for row in result.indicators if row.code == "10.2")
    assert sub.score.lowest == 0.0
    assert sub.score.highest == 0.0
    assert result.counts["not_applicable"] == 1
    assert sum(result.counts.values()) == 43


def test_points_of_the_form() -> None:
    by_code = {item.code: item.points for item in PACK.items}
    assert sum(by_code.values()) == pytest.approx(40.0)
    assert by_code["O1"] == pytest.approx(0.444, abs=0.001)
    assert by_code["O29"] == pytest.approx(0.8)
    assert by_code["O34"] == pytest.approx(1.25)
    assert by_code["O42"] == pytest.approx(5.0)
