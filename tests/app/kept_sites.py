"""Small sites kept as snapshots on disk, as a crawl leaves them, and the rules copied for an edit."""

from collections.abc import Mapping
from pathlib import Path

import rules
from oit.agency import Agency
from oit.snapshot import CrawlFacts, NotFetched, Resource, Sighting, UnfetchedLink
from reading.html import read_page
from store.snapshots import SnapshotWriter

HOST = "https://www.agency.example"
WHEN = "2023-04-18T09:00:00+07:00"
FACTS = CrawlFacts(WHEN, WHEN, 9, 9, 9, 0, 9999, "finished", "", "never", "tests", "o01_o43 1")


def kept_site(folder: Path, name: str, pages: Mapping[str, str], unread: tuple[str, ...] = ()) -> Path:
    """Path -> body of each page, the front page first; `unread` are paths that were seen and not asked for (page limit)."""
    writer = SnapshotWriter(folder)
    seen: dict[str, list[Sighting]] = {}
    head = f"<!doctype html><html><head><title>{name}</title></head>"
    bodies = {path: f"{head}<body>{html}</body></html>".encode() for path, html in pages.items()}
    for path, body in bodies.items():
        for link in read_page(body, HOST + path, "text/html; charset=utf-8").links:
            seen.setdefault(link.url or "", []).append(Sighting(link.text, link.heading, HOST + path, link.region, link.context))
    for path, body in bodies.items():
        sha256, url = writer.body(body), HOST + path
        sightings = tuple(seen.get(url, ())) if path != "/" else ()
        writer.resource(Resource(url, url, 200, None, "text/html; charset=utf-8", sha256, len(body), WHEN, sightings))
    for path in unread:
        writer.unfetched(UnfetchedLink(HOST + path, NotFetched.PAGE_LIMIT, tuple(seen[HOST + path])))
    writer.finish(Agency(HOST + "/", name, "sao"), FACTS)
    return folder


def edited_rules(folder: Path, file: str, old: str, new: str) -> Path:
    """A copy of the shipped rules in which `old`, which must stand once, became `new`."""
    folder.mkdir(parents=True)
    for name in (rules.TOPICS, *(f"{form}.yaml" for form in rules.pack_names())):
        (folder / name).write_bytes(rules.data_file(name).read_bytes())
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file} holds {text.count(old)} times: {old}"
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder
