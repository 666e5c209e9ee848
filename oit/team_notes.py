"""What the team writes beside an item before it is entered: a remark, the link and explanation to enter, the day by which it is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoteKind(StrEnum):
    """What is written. Each stands by itself: a new remark leaves the link."""

    REMARK = "remark"
    LINK = "link"  # the address to enter, in place of the one that the tool found
    EXPLANATION = "explanation"  # the text to enter, in place of the tool's
    DEADLINE = "deadline"  # ISO date, in place of the end of the round


@dataclass(frozen=True, slots=True)
class TeamNote:
    """One thing that a named person wrote. `text` "" takes back what stood before. Times are in UTC."""

    agency_url: str
    form: str
    fiscal_year: int  # Buddhist era
    code: str
    kind: NoteKind
    text: str
    by: str
    made: datetime
    source: str  # the file it came from


def standing_notes(notes: Iterable[TeamNote]) -> Mapping[tuple[str, NoteKind], TeamNote]:
    """(code, kind) -> the note that counts. `notes` oldest first; what was taken back is left out."""
    newest = {(note.code, note.kind): note for note in notes}
    return {place: note for place, note in newest.items() if note.text}
