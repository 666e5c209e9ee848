"""Every text of --help has its Thai, the table has no other, and what a reader sees holds no English sentence."""

import inspect
import re
from collections.abc import Iterator

import click
import pytest

from cli import cli, run_cli
from cli_help import SpokenContext
from reports.help_text import TABLE, help_lines, in_thai, option_in_thai, short_in_thai
from reports.thai_cells import cell_len

NAMED = re.compile(r"`[^`]+`|--[a-z-]+|\{[^}]+\}|\.(?:csv|xlsx|yaml|zip)\b|\bO\d+\b|\b9\.2\b|\b(?:I1-I30|E1-E15|O1-O43|EIT1:E9)")
FRAME = {"Usage:", "Options", "Commands", "[OPTIONS]", "COMMAND", "[ARGS]...", "default:", "required"}
LATIN = re.compile(r"[A-Za-z][a-z]+(?: [a-z]+){3,}")  # an English phrase


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    def below(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
        yield path, command
        if isinstance(command, click.Group):
            for name, one in command.commands.items():
                yield from below(one, (*path, name))

    yield from below(cli, ())


COMMANDS = dict(commands())


def plain(text: str) -> str:
    return " ".join(text.split())


def paragraphs(command: click.Command) -> list[str]:
    return [plain(part) for part in inspect.cleandoc(command.help or "").split("\n\n")]


def texts() -> set[str]:
    options = (option for command in COMMANDS.values() for option in command.get_params(click.Context(command)))
    found = {plain(option.help) for option in options if isinstance(option, click.Option) and option.help}
    return found | {part for command in COMMANDS.values() for part in paragraphs(command)}


def helped(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> str:
    assert run_cli([*path, "--help"]) == 0
    return capsys.readouterr().out


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_every_text_has_its_thai_and_the_table_has_no_other() -> None:
    assert set(help_lines()) == texts() | FRAME


def test_no_text_stands_twice_and_each_line_is_whole() -> None:
    rows = [row for row in TABLE.read_text(encoding="utf-8").splitlines() if not row.startswith("# ")]
    assert len(rows) == len(help_lines())
    assert all(2 <= len(row.split("\t")) <= 3 and all(cell.strip() for cell in row.split("\t")) for row in rows)


def test_the_thai_names_what_the_english_names() -> None:
    for english in sorted(texts()):
        thai, _ = help_lines()[english]
        assert re.search("[ก-๙]", thai), english
        assert sorted(NAMED.findall(thai)) == sorted(NAMED.findall(english)), english


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_is_thai_where_thai_is_spoken(
    path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OIT_LANG", "th")
    said = helped(path, capsys)
    assert said.startswith("วิธีใช้: oit")
    assert not LATIN.findall(re.sub(r"`[^`]*`", "", plain(said)))
    assert not [line for line in said.splitlines() if cell_len(line) > 80]
    for option in COMMANDS[path].params:
        assert all(name in said for name in option.opts if name.startswith("--"))
    monkeypatch.setenv("OIT_LANG", "en")
    assert helped(path, capsys).startswith("Usage: oit")


def test_each_command_of_a_list_has_its_own_short_text(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("OIT_LANG", "th")
    for path, command in COMMANDS.items():
        if isinstance(command, click.Group):
            listed = helped(path, capsys)
            for name, one in command.commands.items():
                short = help_lines()[paragraphs(one)[0]][1]
                assert cell_len(short) <= 60, short
                assert re.search(rf"^  {re.escape(name)} +{re.escape(short)}$", listed, re.MULTILINE), name


def test_every_command_speaks() -> None:
    assert {command.context_class for command in COMMANDS.values()} == {SpokenContext}


def test_what_stands_behind_an_option_is_kept() -> None:
    assert option_in_thai("Print JSON.  [required]") == "แสดงเป็น JSON [จำเป็น]"
    assert option_in_thai("Minutes at the most.  [default: 10.0; x>0]") == "เวลามากที่สุดกี่นาที [หากไม่ระบุ: 10.0; x>0]"
    assert option_in_thai("Print JSON.") == "แสดงเป็น JSON"


def test_what_the_table_does_not_know_stays() -> None:
    assert (in_thai("Something new."), short_in_thai("Something new..."), short_in_thai("")) == ("Something new.", "Something new...", "")
    assert option_in_thai("Something new.  [default: 3]") == "Something new. [หากไม่ระบุ: 3]"
