"""Cases of each item of the form: sites that must be found, be outdated, be missed, and rivals that must not be mistaken for the item.

The data stand in tests/cases/<form>/<code>.yaml; tests/case_site.py tells the notation. `known_miss` names a fault of the judgement that is
known: such a case must go on failing, so that whoever mends the fault takes the mark away."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from case_site import HOST, snapshot_of

import oit.judge
from oit.audit import ItemFinding
from oit.judge import judge
from oit.matching import Matcher
from rules import load_pack, load_words

FORM = "o01_o43"
FOLDER = Path(__file__).parent / "cases" / FORM
DAY, YEAR = dt.date(2023, 4, 18), 2566
FIELDS = {"menu", "site", "also", "agency", "expect", "kind", "day", "fiscal_year", "known_miss"}


def read_cases() -> dict[str, dict[str, Any]]:
    """All cases by "O1/name"."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(FOLDER.glob("*.yaml"), key=lambda path: int(path.stem[1:])):
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        found |= {f"{file.stem}/{name}": case for name, case in data["cases"].items()}
    return found


CASES = read_cases()
pack = cache(load_pack)
PACK = pack(FORM)


@cache
def _matcher(names: tuple[str, ...], kind: str) -> Matcher:
    return Matcher(load_words(), names, kind)


@pytest.fixture(autouse=True)
def _one_matcher_of_an_agency(monkeypatch: pytest.MonkeyPatch) -> None:
    """Building a matcher takes longer than judging a site of three pages; one of each made-up agency serves all its cases."""
    monkeypatch.setattr(oit.judge, "Matcher", lambda _words, names, kind: _matcher(tuple(names), kind))


def finding_of(name: str) -> ItemFinding:
    case, code = CASES[name], name.partition("/")[0]
    day = case.get("day", DAY)
    audit = judge(snapshot_of(case, CASES), PACK, load_words(), day, case.get("fiscal_year", YEAR))
    return next(finding for finding in audit.items if finding.code == code)


def told(finding: ItemFinding) -> dict[str, str]:
    """The parts of a finding that a case may expect, as words."""
    return {
        "outcome": finding.outcome.value,
        "presence": finding.presence.verdict.value,
        "currency": finding.currency.verdict.value,
        "reason": finding.reasons[0].code.value if finding.reasons else "",
        "best": unquote((finding.best_url or "").removeprefix(HOST)),
    }


@pytest.mark.parametrize("name", CASES)
def test_a_case(name: str) -> None:
    case = CASES[name]
    finding = finding_of(name)
    expected, shown = case["expect"], told(finding)
    wrong = {field: (shown[field], value) for field, value in expected.items() if shown[field] != value}
    if "known_miss" in case:
        assert wrong, f"this works now: take `known_miss` away ({case['known_miss']})"
        return
    elements = [element.id for element in finding.elements if element.seen]
    assert not wrong, f"(found, expected): {wrong}; {shown}; seen {elements}; {[dict(r.facts, code=r.code.value) for r in finding.reasons]}"


@pytest.mark.parametrize("item", PACK.items, ids=lambda item: item.code)
def test_an_item_has_a_case_of_each_sort(item: Any) -> None:
    own = [case for name, case in CASES.items() if name.startswith(f"{item.code}/")]
    outcomes = {case["expect"]["outcome"] for case in own if "known_miss" not in case and "kind" not in case}
    rivals = [case for case in own if case.get("kind") == "rival"]
    asked = {"pass", "missing"}
    asked |= {"outdated"} if item.period.kind != "none" else set()
    asked |= {"not_due"} if item.period.due else set()
    assert asked <= outcomes, f"no case that must be {', '.join(sorted(asked - outcomes))}"
    assert rivals, "no rival"
    assert all(case["expect"]["outcome"] == "missing" for case in rivals)
    assert any("known_miss" not in case for case in rivals)


def test_cases_say_nothing_that_is_not_read() -> None:
    assert {field for case in CASES.values() for field in case} <= FIELDS
    assert {field for case in CASES.values() for field in case["expect"]} <= {"outcome", "presence", "currency", "reason", "best"}
