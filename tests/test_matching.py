"""Texts to topics: own wordings of all kinds of agency, near misses, headings, addresses, hostile texts; and the whole lists as a floor."""

import csv
import json
from pathlib import Path
from urllib.parse import quote

import pytest

import rules
from oit.evaluation import evaluate
from oit.matching import Match, Matcher, _Scorer, _usual_scorer
from oit.stripping import Stripper
from oit.topics import TopicWords, parse_topics

DATA = Path(__file__).parent / "data"
PERCENT = f"https://a.go.th/f/{quote('แผนการจัดซื้อจัดจ้าง-2566.pdf')}"


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


WORDINGS = table("wordings.tsv")


@pytest.fixture(scope="module")
def words() -> TopicWords:
    return parse_topics(*rules.read_yaml(rules.data_file("topics.yaml")))


@pytest.fixture(scope="module")
def matcher(words: TopicWords) -> Matcher:
    return Matcher(words)


def topic_of(words: TopicWords, found: tuple[Match, ...]) -> str:
    return found[0].topic if found and found[0].score >= words.accept else "none"


@pytest.mark.parametrize("topic", sorted({row["topic"] for row in WORDINGS}))
def test_wordings(words: TopicWords, matcher: Matcher, topic: str) -> None:
    """Each text of the table is matched with its topic, and those marked as missed are not."""
    rows = [row for row in WORDINGS if row["topic"] == topic]
    found = {row["text"]: topic_of(words, matcher.match(row["text"])) for row in rows}
    assert {row["text"]: found[row["text"]] for row in rows if found[row["text"]] != topic and not row["missed"]} == {}
    assert [row["text"] for row in rows if found[row["text"]] == topic and row["missed"]] == [], "matched now: take the mark off"


def test_the_wordings_hold_enough_of_both_kinds() -> None:
    assert sum(row["topic"] == "none" for row in WORDINGS) >= 100
    assert len(WORDINGS) >= 1000
    assert sum(bool(row["missed"]) for row in WORDINGS) <= 60


def test_a_joint_title_names_both_topics_equally(matcher: Matcher) -> None:
    found = matcher.match("โครงสร้างและอำนาจหน้าที่")
    assert {m.topic for m in found} == {"org_structure", "powers_duties"}
    assert found[0].score == found[1].score


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("O12 รายงานผลการดำเนินงานประจำปี", "annual_report"),
        ("O๑๐ แผนดําเนินงานประจําปี", "annual_action_plan"),
        ("เเผนการจัดซื้อจัดจ้าง", "procurement_plan"),
        ("แผนการจัดซื้อ จัดจ้าง_ประจำปี_2566.pdf", "procurement_plan"),
        ("ประกาศเทศบาลตำบลสวนงาม เรื่อง เผยแพร่แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", "procurement_plan"),
        ("รายงานผลการดำเนินการป้องกันการทุจริตประจำปี องค์การบริหารส่วนตำบลบ้านดอน", "anticorruption_report_annual"),
    ],
)
def test_codes_years_names_and_spelling_do_not_matter(words: TopicWords, matcher: Matcher, text: str, topic: str) -> None:
    assert topic_of(words, matcher.match(text)) == topic


def test_the_agencys_own_name_is_taken_off(words: TopicWords) -> None:
    text = "ศูนย์พัฒนาธุรกิจแผนการจัดการ แผนการจัดหาพัสดุ"
    with_name = Matcher(words, ["ศูนย์พัฒนาธุรกิจแผนการจัดการ"]).match(text)
    assert with_name[0].topic == "procurement_plan"
    assert with_name[0].score > max((m.score for m in Matcher(words).match(text)), default=0.0)


def test_what_a_type_of_agency_says_counts_for_it_only(words: TopicWords) -> None:
    text = "แผนปฏิบัติราชการประจำปีของจังหวัด"
    assert topic_of(words, Matcher(words, (), "province").match(text)) == "annual_action_plan"
    assert topic_of(words, Matcher(words, (), "school").match("ผู้อำนวยการโรงเรียน")) == topic_of(
        words, Matcher(words, (), "other").match("ผู้อำนวยการโรงเรียน")
    )


@pytest.mark.parametrize(
    ("text", "heading", "topic"),
    [
        ("ดาวน์โหลด", "แผนการจัดซื้อจัดจ้าง", "procurement_plan"),
        ("ประจำปี 2566", "รายงานผลการดำเนินงานประจำปี", "annual_report"),
        ("ไตรมาสที่ 2", "รายงานผลการใช้จ่ายงบประมาณ", "budget_report_6m"),
        ("เดือนตุลาคม 2565", "สรุปผลการจัดซื้อจัดจ้างรายเดือน", "procurement_summary_monthly"),
    ],
)
def test_a_text_that_says_nothing_takes_the_topic_of_its_heading(
    words: TopicWords, matcher: Matcher, text: str, heading: str, topic: str
) -> None:
    found = matcher.match(text, heading)
    assert topic_of(words, found) == topic
    assert found[0].score < matcher.match(heading)[0].score
    assert "from the heading" in found[0].why
    assert matcher.match(text) == ()


