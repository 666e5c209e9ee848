"""What a night decides by itself: the order, hosts, what is no full capture, which mornings had no night."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.night_process import gone, memory_of, own_name
from cli_night import _deadline
from oit.content import Page
from oit.night import night_of
from oit.night_plan import Due, expected_pages, host_of, in_order, missed, trouble
from oit.snapshot import FetchFailure, SiteSnapshot
from reports.night_text import score_text, summary_lines, why_text
from tests.store.store_made import AGENCY, FACTS, resource

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.nongbua.go.th/", "http://nongbua.go.th/index.php", True),
        ("https://province.go.th/office/", "https://www.province.go.th/other/", True),
        ("https://nongbua.go.th:443/", "https://NONGBUA.go.th/", True),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8002/", False),
        ("https://a.example.go.th/", "https://b.example.go.th/", False),
        ("https://www.th/", "https://th/", False),  # "www" is the name itself there
    ],
)
def test_which_addresses_share_a_host(one: str, other: str, same: bool) -> None:
    assert (host_of(one) == host_of(other)) is same
    assert host_of(one)


def test_an_address_that_is_none_has_no_host_and_breaks_nothing() -> None:
    assert (host_of("http://[broken"), host_of("http://a:99999/"), host_of("")) == ("", "", "")


def test_the_never_seen_come_first_then_the_longest_unseen() -> None:
    due = [Due("NEWER", 1, "a", NOON), Due("NEVER", 2, "b", None), Due("OLDER", 3, "c", NOON - timedelta(3))]
    assert [one.code for one in in_order(due)] == ["NEVER", "OLDER", "NEWER"]


def test_of_one_morning_those_who_must_go_one_after_another_come_first() -> None:
    due = [Due("ALONE", 1, "a", NOON), Due("B2", 2, "crowd", NOON + timedelta(hours=1)), Due("B1", 3, "crowd", NOON + timedelta(hours=2)),
           Due("EARLIER", 4, "d", NOON - timedelta(2))]  # fmt: skip
    assert [one.code for one in in_order(due)] == ["EARLIER", "B2", "B1", "ALONE"]


def captured(pages: int, stopped_by: str = "finished") -> SiteSnapshot:
    page = Page("https://a/", "หน้าแรก", "", (), ())
    return SiteSnapshot(AGENCY, replace(FACTS, pages=pages, stopped_by=stopped_by), (resource(content=page),), ())


@pytest.mark.parametrize(
    ("pages", "stopped_by", "least", "before", "why"),
    [
        (3, "finished", None, [], ""),
        (3, "finished", 4, [], "few_pages 3 4"),
        (4, "finished", 4, [], ""),
        (19, "finished", None, [40, 38, 41], "few_pages 19 20"),
        (20, "finished", None, [40, 38, 41], ""),
        (20, "finished", None, [41], "few_pages 20 21"),  # half of it is 20.5
        (5, "settled", None, [400, 400], ""),  # it ended because nothing likely was left, and says itself what it left unread
        (5, "time_limit", None, [400], ""),
        (5, "settled", 6, [], "few_pages 5 6"),  # what a person wrote holds always
        (300, "host_gives_up", None, [], "host_gives_up"),
        (1, "finished", None, [0, 0], ""),
    ],
)  # fmt: skip
def test_what_is_no_full_capture(pages: int, stopped_by: str, least: int | None, before: list[int], why: str) -> None:
    assert trouble(captured(pages, stopped_by), least, before) == why


def test_a_site_that_could_not_be_opened_is_told_with_its_failure() -> None:
    failed = SiteSnapshot(AGENCY, FACTS, (resource(failure=FetchFailure.TIMEOUT),), ())
    assert trouble(failed, None, []) == "not_captured timeout"
    assert trouble(SiteSnapshot(AGENCY, FACTS, (), ()), None, []) == "not_captured"
    assert expected_pages(FACTS, None, []) == 0


def test_mornings_without_a_night() -> None:
    day = date(2026, 11, 24)
    assert missed(None, day) == ()
    assert missed(day - timedelta(1), day) == ()
    assert missed(day - timedelta(3), day) == (date(2026, 11, 22), date(2026, 11, 23))
    assert missed(day, day) == ()
    assert len(missed(date(2020, 1, 1), day)) == 100


def test_the_evening_belongs_to_the_next_morning() -> None:
    assert night_of(datetime(2026, 11, 23, 11, 0, tzinfo=UTC)) == date(2026, 11, 24)  # 18:00 in Bangkok
    assert night_of(datetime(2026, 11, 23, 10, 59, tzinfo=UTC)) == date(2026, 11, 23)


def test_when_nobody_is_begun_any_more() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert _deadline(None, None, late) is None
    assert _deadline(2.0, None, late) == late + timedelta(hours=2)
    assert _deadline(None, late.replace(hour=5).time(), late) == datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
    assert _deadline(2.0, late.replace(hour=5).time(), late) == late + timedelta(hours=2)


@pytest.mark.skipif(os.name != "posix", reason="processes are looked for as POSIX has them")
def test_only_a_process_that_is_surely_gone_is_taken_for_gone() -> None:
    machine, boot, number, begun = own_name().split(":")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert not gone(own_name())
    assert gone(f"{machine}:{boot}:{ended.pid}:{begun}")
    assert not gone(f"elsewhere:{boot}:{ended.pid}:{begun}")  # nobody here can tell
    if begun:
        assert gone(f"{machine}:{boot}:{number}:{int(begun) + 1}")  # its number was given to another
    if boot:
        assert gone(f"{machine}:00000000:{number}:{begun}")  # the machine was started anew
    assert not gone("")
    assert not gone("what:ever")


@pytest.mark.skipif(sys.platform != "linux", reason="read from /proc")
def test_memory_counts_a_process_and_its_children() -> None:
    alone = memory_of(os.getpid())
    held = subprocess.Popen([sys.executable, "-c", "x = bytearray(80_000_000); print(flush=True); input()"], stdin=-1, stdout=-1)
    try:
        assert held.stdout is not None
        held.stdout.readline()
        assert memory_of(os.getpid()) - alone > 70_000_000
    finally:
        held.communicate()
    assert memory_of(held.pid) == 0


def test_trouble_in_words_of_both_languages() -> None:
    assert why_text("not_captured timeout", "en").startswith("could not be captured (")
    assert why_text("few_pages 3 50", "th") == "ได้เพียง 3 หน้า จากที่คาดว่าอย่างน้อย 50"
    assert why_text("error \u202eevil\u0007", "en") == "the check failed: evil"
    assert why_text("host_gives_up", "en").startswith("cut short (")
    assert (why_text("", "en"), why_text("few_pages", "en"), why_text("what\nelse", "en")) == ("", "few_pages", "what else")
    assert (score_text(3.333, 3.333), score_text(0.0, 100.0), score_text(None, None)) == ("3.3", "0.0-100.0", "")


def test_the_summary_names_whoever_has_no_full_result() -> None:
    one = {"code": "A1", "name": "หน่วยงาน", "why": "not_captured timeout", "standing": date(2026, 11, 20), "kept": True}
    two = {**one, "code": "A2", "standing": None}
    summary = {
        "day": date(2026, 11, 24), "state": "out_of_time", "agencies": 4, "captured": 1, "trouble": (one, two),
        "unreached": ("A3",), "waiting": 1, "requests": 1200, "bytes": 34_500_000, "pages": 5, "minutes": 61.2, "cpu_minutes": 7.0,
        "per_hour": 3.9, "canary": "", "missed": (date(2026, 11, 23),), "due": 4, "watched": 9,
    }  # fmt: skip
    lines = summary_lines(summary, "en")
    assert next(line for line in lines if "A1" in line).endswith("the result of 20 November 2026 stands")
    assert next(line for line in lines if "A2" in line).endswith("no result stands")
    assert "Not reached, first in the next night: A3" in lines
    assert any("23 November 2026" in line and "missed" in line for line in lines)
    assert any("1,200 requests, 34.5 MB, 61.2 minutes (CPU 7.0), 4 agencies an hour" in line for line in lines)
    assert summary_lines({**summary, "due": 0}, "en")[-1] == "No agency is due in this night."
