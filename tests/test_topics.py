"""The words of the topics: what the file holds, and that each kind of mistake in it is named by line and field."""

import copy
from typing import Any

import pytest
import yaml

import rules
from oit.errors import RulePackError
from oit.source import Source
from oit.thai import key
from oit.topics import TopicWords, parse_topics

FORM = """org_structure executives powers_duties strategic_plan contact laws news qa social_network annual_action_plan progress_report_6m
annual_report work_manual service_manual service_statistics satisfaction_survey e_service budget_plan budget_report_6m
budget_report_annual procurement_plan procurement_notices procurement_summary_monthly procurement_report_annual hr_policy
hr_policy_implementation hr_criteria hr_report_annual complaint_guideline complaint_channel complaint_statistics feedback_channel
public_participation no_gift_policy integrity_pledge executive_participation risk_assessment risk_management integrity_culture
anticorruption_plan anticorruption_report_6m anticorruption_report_annual integrity_measures integrity_measures_implementation"""
OUTSIDE = """privacy_policy no_gift_culture no_gift_report gift_report code_of_conduct ethics_drive ethics_assessment
procurement_list_progress open_data"""


@pytest.fixture(scope="module")
def data() -> Any:
    return rules.read_yaml(rules.data_file("topics.yaml"))[0]


@pytest.fixture(scope="module")
def words() -> TopicWords:
    return parse_topics(*rules.read_yaml(rules.data_file("topics.yaml")))


def test_every_topic_of_the_form_and_outside_it_has_words(words: TopicWords) -> None:
    assert set(words.slugs) == {*FORM.split(), *OUTSIDE.split()}
    assert all(topic.titles for topic in words.topics)


def test_the_thresholds_rise_from_review_to_body_line(words: TopicWords) -> None:
    assert 0 < words.review <= words.weak < words.accept <= words.body_line <= 100


def test_titles_and_terms_are_match_keys(words: TopicWords) -> None:
    for topic in words.topics:
        assert all(key(title) == title for title in topic.titles), topic.slug
    for terms in words.groups.values():
        assert all(key(term.word) == term.word for term in terms)


def test_every_group_is_used(words: TopicWords) -> None:
    used = {name for t in words.topics for p in (*t.patterns, *t.weak) for names in (*p.all_of, p.none_of) for name in names}
    assert set(words.groups) - used == set()


def test_no_title_of_an_item_is_also_a_topic_nobody_asks_for(words: TopicWords) -> None:
    others = {title for other in words.others for title in other.titles}
    assert [(t.slug, title) for t in words.topics for title in t.titles if title in others] == []


BROKEN = [
    (("colour",), "red", "colour", "unknown; allowed: score"),
    (("score", "term_weight"), 7, "score.term_weight", "must be a number from 0 to 1"),
    (("score", "term_weight"), True, "score.term_weight", "must be a number"),
    (("accept", "review"), 99, "accept", "review <= weak < title <= body_line"),
    (("terms", "plan"), "แผน", "terms.plan", "must be a list"),
    (("terms", "plan"), [2566], "terms.plan.0", "must be a text"),
    (("terms", "plan"), ["แผน", "!!"], "terms.plan.1", "no letter that counts"),
    (("topics", "news", "all"), ["gossip"], "topics.news.all.0.0", "gossip is not among terms"),
    (("topics", "news", "none"), ["gossip"], "topics.news.none.0", "gossip is not among terms"),
    (("topics", "news", "all"), [], "topics.news.all", "at least one group"),
    (("topics", "news", "rivals"), ["gossip"], "topics.news.rivals.0", "gossip is not among topics"),
    (("topics", "news", "for"), {"zoo": {"titles": ["ข่าว"]}}, "topics.news.for.zoo", "unknown; allowed: province"),
    (("topics", "news", "weight"), 3, "topics.news.weight", "unknown; allowed: titles"),
    (("topics", "news"), {"rivals": ["qa"]}, "topics.news", "needs titles, all or patterns"),
    (("topics", "news"), {"titles": ["ข่าว"], "none": ["buy"]}, "topics.news.none", "beside all"),
    (("topics", "news"), None, "topics.news", "must be a mapping"),
    (("others", "index", "spares"), ["gossip"], "others.index.spares.0", "gossip is not among topics"),
    (("topics", "news", "weak"), [{"all": ["gossip"]}], "topics.news.weak.0.all.0.0", "gossip is not among terms"),
    (("topics", "news", "weak"), "buy", "topics.news.weak", "must be a list"),
    (("accept", "weak"), 75, "accept", "review <= weak < title"),
    (("strip", "stands_for"), ["แผน"], "strip.stands_for", "must be a mapping"),
    (("strip", "stands_for", "แผน"), [5], "strip.stands_for.แผน.0", "must be a text"),
    (("strip", "months"), None, "strip.months", "must be a list"),
]


@pytest.mark.parametrize(("path", "value", "field", "message"), BROKEN)
def test_a_mistake_is_named_by_field(data: Any, path: tuple[str, ...], value: object, field: str, message: str) -> None:
    broken = copy.deepcopy(data)
    place = broken
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(RulePackError) as caught:
        parse_topics(broken, Source("rules/topics.yaml"))
    assert caught.value.field == field
    assert message in str(caught.value)


def test_a_mistake_is_named_by_line(tmp_path: Any, data: Any) -> None:
    broken = copy.deepcopy(data)
    broken["topics"]["qa"]["all"] = ["gossip"]
    file = tmp_path / "topics.yaml"
    file.write_text(yaml.safe_dump(broken, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        parse_topics(*rules.read_yaml(file))
    line = file.read_text(encoding="utf-8").splitlines()[caught.value.line - 1]
    assert "gossip" in line


@pytest.mark.parametrize("data", [None, [], "text", {}, {"score": {}}])
def test_what_is_no_rules_file_is_refused(data: object) -> None:
    with pytest.raises(RulePackError):
        parse_topics(data, Source("x.yaml"))
