"""What is drawn for one generated agency: its kind and year, the technology of its site, how each item stands. Nothing is judged here."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.accuracy.wording import drawn
from oit.pack import Item, Pack

FILE = Path(__file__).with_name("items.yaml")
TECHNOLOGIES = ("menu", "table", "accordion", "posts", "one_page", "frames", "query")
CHARSETS = ("utf-8", "utf-8", "tis-620", "windows-874")
CODES = ("", "O{n} ", "OIT {n} ", "o{n}: ")


class State(StrEnum):
    """How an item stands on a generated site."""

    PRESENT = "present"
    OUTDATED = "outdated"  # the right paper of an older year
    TITLE_ONLY = "title_only"
    MISSING = "missing"  # a rival stands in its place


class Bare(StrEnum):
    """What a title without content looks like."""

    NONE = ""
    PLAIN = "plain"  # words without a link
    HASH = "hash"  # the words lead to "#"
    BUTTON = "button"  # words and a button to "#"
    EMPTY = "empty"  # a page with the heading and nothing else


@dataclass(frozen=True, slots=True)
class ItemPlan:
    code: str
    state: State
    about: int  # fiscal year (Buddhist era) the paper is about
    words: str  # of the menu entry, row or section
    link_words: str  # of the link to the document; <title> stands for its title
    title: int  # which of the item's titles
    form: str  # page, pdf, docx, xlsx, list
    bare: Bare
    embedded: bool  # a document shown in an iframe of its page
    direct: bool  # the menu leads to the document itself


@dataclass(frozen=True, slots=True)
class Variant:
    number: int
    agency_kind: str
    name: str
    fiscal_year: int
    day: dt.date  # of judgement
    technology: str
    charset: str
    charset_in_header: bool
    thai_digits: bool
    code_style: str
    items: tuple[ItemPlan, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What is true of an item. `present`: yes, partial, no. `currency`: current, outdated, not_required, or "" where nobody says.
    `urls`: right addresses without host, None where no single one is right or nobody says."""

    present: str
    currency: str = ""
    urls: frozenset[str] | None = None


@cache
def load_specification() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return data


def draw(seed: int, number: int, pack: Pack) -> Variant:
    """Variant `number` of `seed`; the same two numbers give the same variant. Technologies come in turn, the rest is drawn."""
    rng = random.Random(f"{seed}/{number}")
    kind = rng.choice(sorted(load_specification()["agencies"]))
    year = rng.randint(2564, 2568)
    day = dt.date(year - 543, 4, 20) + dt.timedelta(days=rng.randrange(120))
    items = tuple(_draw_item(rng, item, kind, year) for item in pack.items)
    return Variant(
        number=number,
        agency_kind=kind,
        name=load_specification()["agencies"][kind]["name"],
        fiscal_year=year,
        day=day,
        technology=TECHNOLOGIES[number % len(TECHNOLOGIES)],
        charset=rng.choice(CHARSETS),
        charset_in_header=rng.random() < 0.5,
        thai_digits=rng.random() < 0.3,
        code_style=rng.choice(CODES),
        items=items,
    )


def _draw_item(rng: random.Random, item: Item, kind: str, year: int) -> ItemPlan:
    agency, paper = load_specification()["agencies"][kind], load_specification()["items"][item.code]
    dated = item.period.kind != "none"
    states: Sequence[State] = tuple(State) if dated else (State.PRESENT, State.TITLE_ONLY, State.MISSING)
    state = rng.choices(states, (4, 2, 2, 2) if dated else (2, 1, 1))[0]
    age = rng.choice((1, 1, 2)) if state is State.OUTDATED else 0
    if item.period.kind == "spans" and age:
        age += 4  # the plan's five years are over
    words = drawn(rng, item.topic, agency["wordings"], agency["own_words"], item.title_th)
    form = rng.choices(paper["as"], (4, 1, 1)[: len(paper["as"])])[0]
    link = rng.choices(("<title>", words, rng.choice(("ดาวน์โหลดเอกสาร", "คลิกที่นี่", "ไฟล์แนบ", "รายละเอียด"))), (2, 1, 1))[0]
    bare = rng.choice((Bare.PLAIN, Bare.HASH, Bare.BUTTON, Bare.EMPTY)) if state is State.TITLE_ONLY else Bare.NONE
    return ItemPlan(
        item.code, state, year + item.period.offset - age, words, link, rng.randrange(len(paper["titles"])), form, bare,
        embedded=form == "pdf" and rng.random() < 0.15, direct=rng.random() < 0.4,
    )  # fmt: skip


def label_of(plan: ItemPlan, item: Item, urls: frozenset[str] | None) -> Label:
    """The truth of an item, from how it was drawn and where its paper was put."""
    if plan.state in (State.TITLE_ONLY, State.MISSING):
        return Label("no")
    if item.period.kind == "none":
        return Label("yes", "not_required", urls)
    return Label("yes", "outdated" if plan.state is State.OUTDATED else "current", urls)
