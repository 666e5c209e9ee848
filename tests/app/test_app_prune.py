"""What may go goes, what anything stands on stays, and database and evidence agree before, between and after."""

import json
from pathlib import Path

import pytest
from commands import in_process as run
from test_app_evidence import HOST, audited, home, kept

from oit.retention import Hold, HoldKind
from store.database import Database, open_database
from store.packing import pack_ids, unpack_ids

__all__ = ["home"]
DAYS = ("2023-03-15", "2023-03-16", "2023-03-17", "2023-03-18")


def snapshots(home: Path) -> list[str]:
    return sorted(path.parent.name for path in (home / "snapshots").glob("*/*/manifest.json"))


def opened(home: Path) -> Database:
    return open_database(str(home / "oit.db"))


def agree(home: Path) -> bool:
    done = run("db", "check", "--deep", "--json")
    return done.code == 0 and json.loads(done.out)["problems"] == []


def test_old_ones_go_and_verdicts_stay(home: Path) -> None:
    audited(home, *DAYS)
    done = run("prune", "--lang", "en", "--keep-days", "0", "--keep-last", "1")
    assert done.code == 0
    assert "3 snapshots and 0 unfinished ones removed" in done.out
    assert snapshots(home) == ["20230318"]
    with opened(home) as database:
        runs = database.runs(HOST + "/")
        assert [run.pruned is None for run in runs] == [True, False, False, False]
        assert all(len(database.findings(run.id)) == 43 for run in runs)
    assert agree(home)
    assert "0 snapshots and 0 unfinished ones removed" in run("prune", "--lang", "en", "--keep-days", "0", "--keep-last", "1").out


def test_a_dry_run_changes_nothing(home: Path) -> None:
    audited(home, *DAYS)
    assert "2 snapshots and 0 unfinished ones would be removed" in run("prune", "--lang", "en", "--keep-days", "0", "--dry-run").out
    assert len(snapshots(home)) == 4


def test_young_ones_stay(home: Path) -> None:
    audited(home, *DAYS)
    assert "0 snapshots" in run("prune", "--lang", "en", "--keep-days", "100000", "--keep-last", "1").out
    assert len(snapshots(home)) == 4


@pytest.mark.parametrize("kind", list(HoldKind))
def test_what_somebody_relies_on_stays_until_it_is_released(home: Path, kind: HoldKind) -> None:
    audited(home, *DAYS)
    with opened(home) as database:
        relied = database.runs(HOST + "/")[2]
        hold_id = database.hold(relied.id, "O10", kind, "นางสาวสมศรี", "อุทธรณ์")
    run("prune", "--lang", "en", "--keep-days", "0", "--keep-last", "1")
    assert snapshots(home) == ["20230316", "20230318"]
    with opened(home) as database:
        assert database.release(hold_id) == 1
        assert database.release(hold_id) == 0
    run("prune", "--lang", "en", "--keep-days", "0", "--keep-last", "1")
    assert snapshots(home) == ["20230318"]


def test_the_last_verdict_of_a_site_that_could_be_captured_stands_through_failed_nights(home: Path) -> None:
    audited(home, *DAYS[:1])
    with opened(home) as database:
        first = database.runs(HOST + "/")[0]
        for day in DAYS[1:]:
            folder = kept(home / "snapshots" / "www.agency.example" / day.replace("-", ""), day)
            _save_failed(database, folder, day)
        assert first.snapshot.endswith("20230315")
    run("prune", "--lang", "en", "--keep-days", "0", "--keep-last", "1")
    assert snapshots(home) == ["20230315", "20230318"]


def _save_failed(database: Database, folder: Path, day: str) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from app.judging import judge_folder, terms  # noqa: PLC0415

    audit, snapshot = judge_folder(folder, terms("o01_o43", 2566, None), "never")
    crawl = replace(audit.crawl, stopped_by="not_captured")
    database.save_audit(replace(audit, crawl=crawl), snapshot, str(folder), "0.1.0")


