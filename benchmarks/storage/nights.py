"""Made-up audits of many agencies over many nights: what stays, what changes with every visit, what really changes.

Texts are random words of the shipped rules, which deflate worse than sentences. Shares: half of the sites show counters, so that each page
has another hash each night and a third of their snippets another number; of the others one page in ten changes; 2 % of items really change
a night, half of them to and fro, half with new evidence; 3 % of visits capture nothing; up to 30 addresses of a site fail always, up to
three more by chance.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote

import rules
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
from oit.night import BANGKOK
from oit.snapshot import CrawlFacts, SiteSnapshot
from store.sightings import picture_of

CHANGE, DOWN = 0.02, 0.03
_BEGIN = datetime(2026, 1, 1, 1, 0, tzinfo=BANGKOK)
_FORM = rules.load_pack("o01_o43")
_WORDS = sorted({word for item in _FORM.items for need in item.needs for word in f"{item.title_th} {need.text_th}".split()})
_OUTCOMES = [Outcome.PASS] * 24 + [Outcome.MISSING] * 6 + [Outcome.OUTDATED] * 5 + [Outcome.UNCLEAR] * 6 + [Outcome.INCOMPLETE] * 2
_WHY = {
    Outcome.PASS: (ReasonCode.ALL_SEEN, Presence.PRESENT, Currency.CURRENT),
    Outcome.MISSING: (ReasonCode.NOTHING_FOUND, Presence.ABSENT, Currency.NOT_CHECKED),
    Outcome.OUTDATED: (ReasonCode.OTHER_PERIOD, Presence.PRESENT, Currency.OUTDATED),
    Outcome.UNCLEAR: (ReasonCode.WEAK_MATCH, Presence.UNCLEAR, Currency.NOT_CHECKED),
    Outcome.INCOMPLETE: (ReasonCode.ELEMENTS_MISSING, Presence.PARTIAL, Currency.CURRENT),
}


class Site:
    """One agency's website through the nights."""

    def __init__(self, number: int, seed: int = 0) -> None:
        self._random = random.Random(f"{seed} {number}")
        self._host = f"www.agency{number}.go.example"
        self.agency = Agency(f"https://{self._host}/", self._text(40), "sao", f"{number:05d}")
        self._counters = number % 2 == 0
        self._hashes: dict[str, str] = {}  # of pages that changed
        self._titles = [item.title_th for item in _FORM.items]
        self._items = [self._item(number) for number in range(len(_FORM.items))]
        self._usual = self._items
        self._addresses = [self._url() for _ in range(300)]
        self._gone = self._addresses[: self._random.randrange(30)]

    def night(self, number: int) -> tuple[AgencyAudit, SiteSnapshot, str]:
        """The audit of a night, with its snapshot's facts and folder."""
        started = _BEGIN + timedelta(days=number, seconds=self._random.randrange(3600))
        folder = f"/var/lib/oit/snapshots/{self._host}/{started:%Y%m%dT%H%M%S}"
        down = self._random.random() < DOWN
        facts = CrawlFacts(
            started.isoformat(), (started + timedelta(seconds=600)).isoformat(), 300, self._random.randrange(150, 180), 60, 12, 25_000_000,
            "not_captured" if down else "finished", "Chromium 131.0.6778.33", "auto", "", "",
            True,
        )  # fmt: skip
        self._items = [self._later(index) if self._random.random() < CHANGE else item for index, item in enumerate(self._items)]
        items = tuple(map(self._lost, self._items) if down else self._seen(started))
        lowest = sum(item.outcome is Outcome.PASS for item in items) / 43 * 100
        score = AuditScore(Score(lowest, lowest + 10), Score(1.5, 4.25), (), {})
        form = FormUsed(_FORM.name, _FORM.version, _FORM.sha256, 2569)
        failed = [*self._gone, *self._random.sample(self._addresses[30:], self._random.randrange(4))]
        failures = ((self.agency.url, "timeout", ""),) if down else tuple((url, "not_found", self.agency.url) for url in failed)
        audit = AgencyAudit(self.agency, form, started.date().isoformat(), facts, failures, score, items)
        return audit, SiteSnapshot(self.agency, facts, (), ()), folder

    def _seen(self, started: datetime) -> Iterator[ItemFinding]:
        """Every page with tonight's hash, counters and time."""
        for item in self._items:
            for one in item.evidence:
                if one.kind == "page" and (self._counters or self._random.random() < 0.1):
                    self._hashes[one.url] = self._hash()
            yield replace(item, evidence=tuple(self._tonight(one, started) for one in item.evidence))

    def _tonight(self, one: Evidence, started: datetime) -> Evidence:
        at = (started + timedelta(seconds=self._random.randrange(1, 600))).isoformat()
        snippet = one.snippet.replace("99999", str(self._random.randrange(10_000, 99_999)))
        return replace(one, sha256=self._hashes.get(one.url, one.sha256), fetched_at=at, snippet=snippet)

    def _item(self, index: int) -> ItemFinding:
        outcome = self._random.choice(_OUTCOMES)
        reason, presence, currency = _WHY[outcome]
        pieces = 0 if outcome is Outcome.MISSING else self._random.choice((1, 1, 2, 2, 3))
        evidence = tuple(self._piece(index) for _ in range(pieces))
        facts = {"found": "FY2568", "required": "FY2569"} if outcome is Outcome.OUTDATED else {}
        facts |= {"text": self._text(40)} if outcome is Outcome.UNCLEAR else {}
        found = (FoundPeriod(2569, None, None, "ปีงบประมาณ 2569", "heading"), FoundPeriod(None, "2026-01", None, "ม.ค. 69", "text"))
        item = _FORM.items[index]
        return ItemFinding(
            item.code, item.topic, item.title_th, item.title_en, item.indicator, outcome,
            (Reason(reason, facts), Reason(ReasonCode.INFERRED_FACT)), PresenceVerdict(presence, self._random.randrange(50, 100)),
            CurrencyVerdict(currency, 90, "FY2569", found[: pieces]), (), evidence[0].url if evidence else None, evidence, (), 0.58,
            "inferred",
        )  # fmt: skip

    def _piece(self, index: int) -> Evidence:
        page = self._random.random() < 0.4  # as in the report of the sample site
        url = self._url() + ("" if page else ".pdf")
        counter = " อ่าน 99999 ครั้ง" if self._counters and self._random.random() < 0.33 else ""
        return Evidence(
            url, self._url(), ("หน้าแรก", self._text(25), self._titles[index]), "page" if page else "pdf", 200,
            "text/html; charset=UTF-8" if page else "application/pdf", self._hash(), "",
            self._text(self._random.randrange(60, 270)) + counter, self._titles[index], round(self._random.uniform(80, 100), 1),
            picture_of(url) if page else "",
        )  # fmt: skip

    def _later(self, index: int) -> ItemFinding:
        now, usual = self._items[index], self._usual[index]
        if now is not usual:
            return usual
        if self._random.random() < 0.5:
            self._usual = [*self._usual[:index], self._item(index), *self._usual[index + 1 :]]
            return self._usual[index]
        return replace(now, outcome=Outcome.MISSING, reasons=(Reason(ReasonCode.NOTHING_FOUND),), evidence=now.evidence[1:])

    def _lost(self, item: ItemFinding) -> ItemFinding:
        why = (Reason(ReasonCode.SITE_NOT_CAPTURED, {"failure": "timeout"}),)
        return replace(
            item, outcome=Outcome.NOT_CHECKED, reasons=why, presence=PresenceVerdict(Presence.NOT_CHECKED, 0), best_url=None, evidence=(),
            currency=CurrencyVerdict(Currency.NOT_CHECKED, 0, "FY2569"),
        )  # fmt: skip

    def _url(self) -> str:
        name = quote(self._text(12)) if self._random.random() < 0.3 else f"content/view/{self._random.randrange(100_000)}"
        return f"https://{self._host}/{name}/{self._random.randrange(1000)}"

    def _text(self, letters: int) -> str:
        return "".join(self._random.choices(_WORDS, k=letters // 5 + 1))[:letters]

    def _hash(self) -> str:
        return hashlib.sha256(self._random.randbytes(16)).hexdigest()
