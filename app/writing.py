"""Reports to files or standard output: whole or not at all."""

import io
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.version import tool_version
from oit.audit import AgencyAudit
from oit.errors import BadInput, NotFit
from reports import LARGEST_PICTURE, WRITERS, ReportOptions
from store.snapshot_reader import is_file_within

_WORKBOOK = 1_000_000  # bytes that a workbook takes in the temporary folder at the most


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where each report goes: a path, "-" for standard output, None for not wanted."""

    json: str | None = None
    html: str | None = None
    xlsx: str | None = None

    @property
    def files(self) -> dict[str, str]:
        return {name: path for name, path in (("json", self.json), ("html", self.html), ("xlsx", self.xlsx)) if path}

    @property
    def to_stdout(self) -> bool:
        return "-" in self.files.values()

    def check(self) -> None:
        """Refuses what cannot be written before any work is done. Raises BadInput."""
        if list(self.files.values()).count("-") > 1:
            raise BadInput("-: only one report can go to standard output; give the others file names")
        for name, path in self.files.items():
            folder = Path(path).absolute().parent
            if path != "-" and (not folder.is_dir() or Path(path).is_dir() or not os.access(folder, os.W_OK)):
                raise BadInput(f"--{name} {path}: cannot be written there; give a file in a folder that exists and is yours to write")


def write_reports(audit: AgencyAudit, wanted: Wanted, snapshot_folder: Path, lang: str) -> list[Path]:
    """Writes what is wanted; returns the files written."""
    options = ReportOptions(lang, tool_version(), lambda name: _picture(snapshot_folder, name))
    written = []
    for name, path in wanted.files.items():
        stream = io.BytesIO()
        if name == "xlsx":
            _temporary_room()
        WRITERS[name](audit, stream, options)
        if path == "-":
            _print(stream.getvalue())
        else:
            write_whole(Path(path), stream.getvalue())
            written.append(Path(path))
    return written


def _picture(folder: Path, name: str) -> bytes | None:
    """A picture of the snapshot; the name comes from a file and must not lead out of the folder."""
    if not is_file_within(folder, name) or (folder / name).stat().st_size > LARGEST_PICTURE:
        return None
    return (folder / name).read_bytes()


def _temporary_room() -> None:
    """The writer of workbooks uses files of its own, and breaks off in the middle where there is no room for them."""
    try:
        with tempfile.TemporaryFile() as file:
            file.write(bytes(_WORKBOOK))
    except OSError as error:
        where = tempfile.gettempdir()
        raise NotFit(f"{where}: cannot be written ({error.strerror or error}); make room, or name another with TMPDIR") from error


def _print(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise NotFit(f"standard output: cannot be written ({error.strerror or error}); give a file instead of -") from error


def write_whole(path: Path, data: bytes) -> None:
    """A reader never sees half a report, and none is left lying."""
    part = None
    try:
        handle, part = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name[:100]}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except OSError as error:
        if part is not None:
            with suppress(OSError):
                Path(part).unlink(missing_ok=True)
        raise NotFit(f"{path}: cannot be written ({error.strerror or error}); make room, or give another file to oit judge") from error
