"""One item's proof from what was kept: the verdict of a day, the answers it rests on, and on which other days the same was seen."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

import rules
from app.agencies import agency_of
from app.evidence_folder import Prepared, Written, write_proof
from app.judging import BANGKOK
from oit.agency import Agency
from oit.audit import DependsOn, ElementSeen, FormUsed, ItemFinding, ReasonCode
from oit.errors import BadInput, SnapshotError
from oit.harmless import plain
from oit.pack import Item
from oit.proof import Showing, spans
from oit.retention import Hold, HoldKind
from store.database import Database, open_database
from store.rows import FindingRow, RunRow
from store.snapshots import Manifest


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    database: str
    agency: str  # address, code or name
    code: str
    on: dt.date | None = None  # the newest check of that day or before; None: the newest
    form: str = ""  # "" : of the newest check
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The check that was asked for, and what every check by the same form and for the same year said of the item."""

    agency: Agency
    run: RunRow
    finding: FindingRow
    history: tuple[tuple[RunRow, FindingRow], ...]  # newest first
    holds: tuple[Hold, ...]  # on this item, of any of these checks


def find(database: Database, request: EvidenceRequest) -> Found:
    """Raises BadInput naming what there is instead."""
    agency = agency_of(database, request.agency)
    run = _run(database, agency, request)
    code = re.sub(r"^([A-Z]+)0+(?=[0-9])", r"\1", plain(request.code, 20).upper())  # O07 is O7
    history = database.history(agency.url, code, run.pack, run.fiscal_year)
    chosen = next(((one, finding) for one, finding in history if one.id == run.id), None)
    if chosen is None:
        codes = [finding.code for finding in database.findings(run.id)]
        raise BadInput(f"{request.code}: is no item of the form {run.pack}; its items are {codes[0]} to {codes[-1]}")
    runs = {one.id for one, _ in history}
    holds = tuple(hold for hold in database.holds() if hold.code == code and hold.run_id in runs)
    return Found(agency, run, chosen[1], tuple(history), holds)


def export(request: EvidenceRequest, out: Path | None, lang: str) -> Written:
    """Writes the proof as a folder, or as a zip where `out` ends in .zip; None: into the user's data folder. Raises BadInput when the
    item was never judged, or when its evidence is not kept any more (the message tells which days' is)."""
    with open_database(request.database) as database:
        found = find(database, request)
    _kept(found)
    return write_proof(_prepared(found), out, lang)


def hold(request: EvidenceRequest, by: str, note: str, until: dt.date | None) -> Found:
    """Keeps the evidence of the check that was asked for. Raises BadInput without a name, or for a snapshot that was given up."""
    if not plain(by):
        raise BadInput("--by: is empty; name the person who relies on the evidence")
    with open_database(request.database) as database:
        found = find(database, request)
        _kept(found)
        database.hold(found.run.id, found.finding.code, HoldKind.PERSON, plain(by, 200), plain(note, 1000), until)
        return find(database, request)


def release(request: EvidenceRequest) -> int:
    """Ends the holds that persons asked for on the item; how many stood."""
    today = dt.datetime.now(BANGKOK).date()
    with open_database(request.database) as database:
        found = find(database, request)
        return database.release(*(one.id for one in found.holds if one.kind is HoldKind.PERSON and one.stands(today)))


def day_of(run: RunRow) -> dt.date:
    """The day of the visit in Thailand; of the judgement where the crawl told none."""
    return run.started.astimezone(BANGKOK).date() if run.started else run.judged_on


def _run(database: Database, agency: Agency, request: EvidenceRequest) -> RunRow:
    runs = [run for run in database.runs(agency.url) if _by_form(run, request)]
    if not runs:
        raise BadInput(f"{request.agency}: was not checked by the form {request.form or 'asked for'} for that year; run oit check first")
    before = [run for run in runs if request.on is None or day_of(run) <= request.on]
    if not before:
        raise BadInput(f"--on {request.on}: the first check was on {day_of(runs[-1])}; give that day or a later one")
    return before[0]


def _by_form(run: RunRow, request: EvidenceRequest) -> bool:
    return request.form in ("", run.pack) and request.fiscal_year in (None, run.fiscal_year)


def _kept(found: Found) -> None:
    try:
        Manifest.of(Path(found.run.snapshot))
    except SnapshotError as error:
        others = [day_of(run) for run, _ in found.history if run.pruned is None and (Path(run.snapshot) / "manifest.json").is_file()]
        days = ", ".join(str(day) for day in dict.fromkeys(others))[:200]
        kept = f"; kept is that of {days} (--on)" if days else "; run oit check again"
        why = f"was given up on {found.run.pruned:%Y-%m-%d}" if found.run.pruned else f"cannot be read ({error})"
        raise BadInput(f"{found.finding.code}: the evidence of {day_of(found.run)} {why}{kept}") from error


def _prepared(found: Found) -> Prepared:
    run = found.run
    today = dt.datetime.now(BANGKOK).date()
    showings = (Showing(_at(one), finding.outcome, *_best(finding)) for one, finding in found.history)
    return Prepared(
        agency=found.agency,
        form=FormUsed(run.pack, run.pack_version, run.pack_sha256, run.fiscal_year),
        judged_on=run.judged_on.isoformat(), run_id=run.id, finding=finding_of(run.pack, found.finding), snapshot=Path(run.snapshot),
        spans=spans(showings), holds=tuple(one for one in found.holds if one.stands(today)), day=day_of(run),
    )  # fmt: skip


def _at(run: RunRow) -> str:
    return run.started.isoformat() if run.started else run.judged_on.isoformat()


def _best(finding: FindingRow) -> tuple[str, str]:
    best = finding.evidence[0] if finding.evidence else None
    return finding.best_url or (best.url if best else ""), best.sha256 if best else ""


def finding_of(pack: str, row: FindingRow) -> ItemFinding:
    """The finding as the database keeps it, with the titles of the form; a form that is gone leaves them empty."""
    item = rules.load_pack(pack).item(row.code) if pack in rules.pack_names() else None
    inferred = any(reason.code is ReasonCode.INFERRED_FACT for reason in row.reasons)
    return ItemFinding(
        code=row.code, topic=row.topic, title_th=item.title_th if item else "", title_en=item.title_en if item else "",
        indicator=item.indicator if item else "", outcome=row.outcome, reasons=row.reasons, presence=row.presence, currency=row.currency,
        elements=_elements(item, row), best_url=row.best_url, evidence=row.evidence,
        depends_on=tuple(DependsOn(one.code, one.year) for one in item.depends_on) if item else (),
        points=row.points, fact_confidence="inferred" if inferred else "confirmed",
    )  # fmt: skip


def _elements(item: Item | None, row: FindingRow) -> tuple[ElementSeen, ...]:
    """What the form asks for, for the names that the explanation needs. Which of it was seen is kept only in the reasons."""
    missing = {name.strip() for reason in row.reasons for name in reason.facts.get("missing", "").split(",")}
    needs = item.needs if item else ()
    return tuple(ElementSeen(need.id, need.text_th, need.text_en, need.required, need.id not in missing) for need in needs)
