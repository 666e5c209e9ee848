"""What proves one finding: the pieces of evidence as they were kept, and on which days the same was seen. Made by app, shown by reports."""

from collections.abc import Iterable
from dataclasses import dataclass

from oit.agency import Agency
from oit.audit import Evidence, FormUsed, ItemFinding, Outcome
from oit.retention import Hold


@dataclass(frozen=True, slots=True)
class Answer:
    """One kept answer of the site, redirects and errors too."""

    url: str
    at: str  # ISO 8601 with offset
    status: int  # 0: what a browser made of the page
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ProofPiece:
    """`file` and `picture` are names within the proof's folder, "" for none."""

    evidence: Evidence
    file: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Showing:
    """What one check said of the item."""

    at: str  # ISO 8601 with offset: when the site was visited
    outcome: Outcome
    url: str  # "" for none
    sha256: str  # of the best evidence; "" where nothing was kept


@dataclass(frozen=True, slots=True)
class Span:
    """Checks one after another that said the same."""

    first: Showing
    last: Showing
    checks: int


@dataclass(frozen=True, slots=True)
class Proof:
    agency: Agency
    form: FormUsed
    judged_on: str  # ISO date
    run_id: int
    finding: ItemFinding
    pieces: tuple[ProofPiece, ...]  # best first
    answers: tuple[Answer, ...]  # in the folder's WARC file, in the order in which they came
    spans: tuple[Span, ...]  # newest first
    holds: tuple[Hold, ...]  # that stand
    archive: str = ""  # name of the WARC file, "" where the snapshot is of before answers were kept whole
    hashes: tuple[tuple[str, str], ...] = ()  # name -> SHA-256 of every file of the folder but the page itself


def spans(newest_first: Iterable[Showing]) -> tuple[Span, ...]:
    """Checks grouped by what they said; a span ends where the outcome, the link or its bytes changed."""
    found: list[Span] = []
    for one in newest_first:
        before = found[-1] if found else None
        if before and (before.first.outcome, before.first.url, before.first.sha256) == (one.outcome, one.url, one.sha256):
            found[-1] = Span(one, before.last, before.checks + 1)
        else:
            found.append(Span(one, one, 1))
    return tuple(found)