@pytest.mark.parametrize("heading", ["", "ประจำปี 2565", "ข้อมูลทั่วไป", "ตัวชี้วัดย่อยที่ 9.2 การบริหารงาน"])
def test_a_heading_that_names_no_item_decides_nothing(matcher: Matcher, heading: str) -> None:
    assert matcher.match("ดาวน์โหลด", heading) == ()


def test_a_heading_gives_no_topic_to_a_text_with_a_meaning_of_its_own(words: TopicWords, matcher: Matcher) -> None:
    assert matcher.match("สถานที่ท่องเที่ยว", "แผนการจัดซื้อจัดจ้าง") == ()
    assert matcher.match("เทศบาลตำบลสวนงาม", "แผนการจัดซื้อจัดจ้าง") == ()
    assert topic_of(words, matcher.match("แผนพัฒนาท้องถิ่น", "แผนการจัดซื้อจัดจ้าง")) == "strategic_plan"


def test_the_address_is_weak_support(words: TopicWords, matcher: Matcher) -> None:
    found = matcher.match("ดาวน์โหลด", url=PERCENT)
    assert found[0].topic == "procurement_plan"
    assert words.review <= found[0].score <= words.accept
    assert matcher.match("สถานที่ท่องเที่ยว", url="https://a.go.th/แผนการจัดซื้อจัดจ้าง.pdf") == ()


def test_a_long_line_needs_more(words: TopicWords, matcher: Matcher) -> None:
    prose = "คู่มือการปฏิบัติงาน" + " และเรื่องอื่นๆ ที่ผู้เขียนเห็นว่าควรกล่าวถึงไว้ในที่นี้เพื่อให้ผู้อ่านทราบ" * 4
    assert all(m.score < words.accept or m.score >= words.body_line for m in matcher.match(prose))


WEAK = [
    ("นายกเทศมนตรีให้ความสำคัญกับธรรมาภิบาล", "executive_participation"),
    ("อบรมคุณธรรม จริยธรรม ข้าราชการ", "integrity_culture"),
    ("ประชุมผู้นำชุมชน ประจำเดือนมีนาคม", "public_participation"),
    ("ร้องเรียนร้องทุกข์", "complaint_channel"),
    ("ช่องทางร้องเรียน", "complaint_channel"),
    ("รายงานการจัดการข้อร้องเรียน", "complaint_statistics"),
    ("คู่มือนักเรียน", "service_manual"),
    ("จัดซื้อรถบรรทุกขยะ", "procurement_notices"),
]


@pytest.mark.parametrize(("text", "topic"), WEAK)
def test_weak_words_make_a_text_worth_a_look_and_no_more(words: TopicWords, matcher: Matcher, text: str, topic: str) -> None:
    found = {m.topic: m for m in matcher.match(text)}
    assert found[topic].score == words.weak
    assert any(reason.startswith("weak words: ") for reason in found[topic].why)
    assert topic_of(words, matcher.match(text)) == "none"


@pytest.mark.parametrize("text", ["รถบรรทุกขยะ", "ข่าวรับสมัครงาน", "แหล่งท่องเที่ยว", "ติดตามสถานะเรื่องร้องเรียน", "อบรมอาชีพ", "ประชุมสภาเทศบาล"])
def test_what_is_about_something_else_has_no_weak_words(matcher: Matcher, text: str) -> None:
    assert not [m for m in matcher.match(text) if any("weak" in reason for reason in m.why)]


def test_a_heading_that_names_the_topic_makes_weak_words_enough(words: TopicWords, matcher: Matcher) -> None:
    assert topic_of(words, matcher.match("ร้องเรียนร้องทุกข์", "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต")) == "complaint_channel"
    assert topic_of(words, matcher.match("ร้องเรียนร้องทุกข์", "แผนการจัดซื้อจัดจ้าง")) == "none"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("แผนจัดซื้อ66.pdf", "procurement_plan"),
        ("แผนพัฒนาท้องถิ่น 66-70", "strategic_plan"),
        ("สรุปจัดซื้อจัดจ้าง มี.ค.66", "procurement_summary_monthly"),
        ("สรุปผลการใช้จ่ายงบประมาณ ณ 31 มี.ค. 66", "budget_report_6m"),
        ("สรุปผลการใช้จ่ายงบประมาณ ณ วันที่ 30 กันยายน 2565", "budget_report_annual"),
        ("ข้อบัญญัติ งปม. รายจ่าย", "budget_plan"),
        ("แผนต้านโกง", "anticorruption_plan"),
        ("ป่าชายเลนและต้นโกงกาง", "none"),
        ("ภัยกลโกงออนไลน์", "none"),
        ("Ban Na Municipality Procurement Plan", "procurement_plan"),
        ("Planet of the services", "none"),
        ("ติดต่อ สนช. (ส่วนกลาง)", "contact"),
    ],
)
def test_short_and_foreign_words_are_read_in_full(words: TopicWords, matcher: Matcher, text: str, topic: str) -> None:
    assert topic_of(words, matcher.match(text)) == topic


