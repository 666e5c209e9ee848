"""docs/rules.md, run from its first command to its last in a copy of the source, on the sample's snapshot."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.commands import ROOT, Ran

PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
FIRST = "oit demo --render never"  # run once a session, as the fixture sample_without_browser
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def copied_source(folder: Path) -> Path:
    """What commands and cases need, without the sites and tables of other tests."""
    for path in ROOT.iterdir():
        if path.is_dir() and (path / "__init__.py").is_file():
            shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif path.suffix == ".py" or path.name == "pyproject.toml":
            shutil.copy(path, folder / path.name)
    (folder / "tests" / "data").mkdir(parents=True)
    for path in (ROOT / "tests").glob("*.py"):
        shutil.copy(path, folder / "tests" / path.name)
    shutil.copytree(ROOT / "tests" / "cases", folder / "tests" / "cases")
    shutil.copy(ROOT / "tests" / "data" / "link_texts_train.jsonl", folder / "tests" / "data")
    return folder


def steps() -> Iterator[tuple[str, str]]:
    """Everything that a reader does: (kind, what), kinds console (a command and the lines shown), diff, yaml, json."""
    for kind, body in BLOCK.findall(PAGE):
        if kind == "console":
            yield from (("console", part) for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:])
        else:
            yield kind, body


def do(command: str, folder: Path) -> Ran:
    """Runs a command of the page in the copy: oit and python are those of this test."""
    words, _, given = command.partition(" < ")
    name, *arguments = words.split()
    if name == "cp":
        *sources, target = arguments
        for source in (path for pattern in sources for path in folder.glob(pattern)):
            shutil.copy(source, folder / target)
        return Ran(0, "", "")
    program = {"oit": [sys.executable, "-m", "cli"], "python": [sys.executable]}[name]
    env = {**os.environ, "OIT_DATA": str(folder / "data"), "PYTHONPATH": str(folder), "COLUMNS": "130"}
    stdin = (folder / given).read_bytes() if given else b""
    done = subprocess.run([*program, *arguments], input=stdin, capture_output=True, env=env, cwd=folder, check=False, timeout=240)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def lacking(shown: list[str], out: str) -> str:
    """The first line of the page that the output does not hold in that order; "…" stands for anything."""
    lines = [" ".join(line.split()) for line in out.splitlines()]
    at = 0
    for line in shown:
        wanted = re.compile(".*".join(re.escape(part) for part in " ".join(line.split()).split("…")))
        found = next((n for n in range(at, len(lines)) if wanted.match(lines[n])), None)
        if found is None:
            return line
        at = found + 1
    return ""


def edit(diff: str, folder: Path) -> None:
    """Does what a diff of the page says: what stands after the minus stands once in the file, and becomes what stands after the plus."""
    parts = dict(re.findall(r"^(---|-|\+) (.*)$", diff, re.MULTILINE))
    file = folder / parts["---"]
    text = file.read_text(encoding="utf-8")
    assert text.count(parts["-"]) == 1, f"{parts['---']} holds {text.count(parts['-'])} times: {parts['-']}; mend docs/rules.md"
    file.write_text(text.replace(parts["-"], parts["+"]), encoding="utf-8")


def test_the_page_leads_from_a_wrong_verdict_to_a_tested_rule(sample_without_browser: tuple[Path, Ran], tmp_path: Path) -> None:
    kept, ran = sample_without_browser
    folder = copied_source(tmp_path)
    shutil.copytree(kept / "out", folder / "out")
    done = []
    for kind, what in steps():
        if kind == "diff":
            edit(what, folder)
        elif kind == "json":
            (folder / "texts.jsonl").write_text(what, encoding="utf-8")
        elif kind == "yaml":
            head, _, case = what.partition("\n")
            with (folder / head.removeprefix("# ")).open("a", encoding="utf-8") as file:
                file.write(case)
        else:
            command, *shown = what.rstrip("\n").split("\n")
            done.append(command)
            got = ran if command == FIRST else do(command, folder)
            failing = any(line.startswith("FAILED") for line in shown)
            assert got.code == (1 if failing else 0), f"{command}\n{got.out}\n{got.err}"
            assert lacking([line for line in shown if line.strip()], got.out) == "", f"{command}\n{got.out}"
    assert done[0] == FIRST
    assert {command.split()[2] for command in done if command.startswith("oit rules")} == {
        "explain", "copy", "check", "match", "show", "impact", "evaluate",
    }  # fmt: skip


@pytest.mark.parametrize("line", ["~ Incomplete", "presence …seen 4/5…", "a…c"])
def test_a_line_that_is_not_there_is_missed(line: str) -> None:
    assert lacking([line], "something\nelse") == line
    assert lacking(["some…", "else"], "something\nelse") == ""
    assert lacking(["else", "some…"], "something\nelse") == "some…"
