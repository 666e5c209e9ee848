"""Snapshot folders: what a crawl saw, kept so that it can be judged again without the network. The parts lie in the modules named here."""

from store.reading_cache import ReadingCache
from store.snapshot_reader import body_of, load_snapshot
from store.snapshot_writer import SnapshotWriter

__all__ = ["ReadingCache", "SnapshotWriter", "body_of", "load_snapshot"]
