"""A person's verdict holds until what it was given on shows something else, and what nobody could see ends nothing."""

from datetime import timedelta
from pathlib import Path

import pytest
from human_made import DAY, FILE, MENU, OTHER, PLAN, elsewhere, pages, plan_page, some, visit

from app.attest import Said, attest
from app.attest_evidence import refresh_words
from app.judging import Terms
from oit.attesting import Bound
from oit.counting import standing_verdicts
from oit.human import AttestedItem, Ended
from oit.snapshot import FetchFailure
from reading import READER_VERSION
from store.database import Database
from tests.rounds.rounds_made import FORM, YEAR, at

MISSING = some(O10="M")
NEXT = DAY + timedelta(days=1)
BY = Terms(FORM, YEAR, DAY)


def say(database: Database, verdict: str = "present", url: str = OTHER, code: str = "O10") -> Bound:
    """Somebody gives a verdict on the day of the first visit, eight hours after it."""
    return attest(database, Said("A1", code, verdict, "สมศรี ใจดี", "เห็นในหน้านั้น", url), BY, at(DAY, 10)).bound


def one(database: Database) -> AttestedItem:
    (found,) = database.attested("https://www.a1.example/", FORM, YEAR)
    return found


def why(database: Database) -> Ended | None:
    return one(database).ended_why


@pytest.fixture
def said(database: Database, home: Path) -> Database:
    """The machine saw no plan, and a person said that another page shows it."""
    visit(database, home, DAY, pages(), MISSING)
    assert say(database) is Bound.PAGE
    return database


def other_page(said: str = "แผนดำเนินงาน พ.ศ. 2566 ฉบับลงนาม", menu: str = MENU) -> dict[str, str | bytes]:
    return pages(menu=menu) | {"/plan-2566": f"{menu}<h1>เอกสารของกองแผน</h1><p>{said}</p>"}


def test_a_night_that_sees_the_same_leaves_it_as_it_was_given(said: Database, home: Path) -> None:
    before = one(said)
    for number in range(1, 4):
        visit(said, home, DAY + timedelta(days=number), pages(), MISSING)
    assert one(said) == before
    assert list(standing_verdicts([before], NEXT)[0]) == ["O10"]


def test_other_words_end_it_from_that_morning_on(said: Database, home: Path) -> None:
    visit(said, home, NEXT, other_page("แผนดำเนินงาน พ.ศ. 2565 ฉบับลงนาม"), MISSING)
    assert (why(said), one(said).ended) == (Ended.EVIDENCE_CHANGED, at(NEXT))


def test_it_does_not_come_back_with_the_old_words(said: Database, home: Path) -> None:
    visit(said, home, NEXT, other_page("ยกเลิกแล้ว"), MISSING)
    visit(said, home, NEXT + timedelta(days=1), pages(), MISSING)
    assert (why(said), one(said).ended) == (Ended.EVIDENCE_CHANGED, at(NEXT))
    assert standing_verdicts([one(said)], NEXT + timedelta(days=1))[0] == {}


@pytest.mark.parametrize(
    "now",
    [
        plan_page(visitors=18, day="๑๖ มีนาคม ๒๕๖๖"),
        plan_page(menu=MENU.replace("</ul>", '<li><a href="/plan-2566?x=1">ข่าวใหม่วันนี้</a></li></ul>')),
    ],
    ids=["counter and day", "menu"],
)
def test_what_changes_with_each_visit_ends_nothing(database: Database, home: Path, now: str) -> None:
    visit(database, home, DAY, pages(), some())
    assert say(database, "current", "") is Bound.PAGE
    assert one(database).evidence_url == PLAN
    menu = now.partition("<h1>")[0]
    visit(database, home, NEXT, pages(menu=menu) | {"/o10": now}, some())
    assert why(database) is None
    visit(database, home, NEXT + timedelta(days=1), pages(plan_page("โครงการอื่น")), some())
    assert why(database) is Ended.EVIDENCE_CHANGED


def test_a_file_holds_by_its_bytes(database: Database, home: Path) -> None:
    visit(database, home, DAY, pages() | {"/o12": b"%PDF-1.4 one"}, MISSING)
    assert say(database, url=FILE, code="O12") is Bound.FILE
    visit(database, home, NEXT, pages() | {"/o12": b"%PDF-1.4 one"}, MISSING)
    assert why(database) is None
    visit(database, home, NEXT + timedelta(days=1), pages() | {"/o12": b"%PDF-1.4 two"}, MISSING)
    assert why(database) is Ended.EVIDENCE_CHANGED


