"""Every value has its words in both languages, every sentence stands with and without its facts, and hostile words stay words."""

import ast
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from oit.agency import AGENCY_TYPES
from oit.audit import (
    Currency,
    CurrencyVerdict,
    ElementSeen,
    Evidence,
    FoundPeriod,
    ItemFinding,
    Outcome,
    Presence,
    PresenceVerdict,
    Reason,
    ReasonCode,
)
from oit.snapshot import FetchFailure, NotFetched
from oit.wording import (
    ALL_HEADS,
    advise,
    date_text,
    explain,
    head,
    label,
    moment,
    name_of,
    period_found,
    period_short,
    required_period,
    sentence,
)
from oit.wording_gaps import plain, readable_url
from oit.wording_heads import HEADS
from oit.wording_reasons import ADVICE, GAPS, OUTCOME_ADVICE, OUTCOME_SENTENCES, SENTENCES, WEAK_PERIOD
from oit.wording_rules import WORDS as RULE_WORDS
from oit.wording_table import GROUP_OF, TERMS, Both

THAI = re.compile("[\u0e00-\u0e7f]")
GAP = re.compile(r"\{(\w+)\}")
PHRASES = [*SENTENCES.items(), *OUTCOME_SENTENCES.items(), ("weak_period", WEAK_PERIOD)]
ADVICES = [*ADVICE.items(), *OUTCOME_ADVICE.items()]


