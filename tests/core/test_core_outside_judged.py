"""What links to other hosts are worth: papers that were read there count, what could not be opened is unclear and never missing."""

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest

from oit.agency import Agency
from oit.audit import ItemFinding, Outcome, ReasonCode
from oit.content import Content, Document, Region, TextLayer
from oit.judge import judge
from oit.snapshot import CrawlFacts, FetchFailure, NotFetched, Resource, Sighting, SiteSnapshot, UnfetchedLink
from reading.html import read_page
from rules import load_pack, load_words

HOST = "https://www.abt-buengna.go.th"
NAME = "องค์การบริหารส่วนตำบลบึงนาเพลิน"
WHEN = "2023-04-18T09:00:00+07:00"
ID = "1AbCdEfGhIjKlMnOpQrStUv"
FILE, FOLDER = f"https://drive.google.com/file/d/{ID}/view", f"https://drive.google.com/drive/folders/{ID}"
DOWNLOAD = f"https://drive.usercontent.google.com/download?id={ID}&export=download&confirm=t"
PLAN = "แผนปฏิบัติราชการประจำปี พ.ศ. 2566"
BODY = (
    f"{PLAN}\n{NAME}\nยุทธศาสตร์ที่ 1 การพัฒนาโครงสร้างพื้นฐาน แนวทางการพัฒนา เป้าหมาย ตัวชี้วัด\nโครงการก่อสร้างถนนคอนกรีต งบประมาณ 500,000 บาท "
    "ระยะเวลาดำเนินการ ตุลาคม 2565 - กันยายน 2566 ผู้รับผิดชอบ กองช่าง\n"
)
_FACTS = CrawlFacts(WHEN, WHEN, 9, 9, 9, 0, 9999, "finished", "", "never", "tests", "o01_o43 1")


@cache
def _pack(code: str):
    whole = load_pack()
    return replace(whole, items=tuple(item for item in whole.items if item.code == code))


def paper(text: str = BODY, title: str = "") -> Document:
    return Document(DOWNLOAD, "pdf", title, (text,), 1, TextLayer.GOOD)


def html(title: str, body: str, url: str) -> Content:
    return read_page(f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(), url, "text/html; charset=utf-8")


def outside(
    url: str, kind: str, content: Content | None = None, failure: FetchFailure | None = None, status: int | None = 200, final: str = "",
    on: str = "/plan", text: str = PLAN,
) -> Resource:  # fmt: skip
    seen = (Sighting(text, "", HOST + on, Region.CONTENT),)
    sha = "f" + url if content is not None else ""
    return Resource(url, final or url, status, failure, "", sha, 9 if sha else 0, WHEN, seen, content=content, outside=kind)


def judged(links: dict[str, str], *there: Resource, code: str = "O10", name: str = NAME) -> ItemFinding:
    """The item's finding on a site whose menu leads to a page with these links, and what the crawl had of other hosts."""
    menu = '<nav><ul><li><a href="/">หน้าแรก</a></li><li><a href="/plan">ข้อมูลของหน่วยงาน</a></li></ul></nav>'
    anchors = "".join(f'<p><a href="{url}">{text}</a></p>' for text, url in links.items())
    pages = {"/": html(name, f"{menu}<main><p>ยินดีต้อนรับ</p></main>", HOST + "/"),
             "/plan": html("ข้อมูล", f"{menu}<main><h1>ข้อมูลของหน่วยงาน</h1>{anchors}</main>", HOST + "/plan")}  # fmt: skip
    own = [Resource(HOST + path, HOST + path, 200, None, "text/html", "a" + path, 9, WHEN,
                    () if path == "/" else (Sighting("ข้อมูลของหน่วยงาน", "", HOST + "/", Region.MENU),), content=page)
           for path, page in pages.items()]  # fmt: skip
    came = {resource.url for resource in there}
    seen = {text: url for text, url in links.items() if url not in came and not url.startswith(HOST)}
    left = tuple(UnfetchedLink(url, NotFetched.OFF_SCOPE, (Sighting(text, "", HOST + "/plan", Region.CONTENT),))
                 for text, url in seen.items())  # fmt: skip
    snapshot = SiteSnapshot(Agency(HOST + "/", name, "sao"), _FACTS, (*own, *there), left)
    audit = judge(snapshot, _pack(code), load_words(), dt.date(2023, 4, 18), 2566)
    return audit.items[0]


