"""A workbook as it was given out: what its cells said, to see what somebody changed when it comes back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from oit.audit import Outcome
from oit.presubmit import PresubmitRow
from oit.presubmit_columns import COLUMNS
from oit.presubmit_summary import PresubmitBook
from oit.team_notes import NoteKind
from oit.thai import arabic_digits

OUTCOME = "outcome"  # kept beside the cells: what the tool said of the item
OUTSIDE = ""  # in place of a code: the cells outside of the table
OWN = "own_"  # before the name of a column: what a person had written there, "" where the tool's words stood
NOTE_OF = {"link": NoteKind.LINK, "text": NoteKind.EXPLANATION, "deadline": NoteKind.DEADLINE, "remark": NoteKind.REMARK}
_UNCOMPARED = frozenset({"code", "row"})


@dataclass(frozen=True, slots=True)
class GivenSheet:
    """`rows`: code -> column -> what the cells that people may change meant, the tool's outcome, and people's own words among them;
    `prints`: code -> column -> short digest of the other cells."""

    key: str  # stands in the workbook
    agency_url: str
    form: str
    fiscal_year: int  # Buddhist era
    made: datetime
    run_id: int | None  # the run whose findings it shows
    rows: Mapping[str, Mapping[str, str]]
    prints: Mapping[str, Mapping[str, str]]
    imported: datetime | None = None


def given_sheet(
    book: PresubmitBook, texts: Sequence[Mapping[str, str]], words: Iterable[str], run_id: int | None, made: datetime
) -> GivenSheet:
    """`texts`: what the cells of each row say, `words`: what those outside of the table say."""
    pairs = list(zip(book.rows, texts, strict=True))
    rows = {row.item.code: kept_values(row, said) for row, said in pairs}
    prints = {row.item.code: dict(_prints(said)) for row, said in pairs} | {OUTSIDE: {"words": " ".join(sorted(set(map(print_of, words))))}}
    return GivenSheet(book.key, book.agency.url, book.form, book.fiscal_year, made, run_id, rows, prints)


def kept_values(row: PresubmitRow, said: Mapping[str, str]) -> Mapping[str, str]:
    """What the cells that people may change mean, whatever the language: the same function tells what the database says later."""
    person = row.finding.attestation if row.finding else None
    values = {
        "has": row.has.value,
        "link": said["link"],
        "text": said["text"],
        "owner": said["owner"],
        "deadline": row.deadline,
        "remark": said["remark"],
        "verdict": person.verdict if person else "",
        "verdict_by": said["verdict_by"],
        "verdict_note": said["verdict_note"],
        OUTCOME: (row.finding.outcome if row.finding else Outcome.NOT_CHECKED).value,
    }
    return values | {OWN + column: row.notes[kind].text if kind in row.notes else "" for column, kind in NOTE_OF.items()}


def is_ours(given: GivenSheet, text: str) -> bool:
    """Did a cell outside of the table say that when the workbook was given out?"""
    return print_of(text) in given.prints.get(OUTSIDE, {}).get("words", "").split()


def print_of(text: str) -> str:
    """A short digest of what a cell says, whatever blanks and digits a program writes it with."""
    return sha256("".join(arabic_digits(text).split()).encode("utf-8", "replace")).hexdigest()[:8]


def _prints(said: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((column.name, print_of(said[column.name])) for column in COLUMNS if not column.editable and column.name not in _UNCOMPARED)
