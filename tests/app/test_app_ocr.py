"""Scans in the whole tool: read where that may change a verdict, kept, and judged alike where no tesseract is."""

import json
from pathlib import Path

import pytest

import sample
from app.judging import judge_folder, terms
from app.ocr import ROUNDS
from oit.agency import Agency
from oit.audit import AgencyAudit, ItemFinding, Outcome, ReasonCode
from oit.content import Document
from oit.snapshot import Resource, Sighting
from reading.html import read_page
from store.snapshots import SnapshotWriter
from tests.app.commands import in_process, oit
from tests.app.kept_sites import FACTS, HOST, WHEN
from tests.scans import needs_posix, needs_tesseract, page, pdf_of

BY = terms("o01_o43", 2564, None)
LINK = "แผนการจัดซื้อจัดจ้าง"


def kept(folder: Path, links: dict[str, tuple[str, bytes]], name: str = "องค์การบริหารส่วนตำบลบึงนา") -> Path:
    """A snapshot with a front page whose links (path -> words) lead to these PDF files."""
    writer = SnapshotWriter(folder)
    anchors = "".join(f'<li><a href="{path}">{words}</a></li>' for path, (words, _) in links.items())
    front = f"<!doctype html><html><head><title>อบต.บึงนา</title></head><body><p>ยินดีต้อนรับ</p><ul>{anchors}</ul></body></html>".encode()
    seen = {link.url: link for link in read_page(front, HOST + "/", "text/html; charset=utf-8").links}
    writer.resource(Resource(HOST + "/", HOST + "/", 200, None, "text/html; charset=utf-8", writer.body(front), len(front), WHEN))
    for path, (_, body) in links.items():
        link = seen[HOST + path]
        sighting = Sighting(link.text, link.heading, HOST + "/", link.region, link.context)
        writer.resource(Resource(HOST + path, HOST + path, 200, None, "application/pdf", writer.body(body), len(body), WHEN, (sighting,)))
    writer.finish(Agency(HOST + "/", name, "sao"), FACTS)
    return folder


def item(audit: AgencyAudit, code: str = "O21") -> ItemFinding:
    return next(one for one in audit.items if one.code == code)


def codes(found: ItemFinding) -> set[ReasonCode]:
    return {reason.code for reason in found.reasons}


def without_tesseract(monkeypatch: pytest.MonkeyPatch, empty: Path) -> None:
    monkeypatch.delenv("OIT_TESSERACT", raising=False)
    monkeypatch.setenv("PATH", str(empty))
    monkeypatch.setattr("reading.tesseract._USUAL_PLACES", ())


@pytest.fixture(scope="module")
def plan() -> bytes:
    return pdf_of(page(1)[1])  # a procurement plan of the year 2563


@needs_tesseract
def test_a_scan_is_read_kept_and_judged_alike_without_tesseract(tmp_path: Path, plan: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    by = terms("o01_o43", 2563, None)
    folder = kept(tmp_path / "kept", {"/plan.pdf": (LINK, plan), "/other.pdf": ("ตารางรถประจำทาง", pdf_of(page(2)[1]))})
    unread, _ = judge_folder(folder, by, "never")
    assert (item(unread).outcome, item(unread).reasons[0].code) == (Outcome.UNCLEAR, ReasonCode.SCAN)
    read, snapshot = judge_folder(folder, by, "auto")
    assert item(read).outcome is Outcome.PASS, item(read)
    assert ReasonCode.RECOGNISED in codes(item(read))
    assert {r.url for r in snapshot.resources if isinstance(r.content, Document) and r.content.ocr} == {HOST + "/plan.pdf"}
    assert judge_folder(folder, by, "never")[0] == unread
    without_tesseract(monkeypatch, tmp_path)
    assert judge_folder(folder, by, "auto")[0] == read
    copy = kept(tmp_path / "copy", {"/plan.pdf": (LINK, plan)})
    assert item(judge_folder(copy, by, "auto")[0]).reasons[0].code is ReasonCode.SCAN


@needs_posix
def test_of_each_item_only_so_many_papers_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recogniser that always says the same word shows what was asked of it."""
    log = tmp_path / "log"
    program = tmp_path / "tesseract"
    answers = 'case "$1" in --version) echo tesseract 5.0;; --list-langs) printf "List\\ntha\\n";;'
    program.write_text(f'#!/bin/sh\n{answers} *) cat >/dev/null; echo x >>"{log}"; echo ภาพ;; esac\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("OIT_TESSERACT", str(program))
    pictures = [page(number)[1].crop((0, 0, 800, 400 + number)) for number in range(ROUNDS + 3)]
    papers = {f"/{number}.pdf": (f"{LINK} {number}", pdf_of(picture)) for number, picture in enumerate(pictures)}
    folder = kept(tmp_path / "kept", papers)
    first, _ = judge_folder(folder, BY, "auto")
    read = len(log.read_text(encoding="utf-8").split())
    assert ROUNDS <= read <= len(papers)
    assert item(first).outcome is Outcome.UNCLEAR
    assert judge_folder(folder, BY, "auto")[0] == first
    assert len(log.read_text(encoding="utf-8").split()) == read  # kept: none is read twice


def test_the_command_line_tells_of_a_tesseract_that_does_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan: bytes) -> None:
    monkeypatch.setenv("OIT_TESSERACT", str(tmp_path / "none"))
    folder = kept(tmp_path / "kept", {"/plan.pdf": (LINK, plan)})
    ran = in_process("judge", str(folder), data=tmp_path)
    assert (ran.code, ran.err.count("\n")) == (4, 1)
    assert "OIT_TESSERACT" in ran.err
    assert in_process("judge", str(folder), "--ocr", "never", data=tmp_path).code == 0
    told = json.loads(oit("doctor", "--json", data=tmp_path).out)
    assert [(one["ok"], one["needed"]) for one in told if one["what"] == "text of scans"] == [(False, False)]


@needs_tesseract
def test_the_scan_of_the_sample_agency_is_read(tmp_path: Path) -> None:
    """The specification calls it unclear; recognised, the paper shows all that its item asks for."""
    truth = sample.truth()
    sample.build(tmp_path / "site")
    scan = next(one for one in (tmp_path / "site").rglob("*.pdf") if "6 เดือน 2566" in one.name)
    words = "รายงานรอบ 6 เดือน ปีงบประมาณ 2566 การกำกับติดตามการดำเนินงาน"
    folder = kept(tmp_path / "kept", {"/r.pdf": (words, scan.read_bytes())}, truth.agency)
    by = terms(truth.form, truth.fiscal_year, truth.day)
    assert item(judge_folder(folder, by, "never")[0], "O11").outcome is Outcome.UNCLEAR
    found = item(judge_folder(folder, by, "auto")[0], "O11")
    assert (found.presence.verdict.value, found.currency.verdict.value) == ("present", "current")
    assert ReasonCode.RECOGNISED in codes(found)
