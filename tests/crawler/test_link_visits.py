"""Single addresses opened one after the other: a server that never answers does not cost the whole time of each of its links."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from app.link_checks import LinkLimits, check_links
from crawler.link_visits import GIVE_UP_AFTER
from oit.snapshot import FetchFailure

LIMITS = LinkLimits(allow_private_hosts=("127.0.0.1",), timeout=5.0, delay=0.0)
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nConnection: close\r\n\r\nthere"
Answer = Callable[[str], bytes]


@pytest.fixture
def server() -> Iterator[tuple[int, list[str], Callable[[Answer], None]]]:
    """Its port, the paths that were asked for, and how to say what it answers: nothing at all where the bytes are empty."""
    asked: list[str] = []
    answer: list[Answer] = [lambda path: b""]
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def serve() -> None:
            while True:
                try:
                    taken, _ = listening.accept()
                except OSError:
                    return
                with taken:
                    path = taken.recv(65_536).split(b" ")[1].decode()
                    asked.append(path)
                    taken.sendall(answer[0](path))

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1], asked, lambda wanted: answer.__setitem__(0, wanted)


def test_a_server_that_is_silent_again_and_again_is_left_alone(server) -> None:
    port, asked, _ = server
    found = check_links([f"http://127.0.0.1:{port}/{n}" for n in range(GIVE_UP_AFTER + 4)], LIMITS)
    failures = [one.failure for one in found.values()]
    assert failures.count(FetchFailure.HOST_GIVES_UP) == 4
    assert all(one.works is None for one in found.values())  # nobody is accused
    assert len(set(asked)) == GIVE_UP_AFTER


def test_an_answer_between_begins_the_count_anew(server) -> None:
    port, asked, answers = server
    answers(lambda path: PAGE if int(path[1:]) % GIVE_UP_AFTER == GIVE_UP_AFTER - 1 else b"")
    count = 3 * GIVE_UP_AFTER
    found = check_links([f"http://127.0.0.1:{port}/{n}" for n in range(count)], LIMITS)
    assert FetchFailure.HOST_GIVES_UP not in {one.failure for one in found.values()}
    assert len(set(asked)) == count
    assert sum(one.works is True for one in found.values()) == 3
