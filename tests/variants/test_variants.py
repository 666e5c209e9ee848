"""The sample agency in the technologies of real sites: a real crawl of each says what its truth says, and accuses of nothing else."""

import pytest

from benchmarks.crawl.variant_check import Checked
from sample.variants import VARIANTS, expected, variant_named
from tests.variants.checks import Checks, why_not

_WEIGHT = {"incomplete": 1, "outdated": 2, "missing": 3}  # how much is held against the agency; nothing by any other outcome

# What is known not to be as the truth has it, with its cause; nothing that is held against the agency. Whoever mends one takes it off here.
KNOWN: dict[str, dict[str, str]] = {}


@pytest.fixture
def checked(name: str, checks: Checks) -> Checked:
    if reason := why_not(name):
        pytest.skip(reason)
    return checks[name]


@pytest.mark.browser
@pytest.mark.parametrize("name", VARIANTS)
def test_nothing_is_held_against_the_agency_that_is_not_so(name: str, checked: Checked) -> None:
    assert len(checked.outcomes) == 43, checked.error
    truths = expected(checked.variant)
    held = {code: str(seen) for code, seen in checked.outcomes.items() if _weight(seen.outcome) > max(map(_weight, truths[code].outcomes))}
    assert held == {}


def _weight(outcome: str) -> int:
    return _WEIGHT.get(outcome, 0)


@pytest.mark.browser
@pytest.mark.parametrize("name", VARIANTS)
def test_the_verdicts_are_those_of_the_truth(name: str, checked: Checked) -> None:
    found = checked.differences()
    assert {code: line for code, line in found.items() if code not in KNOWN.get(name, {})} == {}
    assert set(KNOWN.get(name, {})) - set(found) == set(), "mended: take it off the list"


@pytest.mark.browser
@pytest.mark.parametrize("name", VARIANTS)
def test_the_exit_code_says_whether_there_was_a_site(name: str, checked: Checked) -> None:
    assert checked.code == (0 if checked.variant.captured else 3), checked.error


def test_known_gaps_name_items_that_there_are() -> None:
    for name, gaps in KNOWN.items():
        assert set(gaps) <= set(expected(variant_named(name)))
        assert all(cause.strip() for cause in gaps.values())


def test_an_unknown_variant_is_told_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"no variant 'ftp'.*splash_link"):
        variant_named("ftp")
