"""Cases of each item of each form: sites that must be found, be outdated, be missed, and rivals that must not be mistaken for the item.

The data stand in tests/cases/<form>/<code>.yaml; tests/case_site.py tells the notation. A form that is based on another one has cases of
the items for which it states something of its own; those it takes over are held by the cases of the form below. `known_miss` names a fault
of the judgement that is known: such a case must go on failing, so that whoever mends the fault takes the mark away."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
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
from oit.pack import Item, Pack
from rules import DEFAULT_PACK, PACKS, data_file, load_pack, load_words, read_yaml

FOLDER = Path(__file__).parent / "cases"
FIELDS = {"menu", "site", "also", "agency", "expect", "kind", "day", "fiscal_year", "known_miss"}
EXPECTED = {"outcome", "presence", "currency", "reason", "best"}
OWN = ("needs", "joins", "told_by", "also_named")  # what makes an item another one than that of the form below


def year_of(form: str) -> int:
    """The year that a form's cases are assessed for, unless they say another one."""
    return 2566 if form == DEFAULT_PACK else int(form)


def read_cases(form: str) -> dict[str, dict[str, Any]]:
    """All cases of a form by "O1/name"."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted((FOLDER / form).glob("*.yaml"), key=lambda path: int(path.stem[1:])):
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        found |= {f"{file.stem}/{name}": case for name, case in data["cases"].items()}
    return found


FORMS = tuple(sorted(folder.name for folder in FOLDER.iterdir()))
CASES: Mapping[str, Mapping[str, dict[str, Any]]] = {form: read_cases(form) for form in FORMS}
pack = cache(load_pack)


def items_with_cases(form: str) -> list[Item]:
    """The items for which the form's own file states something that changes what is found or what is asked."""
    stated = read_yaml(data_file(f"{form}.yaml"))[0]["items"]
    return [item for item in pack(form).items if any(stated.get(item.code, {}).get(field) for field in OWN)]


@cache
def _matcher(names: tuple[str, ...], kind: str) -> Matcher:
    return Matcher(load_words(), names, kind)


@pytest.fixture(autouse=True)
def _one_matcher_of_an_agency(monkeypatch: pytest.MonkeyPatch) -> None:
    """Building a matcher takes longer than judging a site of three pages; one of each made-up agency serves all its cases."""
    monkeypatch.setattr(oit.judge, "Matcher", lambda _words, names, kind: _matcher(tuple(names), kind))


@cache
def form_of_item(form: str, code: str) -> Pack:
    """The form with the item and those it rests on alone: what is said of an item depends on no other one."""
    whole = pack(form)
    needed = {code}
    for item in reversed(whole.items):
        if item.code in needed:
            needed |= {dependency.code for dependency in item.depends_on}
    return replace(whole, items=tuple(item for item in whole.items if item.code in needed))


def finding_of(form: str, name: str) -> ItemFinding:
    case, code, year = CASES[form][name], name.partition("/")[0], year_of(form)
    day = case.get("day", dt.date(year - 543, 4, 18))
    audit = judge(snapshot_of(case, CASES[form]), form_of_item(form, code), load_words(), day, case.get("fiscal_year", year))
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


@pytest.mark.parametrize(("form", "name"), [(form, name) for form, cases in CASES.items() for name in cases])
def test_a_case(form: str, name: str) -> None:
    case = CASES[form][name]
    finding = finding_of(form, name)
    expected, shown = case["expect"], told(finding)
    wrong = {field: (shown[field], value) for field, value in expected.items() if shown[field] != value}
    if "known_miss" in case:
        assert wrong, f"this works now: take `known_miss` away ({case['known_miss']})"
        return
    elements = [element.id for element in finding.elements if element.seen]
    assert not wrong, f"(found, expected): {wrong}; {shown}; seen {elements}; {[dict(r.facts, code=r.code.value) for r in finding.reasons]}"


@pytest.mark.parametrize(
    ("form", "item"), [(form, item) for form in PACKS for item in items_with_cases(form)], ids=lambda it: getattr(it, "code", it)
)
def test_an_item_has_a_case_of_each_sort(form: str, item: Item) -> None:
    own = [case for name, case in CASES.get(form, {}).items() if name.startswith(f"{item.code}/")]
    outcomes = {case["expect"]["outcome"] for case in own if "known_miss" not in case and "kind" not in case}
    rivals = [case for case in own if case.get("kind") == "rival"]
    periods = [part.period for part in item.parts or (item,)]
    asked = {"pass", "missing"}
    asked |= {"outdated"} if any(period.kind != "none" for period in periods) else set()
    asked |= {"not_due"} if any(period.due for period in periods) else set()
    asked |= {"incomplete"} if item.parts else set()  # one of its subjects only
    assert asked <= outcomes, f"no case that must be {', '.join(sorted(asked - outcomes))}"
    assert rivals, "no rival"
    assert all(case["expect"]["outcome"] == "missing" for case in rivals)
    assert any("known_miss" not in case for case in rivals)


def test_cases_say_nothing_that_is_not_read() -> None:
    cases = [case for of_form in CASES.values() for case in of_form.values()]
    assert {field for case in cases for field in case} <= FIELDS
    assert {field for case in cases for field in case["expect"]} <= EXPECTED
    assert set(FORMS) <= set(PACKS)
