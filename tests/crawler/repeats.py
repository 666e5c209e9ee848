"""Whole crawls into snapshot folders, each in a process forked from one that has everything imported: for tests of the second night."""

import datetime as dt
import importlib
import json
import os
import subprocess
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
YEAR, DAY = 2566, dt.date(2023, 5, 1)


@dataclass
class Nights:
    """Crawls of one site, one after the other, each beside the ones before."""

    folder: Path
    process: "subprocess.Popen[str]"
    count: int = 0

    def crawl(self, url: str, *, earlier: Path | None = None, shown: tuple[str, ...] = (), name: str = "", **limits: Any) -> Path:
        """The folder of a new snapshot of `url`."""
        self.count += 1
        folder = self.folder / f"night-{self.count}"
        given = {"delay": 0.001, "render": "never", "max_minutes": 0.5, "timeout": 5, "allow_private_hosts": ["127.0.0.1"], **limits}
        order = {"url": url, "name": name, "folder": str(folder), "earlier": str(earlier or ""), "shown": shown, "limits": given}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        assert answer == "0", f"{answer} {(self.folder / 'err').read_text() if (self.folder / 'err').exists() else ''}"
        return folder


def nurse() -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)


def _crawl(order: dict[str, Any]) -> None:
    import rules  # noqa: PLC0415
    from app import gather  # noqa: PLC0415
    from app.guide import RuleGuide  # noqa: PLC0415
    from app.judging import codes_for  # noqa: PLC0415
    from crawler.contract import CrawlLimits  # noqa: PLC0415
    from oit.agency import Agency  # noqa: PLC0415

    pack, agency = rules.load_pack(), Agency(order["url"], order["name"])
    guide = RuleGuide(pack, rules.load_words(), agency, YEAR, DAY, codes_for(pack, YEAR, agency))
    limits = CrawlLimits(**{**order["limits"], "allow_private_hosts": tuple(order["limits"]["allow_private_hosts"])})
    folder, earlier = Path(order["folder"]), Path(order["earlier"]) if order["earlier"] else None
    crawl_order = gather.CrawlOrder(agency, limits, guide, folder, earlier, tuple(order["shown"]))
    pipe = _Pipe()
    gather._crawl(crawl_order, pipe)  # type: ignore[arg-type]
    if pipe.trouble:
        raise SystemExit(pipe.trouble)


class _Pipe:
    trouble = ""

    def send(self, message: object) -> None:
        if isinstance(message, (str, Exception)):
            self.trouble = str(message)

    def close(self) -> None:
        """Nothing was opened."""


def _serve() -> None:
    import app.loaded  # noqa: F401, PLC0415
    from app.crawl_start import _LATE  # noqa: PLC0415

    for name in _LATE:
        importlib.import_module(name)
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _child(order)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def _child(order: dict[str, Any]) -> None:
    code = 1
    try:
        os.dup2(os.open(Path(order["folder"]).parent / "err", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)
        _crawl(order)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
