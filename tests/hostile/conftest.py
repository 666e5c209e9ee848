"""The hostile server, what is forbidden beside it, and crawls of it in processes of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.net_server import ForbiddenListener, HostileServer, listening

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Came:
    """What came out of a child: `told` is what it wrote, `megabytes` the most memory that it had."""

    told: dict[str, Any]
    megabytes: float

    @property
    def seconds(self) -> float:
        return float(self.told["seconds"])

    @property
    def facts(self) -> dict[str, Any]:
        return dict(self.told["facts"])

    @property
    def resources(self) -> dict[str, dict[str, Any]]:
        return dict(self.told["resources"])

    @property
    def unfetched(self) -> dict[str, dict[str, Any]]:
        return dict(self.told["unfetched"])

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        return dict(self.told["answers"])

    @property
    def looked_up(self) -> list[str]:
        return list(self.told["looked_up"])


class Nursery:
    """A process that has everything imported and forks a fresh child for each order."""

    def __init__(self, folder: Path) -> None:
        program = Path(__file__).parent / "net_child.py"
        environment = {name: text for name, text in os.environ.items() if "proxy" not in name.lower()}
        self._process = subprocess.Popen(
            [sys.executable, str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT), "TLDEXTRACT_CACHE": str(folder)},  # no list that was fetched before
        )

    def ask(self, order: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)


class UnderWay:
    """A child at work."""

    def __init__(self, nursery: Nursery, folder: Path, order: dict[str, Any], limits: dict[str, Any]) -> None:
        settings = {"delay": 0, "render": "never", "max_minutes": 0.5, "timeout": 3, "max_body": 1_000_000, **limits}
        self._out, self._err, self._nursery = folder / "out", folder / "err", nursery
        usual: dict[str, Any] = {"names": {}, "environment": {}, "outside": False}
        self._pid = nursery.ask({**usual, **order, "settings": settings, "out": str(self._out), "err": str(self._err)})

    def end(self) -> Came:
        code, megabytes = self._nursery.ask({"wait": self._pid})
        assert code == 0, self._err.read_text()
        assert self._err.read_text() == ""
        return Came(json.loads(self._out.read_text()), megabytes)


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    nursery = Nursery(tmp_path_factory.mktemp("nursery"))
    yield nursery
    nursery.close()


@dataclass(frozen=True)
class Net:
    """A hostile server with forbidden listeners around it: at the same port of another loopback address, and at a port of its own that
    the exception for the server does not name."""

    server: HostileServer
    forbidden: ForbiddenListener
    other_port: ForbiddenListener
    _nursery: Nursery
    _factory: pytest.TempPathFactory

    def start(self, path: str = "/", names: dict[str, Any] | None = None, outside: bool = False, environment: dict[str, str] | None = None,
              url: str = "", **limits: Any) -> UnderWay:  # fmt: skip
        """Begins a crawl of the server."""
        order = {"do": "crawl", "url": url or self.server.url + path, "names": names or {}, "outside": outside,
                 "environment": environment or {}}  # fmt: skip
        return UnderWay(self._nursery, self._factory.mktemp("crawl"), order, {"allow_private_hosts": [self.server.place], **limits})

    def crawl(self, path: str = "/", **given: Any) -> Came:
        return self.start(path, **given).end()

    def ask(self, *urls: str, names: dict[str, Any] | None = None, environment: dict[str, str] | None = None, **limits: Any) -> Came:
        """Asks for each address as it stands, one after the other."""
        order = {"do": "ask", "urls": urls, "names": names or {}, "environment": environment or {}}
        given = {"allow_private_hosts": [self.server.place], **limits}
        return UnderWay(self._nursery, self._factory.mktemp("ask"), order, given).end()

    def untouched(self) -> bool:
        """Did nothing reach what is forbidden?"""
        return self.forbidden.connections == 0 and self.other_port.connections == 0


@contextmanager
def new_net(nursery: Nursery, factory: pytest.TempPathFactory) -> Iterator[Net]:
    server, beside, other = HostileServer(), ForbiddenListener("127.0.0.2", 0), ForbiddenListener("127.0.0.1", 0)
    with (
        listening(server.serve, server.host) as server.port,
        listening(other.serve, other.host) as other.port,
        listening(beside.serve, beside.host, server.port) as beside.port,
    ):
        yield Net(server, beside, other, nursery, factory)


@pytest.fixture
def forbidden() -> Iterator[ForbiddenListener]:
    """What a file may name and nobody may ask; its connections are counted."""
    listener = ForbiddenListener("127.0.0.2", 0)
    with listening(listener.serve, listener.host) as listener.port:
        yield listener


@pytest.fixture
def net(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Net]:
    with new_net(nursery, tmp_path_factory) as net:
        yield net


@pytest.fixture(scope="module")
def shared_net(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Net]:
    """One server for all tests of a file."""
    with new_net(nursery, tmp_path_factory) as net:
        yield net
