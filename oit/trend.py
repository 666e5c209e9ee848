"""Results over time, of one agency or of many together. Made by app, shown by reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oit.audit import Outcome, Score


class By(StrEnum):
    """What one point of a trend stands for; its result is the last one of that time."""

    NIGHT = "night"
    MONTH = "month"
    YEAR = "year"  # fiscal year that was assessed


@dataclass(frozen=True, slots=True)
class Subject:
    """An item as a trend follows it: by its topic, whatever its code was. `codes`: fiscal year and form -> code."""

    topic: str
    code: str  # in the newest form of the trend
    title_th: str
    title_en: str
    codes: Mapping[tuple[int, str], str]


@dataclass(frozen=True, slots=True)
class Point:
    """One agency at one time. `marks`: topic -> outcome; empty where there is no result yet."""

    period: str  # ISO day or month, or the fiscal year
    day: date | None  # of the result; None where there is none yet
    carried: bool  # no result in this time: that of `day`, an earlier one, stands
    why: str  # stopped_by of the newest visit that gave no result, "" where the newest gave one
    score: Score | None  # percent, of the items asked for
    marks: Mapping[str, Outcome]
    pack: str
    fiscal_year: int
    rules_changed: bool  # since the result before it
    form_changed: bool  # form or year


@dataclass(frozen=True, slots=True)
class Member:
    """One agency's points, one for each period of the trend from its first visit on."""

    name: str
    url: str
    points: Mapping[str, Point]  # by period


@dataclass(frozen=True, slots=True)
class Mean:
    """All agencies at one time. Those without any result yet count in `none` and nowhere else."""

    period: str
    captured: int  # agencies with a result of this time
    carried: int  # agencies whose earlier result stands
    none: int
    oldest: date | None  # of the carried results
    score: Score | None  # mean over captured and carried
    counts: Mapping[Outcome, int]  # items, over captured and carried
    passing: Mapping[str, tuple[int, int]]  # topic -> agencies that pass, agencies that have the item
    rules_changed: bool  # for any agency
    form_changed: bool

    @property
    def agencies(self) -> int:
        return self.captured + self.carried


@dataclass(frozen=True, slots=True)
class Trend:
    name: str  # of agency, district or province; "" for all
    by: By
    one: bool  # one agency was asked for
    subjects: tuple[Subject, ...]  # the items asked for, in the order of the newest form
    chosen: bool  # not all items of the form
    members: tuple[Member, ...]
    means: tuple[Mean, ...]  # oldest first