def finding(outcome: Outcome = Outcome.MISSING, *reasons: Reason, **changes: object) -> ItemFinding:
    made = ItemFinding(
        "O12", "annual_report", "รายงานผลการดำเนินงานประจำปี", "Annual performance report", "9.2", outcome, reasons,
        PresenceVerdict(Presence.ABSENT, 0), CurrencyVerdict(Currency.NOT_CHECKED, 0, "FY2565"), (), None, (), (), 0.5, "confirmed",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def evidence(*path: str) -> Evidence:
    return Evidence("https://a.example/x", "", path, "page", 200, "text/html", "", "", "", "", 90.0)


def names(phrase: str) -> set[str]:
    return set(GAP.findall(phrase))


@pytest.mark.parametrize("enum", [Outcome, Presence, Currency, FetchFailure, NotFetched])
def test_every_member_has_a_name_in_both_languages(enum):
    assert set(TERMS[GROUP_OF[enum]]) == {member.value for member in enum}
    for member in enum:
        assert THAI.search(label(member, "th"))
        assert label(member, "en")
        assert not THAI.search(label(member, "en"))


def test_equal_values_of_two_enums_keep_their_own_names():
    assert label(Outcome.UNCLEAR, "en") == "Unclear"
    assert label(Presence.UNCLEAR, "en") == "unclear"


def test_plain_values_have_names():
    assert set(TERMS["agency_type"]) == set(AGENCY_TYPES)
    stops = {"finished", "settled", "page_limit", "time_limit", "byte_limit", "interrupted", "host_gives_up", "not_captured"}
    assert set(TERMS["stopped_by"]) == stops
    assert {"current", "in_force", "in_force_year", "spans_year", "year_plan", "first_half", "prev_year", "in_year"} <= set(TERMS["period"])
    assert {"confirmed", "one_source", "inferred"} <= set(TERMS["confidence"])
    for group in TERMS.values():
        for both in group.values():
            assert both.th.strip()
            assert both.en.strip()
            assert not THAI.search(both.en)


def test_a_value_the_table_does_not_know_is_shown_harmlessly():
    assert name_of("kind", "strange\u202e\x1b[31m", "th") == "strange[31m"


@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_has_sentence_and_advice_in_both_languages(code):
    assert THAI.search(SENTENCES[code].th)
    assert SENTENCES[code].en
    assert not THAI.search(SENTENCES[code].en)
    assert bool(ADVICE[code].th) == bool(ADVICE[code].en)


def test_every_outcome_has_a_sentence_and_only_pass_and_not_applicable_no_advice():
    assert set(OUTCOME_SENTENCES) == set(Outcome) == set(OUTCOME_ADVICE)
    assert {outcome for outcome, both in OUTCOME_ADVICE.items() if not both.th} == {Outcome.PASS, Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize(("name", "both"), [*PHRASES, *ADVICES])
def test_gaps_are_documented_optional_and_the_same_in_both_languages(name, both):
    for phrase in both:
        assert names(phrase) <= set(GAPS)
        outside = re.sub(r"\[\[.*?\]\]", "", phrase)
        assert not re.search(r"[{}\[\]]", outside), f"{name}: a gap outside of [[ ]]"
    assert names(both.th) == names(both.en)


def test_heads_name_the_same_gaps_in_both_languages():
    for name, both in HEADS.items():
        assert names(both.th) == names(both.en), name
        assert THAI.search(both.th) or name == "sha256"
        assert not THAI.search(both.en)


def test_no_thai_phrase_has_broken_spelling():
    """Marks without a letter before them, doubled marks, sara am in two parts, doubled blanks, leading vowels at the end of a word."""
    every = [both for _, both in [*PHRASES, *ADVICES, *HEADS.items()]] + [both for group in TERMS.values() for both in group.values()]
    broken = re.compile("(^|[ “(])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|\u0e4d\u0e32|[\u0e48-\u0e4b]{2}|[\u0e34-\u0e39]{2}|เเ|[เแโใไ]( |$)|  ")
    assert [both.th for both in every if broken.search(both.th)] == []


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("code", ReasonCode)
def test_a_reason_without_facts_makes_a_whole_sentence(code, lang):
    said = sentence(Reason(code), lang)
    assert said
    assert not re.search(r"[{}]|\[\[|\]\]|“”|\(\)|  ", said)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("code", ReasonCode)
def test_a_reason_with_all_facts_uses_them_and_leaves_no_brace(code, lang):
    facts = {
        "text": "คำบนเว็บ", "page": "https://a.example/p", "url": "https://a.example/u", "status": "404", "missing": "photo",
        "name": "อบต.อื่น", "problem": "encrypted", "host": "h.example", "why": "page_limit", "failure": "timeout",
        "found": "FY2564", "required": "FY2566", "first": "FY2565", "second": "FY2566",
        "due": "2023-04-01", "code": "O10", "outcome": "missing",
    }  # fmt: skip
    said = sentence(Reason(code, facts), lang, finding(Outcome.UNCLEAR, evidence=(evidence("ITA", "O12"),)))
    assert not re.search(r"[{}]|\[\[|\]\]", said)
    shown = {"text": "คำบนเว็บ", "status": "404", "host": "h.example", "code": "O10", "name": "อบต.อื่น"}
    for gap in names(SENTENCES[code].th) & set(shown):
        assert shown[gap] in said


def test_braces_and_brackets_of_the_site_stay_letters():
    said = explain(finding(Outcome.UNCLEAR, Reason(ReasonCode.WEAK_MATCH, {"text": "{title} [[x]] {0}"})))
    assert "“{title} [[x]] {0}”" in said


def test_hostile_words_lose_their_hidden_characters():
    hostile = "a\u202eb\x1b[2J\x00c\ud800d\u200b" + "ก" + "\u0e49" * 500
    said = explain(finding(Outcome.UNCLEAR, Reason(ReasonCode.WEAK_MATCH, {"text": hostile})))
    assert "ab[2Jcd" in said
    assert not any(unicodedata.category(ch) in ("Cc", "Cf", "Cs") for ch in said)
    assert said.count("\u0e49") < 10


def test_long_words_are_cut_between_letters():
    assert len(plain("น้ำ" * 1000, 50)) <= 50
    assert plain("กี่" * 10, 5) == "กี่…"
    assert plain("a" * 10, 10) == "a" * 10
    assert plain("a" * 11, 10) == "a" * 9 + "…"


def test_an_absent_item_is_not_blamed_on_the_agency():
    said = explain(finding(Outcome.MISSING, Reason(ReasonCode.NOTHING_FOUND)))
    assert said == "ไม่พบข้อมูล “รายงานผลการดำเนินงานประจำปี” ในหน้าที่ตรวจ"
    for both in SENTENCES.values():
        assert not re.search("หน่วยงานไม่ได้|ละเลย|ฝ่าฝืน|ไม่ดำเนินการ", both.th)


def test_the_period_found_stands_against_the_one_needed():
    found = (FoundPeriod(2564, None, None, "ประจำปี ๒๕๖๔", "title"),)
    currency = CurrencyVerdict(Currency.OUTDATED, 0, "FY2565", found)
    reasons = (Reason(ReasonCode.OTHER_PERIOD, {"found": "ประจำปี ๒๕๖๔", "required": "FY2565"}), Reason(ReasonCode.ALL_SEEN))
    item = finding(Outcome.OUTDATED, *reasons, currency=currency, evidence=(evidence("ITA 2566", "O12"),))
    said = explain(item)
    assert "พบเป็นของปีงบประมาณ พ.ศ. 2564 (เขียนว่า “ประจำปี ๒๕๖๔”)" in said
    assert "กำหนดไว้คือ ปีงบประมาณ พ.ศ. 2565" in said
    assert said.startswith("พบข้อมูลครบ")
    assert "“ITA 2566 › O12”" in said
    assert "for fiscal year 2564" in explain(item, "en")
    assert "ปีงบประมาณ พ.ศ. 2565" in advise(item)


def test_a_weak_year_is_not_called_another_period():
    currency = CurrencyVerdict(Currency.UNDATED, 20, "FY2566", (FoundPeriod(2566, None, None, "2566", "url"),))
    item = finding(Outcome.UNCLEAR, Reason(ReasonCode.OTHER_PERIOD, {"found": "2566", "required": "FY2566"}), currency=currency)
    assert "ไม่ตรงกับ" not in explain(item)
    assert "ยังไม่ชัดเจนพอ" in explain(item)


def test_missing_elements_are_named_not_numbered():
    elements = tuple(ElementSeen(f"e{n}", f"สิ่งที่ {n}", f"thing {n}", True, False) for n in range(1, 7))
    item = finding(Outcome.INCOMPLETE, Reason(ReasonCode.ELEMENTS_MISSING, {"missing": "e1,e2"}), elements=elements)
    assert "ได้แก่ สิ่งที่ 1 และสิ่งที่ 2" in explain(item)
    assert "thing 1 and thing 2" in explain(item, "en")
    without_facts = finding(Outcome.INCOMPLETE, Reason(ReasonCode.ELEMENTS_MISSING), elements=elements)
    assert "สิ่งที่ 4 และอื่น ๆ อีก 2 รายการ" in explain(without_facts)


def test_aside_reasons_do_not_crowd_out_the_others_nor_give_advice():
    item = finding(Outcome.MISSING, Reason(ReasonCode.NOTHING_FOUND), Reason(ReasonCode.INFERRED_FACT))
    assert explain(item) == explain(finding(Outcome.MISSING, Reason(ReasonCode.NOTHING_FOUND)))
    assert advise(item) == advise(finding(Outcome.MISSING, Reason(ReasonCode.NOTHING_FOUND)))


def test_where_it_was_seen_is_told_before_years_that_disagree():
    currency = CurrencyVerdict(Currency.OUTDATED, 0, "FY2566", (FoundPeriod(2565, None, None, "2565", "title"),))
    codes = (ReasonCode.OTHER_PERIOD, ReasonCode.PERIOD_CONFLICT, ReasonCode.ALL_SEEN)
    said = explain(finding(Outcome.OUTDATED, *map(Reason, codes), currency=currency))
    assert said.startswith("พบข้อมูลครบ")
    assert "ทั้งนี้ ข้อมูลที่พบไม่ตรง" in said
    conflict = explain(finding(Outcome.OUTDATED, Reason(codes[0]), Reason(codes[1]), currency=currency))
    assert "ทั้งนี้ ช่วงเวลาที่ระบุไว้" in conflict


@pytest.mark.parametrize("outcome", Outcome)
def test_a_finding_without_reasons_still_speaks(outcome):
    assert explain(finding(outcome))
    assert bool(advise(finding(outcome))) == (outcome not in (Outcome.PASS, Outcome.NOT_APPLICABLE))


@pytest.mark.parametrize(
    ("text", "thai", "english"),
    [
        ("FY2566", "ปีงบประมาณ พ.ศ. 2566", "fiscal year 2566"),
        ("2022-10-01..2023-03-31", "6 เดือนแรกของปีงบประมาณ พ.ศ. 2566 (1 ตุลาคม 2565 ถึง 31 มีนาคม 2566)",
         "first six months of fiscal year 2566 (1 October 2022 to 31 March 2023)"),
        ("2022-10-01..2023-09-30", "ปีงบประมาณ พ.ศ. 2566 (1 ตุลาคม 2565 ถึง 30 กันยายน 2566)",
         "fiscal year 2566 (1 October 2022 to 30 September 2023)"),
        ("2023-02..2023-03", "กุมภาพันธ์ 2566 ถึง มีนาคม 2566", "February 2023 to March 2023"),
        ("FY2566-FY2570", "ปีงบประมาณ พ.ศ. 2566 ถึง 2570", "fiscal years 2566 to 2570"),
        ("in force", "ฉบับที่มีผลใช้บังคับ", "in force"),
        ("now", "ปัจจุบัน", "now"),
        ("FY2565, FY2566", "ปีงบประมาณ พ.ศ. 2565 และปีงบประมาณ พ.ศ. 2566", "fiscal year 2565 and fiscal year 2566"),
        ("2023-13-45", "2023-13-45", "2023-13-45"),
        ("{x}\u202e", "{x}", "{x}"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_required_periods_are_written_out(text, thai, english):
    assert required_period(text, "th") == thai
    assert required_period(text, "en") == english


@pytest.mark.parametrize(
    ("period", "thai", "short"),
    [
        (FoundPeriod(2566, None, None, "", "link"), "ปีงบประมาณ พ.ศ. 2566", "ปีงบฯ 2566"),
        (FoundPeriod(None, "2023-03-02", None, "", "text"), "วันที่ 2 มีนาคม 2566", "2 มี.ค. 2566"),
        (FoundPeriod(None, "2023-03", None, "", "text"), "เดือนมีนาคม 2566", "มี.ค. 2566"),
        (FoundPeriod(None, "2022-10-01..2022-12-31", None, "", "text"), "ช่วง 1 ตุลาคม 2565 ถึง 31 ธันวาคม 2565", "ต.ค. 2565 - ธ.ค. 2565"),
        (FoundPeriod(None, None, (2566, 2570), "", "link"), "ปี พ.ศ. 2566 ถึง 2570", "พ.ศ. 2566-2570"),
        (FoundPeriod(None, None, None, "", "link"), "", ""),
    ],
)
def test_found_periods_are_written_out(period, thai, short):
    assert period_found(period) == thai
    assert period_short(period) == short


def test_days_and_moments():
    assert date_text("2023-04-01") == "1 เมษายน 2566"
    assert date_text("2023-04-01", "en") == "1 April 2023"
    assert moment("2023-03-15T03:05:09+00:00") == "15 มีนาคม 2566 เวลา 10.05 น."
    assert moment("2023-03-15T20:05:09+00:00", "en") == "16 March 2023, 03:05"
    assert moment("not a time\x00") == "not a time"
    assert moment("0001-01-01T00:00:00+23:59") == "0001-01-01T00:00:00+23:59"


def test_addresses_are_read_not_run():
    assert readable_url("https://a.example/%E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%A1%E0%B8%B9%E0%B8%A5") == "https://a.example/ข้อมูล"
    assert "\u202e" not in readable_url("https://a.example/%E2%80%AEgnp.exe")
    assert len(readable_url("https://a.example/" + "%E0%B8%81" * 5000)) <= 120


def test_an_unknown_language_is_thai():
    assert head("advice", "xx") == "ข้อแนะนำ"
    assert isinstance(HEADS["advice"], Both)


def modules(*folders: str) -> list[Path]:
    root = Path(__file__).parents[1]
    return [file for name in folders for file in sorted((root / name).glob("**/*.py"))] + sorted(root.glob("cli*.py"))


def test_phrases_in_two_languages_stand_in_the_tables_only():
    """A table elsewhere would not be looked at by the tests of completeness."""
    elsewhere = re.compile(r"\bBoth\(|(?<![=!]= )[\"']th[\"']\s*:|if lang == [\"'](?:en|th)[\"'] else f?[\"'](?!th\b)")
    found = [file.name for file in modules("app", "reports", "notify", "oit") if elsewhere.search(file.read_text(encoding="utf-8"))]
    assert [name for name in found if not name.startswith("wording")] == []


def test_what_commands_print_comes_from_the_tables():
    """A sentence typed into a command has one language."""
    for file in modules():
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say":
                typed = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
                assert not [text for text in typed if re.search(r"[A-Za-z]{3,} [A-Za-z]{2,}", text)], (file.name, call.lineno, typed)


def test_every_phrase_is_in_both_languages_with_the_same_gaps():
    for name, both in [*ALL_HEADS.items(), *RULE_WORDS.items()]:
        assert both.th.strip(), name
        assert both.en.strip(), name
        assert not THAI.search(both.en.replace("เวลา", "")), name
        assert names(both.th) == names(both.en), name
