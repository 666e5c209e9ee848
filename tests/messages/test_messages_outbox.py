"""The outbox itself, on SQLite and on a PostgreSQL server: written once, taken by one, noted by whoever holds it."""

import threading
from datetime import timedelta

import pytest
from messages_made import moment_of, night_of

from store.database import open_database
from store.outbox import GIVEN_UP, LEASE, SENT, WAITING, NewMessage

NOW = moment_of(0)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path) -> str:
    return str(tmp_path / "oit.db") if request.param == "sqlite" else request.getfixturevalue("postgres_with_tables")


def message(key: str) -> NewMessage:
    return NewMessage(key, night_of(0), "office > HOOK", "หัวเรื่อง", "{}")


def test_a_key_is_written_once_by_however_many(address):
    added: list[int] = []

    def write() -> None:
        with open_database(address) as database:
            added.append(database.put_messages([message("a"), message("b"), message("a")], NOW))

    with open_database(address):
        threads = [threading.Thread(target=write) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(added) == 2
    assert len(added) == 3


def test_one_process_takes_a_message_and_the_next_only_after_the_lease(address):
    with open_database(address) as database, open_database(address) as other:
        database.put_messages([message("a")], NOW)
        (seen,) = database.due_messages(NOW)
        taken = database.take_message(seen, NOW)
        assert taken is not None
        assert taken.attempts == 1
        assert other.take_message(seen, NOW) is None
        assert other.due_messages(NOW + LEASE - timedelta(seconds=1)) == []
        (again,) = other.due_messages(NOW + LEASE)
        held = other.take_message(again, NOW + LEASE)
        assert held is not None
        database.mark_message(taken, GIVEN_UP, NOW + LEASE, None, "too late")  # it is another's by now
        assert [one.state for one in database.unsent_messages()] == [WAITING]
        other.mark_message(held, SENT, NOW + LEASE)
        assert database.unsent_messages() == []
        assert [(one.state, one.attempts) for one in database.messages_of(night_of(0))] == [(SENT, 2)]


def test_retry_leaves_alone_what_is_being_sent(address):
    with open_database(address) as database:
        database.put_messages([message("failed"), message("given up"), message("held"), message("new")], NOW)
        failed, given_up, held, _ = (one for one in database.due_messages(NOW))
        for one, state, later in ((failed, WAITING, NOW + timedelta(hours=1)), (given_up, GIVEN_UP, None)):
            taken = database.take_message(one, NOW)
            assert taken is not None
            database.mark_message(taken, state, NOW, later, "no")
        database.take_message(held, NOW)
        assert [one.key for one in database.due_messages(NOW)] == ["new"]
        assert database.retry_messages(NOW) == 2
        assert [one.key for one in database.due_messages(NOW)] == ["failed", "given up", "new"]
