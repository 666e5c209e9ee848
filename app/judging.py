"""Judging a kept snapshot: no network, the same verdicts each time."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import rules
from app.ocr import AUTO, recognised
from app.readings import read_snapshot
from oit.agency import Agency
from oit.audit import AgencyAudit, Evidence, ItemFinding
from oit.coded import CodeTable, code_table
from oit.errors import BadInput
from oit.judge import Judgement, audit_of, findings_on, judge
from oit.pack import Pack
from oit.snapshot import SiteSnapshot

BANGKOK = dt.timezone(dt.timedelta(hours=7))  # no summer time; a fixed offset needs no time-zone files on Windows
YEARS = (2555, 2620)  # Buddhist era; outside lies a mistake (2023 for 2566)


@dataclass(frozen=True, slots=True)
class Terms:
    """By which form, for which year, as of which day."""

    form: str
    fiscal_year: int
    day: dt.date


def terms(form: str, fiscal_year: int | None, day: dt.date | None) -> Terms:
    """Defaults filled in: today in Bangkok; the Buddhist calendar year of the day. Raises BadInput."""
    when = day or dt.datetime.now(BANGKOK).date()
    year = fiscal_year if fiscal_year is not None else when.year + 543
    if not YEARS[0] <= year <= YEARS[1]:
        hint = f"; did you mean {year + 543}?" if YEARS[0] <= year + 543 <= YEARS[1] else ""
        raise BadInput(f"--fiscal-year {year}: is no Buddhist-era year between {YEARS[0]} and {YEARS[1]}{hint}")
    rules.load_pack(form)
    return Terms(form, year, when)


def judge_snapshot(snapshot: SiteSnapshot, by: Terms) -> AgencyAudit:
    """The audit of a snapshot that was read."""
    own = rules.pack_of_year(by.fiscal_year)
    pack, other = rules.load_pack(by.form), own if own != by.form else ""
    audit = judge(snapshot, pack, rules.load_words(), by.day, by.fiscal_year, other, codes_for(pack, by.fiscal_year, snapshot.agency))
    return with_screenshots(audit, snapshot)


def findings_of(snapshot: SiteSnapshot, by: Terms) -> tuple[ItemFinding, ...]:
    """The findings alone, on a snapshot that was read; the day of `by` may be a WatchedDay."""
    pack = rules.load_pack(by.form)
    return findings_on(snapshot, pack, rules.load_words(), by.day, by.fiscal_year, codes_for(pack, by.fiscal_year, snapshot.agency))


def audit_with(findings: tuple[ItemFinding, ...], snapshot: SiteSnapshot, by: Terms) -> AgencyAudit:
    """The audit of a snapshot by findings that are known; its contents are not needed."""
    own = rules.pack_of_year(by.fiscal_year)
    audit = audit_of(snapshot, findings, rules.load_pack(by.form), by.day, by.fiscal_year, own if own != by.form else "")
    return with_screenshots(audit, snapshot)


def codes_for(pack: Pack, fiscal_year: int, agency: Agency) -> CodeTable:
    """What codes mean on an agency's lists: by the form of their year; that of the assessed year by its own form where one is known."""
    return code_table(pack, rules.code_tables(), fiscal_year, agency)


def with_recognised(
    snapshot: SiteSnapshot, by: Terms, folder: Path, ocr: str, stage: Callable[[str], None], earlier: Path | None = None
) -> SiteSnapshot:
    """The snapshot with the text of scans that may change a verdict, as app.ocr.recognised."""

    def judgement_of(seen: SiteSnapshot) -> Judgement:
        pack = rules.load_pack(by.form)
        return Judgement(seen, pack, rules.load_words(), by.day, by.fiscal_year, codes_for(pack, by.fiscal_year, seen.agency))

    return recognised(snapshot, judgement_of, folder, ocr, stage, earlier)


def judge_folder(folder: Path, by: Terms, ocr: str = AUTO) -> tuple[AgencyAudit, SiteSnapshot]:
    """Reads and judges a snapshot folder; `ocr` is auto or never."""
    snapshot = with_recognised(read_snapshot(folder), by, folder, ocr, lambda _: None)
    return judge_snapshot(snapshot, by), snapshot


def with_screenshots(audit: AgencyAudit, snapshot: SiteSnapshot) -> AgencyAudit:
    """The evidence with the names of the pictures that were taken of it."""
    pictures = {url: r.screenshot for r in snapshot.resources if r.screenshot for url in (r.url, r.final_url)}
    if not pictures:
        return audit
    return replace(audit, items=tuple(replace(item, evidence=_shown(item.evidence, pictures)) for item in audit.items))


def _shown(evidence: tuple[Evidence, ...], pictures: Mapping[str, str]) -> tuple[Evidence, ...]:
    return tuple(replace(one, screenshot=pictures.get(one.url, one.screenshot)) for one in evidence)
