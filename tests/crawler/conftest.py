"""A small web server on loopback whose answers a test writes, and crawls of it in a process of their own, for which this file is run."""

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
import traceback
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


class Nursery:
    """A process that has everything imported and forks a fresh child for each crawl: importing Scrapy takes longer than most crawls."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def fork(self, order: dict[str, Any]) -> int:
        """The process id of a child that does `order`."""
        return int(self._ask(order))

    def wait(self, pid: int) -> int:
        """The exit code of a child; it must end by itself."""
        return int(self._ask({"wait": pid}))

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)

    def _ask(self, order: dict[str, Any]) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


class Child:
    """A crawl under way in its own process."""

    def __init__(self, nursery: Nursery, folder: Path, url: str, **limits: Any) -> None:
        settings = {"delay": 0, "render": "never", "max_minutes": 0.5, "timeout": 5, "allow_private_hosts": ["127.0.0.1"], **limits}
        self._out, self._err, self._nursery = folder / "out", folder / "err", nursery
        environment = {name: os.environ.get(name) for name in ("PATH", "PLAYWRIGHT_BROWSERS_PATH")}
        files = {"out": str(self._out), "err": str(self._err)}
        self.pid = nursery.fork({"url": url, "settings": settings, "environment": environment, **files})

    def code(self) -> int:
        return self._nursery.wait(self.pid)

    def errors(self) -> str:
        return self._err.read_text()

    def result(self) -> Crawled:
        assert self.code() == 0, self.errors()
        assert self.errors() == ""
        return Crawled(**json.loads(self._out.read_text()))


@pytest.fixture
def start_crawl(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Child]:
    return lambda url, **limits: Child(nursery, tmp_path_factory.mktemp("crawl"), url, **limits)


@pytest.fixture
def crawl(start_crawl: Callable[..., Child]) -> Callable[..., Crawled]:
    return lambda url, **limits: start_crawl(url, **limits).result()


def _one_crawl(url: str, values: dict[str, Any]) -> None:
    from crawler.crawl import CrawlLimits, Progress, crawl  # noqa: PLC0415
    from oit.agency import Agency  # noqa: PLC0415
    from oit.snapshot import Resource, UnfetchedLink  # noqa: PLC0415
    from tests.crawler.plain_guide import PlainGuide  # noqa: PLC0415

    class Memory:
        def __init__(self) -> None:
            self.bodies: dict[str, bytes] = {}
            self.resources: dict[str, Any] = {}
            self.links: dict[str, Any] = {}

        def answer(self, exchange: Any) -> str:
            return self.body(exchange.body)

        def body(self, data: bytes, url: str = "", at: str = "") -> str:
            if "broken-sink" in limits.user_agent:
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

    limits = CrawlLimits(**{**values, "allow_private_hosts": tuple(values["allow_private_hosts"])})
    facts = crawl(Agency(url), limits, PlainGuide(), sink, report)
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


def _child(order: dict[str, Any]) -> None:
    """In the forked process: output to files, then the crawl, then the end."""
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(order[name], os.O_WRONLY | os.O_CREAT, 0o600), number)
    os.environ.update({name: value for name, value in order["environment"].items() if value is not None})
    code = 1
    try:
        _one_crawl(order["url"], order["settings"])
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _nurse() -> None:
    import reading.html  # noqa: F401, PLC0415

    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            print(os.waitstatus_to_exitcode(os.waitpid(order["wait"], 0)[1]), flush=True)
        elif pid := os.fork():
            print(pid, flush=True)
        else:
            _child(order)


if __name__ == "__main__":
    _nurse()
