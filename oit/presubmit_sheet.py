"""A workbook as it was given out: what its cells said, to see what somebody changed when it comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class GivenSheet:
    """`rows`: code -> column -> text of the cells that people may change; `prints`: code -> column -> short digest of the others."""

    key: str  # stands in the workbook
    agency_url: str
    form: str
    fiscal_year: int  # Buddhist era
    made: datetime
    run_id: int | None  # the run whose findings it shows
    rows: Mapping[str, Mapping[str, str]]
    prints: Mapping[str, Mapping[str, str]]
    imported: datetime | None = None
