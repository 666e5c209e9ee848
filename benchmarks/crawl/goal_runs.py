"""One crawl of a made site, ours or Scrapy's, as a process of its own; what the server saw of it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.crawl.goal_addresses import key
from benchmarks.crawl.goal_made import Piece, Site
from benchmarks.crawl.goal_paths import needed
from benchmarks.crawl.goal_server import served
from oit.errors import NotFit

ROOT = Path(__file__).parents[2]
SHARES = (0.5, 0.8, 0.95, 1.0)
MARKS = (50, 100, 200, 400)


@dataclass(frozen=True, slots=True)
class Order:
    """What the requests of one crawl found. `found_at`: of each piece, the number of the first request that got it (robots.txt and
    failures count as requests, but find nothing)."""

    count: int
    found_at: Mapping[str, int]
    names: tuple[str, ...]  # of all pieces
    seconds: float = 0.0
    requests: tuple[tuple[str, int], ...] = ()  # path with query, status; empty where it was not kept

    @property
    def pieces(self) -> int:
        return len(self.names)

    def until(self, share: float) -> int | None:
        """Requests until `share` of the pieces was found; None: it never was."""
        goal, places = needed(self.pieces, share), sorted(self.found_at.values())
        return places[goal - 1] if len(places) >= goal else None

    def until_items(self, share: float) -> int | None:
        """The same for items, each found with its first piece."""
        first: dict[str, int] = {}
        for name, place in sorted(self.found_at.items(), key=lambda pair: pair[1]):
            first.setdefault(name.partition(".")[0], place)
        goal = needed(len({name.partition(".")[0] for name in self.names}), share)
        return sorted(first.values())[goal - 1] if len(first) >= goal else None

    def found_after(self, requests: int) -> int:
        """Pieces found by then."""
        return sum(place <= requests for place in self.found_at.values())


def order_of(lines: Sequence[tuple[str, int]], pieces: Sequence[Piece], seconds: float = 0.0) -> Order:
    """What a log of (path with query, status) found."""
    owners: dict[str, list[str]] = {}
    for piece in pieces:
        for address in piece.addresses:
            owners.setdefault(address, []).append(piece.name)
    found: dict[str, int] = {}
    for place, (target, status) in enumerate(lines, 1):
        if status == 200 and not target.startswith("HEAD "):
            for name in owners.get(key(target), ()):
                found.setdefault(name, place)
    return Order(len(lines), found, tuple(piece.name for piece in pieces), seconds, tuple(lines))


def run_ours(site: Site, most: int, tree: Path = ROOT, options: Sequence[str] = ()) -> Order:
    """The crawl of `oit check` as people call it, one request at a time, by the code in `tree`; what comes after the crawl is not waited
    for. Raises NotFit with its last words if it fails."""
    with tempfile.TemporaryDirectory(prefix="goal-") as folder, served(site) as server:
        command = [
            sys.executable, "-c", "from cli import main; main()", "check", server.url, "--max-pages", str(most), "--max-minutes", "60",
            "--delay", "0.001",  # above 0: one request at a time
            "--date", site.day.isoformat(), "--fiscal-year", str(site.fiscal_year), "--agency-name", site.name, "--render", "never",
            "--no-pictures", "--allow-private-hosts", "127.0.0.1",
            "--snapshot", f"{folder}/kept", "--json", f"{folder}/report.json", "--db", f"sqlite:///{folder}/goal.db",
            "--quiet", *options,
        ]  # fmt: skip
        began, said, manifest = time.monotonic(), Path(folder) / "said", Path(folder) / "kept" / "manifest.json"
        with said.open("wb") as out, _group(command, tree, out) as process:
            while process.poll() is None and not manifest.exists():
                time.sleep(0.2)
            failed = process.poll() not in (None, 0, 1)
        if failed:
            raise NotFit(f"oit check: ended with {process.returncode}: {said.read_text(errors='replace')[-400:]}")
        return order_of(server.log.lines, site.pieces, time.monotonic() - began)


def run_scrapy(site: Site, most: int, share: float = 1.0) -> Order:
    """The textbook crawl until `share` of the evidence is found, it ends, or `most` requests."""
    command = (sys.executable, "-m", "benchmarks.crawl.goal_peer")
    with served(site) as server, _group((*command, server.url, str(most)), ROOT) as process:
        began, goal = time.monotonic(), needed(len(site.pieces), share)
        while process.poll() is None:
            time.sleep(0.5)
            lines = list(server.log.lines)
            if len(lines) >= most or len(order_of(lines, site.pieces).found_at) >= goal:
                break
        return order_of(list(server.log.lines), site.pieces, time.monotonic() - began)


@contextmanager
def _group(command: Sequence[str], folder: Path, out: IO[bytes] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A process with children, all of which end with the context."""
    told = subprocess.STDOUT if out is not None else None
    process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=told, start_new_session=True)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
