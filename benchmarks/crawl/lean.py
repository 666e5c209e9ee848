"""What the crawl costs a page, side by side with other crawlers on one generated site, in interleaved rounds.

    python -m benchmarks.crawl.lean [--pages 2000] [--rounds 3] [--folder FOLDER] [--only NAME ...] [--json FILE]

Each round runs every crawler on the whole site and on a small one; the difference of the two is what a page costs, without imports and
start-up. Ratios are against the textbook spider of the same round. Then our crawler's memory on a quarter, a half and all of the pages.
docs/benchmarks.md says what is compared and what came of it.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.crawl.lean_measure import Cost, Failed, measure
from benchmarks.crawl.lean_peers import TEXTBOOK, Crawler, crawlers, environment, versions
from benchmarks.crawl.lean_server import HOST, free_ports, serving
from benchmarks.crawl.lean_site import FEWEST_PAGES, build

ROOT = Path(__file__).resolve().parents[2]
SMALL = FEWEST_PAGES  # pages of the site that start-up is measured on


@dataclass(frozen=True, slots=True)
class Run:
    """One crawler in one round: on the whole site, and on the small one."""

    whole: Cost
    small: Cost

    @property
    def per_page(self) -> float:
        """Milliseconds of processor time that one more page costs."""
        return 1000 * (self.whole.cpu - self.small.cpu) / (self.whole.pages - self.small.pages)

    @property
    def start_up(self) -> float:
        """Seconds of processor time before the first page."""
        return self.small.cpu - self.per_page * self.small.pages / 1000

    @property
    def speed(self) -> float:
        """Pages a second, start-up left out."""
        return (self.whole.pages - self.small.pages) / (self.whole.wall - self.small.wall)


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 done, 1 a crawler failed or read other pages than the rest."""
    options = _options(arguments)
    work = options.folder or Path(tempfile.mkdtemp(prefix="lean-"))
    try:
        return _measure(options, work)
    except (Failed, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        if options.folder is None:
            shutil.rmtree(work)


def _measure(options: argparse.Namespace, work: Path) -> int:
    peers, trouble = environment(work / "peers")
    if trouble:
        print(f"crawlee and aiohttp are left out, they could not be installed: {trouble}")
    sizes = sorted({SMALL, options.pages // 4, options.pages // 2, options.pages})
    ports = dict(zip(sizes, free_ports(len(sizes)), strict=True))
    folders: dict[int, Path] = {}
    for pages, port in ports.items():
        folders[port] = work / f"site-{pages}"
        shutil.rmtree(folders[port], ignore_errors=True)
        built = build(folders[port], pages, f"http://{HOST}:{port}")
    print(f"site: {built.pages} pages of {built.bytes // built.pages // 1000} kB on average, {built.links // built.pages} links each")
    chosen = crawlers(peers, options.only)
    with serving(folders, work / "server") as server:
        rounds = [_round(chosen, ports, work, number) for number in range(options.rounds)]
        memory = {one.name: {pages: _run(one, ports[pages], work).peak for pages in sizes[1:]} for one in chosen if one.ours}
    data = {"site": asdict(built), "server": server, "versions": versions(peers), "crawlers": _summary(rounds), "memory_mb": memory,
            "rounds": [{name: asdict(run) for name, run in one.items()} for one in rounds]}  # fmt: skip
    _print(data)
    if options.json:
        options.json.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return _agree(rounds)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawl.lean", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--pages", type=_least(4 * SMALL + 4), default=2000, help="pages of the site")
    parser.add_argument("--rounds", type=_least(1), default=3)
    parser.add_argument("--folder", type=Path, help="where sites and other crawlers are kept; default: not kept")
    parser.add_argument("--only", nargs="+", default=(), help="measure only these beside the textbook spider")
    parser.add_argument("--json", type=Path, help="also write everything here")
    return parser.parse_args(arguments)


def _least(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at least {least}")
        return int(text)

    return number


def _round(chosen: Sequence[Crawler], ports: dict[int, int], work: Path, number: int) -> dict[str, Run]:
    found: dict[str, Run] = {}
    for one in chosen:
        found[one.name] = run = Run(_run(one, ports[max(ports)], work), _run(one, ports[SMALL], work))
        print(f"round {number + 1}: {one.name}: {run.per_page:.2f} ms of processor time a page, {run.whole.pages} pages", flush=True)
    return found


def _run(one: Crawler, port: int, work: Path) -> Cost:
    shutil.rmtree(work / "snapshot", ignore_errors=True)
    try:
        return measure(one.command(f"http://{HOST}:{port}"), ROOT, {"LEAN_SNAPSHOT": str((work / "snapshot").resolve())})
    finally:
        shutil.rmtree(work / "snapshot", ignore_errors=True)


def _summary(rounds: Sequence[dict[str, Run]]) -> dict[str, dict[str, float]]:
    """Medians over the rounds; ratios pair by pair, then their median."""
    return {
        name: {
            "cpu_ms_per_page": round(statistics.median(one[name].per_page for one in rounds), 3),
            "cpu_ratio": round(statistics.median(one[name].per_page / one[TEXTBOOK].per_page for one in rounds), 3),
            "start_up_cpu_s": round(statistics.median(one[name].start_up for one in rounds), 2),
            "pages_per_s": round(statistics.median(one[name].speed for one in rounds), 1),
            "peak_mb": round(statistics.median(one[name].whole.peak for one in rounds), 1),
        }
        for name in rounds[0]
    }


def _print(data: dict[str, Any]) -> None:
    print(f"\nserver: {data['server']}; " + ", ".join(f"{name} {version}" for name, version in data["versions"].items()))
    print("| crawler | CPU ms/page | of the textbook spider's | start-up CPU s | pages/s | peak MB |\n|---|---|---|---|---|---|")
    for name, row in data["crawlers"].items():
        print(f"| {name} | {row['cpu_ms_per_page']:.2f} | {row['cpu_ratio']:.2f} | {row['start_up_cpu_s']:.1f} | {row['pages_per_s']:.0f} "
              f"| {row['peak_mb']:.0f} |")  # fmt: skip
    for name, by_pages in data["memory_mb"].items():
        print(f"memory, {name}: " + ", ".join(f"{peak:.0f} MB for {pages} pages" for pages, peak in by_pages.items()))


def _agree(rounds: Sequence[dict[str, Run]]) -> int:
    counts = {name: run.whole.pages for one in rounds for name, run in one.items()}
    if len(set(counts.values())) == 1:
        return 0
    print(f"not comparable, other numbers of pages: {counts}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
