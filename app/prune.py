"""Giving up old snapshots that nothing stands on. What was said and the hashes of what was seen stay in the database."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.judging import BANGKOK
from oit.retention import Policy, reasons_to_keep
from store.database import open_database
from store.layout import MANIFEST
from store.places import SNAPSHOTS, default_data_folder
from store.removing import lies_within, remove_snapshot, size_of

_ABANDONED = dt.timedelta(days=2)  # an unfinished folder of this age belongs to no crawl that still runs


@dataclass(frozen=True, slots=True)
class Pruned:
    """`reasons` counts the kept snapshots by why they stay; one may count under several."""

    removed: tuple[str, ...]  # of runs
    unfinished: tuple[str, ...]  # left by crawls that never ended
    elsewhere: tuple[str, ...]  # old ones that lie outside of the data folder: left to whoever chose the place
    freed: int  # bytes
    kept: int
    reasons: tuple[tuple[str, int], ...]
    done: bool  # False: only looked
    jobs: int  # of old nights
    messages: int  # sent long ago


@dataclass(frozen=True, slots=True)
class RowPolicy:
    """How many days the work lists of nights and sent messages are kept."""

    jobs: int = 400
    messages: int = 90


_USUAL = RowPolicy()


def prune(database: str, policy: Policy, rows: RowPolicy = _USUAL, *, done: bool, show: Callable[[str], None] = lambda _: None) -> Pruned:
    """Removes, or with `done` False only names, what may go. `show` is told each folder before it goes. Raises NotFit when the disk or
    the database refuses; what was removed by then is marked, and the next call goes on."""
    root = default_data_folder() / SNAPSHOTS
    today = dt.datetime.now(BANGKOK).date()
    with open_database(database) as opened:
        reasons = reasons_to_keep(opened.kept_runs(), opened.holds(), today, policy)
        free = sorted(snapshot for snapshot, why in reasons.items() if not why)
        ours = [snapshot for snapshot in free if lies_within(Path(snapshot), root)]
        # Marked and still there: a removal that was broken off.
        halves = [one for one in opened.pruned_snapshots() if Path(one).is_dir() and lies_within(Path(one), root) and one not in reasons]
        known = {Path(one) for one in reasons}
        unfinished = [str(folder) for folder in _unfinished(root) if folder not in known]
        freed = 0
        old = dt.datetime.now(dt.UTC) - dt.timedelta(days=rows.messages)
        jobs, messages = opened.drop_old_rows(today - dt.timedelta(days=rows.jobs), old, done=done)
        for snapshot in (*ours, *halves, *unfinished):
            freed += size_of(Path(snapshot)) if Path(snapshot).is_dir() else 0
            if done:
                show(snapshot)
                opened.mark_pruned(snapshot)  # first: a crash in between leaves a folder that the next call removes
                remove_snapshot(Path(snapshot))
    kept = [why for why in reasons.values() if why]
    counts = sorted((str(one), sum(one in why for why in kept)) for one in {one for why in kept for one in why})
    elsewhere = tuple(one for one in free if one not in ours and Path(one).is_dir())
    return Pruned(tuple(ours), (*halves, *unfinished), elsewhere, freed, len(kept), tuple(counts), done, jobs, messages)


def _unfinished(root: Path) -> list[Path]:
    """Folders of crawls that never ended, two days old."""
    if not root.is_dir():
        return []
    oldest = (dt.datetime.now(dt.UTC) - _ABANDONED).timestamp()
    folders = [folder for agency in root.iterdir() if agency.is_dir() and not agency.is_symlink() for folder in agency.iterdir()]
    return sorted(
        folder for folder in folders
        if folder.is_dir() and not folder.is_symlink() and not (folder / MANIFEST).exists() and folder.stat().st_mtime < oldest
    )  # fmt: skip
