"""The made site of the crawl benchmark: the same seed gives the same site, of the promised size, and all evidence can be reached."""

from collections.abc import Mapping, Sequence

import pytest

from benchmarks.crawl.goal_addresses import key
from benchmarks.crawl.goal_made import NOISE, Piece, Site
from benchmarks.crawl.goal_paths import breadth_first, hrefs, link_graph, needed, shortest
from benchmarks.crawl.goal_reference import digest_of
from benchmarks.crawl.goal_runs import order_of, run_scrapy
from benchmarks.crawl.goal_site import make_site


@pytest.fixture(scope="module")
def site() -> Site:
    return make_site("banner", 1)


def test_the_same_seed_gives_the_same_site(site: Site) -> None:
    again = make_site("banner", 1)
    assert digest_of(again) == digest_of(site)
    pages = [address for address, leaf in site.leaves.items() if leaf.content_type == "text/html"][:: len(site.leaves) // 60]
    assert len(pages) > 40
    assert all(again.answer(address) == site.answer(address) for address in pages)
    paper = next(address for address, leaf in site.leaves.items() if leaf.content_type == "application/pdf")
    assert again.answer(paper) == site.answer(paper)


def test_another_seed_gives_another_site(site: Site) -> None:
    assert digest_of(make_site("banner", 2)) != digest_of(site)


@pytest.mark.parametrize(("layout", "seed"), [("scattered", 1), ("years", 1), ("php", 1), ("cms", 1), ("cms", 2)])
def test_a_site_has_the_promised_size(layout: str, seed: int) -> None:
    kinds = make_site(layout, seed).kinds()
    pages = sum(count for kind, count in kinds.items() if not kind.endswith("(document)"))
    noise = sum(count for kind, count in kinds.items() if kind in NOISE)
    assert pages >= 5000
    assert 3800 <= noise <= 4200
    assert kinds["older (document)"] >= 25
    assert kinds["procurement"] >= 480


def test_all_evidence_can_be_reached(site: Site) -> None:
    reached = link_graph(site).keys()
    assert len(site.pieces) >= 40
    assert [piece.name for piece in site.pieces if not piece.addresses & reached] == []
    assert {piece.item for piece in site.pieces} | _absent(site) >= {f"O{number}" for number in range(1, 44)}


def _absent(site: Site) -> set[str]:
    absent = {f"O{number}" for number in range(1, 44)} - {piece.item for piece in site.pieces}
    assert len(absent) <= 5
    return absent


def test_every_link_of_a_page_is_answered_but_for_session_ids(site: Site) -> None:
    for target in ("/", site.front, site.about["board"], site.about["calendar"], site.about["albums"]):
        links = hrefs(site, target)
        assert links
        assert [link for link in links if site.leaf(link) is None] == []


def test_sessions_and_the_order_of_a_query_do_not_make_another_page() -> None:
    assert key("/board?t=1&sid=abc&a=%E0%B8%81") == key("/board?a=ก&t=1") == "/board?a=ก&t=1"


GRAPH: Mapping[str, Sequence[str]] = {
    "/": ["menu", "news"],
    "menu": ["a", "b"],
    "a": ["a.pdf"],
    "b": ["b.pdf", "c"],
    "c": ["c.pdf"],
    "news": ["x"],
    "x": ["b.pdf"],
}


def _piece(name: str, *addresses: str) -> Piece:
    return Piece(name, name, frozenset(addresses))


def test_the_shortest_is_the_union_of_paths() -> None:
    pieces = [_piece("A", "a.pdf"), _piece("B", "b.pdf"), _piece("C", "c.pdf")]
    assert shortest(GRAPH, pieces, 1.0) == 8  # /, menu, a, a.pdf, b, b.pdf, c, c.pdf
    assert shortest(GRAPH, pieces, 0.5) == 6  # /, menu, a, a.pdf, b, b.pdf


def test_the_shortest_takes_the_nearest_of_equally_good_addresses() -> None:
    assert shortest(GRAPH, [_piece("A", "c.pdf", "b")], 1.0) == 3
    assert shortest(GRAPH, [_piece("A", "c.pdf"), _piece("B", "nowhere")], 1.0) == 5  # what cannot be reached is not asked for


def test_the_shortest_shares_ways_where_the_plain_union_would_not() -> None:
    graph = {"/": ["p", "q"], "p": ["e1"], "q": ["e1", "e2"]}
    assert shortest(graph, [_piece("E1", "e1"), _piece("E2", "e2")], 1.0) <= 5
    assert needed(43, 0.95) == 41
    assert needed(20, 0.95) == 19


def test_breadth_first_asks_in_the_order_of_links(site: Site) -> None:
    order = breadth_first(site, 60, lambda _: False)
    assert order[:3] == ["/robots.txt", "/", site.front]
    assert order[3:] == [link for link in hrefs(site, site.front) if link not in (site.front, "/")][:57]


def test_a_log_is_counted_by_what_was_answered() -> None:
    pieces = [_piece("A", "/a.pdf"), _piece("B", "/b?x=1&y=2", "/c")]
    order = order_of([("/robots.txt", 200), ("/a.pdf", 500), ("HEAD /c", 200), ("/b?y=2&x=1&sid=9", 200), ("/a.pdf", 200)], pieces)
    assert order.found_at == {"B": 4, "A": 5}
    assert (order.until(0.5), order.until(1.0), order.found_after(4)) == (4, 5, 1)
    assert order_of([("/", 200)], pieces).until(0.5) is None


def test_scrapy_asks_in_the_computed_order(site: Site) -> None:
    asked = [target for target, _ in run_scrapy(site, 40).requests]
    count = min(len(asked), 40)
    assert count >= 40
    assert [key(target) for target in asked[:count]] == [key(target) for target in breadth_first(site, 40, lambda _: False)]
