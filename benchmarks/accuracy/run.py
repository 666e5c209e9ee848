"""How well the verdicts agree with the truth, on generated agencies and on labelled real sites, beside trivial baselines.

    python benchmarks/accuracy/run.py [--variants 24] [--crawl 2] [--seed 1] [--real FOLDER] [--json FILE] [--every]

Each generated site is judged twice, the second time in another process with another seed of Python's hashes; a verdict that flips makes
the command end with 1. docs/accuracy.md says how the truth is made and what the figures mean.
"""

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path[:] = [str(ROOT), *(entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).resolve().parent)]

from benchmarks.accuracy.judging import Judged, crawl_variant, flips, judge_again, processes, run_variant  # noqa: E402
from benchmarks.accuracy.metrics import Verdict  # noqa: E402
from benchmarks.accuracy.real import RealSites, judge_real_sites  # noqa: E402
from benchmarks.accuracy.report import as_data, lines  # noqa: E402
from oit.errors import OitError  # noqa: E402


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 done, 1 a verdict flipped, 2 bad options."""
    options = _options(arguments)
    started = time.monotonic()
    with TemporaryDirectory(prefix="oit-accuracy-") as folder:
        keep = Path(folder)
        sites = _in_processes(run_variant, [(options.seed, number, keep) for number in range(options.variants)])
        crawled = [crawl_variant(options.seed, number, keep) for number in range(min(options.crawl, options.variants))]
        try:
            real = judge_real_sites(options.real, keep)
        except OitError as error:
            print(error, file=sys.stderr)
            return 2
        everything = [*sites, *crawled, *real.judged]
        flipped = _flipped(everything)
    _print(sites, crawled, real, options.every)
    total = sum(len(site.fingerprint) for site in everything)
    print(f"\njudged twice, in two processes: {len(flipped)} of {total} verdicts flipped" + "".join(f"\n  {line}" for line in flipped))
    print(f"seed {options.seed}, {time.monotonic() - started:.0f} s")
    if options.json:
        data = {"seed": options.seed, "generated": as_data(sites), "flipped": flipped, "absent": real.absent}
        data |= {"real": as_data(real.judged)} if real.judged else {}
        options.json.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if flipped else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--variants", type=_count(1), default=24, help="how many agencies are generated")
    parser.add_argument("--crawl", type=_count(0), default=2, help="how many of them are crawled over loopback as well")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other agencies")
    parser.add_argument("--real", type=Path, help="folder with kept snapshots of the labelled real sites, each under its label's name")
    parser.add_argument("--json", type=Path, help="also write everything here")
    parser.add_argument("--every", action="store_true", help="print each disagreement")
    return parser.parse_args(arguments)


def _count(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at least {least}")
        return int(text)

    return number


def _in_processes(work: Callable[..., Judged], each: Sequence[tuple[int, int, Path]]) -> list[Judged]:
    with ProcessPoolExecutor(processes(), multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(work, *zip(*each, strict=True)))


def _flipped(sites: Sequence[Judged]) -> list[str]:
    """Judges each site again in fresh processes whose sets and dictionaries of texts may come in another order; names what differs."""
    before = os.environ.get("PYTHONHASHSEED")
    os.environ["PYTHONHASHSEED"] = "4242" if before != "4242" else "4243"
    try:
        with ProcessPoolExecutor(processes(), multiprocessing.get_context("spawn")) as pool:
            again = list(pool.map(judge_again, [site.kept for site in sites]))
    finally:
        del os.environ["PYTHONHASHSEED"]
        if before is not None:
            os.environ["PYTHONHASHSEED"] = before
    return [
        f"{site.name} {code}: {site.fingerprint[code]} then {second.get(code)}"
        for site, second in zip(sites, again, strict=True)
        for code in flips(site.fingerprint, second)
    ]


def _print(sites: Sequence[Judged], crawled: Sequence[Judged], real: RealSites, every: bool) -> None:
    for line in lines("generated agencies", sites, every):
        print(line)
    print()
    for site, other in zip(sites, crawled, strict=False):
        pairs = zip(site.cases, other.cases, strict=True)
        different = [f"{a.code} {a.verdict.presence} / {b.verdict.presence}" for a, b in pairs if _said(a.verdict) != _said(b.verdict)]
        told = f"{other.pages} pages, {other.documents} documents over the real crawl ({site.pages} and {site.documents} read directly)"
        print(f"{site.name}: {told}: {len(different)} of {len(site.cases)} verdicts differ" + "".join(f"\n  {line}" for line in different))
    print()
    if real.judged:
        for line in lines("real sites", real.judged, every):
            print(line)
    for name in real.absent:
        print(f"real site {name}: not measured, there is no snapshot of it (give a folder with {name}/manifest.json as --real)")


def _said(verdict: Verdict) -> tuple[str, str, int | None]:
    return verdict.presence, verdict.currency, verdict.score


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
