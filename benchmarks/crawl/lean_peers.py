"""The crawlers that are compared, and the environment of those that this project does not depend on."""

import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
NEEDS = ("crawlee[parsel]>=1,<2", "aiohttp>=3.9,<4", "selectolax>=0.3.27,<2")
TEXTBOOK = "Scrapy, textbook"


@dataclass(frozen=True, slots=True)
class Crawler:
    """`command(base)` runs it; `ours` says that it is this project's."""

    name: str
    command: Callable[[str], list[str]]
    ours: bool = False


def crawlers(peers: Path | None, wanted: Sequence[str] = ()) -> list[Crawler]:
    """Those to be measured, the textbook spider first. `peers` is the Python of their environment, None leaves its crawlers out."""
    found = [
        Crawler(TEXTBOOK, lambda base: [sys.executable, str(HERE / "lean_peer_scrapy.py"), "textbook", base]),
        Crawler("Scrapy, tuned", lambda base: [sys.executable, str(HERE / "lean_peer_scrapy.py"), "tuned", base]),
    ]
    if peers is not None:
        found += [
            Crawler("crawlee", lambda base: [str(peers), str(HERE / "lean_peer_crawlee.py"), base]),
            Crawler("aiohttp, bare", lambda base: [str(peers), str(HERE / "lean_peer_aiohttp.py"), base]),
        ]
    found += [
        Crawler("ours, links", lambda base: [sys.executable, "-m", "benchmarks.crawl.lean_ours", "links", base], ours=True),
        Crawler("ours, evidence", lambda base: [sys.executable, "-m", "benchmarks.crawl.lean_ours", "evidence", base], ours=True),
    ]
    return [one for one in found if not wanted or one.name == TEXTBOOK or one.name in wanted]


def environment(folder: Path) -> tuple[Path | None, str]:
    """The Python of an environment with crawlee and aiohttp in `folder`, made if it is not there; (None, why) if it cannot be made."""
    python = folder / "bin" / "python"
    ready = folder / "ready"
    if not ready.exists():
        venv.create(folder, clear=True, with_pip=True)
        made = subprocess.run([python, "-m", "pip", "install", "-q", *NEEDS], capture_output=True, text=True, check=False)
        if made.returncode != 0:
            return None, made.stderr.strip().rsplit("\n", 1)[-1][:200]
        ready.touch()
    return python, ""


def versions(peers: Path | None) -> dict[str, str]:
    """Name -> version of what was measured."""
    program = (
        "import importlib.metadata as m, sys\n"
        "for n in sys.argv[1:]:\n"
        "    print(n, m.version(n))"
    )  # fmt: skip
    asked = [(sys.executable, ("scrapy", "selectolax"))] + ([(str(peers), ("crawlee", "aiohttp"))] if peers else [])
    told = [subprocess.run([python, "-c", program, *names], capture_output=True, text=True, check=True).stdout for python, names in asked]
    return dict(line.split(" ", 1) for text in told for line in text.splitlines())
