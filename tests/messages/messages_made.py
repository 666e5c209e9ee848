"""A province of three agencies, made without a crawl, and servers on loopback that take what is sent."""

import json
import socketserver
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from oit.agency import Agency
from oit.audit import (
    AgencyAudit,
    AuditScore,
    Currency,
    CurrencyVerdict,
    Evidence,
    FormUsed,
    FoundPeriod,
    ItemFinding,
    Outcome,
    Presence,
    PresenceVerdict,
    Reason,
    ReasonCode,
    Score,
)
from oit.changes import Change, ChangeKind, Seen
from oit.night import BANGKOK, NightState
from oit.night_queue import Planned, Result
from oit.roster import Owner, RosterEntry
from oit.snapshot import CrawlFacts, SiteSnapshot
from store.database import Database, open_database

FIRST = date(2023, 3, 1)
PROVINCE = "ตัวอย่างบุรี"
TOPICS = {"O1": "structure", "O10": "annual_action_plan", "O12": "plan_report_annual"}
OUTCOMES = {"P": Outcome.PASS, "O": Outcome.OUTDATED, "M": Outcome.MISSING, "I": Outcome.INCOMPLETE, "?": Outcome.UNCLEAR}
REASONS = {"P": ReasonCode.ALL_SEEN, "O": ReasonCode.OTHER_PERIOD, "M": ReasonCode.NOTHING_FOUND, "I": ReasonCode.ELEMENTS_MISSING}
CODES = tuple(TOPICS)


def entry(code: str, **more: Any) -> RosterEntry:
    given: dict[str, Any] = {
        "code": code, "name": f"เทศบาลตำบล{code}", "type": "subdistrict_municipality", "urls": (f"https://www.{code.lower()}.example/",),
        "district": "เมือง", "province": PROVINCE, "contact": f"office@{code.lower()}.example",
    }  # fmt: skip
    return RosterEntry(**(given | more))


ROSTER = (
    entry("A1", owners=(Owner("annual_action_plan", "สมศรี", "plan@a1.example"),)),
    entry("B2", owners=(Owner("annual_action_plan", "สมศรี", "plan@a1.example"),)),
    entry("C3", province="อื่น", contact="โทร 0-1234"),
)


def finding(agency: RosterEntry, code: str, letter: str, facts: Mapping[str, str] | None = None) -> ItemFinding:
    shown = letter in "PIO"
    url = f"{agency.urls[0]}{code.lower()}"
    piece = Evidence(url, agency.urls[0], ("หน้าแรก", code), "page", 200, "text/html", f"{ord(letter):02x}" * 32, "", "", code, 95.0)
    period = FoundPeriod(2565 if letter == "O" else 2566, None, None, "ปี", "link")
    given = facts or ({"found": "FY2565", "required": "FY2566"} if letter == "O" else {})
    return ItemFinding(
        code=code, topic=TOPICS[code], title_th=f"ข้อ {code}", title_en=code, indicator="9.1", outcome=OUTCOMES[letter],
        reasons=(Reason(REASONS.get(letter, ReasonCode.SCAN), given),), presence=PresenceVerdict(Presence.PRESENT, 90),
        currency=CurrencyVerdict(Currency.CURRENT, 90, "FY2566", (period,)), elements=(), best_url=url if shown else None,
        evidence=(piece,) if shown else (), depends_on=(), points=0.5, fact_confidence="confirmed",
    )  # fmt: skip


def night_of(number: int) -> date:
    return FIRST + timedelta(days=number)


def moment_of(number: int, hour: int = 2) -> datetime:
    return datetime(FIRST.year, FIRST.month, FIRST.day, hour, tzinfo=BANGKOK) + timedelta(days=number)


def audit(agency: RosterEntry, letters: str | None, number: int, facts: Mapping[str, Mapping[str, str]] | None = None) -> AgencyAudit:
    """What the night saw of O1, O10 and O12, a letter each; None: the site did not answer."""
    made = tuple(finding(agency, code, letter, (facts or {}).get(code)) for code, letter in zip(CODES, letters or "", strict=False))
    at, down = moment_of(number), letters is None
    crawl = CrawlFacts(
        at.isoformat(), (at + timedelta(minutes=5)).isoformat(), 40, 0 if down else 30, 5, 0, 99_000,
        "not_captured" if down else "finished", "", "auto", "oit-crawler", "o01_o43 1",
    )  # fmt: skip
    score = AuditScore(Score(50, 60), Score(1, 2), (), {outcome.value: 0 for outcome in Outcome})
    failures = ((agency.urls[0], "timeout", ""),) if down else ()
    who = Agency(agency.urls[0], agency.name, agency.type, agency.code)
    return AgencyAudit(who, FormUsed("o01_o43", "1", "ab" * 32, 2566), at.date().isoformat(), crawl, failures, score, made)


