"""What importing a list would do to the roster. Columns that the list lacks leave what is known as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from oit.roster import RosterEntry
from oit.roster_address import bare
from oit.roster_reader import Draft


class Step(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"  # the same address under another code: the agency goes on with its history
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """`fields` names what is changed; `before` is the former code of a renamed agency, else ""."""

    step: Step
    entry: RosterEntry
    fields: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """`conflicts` are (line, column, what): with any of them nothing may be written."""

    steps: tuple[PlannedStep, ...]
    unchanged: int
    missing: tuple[RosterEntry, ...]  # watched, and not in the list; retired only where that was asked for
    still_retired: tuple[RosterEntry, ...]  # in the list, and retired before: they stay so
    conflicts: tuple[tuple[int, str, str], ...] = ()

    @property
    def entries(self) -> list[RosterEntry]:
        """What is to be written."""
        return [step.entry for step in self.steps]

    @property
    def renamed(self) -> dict[str, str]:
        """New code -> old code."""
        return {step.entry.code: step.before for step in self.steps if step.step is Step.RENAMED}

    def count(self, step: Step) -> int:
        return sum(one.step is step for one in self.steps)


def plan(current: Iterable[RosterEntry], drafts: Sequence[Draft], day: date, *, retire_missing: bool = False) -> Plan:
    """Compare a list with the whole roster, retired agencies included. With `retire_missing` who is watched and not in the list is retired
    from `day` on."""
    known = {entry.code: entry for entry in current}
    listed = {draft.entry.code for draft in drafts}
    free = {entry.code for entry in known.values() if entry.code not in listed and (retire_missing or entry.retired)}
    merged = [_merged(draft, known, free) for draft in drafts]
    gone = {before for _, _, before in merged if before}
    steps = [step for _, entry, before in merged if (step := _step(entry, known.get(before or entry.code), before))]
    missing = tuple(entry for entry in known.values() if entry.code not in listed | gone and (entry.retired is None or entry.retired > day))
    if retire_missing:
        steps += [PlannedStep(Step.RETIRED, replace(entry, retired=day), ("retired",)) for entry in missing]
    still = tuple(entry for draft, entry, _ in merged if entry.retired and entry.retired <= day and "retired" not in draft.given)
    return Plan(tuple(steps), len(drafts) - sum(step.step is not Step.RETIRED for step in steps), missing, still,
                tuple(_conflicts(merged, known, gone)))  # fmt: skip


def _merged(draft: Draft, known: Mapping[str, RosterEntry], free: set[str]) -> tuple[Draft, RosterEntry, str]:
    """What the agency will be, and its former code if that changes."""
    entry, before = draft.entry, ""
    standing = known.get(entry.code)
    if standing is None:
        place = bare(entry.urls[0])
        standing = next((known[code] for code in sorted(free) if bare(known[code].urls[0]) == place), None)
        before = standing.code if standing else ""
    if standing is None:
        return draft, entry, ""
    kept = {one.name: getattr(standing, one.name) for one in fields(RosterEntry) if one.name not in draft.given}
    if before:  # it comes back, unless the list says otherwise
        kept.pop("retired", None)
    return draft, replace(entry, **kept), before


def _step(entry: RosterEntry, standing: RosterEntry | None, before: str) -> PlannedStep | None:
    if standing is None:
        return PlannedStep(Step.ADDED, entry)
    changed = tuple(one.name for one in fields(RosterEntry) if _value(entry, one.name) != _value(standing, one.name))
    if not changed:
        return None
    return PlannedStep(Step.RENAMED if before else Step.CHANGED, entry, changed, before)


def _value(entry: RosterEntry, name: str) -> object:
    return frozenset(entry.owners) if name == "owners" else getattr(entry, name)


def _conflicts(
    merged: Iterable[tuple[Draft, RosterEntry, str]], known: Mapping[str, RosterEntry], gone: set[str]
) -> Iterable[tuple[int, str, str]]:
    """Addresses that an agency of the roster keeps which the list gives to another one."""
    listed = list(merged)
    moved = {entry.code for _, entry, _ in listed}
    keeping = {bare(entry.urls[0]): entry for entry in known.values() if entry.code not in moved | gone}
    for draft, entry, _ in listed:
        other = keeping.get(bare(entry.urls[0]))
        if other is not None:
            state = f", retired {other.retired}" if other.retired else ""
            way = "" if entry.code in known else f", or retire {other.code} first: {entry.code} then goes on with its history"
            yield draft.line, "url", f"{entry.urls[0]} is the address of {other.code} {other.name} on the roster{state}; correct one{way}"
