"""A province of made-up agencies, their results saved in a database without a crawl."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import rules
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
from oit.human import AttestedItem, HumanVerdict
from oit.night import BANGKOK
from oit.roster import Owner, RosterEntry
from oit.snapshot import CrawlFacts, SiteSnapshot
from store.database import Database

FORM, YEAR = "o01_o43", 2566
PACK = rules.load_pack(FORM)
LETTERS = {
    "P": (Outcome.PASS, ReasonCode.ALL_SEEN), "M": (Outcome.MISSING, ReasonCode.NOTHING_FOUND),
    "O": (Outcome.OUTDATED, ReasonCode.OTHER_PERIOD), "I": (Outcome.INCOMPLETE, ReasonCode.ELEMENTS_MISSING),
    "?": (Outcome.UNCLEAR, ReasonCode.SCAN), "-": (Outcome.NOT_CHECKED, ReasonCode.NOT_FETCHED),
    ">": (Outcome.NOT_DUE, ReasonCode.NOT_DUE_YET), "/": (Outcome.NOT_APPLICABLE, ReasonCode.NOT_APPLICABLE),
}  # fmt: skip
PLAN = """form: o01_o43
fiscal_year: 2566
issuer: จังหวัดตัวอย่างบุรี
report_days: [2023-03-02, 2023-03-13, 2023-03-30]
rounds:
  - {name: ระยะที่ 1, start: 2023-01-01, end: 2023-01-31, due: [O1-O3], pass_mark: 100}
  - {name: ระยะที่ 2, start: 2023-02-01, end: 2023-03-31, due: [O1-O10], pass_mark: 90}
  - {name: ระยะที่ 3, start: 2023-04-01, end: 2023-04-30}
calendar:
  enter: {first: 2023-03-01, last: 2023-04-30}
  results: {first: 2023-08-10, last: 2023-08-10, sure: one_source}
"""


def entry(code: str, **more: object) -> RosterEntry:
    given: dict[str, object] = {
        "code": code, "name": f"เทศบาลตำบล{code}", "type": "subdistrict_municipality", "urls": (f"https://www.{code.lower()}.example/",),
        "district": "เมือง", "province": "ตัวอย่างบุรี", "owners": (Owner("", "สมศรี ใจดี", "somsri@example.go.th"),),
    }  # fmt: skip
    return RosterEntry(**(given | more))  # type: ignore[arg-type]


HOSTILE = "=cmd|' /C calc'!A0<img src=x onerror=alert(1)>"
ROSTER = (entry("A1"), entry("B2", district="ท่าม่วง"), entry("C3", owners=()), entry("D4", name=HOSTILE))


def at(day: date, hour: int = 2) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=BANGKOK)


def letters(**changed: str) -> dict[str, str]:
    """Every item of the form passes but those named."""
    return {item.code: changed.get(item.code, "P") for item in PACK.items}


def finding(agency: RosterEntry, code: str, letter: str) -> ItemFinding:
    item, shown = PACK.item(code), letter in "PIO?"
    assert item is not None
    outcome, reason = LETTERS[letter]
    url = f"{agency.urls[0]}{code.lower()}"
    piece = Evidence(
        url, agency.urls[0], ("หน้าแรก", item.title_th), "page", 200, "text/html", f"{ord(letter):02x}" * 32, "2023-01-01T02:00:00+07:00",
        item.title_th, item.title_th, 95.0,
    )  # fmt: skip
    period = (FoundPeriod(2565, None, None, "ประจำปี 2565", "title"),) if letter == "O" else ()
    return ItemFinding(
        code=code, topic=item.topic, title_th=item.title_th, title_en=item.title_en, indicator=item.indicator, outcome=outcome,
        reasons=(Reason(reason, {"found": "FY2565", "required": "FY2566"} if letter == "O" else {}),),
        presence=PresenceVerdict(Presence.PRESENT if shown else Presence.ABSENT, 90),
        currency=CurrencyVerdict(Currency.OUTDATED if letter == "O" else Currency.CURRENT, 90, "FY2566", period), elements=(),
        best_url=url if shown else None, evidence=(piece,) if shown else (), depends_on=(), points=item.points, fact_confidence="confirmed",
    )  # fmt: skip


def save(
    database: Database, agency: RosterEntry, day: date, items: Mapping[str, str], *, stopped_by: str = "finished", rules: str = "ab"
) -> int:
    """One capture of that day's night; an empty mapping of items: the site did not answer."""
    found = tuple(finding(agency, code, letter) for code, letter in items.items())
    start = at(day)
    crawl = CrawlFacts(
        start.isoformat(), (start + timedelta(minutes=5)).isoformat(), 40, 30 if items else 0, 5, 0, 99_000,
        stopped_by if items else "not_captured", "", "auto", "oit-crawler", f"{FORM} 1",
    )  # fmt: skip
    counts = {outcome.value: sum(one.outcome is outcome for one in found) for outcome in Outcome}
    score = AuditScore(Score(0.0, 100.0), Score(0.0, 40.0), (), counts)
    audit = AgencyAudit(agency.agency, FormUsed(FORM, "1", rules * 32, YEAR), day.isoformat(), crawl, (), score, found)
    return database.save_audit(audit, SiteSnapshot(audit.agency, crawl, (), ()), "", "1.0")


def attest(database: Database, agency: RosterEntry, code: str, verdict: HumanVerdict, made: date, until: date | None = None) -> int:
    """A verdict on no evidence, so that only its date or a withdrawal ends it."""
    item = PACK.item(code)
    assert item is not None
    one = AttestedItem(
        0, agency.urls[0], FORM, YEAR, code, item.topic, verdict, "ตรวจ สอบดี", "เห็นในระบบ",
        at(made, 10).astimezone(UTC), until, "", "", None, "attest",
    )  # fmt: skip
    return database.attest(one)
