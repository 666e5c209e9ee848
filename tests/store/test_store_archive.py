"""The WARC file of a snapshot: what a standard reader finds in it, and what of it survives damage and hostile servers."""

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from store_made import AGENCY, FACTS, sha
from warcio.archiveiterator import ArchiveIterator

from oit.errors import SnapshotError
from oit.exchange import Exchange
from oit.snapshot import Resource
from store.snapshots import SnapshotWriter, archive_of, body_of, load_snapshot

SITE = "https://www.agency.example/"
AT, LATER = "2026-11-22T09:00:00+07:00", "2026-11-22T09:00:05+07:00"
PAGE = "<html><body>แผนดำเนินงาน</body></html>".encode() * 50
PAPER = b"%PDF-1.7 " + gzip.compress(bytes(range(256)) * 400)


def exchange(path: str = "", body: bytes = PAGE, at: str = AT, status: int = 200, **more: object) -> Exchange:
    given = {"request": (("User-Agent", "oit"),), "headers": (("Content-Type", "text/html"),)} | more
    return Exchange(SITE + path, at, given.pop("request"), status, given.pop("headers"), body, **given)  # type: ignore[arg-type]


def written(folder: Path, *exchanges: Exchange) -> Path:
    writer = SnapshotWriter(folder, "oit-crawler tests")
    for one in exchanges:
        assert writer.answer(one) == sha(one.body)
    writer.finish(AGENCY, FACTS)
    return folder / "responses.warc.gz"


def test_a_standard_reader_finds_what_was_asked_and_what_came(tmp_path: Path) -> None:
    moved = exchange("old", b"", status=302, headers=(("Location", SITE + "new"),), ip="192.0.2.7")
    path = written(tmp_path, exchange(), moved, exchange("paper.pdf", PAPER), exchange("gone", b"no such page", status=404))
    with path.open("rb") as file:
        found = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.http_headers and r.http_headers.get_statuscode(),
                  r.content_stream().read()) for r in ArchiveIterator(file, check_digests="raise")]  # fmt: skip
    kinds = [kind for kind, *_ in found]
    assert kinds == ["warcinfo"] + ["response", "request"] * 4
    answers = [(url, status, body) for kind, url, status, body in found if kind == "response"]
    expected = [("", "200", PAGE), ("old", "302", b""), ("paper.pdf", "200", PAPER), ("gone", "404", b"no such page")]
    assert answers == [(SITE + path, status, body) for path, status, body in expected]


def test_the_checker_that_comes_with_the_format_agrees(tmp_path: Path) -> None:
    path = written(tmp_path, exchange(), exchange("copy", at=LATER), exchange("paper.pdf", PAPER))
    check = [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)]
    told = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout.count("digest pass")) == (0, 6), told.stdout
    data = bytearray(path.read_bytes())
    kept = archive_of(tmp_path).bodies[sha(PAGE)]
    record = gzip.decompress(bytes(data[kept.offset : kept.offset + kept.length])).replace(b"HTTP/1.1 200", b"HTTP/1.1 500")
    path.write_bytes(data[: kept.offset] + gzip.compress(record) + data[kept.offset + kept.length :])
    assert subprocess.run(check, capture_output=True, text=True, check=False).returncode == 1


def test_a_body_is_written_once_and_every_answer_counts(tmp_path: Path) -> None:
    path = written(tmp_path, exchange("a", PAGE * 200), exchange("b", PAGE * 200, LATER))
    archive = archive_of(tmp_path)
    assert [(kept.kind, kept.url, kept.at) for kept in archive.records] == [("response", SITE + "a", AT), ("revisit", SITE + "b", LATER)]
    assert archive.records[1].length < 700
    with path.open("rb") as file:
        (revisit,) = [record.rec_headers for record in ArchiveIterator(file) if record.rec_type == "revisit"]
    assert revisit.get_header("WARC-Refers-To-Target-URI") == SITE + "a"
    assert revisit.get_header("WARC-Refers-To-Date") == "2026-11-22T02:00:00Z"


def test_bodies_are_unpacked_so_headers_of_the_line_step_aside(tmp_path: Path) -> None:
    headers = (("Content-Encoding", "br"), ("Transfer-Encoding", "chunked"), ("Content-Length", "3"), ("Set-Cookie", "a=1"))
    path = written(tmp_path, exchange(headers=headers))
    with path.open("rb") as file:
        (answer,) = [(r.http_headers.headers, r.content_stream().read()) for r in ArchiveIterator(file) if r.rec_type == "response"]
    assert answer[1] == PAGE
    assert dict(answer[0]) == {
        "X-Archive-Orig-Content-Encoding": "br", "X-Archive-Orig-Transfer-Encoding": "chunked", "X-Archive-Orig-Content-Length": "3",
        "Set-Cookie": "a=1", "Content-Length": str(len(PAGE)),
    }  # fmt: skip


