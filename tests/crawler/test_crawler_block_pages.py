"""Pages in front of a site are told and named, whatever their status; ordinary pages that speak of the same things are not."""

import pytest
from block_cases import BLOCKED, ORDINARY, Case
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.block_pages import blocked, blocked_page
from crawler.block_words import SIGNS
from oit.snapshot import FetchFailure
from reading.html import read_page

URL = "https://www.abt-x.go.th/"


def told(case: Case, status: int | None = None) -> tuple[str, str]:
    body = case.html.encode()
    verdict = blocked_page(status or case.status, case.headers, body, read_page(body, URL, "text/html; charset=utf-8"))
    return (verdict[0].value, verdict[1]) if verdict else ("", "")


@pytest.mark.parametrize("case", BLOCKED, ids=lambda case: case.name)
def test_pages_in_front_are_named(case: Case) -> None:
    failure, name = told(case)
    assert (failure, bool(name)) == (case.expected, True)


@pytest.mark.parametrize("case", ORDINARY, ids=lambda case: case.name)
def test_ordinary_pages_are_let_through(case: Case) -> None:
    assert told(case) == ("", "")


def test_there_are_enough_of_both() -> None:
    assert len(BLOCKED) >= 60
    assert len(ORDINARY) >= 25
    assert {case.expected for case in BLOCKED} == {sign.failure.value for sign in SIGNS}


def test_each_kind_is_told_of_a_success_too() -> None:
    """Servers send such pages as 200 as well: by their words alone most are told."""
    as_success = [case for case in BLOCKED if told(case, 200)[0] == case.expected]
    assert {case.expected for case in as_success} == {"challenge", "firewall", "maintenance", "parked"}
    assert len(as_success) > len(BLOCKED) * 3 / 4


@pytest.mark.parametrize("case", [case for case in BLOCKED if case.expected in ("maintenance", "parked")], ids=lambda case: case.name)
def test_what_a_missing_page_says_beside_is_not_why_it_is_missing(case: Case) -> None:
    assert told(case, 404) == ("", "")


def test_none_of_them_is_the_sites_own_word_that_something_is_missing() -> None:
    assert not any(FetchFailure(case.expected).permanent for case in BLOCKED)


@pytest.mark.parametrize("case", [case for case in BLOCKED if not case.headers], ids=lambda case: case.name)
def test_the_same_words_within_a_whole_site_are_a_page(case: Case) -> None:
    links = "".join(f"<a href='/p{n}'>หน้า {n}</a>" for n in range(40))
    body = f"<html><head><title>เทศบาลตำบลตัวอย่าง</title></head><body>{links}{case.html}</body></html>".encode()
    assert blocked_page(200, {}, body, read_page(body, URL, "text/html")) is None


_HEADERS = st.dictionaries(st.text(max_size=20), st.text(max_size=40), max_size=5)


@given(st.integers(100, 599), _HEADERS, st.text(max_size=3_000), st.text(max_size=200), st.text(max_size=3_000))
@settings(max_examples=150, deadline=None)
def test_nothing_that_comes_breaks_it(status: int, headers: dict[str, str], text: str, title: str, html: str) -> None:
    verdict = blocked(status, headers, text, title, html)
    assert verdict is None or verdict[0] in {sign.failure for sign in SIGNS}


@pytest.mark.parametrize(("html", "within"), [("<b>การมีส่วนร่วมของผู้บริหาร</b><br>อยู่ระหว่างปรับปรุงข้อมูล", False), ("อยู่ระหว่างปรับปรุงข้อมูล", True)])
def test_a_page_that_has_a_title_and_no_information_yet_is_no_closed_site(html: str, within: bool) -> None:
    """Pages in frames have no menu about them. On the front page the same words close the site."""
    body = f"<html><body>{html}</body></html>".encode()
    page = read_page(body, URL, "text/html; charset=utf-8")
    assert (blocked_page(200, {}, body, page, front=False) is not None) is within
    assert blocked_page(200, {}, body, page) is not None
