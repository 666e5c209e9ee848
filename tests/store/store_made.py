"""Small, whole snapshots and audits for the tests of the store."""

import hashlib
from dataclasses import replace

from oit.agency import Agency
from oit.audit import (
    AgencyAudit,
    AuditScore,
    Currency,
    CurrencyVerdict,
    DependsOn,
    Evidence,
    FormUsed,
    FoundPeriod,
    IndicatorScore,
    ItemFinding,
    Outcome,
    Presence,
    PresenceVerdict,
    Reason,
    ReasonCode,
    Score,
)
from oit.content import Region
from oit.snapshot import CrawlFacts, FetchFailure, NotFetched, Resource, Sighting, SiteSnapshot, UnfetchedLink

SITE = "https://www.nongbua.example/"
AGENCY = Agency(url=SITE, name="องค์การบริหารส่วนตำบลหนองบัว", type="sao", code="4101")
FACTS = CrawlFacts(
    started="2023-03-15T02:00:00+07:00",
    finished="2023-03-15T02:04:10+07:00",
    requests=3,
    pages=2,
    documents=0,
    rendered=1,
    bytes=4321,
    stopped_by="finished",
    browser="Chromium 131",
    render="auto",
    user_agent="oit-crawler/0.1 (+https://example.org/contact)",
    guided_by="o01_o43 1",
    sandbox=False,
)
FRONT = "<html><body><a href='/plan'>แผนดำเนินงานประจำปี</a></body></html>".encode()
PLAN = "<html><body><h1>แผนดำเนินงานประจำปี 2566</h1></body></html>".encode()
PLAN_RENDERED = "<html><body><h1>แผนดำเนินงานประจำปี 2566</h1><table></table></body></html>".encode()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def resource(url: str = SITE, body: bytes = FRONT, **more: object) -> Resource:
    plain = Resource(url, url, 200, None, "text/html; charset=utf-8", sha(body) if body else "", len(body), "2023-03-15T02:00:01+07:00")
    return replace(plain, **more)  # type: ignore[arg-type]


SEEN = (Sighting("แผนดำเนินงานประจำปี", "แผนงาน", SITE, Region.MENU, "แผนดำเนินงานประจำปี 2566"),)
RESOURCES = (
    resource(),
    resource(SITE + "plan", PLAN, seen=SEEN, rendered=True, render_sha256=sha(PLAN_RENDERED)),
    resource(SITE + "gone", b"", status=404, failure=FetchFailure.NOT_FOUND, detail="404 Not Found", seen=SEEN),
)
UNFETCHED = (UnfetchedLink("https://www.facebook.com/nongbua", NotFetched.OFF_SCOPE, (Sighting("เฟซบุ๊ก", "", SITE, Region.FOOTER),)),)


def snapshot(resources: tuple[Resource, ...] = RESOURCES, **facts: object) -> SiteSnapshot:
    return SiteSnapshot(AGENCY, replace(FACTS, **facts), resources, UNFETCHED)  # type: ignore[arg-type]


def evidence(number: int = 0, **more: object) -> Evidence:
    made = Evidence(
        url=SITE + "plan",
        found_on=SITE,
        link_path=("หน้าแรก", "แผนดำเนินงานประจำปี"),
        kind="page",
        http_status=200,
        content_type="text/html; charset=utf-8",
        sha256=sha(PLAN),
        fetched_at="2023-03-15T02:00:01+07:00",
        snippet=f"แผนดำเนินงานประจำปี 2566 ({number})",
        matched="แผนดำเนินงานประจำปี",
        similarity=97.5,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def finding(number: int = 10, **more: object) -> ItemFinding:
    made = ItemFinding(
        code=f"O{number}",
        topic="annual_action_plan",
        title_th="แผนดำเนินงานประจำปี",
        title_en="Annual action plan",
        indicator="9.2",
        outcome=Outcome.PASS,
        reasons=(Reason(ReasonCode.ALL_SEEN), Reason(ReasonCode.RIGHT_PERIOD, {"found": "FY2566", "required": "FY2566"})),
        presence=PresenceVerdict(Presence.PRESENT, 96),
        currency=CurrencyVerdict(
            Currency.CURRENT,
            90,
            "FY2566",
            (FoundPeriod(2566, None, None, "ปี 2566", "heading"), FoundPeriod(None, None, (2566, 2570), "2566-2570", "text")),
        ),
        elements=(),
        best_url=SITE + "plan",
        evidence=(evidence(number), evidence(number + 1000)),
        depends_on=(DependsOn("O9", "same"),),
        points=0.5,
        fact_confidence="confirmed",
    )
    return replace(made, **more)  # type: ignore[arg-type]


MISSING = finding(
    11,
    outcome=Outcome.MISSING,
    reasons=(Reason(ReasonCode.NOTHING_FOUND),),
    presence=PresenceVerdict(Presence.ABSENT, 3),
    currency=CurrencyVerdict(Currency.NOT_CHECKED, 0, "FY2565"),
    best_url=None,
    evidence=(),
)


def audit(items: tuple[ItemFinding, ...] = (finding(), MISSING), agency: Agency = AGENCY, **crawl: object) -> AgencyAudit:
    return AgencyAudit(
        agency=agency,
        form=FormUsed("o01_o43", "1.0", "ab" * 32, 2566),
        judged_on="2023-03-15",
        crawl=replace(FACTS, **crawl),  # type: ignore[arg-type]
        failures=((SITE + "gone", "not_found", SITE),),
        score=AuditScore(Score(50.0, 62.5), Score(15.0, 20.0), (IndicatorScore("9", "", "", Score(50.0, 62.5), ("O10",)),), {"pass": 1}),
        items=items,
    )
