"""Ctrl-C ends a check with 130 and keeps what was fetched."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.app.commands import ROOT, oit
from tests.forked import start


class Endless(BaseHTTPRequestHandler):
    """Every page links to ten more."""

    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        body = "".join(f'<p><a href="/{self.asked}/{n}">page {n}</a></p>' for n in range(10)).encode()
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[str]:
    Endless.asked = 0
    with ThreadingHTTPServer(("127.0.0.1", 0), Endless) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/"
        running.shutdown()


@pytest.mark.skipif(os.name != "posix", reason="signals to a process group are sent on POSIX only")
def test_ctrl_c_keeps_what_was_fetched(tmp_path: Path, server: str) -> None:
    env = {**os.environ, "OIT_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)}
    site = (server, "--allow-private-hosts", "127.0.0.1", "--delay", "0.2", "--quiet", "--render", "never")
    options = ("--db", str(tmp_path / "x.db"), "--snapshot", str(tmp_path / "kept"))
    running = start(("check", *site, *options), cwd=tmp_path, env=env, stderr=subprocess.PIPE, new_session=True)
    for _ in range(600):
        if Endless.asked >= 5:
            break
        time.sleep(0.1)
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=60)
    said = told.decode()
    assert running.returncode == 130
    assert said.count("\n") == 1
    assert f"oit judge {tmp_path / 'kept'}" in said
    judged = oit("judge", str(tmp_path / "kept"), data=tmp_path)
    assert judged.code == 0, judged.err
