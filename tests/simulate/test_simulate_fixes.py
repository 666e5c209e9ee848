"""Which mends bring most: by the nesting, with what rests on them, never a loss."""

from dataclasses import replace
from pathlib import Path

import pytest

import rules
from oit.audit import (
    Attestation,
    Currency,
    CurrencyVerdict,
    ItemFinding,
    Outcome,
    Presence,
    PresenceVerdict,
    Reason,
    ReasonCode,
)
from oit.counting import counted_outcome, depending
from oit.errors import RulePackError
from oit.findings import finding_of
from oit.human import HumanVerdict
from oit.scoring import score
from oit.what_if import Effort, with_fixes, worth_of_fixes
from rules.scales import load_scales

PACK = rules.load_pack("o01_o43")
SHOWN = PresenceVerdict(Presence.PRESENT, 100)
CURRENT = CurrencyVerdict(Currency.CURRENT, 100, "FY2566")


def findings(**failing: tuple[Outcome, ReasonCode]) -> tuple[ItemFinding, ...]:
    """All items pass but these; what rests on a failing one is decided as the judgement decides it."""
    made = []
    for item in PACK.items:
        outcome, reason = failing.get(item.code, (Outcome.PASS, ReasonCode.ALL_SEEN))
        made.append(finding_of(item, outcome, (Reason(reason),), SHOWN, CURRENT, (), None, ()))
    return depending(made)


def test_measures_bring_their_being_carried_out_with_them() -> None:
    some = findings(O42=(Outcome.MISSING, ReasonCode.NOTHING_FOUND), O12=(Outcome.OUTDATED, ReasonCode.OTHER_PERIOD))
    assert {one.code for one in some if one.outcome is Outcome.INCOMPLETE} == {"O43"}
    worth = {one.code: one for one in worth_of_fixes(PACK, some)}
    assert (round(worth["O42"].lowest, 4), worth["O42"].recovers, worth["O42"].effort) == (10.0, ("O43",), Effort.PUBLISH)
    assert (worth["O43"].lowest, worth["O43"].rests_on, worth["O43"].effort) == (0.0, ("O42",), Effort.WAIT)
    assert (round(worth["O12"].lowest, 4), worth["O12"].effort) == (0.5, Effort.RENEW)
    assert [one.code for one in worth_of_fixes(PACK, some)] == ["O42", "O12", "O43"]


def test_most_points_for_the_least_work_come_first() -> None:
    some = findings(O35=(Outcome.MISSING, ReasonCode.NOTHING_FOUND), O38=(Outcome.MISSING, ReasonCode.BROKEN_LINK))
    first, second = worth_of_fixes(PACK, some)
    assert (first.code, first.effort, second.code) == ("O38", Effort.LINK, "O35")
    assert first.lowest == second.lowest == pytest.approx(1.25)


def test_what_nobody_could_read_is_no_loss_when_it_rests_on_another() -> None:
    some = findings(O10=(Outcome.MISSING, ReasonCode.NOTHING_FOUND), O11=(Outcome.UNCLEAR, ReasonCode.SCAN))
    worth = {one.code: one for one in worth_of_fixes(PACK, some)}
    assert (worth["O11"].lowest, worth["O11"].highest, worth["O11"].rests_on) == (0.0, 0.0, ("O10",))


def test_everything_mended_is_everything() -> None:
    some = findings(**{item.code: (Outcome.MISSING, ReasonCode.NOTHING_FOUND) for item in PACK.items})
    assert score(PACK, some).oit.highest == 0
    assert score(PACK, with_fixes(some, [item.code for item in PACK.items])).oit.lowest == 100
    assert worth_of_fixes(PACK, with_fixes(some, [item.code for item in PACK.items])) == ()


def test_a_person_who_said_absent_is_answered_by_the_mend() -> None:
    some = [replace(one, attestation=Attestation(HumanVerdict.ABSENT, "A", "", "")) if one.code == "O9" else one for one in findings()]
    (worth,) = worth_of_fixes(PACK, some)
    assert (worth.code, worth.outcome) == ("O9", Outcome.MISSING)
    assert all(counted_outcome(one) is Outcome.PASS for one in with_fixes(some, ["O9"]))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    iit: 30", "    iit: 31", "make 100 together"),
        ("eit_parts: 2", "eit_parts: 3", "neither 1 nor 2"),
        ("years: [2566, 2569]", "years: [2566, 2565]", "no pair of years"),
        ("years: [2566, 2569]", "years: [2565, 2569]", "two entries hold for 2565"),
        ("confidence: one_source", "confidence: sure", '"sure" is none of'),
        ("en: F, total: 0", "en: F, total: 5", "the last level fits everything"),
        ("en: A, total: 85", "en: A, total: 97", "best first"),
        ("en: AA, total: 95", "en: AA, total: 195", "between 0 and 100"),
        ("en: AA, total: 95", "en: AA, totals: 95", "unknown key"),
    ],
)
def test_a_mistake_in_the_scales_is_named_by_its_line(old: str, new: str, told: str, tmp_path: Path) -> None:
    own = (Path(rules.__file__).parent / "scales.yaml").read_text(encoding="utf-8")
    assert old in own
    file = tmp_path / "scales.yaml"
    file.write_text(own.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulePackError, match=told) as raised:
        load_scales(tmp_path)
    assert str(raised.value).startswith(f"{file}:")
    assert 1 < raised.value.line <= len(own.splitlines())


def test_every_year_that_has_a_form_has_a_scale() -> None:
    scales = load_scales()
    assert all(scales.scale_of(int(name)) and scales.weights_of(int(name)) for name in rules.YEAR_PACKS)
