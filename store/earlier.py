"""The snapshot of an agency before this one."""

from pathlib import Path

from oit.errors import SnapshotError
from oit.snapshot import CrawlFacts
from store.layout import MANIFEST
from store.records import facts_from, parse


def earlier_facts(folder: Path) -> CrawlFacts | None:
    """What is known of the newest crawl before the one whose snapshot goes to `folder`: the one beside it by name; None where there is
    none that can be read."""
    try:
        beside = sorted((other for other in folder.parent.iterdir() if other.name < folder.name), reverse=True)
    except OSError:
        return None
    for other in beside[:5]:
        manifest = other / MANIFEST
        try:
            return facts_from(parse(manifest.read_bytes(), str(manifest)).part("facts"))
        except (OSError, SnapshotError):  # unfinished or of another layout: the one before it may be whole
            continue
    return None
