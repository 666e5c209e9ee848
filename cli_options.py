"""Options that several commands take, and how they read what they are given."""

import datetime as dt
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

import rules
from oit.errors import BadInput
from reports.safe_text import error_line, json_text, terminal_text


class Day(click.ParamType[dt.date]):
    """A day as YYYY-MM-DD of the common era."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value}: is no day; write it as 2023-03-15", param, ctx)
        if day.year > 2400:
            self.fail(f"{value}: is a Buddhist-era year; write {day.year - 543}{value[4:]}", param, ctx)
        return day


FORM_OPTIONS = (
    click.option("--form", "form", default=rules.DEFAULT_PACK, show_default=True, metavar="NAME", help="The form: which items are judged."),
    click.option("--fiscal-year", type=int, metavar="YEAR", help="Assessed year, Buddhist era. Default: that of the day's calendar year."),
    click.option("--date", "day", type=Day(), help="Day of judgement. Default: today in Bangkok."),
)
OCR_OPTION = click.option(
    "--ocr", type=click.Choice(["auto", "never"]), default="auto", show_default=True, help="Read scans by tesseract where it is installed."
)
LANG_OPTION = click.option("--lang", type=click.Choice(["th", "en"]), default="th", show_default=True, help="Language of what is printed.")
JSON_OPTION = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def options(*groups: tuple[Callable[..., Any], ...]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator that gives a command these options, in this order."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return add


def say(text: object, *, err: bool = False) -> None:
    """Lines for people. Whatever text they hold, nothing but visible characters and line feeds comes out."""
    click.echo(terminal_text(str(text)), err=err)


def say_error(text: object) -> None:
    """The one line on standard error that tells what went wrong."""
    say(f"oit: {error_line(str(text))}", err=True)


def say_json(value: object) -> None:
    click.echo(json_text(value, indent=1))


def stdin_lines() -> Iterator[str]:
    """The lines of standard input. Raises BadInput where they are no UTF-8."""
    try:
        yield from io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"standard input: is no UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error


def print_records(records: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line."""
    for record in records:
        sys.stdout.write(json_text(record) + "\n")
