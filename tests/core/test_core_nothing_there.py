"""Links that lead to nothing: what is said of an answer with status 404, of one with 200, and of copies that were not asked for."""

import datetime as dt
from dataclasses import replace

import pytest

from oit.agency import Agency
from oit.audit import ItemFinding, Outcome, ReasonCode
from oit.content import Page, Region
from oit.judge import judge
from oit.snapshot import CrawlFacts, FetchFailure, NotFetched, Resource, Sighting, SiteSnapshot, UnfetchedLink
from oit.wording import explain
from reading.html import read_page
from rules import load_pack, load_words

HOST = "https://www.abt-buengna.go.th"
WHEN = "2023-04-18T09:00:00+07:00"
PLAN = "แผนดำเนินงานประจำปี 2566"
_FACTS = CrawlFacts(WHEN, WHEN, 9, 9, 9, 0, 9999, "finished", "", "never", "tests", "o01_o43 1")
_SEEN = (Sighting(PLAN, "", HOST + "/", Region.CONTENT),)


def page(body: str, url: str) -> Page:
    return read_page(f"<html><body>{body}</body></html>".encode(), url, "text/html; charset=utf-8")


def resource(path: str, status: int, failure: FetchFailure | None = None, body: str = "") -> Resource:
    content = page(body, HOST + path) if body else None
    seen = _SEEN if path != "/" else ()
    return Resource(HOST + path, HOST + path, status, failure, "text/html", "a" + path, 9, WHEN, seen, content=content)


def judged(*there: Resource, unfetched: tuple[UnfetchedLink, ...] = (), links: str = f'<a href="/plan.html">{PLAN}</a>') -> ItemFinding:
    """The finding of O10 on a site whose front page holds `links`."""
    whole = load_pack()
    pack = replace(whole, items=tuple(item for item in whole.items if item.code == "O10"))
    front = resource("/", 200, body=f"<main><h1>ยินดีต้อนรับ</h1><p>{links}</p></main>")
    agency = Agency(HOST + "/", "องค์การบริหารส่วนตำบลบึงนาเพลิน", "sao")
    return judge(SiteSnapshot(agency, _FACTS, (front, *there), unfetched), pack, load_words(), dt.date(2023, 4, 18), 2566).items[0]


def test_a_404_is_told_by_its_status() -> None:
    finding = judged(resource("/plan.html", 404, FetchFailure.NOT_FOUND))
    assert (finding.outcome, finding.reasons[0].code) == (Outcome.MISSING, ReasonCode.BROKEN_LINK)
    assert "404" in explain(finding)
    assert "shown" not in finding.reasons[0].facts


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (resource("/plan.html", 200, FetchFailure.NOT_FOUND), ("ทุกที่อยู่ที่ไม่มีในเว็บไซต์", "unknown addresses")),
        (resource("/plan.html", 200, body="<main><p>ไม่พบหน้าที่ต้องการ</p></main>"), ("แจ้งว่าไม่พบข้อมูล", "says that nothing is there")),
    ],
)
def test_a_page_in_place_of_nothing_is_not_told_by_a_status_that_says_all_is_well(answer: Resource, told: tuple[str, str]) -> None:
    finding = judged(answer)
    assert (finding.outcome, finding.reasons[0].code) == (Outcome.MISSING, ReasonCode.BROKEN_LINK)
    for lang, words in zip(("th", "en"), told, strict=True):
        assert words in explain(finding, lang)
        assert "200" not in explain(finding, lang)
        assert "{" not in explain(finding, lang)


@pytest.mark.parametrize(("why", "outcome"), [(NotFetched.WRONG_FOLDER, Outcome.MISSING), (NotFetched.UNLIKELY, Outcome.NOT_CHECKED)])
def test_a_copy_from_a_wrong_folder_is_no_place_where_the_item_may_be(why: NotFetched, outcome: Outcome) -> None:
    copy = UnfetchedLink(f"{HOST}/news/plan.html", why, _SEEN)
    assert judged(resource("/plan.html", 404, FetchFailure.NOT_FOUND), unfetched=(copy,)).outcome is outcome
