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
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from store_made import AGENCY, MISSING, PLAN, SITE, audit, evidence, finding, resource, snapshot

from oit.audit import Reason, ReasonCode, Score
from store.database import Database, open_database
from store.models import Base, DetailTable, EvidenceTable, FindingTable, ResourceTable, RunTable
from store.upgrade import VERSION_TABLE

POSTGRES = os.environ.get("OIT_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no database yet, of each kind. OIT_TEST_POSTGRES is the address of a PostgreSQL whose tables may be dropped."""
    if request.param == "sqlite":
        return str(tmp_path / "new" / "oit.db")
    if not POSTGRES:
        pytest.skip("no PostgreSQL: OIT_TEST_POSTGRES is not set")
    empty(POSTGRES)
    return POSTGRES


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with open_database(address) as opened:
        yield opened


def empty(address: str) -> None:
    with open_database(address) as opened, opened._engine.begin() as connection:
        Base.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE oit_schema"))


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


def test_an_unchanged_night_adds_no_details_and_no_evidence(database: Database) -> None:
    database.save_audit(audit(), snapshot(), "first", "0.1.0")
    before = count(database)
    night = audit((finding(evidence=tuple(replace(e, fetched_at="2023-03-16T02:00:00+07:00") for e in finding().evidence)), MISSING))
    database.save_audit(night, snapshot(), "second", "0.1.0")
    added = {name: rows - before[name] for name, rows in count(database).items() if rows != before[name]}
    assert added == {"runs": 1, "resources": 3, "failures": 1, "findings": 2}


def test_what_changed_is_added_and_the_rest_shared(database: Database) -> None:
    database.save_audit(audit(), snapshot(), "first", "0.1.0")
    before = count(database)
    changed = finding(evidence=(finding().evidence[0], evidence(7, snippet="แผนดำเนินงานประจำปี 2567")))
    run_id = database.save_audit(audit((changed, MISSING)), snapshot(), "second", "0.1.0")
    added = {name: count(database)[name] - before[name] for name in ("details", "evidence", "detail_evidence")}
    assert added == {"details": 1, "evidence": 1, "detail_evidence": 2}
    assert database.findings(run_id)[0].evidence == changed.evidence


def test_the_same_evidence_for_two_items_is_one_row(database: Database) -> None:
    shared = (evidence(1),)
    run_id = database.save_audit(audit((finding(10, evidence=shared), finding(12, evidence=shared))), snapshot(), "x", "0.1.0")
    assert (count(database)["evidence"], count(database)["details"]) == (1, 1)
    assert [row.evidence for row in database.findings(run_id)] == [shared, shared]


def test_time_and_picture_of_evidence_are_those_of_the_run(database: Database) -> None:
    first = database.save_audit(audit(), snapshot(), "first", "0.1.0")
    later = resource(SITE + "plan", PLAN, fetched_at="2023-03-16T02:00:00+07:00", screenshot="shots/2.png")
    second = database.save_audit(audit(), snapshot((later,)), "second", "0.1.0")
    seen = [{(e.fetched_at, e.screenshot) for e in database.findings(run)[0].evidence} for run in (first, second)]
    assert seen == [{("2023-03-15T02:00:01+07:00", "")}, {("2023-03-16T02:00:00+07:00", "shots/2.png")}]


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
    with pytest.raises(IntegrityError):
        database.save_audit(twice, snapshot(), "second", "0.1.0")
    assert count(database) == before
    assert database.save_audit(audit(), snapshot(), "third", "0.1.0") > 0


def test_hostile_texts_can_be_saved(database: Database) -> None:
    odd = evidence(1, snippet="zero \0 half \ud83d ' -- \\u0000", matched="%s {} \u202e", link_path=("\udc80", "ก\0"))
    reason = Reason(ReasonCode.WEAK_MATCH, {"text": "\0\ud800'; DROP TABLE runs"})
    crawled = resource(SITE + "\0", b"", status=2**31 - 1, content_type="\ud800")
    run_id = database.save_audit(audit((finding(evidence=(odd,), reasons=(reason,)),)), snapshot((crawled,)), "x", "0.1.0")
    (row,) = database.findings(run_id)
    assert row.evidence[0].snippet == "zero \ufffd half \ufffd ' -- \\u0000"
    assert row.evidence[0].link_path[0] == "\ufffd"
    assert row.reasons[0].facts["text"].endswith("'; DROP TABLE runs")


def test_a_large_site_is_saved(database: Database) -> None:
    items = tuple(finding(n, evidence=(evidence(n), evidence(n + 1000), evidence(n + 2000))) for n in range(1, 501))
    resources = tuple(resource(f"{SITE}{n}?{'x' * 3000}", b"") for n in range(2000))
    run_id = database.save_audit(audit(items), snapshot(resources), "x", "0.1.0")
    assert len(database.findings(run_id)) == 500
    assert (count(database)["resources"], count(database)["evidence"]) == (2000, 1500)


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
    workers = [spawn.Process(target=save_many, args=(address, url, 8)) for url in urls]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    with open_database(address) as database:
        assert [len(database.runs(url)) for url in urls[:2]] == [16, 8]
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


def test_removing_a_run_takes_its_rows_with_it(database: Database) -> None:
    run_id = database.save_audit(audit(), snapshot(), "x", "0.1.0")
    with Session(database._writer) as session, session.begin():
        session.delete(session.get_one(RunTable, run_id))
        session.flush()
        left = [session.scalar(select(func.count()).select_from(t)) for t in (FindingTable, ResourceTable, DetailTable, EvidenceTable)]
    assert left == [0, 0, 2, 2]
