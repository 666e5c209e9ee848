"""What a night's changes tell to whom: everything for a province or district, one message for each person who answers for items.

Pure: the night's results and changes come in, digests go out. A digest that is `empty` is not sent.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from oit.changes import Change, ChangeKind
from oit.roster import ANY_TOPIC, RosterEntry

LOST_AFTER = 3  # nights without a result after which it is told, once
_LOST = "lost"  # no item is called so
_MAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9_][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+(?![\w@])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Missed:
    """An agency has no result of this night. `nights` in a row, this one too; `stands` is the day of the result that stands, None where
    there is none; `why` names a head missed_* of oit.wording_digest or a value of FetchFailure."""

    nights: int
    stands: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Watched:
    """One agency on the morning after a night. `topics`: code -> topic of every item of which something stands."""

    entry: RosterEntry
    changes: tuple[Change, ...]  # those confirmed on this morning
    topics: Mapping[str, str]
    missed: Missed | None


@dataclass(frozen=True, slots=True)
class Worse:
    entry: RosterEntry
    change: Change


@dataclass(frozen=True, slots=True)
class Lost:
    entry: RosterEntry
    missed: Missed
    hears: bool = True  # is its reader who is written to for this alone, once?


@dataclass(frozen=True, slots=True)
class Digest:
    """What one reader is told of a morning. The worst by points stands first."""

    day: date
    worse: tuple[Worse, ...]
    better: int
    appeared: int
    unchanged: int  # items of agencies that were checked
    by_rules: int
    agencies: int
    checked: int
    missed: tuple[Lost, ...]
    changed: tuple[str, ...]  # agency and item of every change that it counts
    attested: int = 0  # items that got worse to the machine alone: a person's verdict stands

    @property
    def tells(self) -> tuple[str, ...]:
        """Names for all its news, for telling nobody the same twice."""
        return (*self.changed, *(_name(lost.entry, _LOST) for lost in self.newly_lost))

    @property
    def newly_lost(self) -> tuple[Lost, ...]:
        """Sites that had no result for exactly so many nights that it is told: on this morning and no other."""
        return tuple(lost for lost in self.missed if lost.hears and lost.missed.nights == LOST_AFTER)

    @property
    def empty(self) -> bool:
        """Nothing changed that its reader should hear of. A site that was down for a night is no change."""
        return not (self.worse or self.better or self.appeared or self.newly_lost)


Mine = Callable[[RosterEntry, str], bool]  # is this topic of this agency the reader's?


def digest_of(
    day: date, watched: Iterable[Watched], mine: Mine | None = None, *, hears: Callable[[RosterEntry], bool] | None = None,
    told: Collection[str] = (),
) -> Digest:  # fmt: skip
    """The digest of all that is the reader's (None: everything). `hears`: for which agencies they are written to for no more than that it
    could not be checked for LOST_AFTER nights (None: all). `told`: what earlier digests of this morning told them, as `Digest.tells` names
    it; only the rest is news."""
    seen = list(watched)
    everything = [(one.entry, change) for one in seen for change in one.changes if mine is None or mine(one.entry, change.topic)]
    changes = [(entry, change) for entry, change in everything if change.attested is None]
    by_site = [(entry, change) for entry, change in changes if not change.by_rules]
    news = [(entry, change) for entry, change in by_site if _name(entry, change.code) not in told]
    items = sum(mine is None or mine(one.entry, topic) for one in seen if one.missed is None for topic in one.topics.values())
    worse = sorted((Worse(entry, change) for entry, change in news if change.regression), key=_weight)
    missed = (Lost(one.entry, one.missed, _is_news(one.entry, hears, told)) for one in seen if one.missed)
    return Digest(
        day=day, worse=tuple(worse), better=_count(news, ChangeKind.BETTER), appeared=_count(news, ChangeKind.APPEARED),
        unchanged=max(0, items - len({(entry.code, change.code) for entry, change in changes})), by_rules=len(changes) - len(by_site),
        agencies=len(seen), checked=sum(one.missed is None for one in seen), missed=tuple(sorted(missed, key=_longest)),
        changed=tuple(_name(entry, change.code) for entry, change in news), attested=len(everything) - len(changes),
    )  # fmt: skip


def by_contact(
    day: date, watched: Iterable[Watched], told: Mapping[str, Collection[str]] | None = None
) -> tuple[dict[str, Digest], tuple[Worse, ...]]:  # fmt: skip
    """E-mail address -> the one digest of everything its reader answers for, and what got worse with nobody to write to. `told`: address ->
    what this morning's earlier digests told there."""
    seen = list(watched)
    contacts = sorted({mail for one in seen for mail in _all_mails(one.entry)})
    found: dict[str, Digest] = {}
    for mail in contacts:
        theirs = [one for one in seen if mail in _all_mails(one.entry)]
        found[mail] = digest_of(day, theirs, _is_of(mail), hears=_hears_of(mail), told=(told or {}).get(mail, ()))
    unheard = [w for w in digest_of(day, seen).worse if not answers_for(w.entry, w.change.topic)]
    return found, tuple(unheard)


def answers_for(entry: RosterEntry, topic: str) -> str:
    """The e-mail address of who answers for a topic: its owner, else the agency's contact; "" where neither has one."""
    owner = entry.owner_of(topic)
    return mail_of(owner.contact if owner else "") or agency_mail(entry)


def agency_mail(entry: RosterEntry) -> str:
    """The agency's own address, else that of who answers for all that has no owner."""
    return mail_of(entry.contact) or next((mail_of(owner.contact) for owner in entry.owners if owner.topic == ANY_TOPIC), "")


def mail_of(contact: str) -> str:
    """The first e-mail address in a contact, in small letters; "" for none. It can hold nothing that a mail's head takes for more."""
    found = _MAIL.search(contact[:500])
    return found[0].lower() if found else ""


def _is_of(mail: str) -> Mine:
    return lambda entry, topic: answers_for(entry, topic) == mail


def _hears_of(mail: str) -> Callable[[RosterEntry], bool]:
    return lambda entry: agency_mail(entry) == mail


def _all_mails(entry: RosterEntry) -> set[str]:
    return {agency_mail(entry), *(mail_of(owner.contact) for owner in entry.owners)} - {""}


def _is_news(entry: RosterEntry, hears: Callable[[RosterEntry], bool] | None, told: Collection[str]) -> bool:
    return (hears is None or hears(entry)) and _name(entry, _LOST) not in told


def _name(entry: RosterEntry, what: str) -> str:
    return f"{entry.code} {what}"


def _count(news: Iterable[tuple[RosterEntry, Change]], kind: ChangeKind) -> int:
    return sum(change.kind is kind for _, change in news)


def _weight(worse: Worse) -> tuple[float, str, str]:
    return (-worse.change.points, worse.entry.code, worse.change.code)


def _longest(lost: Lost) -> tuple[int, str]:
    return (-lost.missed.nights, lost.entry.code)
