"""What the first sheet of an agency's workbook sums up: tasks by owner, the fixes that win most, the rounds side by side."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from oit.agency import Agency
from oit.audit import AuditScore, Score
from oit.presubmit import Has, PresubmitRow


@dataclass(frozen=True, slots=True)
class Tasks:
    """What is left to one owner. `owner` "" where nobody is named; `deadline` is the next ISO date or ""."""

    owner: str
    codes: tuple[str, ...]
    points: float  # ITA points of 100 of these items
    deadline: str


@dataclass(frozen=True, slots=True)
class Fix:
    """An item whose mending wins points: `gain` of the ITA's hundred."""

    row: PresubmitRow
    gain: float


@dataclass(frozen=True, slots=True)
class RoundShown:
    """How things stood at the end of a round, or on `day` while it runs. `done` of `due` items passed; `signed` who signed it off."""

    name: str
    end: date
    day: date
    score: Score | None
    done: int
    due: int
    signed: str = ""


@dataclass(frozen=True, slots=True)
class PresubmitBook:
    """All that a workbook shows. `seen` is the ISO time of the visit, "" where there is none; `rounds` None without a plan."""

    agency: Agency
    district: str
    form: str
    form_version: str
    fiscal_year: int  # Buddhist era
    day: date
    key: str
    made: str  # ISO time
    seen: str
    rows: tuple[PresubmitRow, ...]
    score: AuditScore | None
    fixes: tuple[Fix, ...]
    rounds: tuple[RoundShown, ...] | None
    fresh_links: bool

    @property
    def name(self) -> str:
        return self.agency.name or self.agency.code or self.agency.url

    @property
    def counts(self) -> Mapping[Has, int]:
        return has_counts(self.rows)

    @property
    def links(self) -> tuple[PresubmitRow, ...]:
        return tuple(row for row in self.rows if row.link)


def has_counts(rows: Sequence[PresubmitRow]) -> Mapping[Has, int]:
    counted = Counter(row.has for row in rows)
    return {has: counted[has] for has in Has}


def tasks_by_owner(rows: Sequence[PresubmitRow]) -> tuple[Tasks, ...]:
    """Owners with the most points first; what nobody answers for comes last."""
    of_owner: dict[str, list[PresubmitRow]] = {}
    for row in rows:
        if row.is_open:
            of_owner.setdefault(row.owner.name if row.owner else "", []).append(row)
    tasks = [_tasks(owner, own) for owner, own in of_owner.items()]
    return tuple(sorted(tasks, key=lambda one: (not one.owner, -one.points, one.owner)))


def _tasks(owner: str, rows: Sequence[PresubmitRow]) -> Tasks:
    deadlines = sorted(row.deadline for row in rows if row.deadline)
    return Tasks(owner, tuple(row.item.code for row in rows), sum(row.item.points for row in rows), deadlines[0] if deadlines else "")
