"""Giving a verdict: what it is bound to, what it replaces, what nobody can mean; the list, and taking one back."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from human_made import A1, DAY, FILE, OTHER, PLAN, pages, some, visit

from app.attest import LONGEST_NOTE, Said, attest, listed, prepared, withdraw
from app.counted import counted
from app.judging import Terms
from oit.attesting import Bound, Given
from oit.audit import Outcome
from oit.errors import BadInput
from oit.human import Ended, HumanVerdict
from store.database import Database
from tests.rounds.rounds_made import FORM, YEAR, at, entry

BY = Terms(FORM, YEAR, DAY)
SAID = Said("A1", "O10", "present", "สมศรี ใจดี", "เห็นในหน้านั้น", OTHER)


def say(database: Database, days: int = 0, **more: object) -> Given:
    return attest(database, replace(SAID, **more), BY, at(DAY + timedelta(days=days), 10))  # type: ignore[arg-type]


@pytest.fixture
def seen(database: Database, home: Path) -> Database:
    """O1 passes, O10 is missing, O11 outdated."""
    visit(database, home, DAY, pages(), some(O10="M", O11="O"))
    return database


def test_it_keeps_who_when_why_and_on_what(seen: Database) -> None:
    given = say(seen, until=DAY)
    (kept,) = seen.attested(A1.urls[0], FORM, YEAR)
    assert kept == replace(given.attested, hold_id=kept.hold_id)
    assert (kept.by, kept.note, kept.made, kept.until, kept.source) == ("สมศรี ใจดี", "เห็นในหน้านั้น", at(DAY, 10), DAY, "attest")
    assert (kept.code, kept.topic, kept.verdict) == ("O10", "annual_action_plan", HumanVerdict.PRESENT)
    assert (kept.evidence_url, len(kept.evidence_sha256), kept.run_id) == (OTHER, 64, 1)
    assert (given.machine.outcome, given.counts, given.bound, given.by_default) == (Outcome.MISSING, Outcome.PASS, Bound.PAGE, False)


@pytest.mark.parametrize(
    ("more", "bound", "url", "until"),
    [
        ({"code": "O12", "url": ""}, Bound.FILE, FILE, None),  # the machine's own evidence
        ({"code": "O12", "url": FILE.replace("https", "http").upper().replace("O12", "o12")}, Bound.FILE, FILE, None),
        ({"url": "https://drive.example/plan"}, Bound.NOTHING, "https://drive.example/plan", DAY + timedelta(days=30)),
        ({"url": "https://drive.example/plan", "until": DAY}, Bound.NOTHING, "https://drive.example/plan", DAY),
        ({"verdict": "absent", "url": ""}, Bound.APPEARS, "", None),
        ({"verdict": "not applicable", "url": ""}, Bound.NOTHING, "", None),
    ],
)
def test_what_it_is_bound_to(seen: Database, home: Path, more: dict[str, object], bound: Bound, url: str, until: object) -> None:
    if "code" in more:
        visit(seen, home, DAY, pages() | {"/o12": b"%PDF-1.4"}, some(O10="M"), hour=3)
    given = prepared(seen, replace(SAID, **more), BY, at(DAY, 10))  # type: ignore[arg-type]
    assert (given.bound, given.attested.evidence_url, given.attested.until) == (bound, url, until)


def test_where_the_copy_is_gone_the_bytes_of_the_best_evidence_count(seen: Database, home: Path) -> None:
    (home / f"{DAY}-2-1.0" / "manifest.json").unlink()
    given = prepared(seen, replace(SAID, code="O1", url=""), BY, at(DAY, 10))
    assert (given.bound, given.attested.evidence_words) == (Bound.BYTES, "")
    assert given.attested.evidence_sha256 == given.machine.evidence[0].sha256


def test_present_is_no_word_on_the_period(seen: Database) -> None:
    present, current = (prepared(seen, replace(SAID, code="O11", verdict=said, url=""), BY, at(DAY, 10)) for said in ("present", "current"))
    assert (present.counts, present.still_outdated) == (Outcome.OUTDATED, True)
    assert (current.counts, current.still_outdated) == (Outcome.PASS, False)


@pytest.mark.parametrize("typed", ["not_applicable", "NOT-APPLICABLE", " Not  Applicable "])
def test_a_verdict_may_be_typed_as_people_type(seen: Database, typed: str) -> None:
    assert prepared(seen, replace(SAID, verdict=typed, code="o010"), BY, at(DAY, 10)).attested.verdict is HumanVerdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"agency": "ไม่มี"}, "ไม่มี"),
        ({"code": "O99"}, "O99: is no item of the form o01_o43; it has O1 to O43"),
        ({"code": "O2"}, "has no result by the form o01_o43 for 2566"),  # an item that the result does not hold
        ({"verdict": "maybe"}, "maybe: is no verdict; say one of present, current, absent, not_applicable"),
        ({"verdict": ""}, "VERDICT: is no verdict"),
        ({"by": " \u200b\n"}, "--by: is empty"),
        ({"url": ""}, "O10: the last check did not see it; say with --url where it is shown"),
        ({"url": "javascript:alert(1)"}, "javascript:alert(1)"),
        ({"url": "https://a.example/" + "x" * 2000}, "--url: has 2018 characters"),
        ({"note": "ก" * (LONGEST_NOTE + 1)}, "--note: has 2001 characters; at most 2000"),
        ({"until": DAY - timedelta(days=1)}, "--until 2023-03-14: is past"),
    ],
)
def test_what_nobody_can_mean_is_refused_in_a_line(seen: Database, more: dict[str, object], told: str) -> None:
    with pytest.raises(BadInput) as error:
        say(seen, **more)
    assert told in str(error.value)
    assert "\n" not in str(error.value)
    assert seen.all_attested() == []


def test_without_a_result_it_is_told_by_which_form_and_year_there_is_one(seen: Database) -> None:
    seen.put_roster([A1, entry("B2")])
    with pytest.raises(BadInput, match="run oit check first"):
        say(seen, agency="B2")
    with pytest.raises(BadInput, match="there is one for --form o01_o43 --fiscal-year 2566"):
        attest(seen, SAID, Terms(FORM, 2565, DAY), at(DAY, 10))


def test_several_on_one_item_the_last_counts_and_none_is_lost(seen: Database) -> None:
    first = say(seen)
    second = say(seen, days=1, verdict="absent", by="สมชาย", url="")
    assert first.replaces is None
    assert second.replaces is not None
    assert replace(second.replaces, hold_id=None) == first.attested
    rows = listed(seen, "A1", now=at(DAY + timedelta(days=1), 11))
    assert [(row.attested.by, row.ended) for row in rows] == [("สมชาย", None), ("สมศรี ใจดี", Ended.REPLACED)]
    assert [hold.released is None for hold in sorted(seen.holds(), key=lambda hold: hold.id)] == [False, True]
    withdraw(seen, second.attested.id, "สมชาย")
    now = counted(seen, A1.agency, A1, FORM, YEAR, DAY.replace(year=2100))
    assert [finding.attestation for finding in now.findings] == [None] * 4  # the first does not come back
    assert {one.why for one in now.ended} == {Ended.WITHDRAWN, Ended.REPLACED}


def test_taking_one_back_names_who_did_and_cannot_be_done_twice(seen: Database) -> None:
    given = say(seen)
    agency, gone = withdraw(seen, given.attested.id, "สมชาย")
    (row,) = listed(seen)
    assert (agency.name, gone.withdrawn_by, row.ended, row.attested.withdrawn_by) == (A1.name, "สมชาย", Ended.WITHDRAWN, "สมชาย")
    assert row.since is not None
    assert row.since == row.attested.withdrawn
    assert [hold.released is not None for hold in seen.holds()] == [True]
    for wrong, name, told in ((given.attested.id, "สมชาย", "withdrawn before by สมชาย"), (77, "สมชาย", "is no verdict"), (1, " ", "--by")):
        with pytest.raises(BadInput, match=told):
            withdraw(seen, wrong, name)


def test_the_list_is_of_all_or_of_one_by_form_and_year(seen: Database) -> None:
    say(seen)
    say(seen, code="O1", verdict="absent", url="", until=DAY)
    rows = listed(seen, now=at(DAY + timedelta(days=1), 11))
    assert [(row.attested.code, row.ended, row.machine) for row in rows] == [
        ("O10", None, Outcome.MISSING), ("O1", Ended.PAST_ITS_DATE, Outcome.PASS),
    ]  # fmt: skip
    assert len(listed(seen, "A1", FORM, YEAR)) == 2
    assert listed(seen, "A1", "2566") == listed(seen, "A1", "", 2565) == []
    with pytest.raises(BadInput):
        listed(seen, "B2")


def test_the_best_evidence_is_what_the_machine_would_open(database: Database, home: Path) -> None:
    visit(database, home, DAY, pages(), some())
    given = prepared(database, replace(SAID, url="", verdict="current"), BY, at(DAY, 10))
    assert (given.bound, given.attested.evidence_url) == (Bound.PAGE, PLAN)
    assert given.attested.evidence_words
