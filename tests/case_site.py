"""From a few lines of data to a SiteSnapshot: the small made-up sites on which each item's cases are judged.

A case is `{menu: {words: path}, site: {path: part}, also: [O10/name], agency: name}`. A part is one of
  {title, html}            a page under the site's menu; `heading: false` leaves its own heading off; a bare text is the html
  {pdf: text or [texts]}   a document with a text layer, one text a page; `title` is the one in its properties; kind: word, excel ...
  {scan: true}             a document without a text layer; {garbled: true}, {broken: encrypted} likewise
  {status: 404}            an address that answers so (also 403, 500); {failure: timeout} one that does not answer
  {not_fetched: why}       an address that was seen and not asked for
A menu entry leads to a path, to an outside address, or to "#". `also` takes the menu and the site of other cases along: papers that the
item rests on, or what stands beside it. What a page links to must be declared, so that a slip of the pen is no 404.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import urljoin, urlsplit

from oit.agency import Agency
from oit.content import Document, Page, TextLayer
from oit.snapshot import CrawlFacts, FetchFailure, NotFetched, Resource, Sighting, SiteSnapshot, UnfetchedLink
from reading.html import read_page

HOST = "https://www.agency.example"
WHEN = "2023-04-18T09:00:00+07:00"
AGENCIES = {
    "sao": ("องค์การบริหารส่วนตำบลบึงนาเพลิน", "sao"),
    "municipality": ("เทศบาลตำบลเนินดอกแก้ว", "subdistrict_municipality"),
    "school": ("โรงเรียนบ้านไร่ตะวันวิทยา", "school"),
    "province": ("สำนักงานเกษตรจังหวัดภูทองคำ", "provincial_office"),
}
_STATUS = {404: FetchFailure.NOT_FOUND, 410: FetchFailure.NOT_FOUND, 401: FetchFailure.LOGIN, 403: FetchFailure.FORBIDDEN,
           500: FetchFailure.SERVER_ERROR, 503: FetchFailure.SERVER_ERROR}  # fmt: skip
_FACTS = CrawlFacts(WHEN, WHEN, 9, 9, 9, 0, 9999, "finished", "", "never", "tests", "o01_o43 1")

Case = Mapping[str, Any]


def snapshot_of(case: Case, cases: Mapping[str, Case]) -> SiteSnapshot:
    """The site of `case` as a crawl would have kept it. `cases` holds those that `also` may name."""
    menu, parts = gathered(case, cases)
    name, kind = AGENCIES[case.get("agency", "sao")]
    pages = {path: _page(path, part, menu, name) for path, part in parts.items() if _is_page(part)}
    seen = _sightings(pages)
    resources = [_resource(path, part, pages, seen) for path, part in parts.items() if "not_fetched" not in _mapping(part)]
    declared = {_address(path) for path in parts}
    return SiteSnapshot(Agency(HOST + "/", name, kind), _FACTS, tuple(resources), tuple(_unfetched(seen, parts, declared)))


def gathered(case: Case, cases: Mapping[str, Case]) -> tuple[dict[str, str], dict[str, Any]]:
    """Menu and parts of a case with those of the cases it takes along; the front page first."""
    menu: dict[str, str] = {"หน้าแรก": "/", "ประวัติความเป็นมา": "/history.html"}
    parts: dict[str, Any] = {
        "/": {"title": "หน้าแรก", "html": "<p>ยินดีต้อนรับสู่เว็บไซต์ของหน่วยงาน</p>"},
        "/history.html": {"title": "ประวัติความเป็นมา", "html": "<p>ชุมชนนี้ตั้งมาราวหนึ่งร้อยยี่สิบปี ชาวบ้านย้ายมาจากลุ่มน้ำทางเหนือเพื่อหาที่ทำนา</p>"},
    }
    for one in (*(cases[name] for name in case.get("also", ())), case):
        menu |= one.get("menu", {})
        parts |= one.get("site", {})
    return menu, parts


def _mapping(part: Any) -> Mapping[str, Any]:
    return part if isinstance(part, Mapping) else {}


def _is_page(part: Any) -> bool:
    return isinstance(part, str) or "html" in part


def _address(path: str) -> str:
    return urljoin(HOST + "/", path)


def _page(path: str, part: Any, menu: Mapping[str, str], name: str) -> Page:
    title, html, headed = ("", part, False) if isinstance(part, str) else (part.get("title", ""), part["html"], part.get("heading", True))
    entries = "".join(f'<li><a href="{escape(to)}">{escape(text)}</a></li>' for text, to in menu.items())
    heading = f"<h2>{escape(title)}</h2>" if title and headed and path != "/" else ""
    shown = f"{title} - {name}" if title else name
    body = f"<nav><ul>{entries}</ul></nav><main>{heading}{html}</main><footer><p>ลิขสิทธิ์ของ{escape(name)}</p></footer>"
    page = f"<!doctype html><html lang=th><head><meta charset=utf-8><title>{escape(shown)}</title></head><body>{body}</body></html>"
    return read_page(page.encode(), _address(path), "text/html; charset=utf-8")


def _sightings(pages: Mapping[str, Page]) -> dict[str, list[Sighting]]:
    seen: dict[str, list[Sighting]] = {}
    for page in pages.values():
        for link in page.links:
            if link.url is not None:
                sighting = Sighting(link.text, link.heading, page.url, link.region, link.context)
                if sighting not in seen.setdefault(link.url, []):
                    seen[link.url].append(sighting)
    return seen


def _resource(path: str, part: Any, pages: Mapping[str, Page], seen: Mapping[str, list[Sighting]]) -> Resource:
    url = _address(path)
    sighted = () if path == "/" else tuple(seen.get(url, ())[:20])
    if path in pages:
        failure = FetchFailure(part["failure"]) if "failure" in _mapping(part) else None
        return Resource(url, url, 200, failure, "text/html", "a" + path, 999, WHEN, sighted, content=pages[path])
    if "status" in part or "failure" in part:
        failure = FetchFailure(part["failure"]) if "failure" in part else _STATUS[part["status"]]
        return Resource(url, url, part.get("status"), failure, "", "", 0, WHEN, sighted)
    return Resource(url, url, 200, None, "application/pdf", "d" + path, 9999, WHEN, sighted, content=_document(url, part))


def _document(url: str, part: Case) -> Document:
    kind, title = part.get("kind", "pdf"), part.get("title", "")
    if "pdf" in part:
        pages = (part["pdf"],) if isinstance(part["pdf"], str) else tuple(part["pdf"])
        return Document(url, kind, title, pages, len(pages), TextLayer.GOOD)
    if "scan" in part:
        return Document(url, kind, title, ("",), 1, TextLayer.NONE)
    if "garbled" in part:
        return Document(url, kind, title, ("¹Ò¡ §Ò¹ »ÃÐ¨Ó",), 1, TextLayer.GARBLED)
    return Document(url, kind, title, (), 0, TextLayer.UNREAD, part["broken"])


def _unfetched(seen: Mapping[str, list[Sighting]], parts: Mapping[str, Any], declared: set[str]) -> Iterator[UnfetchedLink]:
    why_of = {_address(path): part["not_fetched"] for path, part in parts.items() if "not_fetched" in _mapping(part)}
    for url, sightings in seen.items():
        address = urlsplit(url)
        if url in why_of:
            yield UnfetchedLink(url, NotFetched(why_of[url]), tuple(sightings))
        elif address.scheme not in ("http", "https"):
            yield UnfetchedLink(url, NotFetched.SCHEME, tuple(sightings))
        elif f"{address.scheme}://{address.netloc}" != HOST:
            yield UnfetchedLink(url, NotFetched.OFF_SCOPE, tuple(sightings))
        elif url not in declared:
            raise AssertionError(f"the case links to {url} and does not say what stands there")
