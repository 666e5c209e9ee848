"""Where a piece of rules data came from, so that a mistake in it can be named by file and line."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from oit.errors import RulePackError

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """`lines` maps the path of each key or list entry (("items", "O12", "period")) to its line, counted from 1."""

    file: str
    lines: Mapping[Path, int] = field(default_factory=dict)

    def error(self, path: Path, message: str) -> RulePackError:
        """The error to raise for the value at `path`: the line is that of the nearest known ancestor."""
        line = next((self.lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.lines), 1)
        return RulePackError(self.file, line, ".".join(str(part) for part in path) or "file", message)
