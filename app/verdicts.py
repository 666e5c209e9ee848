"""A finished crawl's audit: read and judged, or found again where the night before holds the same; and pictures of its evidence."""

import datetime as dt
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.judging import Terms, audit_with, findings_of, with_recognised, with_screenshots
from app.known_verdicts import VERDICTS, KnownVerdicts, content_key, with_times, without_times
from app.readings import Readings, read_snapshot
from crawler.browser_find import find_browser
from crawler.contract import CrawlLimits
from oit.audit import AgencyAudit, ItemFinding
from oit.content import Page
from oit.day import WatchedDay
from oit.errors import SnapshotError
from oit.snapshot import Resource, SiteSnapshot
from store.layout import SCREENSHOTS, writing_to
from store.snapshot_reader import Manifest, archive_of, is_file_within, load_outline
from store.snapshots import SnapshotWriter

MOST_PICTURES = 30
PICTURE_DAYS = 7  # after so many a picture is taken again, though the page's own bytes are the same: its images may not be


@dataclass(frozen=True, slots=True)
class Wanted:
    """`earlier`: the folder of the snapshot before, None where nothing is to be taken from it. `stage` hears what is being done."""

    terms: Terms
    ocr: str  # auto or never
    earlier: Path | None
    stage: Callable[[str], None]


def verdicts(folder: Path, wanted: Wanted) -> tuple[AgencyAudit, SiteSnapshot]:
    """The audit of the snapshot in `folder`, the same that judging it gives, and the snapshot. Where the verdicts were known its contents
    are not read but for one page."""
    wanted.stage("reading")
    outline = load_outline(folder)
    memory, key = KnownVerdicts(VERDICTS, folder, wanted.earlier), content_key(outline, wanted.terms, wanted.ocr)
    known = memory.recall(key, wanted.terms.day)
    if known is not None:
        wanted.stage("judging")
        memory.take_over()
        snapshot = _with_one_page(outline, folder)
        return audit_with(with_times(known.findings, snapshot), snapshot, wanted.terms), snapshot
    day = WatchedDay(wanted.terms.day)
    watched = replace(wanted.terms, day=day)
    snapshot = with_recognised(read_snapshot(folder, wanted.earlier), watched, folder, wanted.ocr, wanted.stage, wanted.earlier)
    wanted.stage("judging")
    findings = findings_of(without_times(snapshot), watched)
    if snapshot.captured:
        memory.keep(key, day.bounds, findings)
    return audit_with(with_times(findings, snapshot), snapshot, wanted.terms), snapshot


def with_pictures(
    audit: AgencyAudit, snapshot: SiteSnapshot, folder: Path, limits: CrawlLimits, earlier: Path | None
) -> tuple[AgencyAudit, SiteSnapshot]:
    """Pictures of the pages named as best evidence, as an assessor would see them. Of a page that is the same as in the snapshot `earlier`
    the picture that is there is taken over."""
    if not snapshot.captured or find_browser(limits.browser) is None:
        return audit, snapshot
    urls = list(dict.fromkeys(url for item in audit.items for url in _pages_shown(item)))[:MOST_PICTURES]
    with writing_to(folder):
        names = _taken_over(urls, snapshot, folder, earlier) if earlier is not None else {}
        missing = [url for url in urls if url not in names]
        if missing:
            from crawler.screenshots import take_screenshots  # noqa: PLC0415  (the browser's program takes a second to load)

            names |= take_screenshots(missing, folder / SCREENSHOTS, limits)
    taken = {url: f"{SCREENSHOTS}/{name}" for url, name in names.items()}
    SnapshotWriter(folder).add_screenshots(taken)
    resources = tuple(replace(r, screenshot=taken.get(r.url, taken.get(r.final_url, r.screenshot))) for r in snapshot.resources)
    snapshot = replace(snapshot, resources=resources)
    return with_screenshots(audit, snapshot), snapshot


def _pages_shown(item: ItemFinding) -> list[str]:
    return [one.url for one in item.evidence[:1] if one.kind == "page" and one.http_status is not None]


def _with_one_page(outline: SiteSnapshot, folder: Path) -> SiteSnapshot:
    """The first page read, so that the snapshot tells that the site was captured."""
    archive = archive_of(folder)
    with Readings(folder) as read:
        for place, one in enumerate(outline.resources):
            if one.failure is None and one.sha256:
                content = read(archive.body(one.render_sha256 or one.sha256), one)
                if isinstance(content, Page):
                    before, after = outline.resources[:place], outline.resources[place + 1 :]
                    return replace(outline, resources=(*before, replace(one, content=content), *after))
    raise SnapshotError(f"{folder}: holds no page, though verdicts on it are known; run oit check --fresh")


def _taken_over(urls: list[str], snapshot: SiteSnapshot, folder: Path, earlier: Path) -> dict[str, str]:
    """Address -> name of the picture, of those that can be taken over."""
    try:
        pictures, before = Manifest.of(earlier).screenshots, _by_address(load_outline(earlier).resources)
    except SnapshotError:
        return {}
    tonight, found = _by_address(snapshot.resources), {}
    for url in urls:
        one, other, name = tonight.get(url), before.get(url), pictures.get(url, "")
        if one is None or other is None or not _is_same(one, other) or not name or not is_file_within(earlier, name):
            continue
        picture = earlier / name
        with suppress(OSError):  # it can be taken anew
            if dt.datetime.now().timestamp() - picture.stat().st_mtime < PICTURE_DAYS * 86_400:
                _put(picture, folder / SCREENSHOTS / picture.name)
                found[url] = picture.name
    return found


def _by_address(resources: tuple[Resource, ...]) -> dict[str, Resource]:
    known: dict[str, Resource] = {}
    for one in resources:
        known.setdefault(one.url, one)
        known.setdefault(one.final_url, one)
    return known


def _is_same(one: Resource, other: Resource) -> bool:
    """The same bytes; of a page that scripts make, the same that they made."""
    return bool(one.sha256) and (one.sha256, one.render_sha256) == (other.sha256, other.render_sha256)


def _put(picture: Path, here: Path) -> None:
    """Under a second name where the disk can do that, else as a copy; it keeps the time at which it was taken."""
    here.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(picture, here)
    except OSError:
        shutil.copy2(picture, here)
