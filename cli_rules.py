"""`oit rules`: for the authors of rules, who need not program."""

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

import rules
from cli_options import FORM_OPTIONS, JSON_OPTION, LANG_OPTION, options, print_records, say, say_json, stdin_lines
from oit.harmless import raw_stream

_FORM = click.option("--form", default=rules.DEFAULT_PACK, show_default=True, metavar="NAME", help="The form.")
_RULES = click.option("--rules", "folder", metavar="FOLDER", help="Rules of a folder, e.g. an edited copy. Default: the installation's.")
_SNAPSHOTS = click.option(
    "--snapshots", "snapshots", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
    help="Folder below which the snapshots lie.",
)  # fmt: skip


@click.group("rules")
def rules_group() -> None:
    """The rules: why a verdict is what it is, what a change would do, what a text matches, whether the files hold a mistake."""


@rules_group.command("explain")
@click.argument("snapshot", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("code")
@options(FORM_OPTIONS, (_RULES, LANG_OPTION, JSON_OPTION))
def rules_explain(snapshot: Path, code: str, folder: str | None, lang: str, as_json: bool, **given: Any) -> None:
    """Say why an item got its verdict: the words and places that were weighed, what decided, and which line of the rules to change."""
    from app.judging import terms  # noqa: PLC0415  (start fast: --help needs no reader)
    from app.rule_books import rule_book  # noqa: PLC0415
    from app.rule_explain import explain_item  # noqa: PLC0415
    from app.rule_explain_json import explained_dict  # noqa: PLC0415
    from app.rule_explain_text import explained_lines  # noqa: PLC0415

    told = explain_item(snapshot, code, terms(given["form"], given["fiscal_year"], given["day"]), rule_book(folder))
    _show(explained_dict(told, lang) if as_json else explained_lines(told, lang, _width()))


@rules_group.command("impact")
@click.argument("old")
@click.argument("new")
@_SNAPSHOTS
@options(FORM_OPTIONS, (LANG_OPTION, JSON_OPTION))
def rules_impact(old: str, new: str, snapshots: Path, lang: str, as_json: bool, **given: Any) -> None:
    """Say which verdicts flip when the rules OLD become NEW: each a folder of rules, or the word "shipped" for the installation's own."""
    from app.judging import terms  # noqa: PLC0415
    from app.rule_books import rule_book  # noqa: PLC0415
    from app.rule_impact import measure_impact  # noqa: PLC0415
    from app.rule_impact_text import impact_dict, impact_lines  # noqa: PLC0415

    by = terms(given["form"], given["fiscal_year"], given["day"])
    impact = measure_impact(rule_book(old), rule_book(new), snapshots, by, _on_terminal)
    _show(impact_dict(impact, lang) if as_json else impact_lines(impact, lang, _width()))


@rules_group.command("copy")
@click.argument("folder", type=click.Path(path_type=Path))
@options((LANG_OPTION,))
def rules_copy(folder: Path, lang: str) -> None:
    """Copy the installation's rules into a new folder, to edit them there."""
    from app.rule_books import copy_rules  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415

    names = copy_rules(folder)
    say(head("rules_exported", lang, path=folder, count=len(names), names=", ".join(names)))
    say(head("rules_edit", lang, path=folder))


@rules_group.command("match")
@_FORM
@_RULES
def rules_match(form: str, folder: str | None) -> None:
    """Say which item each text names: JSON lines {"text", "heading"?, "url"?} on standard input, answered in the same order."""
    from app.rule_books import rule_book  # noqa: PLC0415
    from app.rule_tools import match_records  # noqa: PLC0415

    print_records(match_records(stdin_lines(), form, rule_book(folder)))


@rules_group.command("evaluate")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_FORM
@_RULES
@JSON_OPTION
def rules_evaluate(file: Path, form: str, folder: str | None, as_json: bool) -> None:
    """Measure the form's words on labelled texts, beside trivial baselines."""
    from app.rule_books import rule_book  # noqa: PLC0415
    from app.rule_tools import evaluate_file, evaluation_lines  # noqa: PLC0415

    result = evaluate_file(file, form, rule_book(folder))
    _show(result.as_dict() if as_json else evaluation_lines(result))


@rules_group.command("show")
@click.argument("code")
@_FORM
@_RULES
def rules_show(code: str, form: str, folder: str | None) -> None:
    """Show what a form says of an item: what it needs, for which period, how sure that is."""
    from app.rule_books import item_of, rule_book  # noqa: PLC0415
    from app.rule_tools import item_lines  # noqa: PLC0415

    _show(item_lines(*item_of(rule_book(folder), form, code)))


@rules_group.command("check")
@_RULES
def rules_check(folder: str | None) -> None:
    """Check the rules files: a mistake is named by file, line and field."""
    from app.rule_books import rule_book  # noqa: PLC0415
    from app.rule_tools import checked_lines  # noqa: PLC0415

    _show(list(checked_lines(rule_book(folder))))


def _show(what: dict[str, Any] | Iterable[str]) -> None:
    if isinstance(what, dict):
        say_json(what)
    else:
        say("\n".join(what))


def _width() -> int:
    """The terminal's width (or COLUMNS) within bounds in which lines can be read."""
    return max(60, min(shutil.get_terminal_size((110, 24)).columns, 180))


def _on_terminal(number: int, count: int) -> None:
    """A living line while snapshots are judged; nothing where nobody watches."""
    if sys.stderr.isatty():
        own = raw_stream(sys.stderr)
        own.write(f"\r{number}/{count}" if number < count else "\r\033[K")
        own.flush()
