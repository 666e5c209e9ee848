"""The labelled real sites, from snapshots that were kept of them. Their files are not shipped; where one is absent, its name is told."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from app.judging import Terms
from app.readings import read_snapshot
from benchmarks.accuracy.judging import FORM, Judged, judged
from benchmarks.accuracy.variant import Label

LABELS = Path(__file__).parents[1] / "real_sites" / "labels"
DAY = (4, 18)  # of judgement, in the assessed year, as docs/real-sites.md has it


@dataclass(frozen=True, slots=True)
class RealSites:
    judged: tuple[Judged, ...]
    absent: tuple[str, ...]  # names of labelled sites without a snapshot


def label_of(raw: Mapping[str, Any]) -> Label:
    """A label of benchmarks/real_sites as one of ours. The period counts only where the reader judged it."""
    currency = "" if raw.get("current") is None else "current" if raw["current"] else "outdated"
    paths = frozenset(unquote(path) for path in raw["paths"])
    return Label(raw["present"], currency, paths or None)


def names() -> list[str]:
    return sorted(file.stem for file in LABELS.glob("*.yaml"))


def judge_real_sites(folder: Path | None, keep: Path) -> RealSites:
    """Judges FOLDER/<name> for each labelled site, a snapshot folder as `oit check` keeps it. Raises SnapshotError for a damaged one."""
    there = [name for name in names() if folder is not None and (folder / name / "manifest.json").is_file()]
    absent = tuple(name for name in names() if name not in there)
    return RealSites(tuple(_judge(folder / name, keep) for name in there) if folder is not None else (), absent)


def _judge(folder: Path, keep: Path) -> Judged:
    raw = yaml.safe_load((LABELS / f"{folder.name}.yaml").read_text(encoding="utf-8"))
    year = int(raw["fiscal_year"])
    labels = {code: label_of(item) for code, item in raw["items"].items()}
    tags = {code: {"state": item["present"], "form": item.get("basis", "")} for code, item in raw["items"].items()}
    terms = Terms(FORM, year, dt.date(year - 543, *DAY))
    return judged(read_snapshot(folder), terms, folder.name, labels, tags, keep)
