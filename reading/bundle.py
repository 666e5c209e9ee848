"""All pages of one snapshot as one text and back, without loss: what pages share, such as menu and footer, is written once."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from oit.content import Block, BlockKind, Link, Page, Region
from reading.serial import from_json, to_json

_Rows = list[list[Any]]


def bundle(pages: Mapping[str, Page]) -> str:
    """One line of JSON. `Bundle.of` gives equal pages back under the same keys."""
    links, blocks = _Numbered(), _Numbered()
    packed = {}
    for key, page in pages.items():
        rest = Page(page.url, page.title, page.heading, (), (), page.forms, page.tables, page.scripts, page.needs_browser, page.charset,
                    page.doubtful_charset, page.problem)  # fmt: skip
        packed[key] = [to_json(rest), links.numbers(page.links), blocks.numbers(page.blocks)]
    made = {"links": [_link_row(one) for one in links.each], "blocks": [_block_row(one) for one in blocks.each], "pages": packed}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


class _Numbered:
    """Each value once, in the order in which they first came."""

    def __init__(self) -> None:
        self.each: dict[Any, int] = {}

    def numbers(self, values: Iterable[Any]) -> list[int]:
        return [self.each.setdefault(value, len(self.each)) for value in values]


def _link_row(link: Link) -> list[Any]:
    return [link.text, link.url, link.href, link.heading, link.context, link.region, link.rel, link.above]


def _block_row(block: Block) -> list[Any]:
    return [block.kind, block.text, block.level, block.region, block.links, block.url]


class Bundle:
    """Pages by key, made when they are asked for. What they share they share in memory too."""

    def __init__(self, links: _Rows, blocks: _Rows, pages: Mapping[str, Any]) -> None:
        self._links, self._blocks, self._pages = links, blocks, pages
        self._made_links: list[Link | None] = [None] * len(links)
        self._made_blocks: list[Block | None] = [None] * len(blocks)
        self._made: dict[str, Page] = {}

    @classmethod
    def of(cls, text: str) -> "Bundle":
        """Raises ValueError for what `bundle` does not write."""
        try:
            raw = json.loads(text)
        except RecursionError as error:
            raise ValueError("no pages as bundle writes them: brackets without end") from error
        if not (isinstance(raw, dict) and all(isinstance(raw.get(name), list) for name in ("links", "blocks"))):
            raise ValueError("no pages as bundle writes them")
        pages = raw.get("pages")
        if not isinstance(pages, dict):
            raise ValueError("no pages as bundle writes them")
        return cls(raw["links"], raw["blocks"], pages)

    def get(self, key: str) -> Page | None:
        """The page kept under `key`; None for none. Raises ValueError where its record is damaged."""
        known = self._made.get(key)
        if known is None and key in self._pages:
            try:
                known = self._made[key] = self._page(*self._pages[key])
            except (TypeError, IndexError, AttributeError) as error:
                raise ValueError(f"no page as bundle writes it: {error}") from error
        return known

    def _page(self, rest: str, links: list[int], blocks: list[int]) -> Page:
        page = from_json(rest)
        if not isinstance(page, Page):
            raise ValueError("no page as bundle writes it: it is a document")
        return Page(
            page.url, page.title, page.heading, tuple(map(self._block, blocks)), tuple(map(self._link, links)), page.forms, page.tables,
            page.scripts, page.needs_browser, page.charset, page.doubtful_charset, page.problem,
        )  # fmt: skip

    def _link(self, number: int) -> Link:
        made = self._made_links[number]
        if made is None:
            text, url, href, heading, context, region, rel, above = self._links[number]
            made = self._made_links[number] = Link(text, url, href, heading, context, Region(region), rel, tuple(above))
        return made

    def _block(self, number: int) -> Block:
        made = self._made_blocks[number]
        if made is None:
            kind, text, level, region, links, url = self._blocks[number]
            made = self._made_blocks[number] = Block(BlockKind(kind), text, level, Region(region), tuple(links), url)
        return made
