"""The province's nights in lines for people."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.province.plants import WORSE, Plant, Planted
from benchmarks.province.sites import Made, Validators

if TYPE_CHECKING:
    from benchmarks.province.run import NightSeen

ITALY = 4.9  # vCPU minutes a site that Italy's national system spends, on the names of links alone


def lines(agencies: Sequence[Made], plants: Sequence[Planted], nights: Sequence["NightSeen"]) -> Iterator[str]:
    for night in nights:
        yield from _night(night, len(agencies))
    for before, after in pairwise(nights):
        yield from _repeat(agencies, plants, before, after)
    if plants:
        yield from _planted(plants, nights)


def _night(night: "NightSeen", agencies: int) -> Iterator[str]:
    each = night.cpu_minutes / agencies
    states = ", ".join(f"{count} {state}" for state, count in night.jobs.items())
    yield f"{night.day}: {states} of {agencies} agencies; captured {night.captured}; trouble: {'; '.join(night.trouble) or 'none'}"
    yield (
        f"  {night.minutes:.1f} min, {night.cpu_minutes:.1f} CPU min: {each * 60:.1f} CPU s an agency, {60 / each:.0f} agencies an hour and"
        f" core; {each / ITALY:.3f} of Italy's {ITALY}; peak memory {night.memory / 1e6:.0f} MB"
    )  # fmt: skip
    requests, sent = (sum(one[name] for one in night.served.values()) for name in ("requests", "sent"))
    most = max(one["most_at_once"] for one in night.served.values())
    yield f"  {requests} requests, {sent / 1e6:.1f} MB; at one host never more than {most} at the same time"


def _repeat(agencies: Sequence[Made], plants: Sequence[Planted], before: "NightSeen", after: "NightSeen") -> Iterator[str]:
    touched = {one.made.code for one in plants}
    same = [made for made in agencies if made.code not in touched]
    yield (
        f"{after.day} against {before.day}: CPU {after.cpu_minutes / before.cpu_minutes:.2f};"
        f" bytes of {len(same)} agencies where nothing was planted:"
    )  # fmt: skip
    checked = [made for made in same if made.validators is not Validators.NONE]
    kinds = {
        "with validators": [made for made in checked if not made.counter],
        "with validators on documents, counters on pages": [made for made in checked if made.counter],
        "without validators": [made for made in same if made.validators is Validators.NONE],
    }
    for name, some in kinds.items():
        if some:
            yield f"  {name} ({len(some)}): {_ratio(some, before, after, 'sent')}, requests {_ratio(some, before, after, 'requests')}"
    differ = [
        f"{made.code} {code} {outcome} -> {after.outcomes[made.code][code]}"
        for made in same if made.code in before.outcomes and made.code in after.outcomes
        for code, outcome in before.outcomes[made.code].items() if outcome != after.outcomes[made.code][code]
    ]  # fmt: skip
    yield f"  verdicts of these that differ: {len(differ)}{': ' + '; '.join(differ[:10]) if differ else ''}"


def _ratio(some: Sequence[Made], before: "NightSeen", after: "NightSeen", name: str) -> str:
    first, second = (sum(night.served[made.code][name] for made in some) for night in (before, after))
    return f"{second / first:.3f}" if first else "-"


def _planted(plants: Sequence[Planted], nights: Sequence["NightSeen"]) -> Iterator[str]:
    told = [one for night in nights for one in night.told]
    expected = {(one.made.code, one.item) for one in plants if one.plant in WORSE}
    once = [one for one in expected if sum((code, item) == one for code, item, _ in told) == 1]
    more = [one for one in told if one[:2] not in expected]
    yield f"planted regressions: {len(expected)}; told exactly once: {len(once)}; told and not planted: {len(more)}"
    for one in plants:
        if one.plant in WORSE and (one.made.code, one.item) not in once:
            seen = " ".join(night.outcomes.get(one.made.code, {}).get(one.item, "-") for night in nights)
            yield f"  not told once: {one.made.code} {one.item} {one.plant} ({one.made.variant.technology}): {seen}"
    for code, item, kind in more:
        seen = " ".join(night.outcomes.get(code, {}).get(item, "-") for night in nights)
        plant = next((f", {one.plant} {one.item}" for one in plants if one.made.code == code), "")
        yield f"  told and not planted: {code} {item} {kind}: {seen}{plant}"
    renewed = {(one.made.code, one.item) for one in plants if one.plant is Plant.RENEWED}
    better = {one[:2] for night in nights for one in night.better}
    yield f"renewed: {len(renewed)}; told as better: {len(renewed & better)}; told as better and not planted: {len(better - renewed)}"
