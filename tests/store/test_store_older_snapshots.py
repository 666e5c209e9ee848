"""Snapshots of the first layout, with a file for each body, are read as before."""

import gzip
import json
from pathlib import Path

import pytest
from store_made import AGENCY, FACTS, FRONT, PLAN, PLAN_RENDERED, RESOURCES, UNFETCHED, sha

from oit.errors import SnapshotError
from oit.snapshot import Resource
from store.records import agency_record, facts_record, resource_record, unfetched_record
from store.snapshots import SnapshotWriter, archive_of, body_of, load_snapshot


def nothing(data: bytes, resource: Resource) -> None:
    return None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished snapshot as the first version wrote it: packed bodies and one that is not."""
    for body in (FRONT, PLAN, PLAN_RENDERED):
        path = tmp_path / "raw" / sha(body)[:2] / sha(body)
        path.parent.mkdir(parents=True, exist_ok=True)
        if body is FRONT:
            path.write_bytes(body)
        else:
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(body))
    lines = {"resources.jsonl": map(resource_record, RESOURCES), "unfetched.jsonl": map(unfetched_record, UNFETCHED)}
    for name, records in lines.items():
        (tmp_path / name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    files = {name: {"sha256": sha((tmp_path / name).read_bytes())} for name in lines}
    manifest = {"layout": 1, "agency": agency_record(AGENCY), "facts": facts_record(FACTS), "files": files, "screenshots": {}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


def test_it_is_read(folder: Path) -> None:
    loaded = load_snapshot(folder, nothing)
    assert (loaded.agency, loaded.facts, loaded.resources, loaded.unfetched) == (AGENCY, FACTS, RESOURCES, UNFETCHED)
    assert [body_of(folder, sha(body)) for body in (FRONT, PLAN)] == [FRONT, PLAN]


def test_it_has_no_whole_answers_and_stays_as_it_is(folder: Path) -> None:
    with pytest.raises(SnapshotError, match="kept no whole answers"):
        archive_of(folder)
    with pytest.raises(SnapshotError, match="finished snapshot"):
        SnapshotWriter(folder).body(b"x")


@pytest.mark.parametrize("sha256", ["../../../etc/passwd", "A" * 64, ""])
def test_a_name_that_is_no_hash_leads_nowhere(folder: Path, sha256: str) -> None:
    with pytest.raises(SnapshotError, match="is no SHA-256"):
        body_of(folder, sha256)


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b not gzip", gzip.compress(b"other bytes", mtime=0), gzip.compress(PLAN, mtime=0)[:-9]])
def test_a_damaged_body_is_named_even_when_it_would_not_be_read(folder: Path, damage: bytes) -> None:
    (folder / "raw" / sha(PLAN)[:2] / f"{sha(PLAN)}.gz").write_bytes(damage)
    with pytest.raises(SnapshotError, match=sha(PLAN)):
        load_snapshot(folder, nothing)


def test_a_missing_body_is_named(folder: Path) -> None:
    (folder / "raw" / sha(PLAN)[:2] / f"{sha(PLAN)}.gz").unlink()
    with pytest.raises(SnapshotError, match=f"{sha(PLAN)}.*missing"):
        load_snapshot(folder, nothing)


def test_a_packed_body_that_unpacks_without_end_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.older_bodies.LARGEST_BODY", 1_000_000)
    (folder / "raw" / sha(PLAN)[:2] / f"{sha(PLAN)}.gz").write_bytes(gzip.compress(b"\0" * 2_000_000))
    with pytest.raises(SnapshotError, match="larger than 1000000 bytes"):
        body_of(folder, sha(PLAN))
