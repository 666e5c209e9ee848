"""Secrets of channels: from the environment, or from a file that nobody else can read. They are never shown, noted or kept elsewhere."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oit.errors import BadInput

_MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a channel's address is: a variable of the environment, or a key in a file. Holds no secret itself."""

    variable: str = ""
    file: Path | None = None
    key: str = ""

    @property
    def name(self) -> str:
        """May be shown."""
        return self.variable or f"{self.file.name if self.file else ''}:{self.key}"

    def read(self) -> str:
        """The address. Raises BadInput, which says where it should be, never what it is."""
        if self.file is None:
            value = os.environ.get(self.variable, "").strip()
            if not value:
                raise BadInput(f"{self.variable}: is not set in the environment; set it to the channel's address, or use secrets_file")
            return value
        known = secrets_in(self.file)
        if not known.get(self.key):
            raise BadInput(f"{self.file}: has no key {self.key}; write a line: {self.key}=ADDRESS")
        return known[self.key]


def secrets_in(file: Path) -> dict[str, str]:
    """Key -> address. Raises BadInput for a file that cannot be read, holds anything else, or that others may read."""
    try:
        with file.open("rb") as stream:
            _refuse_open_rights(file, os.fstat(stream.fileno()).st_mode)
            text = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(f"{file}: cannot be read ({error.strerror}); make it, or name another with secrets_file") from error
    if len(text) > _MOST_BYTES:
        raise BadInput(f"{file}: is longer than {_MOST_BYTES} bytes; it should hold lines of KEY=ADDRESS and nothing else")
    return dict(_entries(file, text))


def _entries(file: Path, text: bytes) -> Iterator[tuple[str, str]]:
    try:
        lines = text.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise BadInput(f"{file}: is no UTF-8; save it as UTF-8") from None
    for number, line in enumerate(lines, 1):
        key, sign, value = line.partition("=")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not sign or not re.fullmatch(r"\s*[A-Za-z_]\w*\s*", key):  # what stands there may be a secret: it is not repeated
            raise BadInput(f"{file}:{number}: is not KEY=ADDRESS; write a name of letters, figures and _, then =, then the address")
        yield key.strip(), value.strip().strip("\"'")


def _refuse_open_rights(file: Path, mode: int) -> None:
    if os.name == "posix" and mode & 0o077:
        raise BadInput(f"{file}: others may read it (rights {stat.S_IMODE(mode):o}); it holds secrets: chmod 600 {file}")
    if not stat.S_ISREG(mode):
        raise BadInput(f"{file}: is no file; give the path of one")
