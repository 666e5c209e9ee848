"""Totals that agencies published come out by the weights, the nesting and the scale of their year."""

import json
from itertools import product
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cli import cli
from oit.audit import Score
from oit.rating import rated
from oit.total import Parts, published, total
from rules.scales import load_scales

FULL = "9.1=100,9.2=100,9.3=100,9.4=100,9.5=100,10.1=100,10.2=100"
percent = st.floats(0, 100).map(lambda value: round(value, 2))


def simulated(*options: str) -> dict[str, Any]:
    ran = CliRunner().invoke(cli, ["simulate", *options, "--json"], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return dict(json.loads(ran.output))


def both(record: dict[str, Any], name: str) -> tuple[Any, Any]:
    return record[name]["lowest"], record[name]["highest"]


def test_a_provincial_organisation_in_2564() -> None:
    """It lost 10.2 whole, an item of 9.1, two that weigh as one of 9.5 and one of 9.2."""
    subs = "9.1=77.78,9.2=87.5,9.3=100,9.4=100,9.5=80,10.1=100,10.2=0"
    made = simulated("--fiscal-year", "2564", "--iit", "94.27,90.69,90.96,89.10,91.75", "--eit", "89.22,87.43,85.04", "--oit-sub", subs)
    assert published(made["total"]["lowest"]) == 81.39
    assert both(made, "total")[0] == both(made, "total")[1]
    assert both(made, "rating") == ("B", "B")
    assert made["unknown"] == []


@pytest.mark.parametrize(("budget", "points"), [("95.31", 96.99), ("95.13", 96.98)])
def test_the_same_in_2565(budget: str, points: float) -> None:
    """Its paper prints the second indicator twice, differently; only one of them gives the total that it prints."""
    made = simulated("--fiscal-year", "2565", "--iit", f"96.13,{budget},91.38,91.75,92.14", "--eit", "96.91,97.45,95.52", "--oit-sub", FULL)
    assert published(made["total"]["lowest"]) == points
    assert both(made, "rating") == ("AA", "AA")


def test_a_province_in_2566() -> None:
    made = simulated("--fiscal-year", "2566", "--iit", "93.41", "--eit", "92.77", "--eit2", "77.53", "--oit", "100")
    assert published(made["total"]["lowest"]) == 93.57
    assert both(made, "rating") == ("ผ่าน", "ผ่าน")
    assert made["short_of"] == {"rating": "ผ่านดี", "by": [{"part": "eit2", "least": 85.0, "lacks": 7.47}]}


def test_a_province_in_2563_whose_paper_lacks_one_figure() -> None:
    options = ("--fiscal-year", "2563", "--iit", "88.57,79.21,83.24,77.25,78.89", "--oit-sub", FULL)
    made = simulated(*options, "--eit", "83.50,83.21,?")
    low, high = both(made, "total")
    assert low < 89.03 < high
    assert (round(low, 2), round(high, 2)) == (81.1, 91.1)
    assert both(made, "rating") == ("B", "A")
    assert published(simulated(*options, "--eit", "83.50,83.21,79.29")["total"]["lowest"]) == 89.03


@pytest.mark.parametrize(
    ("iit", "eit", "eit2", "oit", "rating"),
    [
        ("95", "95", "95", "95", "ผ่านดีเยี่ยม"),
        ("94.99", "99", "99", "99", "ผ่านดี"),
        ("94.995", "95", "95", "95", "ผ่านดีเยี่ยม"),
        ("94.994", "95", "95", "95", "ผ่านดี"),
        ("85", "85", "85", "85", "ผ่านดี"),
        ("84.99", "100", "100", "100", "ผ่าน"),
        ("70", "70", "70", "70", "ต้องปรับปรุง"),
        ("84", "84", "84", "84", "ต้องปรับปรุง"),
        ("69.99", "69.99", "69.99", "69.99", "ต้องปรับปรุงโดยด่วน"),
        ("0", "0", "0", "0", "ต้องปรับปรุงโดยด่วน"),
    ],
)
def test_levels_from_2566_on_look_at_each_instrument(iit: str, eit: str, eit2: str, oit: str, rating: str) -> None:
    made = simulated("--fiscal-year", "2566", "--iit", iit, "--eit", eit, "--eit2", eit2, "--oit", oit)
    assert both(made, "rating") == (rating, rating)


@pytest.mark.parametrize(
    ("points", "rating"),
    [
        ("95", "AA"),
        ("94.99", "A"),
        ("85", "A"),
        ("84.99", "B"),
        ("75", "B"),
        ("74.99", "C"),
        ("65", "C"),
        ("64.99", "D"),
        ("55", "D"),
        ("54.99", "E"),
        ("50", "E"),
        ("49.99", "F"),
        ("0", "F"),
    ],
)
def test_letters_to_2565_look_at_the_total(points: str, rating: str) -> None:
    assert both(simulated("--fiscal-year", "2565", "--iit", points, "--eit", points, "--oit", points), "rating") == (rating, rating)


def test_what_is_not_known_makes_the_range_wider() -> None:
    made = simulated("--fiscal-year", "2566", "--iit", "๙๓.๔๑", "--eit", " 92.77 ", "--oit", "90..100")
    assert made["unknown"] == ["--eit2"]
    assert made["parts"]["eit2"] == {"lowest": 0.0, "highest": 100.0}
    assert made["parts"]["iit"] == {"lowest": 93.41, "highest": 93.41}
    assert both(made, "rating") == ("ต้องปรับปรุง", "ผ่านดี")
    partly = simulated("--fiscal-year", "2565", "--iit", "90", "--eit", "90", "--oit-sub", "9.1=100,10.1=100")
    assert partly["unknown"] == [f"--oit-sub {code}" for code in ("9.2", "9.3", "9.4", "9.5", "10.2")]
    assert partly["parts"]["oit"] == {"lowest": 35.0, "highest": 100.0}


scores = st.tuples(percent, percent).map(lambda ends: Score(min(ends), max(ends)))


@given(iit=scores, eit=st.lists(scores, min_size=2, max_size=2), oit=scores, year=st.sampled_from([2565, 2566]))
def test_the_ratings_are_the_ends_of_what_is_possible(iit: Score, eit: list[Score], oit: Score, year: int) -> None:
    """A rating that looks at each instrument is still never lower where an instrument is higher."""
    weights, scale = load_scales().weights_of(year), load_scales().scale_of(year)
    assert weights is not None
    assert scale is not None
    whole = Parts(iit, tuple(eit[: scale.eit_parts]), oit)
    found = rated(whole, weights, scale)
    ranks = []
    for ends in product(*((one.lowest, one.highest) for one in whole.instruments)):
        one, *parts, other = (Score(value, value) for value in ends)
        some = Parts(one, tuple(parts), other)
        assert total(whole, weights).lowest - 1e-9 <= total(some, weights).lowest <= total(whole, weights).highest + 1e-9
        ranks.append(scale.levels.index(rated(some, weights, scale).lowest))
    assert (max(ranks), min(ranks)) == (scale.levels.index(found.lowest), scale.levels.index(found.highest))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--iit", "101", "--oit", "1"), "--iit: 101: numbers from 0 to 100"),
        (("--iit", "9,,9", "--oit", "1"), "--iit: an empty value"),
        (("--eit", "-5", "--oit", "1"), "--eit: -5: numbers"),
        (("--eit", "1e1", "--oit", "1"), "--eit: 1e1"),
        (("--oit", "nan"), "--oit: nan"),
        (("--oit", "90..80"), "ends before it begins"),
        (("--oit-sub", "9.9=3"), "9.9=3: is no sub-indicator"),
        (("--oit-sub", "9.1=3,9.1=4"), "9.1 stands twice"),
        (("--oit-sub", "9.1"), "9.1: is no sub-indicator"),
        ((), "none of them is given"),
        (("--oit", "3", "--agency", "X"), "--oit and --agency are given"),
        (("--oit", "3", "--fix", "O1"), "add --agency CODE"),
        (("--oit", "3", "--eit2", "4", "--fiscal-year", "2565"), "EIT had one part"),
        (("--oit", "3", "--fiscal-year", "2561"), "no scale of that year"),
        (("--oit", "3", "--fiscal-year", "2023"), "did you mean 2566?"),
        (("--iit", "5," * 99, "--oit", "3"), "more than 60 values"),
    ],
)
def test_mistakes_are_told_in_one_line(options: tuple[str, ...], told: str) -> None:
    ran = CliRunner().invoke(cli, ["simulate", *options])
    assert ran.exit_code != 0
    assert told in str(ran.exception)
    assert "\n" not in str(ran.exception)
