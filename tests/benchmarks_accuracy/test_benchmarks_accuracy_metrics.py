"""Figures of the accuracy benchmark, against tables worked out by hand."""

import pytest

import rules
from benchmarks.accuracy.metrics import Case, Share, Verdict, calibration, fault, measure
from benchmarks.accuracy.peers import Likeness, all_absent, all_present, best_threshold, by_likeness, likeness_at
from benchmarks.accuracy.real import label_of
from benchmarks.accuracy.variant import Label

ITEMS = {item.code: item for item in rules.load_pack("o01_o43").items}
YES = Label("yes", "current", frozenset({"/plan.pdf"}))
OLD = Label("yes", "outdated", frozenset({"/plan.pdf"}))
UNDATED = Label("yes", "not_required", None)
NO, PARTLY = Label("no"), Label("partial")


def case(label: Label, presence: str, currency: str = "", url: str | None = None, score: int = 0) -> Case:
    return Case("site", "O10", label, Verdict(presence, currency, url, score))


# label, told -> what is wrong
TOLD = [
    (case(YES, "present", "current", "https://a.example/plan.pdf", 95), ""),
    (case(OLD, "present", "current", "https://a.example/plan.pdf", 90), "period"),
    (case(YES, "present", "current", "https://a.example/other.pdf", 85), "link"),
    (case(UNDATED, "partial", "not_required", "https://a.example/x", 65), "incomplete"),
    (case(YES, "absent", "not_checked", None, 10), "accused"),
    (case(YES, "unclear", "not_checked", None, 50), "abstained"),
    (case(NO, "present", "current", "https://a.example/x", 88), "claimed"),
    (case(NO, "partial", "current", "https://a.example/x", 62), "claimed"),
    (case(NO, "absent", "not_checked", None, 5), ""),
    (case(NO, "not_checked", "not_checked", None, 0), "abstained"),
    (case(PARTLY, "unclear", "not_checked", None, 45), ""),
    (case(PARTLY, "absent", "not_checked", None, 15), "accused"),
]
CASES = [one for one, _ in TOLD]


@pytest.mark.parametrize(("one", "wrong"), TOLD, ids=lambda value: value if isinstance(value, str) else value.verdict.presence)
def test_what_is_wrong_with_a_verdict(one: Case, wrong: str) -> None:
    assert fault(one) == wrong


def test_measures_of_a_table_worked_out_by_hand() -> None:
    """Twelve labels: 6 yes, 4 no, 2 partial. Told present: 3 of the yes, 1 of the no; partial: 1 of the yes, 1 of the no."""
    found = measure(CASES)
    assert found.labels == 12
    assert (found.precision, found.recall, found.specificity) == (Share(3, 4), Share(3, 6), Share(3, 4))
    assert (found.precision_lenient, found.recall_lenient, found.specificity_lenient) == (Share(4, 6), Share(4, 6), Share(2, 4))
    assert found.accused == Share(1, 6)
    assert found.currency == Share(2, 3)  # the fourth claimed yes has no period asked
    assert found.right_link == Share(2, 3)  # and no right address
    assert found.abstained == Share(3, 12)
    assert found.partials == Share(1, 2)


def test_trivial_baselines() -> None:
    present, absent = measure(all_present(CASES), with_links=False), measure(all_absent(CASES))
    assert (present.precision, present.recall, present.specificity) == (Share(6, 10), Share(6, 6), Share(0, 4))
    assert present.currency == Share(4, 5)
    assert present.right_link is None
    assert (absent.precision, absent.recall, absent.specificity, absent.abstained) == (Share(0, 0), Share(0, 6), Share(4, 4), Share(0, 12))


@pytest.mark.parametrize(
    ("share", "told"), [(Share(29, 29), "29/29"), (Share(0, 0), "0/0"), (Share(15, 30), "50.0% (15/30)"), (Share(2, 300), "0.7% (2/300)")]
)
def test_below_thirty_labels_only_counts_are_told(share: Share, told: str) -> None:
    assert str(share) == told


def test_bands_of_the_presence_score() -> None:
    """Labels `partial` are in no band; the edges belong to the band they name."""
    bands = {(band.lowest, band.highest): (band.yes, band.mean) for band in calibration(CASES)}
    assert bands[(80, 100)] == (Share(3, 4), 89.5)
    assert bands[(60, 79)] == (Share(1, 2), 63.5)
    assert bands[(40, 59)] == (Share(1, 1), 50.0)
    assert bands[(20, 39)] == (Share(0, 0), 0.0)
    assert bands[(0, 19)] == (Share(1, 3), 5.0)
    assert [band.yes.of for band in calibration([case(NO, "absent", score=score) for score in (19, 20, 79, 80)])] == [1, 1, 0, 1, 1]


@pytest.mark.parametrize(
    ("code", "year", "currency"),
    [("O10", 2566, "current"), ("O10", 2565, "outdated"), ("O10", None, "undated"), ("O12", 2565, "current"), ("O12", 2564, "outdated"),
     ("O1", None, "not_required")],
)  # fmt: skip
def test_likeness_takes_its_newest_year_as_period(code: str, year: int | None, currency: str) -> None:
    told = by_likeness(Likeness(80.0, year, "https://a.example/x"), ITEMS[code], 2566, 60)
    assert (told.presence, told.currency, told.url) == ("present", currency, "https://a.example/x")


def test_likeness_below_the_threshold_is_absent() -> None:
    assert by_likeness(Likeness(59.9, 2566, "x"), ITEMS["O10"], 2566, 60).presence == "absent"
    assert by_likeness(None, ITEMS["O10"], 2566, 60).presence == "absent"


def test_the_peer_gets_the_threshold_that_serves_it_best() -> None:
    found = [(YES, 72.0), (YES, 66.0), (NO, 62.0), (NO, 41.0)]
    pairs = [(case(label, "absent"), Likeness(score, 2566, "/x"), ITEMS["O10"], 2566) for label, score in found]
    assert best_threshold(pairs) == 65
    metrics = measure(likeness_at(pairs, 65))
    assert (metrics.recall, metrics.specificity, metrics.currency) == (Share(2, 2), Share(2, 2), Share(2, 2))


def test_labels_of_real_sites() -> None:
    assert label_of({"present": "yes", "current": True, "paths": ["/a%20b.php"]}) == Label("yes", "current", frozenset({"/a b.php"}))
    assert label_of({"present": "yes", "current": False, "paths": []}) == Label("yes", "outdated", None)
    assert label_of({"present": "no", "current": None, "paths": ["/ITA.html"]}).currency == ""
