"""The errors this project raises on purpose. Only the command line turns them into one line and an exit code."""

from collections.abc import Sequence


class OitError(Exception):
    """Base of all. `str(error)` is one line for a person: what, where, what to do."""

    exit_code = 2


class BadInput(OitError):
    """An address, option or input file that cannot be used as it stands. Raised before anything is written."""


class BadList(BadInput):
    """A list with mistakes; `lines` are all of them, `str(error)` their number. Nothing was taken in."""

    one, several = "1 mistake", "{} mistakes"

    def __init__(self, file: str, lines: Sequence[str]) -> None:
        count = self.one if len(lines) == 1 else self.several.format(len(lines))
        super().__init__(f"{file}: {count}; nothing was imported, correct the file and import it again")
        self.lines = tuple(lines)


class RulePackError(BadInput):
    """A mistake in rules data: names file, line and field, and what is allowed there."""

    def __init__(self, file: str, line: int, field: str, message: str) -> None:
        super().__init__(f"{file}:{line}: {field}: {message}")
        self.file, self.line, self.field = file, line, field


class SnapshotError(BadInput):
    """A kept snapshot that is not whole, or of a layout this version cannot read."""


class Interrupted(OitError):
    """The user ended the work; says what was kept and how to go on."""

    exit_code = 130


class NotFit(OitError):
    """The machine lacks what the command needs: a database that opens, a browser where one is demanded."""

    exit_code = 4
