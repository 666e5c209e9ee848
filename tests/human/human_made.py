"""One agency whose visits are kept as snapshots on disk, with findings made by hand: no crawl, no judgement."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from oit.audit import AgencyAudit, FormUsed, ItemFinding
from oit.scoring import score
from oit.snapshot import CrawlFacts, FetchFailure, NotFetched, Resource, Sighting, SiteSnapshot, UnfetchedLink
from reading.html import read_page
from store.database import Database
from store.snapshots import SnapshotWriter
from tests.rounds.rounds_made import FORM, PACK, YEAR, at, entry, finding

A1 = entry("A1")
SITE = A1.urls[0]
PLAN, OTHER, FILE = SITE + "o10", SITE + "plan-2566", SITE + "o12"  # where the made-up machine sees O10; where it does not look; a file
HTML = "text/html; charset=utf-8"
NOTHING: Mapping[str, ItemFinding] = {}
DAY = date(2023, 3, 15)
MENU = '<ul><li><a href="/o10">แผนดำเนินงานประจำปี</a></li><li><a href="/plan-2566">ดาวน์โหลดเอกสารกองแผน</a></li></ul>'


def plan_page(said: str = "โครงการก่อสร้างถนนสายหลัก", visitors: int = 17, menu: str = MENU, day: str = "15 มีนาคม 2566") -> str:
    return f"{menu}<h1>แผนดำเนินงานประจำปี 2566</h1><p>{said}</p><p>วันนี้ {day}</p><p>ผู้เข้าชม {visitors} คน</p>"


def some(**changed: str) -> dict[str, str]:
    """Four items of the form; O11 rests on O10. Those that are not named pass."""
    return {code: changed.get(code, "P") for code in ("O1", "O10", "O11", "O12")}


def pages(plan: str | None = None, menu: str = MENU) -> dict[str, str | bytes]:
    """Path -> body of a small site; a body of bytes is a file."""
    other = f"{menu}<h1>เอกสารของกองแผน</h1><p>แผนดำเนินงาน พ.ศ. 2566 ฉบับลงนาม</p>"
    return {"/": f"{menu}<h1>หน้าแรก</h1>", "/o10": plan or plan_page(menu=menu), "/plan-2566": other}


def visit(
    database: Database, folder: Path, day: date, shown: Mapping[str, str | bytes], items: Mapping[str, str], *, hour: int = 2,
    stopped_by: str = "finished", failed: Mapping[str, FetchFailure] | None = None, waiting: tuple[str, ...] = (),
    judged: date | None = None, changed: Mapping[str, ItemFinding] | None = None, version: str = "1.0",
) -> int:  # fmt: skip
    """One visit, kept in a folder of its own under `folder` and saved. `failed`: path -> why it could not be had; `waiting`: paths that
    were not asked for; `changed`: findings to take instead of those that `items` makes."""
    crawl = crawl_on(day, hour, stopped_by)
    place = folder / f"{day}-{hour}-{version}"
    snapshot = _kept(place, crawl, shown, failed or {}, waiting)
    return database.save_audit(audit_of(items, crawl, judged or day, changed or {}), snapshot, str(place), version)


def audit_of(items: Mapping[str, str], crawl: CrawlFacts, judged: date = DAY, changed: Mapping[str, ItemFinding] = NOTHING) -> AgencyAudit:
    found = tuple(changed.get(code) or finding(A1, code, letter) for code, letter in items.items())
    form = FormUsed(FORM, "1", "ab" * 32, YEAR)
    return AgencyAudit(A1.agency, form, judged.isoformat(), crawl, (), score(PACK, found), found)


def crawl_on(day: date, hour: int = 2, stopped_by: str = "finished") -> CrawlFacts:
    start = at(day, hour).isoformat()
    return CrawlFacts(start, start, 40, 30, 5, 0, 99_000, stopped_by, "", "auto", "oit-crawler", f"{FORM} 1")


def elsewhere(code: str, letter: str, url: str) -> ItemFinding:
    """The machine's finding, with its evidence at that address."""
    made = finding(A1, code, letter)
    return replace(made, best_url=url, evidence=tuple(replace(piece, url=url) for piece in made.evidence))


def _kept(
    place: Path, crawl: CrawlFacts, shown: Mapping[str, str | bytes], failed: Mapping[str, FetchFailure], waiting: tuple[str, ...]
) -> SiteSnapshot:  # fmt: skip
    writer, resources = SnapshotWriter(place), []
    bodies = {path: body if isinstance(body, bytes) else f"<html><body>{body}</body></html>".encode() for path, body in shown.items()}
    at_path = {path: SITE.rstrip("/") + path for path in (*shown, *failed, *waiting)}
    read = {path: None if isinstance(shown[path], bytes) else read_page(body, at_path[path], HTML) for path, body in bodies.items()}
    seen: dict[str, list[Sighting]] = {}
    for path, page in read.items():
        for link in page.links if page else ():
            seen.setdefault(link.url or "", []).append(Sighting(link.text, link.heading, at_path[path], link.region, link.context))
    for path, body in bodies.items():
        url, kind = at_path[path], "application/pdf" if read[path] is None else HTML
        sha256 = writer.body(body)
        one = Resource(url, url, 200, None, kind, sha256, len(body), crawl.started, tuple(seen.get(url, ())))
        writer.resource(one)
        resources.append(replace(one, content=read[path]))
    for path, failure in failed.items():
        status = 404 if failure is FetchFailure.NOT_FOUND else None
        resources.append(Resource(at_path[path], at_path[path], status, failure, "", "", 0, crawl.started))
        writer.resource(resources[-1])
    links = tuple(UnfetchedLink(at_path[path], NotFetched.PAGE_LIMIT, ()) for path in waiting)
    for link in links:
        writer.unfetched(link)
    writer.finish(A1.agency, crawl)
    return SiteSnapshot(A1.agency, crawl, tuple(resources), links)
