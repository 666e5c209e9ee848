"""Texts of every make through the public functions of the core: they never raise, and keep what they promise of their results."""

# ruff: noqa: PT017 - a case is easier to read in one line; what an error says is checked where it may come

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rule_books import RuleBook
from app.rule_tools import describe_records, match_records
from oit.codes import find_codes, strip_codes
from oit.content import TextLayer
from oit.dates import find_periods, summarise
from oit.errors import BadInput
from oit.matching import Matcher
from oit.notation import describe
from oit.thai import arabic_digits, clean, holds, key, thai_share
from oit.wording_gaps import plain, readable_url
from reading.ocr import _tidied
from reading.pdf import proper_title
from reading.text_quality import recognised_layer, repair_doubled, text_layer
from rules import load_outside, load_words
from tests.fuzz.fuzzing import TEXTS, few, in_time

PLACES = ("text", "filename", "url", "header", "meta", "footer")
CODES = {f"O{number}" for number in range(1, 44)}
MATCHER = Matcher(load_words(), ("เทศบาลตำบลทดสอบ",), "")
TOPICS = load_words().slugs
CONTROL = {chr(code) for code in (*range(9), *range(11, 32), 0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


@few(150)
@given(text=TEXTS)
def test_cleaning(text: str) -> None:
    with in_time():
        cleaned = clean(text)
        assert clean(cleaned) == cleaned
        assert not set(cleaned) & CONTROL
        assert cleaned == cleaned.strip(" \n")
        cleaned.encode("utf-8")
        folded = key(text)
        assert key(cleaned) == folded
        assert len(arabic_digits(text)) == len(text)
        assert 0.0 <= thai_share(text) <= 1.0
        holds(text, "ita")


@few(150)
@given(text=TEXTS, place=st.sampled_from(PLACES))
def test_periods(text: str, place: str) -> None:
    with in_time():
        found = find_periods(text, place)
    assert find_periods(text, place) == found
    for period in found:
        assert period.fiscal_years
        assert all(2400 <= year <= 2700 for year in period.fiscal_years)
        assert period.strength in ("strong", "weak")
        assert not period.date or date.fromisoformat(f"{period.date}-01"[:10])  # a day or a month
        assert 0 <= period.start <= period.end
    assert [period.start for period in found] == sorted(period.start for period in found)
    assert len(summarise(found)) == 3


@few(150)
@given(text=TEXTS, place=st.sampled_from(PLACES[:3]), context=st.booleans())
def test_codes(text: str, place: str, context: bool) -> None:
    with in_time():
        reading = find_codes(text, place=place, oit_context=context)
        stripped = strip_codes(text)
    assert set(reading.codes) <= CODES
    assert len(set(reading.codes)) == len(reading.codes)
    assert reading.strength in ("strong", "weak", "range", "sure", "none")
    assert all(0 <= start <= end for start, end in reading.spans)
    assert len(stripped) <= len(clean(text)) + 1


@few(60)
@given(text=TEXTS, heading=TEXTS, url=TEXTS)
def test_matching(text: str, heading: str, url: str) -> None:
    with in_time():
        found = MATCHER.match(text, heading, url)
    assert {match.topic for match in found} <= set(TOPICS)
    assert all(0 <= match.score <= 100 for match in found)
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    MATCHER.says_nothing(text)


@few(60)
@given(text=TEXTS, url=TEXTS)
def test_words_that_people_read(text: str, url: str) -> None:
    with in_time():
        shown = plain(text)
        assert not set(shown) & CONTROL
        assert "\n" not in shown
        assert len(shown) <= 500
        assert "\n" not in readable_url(url)
        assert proper_title(text) == proper_title(proper_title(text)) or len(text) > 500
        describe(text)


@few(80)
@given(text=TEXTS)
def test_text_out_of_papers_and_pictures(text: str) -> None:
    with in_time():
        assert text_layer((text,)) in TextLayer
        assert recognised_layer((text, text)) in TextLayer
        assert len(repair_doubled(text)) <= len(text)
        tidy = _tidied(text + "\f" + text)
        assert clean(tidy) == tidy


@few(80)
@given(url=TEXTS, title=TEXTS, text=TEXTS, host=st.sampled_from(("drive.google.com", "docs.google.com", "facebook.com", "x.go.th", "")))
def test_outside_places(url: str, title: str, text: str, host: str) -> None:
    outside = load_outside()
    for address in (url, f"https://{host}/{url}", f"https://www.google.com/url?q={url}"):
        with in_time():
            assert outside.kind_of(address, ("https://x.go.th/",)).name
            outside.sign(address, title, text)
            assert all(isinstance(made, str) for made in outside.addresses_to_read(address))
            outside.opened_as(address)
            outside.unwrapped(address)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.dictionaries(
    st.sampled_from(("text", "heading", "url", "place", "oit_context", "x")), JSON | TEXTS | st.sampled_from(PLACES), max_size=5
)
LINES = st.lists(
    RECORDS.map(json.dumps)
    | TEXTS
    | JSON.map(json.dumps)
    | st.sampled_from(("", "{}", "[" * 5_000, "1" * 5_000, '{"text": "x"', "\ufeff{}")),
    max_size=3,
)


@pytest.mark.parametrize("command", ["match", "text"])
@few(15)
@given(lines=LINES)
def test_lines_of_standard_input(command: str, lines: list[str]) -> None:
    out = io.StringIO()
    try:
        with in_time():
            records = match_records(lines, "2566", RuleBook()) if command == "match" else describe_records(lines)
            for record in records:
                out.write(json.dumps(record))
    except BadInput as error:
        assert "\n" not in str(error)
        assert "standard input" in str(error)
