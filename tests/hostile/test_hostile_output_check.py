"""`oit check` of a hostile site over the network: what the whole program prints, progress and errors included, is harmless."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest

from crawler.browser_find import find_browser
from tests.app.commands import Ran, oit
from tests.hostile.output_checks import error_faults, html_faults, json_faults, terminal_faults, workbook_faults
from tests.hostile.output_corpus import CORPUS
from tests.hostile.output_site import TITLE, hostile_pages

EVIL = "\x1b]52;c;eA==\x07\x1b[2J\x9b31m"
PAGES = dict(list(hostile_pages().items())[:30])
MOST_PAGES = {"never": "20", "auto": "5"}
SCRIPTS = (
    f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><script>console.error('\\x1b[2J\\u202e'); alert('\\x1b[2J');"
    "setTimeout(() => { throw new Error('\\x1b]52;c;eA==\\x07') }, 1); Promise.reject(new Error('\\x9b31m'))</script></body></html>"
)


class HostileAnswers(BaseHTTPRequestHandler):
    """Pages with hostile words, and around them status lines, headers and redirects with control characters."""

    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        body = PAGES.get(self.path)
        if self.path == "/robots.txt":
            self._raw(b"404 \x1b[31m" + EVIL.encode("latin-1"), b"")
        elif self.path == "/scripts.html":
            self._raw(b"200 OK", SCRIPTS.encode())
        elif body is None:
            self._raw(b"302 " + EVIL.encode("latin-1"), b"", b"Location: /\x1b[2J/" + quote(CORPUS["bidi_override"]).encode() + b"\r\n")
        else:
            body += b"<a href=/scripts.html>" + TITLE.encode() + b"</a>" if self.path == "/" else b""
            self._raw(b"200 \x1b[2J", body, b"Server: " + EVIL.encode("latin-1") + b"\r\n")

    def _raw(self, status: bytes, body: bytes, headers: bytes = b"") -> None:
        self.wfile.write(b"HTTP/1.0 " + status + b"\r\nContent-Type: text/html; charset=utf-8\r\n" + headers + b"\r\n" + body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), HostileAnswers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def checked(site: str, folder: Path, render: str, *more: str) -> Ran:
    return oit("check", site, "--allow-private-hosts", "127.0.0.1", "--delay", "0", "--render", render, "--max-pages", MOST_PAGES[render],
               "--ocr", "never", "--max-minutes", "1", "--fiscal-year", "2566", "--agency-name", f"เทศบาล{EVIL}\u202e", *more,
               data=folder)  # fmt: skip


@pytest.mark.parametrize("render", ["never", "auto"])
def test_all_that_a_check_prints_is_harmless(site: str, tmp_path: Path, render: str) -> None:
    if render == "auto" and find_browser("") is None:
        pytest.skip("no browser was found on this machine")
    done = checked(site, tmp_path, render, "--html", "r.html", "--json", "r.json", "--xlsx", "r.xlsx")
    assert done.code == 0, done.err
    assert terminal_faults(done.out) == []
    assert terminal_faults(done.err) == []
    assert "Traceback" not in done.err
    assert html_faults((tmp_path / "r.html").read_text(encoding="utf-8")) == []
    report = (tmp_path / "r.json").read_text(encoding="utf-8")
    assert json_faults(report) == []
    assert TITLE in report
    assert workbook_faults((tmp_path / "r.xlsx").read_bytes()) == []


def test_a_site_that_gives_no_page_is_told_in_one_line(site: str, tmp_path: Path) -> None:
    done = checked(site + "/none/", tmp_path, "never", "--quiet", "--json", "r.json")
    assert done.code == 3, done
    assert error_faults(done.err) == []
    assert terminal_faults(done.out) == []
