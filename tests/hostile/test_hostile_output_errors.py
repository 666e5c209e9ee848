"""Errors, logs, tracebacks, progress and answers to hostile input: one harmless line each, or harmless lines."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from oit.errors import NotFit
from oit.harmless import HarmlessStream, visible_lines
from reports.progress import ProgressDisplay
from reports.safe_text import ERROR_LIMIT, error_line
from tests.app.commands import ROOT, Ran
from tests.app.commands import in_process as oit
from tests.app.kept_sites import kept_site
from tests.hostile.output_channels import TEXT
from tests.hostile.output_checks import error_faults, json_faults, terminal_faults
from tests.hostile.output_corpus import CORPUS

# What a shell can hand over: no nulls; bytes that are no UTF-8 become halves of characters of one kind.
TYPED = {name: re.sub("[\ud800-\udfff]", "\udcff", text.replace("\0", "")) for name, text in CORPUS.items()}
COMMANDS = (
    ("check", "javascript:{}"), ("check", "ftp://{}"), ("check", "https://a.example/", "--form", "{}"),
    ("check", "https://a.example/", "--date", "{}"),
    ("check", "https://a.example/", "--html", "{folder}/none/{}"), ("judge", "{folder}/{}"), ("evidence", "{}", "O1"),
    ("evidence", "{}", "O1", "--db", "{folder}/none/{}/x.db"), ("rules", "show", "{}"), ("rules", "explain", "{folder}/site", "{}"),
    ("rules", "check", "--rules", "{folder}/{}"), ("demo", "--variant", "{}"), ("x{}",), ("--x{}",), ("doctor", "--{}"),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("errors")
    kept_site(made / "site", "หน่วยงาน", {"/": "<p>x</p>"})
    return made


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join(command[:2])[:30])
def test_an_error_is_one_harmless_line(folder: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIT_DATA", str(folder / "data"))
    monkeypatch.chdir(folder)
    seen = set()
    for name, text in TYPED.items():
        done = oit(*(part.replace("{folder}", str(folder)).replace("{}", text) for part in command))
        assert done.code in (2, 4), (name, done)
        assert error_faults(done.err) == [], name
        seen.add(done.err)
    assert len(seen) > 20, "what was typed is not told"


def test_a_traceback_that_was_asked_for_is_harmless(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIT_DATA", str(folder / "data"))
    done = oit("--debug", "evidence", TEXT, "O1")
    assert done.code == 2
    assert "Traceback" in done.err
    assert "ดักจับ" in done.err
    assert terminal_faults(done.err) == []


def test_a_long_error_keeps_what_to_do() -> None:
    line = error_line("https://a.example/" + "x" * 100_000 + ": cannot be read; give another address")
    assert len(line) <= ERROR_LIMIT
    assert line.startswith("https://a.example/x")
    assert line.endswith("x: cannot be read; give another address")


def test_whatever_goes_to_standard_error_is_harmless() -> None:
    """Logs, warnings, tracebacks of threads, tasks, deferreds, destructors and of the crawl's process."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDEVMODE": "0"}
    program = [sys.executable, "-m", "tests.hostile.output_channels"]
    done = subprocess.run(program, capture_output=True, timeout=120, env=env, cwd=ROOT, check=False)
    told = done.stderr.decode("utf-8")
    assert terminal_faults(told) == []
    shown = visible_lines(TEXT)
    for sign in ("UserWarning", "Exception in thread", "Exception ignored in", "never retrieved", "Unhandled error in Deferred",
                 "Process SpawnProcess", "oit: crawl: RuntimeError", "Traceback"):  # fmt: skip
        assert sign in told, f"{sign}: this way was not tried\n{told}"
    assert told.count(shown) >= 9


def test_the_stream_hands_over_letters_only() -> None:
    raw = io.StringIO()
    stream = HarmlessStream(HarmlessStream(raw))  # type: ignore[arg-type]
    print(TEXT, end="\n\n", file=stream)  # type: ignore[arg-type]
    assert raw.getvalue() == visible_lines(TEXT) + "\n\n"
    assert stream.isatty() is False


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("living", [True, False])
@pytest.mark.parametrize(
    "name", ["colours", "cursor_up_and_overwrite", "osc_52_clipboard", "rich_markup", "bidi_override", "url_breaks_osc"]
)
def test_progress_shows_addresses_as_letters(living: bool, name: str) -> None:
    stream = Terminal() if living else io.StringIO()
    with ProgressDisplay(stream, "en") as shown:  # type: ignore[arg-type]
        shown.stage("crawling")
        shown.crawl(1, 2, 3, 4, CORPUS[name], 5.0)
    text = stream.getvalue()
    assert terminal_faults(re.sub(r"\x1b\[(\?25[lh]|[0-9]*[AK]|[0-9;]*m)|\r", "", text)) == []
    letters = re.sub(r"[\x00-\x1f]", "", CORPUS[name])[-8:]
    assert letters in text or not living or name == "bidi_override"  # nothing is overwritten in a log, so no addresses come there


def records(monkeypatch: pytest.MonkeyPatch, lines: str, *command: str) -> Ran:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode("utf-8", "surrogatepass"))))
    return oit(*command)


@pytest.mark.parametrize("command", [("text",), ("rules", "match")])
def test_answers_to_hostile_texts_are_sound_json(monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    texts = [text[:5000] for text in CORPUS.values()]
    lines = "".join(json.dumps({"text": text, "heading": text, "more": [text, float("nan"), float("inf")]}) + "\n" for text in texts)
    done = records(monkeypatch, lines, *command)
    assert done.code == 0, done.err
    answers = done.out.split("\n")[:-1]
    assert len(answers) == len(texts)
    for text, answer in zip(texts, answers, strict=True):
        assert json_faults(answer) == []
        assert json.loads(answer)["text"] == re.sub("[\ud800-\udfff]", "\ufffd", text)
        assert json.loads(answer)["more"][1:] == [None, None]


@pytest.mark.parametrize(
    "line", ["[" * 200_000, '{"text": ' * 50_000, '{"a": ' + "9" * 10_000 + "}", '{"text": "\x1b[2J', "\x1b[2J", '{"text": 1}', "[]"]
)
def test_hostile_records_are_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    done = records(monkeypatch, line + "\n", "rules", "match")
    assert done.code == 2
    assert error_faults(done.err) == []


@pytest.mark.parametrize("text", ["oit: a\nb\n", "oit: \x1b[2J\n", "oops\n", "oit: " + "x" * 5000 + "\n", "oit: no end"])
def test_the_check_of_errors_can_fail(text: str) -> None:
    assert error_faults(text)


def test_errors_of_libraries_are_told_in_one_line() -> None:
    assert error_line(str(NotFit("a\n\tb\x1b[0m"))) == "a b[0m"
