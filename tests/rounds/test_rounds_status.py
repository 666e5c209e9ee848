"""Who has finished what, who moved and what blocks, as things stood at the end of a day."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from rounds_made import ROSTER, attest, letters, save

from app.rounds import rounds_of
from app.rounds_plan import read_plan
from app.rounds_status import of_agency, round_status
from cli import run_cli
from oit.errors import BadInput
from oit.human import HumanVerdict
from oit.roster import RosterEntry
from oit.rounds import AgencyRound, Plan, State
from oit.rounds_status import RoundStatus
from reports.rounds_words import score_words, share_words
from store.database import Database, open_database

A, B, C, D = ROSTER
TODAY = date(2023, 6, 1)


def on(month: int, day: int) -> date:
    return date(2023, month, day)


@pytest.fixture
def plan(home: Path) -> Plan:
    return read_plan(home / "rounds.yaml")


def status(database: Database, plan: Plan, number: int, day: date, district: str = "", today: date = TODAY) -> RoundStatus:
    return round_status(database, plan, plan.rounds[number - 1], day, district, today=today)


def of(found: RoundStatus, agency: RosterEntry) -> AgencyRound:
    return next(one for one in found.agencies if one.entry.code == agency.code)


@pytest.mark.parametrize(
    ("items", "state"),
    [
        ({}, State.FINISHED),
        ({"O40": "M"}, State.FINISHED),  # not due in this round
        ({"O1": "M"}, State.SHORT), ({"O1": "O"}, State.SHORT), ({"O1": "I"}, State.SHORT),
        ({"O1": "?"}, State.TO_LOOK), ({"O1": "-"}, State.TO_LOOK),
        ({"O1": "M", "O2": "?"}, State.SHORT),  # what nobody could tell does not decide any more
        ({"O1": ">"}, State.FINISHED), ({"O1": "/"}, State.FINISHED),
        ({"O1": ">", "O2": "/", "O3": ">"}, State.NOTHING_DUE),
    ],
)  # fmt: skip
def test_what_nobody_could_tell_is_no_failure(roster: Database, plan: Plan, items: dict[str, str], state: State) -> None:
    save(roster, A, on(1, 10), letters(**items))
    assert of(status(roster, plan, 1, on(1, 10)), A).state is state


@pytest.mark.parametrize(("missing", "state"), [(("O1",), State.FINISHED), (("O1", "O2"), State.SHORT)])
def test_the_pass_mark_is_a_share_of_what_counts(roster: Database, plan: Plan, missing: tuple[str, ...], state: State) -> None:
    save(roster, A, on(2, 10), letters(**dict.fromkeys(missing, "M")))
    found = of(status(roster, plan, 2, on(2, 10)), A)  # ninety of a hundred, of ten items
    assert (found.state, found.tally.failed, found.tally.counting) == (state, len(missing), 10)


def test_a_site_not_captured_since_the_round_began_has_no_result_in_it(roster: Database, plan: Plan) -> None:
    save(roster, A, on(1, 10), letters(O1="M", O2="?"))
    save(roster, A, on(2, 10), {})
    found = status(roster, plan, 2, on(2, 20))
    assert (of(found, A).state, of(found, A).seen) == (State.NOT_SEEN, on(1, 10))
    assert (of(found, B).state, of(found, B).seen) == (State.NOT_SEEN, None)
    assert found.blocking == ()
    assert of(found, A).since_start is None
    assert {share_words(of(found, A), "th"), score_words(of(found, A), "th")} == {"–"}
    assert of(status(roster, plan, 3, on(2, 20)), A).state is State.SHORT  # of a round to come the newest result tells


def test_things_are_shown_as_they_stood_at_the_end_of_the_day(roster: Database, plan: Plan) -> None:
    save(roster, A, on(1, 10), letters(O1="M"))
    save(roster, A, on(1, 20), letters())
    states = {day: of(status(roster, plan, 1, on(1, day)), A).state.value for day in (9, 10, 19, 20, 31)}
    assert states == {9: "not_seen", 10: "short", 19: "short", 20: "finished", 31: "finished"}


def test_after_its_end_a_round_stays_as_it_ended(roster: Database, plan: Plan) -> None:
    save(roster, A, on(1, 30), letters(O1="M"))
    save(roster, A, on(2, 1), letters())
    found = status(roster, plan, 1, on(3, 1))
    assert (found.as_of, found.over, of(found, A).state) == (on(1, 31), True, State.SHORT)
    assert [(one.round.name, one.result.state if one.result else None) for one in rounds_of(roster, plan, A, on(3, 1))] == [
        ("ระยะที่ 1", State.SHORT), ("ระยะที่ 2", State.FINISHED), ("ระยะที่ 3", None),
    ]  # fmt: skip


def test_a_persons_verdict_counts_on_its_days_and_while_it_stands(roster: Database, plan: Plan) -> None:
    save(roster, A, on(1, 10), letters(O1="M"))
    number = attest(roster, A, "O1", HumanVerdict.PRESENT, on(1, 12), until=on(1, 14))
    states = {day: of(status(roster, plan, 1, on(1, day)), A).state.value for day in (11, 12, 14, 15)}
    assert states == {11: "short", 12: "finished", 14: "finished", 15: "short"}
    roster.withdraw_verdicts([number], "สมชาย")  # today: long after
    assert of(status(roster, plan, 1, on(1, 13)), A).state is State.FINISHED
    attest(roster, A, "O2", HumanVerdict.ABSENT, on(1, 16))
    assert [item.finding.code for item in of(status(roster, plan, 1, on(1, 16)), A).open] == ["O1", "O2"]


def test_who_moved_since_the_round_began_and_since_the_last_report(roster: Database, plan: Plan) -> None:
    save(roster, A, on(1, 20), letters(O1="M", O2="O", O3="?", O4=">"))
    save(roster, A, on(2, 20), letters(O2="O", O4="M", O5="M"))
    save(roster, A, on(3, 10), letters(O4="M", O5="M", O6="M"), rules="cd")
    found = of(status(roster, plan, 2, on(3, 12)), A)
    assert found.since_start is not None
    assert found.since_report is not None
    assert (found.since_start.since, found.since_start.better, found.since_start.worse) == (on(1, 31), ("O1", "O2"), ("O5", "O6"))
    assert (found.since_report.since, found.since_report.better, found.since_report.worse) == (on(3, 2), ("O2",), ("O6",))
    assert (found.since_start.other_rules, found.since_report.other_rules) == (True, True)
    before = of(status(roster, plan, 2, on(3, 1)), A)
    assert before.since_start is not None
    assert (before.since_start.other_rules, before.since_report) == (False, None)


def test_where_nothing_stood_before_the_first_capture_is_the_start(roster: Database, plan: Plan) -> None:
    save(roster, A, on(2, 5), letters(O1="M"))
    first = of(status(roster, plan, 2, on(2, 6)), A).since_start
    assert first is not None
    assert (first.since, first.better) == (on(2, 5), ())
    save(roster, A, on(2, 9), letters())
    later = of(status(roster, plan, 2, on(2, 10)), A).since_start
    assert later is not None
    assert (later.since, later.better) == (on(2, 5), ("O1",))


def test_what_blocks_names_the_item_most_lack_first_and_who_answers(roster: Database, plan: Plan) -> None:
    save(roster, A, on(1, 10), letters(O3="M", O2="?"))
    save(roster, B, on(1, 10), letters(O3="O"))
    save(roster, C, on(1, 10), letters(O1="M"))
    found = status(roster, plan, 1, on(1, 15))
    assert found.blocking == (("O3", 2, 0), ("O1", 1, 0), ("O2", 0, 1))
    assert [(item.finding.code, item.owner.name if item.owner else "") for item in of(found, A).open] == [
        ("O3", "สมศรี ใจดี"), ("O2", "สมศรี ใจดี"),
    ]  # fmt: skip
    assert of(found, C).open[0].owner is None
    assert {state.value: number for state, number in found.counts.items() if number} == {"short": 3, "not_seen": 1}


def test_who_takes_part(roster: Database, plan: Plan) -> None:
    for agency in ROSTER:
        save(roster, agency, on(1, 10), letters())
    roster.retire("C3", on(1, 20))
    assert [one.entry.code for one in status(roster, plan, 1, on(1, 19)).agencies] == ["A1", "B2", "C3", "D4"]
    assert [one.entry.code for one in status(roster, plan, 1, on(1, 20)).agencies] == ["A1", "B2", "D4"]
    assert [one.entry.code for one in status(roster, plan, 1, on(1, 20), "ท่าม่วง").agencies] == ["B2"]
    found = status(roster, plan, 1, on(1, 20))
    assert [one.entry.code for one in of_agency(roster, found, "https://www.b2.example/").agencies] == ["B2"]
    for wrong in (lambda: of_agency(roster, found, "C3"), lambda: status(roster, plan, 1, on(1, 20), "ไม่มี"),
                  lambda: status(roster, plan, 1, TODAY + timedelta(days=1))):  # fmt: skip
        with pytest.raises(BadInput):
            wrong()


def test_a_plan_of_another_form_or_year_is_noticed(roster: Database, plan: Plan, home: Path) -> None:
    save(roster, A, on(1, 10), letters())
    text = "form: o01_o43\nfiscal_year: 2567\nrounds:\n  - {name: ก, start: 2023-10-01, end: 2023-10-31}\n"
    (home / "other.yaml").write_text(text, encoding="utf-8")
    other = read_plan(home / "other.yaml")
    assert status(roster, other, 1, TODAY).other_terms == (("o01_o43", 2566),)
    assert status(roster, plan, 1, TODAY).other_terms == ()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_terminal_shows_it_all_within_its_width(roster: Database, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    save(roster, A, on(1, 20), letters())
    save(roster, A, on(2, 20), letters(O1="M", O2="O"))
    save(roster, D, on(2, 20), letters(O3="?", O4="-"))
    assert run_cli(["round", "status", "2", "--date", "2023-03-05", "--lang", lang]) == 0
    text = capsys.readouterr().out
    words = {"th": ("สถานะรอบการตรวจ “ระยะที่ 2”", "ยังไม่ครบ 1 แห่ง", "ผู้รับผิดชอบ สมศรี ใจดี", "5 มีนาคม 2566"),
             "en": ("Round “ระยะที่ 2”", "1 not yet", "owner สมศรี ใจดี", "5 March 2023")}[lang]  # fmt: skip
    assert [word for word in (*words, "8/10", "−2") if word not in text] == []
    from rich.cells import cell_len  # noqa: PLC0415

    assert max(cell_len(line) for line in text.splitlines()) <= 100
    assert run_cli(["round", "status", "2", "--date", "2023-03-05", "--lang", lang, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["as_of"], record["counts"]["short"], record["agencies"][0]["since_start"]["worse"]) == ("2023-03-05", 1, ["O1", "O2"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["status", "9"], "9: is no round of the plan"), (["status", "--date", "2099-01-01"], "is to come"),
        (["status", "--date", "2566-01-01"], "Buddhist"), (["status", "--district", "ไม่มี"], "has no agency"),
        (["status", "--agency", "ไม่มี"], "ไม่มี"), (["status", "--plan", "no.yaml"], "oit round init"),
        (["report", "--day", "2099-01-01"], "is to come"), (["report", "--day", "2023-03-01", "--all-due"], "leave one of them out"),
        (["signoff", "1", "--by", " "], "--by: is empty"), (["signoff", "1", "--by", "ก" * 161], "too long"), (["signoff", "1"], "--by"),
        (["signoff", "1", "--by", "ก", "--withdraw"], "nothing to withdraw"), (["certificate", "1"], "is not signed off"),
        (["certificate", "1", "--all-rounds"], "leave one of them out"), (["init"], "is there already"),
        (["init", "no/such/folder.yaml"], "cannot be written"), (["init", "x.yaml", "--form", "o99"], "o99"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line(roster: Database, words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["round", *words]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), told in err) == ("", 1, True)


def test_a_roster_of_nobody_is_told(home: Path, plan: Plan) -> None:
    with open_database(str(home / "other.db")) as database, pytest.raises(BadInput, match="no agency is on the roster"):
        status(database, plan, 1, on(1, 10))
