"""Is a snapshot whole? Every file against the hash it was written with, every body against its own."""

import hashlib
import json
from pathlib import Path

from oit.errors import SnapshotError
from store import older_bodies
from store.layout import ARCHIVE, MANIFEST
from store.snapshot_reader import Manifest, archive_of, is_file_within, load_snapshot

_CHUNK = 1 << 20


def problems_of(folder: Path, *, deep: bool) -> tuple[str, ...]:
    """What is wrong with it, one line each. Without `deep` the bodies themselves are not read, only that their file has its size."""
    try:
        if deep:
            load_snapshot(folder, lambda body, resource: None)
        else:
            Manifest.of(folder)
        return tuple(_of_archive(folder, deep=deep)) + tuple(_of_pictures(folder))
    except SnapshotError as error:
        return (str(error),)


def _of_archive(folder: Path, *, deep: bool) -> list[str]:
    manifest = Manifest.of(folder)
    if manifest.layout == older_bodies.LAYOUT:
        return []
    archive, said = archive_of(folder), manifest.files.part(ARCHIVE)
    path = archive.path
    try:
        if path.stat().st_size != said.number("size"):
            return [f"{path}: has {path.stat().st_size} bytes and not {said.number('size')}; the snapshot is damaged, crawl again"]
        if deep and _sha256(path) != said.text("sha256"):
            return [f"{path}: differs from what {MANIFEST} says; the snapshot is damaged, crawl again"]
    except OSError as error:
        return [f"{path}: cannot be read ({error.strerror}); crawl again"]
    return []


def _of_pictures(folder: Path) -> list[str]:
    found = []
    pictures = json.loads((folder / MANIFEST).read_bytes()).get("screenshots", {})
    for url, picture in sorted(pictures.items()):
        name = str(picture.get("file", ""))
        if not is_file_within(folder, name) or hashlib.sha256((folder / name).read_bytes()).hexdigest() != picture.get("sha256"):
            found.append(f"{folder / name}: the picture of {url[:200]} is missing or changed")
    return found


def _sha256(path: Path) -> str:
    made = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            made.update(chunk)
    return made.hexdigest()
