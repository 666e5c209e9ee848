"""Years of nights made without a crawl: looks for the damping, saved audits for what reads a database."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

from oit.agency import Agency
from oit.audit import (
    AgencyAudit,
    AuditScore,
    Currency,
    CurrencyVerdict,
    Evidence,
    FormUsed,
    ItemFinding,
    Outcome,
    Presence,
    PresenceVerdict,
    Reason,
    ReasonCode,
    Score,
)
from oit.looks import Look, Mark, days_of
from oit.night import BANGKOK
from oit.snapshot import CrawlFacts, SiteSnapshot
from store.database import Database

SITE = "https://www.nonghin.example/"
AGENCY = Agency(SITE, "เทศบาลตำบลหนองหิน", "subdistrict_municipality", "5001")
FIRST = date(2023, 3, 1)
LETTERS = {
    "P": Outcome.PASS, "I": Outcome.INCOMPLETE, "O": Outcome.OUTDATED, "M": Outcome.MISSING, "?": Outcome.UNCLEAR,
    "-": Outcome.NOT_CHECKED, ">": Outcome.NOT_DUE, "/": Outcome.NOT_APPLICABLE,
}  # fmt: skip
DOWN, CUT = "x", "c"  # the site did not answer; it left off answering
REASON = {
    "P": ReasonCode.ALL_SEEN, "I": ReasonCode.ELEMENTS_MISSING, "O": ReasonCode.OTHER_PERIOD, "M": ReasonCode.NOTHING_FOUND,
    "?": ReasonCode.SCAN, "-": ReasonCode.NOT_FETCHED, ">": ReasonCode.NOT_DUE_YET, "/": ReasonCode.NOT_APPLICABLE,
}  # fmt: skip
TOPICS = {"O1": "structure", "O10": "annual_action_plan", "O12": "plan_report_annual", "O34": "no_gift_policy"}


def at(number: int, hour: int = 2) -> datetime:
    return datetime(FIRST.year, FIRST.month, FIRST.day, hour, tzinfo=BANGKOK) + timedelta(days=number)


def look(number: int, letter: str, rules: str = "a", *, run_id: int = 0, second: bool = False, evidence: str = "", hour: int = 2) -> Look:
    """The look of night `number` that saw one item, O1, as `letter` says."""
    day, visited, told = days_of(at(number, hour), None)
    up = letter not in (DOWN, CUT)
    marks = {"O1": Mark(LETTERS["M" if letter == CUT else letter], "structure", 0.5, evidence)} if letter != DOWN else {}
    # A set is shared by looks that say the same, as the store shares them.
    return Look(
        run_id or number + 1, at(number, hour), day, visited, told, letter != DOWN, up, rules, (letter, evidence), marks, second
    )  # fmt: skip


def looks(letters: str, rules: str = "") -> list[Look]:
    """A look each night, a letter each; `rules` names what judged it, by default always the same."""
    return [look(number, letter, rules[number] if rules else "a") for number, letter in enumerate(letters) if letter != " "]


@cache
def finding(code: str, letter: str, evidence: str = "") -> ItemFinding:
    shown = letter in "PIO?"
    piece = Evidence(
        SITE + code.lower(), SITE, ("หน้าแรก", f"ข้อ {code}"), "page", 200, "text/html", evidence or f"{ord(letter):02x}" * 32,
        "2023-03-01T02:00:00+07:00", f"เนื้อหาของข้อ {code}", f"ข้อ {code}", 95.0,
    )  # fmt: skip
    return ItemFinding(
        code=code, topic=TOPICS.get(code, code.lower()), title_th=f"ข้อ {code}", title_en=code, indicator="9.1", outcome=LETTERS[letter],
        reasons=(Reason(REASON[letter], {"found": "FY2565", "required": "FY2566"} if letter == "O" else {}),),
        presence=PresenceVerdict(Presence.PRESENT if shown else Presence.ABSENT, 90),
        currency=CurrencyVerdict(Currency.CURRENT, 90, "FY2566"),
        elements=(), best_url=SITE + code.lower() if shown else None, evidence=(piece,) if shown else (), depends_on=(), points=0.5,
        fact_confidence="confirmed",
    )  # fmt: skip


def audit(
    items: Mapping[str, str], moment: datetime, *, agency: Agency = AGENCY, stopped_by: str = "finished", rules: str = "ab",
    pack: str = "o01_o43", fiscal_year: int = 2566, hashes: Mapping[str, str] | None = None,
) -> AgencyAudit:  # fmt: skip
    """An audit of items given as code -> letter."""
    findings = tuple(finding(code, letter, (hashes or {}).get(code, "")) for code, letter in items.items())
    passed = 100 * sum(letter == "P" for letter in items.values()) / max(1, len(items))
    undecided = 100 * sum(letter in "?-" for letter in items.values()) / max(1, len(items))
    counts = {outcome.value: sum(one.outcome is outcome for one in findings) for outcome in Outcome}
    crawl = CrawlFacts(
        moment.isoformat(), (moment + timedelta(minutes=5)).isoformat(), 40, 0 if stopped_by == "not_captured" else 30, 5, 0, 99_000,
        stopped_by, "", "auto", "oit-crawler", "o01_o43 1",
    )  # fmt: skip
    score = AuditScore(Score(passed, passed + undecided), Score(40 - passed * 0.4, 40 - passed * 0.4), (), counts)
    form = FormUsed(pack, "1", rules * 32, fiscal_year)
    return AgencyAudit(agency, form, moment.date().isoformat(), crawl, (), score, findings)


def save(database: Database, made: AgencyAudit, folder: str = "", version: str = "1.0") -> int:
    return database.save_audit(made, SiteSnapshot(made.agency, made.crawl, (), ()), folder, version)


def save_nights(database: Database, nights: Iterable[Mapping[str, str] | None], agency: Agency = AGENCY, start: int = 0) -> list[int]:
    """A run each night, of items as given; None: the site did not answer."""
    made = []
    for number, items in enumerate(nights, start):
        down = items is None
        one = audit(items or {"O1": "-", "O10": "-"}, at(number), agency=agency, stopped_by="not_captured" if down else "finished")
        one = replace(one, score=replace(one.score, oit=Score(0, 100))) if down else one
        made.append(save(database, one, f"/data/{agency.code}/{number}"))
    return made
