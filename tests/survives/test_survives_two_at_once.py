"""Two checks at once: of one agency the second waits for nobody and asks nothing; different agencies do not disturb each other."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.claims import agency_claimed, folder_claimed
from oit.errors import NotFit
from store.places import snapshot_folder, take_folder
from tests.survives.checks import ROOT, agree, finished, started, verdicts
from tests.survives.small_site import served

HOLDER = "import sys; from app.claims import agency_claimed\nwith agency_claimed(sys.argv[1]):\n    print('held', flush=True)\n    input()"


def test_the_second_check_of_an_agency_says_who_is_at_work(tmp_path: Path) -> None:
    with served(slow=0.25) as site:
        first = started(site.url, tmp_path)
        assert first.wait_for(lambda: site.asked >= 1)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OIT_DATA", str(tmp_path))
            with pytest.raises(NotFit) as told, agency_claimed(site.url):
                pass
        assert f"{site.url}: is being checked since " in str(told.value)
        assert f"by process {first.process.pid}; wait until that has ended" in str(told.value)
        ran = first.ended()
    assert (ran.code, len(verdicts(tmp_path / "oit.db"))) == (0, 1)
    assert agree(tmp_path).code == 0


def test_the_second_asks_for_nothing_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    with served() as site, agency_claimed(site.url):
        ran = started(site.url, tmp_path).ended()
        assert (ran.code, ran.err.count("\n"), ran.out) == (4, 1, "")
        assert "is being checked since" in ran.err
        assert site.asked == 0
    assert not (tmp_path / "snapshots").exists()


@pytest.mark.parametrize("other", ["http://example.go.th", "https://www.example.go.th/", "https://EXAMPLE.go.th/"])
def test_spellings_of_one_agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    with agency_claimed("https://example.go.th/"), pytest.raises(NotFit, match="is being checked"), agency_claimed(other):
        pass


@pytest.mark.parametrize("other", ["https://example.go.th/hospital/", "https://example.go.th:8443/", "https://a.example.go.th/"])
def test_other_agencies_are_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    with agency_claimed("https://example.go.th/"), agency_claimed(other):
        assert len(list((tmp_path / "claims").glob("*.lock"))) == 2


def test_a_claim_ends_with_its_process_however_that_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    url = "https://example.go.th/"
    command = [sys.executable, "-c", HOLDER, url]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(NotFit, match=f"by process {holder.pid};"), agency_claimed(url):
            pass
        holder.kill()
    with agency_claimed(url):
        assert f'"process": {holder.pid}' not in next((tmp_path / "claims").glob("*.json")).read_text()


def test_a_folder_is_written_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    with folder_claimed(tmp_path / "a"), pytest.raises(NotFit, match="is being written to"), folder_claimed(tmp_path / "b" / ".." / "a"):
        pass


def test_a_data_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("OIT_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(NotFit, match=r"nothing can be locked there .*; name another data folder"), agency_claimed("https://x/"):
        pass


def test_starts_in_one_second_take_folders_of_their_own(tmp_path: Path) -> None:
    wanted = snapshot_folder(tmp_path, "https://example.go.th/", datetime(2023, 3, 15, tzinfo=UTC))
    together = threading.Barrier(8)

    def take(_: int) -> Path:
        together.wait()
        return take_folder(wanted)

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(take, range(8)))
    assert len(set(taken)) == 8
    assert all(folder.is_dir() for folder in taken)
    assert min(taken) == wanted


def test_two_agencies_on_one_database(tmp_path: Path) -> None:
    with served() as here, served() as there:
        checks = [started(site.url, tmp_path) for site in (here, there)]
        ran = [check.ended() for check in checks]
        assert [(one.code, one.err) for one in ran] == [(0, ""), (0, "")]
        saved = verdicts(tmp_path / "oit.db")
        assert {findings[0][0] for findings in saved.values()} == {here.url, there.url}
    assert (len(saved), len(finished(tmp_path))) == (2, 2)
    assert agree(tmp_path).code == 0
