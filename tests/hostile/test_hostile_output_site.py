"""A hostile website, judged for real: what the commands print and write about it is harmless."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.app.commands import Ran
from tests.app.commands import in_process as oit
from tests.app.kept_sites import edited_rules
from tests.hostile.output_checks import html_faults, json_faults, terminal_faults, words_of, workbook_faults
from tests.hostile.output_site import HOST, TITLE, hostile_snapshot

NAME = "r\x1b[2J\u202e.html"  # of a report: what is printed of it goes through the last gate
TERMS = ("--fiscal-year", "2566", "--date", "2023-04-18")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def judged(ground: Path) -> Ran:
    """`oit judge` of the hostile snapshot into a database and every report."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OIT_DATA", str(ground / "data"))
        hostile_snapshot(ground / "snapshot")
        return oit("judge", str(ground / "snapshot"), *TERMS, "--ocr", "never", "--db", str(ground / "oit.db"),
                   "--json", str(ground / "r.json"), "--html", str(ground / NAME), "--xlsx", str(ground / "r.xlsx"))  # fmt: skip


def ran(ground: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Ran:
    monkeypatch.setenv("OIT_DATA", str(ground / "data"))
    done = oit(*arguments)
    assert terminal_faults(done.err) == []
    return done


def test_the_table(judged: Ran) -> None:
    assert judged.code == 0, judged.err
    assert terminal_faults(judged.out) == []
    assert terminal_faults(judged.err) == []
    assert judged.out.count("\nO") >= 43
    assert "r[2J.html" in judged.out


def test_the_reports(judged: Ran, ground: Path) -> None:
    page = (ground / NAME).read_text(encoding="utf-8")
    assert html_faults(page) == []
    assert TITLE in words_of(page)
    report = (ground / "r.json").read_text(encoding="utf-8")
    assert json_faults(report) == []
    found = {item["code"]: item for item in json.loads(report)["items"]}
    assert found["O10"]["evidence"], "the hostile pages were not found: nothing of them was tested"
    assert workbook_faults((ground / "r.xlsx").read_bytes()) == []


@pytest.mark.parametrize(("code", "more"), [("O10", ("--lang", "th")), ("O24", ("--lang", "en")), ("O10", ("--json",))])
def test_why_a_verdict_is_what_it_is(judged: Ran, ground: Path, monkeypatch: pytest.MonkeyPatch, code: str, more: tuple[str, ...]) -> None:
    done = ran(ground, monkeypatch, "rules", "explain", str(ground / "snapshot"), code, *TERMS, *more)
    assert done.code == 0, done.err
    assert "แผนงาน 2566" in done.out
    assert (json_faults if "--json" in more else terminal_faults)(done.out) == []


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_what_a_change_of_rules_does(
    judged: Ran, ground: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    need = "{id: time, th: ระยะเวลาในการดำเนินการ"
    changed = edited_rules(tmp_path / "rules", "o01_o43.yaml", need, need.replace("time,", "time, required: false,"))
    done = ran(ground, monkeypatch, "rules", "impact", "shipped", str(changed), "--snapshots", str(ground), *TERMS, *more)
    assert done.code == 0, done.err
    assert "O10" in done.out
    assert (json_faults if more else terminal_faults)(done.out) == []


def test_the_proof(judged: Ran, ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = ("evidence", HOST, "O10", "--db", str(ground / "oit.db"))
    done = ran(ground, monkeypatch, *base, "--out", str(ground / "proof"), "--hold", "\x1b[2Jใช้\u202eอุทธรณ์", "--by", "มาลี\x9b31m")
    assert done.code == 0, done.err
    assert terminal_faults(done.out) == []
    names = frozenset(path.name for path in (ground / "proof").iterdir())
    page = (ground / "proof" / "index.html").read_text(encoding="utf-8")
    assert html_faults(page, files=names) == []
    assert json_faults((ground / "proof" / "proof.json").read_text(encoding="utf-8")) == []
    for line in (ground / "proof" / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, name = line.split("  ")
        assert (len(digest), name in names) == (64, True)
    assert all(name.isascii() and name.replace("-", "").replace("_", "").replace(".", "").isalnum() for name in names)
    done = ran(ground, monkeypatch, *base, "--out", str(ground / "proof.zip"), "--json")
    assert json_faults(done.out) == []
    with zipfile.ZipFile(ground / "proof.zip") as packed:
        assert {name.partition("/")[2] for name in packed.namelist()} == names


def test_what_is_said_of_the_database(judged: Ran, ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (("db", "check"), ("prune", "--dry-run")):
        for more in ((), ("--json",)):
            done = ran(ground, monkeypatch, *command, "--db", str(ground / "oit.db"), *more)
            assert done.code == 0, done.out
            assert (json_faults if more else terminal_faults)(done.out) == []
