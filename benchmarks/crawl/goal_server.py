"""A made site on loopback, and the log of what was asked of it: the measure is what a server sees, not what a crawler says."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from benchmarks.crawl.goal_made import Answer, Site

_ROBOTS = b"User-agent: *\nDisallow: /administrator/\n"


@dataclass(slots=True)
class Log:
    """Requests in the order of their coming: path with query, and status."""

    lines: list[tuple[str, int]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, target: str, status: int) -> None:
        with self.lock:
            self.lines.append((target, status))


@dataclass(frozen=True, slots=True)
class Running:
    """A server under way: its address, its log."""

    url: str
    log: Log


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._send(True)

    def do_HEAD(self) -> None:
        self._send(False)

    def _send(self, with_body: bool) -> None:
        server: _Server = self.server  # type: ignore[assignment]
        if self.path == "/robots.txt":
            answer: Answer | None = Answer(_ROBOTS, "text/plain")
        else:
            with server.building:
                answer = server.site.answer(self.path)
        status = 200 if answer else 404
        server.log.add(self.path if with_body else f"HEAD {self.path}", status)
        sent = answer or Answer(b"<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>", "text/html")
        self.send_response(status)
        self.send_header("Content-Type", sent.content_type)
        self.send_header("Content-Length", str(len(sent.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(sent.body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the table is what people look at."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site, self.log, self.building = site, Log(), threading.Lock()

    def handle_error(self, request: object, client_address: object) -> None:
        """A crawl that is ended in the middle of an answer is no news."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(site: Site) -> Iterator[Running]:
    """The site on loopback while the context lasts."""
    server = _Server(site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield Running(f"http://127.0.0.1:{server.server_address[1]}/", server.log)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
