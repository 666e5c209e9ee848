"""Reports to files or standard output: whole or not at all."""

import io
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reports.workbook import write_workbook

from app.version import tool_version
from oit.audit import AgencyAudit
from oit.errors import BadInput
from reports.html import render_html
from reports.json_report import write_json


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
    written = []
    for name, path in wanted.files.items():
        data = _WRITERS[name](audit, snapshot_folder, lang)
        if path == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            _write_whole(Path(path), data)
            written.append(Path(path))
    return written


def _json(audit: AgencyAudit, folder: Path, lang: str) -> bytes:
    stream = io.StringIO()
    write_json(audit, stream, lang, version=tool_version())
    return stream.getvalue().encode()


def _html(audit: AgencyAudit, folder: Path, lang: str) -> bytes:
    def picture(name: str) -> bytes | None:
        path = folder / name
        return path.read_bytes() if path.resolve().is_relative_to(folder.resolve()) and path.is_file() else None

    return render_html(audit, lang, picture=picture).encode()


def _xlsx(audit: AgencyAudit, folder: Path, lang: str) -> bytes:
    stream = io.BytesIO()
    write_workbook(audit, stream, lang)
    return stream.getvalue()


_WRITERS: dict[str, Callable[[AgencyAudit, Path, str], bytes]] = {"json": _json, "html": _html, "xlsx": _xlsx}


def _write_whole(path: Path, data: bytes) -> None:
    """A reader never sees half a report."""
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise BadInput(f"{path}: cannot be written ({error.strerror}); give another file") from error
