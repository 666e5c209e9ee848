"""Options that several commands take, and how they read what they are given."""

import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import pairwise
from typing import Any

import click

import rules
from oit.errors import BadInput, BadList
from reports.safe_text import error_line, json_text, terminal_text

spoken_language: ContextVar[str] = ContextVar("spoken_language", default="en")  # of errors and help


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
    say(f"oit: {_mistake(str(text))}", err=True)


@contextmanager
def mistakes_told(most: int = 20) -> Iterator[None]:
    """Names the mistakes of a list, line by line, before the one line that ends the command."""
    try:
        yield
    except BadList as error:
        from oit.wording import head  # noqa: PLC0415  (start fast: only those who err need it)

        for line in error.lines[:most]:
            say(_mistake(line), err=True)
        if len(error.lines) > most:
            say(head("more_mistakes", spoken_language.get(), count=len(error.lines) - most), err=True)
        raise


def language_to_speak(arguments: Sequence[str]) -> str:
    """As `--lang` says; without it OIT_LANG, else Thai on a machine that speaks Thai, else English."""
    given = [after for option, after in pairwise([*arguments, ""]) if option == "--lang"]
    given += [one.partition("=")[2] for one in arguments if one.startswith("--lang=")]
    machine = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    wanted = (*given, os.environ.get("OIT_LANG", ""), machine[:2])
    return next((lang for lang in wanted if lang in ("th", "en")), "en")


def _mistake(line: str) -> str:
    if spoken_language.get() == "th":
        from reports.error_text import in_thai  # noqa: PLC0415  (a table that only those need who err)

        line = in_thai(line)
    return error_line(line)


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
