import multiprocessing
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from store_made import AGENCY, MISSING, PLAN, SITE, audit, evidence, finding, resource, snapshot

from oit.audit import ItemFinding, Reason, ReasonCode, Score
from store.database import Database, open_database
from store.models import Base, RunTable
from store.sightings import picture_of
from store.upgrade import VERSION_TABLE


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no database yet, of each kind."""
    return str(tmp_path / "new" / "oit.db") if request.param == "sqlite" else str(request.getfixturevalue("postgres"))


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with open_database(address) as opened:
        yield opened


def count(database: Database) -> dict[str, int]:
    with Session(database._engine) as session:
        return {name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in Base.metadata.tables.items()}


def test_a_saved_audit_comes_back(database: Database) -> None:
    run_id = database.save_audit(audit(), snapshot(), "/data/snapshots/x", "0.1.0")
    run = database.run(run_id)
    assert run is not None
    assert [run] == database.runs(SITE)
    assert run == database.latest(SITE)
    assert database.agencies() == [run.agency] == [AGENCY]
    assert (run.score, run.points_lost, run.fiscal_year, run.judged_on) == (Score(50.0, 62.5), Score(15.0, 20.0), 2566, date(2023, 3, 15))
    assert (run.started, run.bytes, run.sandbox, run.snapshot) == (datetime(2023, 3, 14, 19, tzinfo=UTC), 4321, False, "/data/snapshots/x")
    assert [(f.url, f.failure, f.found_on) for f in database.failures(run_id)] == [(SITE + "gone", "not_found", SITE)]


def test_findings_come_back_in_the_order_of_the_form(database: Database) -> None:
    items = (finding(9), finding(10), MISSING)
    run_id = database.save_audit(audit(items), snapshot(), "x", "0.1.0")
    rows = database.findings(run_id)
    for row, item in zip(rows, items, strict=True):
        for field in ("code", "topic", "outcome", "points", "best_url", "presence", "currency", "reasons", "evidence"):
            assert getattr(row, field) == getattr(item, field), f"{item.code}: {field}"


def test_an_unknown_agency_has_no_runs(database: Database) -> None:
    assert (database.runs("https://nobody.example/"), database.latest("https://nobody.example/")) == ([], None)
    assert (database.findings(7), database.run(7)) == ([], None)


def added(database: Database, before: dict[str, int]) -> dict[str, int]:
    return {name: rows - before[name] for name, rows in count(database).items() if rows != before[name]}


def tonight(item: ItemFinding, **more: object) -> ItemFinding:
    """The finding with all of its evidence as it was on another night."""
    return replace(item, evidence=tuple(replace(one, **more) for one in item.evidence))  # type: ignore[arg-type]


def test_an_unchanged_night_is_one_row(database: Database) -> None:
    first = database.save_audit(audit(), snapshot(), "first", "0.1.0")
    before = count(database)
    later = tonight(finding(), fetched_at="2023-03-16T02:00:00+07:00")
    second = database.save_audit(audit((later, MISSING), started="2023-03-16T01:59:00+07:00"), snapshot(), "second", "0.1.0")
    assert added(database, before) == {"runs": 1}
    assert [database.findings(run)[0].evidence for run in (first, second)] == [finding().evidence, later.evidence]
    assert len({run.set_id for run in database.runs(SITE)}) == 1


def test_a_counter_on_the_pages_adds_no_evidence(database: Database) -> None:
    """The hash and the number of visitors change with each visit, the proof does not."""
    shown = tonight(finding(), snippet="แผนปี 2566 ผู้เข้าชม 1,041 คน", matched="แผน (อ่าน ๑๒)")
    first = database.save_audit(audit((shown, MISSING)), snapshot(), "first", "0.1.0")
    before = count(database)
    later = tonight(shown, snippet="แผนปี 2566 ผู้เข้าชม 12,077 คน", matched="แผน (อ่าน ๑๓)", sha256="cd" * 32)
    runs = [database.save_audit(audit((later, MISSING)), snapshot(), folder, "0.1.0") for folder in ("second", "third")]
    assert added(database, before) == {"runs": 2, "sightings": 1}
    assert [database.findings(run)[0].evidence for run in (first, *runs)] == [shown.evidence, later.evidence, later.evidence]


def test_what_changed_is_added_and_the_rest_shared(database: Database) -> None:
    database.save_audit(audit(), snapshot(), "first", "0.1.0")
    before = count(database)
    changed = finding(evidence=(finding().evidence[0], evidence(7, url=SITE + "buy", snippet="แผนจัดซื้อจัดจ้างประจำปี")))
    run_id = database.save_audit(audit((changed, MISSING)), snapshot(), "second", "0.1.0")
    assert added(database, before) == {"runs": 1, "finding_sets": 1, "shared_findings": 1, "shared_evidence": 1}
    assert database.findings(run_id)[0].evidence == changed.evidence


def test_the_same_evidence_for_two_items_is_one_row(database: Database) -> None:
    shared = (evidence(1),)
    run_id = database.save_audit(audit((finding(10, evidence=shared), finding(12, evidence=shared))), snapshot(), "x", "0.1.0")
    assert (count(database)["shared_evidence"], count(database)["shared_findings"]) == (1, 2)
    assert [row.evidence for row in database.findings(run_id)] == [shared, shared]


def test_time_and_picture_of_evidence_are_those_of_the_run(database: Database) -> None:
    usual, odd = picture_of(SITE + "plan"), "shots/2.png"
    nights = [("2023-03-15T02:00:01+07:00", ""), ("2023-03-16T02:00:00+07:00", usual), ("2023-03-16T02:00:00+07:00", odd), ("soon", odd)]
    runs = [
        database.save_audit(audit((tonight(finding(), fetched_at=at, screenshot=picture), MISSING)), snapshot(), str(number), "0.1.0")
        for number, (at, picture) in enumerate(nights)
    ]
    assert [{(e.fetched_at, e.screenshot) for e in database.findings(run)[0].evidence} for run in runs] == [{night} for night in nights]


def test_a_picture_that_only_the_snapshot_names(database: Database) -> None:
    run_id = database.save_audit(audit(), snapshot((resource(SITE + "plan", PLAN, screenshot="shots/2.png"),)), "x", "0.1.0")
    assert {e.screenshot for e in database.findings(run_id)[0].evidence} == {"shots/2.png"}


def test_the_same_failures_are_kept_once(database: Database) -> None:
    gone = tuple((f"{SITE}{n}", "not_found", SITE) for n in (3, 1, 2, 1))
    nights = [replace(audit(), failures=failures) for failures in (gone, gone, ())]
    runs = [database.save_audit(night, snapshot(), f"{n}", "0.1.0") for n, night in enumerate(nights)]
    assert [[(f.url, f.failure, f.found_on) for f in database.failures(run)] for run in runs] == [list(gone), list(gone), []]
    assert (count(database)["shared_failures"], count(database)["failure_lists"]) == (3, 1)


def test_latest_is_the_newest_crawl_not_the_newest_judgement(database: Database) -> None:
    new = database.save_audit(audit(started="2023-03-16T01:00:00+07:00"), snapshot(), "new", "0.1.0")
    old = database.save_audit(audit(started="2023-03-15T20:00:00+00:00"), snapshot(), "old", "0.1.0")  # 02:00 in Bangkok, after `new`
    undated = database.save_audit(audit(started="", finished="2023-03-15T02:00:00"), snapshot(), "undated", "0.1.0")
    assert [run.id for run in database.runs(SITE)] == [old, new, undated]
    assert (database.runs(SITE)[2].started, database.runs(SITE)[2].finished) == (None, None)


def test_an_agencys_name_follows_the_latest_run_and_is_not_lost(database: Database) -> None:
    database.save_audit(audit(), snapshot(), "x", "0.1.0")
    database.save_audit(audit(agency=replace(AGENCY, name="", code="", type="pao")), snapshot(), "x", "0.1.0")
    assert database.agencies() == [replace(AGENCY, type="pao")]


def test_a_save_that_fails_half_way_leaves_nothing(database: Database) -> None:
    database.save_audit(audit(), snapshot(), "first", "0.1.0")
    before = count(database)
    twice = audit((finding(20), finding(21), finding(20)), agency=replace(AGENCY, url="https://other.example/"))
    with pytest.raises(ValueError, match="two findings on one item"):
        database.save_audit(twice, snapshot(), "second", "0.1.0")
    assert count(database) == before
    assert database.save_audit(audit(), snapshot(), "third", "0.1.0") > 0


def test_hostile_texts_can_be_saved(database: Database) -> None:
    odd = evidence(1, snippet="zero \0 half \ud83d ' -- \\u0000", matched="%s {} \u202e", link_path=("\udc80", "ก\0"))
    reason = Reason(ReasonCode.WEAK_MATCH, {"text": "\0\ud800'; DROP TABLE runs"})
    gone = ((SITE + "\0", "not_found", "\ud800"),)
    made = replace(audit((finding(evidence=(odd,), reasons=(reason,)),), browser="\udfff \0"), failures=gone)
    run_id = database.save_audit(made, snapshot(), "x", "0.1.0")
    assert database.failures(run_id)[0].url == SITE + "\ufffd"
    (row,) = database.findings(run_id)
    assert row.evidence[0].snippet == "zero \ufffd half \ufffd ' -- \\u0000"
    assert row.evidence[0].link_path[0] == "\ufffd"
    assert row.reasons[0].facts["text"].endswith("'; DROP TABLE runs")


def test_a_large_site_is_saved(database: Database) -> None:
    items = tuple(finding(n, evidence=(evidence(n), evidence(n + 1000), evidence(n + 2000))) for n in range(1, 501))
    items = tuple(tonight(item, url=f"{SITE}{item.code}?{'x' * 3000}") for item in items)
    gone = tuple((f"{SITE}{n}?{'x' * 3000}", "timeout", SITE) for n in range(2000))
    run_id = database.save_audit(replace(audit(items), failures=gone), snapshot(), "x", "0.1.0")
    assert [row.evidence for row in database.findings(run_id)] == [item.evidence for item in items]
    assert [row.url for row in database.failures(run_id)] == [url for url, _, _ in gone]


def save_many(address: str, agency_url: str, times: int) -> None:
    with open_database(address) as database:
        for night in range(times):
            items = tuple(finding(n, evidence=(evidence(n * (night + 1)),)) for n in range(1, 44))
            folder = f"{os.getpid()}-{night}"
            database.save_audit(audit(items, agency=replace(AGENCY, url=agency_url)), snapshot(), folder, "0.1.0")


def test_several_processes_create_and_save_at_once(address: str) -> None:
    """All start on a database that is not there and write partly the same evidence."""
    spawn = multiprocessing.get_context("spawn")
    urls = ["https://a.example/", "https://b.example/", "https://a.example/"]
    workers = [spawn.Process(target=save_many, args=(address, url, 4)) for url in urls]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    with open_database(address) as database:
        assert [len(database.runs(url)) for url in urls[:2]] == [8, 4]
        assert all(len(database.findings(run.id)) == 43 for run in database.runs(urls[0]))


def test_the_same_judgement_of_the_same_snapshot_stands_once(database: Database) -> None:
    first = database.save_audit(audit(), snapshot(), "x", "0.1.0")
    assert database.save_audit(audit(), snapshot(), "x", "0.1.0") == first
    other = [database.save_audit(audit(), snapshot(), "y", "0.1.0"), database.save_audit(audit(), snapshot(), "x", "0.2.0")]
    assert len({first, *other}) == len(database.runs(SITE)) == 3


def die_while_saving(address: str) -> None:
    with open_database(address) as database, Session(database._writer) as session, session.begin():
        session.execute(text("INSERT INTO agencies (url, name, type, code) VALUES ('https://dead.example/', '', '', '')"))
        os._exit(9)


def test_a_process_killed_while_saving_leaves_nothing_and_no_lock(tmp_path: Path) -> None:
    address = str(tmp_path / "oit.db")
    worker = multiprocessing.get_context("spawn").Process(target=die_while_saving, args=(address,))
    worker.start()
    worker.join()
    assert worker.exitcode == 9
    with open_database(address) as database:
        assert database.agencies() == []
        assert database.save_audit(audit(), snapshot(), "x", "0.1.0") == 1


def test_sqlite_is_in_wal_mode_with_foreign_keys(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'oit.db'}") as database, database._engine.connect() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "foreign_keys", "busy_timeout")}
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000}


def test_every_row_belongs_to_something(tmp_path: Path) -> None:
    with open_database(str(tmp_path / "oit.db")) as database:
        database.save_audit(audit(), snapshot(), "x", "0.1.0")
    with sqlite3.connect(tmp_path / "oit.db") as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_models_and_migrations_agree(database: Database) -> None:
    with database._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_removing_a_run_leaves_what_others_share(database: Database) -> None:
    first, second = (database.save_audit(audit(), snapshot(), folder, "0.1.0") for folder in ("x", "y"))
    with Session(database._writer) as session, session.begin():
        session.delete(session.get_one(RunTable, first))
    assert database.findings(first) == []
    assert database.findings(second)[0].evidence == finding().evidence
