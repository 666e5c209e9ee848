"""One variant of the sample agency, checked by the real command line in a process of its own and compared with its truth."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import rules
from sample import truth
from sample.variants import VARIANTS, expected
from sample.variants.kind import Expected, Variant
from sample.variants.made import site_of
from sample.variants.server import serve_variant
from sample.variants.site import Site

ROOT = Path(__file__).parents[2]
_TRUTH = truth()
_OWN = "127.0.0.1"
_SECONDS = 1800  # for one check


@dataclass(frozen=True)
class Outcome:
    """What the check said of an item, and where."""

    outcome: str
    presence: str
    currency: str
    reason: str
    target: str  # decoded target on the plain site; "" where no address was named

    def __str__(self) -> str:
        return f"{self.outcome} ({self.presence}, {self.currency}, {self.reason})"


@dataclass(frozen=True)
class Checked:
    """`asked` are the requests as the servers saw them; `report` is the JSON report, empty where none was written."""

    variant: Variant
    code: int
    error: str
    seconds: float
    report: dict[str, Any]
    outcomes: dict[str, Outcome]
    asked: tuple[str, ...]

    @property
    def crawl(self) -> dict[str, Any]:
        return dict(self.report.get("crawl", {}))

    def differences(self) -> dict[str, str]:
        """Item -> what is not as the truth has it, in one line."""
        truths = expected(self.variant)
        found = {code: _difference(outcome, truths[code]) for code, outcome in self.outcomes.items()}
        return {code: line for code, line in found.items() if line}


def check(name: str, built: Path, work: Path, render: str = "auto", more: Sequence[str] = ()) -> Checked:
    """Checks the variant by `oit check`. `built` is the folder that `build` wrote for variants, `work` a folder of the run's own."""
    variant = VARIANTS[name]
    site = site_of(built, variant)
    work.mkdir(parents=True, exist_ok=True)
    with serve_variant(variant, site) as served:
        _write_rules(variant, served.hosts, work / "rules")
        began = time.monotonic()
        done = _run([*_options(variant, served.address, work, render), *more], work)
        took = time.monotonic() - began
    file = work / "report.json"
    report: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    outcomes = {item["code"]: _outcome(item, variant, site, urlsplit(served.address).netloc) for item in report.get("items", ())}
    return Checked(variant, done.returncode, done.stderr.decode(), took, report, outcomes, tuple(served.log.targets))


def _options(variant: Variant, address: str, work: Path, render: str) -> list[str]:
    hosts = ",".join(sorted({_OWN, *variant.hosts.values()}))
    return [
        address, "--agency-name", _TRUTH.agency, "--agency-type", _TRUTH.type, "--form", _TRUTH.form,
        "--fiscal-year", str(_TRUTH.fiscal_year), "--date", _TRUTH.day.isoformat(), "--delay", "0", "--render", render, "--no-pictures",
        "--allow-private-hosts", hosts, "--json", str(work / "report.json"), "--snapshot", str(work / "snapshot"),
        "--db", f"sqlite:///{work / 'runs.db'}", "--quiet", *_offline(variant), *variant.options,
    ]  # fmt: skip


def _offline(variant: Variant) -> tuple[str, ...]:
    """No other machine is asked, and the same is seen with and without tesseract."""
    return ("--ocr", "never", "--outside", "follow" if variant.follows_outside else "never")


def _run(options: Sequence[str], work: Path) -> "subprocess.CompletedProcess[bytes]":
    env = {**os.environ, "OIT_DATA": str(work), "PYTHONPATH": os.pathsep.join((str(work), str(ROOT)))}
    command = [sys.executable, "-m", "cli", "check", *options]
    return subprocess.run(command, capture_output=True, env=env, cwd=work, timeout=_SECONDS, check=False)


def _write_rules(variant: Variant, hosts: Mapping[str, str], folder: Path) -> None:
    """For a variant whose further hosts are to be opened: the shipped rules, with these hosts in the place of the services they stand for,
    and no others asked. The command line takes the folder for its own rules, since it runs beside it."""
    if not variant.follows_outside:
        return
    shutil.copytree(ROOT / "rules", folder, ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / rules.OUTSIDE
    text = file.read_text(encoding="utf-8").replace("reach: check", "reach: leave")
    for name, services in variant.stands_for.items():
        for service in services:
            text = text.replace(f"https://{service}", f"http://{hosts[name]}").replace(service, hosts[name])
    file.write_text(text, encoding="utf-8")


def _outcome(item: Mapping[str, Any], variant: Variant, site: Site, own: str) -> Outcome:
    parts = urlsplit(item["best_url"] or "")
    target = unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    here = variant.plain(target, site) if parts.netloc == own else f"//{parts.netloc}{target}" if target else ""
    reason = item["reasons"][0] if item["reasons"] else ""
    return Outcome(item["outcome"], item["presence"]["verdict"], item["currency"]["verdict"], reason, here)


def _difference(seen: Outcome, wanted: Expected) -> str:
    """ "" where `seen` is as wanted."""
    item = wanted.item
    if seen.outcome not in wanted.outcomes:
        return f"{seen} instead of {' or '.join(wanted.outcomes)}"
    if not wanted.exact:
        return ""
    right = Outcome(item.outcome, item.presence, item.currency, item.reason, unquote(item.best_path or seen.target))
    if str(seen) != str(right):
        return f"{seen} instead of {right}"
    return "" if seen.target == right.target else f"shown at {seen.target or 'no address'} instead of {right.target}"
