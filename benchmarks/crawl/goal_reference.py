"""What a site alone tells: the shortest known, and breadth first computed. Kept in goal_reference.json, since both take a minute a site.

Textbook Scrapy asks for the start address a second time if a page links to it,
so its counts are one higher (529 and 530, 2238 and 2239)."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.crawl.goal_addresses import key
from benchmarks.crawl.goal_paths import breadth_first, link_graph, shortest
from benchmarks.crawl.goal_runs import SHARES, Order, order_of
from benchmarks.crawl.goal_site import Site

FILE = Path(__file__).with_name("goal_reference.json")
MOST = 15_000  # requests of a crawl breadth first


def reference(site: Site) -> tuple[dict[float, int], Order]:
    """Requests of the shortest by share, and breadth first until all is found or MOST; worked out anew if the site is another one."""
    name, digest = f"{site.layout}/{site.seed}", digest_of(site)
    known = _kept().get(name, {})
    if known.get("digest") != digest:
        known = {"digest": digest, **_worked_out(site)}
        kept = _kept() | {name: known}
        FILE.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n", encoding="utf-8")
    return _read(known, tuple(piece.name for piece in site.pieces))


def _kept() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return kept


def digest_of(site: Site) -> str:
    """Another one for a site with other addresses, titles or evidence."""
    told = [(address, leaf.kind, leaf.title) for address, leaf in site.leaves.items()]
    pieces = [(piece.name, sorted(piece.addresses)) for piece in site.pieces]
    return hashlib.sha256(json.dumps([told, pieces, site.menu]).encode()).hexdigest()[:16]


def _worked_out(site: Site) -> dict[str, Any]:
    graph = link_graph(site)
    owners = {address: piece.name for piece in site.pieces for address in piece.addresses}
    left = {piece.name for piece in site.pieces}

    def enough(target: str) -> bool:
        left.discard(owners.get(key(target), ""))
        return not left

    order = order_of([(target, 200) for target in breadth_first(site, MOST, enough)], site.pieces)
    found = dict(sorted(order.found_at.items(), key=lambda pair: pair[1]))
    least = {str(share): shortest(graph, site.pieces, share) for share in SHARES}
    return {"shortest": least, "breadth_first": {"requests": order.count, "found_at": found}}


def _read(kept: Mapping[str, Any], names: tuple[str, ...]) -> tuple[dict[float, int], Order]:
    breadth = kept["breadth_first"]
    return {share: kept["shortest"][str(share)] for share in SHARES}, Order(breadth["requests"], breadth["found_at"], names)
