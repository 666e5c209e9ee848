"""A full disk: one line that names the place and the mend; nothing half is left, what was there stays, and with room it works."""

import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.database import open_database
from tests.app.commands import ROOT, Ran, in_process
from tests.survives import small_site
from tests.survives.checks import finished, folders, started, verdicts
from tests.survives.small_disk import SmallDisk, small_disk
from tests.survives.small_site import PAPERS, paper, served

HUGE = "/files/plan.pdf"


@pytest.fixture
def huge_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of the site's papers is larger than the disk."""
    bulk = random.Random(1).randbytes(3_000_000)
    monkeypatch.setattr(small_site, "paper", lambda text: paper(text) + (bulk if text == PAPERS[HUGE] else b""))


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """The disk refuses what goes beyond; the system's error is another than that of a full disk, the way through the program the same."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def one_line(ran: Ran, *words: str) -> None:
    assert (ran.code, ran.err.count("\n")) == (4, 1), ran.err
    for word in words:
        assert word in ran.err


def check(disk: SmallDisk, url: str, *options: str, data: Path) -> Ran:
    usual = ["--allow-private-hosts", "127.0.0.1", "--delay", "0", "--render", "never", "--ocr", "never", "--quiet"]
    return disk.oit("check", url, *usual, *options, data=data)


def test_full_while_the_crawl_writes(tmp_path: Path, huge_paper: None, monkeypatch: pytest.MonkeyPatch) -> None:
    database = str(tmp_path / "oit.db")
    with small_disk(tmp_path / "disk") as disk, served() as site:
        one_line(check(disk, site.url, "--db", database, data=disk.place),
                 f"cannot write the snapshot in {disk.place}/snapshots/", "No space left on device", "make room")  # fmt: skip
        assert [path for folder in folders(disk.seen) for path in folder.iterdir()] == []
        assert verdicts(database) == {}
        monkeypatch.undo()
        ran = check(disk, site.url, "--db", database, data=disk.place)
        assert (ran.code, ran.err) == (0, "")
        assert len(verdicts(database)) == len(finished(disk.seen)) == 1
        told = disk.oit("db", "check", "--deep", "--db", database, data=disk.place)
        assert told.code == 0, told.out


def test_the_same_by_a_limit_on_files(tmp_path: Path, huge_paper: None) -> None:
    open_database(str(tmp_path / "oit.db")).close()
    with served() as site:
        limit = 1_000_000
        ran = started(site.url, tmp_path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))).ended()
    one_line(ran, f"cannot write the snapshot in {tmp_path}/snapshots/", "File too large")
    assert folders(tmp_path) == []
    assert verdicts(tmp_path / "oit.db") == {}


def test_full_while_the_database_saves(tmp_path: Path, snapshot: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        database = str(disk.place / "oit.db")
        judge = ("judge", str(snapshot), "--ocr", "never", "--db", database)
        assert disk.oit(*judge, "--date", "2023-03-15", data=tmp_path).code == 0
        filler = disk.fill()
        one_line(disk.oit(*judge, data=tmp_path), f"database {database}: ", "make room on the disk")
        filler.unlink()
        told = disk.oit("db", "check", "--lang", "en", "--db", database, data=tmp_path)
        assert (told.code, told.out.splitlines()[-1]) == (0, "1 verdicts, 1 snapshots: all agree")
        assert disk.oit(*judge, data=tmp_path).code == 0
        told = disk.oit("db", "check", "--lang", "en", "--db", database, data=tmp_path)
        assert (told.code, told.out.splitlines()[-1]) == (0, "2 verdicts, 1 snapshots: all agree")
        disk.read_only()
        one_line(disk.oit(*judge, "--date", "2023-03-16", data=tmp_path), f"database {database}: ", "make the file and its folder writable")


def test_the_same_by_a_limit_on_the_databases_file(tmp_path: Path, snapshot: Path) -> None:
    database = tmp_path / "oit.db"
    with files_no_larger_than(30_000):
        one_line(in_process("judge", str(snapshot), "--db", str(database)), f"database {database}: ", "make room")
    assert in_process("judge", str(snapshot), "--date", "2023-03-15", "--db", str(database)).code == 0
    before = verdicts(database)
    with files_no_larger_than(30_000):
        one_line(in_process("judge", str(snapshot), "--db", str(database)), f"database {database}: ", "make room")
    assert verdicts(database) == before
    assert in_process("judge", str(snapshot), "--db", str(database)).code == 0
    assert len(verdicts(database)) == 2


@pytest.mark.parametrize("kind", ["html", "xlsx", "json"])
def test_full_while_a_report_is_written(tmp_path: Path, snapshot: Path, kind: str) -> None:
    place = tmp_path / "reports"
    place.mkdir()
    report = place / f"report.{kind}"
    report.write_text("that of yesterday")
    where = tempfile.gettempdir() if kind == "xlsx" else report
    with files_no_larger_than(3_000):
        one_line(in_process("judge", str(snapshot), f"--{kind}", str(report)), f"{where}: cannot be written (File too large); make room")
    assert (list(place.iterdir()), report.read_text()) == ([report], "that of yesterday")
    assert in_process("judge", str(snapshot), f"--{kind}", str(report)).code == 0
    assert report.stat().st_size > 3_000


def test_standard_output_that_takes_nothing(tmp_path: Path, snapshot: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    with full.open("wb") as out:
        command = [sys.executable, "-m", "cli", "judge", str(snapshot), "--json", "-"]
        done = subprocess.run(command, cwd=ROOT, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    one_line(Ran(done.returncode, "", done.stderr), "standard output: cannot be written (No space left on device); give a file")


def test_full_while_evidence_is_written(tmp_path: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    database = str(tmp_path / "oit.db")
    assert in_process("judge", str(snapshot), "--db", database).code == 0
    (findings,) = verdicts(database).values()
    agency, code = next((str(url), str(code)) for url, _, code, _, _, evidence in findings if evidence)
    with small_disk(tmp_path / "disk") as disk:
        asked = ("evidence", agency, code, "--db", database, "--out", str(disk.place / "proof.zip"))
        filler = disk.fill()
        one_line(disk.oit(*asked, data=tmp_path), f"{disk.place}/proof.zip: the proof cannot be written (No space left on device)")
        assert list(disk.seen.iterdir()) == [filler]
        filler.unlink()
        assert disk.oit(*asked, data=tmp_path).code == 0
        assert [path.name for path in disk.seen.iterdir()] == ["proof.zip"]