def test_hold_and_release_by_command(home: Path, tmp_path: Path) -> None:
    audited(home, *DAYS)
    done = run("evidence", HOST, "O10", "--on", "2023-03-15", "--hold", "อุทธรณ์", "--by", "นายสมชาย", "--out", str(tmp_path / "p"))
    assert done.code == 0
    assert "นายสมชาย" in (tmp_path / "p" / "index.html").read_text(encoding="utf-8")
    run("prune", "--lang", "en", "--keep-days", "0", "--keep-last", "1")
    assert snapshots(home) == ["20230315", "20230318"]
    assert "1 released" in run("evidence", HOST, "O10", "--release", "--lang", "en").out
    run("prune", "--lang", "en", "--keep-days", "0", "--keep-last", "1")
    assert snapshots(home) == ["20230318"]


def test_a_hold_ends_on_its_day() -> None:
    from datetime import UTC, date, datetime  # noqa: PLC0415

    hold = Hold(1, 1, "O10", HoldKind.PERSON, "a", "", datetime(2023, 3, 15, tzinfo=UTC), date(2023, 4, 1), None)
    assert hold.stands(date(2023, 4, 1))
    assert not hold.stands(date(2023, 4, 2))


def test_a_removal_that_was_broken_off_is_finished_by_the_next(home: Path) -> None:
    audited(home, *DAYS)
    with opened(home) as database:
        oldest = Path(database.runs(HOST + "/")[-1].snapshot)
        database.mark_pruned(str(oldest))  # and the machine stopped
    done = run("db", "check")
    assert done.code == 1
    assert "was given up and is still there; run oit prune" in done.out
    run("prune", "--lang", "en", "--keep-days", "100000")
    assert not oldest.exists()
    assert agree(home)


def test_files_that_are_not_ours_and_places_elsewhere_are_left_alone(home: Path, tmp_path: Path) -> None:
    audited(home, *DAYS)
    folder = home / "snapshots" / "www.agency.example" / "20230315"
    (folder / "notes.txt").write_text("of a person")
    outside = tmp_path / "elsewhere" / "20230310"
    (home / "snapshots" / "www.agency.example" / "link").symlink_to(tmp_path, target_is_directory=True)
    with opened(home) as database:
        _save_failed(database, kept(outside, "2023-03-10"), "2023-03-10")
    done = run("prune", "--lang", "en", "--keep-days", "0", "--keep-last", "1")
    assert "1 old ones lie outside of the data folder" in done.out
    assert (outside / "manifest.json").is_file()
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("damage", ["body", "gone", "index", "verdict", "cut"])
def test_disagreement_is_found(home: Path, damage: str) -> None:
    from sqlalchemy import text  # noqa: PLC0415

    audited(home, *DAYS[:1])
    (folder,) = (path.parent for path in (home / "snapshots").glob("*/*/manifest.json"))
    warc = folder / "responses.warc.gz"
    if damage == "body":
        data = bytearray(warc.read_bytes())
        data[len(data) // 2] ^= 0xFF
        warc.write_bytes(data)
    elif damage == "cut":
        warc.write_bytes(warc.read_bytes()[:-1])
    elif damage == "gone":
        (folder / "manifest.json").unlink()
    elif damage == "index":
        (folder / "responses.jsonl").write_bytes(b"")
    else:
        with opened(home) as database, database._engine.begin() as connection:
            (ids,) = connection.execute(text("SELECT findings FROM finding_sets")).one()
            gone = connection.execute(text("SELECT id FROM shared_findings WHERE code = 'O10'")).scalar()
            connection.execute(text("UPDATE finding_sets SET findings = :ids"), {"ids": pack_ids(i for i in unpack_ids(ids) if i != gone)})
    done = run("db", "check", "--deep")
    assert done.code == 1
    assert {"verdict": "do not fit its evidence"}.get(damage, str(folder)) in done.out


def test_a_snapshot_without_verdicts_is_named(home: Path) -> None:
    audited(home, *DAYS[:1])
    kept(home / "snapshots" / "www.agency.example" / "20230401", "2023-04-01")
    done = run("db", "check")
    assert done.code == 0
    assert "a snapshot without verdicts; judge it with: oit judge" in done.out
