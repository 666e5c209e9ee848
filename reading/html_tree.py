"""A parsed page as one flat list of steps, made once."""

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from reading.html_openings import OPENINGS, SKIPPED, Opening
from reading.html_regions import Attributes

MOST_STEPS = 300_000  # nodes met, elements twice; the reading of a page ends there
_DEEP = frozenset(("title", "option", "video"))  # read at once with what stands below them, which is no step


class Element:
    """One element of the page; `key` is the number of the step at which it opens, `above` the element around it. A survey notes what
    stands before it: how many texts, letters, things, and letters outside links."""

    __slots__ = ("above", "depth", "key", "length", "node", "opening", "plain", "tag", "texts", "things")

    def __init__(self, node: LexborNode, key: int, tag: str, opening: Opening, depth: int, above: "Element | None") -> None:
        self.node, self.key, self.tag, self.opening, self.depth, self.above = node, key, tag, opening, depth, above
        self.texts = self.length = self.things = self.plain = 0

    @property
    def attributes(self) -> Attributes:
        return self.opening.attributes

    def classes(self) -> str:
        return self.opening.classes[:200]


Step = Element | str | None  # an element opens, a text, the innermost element closes


def steps_of(root: LexborNode, like: Sequence[Step] = ()) -> tuple[list[Step], int]:
    """The page below `root` in document order, without comments and what stands below SKIPPED, at most MOST_STEPS + 1 steps of it; and
    how many of its first steps are those of `like`, the steps of another page. Their elements are then taken over, for this page."""
    steps: list[Step] = []
    node: LexborNode | None = root
    above: Element | None = None
    depth, alike, most = 0, 0, len(like)
    while node is not None and len(steps) <= MOST_STEPS:
        tag, place = node.tag or "", len(steps)
        child = None
        if tag == "-text":
            text = node.text_content or ""
            steps.append(text)
            if alike == place < most and like[place] == text:
                alike += 1
        elif tag[:1] not in "-!":
            opening = OPENINGS[tag, *node.attributes.items()]
            twin = like[place] if alike == place < most else None
            if type(twin) is Element and twin.opening is opening and tag not in _DEEP:
                above, twin.node = twin, node
                alike += 1
            else:
                above = Element(node, place, tag, opening, depth, above)
            steps.append(above)
            child = None if tag in SKIPPED else node.first_child
            if child is None:
                steps.append(None)
                alike += alike == place + 1 < most and like[alike] is None
                above = above.above
        if child is not None:
            node, depth = child, depth + 1
            continue
        following = node.next if depth else None
        while following is None and depth and above is not None:
            alike += alike == len(steps) < most and like[alike] is None
            steps.append(None)
            following = above.node.next if depth > 1 else None
            above, depth = above.above, depth - 1
        node = following
    return steps, alike
