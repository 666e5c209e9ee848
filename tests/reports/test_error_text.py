"""Every error line of the program has its Thai line, and the table has no other."""

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli import run_cli
from cli_options import language_to_speak
from oit import errors
from reports.error_text import TABLE, error_lines, in_thai

ROOT = Path(__file__).parents[2]
FOLDERS = ("app", "crawler", "notify", "oit", "reading", "rules", "store")
KINDS = {name for name, one in vars(errors).items() if isinstance(one, type)} | {
    "BadRoster",
    "BadScores",
    "BadLinks",
    "BadSheet",
    "LeaseLost",
}
# ValueErrors of these end up in a line on a list that somebody wrote; others are caught by the program itself.
READERS = re.compile(r"oit/(entered_reader|linear_patterns|plain_data|presubmit_values|roster_\w+|rounds_days|survey_\w+)\.py")
LISTS = frozenset({"wrong", "faults", "problems"})
GAP = "\0"
LIBRARY = "# the library that reads the command line"


def sources() -> Iterator[tuple[str, ast.Module]]:
    files = [*ROOT.glob("cli*.py"), *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))]
    for file in sorted(files):
        yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def texts(node: ast.AST) -> list[str]:
    """The texts that an expression can be, with GAP for what is only known when it runs."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            found = [""]
            for part in parts:
                inner = part.value if isinstance(part, ast.FormattedValue) else part
                ends = texts(inner) if isinstance(inner, (ast.IfExp, ast.Constant)) and not _format(part) else [GAP]
                found = [start + end for start in found for end in ends]
            return found
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [start + end for start in texts(left) for end in texts(right)]
        case ast.IfExp(body=body, orelse=orelse):
            return texts(body) + texts(orelse)
    return [GAP]


def _format(part: ast.expr) -> bool:
    return isinstance(part, ast.FormattedValue) and part.format_spec is not None


def messages(path: str, module: ast.Module) -> Iterator[tuple[int, ast.expr]]:
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call) and node.args):
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
        is_method = isinstance(function, ast.Attribute)
        if name in KINDS or (name == "ValueError" and READERS.fullmatch(path)):
            yield call.lineno, call.args[-1]
        elif is_method and ((name in ("error", "wrong") and len(call.args) > 1) or (name == "fail" and path.startswith("cli"))):
            yield call.lineno, call.args[0] if name == "fail" else call.args[-1]
        elif name == "append" and isinstance(function, ast.Attribute) and ast.unparse(function.value).split(".")[-1] in LISTS:
            yield call.lineno, call.args[0]


@cache
def written() -> tuple[tuple[str, str], ...]:
    """Place and text of every error line; what is nothing but gaps was written elsewhere."""
    return tuple(_written())


def _written() -> Iterator[tuple[str, str]]:
    for path, module in sources():
        for line, node in messages(path, module):
            inner = node.elts[0] if isinstance(node, ast.List) else node.elt if isinstance(node, ast.ListComp) else node
            for text in texts(inner):
                if any(letter.isalpha() for letter in text.replace(GAP, "")):
                    yield f"{path}:{line}", text


@cache
def table() -> frozenset[str]:
    return frozenset(GAP.join(line.pieces) for line in error_lines())


def test_every_error_has_a_thai_line() -> None:
    lacking = [f"{place}: {text.replace(GAP, '{}')}" for place, text in written() if text not in table()]
    assert lacking == []
    assert len({text for _, text in written()}) > 350


def test_the_table_holds_nothing_that_nobody_says() -> None:
    said = "\n".join((ROOT / path).read_text(encoding="utf-8") for path, _ in sources())
    said += "\n".join(os.strerror(number) for number in range(1, 60))
    said = re.sub(r'"\s*\n\s*f?"', "", said).replace("{{", "{").replace("}}", "}").replace('\\"', '"')
    ours = {text for _, text in written()}
    library = TABLE.read_text(encoding="utf-8").partition(LIBRARY)[2]
    lines = {GAP.join(line.pieces): max(line.pieces, key=len) for line in error_lines() if not line.frames}
    left_over = [line for line, longest in lines.items() if line not in ours and longest.strip("; ") not in said + library]
    assert left_over == []


def test_lines_hold_the_same_gaps_and_nothing_unseen() -> None:
    rows = [row for row in TABLE.read_text(encoding="utf-8").splitlines() if not row.startswith("# ")]
    for row in rows:
        english, thai = row.split("\t")
        gaps = re.findall(r"\{\d\}", english)
        assert gaps == [f"{{{n}}}" for n in range(len(gaps))]
        assert sorted(re.findall(r"\{\d\}", thai)) == gaps, row
        assert thai.isprintable()
    assert len(rows) == len({row.split("\t")[0] for row in rows})


@pytest.mark.parametrize(
    ("english", "thai"),
    [
        ("/a/b.csv: is larger than 20 MB; split it", "/a/b.csv: ใหญ่กว่า 20 MB โปรดแบ่งไฟล์"),
        (
            r'C:\data\x.csv:3: code: "a b": a code has 1 to 40 letters and digits, with . _ / - between them and no blanks',
            r'C:\data\x.csv:3: code: "a b": รหัสมีตัวอักษรและตัวเลข 1 ถึง 40 ตัว คั่นด้วย . _ / - ได้ ไม่มีช่องว่าง',
        ),
        ("roster.csv: 2 mistakes; nothing was imported, correct the file and import it again",
         "roster.csv: มีข้อผิดพลาด 2 แห่ง จึงไม่ได้นำเข้าสิ่งใด โปรดแก้ไขไฟล์แล้วนำเข้าใหม่"),
        ("plan.yaml:7: rounds[0].end: is no day; write it as 2024-01-15, 15/1/2567 or 15 ม.ค. 2567",
         "plan.yaml:7: rounds[0].end: ไม่ใช่วันที่ โปรดเขียนเช่น 2024-01-15, 15/1/2567 หรือ 15 ม.ค. 2567"),
        ("is missing; crawl again: is missing from the snapshot; crawl again",
         "is missing; crawl again: ไม่มีในข้อมูลการตรวจ โปรดตรวจเว็บไซต์ใหม่"),
        ("a line that nobody wrote", "a line that nobody wrote"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_named_stays_and_the_rest_is_thai(english: str, thai: str) -> None:
    assert in_thai(english) == thai


@given(st.text(max_size=200))
def test_any_text_goes_through(text: str) -> None:
    assert in_thai(text) or not text
    assert text.strip() in in_thai(f"{text}: is no file; give the path of one") or "\n" in text


def test_long_texts_take_one_pass_a_line() -> None:
    for text in (": " * 2_000 + "; ; " * 1_000, "x: " * 100_000):
        assert in_thai(text) == text


@pytest.mark.parametrize(
    ("arguments", "variables", "language"),
    [
        ((), {}, "en"),
        ((), {"LANG": "th_TH.UTF-8"}, "th"),
        ((), {"LC_ALL": "C", "LANG": "th_TH.UTF-8"}, "en"),
        ((), {"OIT_LANG": "th"}, "th"),
        (("check", "x", "--lang", "en"), {"OIT_LANG": "th"}, "en"),
        (("check", "x", "--lang=th"), {}, "th"),
        (("check", "x", "--lang"), {}, "en"),
        (("check", "x", "--lang", "fr"), {}, "en"),
    ],
)
def test_who_is_told_in_which_language(
    arguments: tuple[str, ...], variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "OIT_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language_to_speak(arguments) == language


@pytest.mark.parametrize(
    "command",
    [
        ("check", "ftp://x"), ("check", "x"), ("check",), ("check", "https://a.go.th", "--delay", "-1"), ("frob",), ("diff", "X"),
        ("check", "a.go.th", "--fiscal-year", "2023"), ("agencies", "import", "nothing.csv"), ("itas", "watch"), ("judge", "nowhere"),
        ("simulate", "--fiscal-year", "2500", "--iit", "1", "--eit", "1", "--oit", "1"), ("db", "restore", "nothing"), ("notify",),
        ("round", "status"), ("check", "a.go.th", "--frob"), ("presubmit", "import", "nothing.xlsx", "--by", "x"),
        ("rules", "explain", "nowhere", "O1"), ("nights", "2023-99-99"),
    ],
)  # fmt: skip
def test_a_command_errs_in_thai(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OIT_LANG", "th")
    assert run_cli([*command]) in (2, 4)
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    thai = sum("\u0e01" <= letter <= "\u0e5b" for letter in told)
    assert thai > 8, told
    monkeypatch.setenv("OIT_LANG", "en")
    run_cli([*command])
    assert not re.search("[\u0e01-\u0e5b]{4}", capsys.readouterr().err)
