"""`oit nightly` as a real process over sites on loopback."""

import os
import signal
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from oit.night import Job
from oit.roster import RosterEntry
from store.database import open_database
from tests.survives.checks import Check, begun, command_of

DAY = date(2026, 11, 24)


def watched(data: Path, **addresses: str) -> None:
    with open_database(str(data / "oit.db")) as opened:
        opened.put_roster(RosterEntry(code, f"หน่วยงาน {code}", "sao", (url,)) for code, url in addresses.items())


def nightly(data: Path, *options: str) -> Check:
    """Begins the night of DAY."""
    quick = ["--allow-private-hosts", "127.0.0.1", "--delay", "0", "--render", "never", "--ocr", "never", "--retry-after", "0"]
    same = ["--fiscal-year", "2566", "--date", str(DAY), "--no-messages", "--lang", "en", "--at-once", "2"]
    return begun(data, "nightly", *quick, *same, *options)


def jobs(data: Path) -> dict[str, Job]:
    with open_database(str(data / "oit.db")) as opened:
        queue = opened.night_queue()
        night = queue.night(DAY)
        return {job.code: job for job in queue.jobs(night.id)} if night else {}


def runs(data: Path) -> dict[str, int]:
    """How many runs each agency has."""
    with open_database(str(data / "oit.db")) as opened:
        return {agency.code: len(opened.runs(agency.url)) for agency in opened.agencies()}


def workers(night: Check) -> list[int]:
    """The worker processes of a running night."""
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{night.process.pid}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return [child for child in found if "spawn_main" in command_of(child)]


def crawling(data: Path) -> bool:
    """Has a crawl begun to keep answers?"""
    return any(data.glob("snapshots/*/*/responses.jsonl"))


def end(process: int) -> None:
    os.kill(process, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