def save_night(
    database: Database, number: int, seen: Mapping[str, str | None], unreached: Sequence[str] = (),
    facts: Mapping[str, Mapping[str, str]] | None = None,
) -> date:  # fmt: skip
    """A whole night through the queue: `seen` is agency -> letters; `unreached` agencies never got their turn."""
    queue, now = database.night_queue(), moment_of(number)
    ids = [database.agency_id(code) for code in (*seen, *unreached)]
    planned = [Planned(agency_id, f"host{agency_id}") for agency_id in ids if agency_id is not None]
    night = queue.open_night(night_of(number), "o01_o43", 2566, planned, now)
    by_code = {one.code: one for one in database.roster()}
    for _ in seen:
        job = queue.lease(night.id, "w", now, 600, timedelta(0))
        assert job is not None
        made = audit(by_code[job.code], seen[job.code], number, facts)
        result = Result(made, SiteSnapshot(made.agency, made.crawl, (), ()), f"/data/{job.code}/{number}", "1.0")
        queue.commit(job, result, "" if seen[job.code] else "did not answer", now)
    assert queue.close_night(night.id, NightState.DONE, now + timedelta(hours=2)) is not None
    return night.day


@contextmanager
def province(address: str) -> Iterator[Database]:
    with open_database(address) as database:
        database.put_roster(ROSTER)
        yield database


def change(code: str = "O10", before: str = "P", after: str = "M", agency: RosterEntry = ROSTER[0], **more: Any) -> Change:
    """A change that was made up, of one item."""
    kinds = {("P", "M"): ChangeKind.VANISHED, ("P", "O"): ChangeKind.WORSE, ("M", "P"): ChangeKind.APPEARED, ("O", "P"): ChangeKind.BETTER}
    sights = [finding(agency, code, letter) for letter in (before, after)]
    old, new = (
        Seen(number, night_of(number), one.outcome, one.reasons, one.best_url, one.evidence) for number, one in enumerate(sights, 1)
    )
    given: dict[str, Any] = {
        "agency": agency.agency, "pack": "o01_o43", "fiscal_year": 2566, "code": code, "topic": TOPICS[code],
        "kind": kinds[before, after], "before": old, "after": new, "first_seen": night_of(2), "confirmed": night_of(3), "points": 0.5,
    }  # fmt: skip
    return Change(**(given | more))


class Taker(ThreadingHTTPServer):
    """A webhook: takes JSON, answers with `status`; what it took stands in `taken` with the path. Who follows its redirect is counted."""

    daemon_threads = True
    status = 200
    led_away = 0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Webhook)
        self.taken: list[tuple[str, dict[str, Any]]] = []

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class _Webhook(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Taker)
        self.server.led_away += 1
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        assert isinstance(self.server, Taker)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/elsewhere":
            self.do_GET()
            return
        if self.server.status < 300:
            self.server.taken.append((self.path, json.loads(body)))
        self.send_response(self.server.status)
        if self.server.status in (301, 302, 307):
            self.send_header("Location", f"http://{self.server.place}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None: ...


class MailServer(socketserver.ThreadingTCPServer):
    """Enough of SMTP to take mail; `refuse` is the answer to logging in where it is not empty."""

    daemon_threads, allow_reuse_address = True, True
    refuse = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Smtp)
        self.taken: list[tuple[list[str], Mail]] = []

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, MailServer)
        to: list[str] = []
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line.decode().strip()
            verb = word.upper()
            if verb.startswith("EHLO"):
                self._say("250-here\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN")
            elif verb.startswith("AUTH"):
                self._say(self.server.refuse or "235 welcome")
            elif verb.startswith("RCPT TO:"):
                to.append(word[8:].split(">")[0].strip("< "))
                self._say("250 ok")
            elif verb == "DATA":
                self._say("354 go on")
                self.server.taken.append((to, message_from_bytes(self._data(), policy=default)))
                to = []
                self._say("250 taken")
            else:
                self._say("221 bye" if verb == "QUIT" else "250 ok")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _data(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line[1:] if line.startswith(b"..") else line for line in lines if line)


@contextmanager
def serving(server: Any) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
