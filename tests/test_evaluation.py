"""The figures of an evaluation, counted by hand on records small enough for that."""

import json

import pytest

from oit.errors import BadInput
from oit.evaluation import evaluate
from oit.matching import Match

CODES = {"contact": "O5", "laws": "O6", "news": "O7", "qa": "O8", "no_gift_policy": "O34", "integrity_pledge": "O34"}


def match(text: str, heading: str) -> list[Match]:
    """The test's own matcher: "laws 80 news 75" is what it finds."""
    words = text.split()
    return [Match(topic, float(score)) for topic, score in zip(words[::2], words[1::2], strict=True)]


def record(text: str, concept: str, **more: object) -> dict[str, object]:
    return {"text": text, "concept": concept, **more}


RECORDS = [
    record("laws 80", "laws", kind="menu"),
    record("laws 74", "laws", kind="menu"),
    record("news 90", "laws", kind="document", certain=False),
    record("news 90 qa 90", "qa", also=["news"], kind="menu"),
    record("contact 80", "none", kind="negative"),
    record("", "none", kind="negative"),
    record("laws 99", "open_data", kind="menu"),
]


def test_precision_recall_and_false_claims() -> None:
    overall = evaluate(RECORDS, match, CODES).overall
    assert (overall.predicted, overall.positives, overall.right) == (4, 4, 2)
    assert (overall.negatives, overall.false_claims) == (2, 1)
    assert (overall.precision, overall.recall, overall.f1) == (0.5, 0.5, 0.5)


def test_topics_outside_the_form_are_left_out() -> None:
    result = evaluate(RECORDS, match, CODES)
    assert (result.records, result.left_out) == (6, 1)


def test_a_better_match_outside_the_form_is_no_claim() -> None:
    assert evaluate([record("privacy_policy 95 laws 80", "none")], match, CODES).overall.false_claims == 0
    assert evaluate([record("privacy_policy 80 laws 95", "none")], match, CODES).overall.false_claims == 1


def test_topics_of_one_item_code_stand_for_each_other() -> None:
    assert evaluate([record("no_gift_policy 90", "integrity_pledge")], match, CODES).overall.right == 1


def test_certain_records_are_counted_apart() -> None:
    certain = evaluate(RECORDS, match, CODES).certain
    assert (certain.predicted, certain.positives, certain.right) == (3, 3, 2)


def test_by_kind_and_topic() -> None:
    result = evaluate(RECORDS, match, CODES)
    assert sorted(result.by_kind) == ["document", "menu", "negative"]
    assert (result.by_kind["menu"].right, result.by_kind["menu"].positives) == (2, 3)
    assert (result.by_topic["laws"].positives, result.by_topic["laws"].predicted, result.by_topic["laws"].right) == (3, 1, 1)
    assert result.by_topic["qa"].f1 == 1.0
    assert result.by_topic["news"].precision == 0.0


def test_confusions_the_most_frequent_first() -> None:
    result = evaluate([*RECORDS, record("news 90", "laws")], match, CODES)
    assert result.confusions == (("laws", "news", 2), ("laws", "none", 1), ("none", "contact", 1))


def test_the_threshold_is_an_argument() -> None:
    assert evaluate(RECORDS, match, CODES, accept=70).overall.right == 3


def test_baselines() -> None:
    records = [record("กฎหมายที่เกี่ยวข้อง", "laws"), record("กฎหมาย", "laws"), record("ถาม-ตอบ", "qa"), record("กีฬา", "none")]
    titles = {"laws": "กฎหมายที่เกี่ยวข้อง", "qa": "ถาม-ตอบ"}
    baselines = evaluate(records, lambda text, heading: [], CODES, titles=titles).baselines
    assert (baselines["commonest topic"].right, baselines["commonest topic"].predicted) == (2, 4)
    assert baselines["rapidfuzz ratio"].right == 2
    assert baselines["rapidfuzz partial_ratio"].right == 3


def test_it_can_be_written_as_json() -> None:
    told = json.loads(json.dumps(evaluate(RECORDS, match, CODES).as_dict()))
    assert told["overall"]["f1"] == 0.5
    assert told["overall"]["false_claim_rate"] == 0.5
    assert {"labelled": "laws", "predicted": "news", "count": 1} in told["confusions"]


def test_nothing_to_evaluate_gives_zeros() -> None:
    result = evaluate([], match, CODES)
    assert (result.records, result.overall.f1, result.confusions) == (0, 0.0, ())


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"concept": "laws"}, "record 2: text"),
        ({"text": "x"}, "record 2: concept"),
        ({"text": "x", "concept": "laws", "also": 7}, "record 2: also"),
    ],
)
def test_a_record_that_lacks_something_is_named(wrong: dict[str, object], named: str) -> None:
    with pytest.raises(BadInput, match=named):
        evaluate([record("laws 80", "laws"), wrong], match, CODES)


def test_one_further_topic_may_stand_as_a_text() -> None:
    alone = evaluate([record("news 90", "qa", also="news")], match, CODES).overall
    assert (alone.right, alone.predicted) == (1, 1)
