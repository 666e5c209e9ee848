"""A made-up audit with every outcome and every reason, and hostile words where a website could put them."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from oit.agency import Agency
from oit.audit import (
    AgencyAudit,
    Attestation,
    AuditScore,
    Currency,
    CurrencyVerdict,
    DependsOn,
    ElementSeen,
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
from oit.human import HumanVerdict
from oit.snapshot import CrawlFacts

SITE = "https://www.bansuan-sao.example.go.th"
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"
OVERRIDE = "รายงาน\u202egnp.exe\u202c\x1b[31mสีแดง\x1b[0m\x00[bold]ตัวหนา[/bold]"
FORMULA = "=cmd|'/C calc'!A0"
JAVASCRIPT = "javascript:alert(document.cookie)"
BY_PERSON = Attestation(HumanVerdict.CURRENT, "นางสาวมาลี ตรวจดี", "2023-03-16T09:00:00+07:00", "ตรวจแล้ว " + SCRIPT)
LONG = "ข้อความยาวมาก" * 400
R, O, P, C = ReasonCode, Outcome, Presence, Currency  # noqa: E741

_PRESENT, _ABSENT = (P.PRESENT, 100), (P.ABSENT, 0)
_UNCLEAR, _UNCHECKED = (P.UNCLEAR, 40), (P.NOT_CHECKED, 0)
_GOOD, _NONE = (C.CURRENT, 100), (C.NOT_REQUIRED, 100)
_NO_CURRENCY = (C.NOT_CHECKED, 0)


def _reason(code: ReasonCode, /, **facts: str) -> Reason:
    return Reason(code, facts)


# code: outcome, presence, currency, reasons
_VERDICTS: dict[str, tuple[Outcome, tuple[Presence, int], tuple[Currency, int], tuple[Reason, ...]]] = {
    "O1": (O.PASS, _PRESENT, _NONE, (_reason(R.ALL_SEEN),)),
    "O2": (O.INCOMPLETE, (P.PARTIAL, 67), _NONE, (_reason(R.ELEMENTS_MISSING, missing="photo,channel", seen="name,post"),)),
    "O3": (O.MISSING, _ABSENT, _NO_CURRENCY, (_reason(R.TITLE_ONLY, text="อำนาจหน้าที่", page=SITE + "/ita"),)),
    "O4": (O.OUTDATED, _PRESENT, (C.OUTDATED, 0), (_reason(R.OTHER_PERIOD, found="2561-2565", required="FY2566"), _reason(R.ALL_SEEN))),
    "O5": (O.PASS, _PRESENT, _NONE, (_reason(R.ALL_SEEN),)),
    "O6": (O.MISSING, _ABSENT, _NO_CURRENCY, (_reason(R.DEAD_LINK, text="กฎหมายที่เกี่ยวข้อง", page=SITE + "/"),)),
    "O7": (O.PASS, _PRESENT, _GOOD, (_reason(R.ALL_SEEN), _reason(R.RIGHT_PERIOD, found="FY2566", required="FY2566"))),
    "O8": (O.NOT_CHECKED, _UNCHECKED, _NO_CURRENCY, (_reason(R.NEEDS_BROWSER),)),
    "O9": (O.UNCLEAR, _UNCLEAR, _NONE, (_reason(R.OFF_SITE, host="www.facebook.com"),)),
    "O10": (O.PASS, _PRESENT, _GOOD, (_reason(R.ALL_SEEN), _reason(R.RIGHT_PERIOD, found="FY2566", required="FY2566"))),
    "O11": (O.NOT_DUE, _ABSENT, (C.NOT_DUE, 0), (_reason(R.NOT_DUE_YET, due="2023-04-01"),)),
    "O12": (O.OUTDATED, _PRESENT, (C.OUTDATED, 0), (_reason(R.OTHER_PERIOD, found="FY2564", required="FY2565"),)),
    "O13": (O.MISSING, _ABSENT, _NO_CURRENCY, (_reason(R.BROKEN_LINK, text="คู่มือปฏิบัติงาน", url=SITE + "/files/manual.pdf", status="404"),)),
    "O14": (O.MISSING, _ABSENT, _NO_CURRENCY, (_reason(R.LEADS_HOME, text="คู่มือประชาชน", url=SITE + "/"),)),
    "O15": (O.MISSING, _ABSENT, _NO_CURRENCY, (_reason(R.EMPTY_TARGET, text="สถิติการให้บริการ", url=SITE + "/stat"),)),
    "O16": (O.MISSING, _ABSENT, _NO_CURRENCY, (_reason(R.GUIDELINE_TEXT),)),
    "O17": (O.MISSING, _ABSENT, _NO_CURRENCY, (_reason(R.PLACEHOLDER),)),
    "O18": (O.MISSING, _ABSENT, _NO_CURRENCY, (_reason(R.OTHER_AGENCY, name="เทศบาลตำบลดอนยาว"),)),
    "O19": (O.UNCLEAR, _UNCLEAR, _NO_CURRENCY, (_reason(R.SCAN, text="รายงานรอบ 6 เดือน"), _reason(R.PICTURE, text="รายงานรอบ 6 เดือน"))),
    "O20": (O.UNCLEAR, _UNCLEAR, _NO_CURRENCY, (_reason(R.GARBLED), _reason(R.RECOGNISED_LITTLE, text="รายงานผล", url=SITE + "/r.pdf"))),
    "O21": (O.UNCLEAR, _UNCLEAR, _NO_CURRENCY, (_reason(R.UNREADABLE, problem="encrypted"), _reason(R.READ_IN_PART, text="แผน"))),
    "O22": (O.UNCLEAR, _UNCLEAR, _NO_CURRENCY, (_reason(R.LOGIN), _reason(R.OFF_SITE_OPENS, host="online.anyflip.example"))),
    "O23": (O.UNCLEAR, _UNCLEAR, _NO_CURRENCY, (_reason(R.WEAK_MATCH, text="ผลการจัดซื้อ ต.ค. 65"),)),
    "O24": (O.NOT_CHECKED, _UNCHECKED, _NO_CURRENCY, (_reason(R.NOT_FETCHED, text="รายงานพัสดุ", url=SITE + "/p/99", why="page_limit"),)),
    "O25": (O.NOT_CHECKED, _UNCHECKED, _NO_CURRENCY, (_reason(R.FETCH_TROUBLE, text="นโยบาย HR", url=SITE + "/hr", failure="timeout"),)),
    "O26": (O.NOT_CHECKED, _UNCHECKED, _NO_CURRENCY, (_reason(R.SITE_NOT_CAPTURED, failure="no_such_host"),)),
    "O27": (O.PASS, _PRESENT, _NONE, (_reason(R.ALL_SEEN), _reason(R.INFERRED_FACT))),
    "O28": (O.UNCLEAR, _PRESENT, (C.UNDATED, 0), (_reason(R.PERIOD_UNREAD, required="FY2565"),)),
    "O29": (O.UNCLEAR, _PRESENT, (C.UNDATED, 0), (_reason(R.PERIOD_CONFLICT, first="FY2565", second="FY2566"),)),
    "O30": (O.PASS, _PRESENT, _NONE, (_reason(R.ALL_SEEN), _reason(R.RECOGNISED))),
    "O31": (O.PASS, _PRESENT, _GOOD, (_reason(R.STATED_NONE, text="ไม่มีเรื่องร้องเรียน"), _reason(R.RIGHT_PERIOD, found="FY2566"))),
    "O32": (O.NOT_APPLICABLE, _UNCHECKED, _NO_CURRENCY, (_reason(R.NOT_APPLICABLE),)),
    "O33": (O.PASS, _PRESENT, _GOOD, (_reason(R.ALL_SEEN), _reason(R.RIGHT_PERIOD, found="FY2566"))),
    "O34": (O.MISSING, _ABSENT, _NO_CURRENCY, (_reason(R.NOTHING_FOUND),)),
    "O35": (O.MISSING, _ABSENT, _NO_CURRENCY, (_reason(R.NOTHING_FOUND), _reason(R.INFERRED_FACT))),
    "O36": (O.MISSING, _ABSENT, _NO_CURRENCY, (_reason(R.DEAD_LINK, text=SCRIPT, page=JAVASCRIPT),)),
    "O37": (O.INCOMPLETE, _PRESENT, _GOOD, (_reason(R.DEPENDENCY, code="O36", outcome="missing"), _reason(R.ALL_SEEN))),
    "O38": (O.UNCLEAR, _UNCLEAR, _NO_CURRENCY, (_reason(R.WEAK_MATCH, text=OVERRIDE),)),
    "O39": (O.PASS, _PRESENT, _GOOD, (_reason(R.ALL_SEEN), _reason(R.RIGHT_PERIOD, found="FY2566"))),
    "O40": (O.NOT_DUE, _ABSENT, (C.NOT_DUE, 0), (_reason(R.NOT_DUE_YET, due="2023-04-01"),)),
    "O41": (O.UNCLEAR, _UNCLEAR, _NO_CURRENCY, (_reason(R.WEAK_MATCH, text=LONG),)),
    "O42": (O.MISSING, _ABSENT, _NO_CURRENCY, (_reason(R.NOTHING_FOUND),)),
    "O43": (O.INCOMPLETE, _PRESENT, _GOOD, (_reason(R.DEPENDENCY, code="O42", outcome="missing"),)),
}

_PERIOD_REQUIRED = {
    "O4": "FY2566", "O10": "FY2566", "O11": "2022-10-01..2023-03-31", "O12": "FY2565", "O18": "FY2566", "O19": "2022-10-01..2023-03-31",
    "O20": "FY2565", "O21": "FY2566", "O28": "FY2565", "O34": "FY2566", "O39": "FY2566", "O40": "2022-10-01..2023-03-31", "O41": "FY2565",
}  # fmt: skip
_PERIOD_FOUND = {
    "O4": (FoundPeriod(None, None, (2561, 2565), "พ.ศ. 2561 - 2565", "link"),),
    "O7": (FoundPeriod(None, "2023-03-02", None, "2 มี.ค. 66", "text"), FoundPeriod(2566, None, None, "ปีงบประมาณ 2566", "heading")),
    "O10": (FoundPeriod(2566, None, None, "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", "title"),),
    "O12": (FoundPeriod(2564, None, None, SCRIPT, "link"),),
    "O31": (FoundPeriod(None, "2022-10-01..2023-03-31", None, "ต.ค. 65 - มี.ค. 66", "text"),),
    "O33": (FoundPeriod(2566, None, None, "ปี 2566", "heading"),),
    "O39": (FoundPeriod(2566, None, None, OVERRIDE, "filename"),),
}
_HOSTILE_URL = {
    "O36": JAVASCRIPT,
    "O39": SITE + "/%E0%B8%81%E0%B8%B2%E0%B8%A3/" + "a" * 300,
    "O38": 'https://e.example/"><script>x</script>',
}
_DEPENDS = {
    "O11": ("O10", "same"), "O12": ("O10", "prev"), "O19": ("O18", "same"), "O20": ("O18", "prev"),
    "O37": ("O36", "same"), "O43": ("O42", "same"),
}  # fmt: skip
_SEEN = frozenset({P.PRESENT, P.PARTIAL, P.UNCLEAR})


@cache
def _form() -> Any:
    return json.loads((Path(__file__).parent / "form_2565.json").read_text(encoding="utf-8"))


def _elements(code: str, presence: Presence) -> tuple[ElementSeen, ...]:
    if code == "O2":
        return (
            ElementSeen("name", "ชื่อ-นามสกุลของผู้บริหาร", "names of the executives", True, True, "นายสมชาย ใจดี"),
            ElementSeen("post", "ตำแหน่ง", "their posts", True, True, "นายกองค์การบริหารส่วนตำบล"),
            ElementSeen("photo", "รูปถ่าย", "their photos", True, False),
            ElementSeen("channel", "ช่องทางการติดต่อ", "contact channels", True, False),
            ElementSeen("fax", "โทรสาร", "fax", False, False),
        )
    seen = presence is P.PRESENT
    words = SCRIPT if code == "O10" else "พบในหน้าที่ตรวจ" if seen else ""
    return (ElementSeen("main", "เนื้อหาตามชื่อข้อ", "content as the title says", True, seen, words),)


def _evidence(code: str, title: str, number: int) -> Evidence:
    document = number % 3 == 1
    hostile = code in _HOSTILE_URL
    return Evidence(
        url=_HOSTILE_URL.get(code, f"{SITE}/{'files' if document else 'page'}/{number}{'.pdf' if document else ''}"),
        found_on=SITE + "/ita2566",
        link_path=("การเปิดเผยข้อมูลสาธารณะ (ITA)", "ITA 2566", SCRIPT if hostile else f"{code} {title}"),
        kind="pdf" if document else "page",
        http_status=200,
        content_type="application/pdf" if document else "text/html",
        sha256=f"{number:02x}" * 32,
        fetched_at=f"2023-03-15T10:{number:02d}:09+07:00",
        snippet=FORMULA if code == "O10" else OVERRIDE if hostile else f"{title} ประจำปีงบประมาณ พ.ศ. 2566 องค์การบริหารส่วนตำบลบ้านสวน",
        matched=f"{code} {title}",
        similarity=96.5,
        screenshot=f"shots/{'index' if number % 2 else number}.png",
    )


def _finding(entry: dict[str, Any]) -> ItemFinding:
    code, title = entry["code"], entry["title_th"]
    outcome, presence, currency, reasons = _VERDICTS[code]
    number = int(code[1:])
    evidence = (_evidence(code, title, number),) if presence[0] in _SEEN or code in _HOSTILE_URL else ()
    if code == "O7":
        evidence += (_evidence(code, title, 50), _evidence(code, title, 51))
    required = _PERIOD_REQUIRED.get(code, "now" if currency[0] is C.NOT_REQUIRED else "FY2566")
    return ItemFinding(
        code=code,
        topic=entry["topic"],
        title_th=title,
        title_en=entry["title_en"],
        indicator=entry["sub_indicator"],
        outcome=outcome,
        reasons=reasons,
        presence=PresenceVerdict(*presence),
        currency=CurrencyVerdict(*currency, required, _PERIOD_FOUND.get(code, ())),
        elements=_elements(code, presence[0]),
        best_url=evidence[0].url if evidence else None,
        evidence=evidence,
        depends_on=(DependsOn(*_DEPENDS[code]),) if code in _DEPENDS else (),
        points=entry["points"],
        fact_confidence="inferred" if code in ("O27", "O35") else "confirmed" if number % 2 else "one_source",
        attestation=BY_PERSON if code == "O9" else None,
    )


def _indicators(items: tuple[ItemFinding, ...]) -> tuple[IndicatorScore, ...]:
    scores = {"9": (41.2, 68.75), "10": (18.75, 43.75)}
    found = []
    for entry in _form()["indicators"]:
        code = entry["code"]
        codes = tuple(item.code for item in items if item.indicator == code or item.indicator.split(".")[0] == code)
        found.append(IndicatorScore(code, entry["title_th"], entry["title_en"], Score(*scores.get(code, (100 / 3, 200 / 3))), codes))
    return tuple(found)


def made_audit() -> AgencyAudit:
    """The audit of a made-up sub-district organisation on 15 March 2023 for fiscal year 2566."""
    items = tuple(_finding(entry) for entry in _form()["items"])
    counts = {outcome.value: sum(item.outcome is outcome for item in items) for outcome in Outcome}
    return AgencyAudit(
        agency=Agency(SITE + "/", "องค์การบริหารส่วนตำบลบ้านสวน", "sao"),
        form=FormUsed("o01_o43", "1", "ab" * 32, 2566, "2566"),
        judged_on="2023-03-15",
        crawl=CrawlFacts(
            "2023-03-15T10:00:00+07:00", "2023-03-15T10:07:31+07:00", 412, 318, 74, 12, 183_000_000, "page_limit", "Chromium 126.0", "auto",
            "oit-crawler (+https://contact.example)", "o01_o43 1",
        ),
        failures=(
            (SITE + "/files/manual.pdf", "not_found", SITE + "/ita2566"),
            (SITE + "/hr", "timeout", SITE + "/"),
            (JAVASCRIPT, "other", SCRIPT),
        ),
        score=AuditScore(Score(100 / 3, 56.254), Score(17.498, 26.666), _indicators(items), counts),
        items=items,
        notes=(Reason(R.NEEDS_BROWSER),),
    )  # fmt: skip


def uncaptured_audit() -> AgencyAudit:
    """The same agency on a day when its site did not answer."""
    audit = made_audit()
    items = tuple(
        replace(
            item, outcome=O.NOT_CHECKED, reasons=(_reason(R.SITE_NOT_CAPTURED, failure="timeout"),), presence=PresenceVerdict(*_UNCHECKED),
            currency=CurrencyVerdict(*_NO_CURRENCY, item.currency.required), evidence=(), best_url=None, attestation=None,
        )
        for item in audit.items
    )  # fmt: skip
    counts = {outcome.value: 43 if outcome is O.NOT_CHECKED else 0 for outcome in Outcome}
    score = AuditScore(Score(0, 100), Score(0, 40), tuple(replace(one, score=Score(0, 100)) for one in audit.score.indicators), counts)
    crawl = replace(audit.crawl, requests=1, pages=0, documents=0, rendered=0, stopped_by="not_captured")
    return replace(audit, items=items, score=score, crawl=crawl, failures=((SITE + "/", "timeout", ""),), notes=())