def test_what_follows_a_title_may_speak_against_it(words: TopicWords, matcher: Matcher) -> None:
    title = "รายงานผลการดำเนินงาน"
    assert topic_of(words, matcher.match(title)) == "annual_report"
    for subject in ("กองทุนหลักประกันสุขภาพ", "โครงการฝึกอบรมอาชีพกลุ่มสตรี"):
        assert topic_of(words, matcher.match(f"{title}{subject}")) == "none"


@pytest.mark.parametrize("text", ["digital", "history", "factory", "editor", "facebookกีฬา", "เกษตรกรมีความสุข", "โปรแกรมบัญชี"])
def test_short_latin_words_and_kinds_of_agency_stand_alone(words: TopicWords, matcher: Matcher, text: str) -> None:
    assert topic_of(words, matcher.match(text)) in ("none", "social_network" if "facebook" in text else "none")


STRANGE = ["", " ", "2566", "๑๒๓", "!!!???", "\x00\u200b", "\ud800", "a" * 100_000]
LONG = [word * 5000 for word in ("เ", "แผน", "ก่", "ประกาศ", "((((", "ของ ", "25 ")]


@pytest.mark.parametrize("text", STRANGE + LONG, ids=lambda text: repr(text[:8]))
def test_strange_texts_name_nothing_and_do_not_fail(words: TopicWords, matcher: Matcher, text: str) -> None:
    assert topic_of(words, matcher.match(text, text, text)) == "none"


def test_only_the_first_400_letters_are_read(matcher: Matcher) -> None:
    assert matcher.match(" " * 400 + "แผนการจัดซื้อจัดจ้าง") == ()


def test_the_same_text_gives_the_same_answer(words: TopicWords, matcher: Matcher) -> None:
    def anew(text: str) -> tuple[Match, ...]:
        _usual_scorer.cache_clear()  # what it remembers of other texts
        return Matcher(words).match(text)

    texts = [row["text"] for row in WORDINGS[:60:4]]
    first = [matcher.match(text) for text in texts]
    assert [anew(text) for text in reversed(texts)] == first[::-1]


@pytest.mark.parametrize(
    ("names", "stands_in_titles"),
    [
        ((), False),
        (("",), False),
        (("เทศบาลตำบลตัวอย่าง", "ทต.ตัวอย่าง"), False),
        (("กระทรวงการคลัง",), False),
        (("คู่มือ",), True),
        (("รายงานผล",), True),
        (("แผน\nปฏิบัติ",), True),
    ],
    ids=repr,
)
@pytest.mark.parametrize("kind", ["other", "school", "subdistrict_municipality"])
def test_titles_are_shared_by_agencies_whose_names_stand_in_none(
    words: TopicWords, names: tuple[str, ...], stands_in_titles: bool, kind: str
) -> None:
    """They are those that would be made for the agency alone."""
    shared, own = Matcher(words, names, kind)._scorer, _Scorer(words, Stripper(words.strip, names), kind)
    assert (shared._titles, shared._exact) == (own._titles, own._exact)
    assert (shared is not _usual_scorer(words, "" if kind == "subdistrict_municipality" else kind)) is stands_in_titles


def test_every_match_is_in_range_ordered_and_explained(words: TopicWords, matcher: Matcher) -> None:
    for row in WORDINGS:
        found = matcher.match(row["text"])
        assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)
        assert all(words.review <= m.score <= 100 and m.why and m.topic in words.slugs for m in found)


def test_every_title_is_matched_to_its_topic(words: TopicWords, matcher: Matcher) -> None:
    missed = [(t.slug, title) for t in words.topics for title in t.titles if t.slug not in {m.topic for m in matcher.match(title)}]
    assert missed == []


def test_the_real_link_texts_stay_matched(words: TopicWords, matcher: Matcher) -> None:
    """A floor under the list that the words were made with; the honest estimate for other sites is lower."""
    records = [json.loads(line) for line in (DATA / "link_texts_train.jsonl").read_text(encoding="utf-8").splitlines()]
    result = evaluate(records, matcher.match, {slug: slug for slug in words.slugs}, words.accept)
    assert result.certain.f1 >= 0.97
    assert result.certain.as_dict()["false_claim_rate"] <= 0.02


def test_the_made_titles_stay_matched(words: TopicWords, matcher: Matcher) -> None:
    codes = rules.load_pack(rules.DEFAULT_PACK).codes_by_topic | {"integrity_pledge": "O34"}  # item 34 up to FY2564
    right: dict[str, list[bool]] = {}
    for row in table("title_cases.tsv"):
        code = codes.get(topic_of(words, matcher.match(row["input"])), "none")
        right.setdefault(row["kind"], []).append(code == row["item"])
    share = {kind: sum(values) / len(values) for kind, values in right.items()}
    assert min(share["plain"], share["suffix"], share["in_context"]) >= 0.99
    assert share["damaged"] >= 0.9
