"""Reports of rounds on fixed days, as things stood at the end of each; written once, and told where a later one would differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from app.rounds_status import round_status
from app.writing import write_whole
from oit.errors import BadInput, NotFit
from oit.rounds import Plan
from oit.rounds_status import RoundStatus
from reports.rounds_book import round_book
from reports.rounds_page import render_round
from reports.rounds_record import round_record
from reports.safe_text import json_text
from store.database import Database

FORMATS: dict[str, Callable[[RoundStatus, str], bytes]] = {
    "html": lambda status, lang: render_round(status, lang).encode("utf-8"),
    "xlsx": round_book,
    "json": lambda status, lang: (json_text(round_record(status, lang), indent=1) + "\n").encode("utf-8"),
}


class Written(StrEnum):
    NEW = "written"
    SAME = "same"  # the file was there and says the same
    DIFFERS = "differs"  # the file was there, says something else, and was left as it is


@dataclass(frozen=True, slots=True)
class DayReport:
    """The files of one report day. `over`: the day has ended; else the report shows what is known so far and is written anew each time."""

    day: date
    over: bool
    files: tuple[tuple[Path, Written], ...]


def days_due(plan: Plan, wanted: date | None, today: date, *, every: bool) -> tuple[date, ...]:
    """The day that is wanted; else every report day that has come, or the last of them. Raises BadInput for a day to come and where there
    is none."""
    if wanted is not None:
        if wanted > today:
            raise BadInput(f"--day {wanted}: is to come; a report shows how things stood, so make it on that day or later")
        return (wanted,)
    come = tuple(day for day in plan.report_days if day <= today)
    if not come:
        known = f"the first is {plan.report_days[0]}" if plan.report_days else "the plan has none under report_days"
        raise BadInput(f"no report day has come yet; {known}, or give a day with --day")
    return come if every else come[-1:]


def write_report(
    database: Database, plan: Plan, day: date, today: date, folder: Path, formats: Sequence[str], lang: str, *, replace: bool = False
) -> DayReport:
    """Writes the report of a day in each format; a file that is there and says something else stays unless `replace`."""
    status = round_status(database, plan, plan.round_on(day), day, today=today)
    over = day < today
    stem = f"round-report-{day.isoformat()}" + ("" if over else "-so-far")
    _folder(folder)
    files = []
    for name in formats:
        path = folder / f"{stem}.{name}"
        files.append((path, _write(path, FORMATS[name](status, lang), replace=replace or not over)))
    return DayReport(day, over, tuple(files))


def _write(path: Path, body: bytes, *, replace: bool) -> Written:
    try:
        before = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror or error}); give another folder with --out") from error
    if before == body:
        return Written.SAME
    if before is not None and not replace:
        return Written.DIFFERS
    write_whole(path, body)
    return Written.NEW


def _folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotFit(f"--out {folder}: cannot be made ({error.strerror or error}); give another folder") from error
