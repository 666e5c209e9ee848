import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from store.database import Database, open_database
from tests.once import made_once
from tests.rounds.rounds_made import ROSTER


@dataclass
class Office:
    """A server whose answers a test writes: path -> status, type, body, more headers."""

    port: int = 0
    answers: dict[str, tuple[int, str, bytes, dict[str, str]]] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def page(self, path: str, *lines: str, status: int = 200, **headers: str) -> None:
        body = f"<!DOCTYPE html><html lang=th><head><meta charset=utf-8><title>{path}</title></head><body><main>"
        body += "".join(f"<p>{line}</p>" for line in lines) + "</main></body></html>"
        self.answers[path] = (status, "text/html; charset=utf-8", body.encode(), headers)


@pytest.fixture
def office() -> Iterator[Office]:
    made = Office()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            made.cookies += self.headers.get_all("Cookie") or []
            status, kind, body, headers = made.answers.get(self.path, (404, "text/html", b"<title>404</title><p>not found</p>", {}))
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    made.page("/", "หน้าแรก")
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "itas", _fill) / "oit.db"


def _fill(folder: Path) -> None:
    with open_database(str(folder / "oit.db")) as database:
        database.put_roster(ROSTER)


@pytest.fixture
def place(_kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database of agencies, the present folder and data folder too."""
    (tmp_path / "oit.db").write_bytes(_kept.read_bytes())
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def database(place: Path) -> Iterator[Database]:
    with open_database(str(place / "oit.db")) as opened:
        yield opened
