"""What was kept and what people write, changed: each reader takes it or refuses it by its own kind of error, in one line."""

# ruff: noqa: E501, PT017 - a case is easier to read in one line; what an error says is checked where it may come

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from app.rule_books import rule_book
from oit.content import Document, Page
from oit.errors import BadInput, OitError, SnapshotError
from oit.snapshot import SiteSnapshot
from reading.html import read_page
from reading.serial import from_json, to_json
from store.snapshots import SnapshotWriter, load_snapshot
from tests.fuzz.fuzzing import few, in_time, mutated
from tests.fuzz.samples import HTML
from tests.store.store_made import AGENCY, FACTS, FRONT, PLAN, PLAN_RENDERED, RESOURCES, UNFETCHED

JSON_WORDS = (
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b":",
    b",",
    b"null",
    b"true",
    b"1e999",
    b"-1",
    b"9" * 5_000,
    b"[" * 5_000,
    b"\\ud800",
    b'"url":',
    b"../",
    b"/etc/passwd",
    b"NaN",
    b"\n",
    b"{}",
)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        writer = SnapshotWriter(Path(place) / "snapshot")
        for body in (FRONT, PLAN, PLAN_RENDERED):
            writer.body(body)
        for made in RESOURCES:
            writer.resource(made)
        for link in UNFETCHED:
            writer.unfetched(link)
        writer.finish(AGENCY, FACTS)
        yield writer.folder


def with_true_hashes(folder: Path) -> None:
    """The manifest says what the changed files are, so that their lines are read."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    for name, entry in manifest["files"].items():
        entry["sha256"] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    path.write_bytes(json.dumps(manifest).encode())


@few(60)
@given(data=st.data())
def test_snapshots(folder: Path, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        copy = Path(shutil.copytree(folder, Path(place) / "copy"))
        names = sorted(path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file())
        name = data.draw(st.sampled_from(names))
        before = (copy / name).read_bytes()
        (copy / name).write_bytes(data.draw(mutated((before,), JSON_WORDS)))
        if name.endswith(".jsonl"):
            with_true_hashes(copy)
        try:
            with in_time():
                snapshot = load_snapshot(copy, lambda body, resource: read_page(body, resource.final_url))
        except SnapshotError as error:
            assert "\n" not in str(error)
        else:
            assert isinstance(snapshot, SiteSnapshot)


@cache
def kept() -> tuple[bytes, ...]:
    return tuple(to_json(read_page(body, "https://x.go.th/")).encode() for body in HTML[:2])


@few(120)
@given(text=mutated(kept(), JSON_WORDS))
def test_kept_readings(text: bytes) -> None:
    try:
        with in_time():
            content = from_json(text.decode("utf-8", "replace"))
    except ValueError:
        return
    assert isinstance(content, Page | Document)


YAML_WORDS = (b"- ", b": ", b"{", b"}", b"[", b"]", b"&a ", b"*a", b"<<: *a\n", b"!!python/object:os.system ", b"!!set ", b"'", b'"', b"|\n", b">\n", b"\n", b"  ", b"\t", b"#", b"null", b"true",
              b"2566-99-99", b"1e999", b"9" * 5_000, b"? ", b"---\n", b"...", b"%YAML 9\n", b"[" * 60, b"\xff", b"\x00", b"(a+)+", b".*.*")  # fmt: skip


@cache
def shipped(name: str) -> bytes:
    return rules.data_file(name).read_bytes()


@pytest.mark.parametrize("name", ["2566.yaml", "2563.yaml", "outside.yaml", "topics.yaml"])
@few(6)
@given(data=st.data())
def test_rules(name: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place)
        for other in (*(f"{form}.yaml" for form in rules.pack_names()), "topics.yaml", "outside.yaml"):
            (copy / other).write_bytes(shipped(other))
        # Near the front, where a file of rules says what it is, as well as anywhere in it.
        head = data.draw(st.sampled_from((400, 3_000, 200_000)))
        body = shipped(name)
        (copy / name).write_bytes(data.draw(mutated((body[:head],), YAML_WORDS)) + body[head:])
        try:
            with in_time():
                book = rule_book(copy)
                pack = book.pack("2563" if name == "2563.yaml" else "2566")
                assert pack.items
        except OitError as error:
            assert isinstance(error, BadInput)
            assert "\n" not in str(error)
            assert len(str(error)) < 2_000
