"""The agencies of the province: a site each, drawn from the accuracy benchmark's papers, with the manners of its server."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from benchmarks.accuracy.generate import generate
from benchmarks.accuracy.made_site import Answer
from benchmarks.accuracy.variant import ItemPlan, State, Variant, draw
from oit.pack import Pack

YEAR = 2566
FIRST_NIGHT = date(2023, 5, 10)
NEWS = 30  # pages a site, beside those of its items
_SHOWN = 0.8  # of the items of an agency are there and current
_SITE = Mapping[str, Answer]


class Validators(StrEnum):
    """What a server says of its answers, so that a client may ask whether they changed."""

    ETAG = "etag"
    LAST_MODIFIED = "last_modified"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Made:
    """One agency's site as it is unless something is planted. `homes` are the addresses of each item that shows it there alone."""

    number: int
    code: str
    name: str
    type: str
    variant: Variant
    site: _SITE
    homes: Mapping[str, frozenset[str]]
    validators: Validators
    counter: bool  # each page shows how many visitors came: other bytes each time, and no validators on pages
    delay: float  # seconds before each answer

    @property
    def address(self) -> str:
        """Each agency has a host of its own on loopback."""
        return f"127.0.{1 + self.number // 200}.{1 + self.number % 200}"


def province(seed: int, agencies: int, pack: Pack) -> list[Made]:
    """The same arguments give the same sites."""
    return [made(seed, number, pack) for number in range(agencies)]


def made(seed: int, number: int, pack: Pack) -> Made:
    """One agency. Kinds of servers come in turn: a third counts visitors, a fifth gives no validators, a tenth is slow."""
    rng = random.Random(f"province/{seed}/{number}")
    drawn = draw(seed, number, pack)
    items = tuple(_mostly_shown(plan, item.period.kind != "none", YEAR + item.period.offset, rng)
                  for plan, item in zip(drawn.items, pack.items, strict=True))  # fmt: skip
    variant = replace(drawn, fiscal_year=YEAR, day=FIRST_NIGHT, items=items)
    generated = generate(variant, seed, pack)
    homes = {code: label.urls for code, label in generated.labels.items() if label.present == "yes" and label.urls}
    kinds = (Validators.ETAG, Validators.LAST_MODIFIED, Validators.ETAG, Validators.LAST_MODIFIED, Validators.NONE)
    return Made(
        number, f"A{number:03}", variant.name, variant.agency_kind, variant, with_news(generated.site, variant),
        {code: frozenset(urls) for code, urls in homes.items()}, kinds[number % 5], number % 3 == 0, 0.25 if number % 10 == 7 else 0.0,
    )  # fmt: skip


def _mostly_shown(plan: ItemPlan, dated: bool, about: int, rng: random.Random) -> ItemPlan:
    """Most items are there and current. A plan that was drawn as present stays as it is but for its year."""
    if rng.random() < _SHOWN:
        return replace(plan, state=State.PRESENT, about=about)
    if plan.state is State.OUTDATED and dated:
        return replace(plan, about=about - 1)
    return replace(plan, about=about, state=plan.state if plan.state is not State.OUTDATED else State.PRESENT)


def with_news(site: _SITE, variant: Variant) -> dict[str, Answer]:
    """The site with pages of news that show no item, linked from a list that the front page leads to."""
    answers = dict(site)
    front = next(path for path in ("/main.html", "/") if path in answers)
    links = "".join(f'<li><a href="/news/{n}.html">กิจกรรมชุมชนครั้งที่ {n}</a></li>' for n in range(1, NEWS + 1))
    answers["/news/"] = _page(f"<h1>ข่าวกิจกรรม</h1><ul>{links}</ul>")
    for number, title, text in _news():
        answers[f"/news/{number}.html"] = _page(f"<h1>{title}</h1>{text}")
    body = answers[front].body
    link = '<p><a href="/news/">ข่าวกิจกรรม</a></p>'.encode("utf-8" if variant.charset == "utf-8" else "cp874")
    answers[front] = replace(answers[front], body=body.replace(b"<div id=footer>", link + b"<div id=footer>", 1))
    return answers


def _news() -> Iterator[tuple[int, str, str]]:
    for number in range(1, NEWS + 1):
        lines = "".join(f"<p>ชาวบ้านร่วมกันทำความสะอาดศาลาประชาคมหมู่ที่ {number + line} และปลูกต้นไม้ริมคลอง</p>" for line in range(40))
        yield number, f"กิจกรรมชุมชนครั้งที่ {number}", lines


def _page(body: str) -> Answer:
    home = '<p><a href="/">หน้าแรก</a></p>'
    text = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>ข่าว</title></head><body>{body}{home}</body></html>'
    return Answer(text.encode(), "text/html; charset=utf-8")
