"""Whole nights over sites on loopback: who is audited when, what becomes of trouble, and what stands the morning after."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.judging import BANGKOK, terms
from app.night import NightRequest, run_night
from app.night_events import Event
from app.night_summary import NightSummary
from crawler.contract import CrawlLimits
from oit.errors import BadInput
from oit.roster import RosterEntry
from store.database import open_database
from tests.night.sites import host, nobody

FIRST = date(2026, 11, 24)
LIMITS = CrawlLimits(delay=0, render="never", outside="never", timeout=5, allow_private_hosts=("127.0.0.1",))


def entry(code: str, url: str) -> RosterEntry:
    return RosterEntry(code, f"หน่วยงาน {code}", "sao", (url,))


@dataclass
class Ground:
    """A database with a roster, and what the nights over it told."""

    data: Path
    events: list[Event] = field(default_factory=list)
    when: dict[str, Callable[[], None]] = field(default_factory=dict)  # what is done when a kind of event comes for a code

    def hear(self, event: Event) -> None:
        self.events.append(event)
        self.when.get(f"{event.kind} {event.facts.get('code')}", lambda: None)()

    @property
    def database(self) -> str:
        return str(self.data / "oit.db")

    def watch(self, **addresses: str | RosterEntry) -> None:
        with open_database(self.database) as opened:
            opened.put_roster(one if isinstance(one, RosterEntry) else entry(code, one) for code, one in addresses.items())

    def night(self, day: date, at_once: int = 2, until: datetime | None = None, only: tuple[str, ...] = ()) -> NightSummary:
        self.events.clear()
        request = NightRequest(
            self.database, terms("o01_o43", 2566, day), LIMITS, day, at_once, until, pause=0, only=only, canary=False, ocr="never"
        )
        return run_night(request, self.hear)

    def told(self, *kinds: str) -> list[str]:
        return [f"{event.kind} {event.facts['code']}" for event in self.events if event.kind in kinds]

    def runs(self, url: str) -> list[tuple[str, int]]:
        """Stop and pages of each run, newest first."""
        with open_database(self.database) as opened:
            return [(run.stopped_by, run.pages) for run in opened.runs(url)]

    def folders(self) -> set[str]:
        return {str(folder) for folder in (self.data / "snapshots").glob("*/*")}

    def cited(self) -> set[str]:
        with open_database(self.database) as opened:
            return {run.snapshot for agency in opened.agencies() for run in opened.runs(agency.url)}


@pytest.fixture
def ground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ground]:
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    return Ground(tmp_path)


def test_a_first_night_with_all_manners_of_sites(ground: Ground) -> None:
    with host(slow=0.05) as shared, host() as well, host(ill=True) as ill_at_first:
        dead = nobody()
        few = RosterEntry("FEW", "มีหน้าน้อย", "sao", (well.url + "few/",), min_pages=50)
        ground.watch(ONE=shared.url + "one/", TWO=shared.url + "two/", WELL=well.url, ILL=ill_at_first.url, DEAD=dead, FEW=few)
        ground.when["trouble ILL"] = lambda: setattr(ill_at_first, "ill", False)
        summary = ground.night(FIRST)
        assert (summary.agencies, summary.captured, summary.unreached, summary.waiting, summary.state) == (6, 4, (), 0, "done")
        assert summary.exit_code == 3
        assert {one.code: (one.why, one.standing, one.kept) for one in summary.trouble} == {
            "DEAD": ("not_captured refused", None, True), "FEW": ("few_pages 3 50", None, True)
        }  # fmt: skip
        # Two agencies of one host: the one was left before the other was asked.
        spans = sorted(shared.span(path) for path in ("/one/", "/two/"))
        assert spans[0][1] <= spans[1][0]
        # What was ill came round in the second pass, and only that result is kept.
        assert ground.told("trouble").count("trouble ILL") == 1
        assert ground.runs(ill_at_first.url) == [("finished", 3)]
        assert ground.runs(dead) == [("not_captured", 0)]
        assert ground.folders() == ground.cited()
        with open_database(ground.database) as opened:
            assert {len(opened.findings(run.id)) for agency in opened.agencies() for run in opened.runs(agency.url)} == {43}
            missing = [one for run in opened.runs(dead) for one in opened.findings(run.id) if one.outcome != "not_checked"]
        assert missing == []
        again = ground.night(FIRST)
        assert (again.due, again.exit_code) == (0, 0)
        assert ground.told("started") == []


def test_nights_in_a_row_time_that_runs_out_and_a_site_that_goes_down(ground: Ground) -> None:
    with host() as first, host() as second:
        ground.watch(OLD=first.url, NEW=second.url)
        over = ground.night(FIRST, until=datetime.now(BANGKOK) - timedelta(seconds=1))
        assert (over.state, set(over.unreached), over.exit_code, over.captured) == ("out_of_time", {"OLD", "NEW"}, 3, 0)
        assert ground.night(FIRST, at_once=1, only=("OLD",)).captured == 1
        second_night = ground.night(FIRST + timedelta(1), at_once=1)
        assert second_night.captured == 2
        assert ground.told("started") == ["started NEW", "started OLD"]  # never seen before, then the longest unseen
        assert second_night.missed == ()
    # Both are down now: each keeps one result of the night that accuses nobody, and what was seen before stands.
    down = ground.night(FIRST + timedelta(4), at_once=1)
    assert [str(day) for day in down.missed] == ["2026-11-26", "2026-11-27"]
    today = datetime.now(BANGKOK).date()
    assert {(one.code, one.why, one.standing) for one in down.trouble} == {
        ("OLD", "not_captured refused", today), ("NEW", "not_captured refused", today)
    }  # fmt: skip
    assert [stop for stop, _ in ground.runs(first.url)] == ["not_captured", "finished", "finished"]
    assert ground.folders() == ground.cited()


def test_a_check_that_does_not_end_is_ended_by_the_clock(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that never answers holds a crawl for a minute; here a job may take five seconds in all, once."""
    monkeypatch.setattr("app.night_crew._AFTER_CRAWL", 5.0 - 2 * 60)
    monkeypatch.setattr("app.night_crew._WATCH_SECONDS", 0.2)
    monkeypatch.setattr("store.jobs.MOST_ATTEMPTS", 1)
    limits = CrawlLimits(delay=0, render="never", timeout=300, max_minutes=1, allow_private_hosts=("127.0.0.1",))
    with host(slow=60) as endless:
        ground.watch(STUCK=endless.url)
        request = NightRequest(ground.database, terms("o01_o43", 2566, FIRST), limits, FIRST, pause=0, canary=False, ocr="never")
        summary = run_night(request, ground.events.append)
    assert ground.told("ended") == ["ended STUCK"]
    (trouble,) = summary.trouble
    assert (trouble.code, trouble.kept, summary.waiting, summary.exit_code) == ("STUCK", False, 0, 3)
    assert "minutes" in trouble.why


def test_codes_that_nobody_watches_are_told_and_nothing_is_begun(ground: Ground) -> None:
    ground.watch(ONE="http://127.0.0.1:9/")
    with pytest.raises(BadInput, match="TWO"):
        ground.night(FIRST, only=("ONE", "TWO"))
    with open_database(ground.database) as opened:
        assert opened.night_queue().nights(5) == []