@pytest.mark.parametrize("value", ["a\r\nWARC-Type: response", "\u0e41\ud800\0\x1b[2J", "x" * 100_000, "\xe1\xe9\xff", ""])
def test_a_hostile_header_stays_one_header(tmp_path: Path, value: str) -> None:
    path = written(tmp_path, exchange(headers=(("X-Odd", value), (value[:50], "name"), ("Content-Type", "text/html"))))
    with path.open("rb") as file:
        records = [(r.rec_type, r.http_headers) for r in ArchiveIterator(file, check_digests="raise") if not r.content_stream().read(0)]
    assert [kind for kind, _ in records] == ["warcinfo", "response", "request"]
    assert records[1][1].get_header("Content-Type") == "text/html"
    assert body_of(tmp_path, sha(PAGE)) == PAGE


def test_what_is_kept_in_part_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, exchange(truncated="disconnect"))
    with path.open("rb") as file:
        assert [r.rec_headers.get_header("WARC-Truncated") for r in ArchiveIterator(file) if r.rec_type == "response"] == ["disconnect"]


def test_bodies_can_be_read_while_it_is_written(tmp_path: Path) -> None:
    writer = SnapshotWriter(tmp_path)
    kept = [writer.answer(exchange()), writer.answer(exchange("paper.pdf", PAPER)), writer.body(b"<p>shown</p>", SITE, LATER)]
    assert [writer.kept_body(sha256) for sha256 in kept] == [PAGE, PAPER, b"<p>shown</p>"]
    with pytest.raises(SnapshotError, match="holds no body"):
        writer.kept_body("0" * 64)


def test_the_same_answers_make_the_same_records(tmp_path: Path) -> None:
    first = written(tmp_path / "a", exchange(), exchange("b", PAPER)).read_bytes()
    again = written(tmp_path / "b", exchange(), exchange("b", PAPER)).read_bytes()
    head = archive_of(tmp_path / "a").records[0].offset  # the head tells when the file was begun
    assert first[head:] == again[head:]


@pytest.mark.parametrize("damage", ["missing", "cut", "other bytes", "bomb", "no record", "beyond"])
def test_a_damaged_file_is_named(tmp_path: Path, damage: str) -> None:
    path = written(tmp_path, exchange(), exchange("paper.pdf", PAPER))
    kept, data = archive_of(tmp_path).bodies[sha(PAPER)], path.read_bytes()
    place = slice(kept.offset, kept.offset + kept.length)
    if damage == "missing":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(data[: kept.offset + 10])
    elif damage == "beyond":
        _change_index(tmp_path, offset=10**30)
    else:
        record = gzip.decompress(data[place])
        bomb = b"WARC/1.1\r\n" + b"\0" * 300_000_000
        new = {"other bytes": record.replace(b"%PDF", b"%PDG"), "bomb": bomb, "no record": b"nothing"}[damage]
        packed = gzip.compress(new, 1)
        path.write_bytes(data[: kept.offset] + packed)
        _change_index(tmp_path, length=len(packed))
    with pytest.raises(SnapshotError, match=r"responses\.warc\.gz") as told:
        body_of(tmp_path, sha(PAPER))
    assert "\n" not in str(told.value)


def _change_index(folder: Path, **values: int) -> None:
    """Changes the record of the paper; the manifest is made to agree."""
    lines = [json.loads(line) for line in (folder / "responses.jsonl").read_bytes().splitlines()]
    lines = [line | values if line["sha256"] == sha(PAPER) else line for line in lines]
    data = "".join(json.dumps(line) + "\n" for line in lines).encode()
    (folder / "responses.jsonl").write_bytes(data)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["responses.jsonl"]["sha256"] = sha(data)
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_an_unfinished_crawl_is_written_anew(tmp_path: Path) -> None:
    broken_off = SnapshotWriter(tmp_path)
    broken_off.answer(exchange("left", b"left behind"))
    del broken_off
    written(tmp_path, exchange())
    assert [kept.url for kept in archive_of(tmp_path).records] == [SITE]


def test_a_moved_folder_is_the_same_snapshot(tmp_path: Path) -> None:
    written(tmp_path / "here", exchange())
    shutil.move(tmp_path / "here", tmp_path / "there")
    assert body_of(tmp_path / "there", sha(PAGE)) == PAGE
    assert load_snapshot(tmp_path / "there", _unread).resources == ()


def _unread(data: bytes, resource: Resource) -> None:
    return None
