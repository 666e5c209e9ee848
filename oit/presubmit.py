"""The items of one agency as a team prepares them for the entry: what counts of each, what the team wrote beside it, who answers for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from oit.audit import ElementSeen, ItemFinding, Outcome
from oit.counting import counted_outcome
from oit.pack import Item, Pack
from oit.roster import Owner
from oit.rounds import Plan
from oit.team_notes import NoteKind, TeamNote

Notes = Mapping[tuple[str, NoteKind], TeamNote]
SETTLED = frozenset({Outcome.PASS, Outcome.NOT_APPLICABLE})
NOTHING_THERE, LEADS_HOME = "nothing_there", "leads_home"  # pages came, and show nothing of what was asked for


class Has(StrEnum):
    """What is entered of an item. A person has to look where something is shown that does not do as it is (a part, another year), and where
    nobody could tell: these are neither "has" nor "has not"."""

    HAS = "has"
    HAS_NOT = "has_not"
    LOOK = "look"
    NOT_APPLICABLE = "not_applicable"


_OF_OUTCOME = {Outcome.PASS: Has.HAS, Outcome.MISSING: Has.HAS_NOT, Outcome.NOT_APPLICABLE: Has.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """When the link to enter was last fetched, and what came. `at` is an ISO time with offset, "" where nobody fetched it."""

    at: str = ""
    works: bool | None = None  # None: nobody can tell
    fresh: bool = False  # fetched for this workbook; else by the crawl
    why: str = ""  # a value of oit.snapshot.FetchFailure where it does not open, or NOTHING_THERE, LEADS_HOME
    status: int | None = None


@dataclass(frozen=True, slots=True)
class PresubmitRow:
    """One item. `finding` is None where the agency has no result yet; `deadline` is an ISO date or ""."""

    item: Item
    finding: ItemFinding | None
    link: str
    seen: LinkSeen
    owner: Owner | None
    deadline: str
    notes: Mapping[NoteKind, TeamNote]
    pictures: tuple[str, ...] = ()  # files beside the workbook

    @property
    def outcome(self) -> Outcome:
        return counted_outcome(self.finding) if self.finding else Outcome.NOT_CHECKED

    @property
    def has(self) -> Has:
        return _OF_OUTCOME.get(self.outcome, Has.LOOK)

    @property
    def is_open(self) -> bool:
        """Is there something to do before the entry?"""
        return self.outcome not in SETTLED


def presubmit_rows(
    pack: Pack, findings: Sequence[ItemFinding], notes: Notes, owner_of: Callable[[str], Owner | None], plan: Plan | None, day: date
) -> tuple[PresubmitRow, ...]:
    """A row for each item in the order of the form. The links are those that the crawl saw; `with_links_seen` puts newer looks in."""
    of_code = {finding.code: finding for finding in findings}
    return tuple(_row(item, of_code.get(item.code), notes, owner_of, plan, day) for item in pack.items)


def _row(
    item: Item, finding: ItemFinding | None, notes: Notes, owner_of: Callable[[str], Owner | None], plan: Plan | None, day: date
) -> PresubmitRow:
    own = {kind: note for kind in NoteKind if (note := notes.get((item.code, kind))) is not None}
    deadline = own[NoteKind.DEADLINE].text if NoteKind.DEADLINE in own else deadline_of(plan, item.code, day)
    finding = finding and named_elements(finding, item)
    link = own[NoteKind.LINK].text if NoteKind.LINK in own else link_to_enter(finding)
    return PresubmitRow(item, finding, link, seen_by_crawl(finding, link), owner_of(item.topic), deadline, own)


def link_to_enter(finding: ItemFinding | None) -> str:
    """The address that shows the item best; "" where nothing of it was seen, or nothing is entered."""
    if finding is None or counted_outcome(finding) in (Outcome.MISSING, Outcome.NOT_APPLICABLE):
        return ""
    return finding.best_url or (finding.evidence[0].url if finding.evidence else "")


def seen_by_crawl(finding: ItemFinding | None, link: str) -> LinkSeen:
    """What the crawl that stands saw of an address, if it is evidence."""
    pieces = finding.evidence if finding else ()
    found = next((one for one in pieces if link and one.url == link), None)
    if found is None or not found.fetched_at:
        return LinkSeen()
    works = None if found.http_status is None else found.http_status < 400
    return LinkSeen(found.fetched_at, works, status=found.http_status)


def with_links_seen(rows: Sequence[PresubmitRow], seen: Mapping[str, LinkSeen]) -> tuple[PresubmitRow, ...]:
    """The rows with what was seen of their links just now; a link that was not asked for keeps what the crawl saw."""
    return tuple(replace(row, seen=seen.get(row.link, row.seen)) for row in rows)


def deadline_of(plan: Plan | None, code: str, day: date) -> str:
    """ISO date of the end of the first round that asks for the item and is not over; "" without a plan or such a round."""
    rounds = plan.rounds if plan else ()
    ends = sorted(one.end for one in rounds if one.end >= day and (not one.due or code in one.due))
    return ends[0].isoformat() if ends else ""


def named_elements(finding: ItemFinding, item: Item) -> ItemFinding:
    """The finding with what the form asks for by name, which the database does not keep: sentences name what is missing. Which of it was
    seen is told by the reasons."""
    missing = {name.strip() for reason in finding.reasons for name in str(reason.facts.get("missing", "")).split(",")}
    needs = (ElementSeen(need.id, need.text_th, need.text_en, need.required, need.id not in missing) for need in item.needs)
    return finding if finding.elements else replace(finding, elements=tuple(needs))
