"""What is changed between the nights, and so what must be told, to whom and when. Chosen by the draw alone, never by what the tool saw."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from benchmarks.accuracy.generate import generate
from benchmarks.accuracy.made_site import Answer
from benchmarks.accuracy.variant import State
from benchmarks.province.server import Change
from benchmarks.province.sites import Made, with_news
from oit.pack import Pack


class Plant(StrEnum):
    VANISHES = "vanishes"  # from the second night on its papers are gone, the links still there
    AGES = "ages"  # from the second night on an older year's paper lies in the place of the right one
    RENEWED = "renewed"  # an outdated paper is replaced by the right one in the second night
    FLICKERS = "flickers"  # gone in the second night, back in the third: nobody is told
    LATE = "late"  # gone in the last night, seen only once: nobody is told yet
    DOWN_ONCE = "down_once"  # the server answers 503 to everything in the second night
    HANGS_UP = "hangs_up"  # the server hangs up in the second night
    ALWAYS_DOWN = "always_down"


SHARES = {  # of the agencies
    Plant.VANISHES: 0.1, Plant.AGES: 0.1, Plant.RENEWED: 0.05, Plant.FLICKERS: 0.05, Plant.LATE: 0.05, Plant.DOWN_ONCE: 0.05,
    Plant.HANGS_UP: 0.035, Plant.ALWAYS_DOWN: 0.035,
}  # fmt: skip
WORSE = frozenset({Plant.VANISHES, Plant.AGES})
_ITEMS = frozenset({Plant.VANISHES, Plant.AGES, Plant.RENEWED, Plant.FLICKERS, Plant.LATE})


@dataclass(frozen=True, slots=True)
class Planted:
    made: Made
    plant: Plant
    item: str = ""  # code; "" where the whole site is concerned


def planted(agencies: Sequence[Made], seed: int, pack: Pack) -> list[Planted]:
    """An agency bears one plant at the most; a kind of plant is left out where no agency is left for it."""
    rng = random.Random(f"plants/{seed}")
    waiting = list(agencies)
    rng.shuffle(waiting)
    found = []
    for plant, share in SHARES.items():
        for _ in range(max(1, round(share * len(agencies)))):
            one = next((made for made in waiting if plant not in _ITEMS or _items(made, plant, pack)), None)
            if one is not None:
                waiting.remove(one)
                found.append(Planted(one, plant, rng.choice(_items(one, plant, pack)) if plant in _ITEMS else ""))
    return found


def changes(all_planted: Sequence[Planted], night: int, seed: int, pack: Pack) -> list[Change]:
    """The servers of a night, counted from 1."""
    return [change for one in all_planted for change in _change(one, night, seed, pack)]


def _change(one: Planted, night: int, seed: int, pack: Pack) -> list[Change]:
    number, site = one.made.number, one.made.site
    match one.plant, night:
        case (Plant.ALWAYS_DOWN, _) | (Plant.DOWN_ONCE, 2):
            return [Change(number, down="error")]
        case Plant.HANGS_UP, 2:
            return [Change(number, down="reset")]
        case (Plant.VANISHES, 2) | (Plant.FLICKERS, 2) | (Plant.LATE, 3):
            return [Change(number, _without(site, one.made.homes[one.item]))]
        case Plant.FLICKERS, 3:
            return [Change(number, site)]
        case (Plant.AGES, 2) | (Plant.RENEWED, 2):
            return [Change(number, _other_year(one, seed, pack))]
    return []


def _items(made: Made, plant: Plant, pack: Pack) -> list[str]:
    """The items of an agency that the plant can be put on."""
    plans = {plan.code: plan for plan in made.variant.items}
    dated = {item.code for item in pack.items if item.period.kind not in ("none", "spans")}
    if plant in (Plant.AGES, Plant.RENEWED):
        wanted = State.PRESENT if plant is Plant.AGES else State.OUTDATED
        return [code for code, plan in plans.items() if plan.state is wanted and code in dated and code in made.homes]
    alone = (code for code, plan in plans.items() if plan.state is State.PRESENT and code in made.homes)
    return [code for code in alone if not made.homes[code] & {"/", "/ita.html"}]


def _without(site: Mapping[str, Answer], gone: frozenset[str]) -> dict[str, Answer]:
    return {path: answer for path, answer in site.items() if path not in gone}


def _other_year(one: Planted, seed: int, pack: Pack) -> dict[str, Answer]:
    """The site drawn again with the item's paper of another year; every address but the paper's own stays."""
    step, state = (-1, State.OUTDATED) if one.plant is Plant.AGES else (1, State.PRESENT)
    items = tuple(replace(plan, state=state, about=plan.about + step) if plan.code == one.item else plan for plan in one.made.variant.items)
    variant = replace(one.made.variant, items=items)
    return with_news(generate(variant, seed, pack).site, variant)
