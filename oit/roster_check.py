"""What is wrong with the addresses of a roster: dead, moved, the same as another's. Pure; crawler.front_doors asks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from oit.roster import RosterEntry
from oit.roster_address import bare
from oit.roster_words import THAI_PUBLIC
from oit.snapshot import FetchFailure


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave. `final_url`: where it led in the end; `moved_to`: where its permanent redirects led outside of the agency's own
    place, "" where they did not; `leaves`: the end is outside of that place. `http_only`: no line under https, an answer under http."""

    url: str
    final_url: str
    status: int | None
    failure: FetchFailure | None
    detail: str = ""
    moved_to: str = ""
    leaves: bool = False
    http_only: bool = False


class AddressState(StrEnum):
    ANSWERS = "answers"
    DEAD = "dead"  # nothing comes, or "not found"
    REFUSES = "refuses"  # the server gives it to us no longer: login, forbidden, too many requests; people may well see it
    PARKED = "parked"  # a parking, default or suspension page
    BLOCKED = "blocked"  # a check for programs, a firewall, maintenance in place of the page
    MOVED = "moved"  # permanently, to `write`
    HTTP_ONLY = "http_only"  # answers as http, not as https
    DUPLICATE = "duplicate"  # the same address, or the same end, as another agency's
    FOREIGN = "foreign"  # leads to the address of another agency


@dataclass(frozen=True, slots=True)
class CheckedAddress:
    """One address of an agency, `position` 0 the assessed one. `write` is the address to put in its place, "" where none is known; `whose`
    the code of the other agency. `hints` need no action: not_thai, other_path."""

    entry: RosterEntry
    position: int
    answer: Answer
    state: AddressState
    write: str = ""
    whose: str = ""
    hints: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return self.entry.urls[self.position]

    @property
    def attention(self) -> bool:
        return self.state is not AddressState.ANSWERS


_STATES = {
    FetchFailure.LOGIN: AddressState.REFUSES,
    FetchFailure.FORBIDDEN: AddressState.REFUSES,
    FetchFailure.TOO_MANY: AddressState.REFUSES,
    FetchFailure.PARKED: AddressState.PARKED,
    FetchFailure.CHALLENGE: AddressState.BLOCKED,
    FetchFailure.FIREWALL: AddressState.BLOCKED,
    FetchFailure.MAINTENANCE: AddressState.BLOCKED,
}


def check_addresses(
    entries: Sequence[RosterEntry], answers: Mapping[str, Answer], others: Iterable[RosterEntry] = ()
) -> list[CheckedAddress]:
    """What is to be said of each address of `entries`, in their order; `others` are the rest of the roster, with whose addresses these may
    agree."""
    known = {entry.code: entry for entry in (*others, *entries)}
    owner: dict[str, list[str]] = defaultdict(list)
    for entry in known.values():
        for url in dict.fromkeys(map(bare, entry.urls)):
            owner[url].append(entry.code)
    ends: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for url in entry.urls:
            if url in answers and answers[url].failure is None:
                ends[bare(answers[url].final_url)][entry.code] += 1
    return [_checked(entry, n, answers[entry.urls[n]], owner, ends) for entry in entries for n in places(entry)]


def places(entry: RosterEntry) -> list[int]:
    """The positions of an agency's addresses that are to be asked: of several ways to write one place the first."""
    first: dict[str, int] = {}
    for position, url in enumerate(entry.urls):
        first.setdefault(bare(url), position)
    return list(first.values())


def _checked(
    entry: RosterEntry, position: int, answer: Answer, owner: Mapping[str, list[str]], ends: Mapping[str, Counter[str]]
) -> CheckedAddress:
    def told(state: AddressState, write: str = "", whose: str = "") -> CheckedAddress:
        return CheckedAddress(entry, position, answer, state, write, whose, _hints(entry.urls[position], answer, state))

    same = [code for code in owner[bare(entry.urls[position])] if code != entry.code]
    if same:
        return told(AddressState.DUPLICATE, whose=same[0])
    if answer.failure is not None:
        write = answer.moved_to if answer.moved_to and answer.failure is not FetchFailure.REDIRECT_LOOP else ""
        return told(_STATES.get(answer.failure, AddressState.DEAD), write=write)
    end = bare(answer.final_url)
    at_end = owner.get(end, [])
    if at_end and entry.code not in at_end:
        return told(AddressState.FOREIGN, whose=at_end[0])
    alike = [code for code in ends.get(end, ()) if code != entry.code]
    if alike and not at_end:
        return told(AddressState.DUPLICATE, whose=alike[0])
    if answer.moved_to and bare(answer.moved_to) not in map(bare, entry.urls):
        return told(AddressState.MOVED, write=answer.moved_to)
    plain = f"http{entry.urls[position].removeprefix('https')}"
    if answer.http_only and plain not in entry.urls:
        return told(AddressState.HTTP_ONLY, write=plain)
    return told(AddressState.ANSWERS)


def _hints(url: str, answer: Answer, state: AddressState) -> tuple[str, ...]:
    host = urlsplit(url).hostname or ""
    hints = [] if host.endswith(THAI_PUBLIC) else ["not_thai"]
    if state is AddressState.ANSWERS and answer.leaves:
        hints.append("other_path")
    return tuple(hints)
