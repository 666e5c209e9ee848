"""Serves a variant on loopback: its own host and the further ones, with the manners of its server."""

import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

from sample.variants.kind import Variant
from sample.variants.site import Answer, Asked, Site

_TEXTS = ("text/", "application/json", "application/javascript")


class Log:
    """What was asked of all hosts of a variant so far."""

    def __init__(self) -> None:
        self.targets: list[str] = []
        self._lock = threading.Lock()
        self._times: Counter[tuple[str, str]] = Counter()
        self._moments: deque[float] = deque()

    def note(self, target: str, host: str, agent: str) -> Asked:
        """Counts a request and says what it is."""
        with self._lock:
            self.targets.append(f"{host}:{target}" if host else target)
            self._times[host, target] += 1
            now = time.monotonic()
            self._moments.append(now)
            while self._moments[0] < now - 1:
                self._moments.popleft()
            return Asked(target, self._times[host, target], len(self.targets), len(self._moments), host, agent)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], host: str, variant: Variant, site: Site, log: Log) -> None:
        super().__init__(address, _Handler)
        self.host, self.variant, self.site, self.log = host, variant, site, log
        self.names: Mapping[bytes, bytes] = {}

    def answer(self, target: str, agent: str) -> Answer:
        asked = self.log.note(target, self.host, agent)
        special = self.variant.answer(asked, self.site)
        if special is not None:
            return special
        parts = self.site.hosts[self.host] if self.host else self.site.parts
        return Answer(parts.get(target) or parts.get(target.partition("#")[0]) or self.site.not_found)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "sample"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        target = unquote(self.path, errors="replace")
        answer = self.server.answer(target, self.headers.get("User-Agent", ""))
        if answer.delay:
            time.sleep(answer.delay)
        if answer.drop:
            self.close_connection = True
            return
        body = self._addressed(answer)
        self.send_response(answer.part.status)
        self.send_header("Content-Type", answer.part.content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in answer.part.headers:
            self.send_header(name, self._named(value.encode("latin-1")).decode("latin-1"))
        self.end_headers()
        if with_body:
            self.wfile.write(body[: len(body) // 2] if answer.cut else body)
        self.close_connection = self.close_connection or answer.cut

    def _addressed(self, answer: Answer) -> bytes:
        return self._named(answer.part.body) if answer.part.content_type.startswith(_TEXTS) else answer.part.body

    def _named(self, data: bytes) -> bytes:
        for name, address in self.server.names.items():
            data = data.replace(name, address)
        return data

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: `Log` keeps what was asked."""


@dataclass(frozen=True, slots=True)
class Served:
    """`address` is the one to begin at; `hosts` are the further hosts by name, "127.0.0.2:PORT"."""

    address: str
    hosts: Mapping[str, str]
    log: Log


@contextmanager
def serve_variant(variant: Variant, site: Site, host: str = "127.0.0.1", port: int = 0) -> Iterator[Served]:
    """Serves `site` and its further hosts while the context lasts. OSError where an address cannot be taken."""
    log = Log()
    with ExitStack() as stack:
        own = stack.enter_context(_running((host, port), "", variant, site, log))
        others = {name: stack.enter_context(_running((variant.hosts[name], 0), name, variant, site, log)) for name in site.hosts}
        names = {f"http://{name}.host.invalid".encode(): f"http://{_place(server)}".encode() for name, server in others.items()}
        names[b"http://own.host.invalid"] = f"http://{_place(own)}".encode()
        for server in (own, *others.values()):
            server.names = names
        yield Served(f"http://{_place(own)}{variant.entry}", {name: _place(server) for name, server in others.items()}, log)


def _place(server: _Server) -> str:
    """Host and port."""
    return f"{server.server_address[0]!s}:{server.server_address[1]}"


@contextmanager
def _running(address: tuple[str, int], host: str, variant: Variant, site: Site, log: Log) -> Iterator[_Server]:
    server = _Server(address, host, variant, site, log)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
