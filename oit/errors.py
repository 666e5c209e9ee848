"""The errors this project raises on purpose. Only the command line turns them into one line and an exit code."""


class OitError(Exception):
    """Base of all. `str(error)` is one line for a person: what, where, what to do."""

    exit_code = 2


class BadInput(OitError):
    """An address, option or input file that cannot be used as it stands. Raised before anything is written."""


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
