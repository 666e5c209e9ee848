"""A made site while it grows and when it stands: what answers at which address, what each address is for, where the evidence lies."""

import datetime as dt
import html
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.accuracy.variant import load_specification
from benchmarks.crawl.goal_addresses import Addresses, key

NOISE = frozenset({"news", "print", "tag", "gallery", "calendar", "sorted", "board"})  # kinds of pages that no assessor reads for the form
Options = Mapping[str, str]  # of a list: in which order, which year
_WORDS = Path(__file__).with_name("goal_words.yaml")
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@cache
def words() -> Mapping[str, Any]:
    """goal_words.yaml."""
    data: Mapping[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return data


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands at one address. `build` gives the inside of a page from its options, or a document's bytes."""

    kind: str
    title: str
    build: Callable[[Options], str | bytes]
    content_type: str = "text/html"
    framed: bool = True
    sortable: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: whoever asked for one of these addresses (as `key` gives them) has it."""

    item: str
    name: str
    addresses: frozenset[str]


@dataclass(slots=True)
class Site:
    """A site of one agency. Same seed, same bytes."""

    layout: str
    seed: int
    name: str
    agency_kind: str
    fiscal_year: int
    day: dt.date
    charset: str
    addresses: Addresses
    rng: random.Random
    leaves: dict[str, Leaf] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    endless: list[Callable[[str], Leaf | None]] = field(default_factory=list)  # what answers without having been made beforehand
    menu: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)  # heading, its (words, address)
    side: list[Callable[[], str]] = field(default_factory=list)
    below: list[Callable[[], str]] = field(default_factory=list)
    front: str = "/"
    count: int = 100
    about: dict[str, str] = field(default_factory=dict)  # what the work of building notes for its other parts

    @property
    def tokens(self) -> Mapping[str, str]:
        tokens: Mapping[str, str] = load_specification()["agencies"][self.agency_kind]["tokens"]
        return {**tokens, "agency": self.name}

    def number(self) -> int:
        self.count += 1 + (self.count * 7) % 3
        return self.count

    def new(self, kind: str, title: str, day: dt.date | None = None, page: int = 1, n: int = 0) -> str:
        """An address nobody has yet."""
        number = n or self.number()
        address = self.addresses.of(kind, number, title, day, page)
        return address if key(address) not in self.leaves else self.addresses.of(kind, number, f"{title} {number}", day, page)

    def add(
        self, address: str, kind: str, title: str, body: str | Callable[[Options], str], framed: bool = True, sortable: bool = False
    ) -> str:
        """A page. ValueError if the address is taken."""
        build = body if callable(body) else (lambda _, text=body: text)
        return self._put(address, Leaf(kind, title, build, "text/html", framed, sortable))

    def add_file(self, kind: str, title: str, ending: str, day: dt.date, build: Callable[[], bytes]) -> str:
        """A document at an address of its own."""
        address = self.addresses.file(ending, self.number(), title, day, self.rng)
        return self._put(address, Leaf(kind, title, lambda _: build(), _TYPES[ending]))

    def _put(self, address: str, leaf: Leaf) -> str:
        if key(address) in self.leaves:
            raise ValueError(f"two pages at {address}: {self.leaves[key(address)].title} and {leaf.title}")
        self.leaves[key(address)] = leaf
        return address

    def leaf(self, target: str) -> tuple[Leaf, Options] | None:
        """What answers for the path and query of a request, and with which options."""
        plain = key(target)
        if plain in self.leaves:
            return self.leaves[plain], {}
        base, options = _without(plain, self.addresses.sorts)
        leaf = self.leaves.get(base)
        if options and leaf is not None and leaf.sortable:
            return Leaf("sorted", leaf.title, leaf.build), options
        made = next((found for make in self.endless if (found := make(plain)) is not None), None)
        return (made, {}) if made is not None else None

    def answer(self, target: str) -> Answer | None:
        """The bytes for the path and query of a request; None: nothing stands there."""
        found = self.leaf(target)
        if found is None:
            picture = key(target).lower().endswith((".png", ".jpg", ".gif", ".ico", ".css", ".js"))
            return Answer(_PIXEL, "image/png") if picture and not key(target).startswith("/favicon") else None
        leaf, options = found
        body = leaf.build(options)
        if isinstance(body, bytes):
            return Answer(body, leaf.content_type)
        text = frame(self, leaf.title, body) if leaf.framed else _document(self, leaf.title, body)
        codec = "utf-8" if self.charset == "utf-8" else "cp874"
        return Answer(text.encode(codec, "xmlcharrefreplace"), f"text/html; charset={self.charset}")

    def kinds(self) -> dict[str, int]:
        """How many pages and documents of each kind were made beforehand."""
        counts: dict[str, int] = {}
        for leaf in self.leaves.values():
            name = leaf.kind if leaf.content_type == "text/html" else f"{leaf.kind} (document)"
            counts[name] = counts.get(name, 0) + 1
        return dict(sorted(counts.items()))


_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _without(plain: str, names: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    path, _, query = plain.partition("?")
    pairs = [pair.split("=", 1) for pair in query.split("&") if "=" in pair]
    kept = "&".join(f"{name}={value}" for name, value in pairs if name not in names)
    return f"{path}?{kept}" if kept else path, {name: value for name, value in pairs if name in names}


def link(address: str, text: str) -> str:
    """A link as HTML."""
    return f'<a href="{html.escape(address)}">{html.escape(text)}</a>'


def _document(site: Site, title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="th"><head><meta http-equiv="Content-Type" content="text/html; charset={site.charset}">'
        f"<title>{html.escape(title)} - {html.escape(site.name)}</title>"
        '<link rel="stylesheet" href="/assets/style.css"><script src="/assets/jquery.min.js"></script></head>'
        f"<body>{body}</body></html>"
    )


def frame(site: Site, title: str, body: str) -> str:
    """A page inside the site's frame: menu above, boxes at the side, agency below."""
    groups = "".join(
        f'<li class="dropdown"><a href="#" class="dropdown-toggle">{html.escape(heading)}</a><ul class="dropdown-menu">'
        f"{''.join(f'<li>{link(address, text)}</li>' for text, address in entries)}</ul></li>"
        for heading, entries in site.menu
    )
    menu = f'<nav class="navbar"><ul><li>{link(site.front, "หน้าหลัก")}</li>{groups}</ul></nav>'
    side = "".join(f'<div class="box">{make()}</div>' for make in site.side)
    below = "".join(make() for make in site.below)
    inside = (
        f'<div id="header"><a href="{site.front}"><img src="/images/logo.png" alt=""></a><h1>{html.escape(site.name)}</h1></div>{menu}'
        f'<div class="row"><div id="side">{side}</div><div id="content">{body}</div></div>'
        f'<div id="footer">{below}<p>{html.escape(site.name)} สงวนลิขสิทธิ์</p></div>'
    )
    return _document(site, title, inside)
