"""oit itas dossier: the story of each link, told without gaps filled in, and the records beside it."""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import cli
from oit.entered import EnteredLink, LinkLook, LinkState
from oit.entered_story import story
from oit.errors import BadInput
from store.database import Database

A1 = "https://www.a1.example/"
EVIL = "</td><script>alert(1)</script>\x1b[31m\u202egnp"


def at(day: int, hour: int = 1) -> datetime:
    return datetime(2023, 5, day, hour, tzinfo=UTC)


def seen(link: int, state: LinkState, first: datetime, last: datetime, looks: int = 1, archive: str = "", title: str = "") -> LinkLook:
    return LinkLook(0, link, state, first, last, looks, f"{A1}x", 200, "", "text/html", 1234, "ab" * 32, "cd" * 32, title, archive)


def enter(database: Database, code: str, url: str) -> int:
    link = EnteredLink(0, A1, "o01_o43", 2566, code, "topic", url, "คำอธิบาย <b>", date(2023, 5, 1), "สมชาย", date(2023, 12, 31), "x.csv")
    database.enter_links([link], at(1))
    return next(one.id for one in database.entered_links() if one.url == url)


@pytest.fixture
def told(database: Database, place: Path) -> Path:
    """Three stretches of one link, one without a look, one that was replaced."""
    number = enter(database, "O11", f"{A1}o11")
    for name, body in (("one", b"first"), ("two", b"second")):
        (place / "links" / name).mkdir(parents=True)
        (place / "links" / name / "responses.warc.gz").write_bytes(body)
    database.add_look(seen(number, LinkState.WORKS, at(2), at(4), 3, "links/one/responses.warc.gz", EVIL))
    database.add_look(seen(number, LinkState.UNREACHED, at(5), at(5)))
    database.add_look(seen(number, LinkState.BROKEN, at(9), at(9), 1, "links/gone/responses.warc.gz"))
    enter(database, "O12", f"{A1}old")
    enter(database, "O12", f"{A1}new")
    return place


def dossier(place: Path, *more: str) -> Result:
    command = ["itas", "dossier", "A1", *more, "--db", str(place / "oit.db")]
    return CliRunner().invoke(cli, command, standalone_mode=False)


def test_days_without_a_look_are_told_and_not_filled_in() -> None:
    link = EnteredLink(1, A1, "o01_o43", 2566, "O11", "t", A1, "", date(2023, 5, 1), "x", date(2023, 12, 31), "")
    looks = [seen(1, LinkState.WORKS, at(2), at(4), 3), seen(1, LinkState.WORKS, at(4, 20), at(5)), seen(1, LinkState.BROKEN, at(9), at(9))]
    found = story(link, looks)
    assert [(one.first.day, one.last.day, one.unlooked) for one in found] == [(2, 4, 0), (5, 5, 0), (9, 9, 3)]  # days in Bangkok


def test_it_tells_of_every_link_and_stands_by_itself(told: Path) -> None:
    done = dossier(told, "--to", "out")
    assert done.exception is None, done.exception
    page = (told / "out" / "index.html").read_text(encoding="utf-8")
    for text in ("O11", f"{A1}o11", "สมชาย", "ติดต่อเซิร์ฟเวอร์ไม่ได้", "ก่อนหน้านี้ 3 วันไม่มีการตรวจ", "ab" * 32, f"{A1}old", f"{A1}new",
                 "ไม่มีการประทับเวลาจากบุคคลภายนอก", "ไม่อยู่ในที่เก็บแล้ว"):  # fmt: skip
        assert text in page, text
    assert hashlib.sha256(b"first").hexdigest() in page
    sums = (told / "out" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for line in sums:
        digest, name = line.split("  ")
        assert hashlib.sha256((told / "out" / name).read_bytes()).hexdigest() == digest
    assert len(sums) == 3  # page, data, the one record that is there
    data = json.loads((told / "out" / "dossier.json").read_text(encoding="utf-8"))
    assert [one["state"] for one in data["links"][0]["looks"]] == ["works", "unreached", "broken"]


def test_crawled_words_do_no_harm(told: Path) -> None:
    dossier(told, "--to", "out")
    page = (told / "out" / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert not {"\x1b", "\u202e"} & set(page)
    assert "<b>" not in page


def test_a_record_outside_of_the_data_folder_is_not_copied(told: Path, database: Database) -> None:
    (told.parent / "secret").write_text("secret", encoding="utf-8")
    number = enter(database, "O13", f"{A1}o13")
    database.add_look(seen(number, LinkState.WORKS, at(2), at(2), 1, "../secret"))
    dossier(told, "O13", "--to", "out")
    assert not list((told / "out").glob("records/*"))


def test_some_items_of_a_year(told: Path) -> None:
    assert dossier(told, "o12", "--to", "out", "--fiscal-year", "2566").exception is None
    assert f"{A1}o11" not in (told / "out" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("more", [("O43",), ("--fiscal-year", "2560")])
def test_what_was_not_entered_has_no_dossier(told: Path, more: tuple[str, ...]) -> None:
    assert isinstance(dossier(told, *more, "--to", "out").exception, BadInput)
    assert not (told / "out").exists()


def test_a_folder_that_holds_something_is_left_alone(told: Path) -> None:
    (told / "out").mkdir()
    (told / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    assert isinstance(dossier(told, "--to", "out").exception, BadInput)
    assert [file.name for file in (told / "out").iterdir()] == ["mine.txt"]
