"""What counts of an agency as of a day: the result that stood then, with the verdicts of people that stood beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import rules
from oit.agency import Agency
from oit.audit import AuditScore, DependsOn, ItemFinding
from oit.counting import EndedVerdict, with_human
from oit.human import AttestedItem
from oit.looks import is_full
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
    runs = (run for run in database.runs(agency.url) if (run.pack, run.fiscal_year) == (form, fiscal_year) and _by(run, day))
    run = next((run for run in runs if is_full(run.stopped_by, run.pages, least)), None)
    if run is None:
        return Counted(agency, entry, pack, fiscal_year, day, None, (), (), None)
    findings = tuple(_finding(row, pack) for row in database.findings(run.id))
    people = [_as_of(one, day) for one in database.attested(agency.url, form, fiscal_year) if local_day(one.made) <= day]
    shown, ended = with_human(findings, people, day, _still)
    return Counted(agency, entry, pack, fiscal_year, day, run, shown, ended, score(pack, shown))


def local_day(moment: datetime) -> date:
    return moment.astimezone(BANGKOK).date()


def _by(run: RunRow, day: date) -> bool:
    return run.judged_on <= day and (run.started is None or local_day(run.started) <= day)


def _as_of(one: AttestedItem, day: date) -> AttestedItem:
    if one.withdrawn is not None and local_day(one.withdrawn) > day:
        return replace(one, withdrawn=None, withdrawn_by="")
    return one


def _still(one: AttestedItem, finding: ItemFinding) -> bool:
    """Is what the verdict was given on unchanged? What nobody had a hash of cannot change."""
    if not one.evidence_sha256:
        return True
    return any(piece.sha256 == one.evidence_sha256 for piece in finding.evidence)


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
