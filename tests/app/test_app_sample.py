"""The whole tool on the sample agency, against the specification it was made from."""

import json
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest

import sample
from app.address import agency_addresses
from tests.app.commands import Ran, in_process, oit

TRUTH = sample.truth()


def report(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
    return data


def path_of(url: str | None) -> str | None:
    parts = urlsplit(url or "")
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or None


def judged(folder: Path, data: Path, *options: str) -> dict[str, str]:
    """The outcome of each item when the snapshot is judged anew."""
    assert in_process("judge", str(folder / "out" / "snapshot"), *options, "--json", "again.json", data=data).code == 0
    return {item["code"]: item["outcome"] for item in json.loads((data / "again.json").read_text(encoding="utf-8"))["items"]}


def differences(folder: Path, *, browser: bool) -> list[str]:
    """What of the report does not agree with the specification, a line each."""
    found = []
    for item in report(folder)["items"]:
        truth = TRUTH.items[item["code"]]
        wanted = truth if browser else truth.without_browser or truth
        seen = (item["outcome"], item["presence"]["verdict"], item["currency"]["verdict"], item["reasons"][0])
        right = (wanted.outcome, wanted.presence, wanted.currency, wanted.reason)
        if seen != right:
            found.append(f"{item['code']}: {seen} instead of {right}")
        if wanted.best_path is not None and path_of(item["best_url"]) != wanted.best_path:
            found.append(f"{item['code']}: {item['best_url']} instead of {wanted.best_path}")
    return found


@pytest.mark.browser
def test_every_item_agrees_with_the_specification(sample_with_browser: tuple[Path, Ran]) -> None:
    folder, ran = sample_with_browser
    assert ran.code == 0, ran.err
    assert len(report(folder)["items"]) == 43
    assert differences(folder, browser=True) == []


def test_without_a_browser_what_needs_one_is_not_checked(sample_without_browser: tuple[Path, Ran]) -> None:
    folder, ran = sample_without_browser
    assert ran.code == 0, ran.err
    assert "O22, O27" in ran.err.splitlines()[-1]
    assert differences(folder, browser=False) == []
    assert {item["code"] for item in report(folder)["items"] if item["outcome"] == "not_checked"} == {
        code for code, truth in TRUTH.items.items() if truth.without_browser is not None
    }


@pytest.mark.browser
def test_pictures_of_evidence_stand_in_the_report(sample_with_browser: tuple[Path, Ran]) -> None:
    folder, _ = sample_with_browser
    pictures = [e["screenshot"] for item in report(folder)["items"] for e in item["evidence"] if e["screenshot"]]
    assert len(pictures) >= 5
    assert all((folder / "out" / "snapshot" / name).read_bytes()[:3] == b"\xff\xd8\xff" for name in pictures)
    assert (folder / "out" / "report.html").read_text(encoding="utf-8").count("data:image/") >= 5


def test_report_fits_its_schema(sample_without_browser: tuple[Path, Ran]) -> None:
    folder, _ = sample_without_browser
    schema = json.loads((Path(__file__).parents[2] / "reports" / "audit.schema.json").read_text(encoding="utf-8"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(report(folder))) == []


def test_demo_says_where_the_reports_lie(sample_without_browser: tuple[Path, Ran]) -> None:
    folder, ran = sample_without_browser
    for name in ("report.json", "report.html", "report.xlsx"):
        assert str(folder / "out" / name) in ran.out
        assert (folder / "out" / name).stat().st_size > 1000


def test_evidence_can_be_followed(sample_without_browser: tuple[Path, Ran]) -> None:
    folder, _ = sample_without_browser
    for item in report(folder)["items"]:
        if item["outcome"] in ("pass", "incomplete", "outdated"):
            best = item["evidence"][0]
            assert item["best_url"] == best["url"]
            assert best["found_on"], item["code"]
            assert len(best["sha256"]) == 64, item["code"]
            assert 0 < len(item["evidence"]) <= 3
            assert item["explanation"]


def test_judging_again_gives_the_same_report(sample_without_browser: tuple[Path, Ran], tmp_path: Path) -> None:
    folder, _ = sample_without_browser
    options = ["--form", TRUTH.form, "--fiscal-year", str(TRUTH.fiscal_year), "--date", TRUTH.day.isoformat()]
    options += ["--ocr", "never", "--json", "-"]  # as the demo judges
    first = oit("judge", str(folder / "out" / "snapshot"), *options, data=tmp_path)
    second = oit("judge", str(folder / "out" / "snapshot"), *options, data=tmp_path)
    assert first.code == 0, first.err
    assert first.out == second.out
    assert json.loads(first.out) == report(folder)


def test_before_april_a_missing_half_year_report_is_not_due(sample_without_browser: tuple[Path, Ran], tmp_path: Path) -> None:
    folder, _ = sample_without_browser
    outcomes = judged(folder, tmp_path, "--fiscal-year", "2566", "--date", "2023-03-15")
    assert outcomes["O40"] == "not_due"
    assert outcomes["O15"] == "not_due"
    assert outcomes["O37"] == "missing"
    assert outcomes["O19"] == "pass"


def test_next_year_the_same_papers_are_old(sample_without_browser: tuple[Path, Ran], tmp_path: Path) -> None:
    folder, _ = sample_without_browser
    outcomes = judged(folder, tmp_path, "--fiscal-year", "2568", "--date", "2025-04-18")
    assert {code for code in ("O18", "O19", "O21", "O25", "O28", "O36", "O41") if outcomes[code] != "outdated"} == set()
    assert outcomes["O4"] == "pass"  # the plan of 2566-2570 still holds
    assert outcomes["O5"] == "pass"


def test_wanted_score_and_exit_code(sample_without_browser: tuple[Path, Ran], tmp_path: Path) -> None:
    folder, _ = sample_without_browser
    lowest = report(folder)["score"]["oit"]["lowest"]
    options = ["judge", str(folder / "out" / "snapshot"), "--fiscal-year", "2566", "--date", "2023-04-18", "--ocr", "never", "--fail-under"]
    assert in_process(*options, str(lowest + 0.01), data=tmp_path).code == 1
    assert in_process(*options, str(int(lowest)), data=tmp_path).code == 0


def test_database_holds_the_run(sample_without_browser: tuple[Path, Ran]) -> None:
    folder, _ = sample_without_browser
    with sqlite3.connect(folder / "out" / "oit.db") as database:
        counted = dict(database.execute("select outcome, count(*) from shared_findings group by outcome"))
        ((address,),) = database.execute("select url from agencies").fetchall()
    expected = {name: count for name, count in report(folder)["score"]["counts"].items() if count}
    assert counted == expected
    assert agency_addresses(address) == (address,)  # oit check of this address is of the same agency


def test_every_address_seen_is_accounted_for(sample_without_browser: tuple[Path, Ran]) -> None:
    folder, _ = sample_without_browser
    crawl = report(folder)["crawl"]
    assert crawl["stopped_by"] in ("finished", "settled")
    assert crawl["pages"] >= 80
    assert crawl["documents"] >= 30
    assert any(failure["url"].endswith("report-6m-2566.pdf") and failure["failure"] == "not_found" for failure in crawl["failures"])
