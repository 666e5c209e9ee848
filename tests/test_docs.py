"""What can be set is documented, and what is documented can be set."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import rules
from cli import cli
from crawler.contract import CrawlLimits
from oit.agency import AGENCY_TYPES

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def commands(group: click.Group = cli, prefix: str = "oit") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{prefix} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")


ALL = {"oit": cli, **dict(commands())}


@pytest.mark.parametrize("name", ALL)
def test_command_and_its_options_are_documented(name: str) -> None:
    assert name in COMMANDS
    for parameter in ALL[name].params:
        for option in (*parameter.opts, *parameter.secondary_opts) if isinstance(parameter, click.Option) else ():
            assert f"`{option}" in COMMANDS or f" {option}" in COMMANDS, option


def test_documented_options_exist() -> None:
    params = [param for command in ALL.values() for param in command.params]
    known = {option for param in params for option in (*param.opts, *param.secondary_opts)} | {"--help", "--version"}
    assert set(re.findall(r"--[a-z][a-z-]+", COMMANDS)) - known == set()


def test_documented_defaults_are_those_of_the_tool() -> None:
    defaults = {p.opts[0]: p.default for p in ALL["oit check"].params if isinstance(p, click.Option)}
    for option in ("--form", "--agency-type", "--render", "--max-pages", "--max-minutes", "--delay", "--lang"):
        row = next(line for line in COMMANDS.splitlines() if line.startswith(f"| `{option}"))
        shown = defaults[option]
        assert f"| {int(shown) if isinstance(shown, float) else shown} |" in row, option
    limits = CrawlLimits()
    assert (defaults["--max-pages"], defaults["--max-minutes"], defaults["--delay"]) == (limits.max_pages, limits.max_minutes, limits.delay)


def test_every_agency_type_and_form_is_named() -> None:
    assert all(name in COMMANDS for name in AGENCY_TYPES)
    assert all(name in COMMANDS for name in rules.pack_names())


@pytest.mark.parametrize("name", ["README.md", "README.th.md"])
def test_readme_commands_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for words in re.findall(r"^(?:\$ )?(?:\.venv/bin/|\.venv\\Scripts\\)?(oit (?:rules )?[a-z]+)", text, re.MULTILINE):
        assert words in ALL, words
    assert "make demo" in text
    assert "make test" in text


@pytest.mark.parametrize("paper", ["README.md", "README.th.md", "docs/DESIGN.md", "docs/commands.md", "CONTRIBUTING.md"])
def test_links_between_papers_lead_somewhere(paper: str) -> None:
    text = (ROOT / paper).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", text):
        assert ((ROOT / paper).parent / target).exists(), target
