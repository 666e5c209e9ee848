"""Does `--render auto` find what `--render always` finds, with how many renders? Every variant of the sample agency is checked both ways.

    .venv/bin/python benchmarks/crawl/auto_always.py [--only NAME ...] [--json FILE]

Ends with 1 if a verdict differs or auto renders more than the share that is aimed at.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.crawl.variant_check import Checked, check
from sample import build
from sample.variants import VARIANTS

AIM = 0.10  # renders of auto / renders of always
_ENOUGH = ("--max-pages", "400")


@dataclass(frozen=True)
class Pair:
    auto: Checked
    always: Checked

    def different(self) -> dict[str, str]:
        """Item -> both outcomes where they differ."""
        pairs = {code: (seen.outcome, self.always.outcomes[code].outcome) for code, seen in self.auto.outcomes.items()}
        return {code: f"{one} / {other}" for code, (one, other) in pairs.items() if one != other}

    def row(self) -> dict[str, object]:
        return {
            "variant": self.auto.variant.name,
            "requests": len(self.auto.asked),
            "requests_always": len(self.always.asked),
            "renders": self.auto.crawl.get("rendered", 0),
            "renders_always": self.always.crawl.get("rendered", 0),
            "seconds": round(self.auto.seconds, 1),
            "seconds_always": round(self.always.seconds, 1),
            "off_truth": len(self.auto.differences()),
            "off_truth_always": len(self.always.differences()),
            "different": self.different(),
        }


def measure(names: Sequence[str]) -> list[dict[str, object]]:
    """A row for each variant, printed as it comes."""
    rows = []
    with TemporaryDirectory(prefix="oit-variants-") as folder:
        built = Path(folder) / "built"
        build(built, names[0])
        for name in names:
            pair = Pair(*(check(name, built, Path(folder) / name / render, render, _ENOUGH) for render in ("auto", "always")))
            rows.append(pair.row())
            print(_line(rows[-1]), flush=True)
    return rows


def share(rows: Sequence[dict[str, object]]) -> float:
    """Renders of auto as a part of those of always, over all variants."""
    auto, always = (sum(int(str(row[name])) for row in rows) for name in ("renders", "renders_always"))
    return auto / always if always else 0.0


_HEAD = "| auto / always | requests | renders | seconds | items off the truth | verdicts that differ |"


def _line(row: dict[str, object]) -> str:
    pairs = [f"{row[name]} / {row[f'{name}_always']}" for name in ("requests", "renders", "seconds", "off_truth")]
    different = row["different"]
    assert isinstance(different, dict)
    told = ", ".join(f"{code} {both}" for code, both in different.items()) or "-"
    return f"| {row['variant']} | {' | '.join(pairs)} | {told} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=list(VARIANTS), default=list(VARIANTS), metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    print(_HEAD + "\n" + "|---" * 6 + "|")
    rows = measure(given.only)
    different = sum(bool(row["different"]) for row in rows)
    print(f"\nrenders of auto: {share(rows):.1%} of those of always (aim: at most {AIM:.0%}); variants whose verdicts differ: {different}")
    if given.json:
        given.json.write_text(json.dumps({"share": share(rows), "rows": rows}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if different or share(rows) > AIM else 0


if __name__ == "__main__":
    sys.exit(main())
