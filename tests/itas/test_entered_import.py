"""oit itas import and list: what is taken, replaced, refused."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import cli
from oit.entered_reader import BadLinks
from oit.errors import BadInput
from store.database import open_database

TERMS = ("--fiscal-year", "2566", "--date", "2023-04-20")
GOOD = (
    "หน่วยงาน,ข้อ,ลิงก์,คำอธิบาย,วันที่บันทึก\n"
    "A1,O11,https://www.a1.example/o11,แผน,20/4/2566\n"
    "A1,o 12,https://www.a1.example/a https://www.a1.example/b,,\n"
    "B2,3,http://www.b2.example/x.pdf,,2023-04-01\n"
)


def oit(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["itas", *arguments, "--db", str(place / "oit.db")], standalone_mode=False)


def take(place: Path, text: str, *more: str) -> Result:
    (place / "links.csv").write_text(text, encoding="utf-8")
    return oit(place, "import", "links.csv", "--by", "สมชาย", *TERMS, *more)


def listed(place: Path, *more: str) -> list[tuple[str, str]]:
    done = oit(place, "list", *more, "--json")
    assert done.exception is None, done.exception
    return [(one["code"], one["url"]) for one in json.loads(done.output)]


def test_links_are_taken_with_day_and_name(place: Path) -> None:
    done = take(place, GOOD)
    assert done.exception is None, done.exception
    assert "เพิ่ม 4" in done.output
    with open_database(str(place / "oit.db")) as database:
        links = database.entered_links()
    assert [(one.code, one.entered, one.by, one.watch_until) for one in links] == [
        ("O11", date(2023, 4, 20), "สมชาย", date(2023, 12, 31)),
        ("O12", date(2023, 4, 20), "สมชาย", date(2023, 12, 31)),
        ("O12", date(2023, 4, 20), "สมชาย", date(2023, 12, 31)),
        ("O3", date(2023, 4, 1), "สมชาย", date(2023, 12, 31)),
    ]
    assert links[0].text == "แผน"


def test_another_link_takes_the_place_and_the_old_one_stays_on_record(place: Path) -> None:
    take(place, GOOD)
    done = take(place, "code,url\nO11,https://www.a1.example/new\n", "--agency", "A1")
    assert "ใช้แทนของเดิม 1" in done.output
    assert ("O11", "https://www.a1.example/new") in listed(place, "A1")
    assert ("O11", "https://www.a1.example/o11") not in listed(place, "A1")
    assert ("O11", "https://www.a1.example/o11") in listed(place, "A1", "--replaced")
    assert len(listed(place)) == 4  # items that the file does not name stay


def test_the_same_again_changes_nothing(place: Path) -> None:
    take(place, GOOD)
    before = listed(place, "--replaced")
    assert "เท่าเดิม 4" in take(place, GOOD).output
    assert listed(place, "--replaced") == before


def test_a_dry_run_writes_nothing(place: Path) -> None:
    assert "เพิ่ม 4" in take(place, GOOD, "--dry-run").output
    assert listed(place) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("A1,O99,https://a.example/,,", "O99 is no item"),
        ("A1,,https://a.example/,,", "is no item"),
        ("A1,O11,,,", "url: is empty"),
        ("A1,O11,javascript:alert(1),,", "is no address"),
        ("A1,O11,https://user@a.example/,,", "is no address"),
        ("A1,O11,//a.example/x,,", "is no address"),
        ("A1,O11,https:///x,,", "is no address"),
        ("A1,O11,https://a.example/\u202ex,,", "not seen"),
        ("A1,O11,https://a.example/,,31/2/2566", "is no day"),
        ("Z9,O11,https://a.example/,,", "agency: "),
        (",O11,https://a.example/,,", "agency: "),
    ],
)
def test_a_mistake_is_named_by_its_line_and_nothing_is_taken(place: Path, row: str, told: str) -> None:
    done = take(place, GOOD + row + "\n")
    assert isinstance(done.exception, BadLinks), done.output
    assert any(line.startswith("links.csv:5: ") and told in line for line in done.exception.lines), done.exception.lines
    assert listed(place) == []


@pytest.mark.parametrize("text", ["", "code\nO11\n", "name,url\nx,https://a.example/\n", "code,url\n"])
def test_what_is_no_list_of_links(place: Path, text: str) -> None:
    done = take(place, text, "--agency", "A1")
    assert isinstance(done.exception, BadInput), done.output
    assert "\n" not in str(done.exception)


def test_a_link_cannot_be_entered_after_its_watch(place: Path) -> None:
    assert isinstance(take(place, GOOD, "--watch-until", "2023-04-10").exception, BadInput)
