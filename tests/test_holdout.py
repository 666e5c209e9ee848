"""The estimate for sites that were held out: which words count as learned from a site, and that the matcher then lacks them."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

import rules
from benchmarks.matching.holdout import Rules, Tally, evaluate_fold, families, hold_out, labelled
from benchmarks.matching.pruning import Labelled, learned_from, support, without
from oit.matching import Matcher
from oit.thai import key
from oit.topics import Other, Pattern, Term, Topic, TopicWords

MAP, DUTY, ROAD = key("แผนที่ตั้งของเรา"), key("งานหลักที่ต้องทำ"), key("ไฟส่องทาง")


def terms(*words: str) -> tuple[Term, ...]:
    return tuple(Term(key(word)) for word in words)


@pytest.fixture(scope="module")
def words() -> TopicWords:
    """Two topics and one of no item: "pay" and "paper" name the budget unless "lottery" stands there or it is of a temple."""
    groups = {"pay": terms("งบ", "ค่าใช้สอย"), "paper": terms("บัญชี", "สมุด"), "not": terms("สลาก")}
    topics = (
        Topic("contact", (MAP,), ()),
        Topic("budget_plan", (DUTY,), (Pattern((("pay",), ("paper",)), ("not",)),)),
    )
    others = (Other("temples", (ROAD,), terms("วัด"), frozenset()),)
    return replace(rules.load_words(), groups=groups, topics=topics, others=others)


def text(words: str, site: str, *right: str) -> Labelled:
    return Labelled(words, "", site, frozenset(right))


TEXTS = [
    text("แผนที่ตั้งของเรา", "a", "contact"),
    text("บัญชีงบ", "a", "budget_plan"),
    text("บัญชีงบใหม่", "b", "budget_plan"),
    text("สมุดค่าใช้สอย", "a", "budget_plan"),
    text("บัญชีงบสลาก", "c"),
    text("บัญชีงบวัด", "c"),
    text("วัด", "b"),
    text("สมุด", "b"),
    text("ไฟส่องทาง", "b"),
]


def test_support_names_the_sites_that_a_word_helps(words: TopicWords) -> None:
    found = support(words, TEXTS)
    assert {word: sites for (_, _, word), sites in found.items()} == {
        MAP: {"a"},
        key("งบ"): {"a", "b"},
        key("บัญชี"): {"a", "b"},
        key("สมุด"): {"a"},
        key("ค่าใช้สอย"): {"a"},
        key("สลาก"): {"c"},
        key("วัด"): {"c"},
        ROAD: {"b"},
    }


def test_a_title_does_not_help_a_text_of_another_topic(words: TopicWords) -> None:
    assert support(words, [text("แผนที่ตั้งของเรา", "a", "budget_plan"), text("แผนที่ตั้งของเรา", "b")]) == {}


@pytest.mark.parametrize(
    ("held", "known", "left_out"),
    [
        (["a"], (), {MAP, key("สมุด"), key("ค่าใช้สอย")}),
        (["a"], ("แผนที่ตั้งของเรา", "จดสมุดรายวัน"), {key("ค่าใช้สอย")}),
        (["b"], (), {ROAD}),
        (["a", "b"], (), {MAP, ROAD, key("สมุด"), key("ค่าใช้สอย"), key("งบ"), key("บัญชี")}),
        (["d"], (), set()),
    ],
)
def test_what_was_learned_from_sites_alone(words: TopicWords, held: list[str], known: Iterable[str], left_out: set[str]) -> None:
    pieces = learned_from(support(words, TEXTS), held, map(key, known))
    assert {word for _, _, word in pieces} == left_out


def test_the_matcher_lacks_what_was_left_out_and_nothing_else(words: TopicWords) -> None:
    full, pruned = Matcher(words), Matcher(without(words, learned_from(support(words, TEXTS), ["a"])))
    assert [m.topic for m in full.match("แผนที่ตั้งของเรา")] == ["contact"]
    assert full.match("สมุดค่าใช้สอย")
    assert pruned.match("แผนที่ตั้งของเรา") == pruned.match("สมุดค่าใช้สอย") == ()
    assert pruned.match("บัญชีงบใหม่") == full.match("บัญชีงบใหม่") != ()


def test_words_against_a_topic_are_left_out_too(words: TopicWords) -> None:
    full, pruned = Matcher(words), Matcher(without(words, learned_from(support(words, TEXTS), ["c"])))
    for none in ("บัญชีงบสลาก", "บัญชีงบวัด"):
        assert full.match(none) == ()
        assert [m.topic for m in pruned.match(none)] == ["budget_plan"]


def test_rules_left_without_any_word_match_nothing(words: TopicWords) -> None:
    empty = without(words, learned_from(support(words, TEXTS), ["a", "b", "c"]))
    assert [topic.titles for topic in empty.topics] == [(), (DUTY,)]  # nothing in the texts taught it
    assert Matcher(empty).match("บัญชีงบ") == ()


def record(words: str, site: str, concept: str, kind: str = "menu", source: str = "") -> dict[str, object]:
    return {"text": words, "heading": None, "site": site, "concept": concept, "kind": kind, "source": source, "certain": True}


def test_families_are_sites_of_one_maker_or_of_one_menu() -> None:
    menu = [record(f"เมนู {number}", site, "none") for site in ("c", "d") for number in "กขคงจฉชซฌญ"]
    titles = [record(f"หัวข้อ {number}", site, "contact", "item_title") for site in ("e", "f") for number in "กขคงจฉชซฌญ"]
    made = [record("หน้า", "a", "none", source="repo: Assystem/x"), record("หลัง", "b", "none", source="repo: y/assystem-2")]
    assert families([*menu, *titles, *made]) == [("a", "b"), ("c", "d"), ("e",), ("f",)]


def test_topics_of_one_item_are_right_for_each_other() -> None:
    first = labelled([record("x", "a", "no_gift_policy")], {"no_gift_policy": "O34", "integrity_pledge": "O34", "news": "O7"})[0]
    assert first.right == {"no_gift_policy", "integrity_pledge"}
    assert labelled([record("x", "a", "none")], {"news": "O7"})[0].right == frozenset()


def test_folds_add_up_and_unseen_wording_is_that_of_no_other_site() -> None:
    records = [
        record("ติดต่อเรา", "a", "contact"),
        record("ติดต่อเรา", "b", "contact"),
        record("กระดานถามตอบสำหรับชาวสวนยาง", "b", "qa"),
        record("ร้านกาแฟใกล้ฉัน", "c", "none", "negative"),
    ]
    known, whole = Rules(records), Tally()
    evaluate_fold(whole, known.matcher(frozenset()), known, records, frozenset())
    tally = hold_out(known, records, [("a",), ("b",), ("c",)])
    assert (tally.scores["all"].positives, tally.scores["all"].negatives) == (3, 1)
    assert (tally.scores["unseen wording"].positives, tally.scores["unseen wording"].negatives) == (1, 1)
    assert whole.scores["all"].right >= tally.scores["all"].right >= 2  # two sites say it: the word stays
    assert len(tally.dropped) == 3
