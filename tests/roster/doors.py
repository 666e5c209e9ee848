"""Small servers on loopback whose answers a test writes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_FILLER = "<p>ข้อความของหน่วยงานสำหรับทดสอบ</p>" * 30
PAGE = f"<html><head><title>หน่วยงาน</title></head><body><a href='/a'>หน้าแรก</a>{_FILLER}</body></html>"


@dataclass
class Door:
    """`answers`: path -> (status, headers, body) or what writes to the connection; other paths are not found. `asked` lists what was."""

    host: str
    port: int = 0
    answers: dict[str, tuple[int, dict[str, str], str] | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/"

    def page(self, path: str = "/", body: str = PAGE, status: int = 200, **headers: str) -> None:
        self.answers[path] = (status, {"Content-Type": "text/html; charset=utf-8", **headers}, body)

    def leads(self, path: str, target: str, status: int = 301) -> None:
        self.answers[path] = (status, {"Location": target}, "")


class _Handler(BaseHTTPRequestHandler):
    door: Door

    def do_GET(self) -> None:
        self.door.asked.append(self.path)
        self.door.headers.append(dict(self.headers))
        answer = self.door.answers.get(self.path, (404, {}, "gone"))
        try:
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())
        except OSError:
            self.close_connection = True  # whoever asked is gone

    def log_message(self, *_: Any) -> None:
        """Silent."""


@contextmanager
def door(host: str) -> Iterator[Door]:
    made = Door(host)
    server = ThreadingHTTPServer((host, 0), type("Handler", (_Handler,), {"door": made}))
    server.daemon_threads = True
    made.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
