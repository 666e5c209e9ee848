"""A generated agency judged: its cases, what the likeness of titles would say, a fingerprint of every verdict. Runs in worker processes."""

import os
import pickle
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import rules
from app.check import CheckRequest, Watcher, check
from app.judging import Terms, judge_snapshot
from benchmarks.accuracy.generate import Generated, generate
from benchmarks.accuracy.made_site import gather, served, target_of
from benchmarks.accuracy.metrics import Case, Verdict
from benchmarks.accuracy.peers import Likeness, likenesses
from benchmarks.accuracy.variant import ItemPlan, Label, Variant, draw
from crawler.contract import CrawlLimits
from oit.agency import Agency
from oit.audit import AgencyAudit, ItemFinding
from oit.pack import Pack
from oit.snapshot import SiteSnapshot

FORM = "o01_o43"
Fingerprint = Mapping[str, tuple[Any, ...]]  # by item code, all that a reader is told of its verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """One site judged. `kept` is a file with the pickled snapshot and terms, for judging them again elsewhere."""

    name: str
    fiscal_year: int
    cases: tuple[Case, ...]
    likest: Mapping[str, Likeness]
    fingerprint: Fingerprint
    kept: Path
    pages: int
    documents: int


@cache
def pack() -> Pack:
    return rules.load_pack(FORM)


def fingerprint(audit: AgencyAudit) -> Fingerprint:
    return {
        item.code: (
            item.outcome.value, item.presence.verdict.value, item.presence.score, item.currency.verdict.value, item.currency.score,
            item.best_url, tuple(reason.code.value for reason in item.reasons), tuple(piece.url for piece in item.evidence),
        )
        for item in audit.items
    }  # fmt: skip


def flips(first: Fingerprint, second: Fingerprint) -> list[str]:
    """The items that were told otherwise the second time."""
    return [code for code in first if first[code] != second.get(code)]


def verdict_of(finding: ItemFinding) -> Verdict:
    reason = finding.reasons[0] if finding.reasons else None
    told = f"{reason.code.value} {dict(reason.facts) or ''}".strip() if reason else ""
    return Verdict(finding.presence.verdict.value, finding.currency.verdict.value, finding.best_url, finding.presence.score, told)


def judged(
    snapshot: SiteSnapshot,
    terms: Terms,
    name: str,
    labels: Mapping[str, Label],
    tags: Mapping[str, Mapping[str, str]],
    folder: Path,
    owners: Mapping[str, str] | None = None,
) -> Judged:
    """`snapshot` judged under `terms` against `labels`; keeps it in `folder` for judging again. `owners`: what stands where."""
    audit = judge_snapshot(snapshot, terms)
    cases = tuple(
        Case(name, found.code, labels[found.code], verdict_of(found), {**tags.get(found.code, {}), "at": _owner(found, owners or {})})
        for found in audit.items
        if found.code in labels
    )
    kept = folder / f"{name}.pickle"
    kept.write_bytes(pickle.dumps((snapshot, asdict(terms))))
    likest = likenesses(snapshot, pack())
    return Judged(name, terms.fiscal_year, cases, likest, fingerprint(audit), kept, snapshot.facts.pages, snapshot.facts.documents)


def _owner(finding: ItemFinding, owners: Mapping[str, str]) -> str:
    return owners.get(target_of(finding.best_url), "") if finding.best_url else ""


def judge_again(kept: Path) -> Fingerprint:
    """The verdicts on a kept snapshot, in whatever process this runs."""
    snapshot, terms = pickle.loads(kept.read_bytes())  # our own file of the same run
    return fingerprint(judge_snapshot(snapshot, Terms(**terms)))


def run_variant(seed: int, number: int, folder: Path) -> Judged:
    """Generates a variant, reads it and judges it."""
    generated = generate(draw(seed, number, pack()), seed, pack())
    variant = generated.variant
    snapshot = gather(generated.site, variant.name, variant.agency_kind)
    return judged(snapshot, _terms(variant), f"variant{number}", generated.labels, tags(generated), folder, generated.owners)


def crawl_variant(seed: int, number: int, folder: Path) -> Judged:
    """The same over the real crawl: served on loopback, crawled without a browser and without delay, kept, read, judged."""
    generated = generate(draw(seed, number, pack()), seed, pack())
    variant = generated.variant
    with TemporaryDirectory(prefix="oit-accuracy-") as kept, served(generated.site) as address:
        limits = CrawlLimits(delay=0.0, render="never", allow_private_hosts=("127.0.0.1",))
        agency = Agency(address, variant.name, variant.agency_kind)
        request = CheckRequest(agency, "", _terms(variant), limits, f"sqlite:///{kept}/oit.db", False, Path(kept) / "snapshot")
        checked = check(request, Watcher(lambda _: None, lambda _: None))
    return judged(checked.snapshot, _terms(variant), f"crawled{number}", generated.labels, tags(generated), folder, generated.owners)


def _terms(variant: Variant) -> Terms:
    return Terms(FORM, variant.fiscal_year, variant.day)


def tags(generated: Generated) -> dict[str, dict[str, str]]:
    """What kind of case each item is, for the tables by class."""
    variant = generated.variant
    return {plan.code: _item_tags(plan, variant) for plan in variant.items}


def _item_tags(plan: ItemPlan, variant: Variant) -> dict[str, str]:
    form = "" if plan.state.value in ("title_only", "missing") else plan.form + (" embedded" if plan.embedded else "")
    return {
        "state": plan.state.value,
        "technology": variant.technology,
        "agency": variant.agency_kind,
        "charset": variant.charset,
        "digits": "thai" if variant.thai_digits else "arabic",
        "form": form or f"({plan.bare.value or 'rival'})",
        "words": plan.words,
        "link": plan.link_words,
    }


def processes() -> int:
    return max(1, min(4, os.cpu_count() or 1))
