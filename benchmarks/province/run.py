"""`python -m benchmarks.province.run`: nights of a generated province by the tool's own nightly run; what they cost and what they tell.

Nothing is asked of any host but loopback. The servers are in a process of their own, whose CPU is not counted.
"""

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import rules
from app.judging import Terms
from app.night import NightRequest, run_night
from app.trend_changes import confirmed_on
from benchmarks.province.memory import Peak
from benchmarks.province.plants import changes, planted
from benchmarks.province.report import lines
from benchmarks.province.server import Province, served
from benchmarks.province.sites import FIRST_NIGHT, YEAR, Made, province
from crawler.contract import CrawlLimits
from oit.night import JobState
from oit.roster import RosterEntry
from store.database import Database, open_database

FORM = "o01_o43"


@dataclass(frozen=True, slots=True)
class NightSeen:
    """One night. `told` are the regressions of its morning, (agency, item, kind). Bytes and requests are the servers' own count."""

    day: str
    minutes: float
    cpu_minutes: float
    memory: int
    jobs: dict[str, int]  # by state
    captured: int
    trouble: list[str]
    told: list[tuple[str, str, str]]
    better: list[tuple[str, str, str]]
    outcomes: dict[str, dict[str, str]]  # agency -> item -> outcome
    served: dict[str, dict[str, int]]  # agency -> requests, sent, unchanged, most_at_once


def main(arguments: Sequence[str]) -> int:
    given = _arguments(arguments)
    pack = rules.load_pack(FORM)
    agencies = province(given.seed, given.agencies, pack)
    plants = [] if given.unchanged else planted(agencies, given.seed, pack)
    with TemporaryDirectory(prefix="oit-province-") as folder, served(agencies) as servers:
        os.environ["OIT_DATA"] = folder
        database = str(Path(folder) / "oit.db")
        with open_database(database) as opened:
            opened.put_roster([_entry(made, servers.port) for made in agencies])
        nights = []
        for number in range(1, given.nights + 1):
            servers.change(changes(plants, number, given.seed, pack))
            nights.append(_night(number, agencies, servers, database, given))
            print(f"night {number} is over", file=sys.stderr)
    for line in lines(agencies, plants, nights):
        print(line)
    if given.json:
        told = [{"agency": one.made.code, "plant": one.plant, "item": one.item} for one in plants]
        given.json.write_text(json.dumps({"plants": told, "nights": [asdict(night) for night in nights]}, indent=1), encoding="utf-8")
    return 0


def _entry(made: Made, port: int) -> RosterEntry:
    return RosterEntry(made.code, made.name, made.type, (f"http://{made.address}:{port}/",), district=f"D{made.number % 5}", province="P")


def _night(number: int, agencies: Sequence[Made], servers: Province, database: str, given: argparse.Namespace) -> NightSeen:
    day = FIRST_NIGHT + dt.timedelta(days=number - 1)
    limits = CrawlLimits(
        delay=given.delay, render=given.render, timeout=10.0, allow_private_hosts=tuple(made.address for made in agencies)
    )  # fmt: skip
    request = NightRequest(database, Terms(FORM, YEAR, day), limits, at_once=given.at_once, pause=0.0, canary=given.canary)
    servers.counts()
    with Peak(frozenset({servers.process})) as peak:
        summary = run_night(request)
    counts = servers.counts()
    with open_database(database) as opened:
        return NightSeen(
            day=str(day), minutes=summary.minutes, cpu_minutes=summary.cpu_minutes, memory=peak.most, jobs=_jobs(opened, day),
            captured=summary.captured, trouble=[f"{one.code}: {one.why}" for one in summary.trouble],
            told=_told(opened, day, worse=True), better=_told(opened, day, worse=False), outcomes=_outcomes(opened, day),
            served={made.code: counts[made.number] for made in agencies},
        )  # fmt: skip


def _jobs(database: Database, day: dt.date) -> dict[str, int]:
    queue = database.night_queue()
    night = queue.night(day)
    states = [job.state for job in queue.jobs(night.id)] if night else []
    return {str(state): states.count(state) for state in JobState if state in states}


def _outcomes(database: Database, day: dt.date) -> dict[str, dict[str, str]]:
    queue = database.night_queue()
    night = queue.night(day)
    jobs = [job for job in queue.jobs(night.id) if job.run_id is not None] if night else []
    return {job.code: {one.code: str(one.outcome) for one in database.findings(job.run_id or 0)} for job in jobs}


def _told(database: Database, day: dt.date, *, worse: bool) -> list[tuple[str, str, str]]:
    told = [change for one in confirmed_on(database, day) for change in one.changes]
    return sorted((change.agency.code, change.code, str(change.kind)) for change in told if change.kind.bad is worse)


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.province.run", description="Nights of a generated province on loopback.")
    parser.add_argument("--agencies", type=int, default=60)
    parser.add_argument("--nights", type=int, default=3)
    parser.add_argument("--unchanged", action="store_true", help="nothing is planted, no server fails: what a second night costs")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other agencies and plants")
    parser.add_argument("--at-once", type=int, default=0, help="checks at the same time; 0: what suits the machine")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds between two requests to a host")
    parser.add_argument("--render", choices=("auto", "never"), default="auto")
    parser.add_argument("--canary", action="store_true", help="with the canary, whose CPU then counts")
    parser.add_argument("--json", type=Path, help="also write everything here")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
