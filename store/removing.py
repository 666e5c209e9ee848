"""Giving up a snapshot: its files go, and nothing else, so that a crash in between leaves either a snapshot or none."""

import shutil
from pathlib import Path

from oit.errors import NotFit
from store.layout import ARCHIVE, MANIFEST, READ, RESOURCES, RESPONSES, SCREENSHOTS, UNFETCHED

_OWN = (RESOURCES, UNFETCHED, RESPONSES, ARCHIVE, READ, SCREENSHOTS, "raw")
_PICTURES = ("*.jpg", "*.png")


def lies_within(folder: Path, root: Path) -> bool:
    """Is it a folder of ours below `root`, reached by no link?"""
    return not folder.is_symlink() and folder.resolve().is_relative_to(root.resolve()) and folder.resolve() != root.resolve()


def size_of(folder: Path) -> int:
    """Bytes of the files in it."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def remove_snapshot(folder: Path) -> None:
    """The manifest goes first: from there on the folder is an unfinished snapshot. Files that are not ours stay, and their folder with
    them. NotFit when the disk refuses."""
    try:
        (folder / MANIFEST).unlink(missing_ok=True)
        for name in _OWN:
            path = folder / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        for pattern in _PICTURES:
            for picture in folder.glob(pattern):
                picture.unlink()
        for part in folder.glob(".*.part"):
            part.unlink()
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise NotFit(f"{folder}: cannot be removed ({error.strerror or error}); make it writable, then run oit prune again") from error
