"""Does `--render auto` find what `--render always` finds, with how many renders? Every variant of the sample agency is checked both ways.

    .venv/bin/python benchmarks/crawl/auto_always.py [--only NAME ...] [--json FILE] [--anew auto|always]

With --json each check is written as it is done, and what the file has already is not done again but for the runs named by --anew. Sites
that show nothing without a browser are counted apart: there every page needs it. Ends with 1 if a verdict differs or, on the other
sites, auto renders more than the share that is aimed at.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.crawl.variant_check import Checked, check
from sample import build
from sample.variants import VARIANTS

AIM = 0.10  # renders of auto / renders of always
APPLICATIONS = frozenset({"spa", "spa_bare"})  # made by script in the browser
_ENOUGH = ("--max-pages", "400", "--max-minutes", "25")
WAYS = ("auto", "always")


@dataclass(frozen=True)
class Run:
    """One check of a variant. `outcomes`: item -> outcome; `off_truth`: item -> what is not as the truth has it."""

    requests: int
    renders: int
    seconds: float
    stopped_by: str
    outcomes: dict[str, str]
    off_truth: dict[str, str]

    @classmethod
    def of(cls, done: Checked) -> "Run":
        crawl = done.crawl
        outcomes = {code: outcome.outcome for code, outcome in done.outcomes.items()}
        return cls(len(done.asked), int(crawl.get("rendered", 0)), round(done.seconds, 1), str(crawl.get("stopped_by", "")), outcomes,
                   done.differences())  # fmt: skip


@dataclass(frozen=True)
class Pair:
    variant: str
    auto: Run
    always: Run

    def different(self) -> dict[str, str]:
        """Item -> both outcomes where they differ."""
        codes = {**self.auto.outcomes, **self.always.outcomes}
        pairs = {code: (self.auto.outcomes.get(code, "-"), self.always.outcomes.get(code, "-")) for code in codes}
        return {code: f"{one} / {other}" for code, (one, other) in pairs.items() if one != other}

    def line(self) -> str:
        """A row of the table."""
        one, other = self.auto, self.always
        pairs = [(one.requests, other.requests), (one.renders, other.renders), (one.seconds, other.seconds),
                 (len(one.off_truth), len(other.off_truth))]  # fmt: skip
        told = ", ".join(f"{code} {both}" for code, both in self.different().items()) or "-"
        return f"| {self.variant} | {' | '.join(f'{a:g} / {b:g}' for a, b in pairs)} | {told} |"


class Results:
    """Runs by variant and way, kept in a file as they come."""

    def __init__(self, file: Path | None, anew: Sequence[str]) -> None:
        self._file = file
        had = json.loads(file.read_text(encoding="utf-8")) if file is not None and file.exists() else {}
        self._runs = {name: Run(**run) for name, run in had.items()}
        self._open = {name for name in had if name.partition("/")[2] in anew}

    def run(self, variant: str, way: str, built: Path, work: Path) -> Run:
        """The run, done now if it is not there."""
        name = f"{variant}/{way}"
        if name not in self._runs or name in self._open:
            self._runs[name] = Run.of(check(variant, built, work / name, way, _ENOUGH))
            self._open.discard(name)
            if self._file is not None:
                runs = {key: asdict(run) for key, run in self._runs.items()}
                self._file.write_text(json.dumps(runs, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return self._runs[name]


def measure(names: Sequence[str], results: Results) -> list[Pair]:
    """A pair for each variant, printed as it comes."""
    pairs = []
    with TemporaryDirectory(prefix="oit-variants-") as folder:
        built = Path(folder) / "built"
        build(built, names[0])
        for name in names:
            pairs.append(Pair(name, *(results.run(name, way, built, Path(folder)) for way in WAYS)))
            print(pairs[-1].line(), flush=True)
    return pairs


def share(pairs: Sequence[Pair]) -> float:
    """Renders of auto as a part of those of always."""
    auto, always = sum(pair.auto.renders for pair in pairs), sum(pair.always.renders for pair in pairs)
    return auto / always if always else 0.0


_HEAD = "| auto / always | requests | renders | seconds | items off the truth | verdicts that differ |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=list(VARIANTS), default=list(VARIANTS), metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--anew", nargs="+", choices=WAYS, default=[])
    given = parser.parse_args()
    print(_HEAD + "\n" + "|---" * 6 + "|")
    pairs = measure(given.only, Results(given.json, given.anew))
    different = sum(bool(pair.different()) for pair in pairs)
    pages = [pair for pair in pairs if pair.variant not in APPLICATIONS]
    told = ", ".join(f"{pair.variant} {share([pair]):.0%}" for pair in pairs if pair.variant in APPLICATIONS)
    print(f"\nrenders of auto: {share(pages):.1%} of those of always (aim: at most {AIM:.0%}); applications apart: {told or 'none'};")
    print(f"variants whose verdicts differ: {different}")
    return 1 if different or share(pages) > AIM else 0


if __name__ == "__main__":
    sys.exit(main())
