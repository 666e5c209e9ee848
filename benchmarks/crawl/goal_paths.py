"""Orders of requests that need no crawler: the shortest that finds the evidence, and breadth first.

`shortest` grows a tree from the front page. At each step it takes the piece of evidence that is fewest requests away from any page
it already has (Takahashi and Matsuyama's heuristic for Steiner trees); of equal ones the first by name, of equal paths the one whose
links stand first. That is compared with the plain union of shortest link paths from the front page (each piece at its nearest address,
parents by the order of links, pieces nearest first), and the one that reaches the wanted share with fewer requests counts; so it is
never above the plain union. The front page counts, robots.txt does not.
"""

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser
from w3lib.url import canonicalize_url

from benchmarks.crawl.goal_addresses import key
from benchmarks.crawl.goal_made import NOISE, Piece, Site

HOST = "http://www.agency.example"
_ASIDE = NOISE - {"news"}  # these lead only to themselves, to news and to the frame
_NO_PAGE = (".png", ".jpg", ".gif", ".css", ".js")
Graph = Mapping[str, Sequence[str]]  # from each address to those its page links to, in the order of the page


def hrefs(site: Site, target: str) -> list[str]:
    """Path and query of every link of the page to the site itself, in order, each once."""
    found_leaf = site.leaf(target)
    answer = site.answer(target) if found_leaf is not None and found_leaf[0].content_type == "text/html" else None
    if answer is None:
        return []
    tree = LexborHTMLParser(answer.body.decode("utf-8" if site.charset == "utf-8" else "cp874"))
    given = ((node.attributes["href"] or "").partition("#")[0] for node in tree.css("a[href], area[href]"))
    return list(dict.fromkeys(href for href in given if _inside(href)))


def _inside(href: str) -> bool:
    """The site writes its own addresses from the root on."""
    return href.startswith("/") and not href.lower().endswith(_NO_PAGE)


def link_graph(site: Site) -> dict[str, list[str]]:
    """Which address leads to which, from "/" on, by `key`. Pages of noise other than news are leaves: they lead to nothing new."""
    graph: dict[str, list[str]] = {}
    waiting = deque([("/", "/")])
    while waiting:
        name, target = waiting.popleft()
        if name in graph:
            continue
        found = site.leaf(target)
        out = {key(other): other for other in hrefs(site, target)} if found is not None and found[0].kind not in _ASIDE else {}
        graph[name] = list(out)
        waiting.extend((other, at) for other, at in out.items() if other not in graph)
    return graph


@lru_cache(maxsize=100_000)
def _canonical(target: str) -> str:
    return canonicalize_url(f"{HOST}{target}")


def needed(pieces: int, share: float) -> int:
    """How many pieces are `share` of them all."""
    return math.ceil(share * pieces - 1e-9)


def shortest(graph: Graph, pieces: Sequence[Piece], share: float, start: str = "/") -> int:
    """Fewest requests known that reach `share` of the pieces that can be reached from `start`; see the module's text."""
    reachable = [piece for piece in pieces if piece.addresses & _from(graph, [start]).keys()]
    goal = needed(len(reachable), share)
    return min(_requests(order, reachable, goal) for order in (_grown(graph, reachable, goal, start), _plain(graph, reachable, start)))


def _requests(order: Iterable[str], pieces: Sequence[Piece], goal: int) -> int:
    seen: set[str] = set()
    for count, address in enumerate(order, 1):
        seen.add(address)
        if sum(1 for piece in pieces if piece.addresses & seen) >= goal:
            return count
    raise ValueError("goal_paths: the order ends before the goal is reached")


def _from(graph: Graph, starts: Iterable[str]) -> dict[str, str]:
    """Breadth first from several pages: every reachable address and the page before it ("" for a start), nearest first."""
    before = dict.fromkeys(starts, "")
    waiting = deque(before)
    while waiting:
        here = waiting.popleft()
        for other in graph.get(here, ()):
            if other not in before:
                before[other] = here
                waiting.append(other)
    return before


def _path(before: Mapping[str, str], address: str) -> list[str]:
    path = [address]
    while before[path[-1]]:
        path.append(before[path[-1]])
    return path[::-1]


def _plain(graph: Graph, pieces: Sequence[Piece], start: str) -> Iterator[str]:
    before = _from(graph, [start])
    place = {address: at for at, address in enumerate(before)}
    nearest = [min((address for address in piece.addresses if address in before), key=place.__getitem__) for piece in pieces]
    paths = sorted((_path(before, address) for address in nearest), key=len)
    yield from dict.fromkeys(address for path in paths for address in path)


def _grown(graph: Graph, pieces: Sequence[Piece], goal: int, start: str) -> Iterator[str]:
    tree = {start: None}
    yield start
    for _ in range(goal):
        left = [piece for piece in pieces if not piece.addresses & tree.keys()]
        if not left:
            return
        before = _from(graph, tree)
        wanted = {address for piece in left for address in piece.addresses}
        found = next(address for address in before if address in wanted)
        for address in _path(before, found):
            if address not in tree:
                tree[address] = None
                yield address


def breadth_first(site: Site, most: int, enough: Callable[[str], bool]) -> list[str]:
    """The requests of a textbook crawl, first found first asked for, robots.txt before: until `enough` says so of one, or `most`."""
    order, waiting, seen = ["/robots.txt"], deque(["/"]), {_canonical("/")}
    while waiting and len(order) < most:
        target = waiting.popleft()
        order.append(target)
        if enough(target):
            break
        for other in hrefs(site, target):
            name = _canonical(other)
            if name not in seen:
                seen.add(name)
                waiting.append(other)
    return order
