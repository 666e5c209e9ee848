"""--help in the language that errors are told in."""

from collections.abc import Iterable

import click

from cli_options import spoken_language
from reports.help_text import in_thai, option_in_thai, short_in_thai

_COMMANDS = "Commands"
_UNWRAPPED = "\b\n"  # by this, click leaves the lines below as they are


class ThaiHelp(click.HelpFormatter):
    """Help with every text in Thai, lines broken where Thai can be broken. What has no Thai stays as it is."""

    _section = ""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, " ".join(in_thai(word) for word in args.split()), prefix or f"{in_thai('Usage:')} ")

    def write_heading(self, heading: str) -> None:
        self._section = heading
        super().write_heading(in_thai(heading))

    def write_text(self, text: str) -> None:
        room = self.width - self.current_indent
        super().write_text("\n\n".join(_unwrapped(in_thai(paragraph), room) for paragraph in text.split("\n\n")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        thai = short_in_thai if self._section == _COMMANDS else option_in_thai
        given = list(rows)
        first = min(max((len(name) for name, _ in given), default=0), col_max) + col_spacing
        room = max(self.width - first - 2, 10)
        super().write_dl([(name, _unwrapped(thai(text), room) if text else "") for name, text in given], col_max, col_spacing)


class SpokenContext(click.Context):
    """The context of every command: its help is in the spoken language."""

    def make_formatter(self) -> click.HelpFormatter:
        if spoken_language.get() != "th":
            return super().make_formatter()
        return ThaiHelp(width=self.terminal_width, max_width=self.max_content_width)


def speak(command: click.Command) -> None:
    """Has the command, and all below it, give help in the spoken language."""
    command.context_class = SpokenContext
    if isinstance(command, click.Group):
        for one in command.commands.values():
            speak(one)


def _unwrapped(text: str, room: int) -> str:
    from reports.thai_cells import wrap  # noqa: PLC0415  (it loads what draws tables; only help in Thai needs it here)

    return _UNWRAPPED + "\n".join(wrap(text, room))
