"""A web server on loopback that may send anything, however wrong, and a listener that nothing may ever reach."""

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

MOST_SECONDS = 60.0  # no answer of the server goes on for longer, whatever the visitor does
CALM = "<p>" + "ข้อความของหน่วยงานสำหรับทดสอบ " * 20 + "</p>"


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]  # by names in lower case
    at: float  # of time.monotonic


Send = Callable[[socket.socket, Asked], None]


@dataclass
class HostileServer:
    """`answers` by path without query, or with it where that is registered. Each connection serves one request and is closed."""

    host: str = "127.0.0.1"
    port: int = 0
    answers: dict[str, Send] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    otherwise: Send | None = None  # for paths that are not registered; 404 if there is none
    sent: dict[str, int] = field(default_factory=dict)  # bytes that the visitor took, by path, of endless answers

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def place(self) -> str:
        """As --allow-private-hosts takes it."""
        return f"{self.host}:{self.port}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def times(self, path: str) -> int:
        return sum(asked.path == path for asked in self.asked)

    # What is answered

    def raw(self, path: str, *parts: bytes, reset: bool = False) -> None:
        """Sends the bytes as they are; `reset` then breaks the connection instead of closing it."""

        def send(line: socket.socket, _: Asked) -> None:
            for part in parts:
                line.sendall(part)
            if reset:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

        self.answers[path] = send

    def answer(self, path: str, status: int = 200, body: bytes = b"", *headers: str | bytes, kind: str = "text/html") -> None:
        self.raw(path, head(status, f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers), body)

    def page(self, path: str, body: str, *headers: str) -> None:
        self.answer(path, 200, html(path, body), *headers)

    def links(self, path: str, hrefs: Iterable[str]) -> None:
        """A page of links; the first are worth most to the guide of the tests."""
        body = "".join(f'<p><a href="{href}">link rank {max(99 - n, 1)}</a></p>' for n, href in enumerate(hrefs))
        self.page(path, body)

    def redirect(self, path: str, location: str | bytes, status: int = 302) -> None:
        value = location if isinstance(location, bytes) else location.encode()
        self.answer(path, status, b"", b"Location: " + value)

    def endless(self, path: str, start: bytes, again: bytes, pause: float = 0.0) -> None:
        """Sends `again` until the visitor has enough; `sent` counts what went out."""

        def send(line: socket.socket, asked: Asked) -> None:
            line.sendall(start)
            while time.monotonic() < asked.at + MOST_SECONDS:
                line.sendall(again)
                self.sent[path] = self.sent.get(path, 0) + len(again)
                time.sleep(pause)

        self.answers[path] = send

    def silent(self, path: str) -> None:
        """Says nothing at all."""
        self.endless(path, b"", b"", 0.2)

    # The server

    def serve(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError), line:
            line.settimeout(MOST_SECONDS)
            asked = _request(line)
            if asked is None:
                return
            self.asked.append(asked)
            send = self.answers.get(asked.path) or self.answers.get(asked.path.partition("?")[0]) or self.otherwise
            if send is None:
                line.sendall(head(404, "Content-Length: 0"))
            else:
                send(line, asked)


@dataclass
class ForbiddenListener:
    """Stands for everything private. Answers, so that a request that got through would be seen to succeed."""

    host: str
    port: int
    connections: int = 0

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def serve(self, line: socket.socket) -> None:
        self.connections += 1
        with contextlib.suppress(OSError), line:
            line.settimeout(5)
            line.recv(65_536)
            body = html("/", "SECRET")
            line.sendall(head(200, "Content-Type: text/html", f"Content-Length: {len(body)}") + body)


def head(status: int, *headers: str | bytes) -> bytes:
    lines = [f"HTTP/1.1 {status} any".encode(), b"Connection: close"]
    lines += [header if isinstance(header, bytes) else header.encode() for header in headers]
    return b"\r\n".join([*lines, b"", b""])


def html(title: str, body: str) -> bytes:
    frame = "<!DOCTYPE html><html lang='th'><head><meta charset='utf-8'><title>{}</title></head><body>{}{}</body></html>"
    return frame.format(title, body, CALM).encode()


def _request(line: socket.socket) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data and len(data) < 1_000_000:
        more = line.recv(65_536)
        if not more:
            return None
        data += more
        if data[:1] == b"\x16":  # a TLS handshake: servers without TLS answer it so
            line.sendall(head(400, "Content-Length: 0"))
            return None
    first, *rest = data.decode("latin-1").partition("\r\n\r\n")[0].split("\r\n")
    if len(first.split(" ")) != 3:
        return None
    headers = {name.strip().lower(): value.strip() for name, _, value in (text.partition(":") for text in rest)}
    return Asked(first.split(" ")[1], headers, time.monotonic())


@contextlib.contextmanager
def listening(serve: Callable[[socket.socket], None], host: str, port: int = 0) -> Iterator[int]:
    """Hands every connection to `serve` in a thread of its own; gives the port."""
    listener = socket.create_server((host, port), backlog=100)

    def run() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(line,), daemon=True).start()

    threading.Thread(target=run, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
