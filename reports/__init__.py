"""What people get from an audit. Each writer has one file; WRITERS lists those that make a file, by the name of its kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from oit.audit import AgencyAudit

LARGEST_PICTURE = 4_000_000  # bytes; a larger one is not shown


def no_picture(name: str) -> bytes | None:
    """For audits without kept screenshots."""
    return None


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How a report is to be written. `picture` gives the bytes of a screenshot by its name in the evidence, or None."""

    lang: str = "th"
    version: str = ""
    picture: Callable[[str], bytes | None] = no_picture


# The libraries of a format are loaded only when that format is written.
def _json(audit: AgencyAudit, stream: BinaryIO, options: ReportOptions) -> None:
    from reports.json_report import audit_to_json  # noqa: PLC0415

    stream.write(audit_to_json(audit, options.lang, version=options.version).encode("utf-8"))


def _html(audit: AgencyAudit, stream: BinaryIO, options: ReportOptions) -> None:
    from reports.html import render_html  # noqa: PLC0415

    stream.write(render_html(audit, options.lang, picture=options.picture, version=options.version).encode("utf-8"))


def _workbook(audit: AgencyAudit, stream: BinaryIO, options: ReportOptions) -> None:
    from reports.workbook import write_workbook  # noqa: PLC0415

    write_workbook(audit, stream, options.lang)


Writer = Callable[[AgencyAudit, BinaryIO, ReportOptions], None]
WRITERS: Mapping[str, Writer] = {"json": _json, "html": _html, "xlsx": _workbook}
