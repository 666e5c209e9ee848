"""Snapshot folders: what a crawl saw, kept so that it can be judged again without the network. The parts lie in the modules named here."""

from store.archive import Archive, Kept
from store.reading_cache import ReadingCache
from store.snapshot_reader import Manifest, archive_of, asked_for, body_of, load_snapshot
from store.snapshot_writer import SnapshotWriter

__all__ = ["Archive", "Kept", "Manifest", "ReadingCache", "SnapshotWriter", "archive_of", "asked_for", "body_of", "load_snapshot"]
