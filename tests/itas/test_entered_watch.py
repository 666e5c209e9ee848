"""oit itas watch: a real server whose pages change, move, go and fall silent."""

import gzip
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.entered_watch import Watched, Watching, watch
from app.link_checks import LinkLimits
from cli import cli
from cli_night import _afterwards
from oit.entered import EnteredLink, LinkState
from store.database import Database
from tests.itas.conftest import Office

NOW = datetime.now(UTC)
A1 = "https://www.a1.example/"


def enter(database: Database, *urls: str, until: date | None = None) -> None:
    day = NOW.date() - timedelta(days=1)
    links = [
        EnteredLink(0, A1, "o01_o43", 2566, f"O{11 + n}", "topic", url, "", day, "สมชาย", until or date(2099, 1, 1), "x")
        for n, url in enumerate(urls)
    ]
    database.enter_links(links, NOW)


def look(database: Database, place: Path) -> list[Watched]:
    limits = LinkLimits(allow_private_hosts=("127.0.0.1",), timeout=3.0, delay=0.0)
    return sorted(watch(database, Watching("", limits, place, "oit-test/1")), key=lambda one: one.known.link.code)


def states(found: list[Watched]) -> list[tuple[LinkState, bool]]:
    return [(one.known.looks[-1].state, one.alarm) for one in found]


def test_what_stays_is_one_stretch_and_raises_no_alarm(database: Database, place: Path, office: Office) -> None:
    office.page("/plan", "แผนปฏิบัติการประจำปี 2566", "ผู้เข้าชม 1,204 คน")
    enter(database, office.at("/plan"))
    assert states(look(database, place)) == [(LinkState.WORKS, False)]
    office.page("/plan", "แผนปฏิบัติการประจำปี 2566", "ผู้เข้าชม 1,377 คน")  # a counter
    found = look(database, place)
    assert states(found) == [(LinkState.WORKS, False)]
    assert [one.looks for one in found[0].known.looks] == [2]
    assert office.cookies == []


def test_another_year_is_another_content_and_told_once(database: Database, place: Path, office: Office) -> None:
    office.page("/plan", "แผนปฏิบัติการประจำปี 2566")
    enter(database, office.at("/plan"))
    look(database, place)
    office.page("/plan", "แผนปฏิบัติการประจำปี 2565")
    assert states(look(database, place)) == [(LinkState.CHANGED, True)]
    assert states(look(database, place)) == [(LinkState.CHANGED, False)]
    office.page("/plan", "แผนปฏิบัติการประจำปี 2566")
    assert states(look(database, place)) == [(LinkState.WORKS, False)]


def test_gone_moved_and_home(database: Database, place: Path, office: Office) -> None:
    for path in ("/a", "/b", "/c"):
        office.page(path, f"เอกสารที่ {path} ข้อมูลของหน่วยงาน")
    enter(database, *map(office.at, ("/a", "/b", "/c")))
    assert {state for state, _ in states(look(database, place))} == {LinkState.WORKS}
    del office.answers["/a"]
    office.page("/new", "เอกสารที่ /b ข้อมูลของหน่วยงาน")
    office.page("/b", status=302, Location="/new")
    office.page("/c", status=302, Location="/")
    assert states(look(database, place)) == [(LinkState.BROKEN, True), (LinkState.MOVED, True), (LinkState.LEADS_HOME, True)]
    assert states(look(database, place)) == [(LinkState.BROKEN, False), (LinkState.MOVED, False), (LinkState.LEADS_HOME, False)]


def test_a_file_is_told_by_its_bytes(database: Database, place: Path, office: Office) -> None:
    office.answers["/x.pdf"] = (200, "application/pdf", b"%PDF-1.4 one", {})
    enter(database, office.at("/x.pdf"))
    look(database, place)
    office.answers["/x.pdf"] = (200, "application/pdf", b"%PDF-1.4 two", {})
    assert states(look(database, place)) == [(LinkState.CHANGED, True)]


def test_a_silent_server_is_nobodys_fault_on_the_first_day(database: Database, place: Path, office: Office) -> None:
    office.answers["/x"] = (503, "text/html", b"<p>busy</p>", {})
    enter(database, office.at("/x"))
    assert states(look(database, place)) == [(LinkState.UNREACHED, False)]
    assert states(look(database, place)) == [(LinkState.UNREACHED, False)]


def test_each_new_answer_is_kept_and_no_other(database: Database, place: Path, office: Office) -> None:
    office.page("/plan", "แผนปฏิบัติการประจำปี 2566")
    enter(database, office.at("/plan"))
    for _ in range(2):
        look(database, place)
    office.page("/plan", "แผนปฏิบัติการประจำปี 2565")
    looks = look(database, place)[0].known.looks
    kept = sorted(file.relative_to(place).as_posix() for file in place.glob("links/**/*.gz"))
    assert kept == sorted(one.archive for one in looks)
    assert len(kept) == 2
    record = gzip.decompress((place / looks[-1].archive).read_bytes())
    assert "แผนปฏิบัติการประจำปี 2565".encode() in record


def test_what_is_over_is_not_asked(database: Database, place: Path, office: Office) -> None:
    enter(database, office.at("/plan"), until=NOW.date() - timedelta(days=1))
    assert look(database, place) == []


def test_private_addresses_are_not_asked_unless_named(database: Database, place: Path, office: Office) -> None:
    office.page("/plan", "แผน")
    enter(database, office.at("/plan"))
    found = list(watch(database, Watching("", LinkLimits(timeout=2.0, delay=0.0), place, "oit-test/1")))
    assert states(found) == [(LinkState.UNREACHED, False)]
    assert found[0].known.looks[-1].failure == "blocked_address"


def test_the_command_tells_and_ends_with_one(database: Database, place: Path, office: Office) -> None:
    enter(database, office.at("/gone"))
    arguments = ["itas", "watch", "--all", "--db", str(place / "oit.db"), "--allow-private-hosts", "127.0.0.1"]
    done = CliRunner().invoke(cli, [*arguments, "--lang", "en"], standalone_mode=False)
    assert done.return_value == 1, done.exception
    assert "ALARM" in done.output
    again = CliRunner().invoke(cli, [*arguments, "--json"], standalone_mode=False)
    assert again.return_value == 0
    assert [(one["looks"][-1]["state"], one["alarm"]) for one in json.loads(again.output)] == [("broken", False)]


@pytest.mark.parametrize("which", [(), ("A1", "--all")])
def test_which_links_must_be_clear(place: Path, which: tuple[str, ...]) -> None:
    done = CliRunner().invoke(cli, ["itas", "watch", *which], standalone_mode=False)
    assert "--all" in str(done.exception)


def test_a_night_of_the_whole_roster_looks_at_the_links(
    database: Database, place: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    enter(database, office.at("/gone"))
    given = {"contact": "", "allow_private_hosts": "127.0.0.1", "lang": "en", "no_messages": True, "prune": False, "district": ""}
    _afterwards(str(place / "oit.db"), None, given | {"only": "A1"})
    assert database.link_looks([1]) == {}
    _afterwards(str(place / "oit.db"), None, given | {"only": ""})
    assert "ALARM" in capsys.readouterr().err
    assert [one.state for one in database.link_looks([1])[1]] == [LinkState.BROKEN]
