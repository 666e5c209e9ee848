"""What a check is: a small question to a scene, with a yes, a no, or a "cannot tell", and the words that answer it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from oit.scene import Scene
from oit.site_index import SiteIndex

Matches = Callable[[str], Mapping[str, float]]  # a text -> topics it names, with scores


@dataclass(frozen=True, slots=True)
class Seen:
    """`yes` is None where nobody could tell (a scan, a file that does not open)."""

    yes: bool | None
    snippet: str = ""


YES, NO, UNKNOWN = Seen(True), Seen(False), Seen(None)


@dataclass(frozen=True, slots=True)
class Context:
    """What checks may know besides the scene: the item's topics, the pack's lists of words, the site, the year and the day."""

    topics: tuple[str, ...]  # the item's topic and its further names
    word_lists: Mapping[str, tuple[str, ...]]
    marks: Mapping[str, tuple[str, ...]]
    site: SiteIndex
    matches: Matches
    accept: float
    review: float
    fiscal_year: int
    today: dt.date
    series: tuple[str, ...] = ()  # what the site's links and papers of this item are called: a series may be spread over pages

    def score(self, text: str) -> float:
        """How well a text names the item, 0-100."""
        scores = self.matches(text)
        return max((scores.get(topic, 0.0) for topic in self.topics), default=0.0)

    def words(self, args: Mapping[str, object], name: str = "any") -> tuple[str, ...]:
        """The words of an argument: a list, or the name of one of the pack's lists."""
        value = args.get(name, ())
        if isinstance(value, str):
            return self.word_lists[value]
        return tuple(str(word) for word in value) if isinstance(value, list | tuple) else ()


Check = Callable[[Scene, Mapping[str, object], Context], Seen]


def least(args: Mapping[str, object], default: int = 1) -> int:
    value = args.get("least", default)
    return value if isinstance(value, int) else default


def around(text: str, start: int, width: int = 120) -> str:
    """The words around a place in a text, on one line."""
    piece = text[max(0, start - width // 3) : start + width]
    return " ".join(piece.split())