@pytest.mark.parametrize(
    ("failed", "waiting", "ended"),
    [
        ({"/plan-2566": FetchFailure.NOT_FOUND}, (), Ended.EVIDENCE_GONE),
        ({"/plan-2566": FetchFailure.TIMEOUT}, (), None),
        ({"/plan-2566": FetchFailure.SERVER_ERROR}, (), None),
        ({"/plan-2566": FetchFailure.CHALLENGE}, (), None),
        ({}, ("/plan-2566",), None),  # the crawl came to its limit before
        ({}, (), Ended.EVIDENCE_GONE),  # no link leads there any more, and the machine sees the item nowhere
    ],
)
def test_gone_is_what_the_site_says_is_gone(
    said: Database, home: Path, failed: dict[str, FetchFailure], waiting: tuple[str, ...], ended: Ended | None
) -> None:
    left = {path: body for path, body in pages().items() if path != "/plan-2566"}
    visit(said, home, NEXT, left, MISSING, failed=failed, waiting=waiting)
    assert why(said) is ended


def test_a_page_that_no_link_leads_to_stays_while_the_item_is_seen_elsewhere(said: Database, home: Path) -> None:
    visit(said, home, NEXT, {path: body for path, body in pages().items() if path != "/plan-2566"}, some())
    assert why(said) is None


@pytest.mark.parametrize("stopped_by", ["not_captured", "host_gives_up", "interrupted"])
def test_a_visit_that_was_cut_short_ends_nothing(said: Database, home: Path, stopped_by: str) -> None:
    visit(said, home, NEXT, other_page("ยกเลิกแล้ว"), MISSING, stopped_by=stopped_by)
    assert why(said) is None


def test_a_visit_of_before_ends_nothing_however_late_it_is_judged(said: Database, home: Path) -> None:
    visit(said, home, DAY, other_page("ยกเลิกแล้ว"), MISSING, hour=9, judged=NEXT)
    assert why(said) is None
    visit(said, home, DAY, other_page("ยกเลิกแล้ว"), MISSING, hour=11)
    assert why(said) is Ended.EVIDENCE_CHANGED


def test_who_says_absent_is_overruled_by_what_shows_up_elsewhere(database: Database, home: Path) -> None:
    visit(database, home, DAY, pages(), MISSING)
    assert say(database, "absent", "") is Bound.APPEARS
    visit(database, home, NEXT, pages(), MISSING)
    assert why(database) is None
    visit(database, home, NEXT + timedelta(days=1), pages(), some(), changed={"O10": elsewhere("O10", "P", OTHER)})
    assert why(database) is Ended.EVIDENCE_APPEARED


def test_who_says_absent_of_what_the_machine_takes_for_it_is_not_overruled_by_the_same_page(database: Database, home: Path) -> None:
    visit(database, home, DAY, pages(), some())
    assert say(database, "absent", "") is Bound.PAGE
    visit(database, home, NEXT, pages(), some())
    assert why(database) is None  # the machine goes on seeing what the person has looked at
    visit(database, home, NEXT + timedelta(days=1), pages(), some(), changed={"O10": elsewhere("O10", "P", OTHER)})
    assert why(database) is Ended.EVIDENCE_APPEARED


def test_what_the_person_rejected_may_vanish_and_the_item_stays_absent(database: Database, home: Path) -> None:
    visit(database, home, DAY, pages(), some())
    say(database, "absent", "")
    visit(database, home, NEXT, pages(), MISSING, failed={"/o10": FetchFailure.NOT_FOUND})
    assert why(database) is None


def test_not_applicable_rests_on_nothing_of_the_site(database: Database, home: Path) -> None:
    visit(database, home, DAY, pages(), some())
    assert say(database, "not_applicable", "") is Bound.NOTHING
    visit(database, home, NEXT, pages(plan_page("โครงการอื่น")), MISSING, failed={"/plan-2566": FetchFailure.NOT_FOUND})
    assert (why(database), one(database).until) == (None, None)


def test_words_that_another_version_read_are_read_anew_from_what_is_kept(said: Database, home: Path) -> None:
    kept = one(said)
    said.set_verdict_words(kept.id, "older|" + "0" * 12 + "|")
    assert refresh_words(said, kept.agency_url, FORM, YEAR) == 1
    assert one(said).evidence_words == kept.evidence_words
    assert one(said).evidence_words.startswith(READER_VERSION)
    assert refresh_words(said, kept.agency_url, FORM, YEAR) == 0


def test_its_snapshot_is_held_while_it_counts(said: Database, home: Path) -> None:
    def held() -> list[tuple[int, str]]:
        return [(hold.run_id, hold.code) for hold in said.holds() if hold.released is None]

    run = one(said).run_id
    assert held() == [(run, "O10")]
    visit(said, home, NEXT, other_page("ยกเลิกแล้ว"), MISSING)
    assert held() == []
