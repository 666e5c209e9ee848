"""Requests until the evidence is found, on made sites of 5,000 pages: our crawl, breadth first, and the shortest known.

    python -m benchmarks.crawl.goal [--seeds 1,2,3] [--layouts index,scattered,...] [--peers] [--max-pages 1500] [--json FILE]

Breadth first is computed from the site; with --peers textbook Scrapy crawls the same site besides, and its requests count instead.
"""

import json
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from benchmarks.crawl.goal_made import NOISE
from benchmarks.crawl.goal_reference import MOST, reference
from benchmarks.crawl.goal_runs import MARKS, ROOT, SHARES, Order, run_ours, run_scrapy
from benchmarks.crawl.goal_site import LAYOUTS, Site, make_site


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured on one site. Requests until a share of the evidence was found, by share; None: never."""

    layout: str
    seed: int
    counts: Mapping[str, int]
    shortest: Mapping[float, int]
    ours: Order
    breadth: Order

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "layout": self.layout, "seed": self.seed, **self.counts, "shortest": {str(share): n for share, n in self.shortest.items()},
            "ours": _record(self.ours), "breadth_first": _record(self.breadth),
        }  # fmt: skip


def _record(order: Order) -> dict[str, Any]:
    return {
        "requests": order.count, "found": len(order.found_at), "seconds": round(order.seconds, 1),
        "until_items": {str(share): order.until_items(share) for share in SHARES},
        "until": {str(share): order.until(share) for share in SHARES}, "found_after": {str(n): order.found_after(n) for n in MARKS},
        "found_at": dict(sorted(order.found_at.items(), key=lambda pair: pair[1])),
    }  # fmt: skip


def measure(layout: str, seed: int, most: int, peers: bool, tree: Path = ROOT, options: Sequence[str] = ()) -> Row:
    """One site: our crawl, breadth first, the shortest."""
    site = make_site(layout, seed)
    least, breadth = reference(site)
    if peers:
        breadth = run_scrapy(site, MOST)
    return Row(layout, seed, counts(site), least, run_ours(site, most, tree, options), breadth)


def counts(site: Site) -> dict[str, int]:
    """Pages, pages of noise, documents, pieces of evidence."""
    kinds = site.kinds()
    documents = sum(n for kind, n in kinds.items() if kind.endswith("(document)"))
    return {
        "pages": sum(kinds.values()) - documents, "noise": sum(n for kind, n in kinds.items() if kind in NOISE), "documents": documents,
        "pieces": len(site.pieces),
    }  # fmt: skip


_COLUMNS = (
    ("layout", 10), ("seed", 4), ("|at 50", 7), ("100", 4), ("200", 4), ("400", 4), ("|50%", 6), ("80%", 5), ("95%", 5), ("100%", 5),
    ("|items 95%", 11), ("|end found", 11), ("asked", 6), ("|least 95%", 11), ("100%", 5), ("|breadth 95%", 13),
    ("|x least", 8), ("/ breadth", 10),
)  # fmt: skip
HEAD = " ".join(name.rjust(width) for name, width in _COLUMNS)


def line(row: Row) -> str:
    """A row of the table: pieces found by 50 to 400 requests; requests until 50 to 100 % of them, until 95 % of the items have one; at the
    crawl's own end what was found and asked; the fewest known for 95 and 100 %; breadth first for 95 %; the two ratios at 95 %."""
    ours, least, wide = row.ours, row.shortest[0.95], row.breadth.until(0.95)
    cells: tuple[object, ...] = (
        row.layout, row.seed, *(ours.found_after(n) for n in MARKS), *(_shown(ours.until(share)) for share in SHARES),
        _shown(ours.until_items(0.95)), f"{len(ours.found_at)}/{ours.pieces}", ours.count, least, row.shortest[1.0], _shown(wide),
        _ratio(ours.until(0.95), least), _ratio(ours.until(0.95), wide),
    )  # fmt: skip
    return " ".join(str(cell).rjust(width) for cell, (_, width) in zip(cells, _COLUMNS, strict=True))


def _shown(number: int | None) -> str:
    return "-" if number is None else str(number)


def _ratio(one: int | None, other: int | None) -> str:
    return "-" if one is None or other is None else f"{one / other:.2f}"


def summary(rows: Sequence[Row]) -> str:
    """Medians over the sites; a crawl that never came to 95 % counts as endless."""
    ours = [row.ours.until(0.95) for row in rows]
    short = [n / row.shortest[0.95] if n else float("inf") for n, row in zip(ours, rows, strict=True)]
    wide = [n / (row.breadth.until(0.95) or MOST) if n else float("inf") for n, row in zip(ours, rows, strict=True)]
    return (
        f"95 % found on {sum(n is not None for n in ours)} of {len(rows)} sites; median x shortest {statistics.median(short):.2f} "
        f"(worst {max(short):.2f}), median share of breadth first {statistics.median(wide):.3f} (worst {max(wide):.3f})"
    )


@click.command()
@click.option("--seeds", default="1,2,3", show_default=True)
@click.option("--layouts", default=",".join(LAYOUTS), show_default=True)
@click.option("--peers", is_flag=True, help="Let textbook Scrapy crawl the same sites.")
@click.option("--max-pages", default=1500, show_default=True, help="Limit of our crawl.")
@click.option("--log", type=click.Path(path_type=Path, file_okay=False), help="Write the requests of our crawls there.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the figures there.")
@click.option("--tree", default=ROOT, type=click.Path(path_type=Path, exists=True), help="Checkout to measure. Default: this one.")
@click.argument("options", nargs=-1)
def main(
    seeds: str, layouts: str, peers: bool, max_pages: int, log: Path | None, file: Path | None, tree: Path, options: tuple[str, ...]
) -> None:
    """Print the table; what stands after -- is given to `oit check`."""
    rows = []
    click.echo(HEAD)
    for layout in layouts.split(","):
        for seed in seeds.split(","):
            rows.append(measure(layout, int(seed), max_pages, peers, tree, options))
            click.echo(line(rows[-1]))
            if log is not None:
                log.mkdir(parents=True, exist_ok=True)
                told = "".join(f"{place}\t{status}\t{target}\n" for place, (target, status) in enumerate(rows[-1].ours.requests, 1))
                (log / f"{layout}{seed}.tsv").write_text(told, encoding="utf-8")
            if file is not None:
                data = {"commit": _commit(tree), "max_pages": max_pages, "rows": [row.record() for row in rows]}
                file.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    click.echo(summary(rows))


def _commit(tree: Path) -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=tree, capture_output=True, text=True, check=False)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
