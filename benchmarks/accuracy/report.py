"""What the measurements look like: tables for a terminal, plain values for JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from benchmarks.accuracy.judging import Judged, pack
from benchmarks.accuracy.metrics import Band, Case, Metrics, Share, calibration, fault, measure
from benchmarks.accuracy.peers import Judged as Pairs
from benchmarks.accuracy.peers import all_absent, all_present, best_threshold, likeness_at

ROWS = (
    ("precision, claim = present", "precision"),
    ("recall", "recall"),
    ("specificity", "specificity"),
    ("precision, claim = present or partial", "precision_lenient"),
    ("recall", "recall_lenient"),
    ("specificity", "specificity_lenient"),
    ("there, told absent", "accused"),
    ("currency agreement", "currency"),
    ("right link", "right_link"),
    ("abstained (unclear, not_checked)", "abstained"),
    ("labelled partial, told so or unclear", "partials"),
)
_FIELDS = ("technology", "state", "form", "charset", "digits", "agency")


def contenders(sites: Sequence[Judged]) -> dict[str, Metrics]:
    """The tool beside the baselines, on the same labels."""
    cases = [case for site in sites for case in site.cases]
    items = {item.code: item for item in pack().items}
    pairs: Pairs = [(case, site.likest.get(case.code), items[case.code], site.fiscal_year) for site in sites for case in site.cases]
    threshold = best_threshold(pairs)
    return {
        "oit": measure(cases),
        "all present": measure(all_present(cases), with_links=False),
        "all absent": measure(all_absent(cases), with_links=False),
        f"rapidfuzz titles >= {threshold}": measure(likeness_at(pairs, threshold)),
    }


def table(heading: str, columns: Mapping[str, Metrics]) -> Iterator[str]:
    yield heading
    width = max(len(name) for name, _ in ROWS)
    yield f"  {'':{width}}  " + "  ".join(f"{name:>22}" for name in columns)
    for name, field in ROWS:
        yield f"  {name:{width}}  " + "  ".join(f"{_shown(getattr(metrics, field)):>22}" for metrics in columns.values())


def _shown(share: Share | None) -> str:
    return "-" if share is None or share.of == 0 else str(share)


def bands(heading: str, found: Sequence[Band]) -> Iterator[str]:
    yield heading
    for band in found:
        told = f"there {band.yes}, mean score {band.mean:.0f}" if band.yes.of else "no labels"
        yield f"  score {band.lowest:3}-{band.highest:3}  {told}"


def by_class(cases: Sequence[Case]) -> Iterator[str]:
    """For each kind of case: how many verdicts have no fault, and which faults the others have."""
    for name in _FIELDS:
        values = sorted({case.tags[name] for case in cases if name in case.tags})
        if len(values) > 1:
            yield f"without fault, by {name}"
        for value in values if len(values) > 1 else ():
            inside = [case for case in cases if case.tags.get(name) == value]
            faults = Counter(fault(case) for case in inside)
            good = faults.pop("", 0)
            told = ", ".join(f"{word} {count}" for word, count in faults.most_common())
            yield f"  {value:24} {Share(good, len(inside))}{f'   {told}' if told else ''}"


def by_item(cases: Sequence[Case]) -> Iterator[str]:
    """Items with faults, most first; counts only, since no item has labels enough."""
    wrong: dict[str, Counter[str]] = {}
    for case in cases:
        if fault(case):
            wrong.setdefault(case.code, Counter())[fault(case)] += 1
    yield "faults by item"
    for code, faults in sorted(wrong.items(), key=lambda pair: -pair[1].total()):
        told = ", ".join(f"{word} {count}" for word, count in faults.most_common())
        yield f"  {code:4} {faults.total()}/{sum(case.code == code for case in cases)}  {told}"


def disagreement(case: Case) -> str:
    """One line: the kind of fault, how the item stood, under which words, what was said and why."""
    tags, said = case.tags, case.verdict
    stood = " ".join(tags.get(name, "") for name in ("technology", "state", "form")).strip()
    words = f" {tags['words']!r}" if "words" in tags else ""
    at = tags.get("at", "")
    owner = f" (that is {at})" if at and at != case.code else ""
    told = f"{said.presence} {said.score}, {said.currency}, {said.url}{owner}: {said.reason}"
    return f"{fault(case):10} {case.code:4} {case.site}: {stood}{words} -> {told}"


def lines(title: str, sites: Sequence[Judged], every: bool) -> Iterator[str]:
    """All that is printed of one set of sites. `every`: each disagreement too, by kind."""
    cases = [case for site in sites for case in site.cases]
    present = Counter(case.label.present for case in cases)
    told = ", ".join(f"{present[name]} {name}" for name in ("yes", "partial", "no"))
    yield from table(f"{title}: {len(sites)} sites, {len(cases)} labels ({told})", contenders(sites))
    yield from bands("calibration: of the labels in a band of the presence score, how many are there", calibration(cases))
    yield from by_class(cases)
    yield from by_item(cases)
    if every:
        yield "disagreements"
        yield from (f"  {disagreement(case)}" for case in sorted(cases, key=lambda case: (fault(case), int(case.code[1:]))) if fault(case))


def as_data(sites: Sequence[Judged]) -> dict[str, Any]:
    """The same as plain values."""
    cases = [case for site in sites for case in site.cases]
    return {
        "sites": [site.name for site in sites],
        "contenders": {name: asdict(metrics) for name, metrics in contenders(sites).items()},
        "calibration": [asdict(band) for band in calibration(cases)],
        "disagreements": [
            {"site": case.site, "code": case.code, "fault": fault(case), "label": case.label.present, "right_currency": case.label.currency,
             "right_urls": sorted(case.label.urls or ()), "tags": dict(case.tags), **asdict(case.verdict)}
            for case in cases if fault(case)
        ],
    }  # fmt: skip
