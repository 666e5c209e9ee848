"""Tiny sites on loopback for nights: three pages each, quickly asked for; some are slow, dead for a while, or several on one host."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGES = {"structure": "โครงสร้างหน่วยงาน", "contact": "ข้อมูลการติดต่อ"}


class Host(ThreadingHTTPServer):
    """`asked` has the time and path of each request. Each answer takes `slow` seconds; while it is `ill` nothing is found."""

    daemon_threads = True

    def __init__(self, slow: float = 0.0, ill: bool = False) -> None:
        self.asked: list[tuple[float, str]] = []
        self.slow, self.ill = slow, ill
        super().__init__(("127.0.0.1", 0), Answers)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def span(self, below: str) -> tuple[float, float]:
        """When it was first and last asked for something below a path."""
        moments = [moment for moment, path in self.asked if path.startswith(below)]
        return min(moments), max(moments)


class Answers(BaseHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        self.server.asked.append((time.monotonic(), self.path))
        time.sleep(self.server.slow)
        head, _, name = self.path.rpartition("/")
        if self.server.ill:
            self._send(404, "<h1>404</h1>")
        elif name == "" or name in PAGES:
            menu = "".join(f'<li><a href="{head}/{name}">{title}</a></li>' for name, title in PAGES.items())
            title = PAGES.get(name, "องค์การบริหารส่วนตำบลตัวอย่าง")
            self._send(200, f"<title>{title}</title><nav><ul>{menu}</ul></nav><h1>{title}</h1><p>โทรศัพท์ 042-111-222 {name}</p>")
        else:
            self._send(404, "<h1>ไม่พบหน้า 404</h1>")

    def _send(self, status: int, text: str) -> None:
        body = f'<html><head><meta charset="utf-8"></head><body>{text}</body></html>'.encode()
        self.send_response(status)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        return


@contextmanager
def host(slow: float = 0.0, ill: bool = False) -> Iterator[Host]:
    with Host(slow, ill) as made:
        threading.Thread(target=made.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield made
        finally:
            made.shutdown()


def nobody() -> str:
    """An address that refuses."""
    with Host() as closed:
        return closed.url
