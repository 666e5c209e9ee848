"""Bad input gets one clear line that names the place and the mend, the right exit code, and leaves nothing half-written."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.app.commands import in_process, oit

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Troubled(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kinds = {"/paper.pdf": (200, "application/pdf", PDF), "/empty": (200, "text/html", b"")}
        status, kind, body = kinds.get(self.path, (500, "text/plain", b""))
        self.send_response(404 if self.path == "/robots.txt" else status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        return


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Troubled) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "ftp://a.go.th"], "ftp://a.go.th: ftp:// cannot be crawled; give an address that begins with https:// or http://"),
        (["check", "javascript:alert(1)"], "is no web address"),
        (["check", "http://"], "http://: is no web address"),
        (["check", ""], "address: is empty"),
        (["check", "bantuayang"], '"bantuayang" is no host name of a website'),
        (["check", "http://a.go.th", "--fiscal-year", "2023"], "is no Buddhist-era year between 2555 and 2620; did you mean 2566?"),
        (["check", "http://a.go.th", "--date", "15/3/2023"], "15/3/2023: is no day; write it as 2023-03-15"),
        (["check", "http://a.go.th", "--date", "2566-03-15"], "2566-03-15: is a Buddhist-era year; write 2023-03-15"),
        (["check", "http://a.go.th", "--form", "o1"], "form o1: there is no such form; there are: o01_o43"),
        (["check", "http://a.go.th", "--agency-type", "temple"], "'temple' is not one of 'province'"),
        (["check", "http://a.go.th", "--max-pages", "0"], "--max-pages"),
        (["check", "http://a.go.th", "--delay", "-1"], "--delay"),
        (["check", "http://a.go.th", "--json", "nowhere/x.json"], "--json nowhere/x.json: cannot be written there"),
        (["check", "http://a.go.th", "--json", "-", "--html", "-"], "only one report can go to standard output"),
        (["check", "http://a.go.th", "--contact", "หน่วยงาน"], "contact: give a web or e-mail address"),
        (["check", "http://a.go.th", "--no-such"], "No such option '--no-such'"),
        (["judge", "nowhere"], "'nowhere' does not exist"),
        (["judge", "."], "manifest.json"),
        (["rules", "show", "O44"], "O44: is no item of the form o01_o43; its items are O1 to O43"),
        (["rules", "evaluate", "nowhere.jsonl"], "'nowhere.jsonl' does not exist"),
    ],
)
def test_wrong_request(tmp_path: Path, arguments: list[str], said: str) -> None:
    ran = in_process(*arguments, data=tmp_path)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""
    assert list(tmp_path.iterdir()) == []


def test_wrong_request_of_a_process(tmp_path: Path) -> None:
    ran = oit("check", "http://a.go.th", "--form", "o1", data=tmp_path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("oit: form o1: there is no such form")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "render", "said"),
    [
        ("http://nobody.invalid/", "never", "nobody.invalid"),
        ("http://127.0.0.1:9/", "never", "127.0.0.1:9"),
        ("https://{server}/500", "never", "/500"),
        ("http://{server}/500", "auto", "/500"),
        ("http://{server}/paper.pdf", "auto", "application/pdf"),
    ],
)
def test_site_that_cannot_be_captured(tmp_path: Path, server: str, address: str, render: str, said: str) -> None:
    url = address.format(server=server)
    ran = oit(
        "check", url, "--allow-private-hosts", "127.0.0.1", "--delay", "0", "--quiet", "--json", "x.json", "--lang", "en", "--no-pictures",
        "--render", render, "--db", "x.db", data=tmp_path,
    )  # fmt: skip
    assert ran.code == 3, ran.err
    assert said in ran.err
    assert ran.err.count("\n") == 1
    report = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert report["score"]["counts"]["not_checked"] == 43
    assert (report["score"]["oit"]["lowest"], report["score"]["oit"]["highest"]) == (0, 100)


def test_empty_page_is_no_accusation(tmp_path: Path, server: str) -> None:
    ran = oit(
        "check", f"http://{server}/empty", "--allow-private-hosts", "127.0.0.1", "--delay", "0", "--quiet", "--json", "-", "--no-pictures",
        "--render", "never", "--db", "x.db", data=tmp_path,
    )  # fmt: skip
    assert ran.code == 3, ran.err
    assert json.loads(ran.out)["score"]["counts"]["not_checked"] == 43


def test_private_address_is_refused_unless_named(tmp_path: Path, server: str) -> None:
    ran = oit("check", f"http://{server}/empty", "--quiet", "--lang", "en", "--db", "x.db", data=tmp_path)
    assert ran.code == 3
    assert "--allow-private-hosts" in ran.err


def test_database_that_does_not_open(tmp_path: Path, server: str) -> None:
    (tmp_path / "x.db").write_bytes(b"this is no database at all, only text that is long enough to look at" * 20)
    before = (tmp_path / "x.db").read_bytes()
    ran = oit("check", f"http://{server}/empty", "--allow-private-hosts", "127.0.0.1", "--quiet", "--db", "x.db", data=tmp_path)
    assert ran.code == 4
    assert "x.db" in ran.err
    assert ran.err.count("\n") == 1
    assert (tmp_path / "x.db").read_bytes() == before


def test_browser_that_does_not_run(tmp_path: Path, server: str) -> None:
    ran = oit(
        "check", f"http://{server}/empty", "--allow-private-hosts", "127.0.0.1", "--quiet", "--render", "always", "--browser",
        str(tmp_path / "none"), "--db", "x.db", data=tmp_path,
    )  # fmt: skip
    assert ran.code == 4
    assert str(tmp_path / "none") in ran.err
    assert ran.err.count("\n") == 1
