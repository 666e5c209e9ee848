"""A small web server on loopback whose answers a test writes, and crawls of it in a fresh process. Run as a program, this file is that process."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """What the server answers. `asked` lists (path, time) of every request that came."""

    host: str = "127.0.0.1"
    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, float]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def page(self, path: str, body: str, **headers: str) -> None:
        filler = "<p>" + "ข้อความของหน่วยงานสำหรับทดสอบ " * 20 + "</p>"
        html = f"<!DOCTYPE html><html lang='th'><head><meta charset='utf-8'><title>{path}</title></head><body>{body}{filler}</body></html>"
        self.answer(path, 200, html.encode(), **{"Content-Type": "text/html; charset=utf-8", **headers})

    def raw_page(self, path: str, html: str) -> None:
        self.answer(path, 200, html.encode(), **{"Content-Type": "text/html; charset=utf-8"})

    def links(self, path: str, *hrefs: str) -> None:
        self.page(path, "".join(f'<p><a href="{href}">{href}</a></p>' for href in hrefs))

    def redirect(self, path: str, location: str, status: int = 302) -> None:
        self.answer(path, status, b"", Location=location)

    def answer(self, path: str, status: int, body: bytes = b"", **headers: str) -> None:
        def send(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                handler.send_header(name, value.encode().decode("latin-1"))
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = send


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, time.monotonic()))
        self.site.agents.add(self.headers.get("User-Agent", ""))
        answer = self.site.answers.get(self.path) or self.site.answers.get(self.path.split("?")[0])
        try:
            if answer is None:
                self.send_error(404)
            else:
                answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_POST = do_GET

    def log_message(self, *_: Any) -> None:
        """Silent."""


def _serve(host: str) -> Iterator[Site]:
    site = Site(host)
    server = ThreadingHTTPServer((host, 0), type("Handler", (_Handler,), {"site": site}))
    server.daemon_threads = True
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    yield from _serve("127.0.0.1")


@pytest.fixture
def other_site() -> Iterator[Site]:
    """A second server, on an address that no crawl here is allowed to reach unless a test says so."""
    yield from _serve("127.0.0.2")


@dataclass
class Crawled:
    """What came out of a crawl."""

    facts: dict[str, Any]
    resources: dict[str, dict[str, Any]]  # by address as asked
    unfetched: dict[str, dict[str, Any]]
    bodies: dict[str, str]
    progress: list[dict[str, Any]]
    order: list[str]


class Child:
    """A crawl under way in its own process."""

    def __init__(self, url: str, **limits: Any) -> None:
        settings = {"delay": 0, "render": "never", "max_minutes": 0.5, "timeout": 5, "allow_private_hosts": ["127.0.0.1"], **limits}
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, __file__, url, json.dumps(settings)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=ROOT
        )

    def result(self) -> Crawled:
        out, err = self.process.communicate(timeout=60)
        assert self.process.returncode == 0, err.decode()
        assert err.decode() == ""
        return Crawled(**json.loads(out))


@pytest.fixture
def crawl() -> Callable[..., Crawled]:
    return lambda url, **limits: Child(url, **limits).result()


@pytest.fixture
def start_crawl() -> type[Child]:
    return Child


def _main(url: str, settings: str) -> None:
    from crawler.crawl import CrawlLimits, Progress, crawl  # noqa: PLC0415
    from oit.agency import Agency  # noqa: PLC0415
    from oit.snapshot import Resource, Sighting, UnfetchedLink  # noqa: PLC0415

    class Words:
        """Ranks by words: "rank NN" in a link's text is its rank; O1 to O43 in it are its items."""

        name = "test guide 1"

        def rank(self, sighting: Sighting, url: str) -> float:
            said = re.search(r"rank (\d+)", sighting.text)
            return float(said.group(1)) if said else 0.0

        def found(self, sighting: Sighting, url: str) -> frozenset[str]:
            return frozenset(re.findall(r"\bO\d+\b", sighting.text))

    class Memory:
        def __init__(self) -> None:
            self.bodies: dict[str, bytes] = {}
            self.resources: dict[str, Any] = {}
            self.links: dict[str, Any] = {}

        def body(self, data: bytes) -> str:
            import hashlib  # noqa: PLC0415

            if "broken-sink" in settings:
                raise OSError("disk full")
            sha = hashlib.sha256(data).hexdigest()
            self.bodies[sha] = data
            return sha

        def resource(self, resource: Resource) -> None:
            assert resource.url not in self.resources, resource.url
            self.resources[resource.url] = asdict(resource)

        def unfetched(self, link: UnfetchedLink) -> None:
            assert link.url not in self.resources, link.url
            assert link.url not in self.links, link.url
            self.links[link.url] = asdict(link)

    sink, progress = Memory(), []

    def report(step: Progress) -> None:
        progress.append(asdict(step))

    values = json.loads(settings)
    values["allow_private_hosts"] = tuple(values["allow_private_hosts"])
    facts = crawl(Agency(url), CrawlLimits(**values), Words(), sink, report)
    json.dump(
        {
            "facts": asdict(facts),
            "resources": sink.resources,
            "unfetched": sink.links,
            "bodies": {sha: data[:200_000].decode("utf-8", "replace") for sha, data in sink.bodies.items()},
            "progress": progress,
            "order": [step["current_url"] for step in progress],
        },
        sys.stdout,
    )


if __name__ == "__main__":
    _main(*sys.argv[1:])