def first(finding: ItemFinding) -> tuple[Outcome, ReasonCode]:
    return finding.outcome, finding.reasons[0].code


def test_a_paper_on_a_shared_drive_counts_and_is_shown_by_its_link() -> None:
    finding = judged({PLAN: FILE}, outside(FILE, "google_drive_file", paper(), final=DOWNLOAD))
    assert finding.outcome is Outcome.PASS
    assert finding.best_url == FILE
    assert finding.evidence[0].sha256
    assert finding.evidence[0].link_path[-1] == PLAN


def test_a_paper_of_another_agency_there_is_unclear() -> None:
    text = BODY.replace(NAME, "องค์การบริหารส่วนตำบลอื่นไกล")
    assert first(judged({PLAN: FILE}, outside(FILE, "google_drive_file", paper(text), final=DOWNLOAD))) == (
        Outcome.UNCLEAR, ReasonCode.OTHER_AGENCY)  # fmt: skip


def test_an_old_paper_there_is_outdated() -> None:
    old = outside(FILE, "google_drive_file", paper(BODY.replace("2566", "2563").replace("2565", "2562")), final=DOWNLOAD)
    assert judged({"แผนปฏิบัติราชการประจำปี": FILE}, old).outcome is Outcome.OUTDATED


def test_a_link_that_was_not_tried_is_as_before() -> None:
    assert first(judged({PLAN: FILE})) == (Outcome.UNCLEAR, ReasonCode.OFF_SITE)


@pytest.mark.parametrize("failure", [f for f in FetchFailure if f is not FetchFailure.NOT_FOUND])
def test_trouble_of_any_kind_is_unclear_and_never_missing(failure: FetchFailure) -> None:
    finding = judged({PLAN: FILE}, outside(FILE, "google_drive_file", None, failure, None))
    codes = {FetchFailure.LOGIN: ReasonCode.LOGIN, FetchFailure.NEEDS_BROWSER: ReasonCode.NEEDS_BROWSER}
    assert first(finding) == (Outcome.UNCLEAR, codes.get(failure, ReasonCode.FETCH_TROUBLE))
    assert finding.reasons[0].facts["host"] == "drive.google.com"


def test_a_file_that_is_gone_is_a_broken_link() -> None:
    assert first(judged({PLAN: FILE}, outside(FILE, "google_drive_file", None, FetchFailure.NOT_FOUND, 404))) == (
        Outcome.MISSING, ReasonCode.BROKEN_LINK)  # fmt: skip


def test_a_social_network_that_says_not_found_to_programs_proves_nothing() -> None:
    url = "https://www.facebook.com/abtx/posts/1"
    assert judged({PLAN: url}, outside(url, "facebook", None, FetchFailure.NOT_FOUND, 404)).outcome is Outcome.UNCLEAR


@pytest.mark.parametrize(
    ("title", "text", "outcome", "reason"),
    [
        ("Google Drive: Access Denied", "You need access", Outcome.UNCLEAR, ReasonCode.LOGIN),
        ("Google ไดรฟ์", "คุณต้องมีสิทธิ์เข้าถึง", Outcome.UNCLEAR, ReasonCode.LOGIN),
        ("Google Drive", "Sorry, the file you have requested does not exist.", Outcome.MISSING, ReasonCode.BROKEN_LINK),
        ("Google Drive - Quota exceeded", "Too many users have viewed or downloaded this file", Outcome.UNCLEAR, ReasonCode.FETCH_TROUBLE),
    ],
)
def test_a_notice_that_was_kept_as_a_page_is_told_when_judged_again(title: str, text: str, outcome: Outcome, reason: ReasonCode) -> None:
    came = outside(FILE, "google_drive_file", html(title, f"<p>{text}</p>", DOWNLOAD), final=DOWNLOAD)
    assert first(judged({PLAN: FILE}, came)) == (outcome, reason)


def test_what_was_only_checked_answers_and_is_unclear() -> None:
    url = "https://online.anyflip.com/abcd/efgh/"
    finding = judged({PLAN: url}, outside(url, "flipbook"))
    assert first(finding) == (Outcome.UNCLEAR, ReasonCode.OFF_SITE_OPENS)
    assert finding.evidence[0].http_status == 200


