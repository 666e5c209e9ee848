"""Where the browser is attacked: a hostile site, listeners that nothing may reach, and visits of the site's pages one after the other."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crawler.addresses import AddressGuard
from crawler.browser import Browser, Rendered
from crawler.browser_find import find_browser
from crawler.proxy import Lookup, look_up
from crawler.render_result import Patience, RenderProblem
from tests.hostile.net_server import HostileServer, head, html, listening

FOUND = find_browser()
SHORT = Patience(load=2, quiet=0.7, unfinished=0.9, expand=1.5, answer=1.5, whole=8)
DEADLINE = 40.0  # seconds after which a visit counts as endless: `whole`, a second try after a crash, a loaded machine
HURRIED = Patience(load=1, quiet=0.3, unfinished=0.4, expand=0.6, answer=0.6, whole=2)  # for pages that take all they get
FORBIDDEN = "127.0.0.2"


@dataclass
class Listener:
    """Counts what comes, by first line. Answers, so that what got through is seen to succeed."""

    host: str
    port: int = 0
    heard: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"{self.host}:{self.port}"

    def paths(self) -> set[str]:
        """The paths that were asked for; "" for a connection that asked for nothing."""
        return {line.split(" ")[1] if line.count(" ") == 2 else "" for line in self.heard}

    def serve(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError), line:
            self.heard.append("")
            number = len(self.heard) - 1
            line.settimeout(5)
            self.heard[number] = line.recv(65_536).decode("latin-1").partition("\r\n")[0]
            body = html("/", "SECRET")
            line.sendall(head(200, "Content-Type: text/html", "Access-Control-Allow-Origin: *", f"Content-Length: {len(body)}") + body)


@dataclass(frozen=True)
class Ground:
    """`site` may be visited; `beside` is another port of its address, `far` another address, `twin` that address with the site's port.
    `packets` counts what came by UDP to `far`'s port."""

    site: HostileServer
    beside: Listener
    far: Listener
    twin: Listener
    packets: list[bytes]

    @property
    def reached(self) -> list[str]:
        """What of the forbidden was reached."""
        heard = [line or "(connection)" for listener in (self.beside, self.far, self.twin) for line in listener.heard]
        return heard + ["UDP"] * len(self.packets)

    def visit(self, urls: Sequence[str], lookup: Lookup = look_up, more: Sequence[str] = (), patience: Patience = SHORT) -> "Visited":
        """Each address in the browser, one after the other. `more`: hosts that are let through beside the site."""
        return asyncio.run(self._visit([self._full(url) for url in urls], lookup, more, patience))

    def _full(self, url: str) -> str:
        return f"{self.site.url}{url}" if url.startswith("/") else url

    async def _visit(self, urls: Sequence[str], lookup: Lookup, more: Sequence[str], patience: Patience) -> "Visited":
        assert FOUND is not None
        guard = AddressGuard((self.site.place, *more))
        async with Browser(FOUND, guard, "oit-crawler/test", 5, patience=patience, lookup=lookup) as browser:
            came = [await asyncio.wait_for(browser.render(url), DEADLINE) for url in urls]
            return Visited(came, browser.proxy.refused, set(browser.proxy.reached))


@dataclass(frozen=True)
class Visited:
    came: list[Rendered]
    refused: int
    connected: set[tuple[str, int]]


@contextlib.contextmanager
def ground() -> Iterator[Ground]:
    site, beside, far, twin = HostileServer(), Listener("127.0.0.1"), Listener(FORBIDDEN), Listener(FORBIDDEN)
    with contextlib.ExitStack() as stack:
        site.port = stack.enter_context(listening(site.serve, site.host))
        twin.port = stack.enter_context(listening(twin.serve, twin.host, site.port))
        beside.port = stack.enter_context(listening(beside.serve, beside.host))
        far.port = stack.enter_context(listening(far.serve, far.host))
        packets = stack.enter_context(_packets(far.host, far.port))
        yield Ground(site, beside, far, twin, packets)


@contextlib.contextmanager
def _packets(host: str, port: int) -> Iterator[list[bytes]]:
    """What comes by UDP."""
    came: list[bytes] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind((host, port))
        listener.settimeout(0.1)
        over = threading.Event()

        def run() -> None:
            while not over.is_set():
                with contextlib.suppress(OSError):
                    came.append(listener.recv(2048))

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield came
        over.set()
        thread.join()


def assert_ended(came: dict[str, Rendered]) -> None:
    """Each with its page or a problem that has a name, and not too large; the last one is shown as ever."""
    known = tuple(RenderProblem)
    assert {path: page.problem for path, page in came.items() if page.problem and not page.problem.startswith(known)} == {}
    assert {path: page.problem for path, page in came.items() if bool(page.html) == bool(page.problem)} == {}
    assert all(len(page.html) <= 10_000_000 for page in came.values())
    assert "after all" in came["/after"].html
