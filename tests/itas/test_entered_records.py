"""The kept answers of entered links: proved by oit db check, left alone by oit prune."""

from pathlib import Path

from click.testing import CliRunner

from app.database_check import check_database
from app.prune import Policy, prune
from cli import cli
from store.database import Database
from tests.itas.conftest import Office
from tests.itas.test_entered_watch import enter, look


def record_of(place: Path) -> Path:
    (record,) = place.glob("links/*/*/responses.warc.gz")
    return record


def test_a_record_that_is_gone_or_changed_is_told(database: Database, place: Path, office: Office) -> None:
    office.page("/plan", "แผนปฏิบัติการ" * 200)
    enter(database, office.at("/plan"))
    look(database, place)
    address, record = str(place / "oit.db"), record_of(place)
    assert check_database(address, deep=True).problems == ()
    whole = record.read_bytes()
    record.write_bytes(whole[: len(whole) // 2])
    assert check_database(address, deep=False).problems == ()
    (told,) = check_database(address, deep=True).problems
    assert str(record) in told
    record.write_bytes(b"none")
    assert len(check_database(address, deep=True).problems) == 1
    record.unlink()
    (told,) = check_database(address, deep=False).problems
    assert "missing" in told
    assert CliRunner().invoke(cli, ["db", "check", "--db", address], standalone_mode=False).return_value == 1


def test_pruning_leaves_them_alone(database: Database, place: Path, office: Office) -> None:
    office.page("/plan", "แผน")
    enter(database, office.at("/plan"))
    look(database, place)
    prune(str(place / "oit.db"), Policy(keep_days=0, keep_last=0), done=True)
    assert record_of(place).is_file()
