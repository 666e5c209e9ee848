"""What counts of an agency as of a day: the result that stood then, with the verdicts of people that stood beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import rules
from oit.agency import Agency
from oit.audit import AuditScore, DependsOn, ItemFinding
from oit.counting import EndedVerdict, with_human
from oit.human import AttestedItem
from oit.night import BANGKOK
from oit.pack import CONFIDENCES, Pack
from oit.roster import RosterEntry
from oit.scoring import score
from store.database import Database
from store.rows import FindingRow, RunRow


@dataclass(frozen=True, slots=True)
class Counted:
    """`run` is the newest full capture that was judged by then, None where there is none: `findings` are then empty and `score` None."""

    agency: Agency
    entry: RosterEntry | None  # None: not on the roster
    pack: Pack
    fiscal_year: int
    day: date
    run: RunRow | None
    findings: tuple[ItemFinding, ...]  # in the order of the form; without elements, which the database does not keep
    ended: tuple[EndedVerdict, ...]
    score: AuditScore | None


def counted(database: Database, agency: Agency, entry: RosterEntry | None, form: str, fiscal_year: int, day: date) -> Counted:
    """As things stood at the end of `day` in Bangkok: later runs, later verdicts and later withdrawals are not looked at."""
    pack = rules.load_pack(form)
    least = entry.min_pages if entry else None
    run = database.standing_run(agency.url, form, fiscal_year, day, least)
    if run is None:
        return Counted(agency, entry, pack, fiscal_year, day, None, (), (), None)
    findings = tuple(_finding(row, pack) for row in database.findings(run.id))
    shown, ended = with_human(findings, as_of(database.attested(agency.url, form, fiscal_year), day), day)
    return Counted(agency, entry, pack, fiscal_year, day, run, shown, ended, score(pack, shown))


def local_day(moment: datetime) -> date:
    return moment.astimezone(BANGKOK).date()


def as_of(attested: Iterable[AttestedItem], day: date) -> list[AttestedItem]:
    """People's verdicts as they stood at the end of a day in Bangkok."""
    return [_as_of(one, day) for one in attested if local_day(one.made) <= day]


def _as_of(one: AttestedItem, day: date) -> AttestedItem:
    if one.withdrawn is not None and local_day(one.withdrawn) > day:
        one = replace(one, withdrawn=None, withdrawn_by="")
    if one.ended is not None and local_day(one.ended) > day:
        one = replace(one, ended=None, ended_why=None)
    return one


def _finding(row: FindingRow, pack: Pack) -> ItemFinding:
    item = pack.item(row.code)
    titles = (item.title_th, item.title_en, item.indicator) if item else ("", "", "")
    depends = tuple(DependsOn(d.code, d.year) for d in item.depends_on) if item else ()
    sureness = _least_sure(list(item.confidence.values())) if item else "unknown"
    return ItemFinding(
        row.code, row.topic, *titles, row.outcome, row.reasons, row.presence, row.currency, (), row.best_url, row.evidence, depends,
        row.points, sureness,
    )  # fmt: skip


def _least_sure(confidences: Sequence[str]) -> str:
    return max(confidences, key=CONFIDENCES.index)