def test_a_shortened_link_counts_by_where_it_leads() -> None:
    url = "https://bit.ly/3x"
    finding = judged({PLAN: url}, outside(url, "google_drive_file", paper(), final=DOWNLOAD))
    assert (finding.outcome, finding.best_url) == (Outcome.PASS, FILE)
    assert judged({PLAN: url}, outside(url, "front_page", final="https://www.moi.go.th/", status=302)).outcome is Outcome.MISSING
    assert judged({PLAN: url}, outside(url, "short_link")).outcome is Outcome.UNCLEAR


def test_papers_in_a_folder_count() -> None:
    entry = f'<div class="flip-entry"><a href="{FILE}"><div class="flip-entry-title">{PLAN}.pdf</div></a></div>'
    view = f"https://drive.google.com/embeddedfolderview?id={ID}"
    folder = outside(FOLDER, "google_drive_folder", html("แผน", entry, view), final=view)
    file = outside(FILE, "google_drive_file", paper(), final=DOWNLOAD, text=f"{PLAN}.pdf")
    assert judged({PLAN: FOLDER}, folder, file).outcome is Outcome.PASS
    assert judged({PLAN: FOLDER}, folder).outcome is not Outcome.MISSING


def test_a_page_of_another_organisation_counts_only_if_it_names_the_agency() -> None:
    url = "https://www.province.go.th/no-gift"
    words = "นโยบายไม่รับของขวัญ (No Gift Policy) จากการปฏิบัติหน้าที่ ประจำปีงบประมาณ พ.ศ. 2566"
    text = f"<h1>{words}</h1><p>ประกาศเจตนารมณ์ของผู้บริหารสูงสุดว่าจะไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่ ลงนามโดยผู้บริหาร {{}}</p>"
    ours = outside(url, "other", html(words, text.format(f"นายก{NAME}") * 1, url), text=words)
    theirs = outside(url, "other", html(words, text.format("ผู้ว่าราชการจังหวัดแห่งหนึ่ง"), url), text=words)
    assert judged({words: url}, theirs, code="O34").outcome is Outcome.UNCLEAR
    assert judged({words: url}, ours, code="O34").outcome is not Outcome.MISSING
    assert judged({words: url}, ours, code="O34", name="").outcome is not Outcome.PASS


def test_what_another_organisations_page_links_to_is_not_the_agencys() -> None:
    url, other = "https://www.other-agency.go.th/about", "https://www.other-agency.go.th/plan.pdf"
    page = outside(url, "other", html("ข้อมูล", f'<p><a href="{other}">{PLAN}</a></p>', url), text="หน่วยงานที่เกี่ยวข้อง")
    taken = outside(other, "other", paper(), on="/x")
    assert judged({"หน่วยงานที่เกี่ยวข้อง": url}, page, replace(taken, content=paper("เอกสาร"))).outcome is Outcome.MISSING


def test_a_page_there_that_shows_nothing_of_the_item_is_seen_to_be_empty() -> None:
    url = "https://sites.google.com/view/abtx/plan"
    came = outside(url, "google_sites", html("แผน", "<p>ยินดีต้อนรับสู่เว็บไซต์ของเรา ขอบคุณที่เข้าชม</p>", url))
    assert first(judged({PLAN: url}, came)) == (Outcome.MISSING, ReasonCode.EMPTY_TARGET)
    empty = outside(url, "google_sites", html("", "<script src=/a.js></script><div id=root></div>", url), FetchFailure.NEEDS_BROWSER)
    assert first(judged({PLAN: url}, empty)) == (Outcome.UNCLEAR, ReasonCode.NEEDS_BROWSER)


@pytest.mark.parametrize("failure", [None, FetchFailure.LOGIN])
def test_a_service_online_is_still_shown_by_the_link_to_it(failure: FetchFailure | None) -> None:
    url, words = "https://eservice.province.go.th/request", "E-Service ยื่นคำร้องออนไลน์"
    system = html("ระบบ", "<p>ระบบยื่นคำร้อง</p>", url) if failure is None else None
    tried = judged({words: url}, outside(url, "other", system, failure, text=words), code="O17")
    assert tried.outcome is judged({words: url}, code="O17").outcome is Outcome.PASS


def test_an_unknown_kind_of_an_older_snapshot_is_any_other_site() -> None:
    assert judged({PLAN: FILE}, outside(FILE, "kind_of_tomorrow", paper(), final=DOWNLOAD)).outcome is Outcome.PASS
