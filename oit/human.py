"""Verdicts of named persons, which stand beside the machine's and win in the score. Pure: the day is an argument."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class HumanVerdict(StrEnum):
    """What a person may say of an item."""

    PRESENT = "present"  # it is shown as the form asks; what was read of its period stands
    CURRENT = "current"  # it is shown, and of the right period
    ABSENT = "absent"  # it is not shown
    NOT_APPLICABLE = "not_applicable"  # the agency need not show it


class Ended(StrEnum):
    """Why a person's verdict does not count any more."""

    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # by a later one on the same item
    PAST_ITS_DATE = "past_its_date"
    EVIDENCE_CHANGED = "evidence_changed"  # what it was given on shows something else now
    EVIDENCE_GONE = "evidence_gone"  # what it was given on is not there any more
    EVIDENCE_APPEARED = "evidence_appeared"  # it says "absent", and the item is shown somewhere that the person did not see


@dataclass(frozen=True, slots=True)
class AttestedItem:
    """One person's verdict on one item of one agency, form and year. `evidence_url` and `evidence_sha256` are what it was given on: ""
    where the person named nothing and the machine had nothing; then only its date or a withdrawal ends it. Times are in UTC."""

    id: int
    agency_url: str
    form: str
    fiscal_year: int  # Buddhist era
    code: str
    topic: str
    verdict: HumanVerdict
    by: str
    note: str
    made: datetime
    until: date | None  # last day on which it counts
    evidence_url: str
    evidence_sha256: str
    run_id: int | None  # the run that the person had before them
    source: str  # attest, or the file of a workbook
    withdrawn: datetime | None = None
    withdrawn_by: str = ""
    evidence_words: str = ""  # of a page: its lines, as oit.page_words writes them
    hold_id: int | None = None  # keeps the snapshot that the person had before them
    ended: datetime | None = None  # since when what it was given on shows something else (`ended_why`)
    ended_why: Ended | None = None
