"""What must not be in the tables is told by `oit db check`; what nobody needs any more goes, and nothing else."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from store_made import audit, snapshot

from oit.errors import NotFit
from oit.night import JobState
from store.database import Database, open_database
from store.models import JobTable, MessageTable, NightTable
from store.packing import pack_ids, unpack_ids

THEN = datetime(2023, 3, 15, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """One agency with a result in each of two nights, one job that waits, and a message in each state."""
    address = str(tmp_path / "oit.db") if request.param == "sqlite" else str(request.getfixturevalue("postgres_with_tables"))
    with open_database(address) as opened:
        runs = [opened.save_audit(audit(started=f"2023-03-{day}T02:00:00+07:00"), snapshot(), day, "0.1.0") for day in ("15", "16")]
        with Session(opened._writer) as session, session.begin():
            session.add_all([night(1, 15), night(2, 16), night(3, 17, ended=False)])
            session.flush()
            session.add_all([job(1, 1, runs[0]), job(2, 2, runs[1]), job(3, 3, None, JobState.WAITING)])
            states = (("sent", THEN), ("sent", THEN.replace(month=6)), ("waiting", None), ("given_up", None))
            session.add_all(message(number, state, sent) for number, (state, sent) in enumerate(states, 1))
        yield opened


def night(number: int, day: int, *, ended: bool = True) -> NightTable:
    return NightTable(id=number, day=date(2023, 3, day), state="done" if ended else "running", started=THEN, ended=THEN if ended else None,
                      form="o01_o43", fiscal_year=2566, canary="", summary="")  # fmt: skip


def job(number: int, night_id: int, run_id: int | None, state: JobState = JobState.DONE) -> JobTable:
    return JobTable(id=number, night_id=night_id, agency_id=1, host="h", position=0, state=state, attempts=1, second_pass=False, token=1,
                    worker="", lease_until=None, run_id=run_id, why="", started=None, ended=None)  # fmt: skip


def message(number: int, state: str, sent: datetime | None) -> MessageTable:
    return MessageTable(id=number, key=f"{number}", night=None, recipient="r", subject="s", body="b", made=THEN, state=state, attempts=1,
                        next_try=None, last_error="", sent=sent)  # fmt: skip


def change(database: Database, statement: str, **values: object) -> None:
    with database._engine.begin() as connection:
        connection.execute(text(statement), values)


def test_nothing_is_wrong_with_what_the_program_writes(database: Database) -> None:
    assert database.integrity() == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE jobs SET run_id = NULL WHERE id = 1", "night 2023-03-15: job 1 is done without what belongs to that"),
        ("UPDATE jobs SET state = 'lost' WHERE id = 3", "night 2023-03-17: job 3 is lost without what belongs to that"),
        ("UPDATE jobs SET state = 'leased' WHERE id = 3", "night 2023-03-17: job 3 is leased without what belongs to that"),
        ("UPDATE jobs SET run_id = 1 WHERE id = 2", "run 1: is the result of 2 jobs"),
        ("UPDATE runs SET agency_id = (SELECT max(id) FROM agencies) WHERE id = 2", "job 2: run 2 is another agency's result"),
        ("UPDATE messages SET sent = NULL WHERE id = 1", "message 1 (1): is sent without what belongs to that"),
        ("UPDATE messages SET state = 'waiting' WHERE id = 1", "message 1 (1): is waiting without what belongs to that"),
        ("UPDATE messages SET state = 'lost' WHERE id = 3", "message 3 (3): is lost without what belongs to that"),
    ],
)
def test_what_must_not_be_is_told(database: Database, damage: str, told: str) -> None:
    change(database, "INSERT INTO agencies (url, name, type, code) VALUES ('https://other.example/', '', '', '')")
    change(database, damage)
    assert database.integrity() == [told]


@pytest.mark.parametrize("table", ["shared_findings", "shared_evidence", "sightings"])
def test_a_run_whose_shared_rows_are_gone_or_damaged_is_told(database: Database, table: str) -> None:
    if table == "sightings":
        change(database, "UPDATE sightings SET body = :body", body=b"\0\1\0")
    else:
        change(database, f"DELETE FROM {table} WHERE id = 1")
    with pytest.raises(NotFit, match=r"run 1: .*restore a backup"):
        database.findings(1)


def test_a_list_of_failures_that_misses_one_is_told(database: Database) -> None:
    with database._engine.connect() as connection:
        (packed,) = connection.execute(text("SELECT failures FROM failure_lists")).one()
    change(database, "UPDATE failure_lists SET failures = :ids", ids=pack_ids([*unpack_ids(packed), 999]))
    with pytest.raises(NotFit, match="failure 999 of its list is not there"):
        database.failures(1)


def test_old_work_lists_and_messages_go_and_nothing_else(database: Database) -> None:
    limits = (date(2023, 3, 17), THEN.replace(month=5))
    assert database.drop_old_rows(*limits, done=False) == (2, 1)
    assert database.drop_old_rows(*limits, done=True) == (2, 1)
    assert database.drop_old_rows(date(2100, 1, 1), THEN.replace(month=5), done=True) == (0, 0)  # a night that did not end keeps its list
    with Session(database._engine) as session:
        assert [row.id for row in session.query(JobTable)] == [3]
        assert [row.id for row in session.query(MessageTable).order_by(MessageTable.id)] == [2, 3, 4]
        assert session.query(NightTable).count() == 3
    assert [run.id for run in database.runs(database.agencies()[0].url)] == [2, 1]
