"""One generated agency: its site and what is true of each of its items, both from the draw alone."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.accuracy.layouts import LAYOUTS, Building
from benchmarks.accuracy.made_site import Site
from benchmarks.accuracy.things import Thing, things_of
from benchmarks.accuracy.variant import Label, Variant, label_of, load_specification
from oit.pack import Pack


@dataclass(frozen=True, slots=True)
class Generated:
    variant: Variant
    site: Site
    labels: Mapping[str, Label]  # by item code
    owners: Mapping[str, str]  # by address: which item or rival stands there


def generate(variant: Variant, seed: int, pack: Pack) -> Generated:
    """The site of a variant and its truth. The same arguments give the same bytes."""
    rng = random.Random(f"{seed}/{variant.number}/site")
    things = things_of(variant, rng)
    building = Building(variant)
    LAYOUTS[variant.technology](building, things)
    papers = load_specification()["items"]
    labels = {}
    for plan, item in zip(variant.items, pack.items, strict=True):
        anywhere = papers[plan.code].get("anywhere", False)
        urls = None if anywhere else frozenset(building.homes.get(plan.code, set()))
        labels[plan.code] = label_of(plan, item, urls)
    return Generated(variant, building.answers, labels, _owners(variant, things))


def _owners(variant: Variant, things: Sequence[Thing]) -> dict[str, str]:
    owners: dict[str, str] = {}
    for plan, thing in zip(variant.items, things, strict=False):
        owner = plan.code if thing.code else f"rival of {plan.code}"
        for path in (thing.page, thing.file, *(thing.answers or {}), *(page.path for page in thing.pages)):
            owners.setdefault(path, owner)
    return owners
