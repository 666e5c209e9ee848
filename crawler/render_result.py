"""What rendering a page gives, and the names of what can go wrong with it."""

from dataclasses import dataclass, field
from enum import StrEnum


class RenderProblem(StrEnum):
    """Why there is no HTML. The value is what people read, in a few words; details may follow after a colon."""

    TIME = "the page did not load in time"
    FAILED = "the page did not load"
    HANGS = "the page hangs in the browser"
    CRASHED = "the page crashed the browser"
    FILE = "the address gives a file, not a page"
    REDIRECTS = "the page redirects without end"
    BLANK = "the page is blank in the browser"
    TOO_LARGE = "the page is too large"
    STATUS = "HTTP"


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that a page gets. `quiet` and `unfinished` bound the wait for it to be quiet, the latter while it looks unfinished;
    `whole` bounds all together, whatever it does."""

    load: float = 20.0
    quiet: float = 3.0
    unfinished: float = 9.0
    expand: float = 20.0
    answer: float = 5.0  # for what takes a healthy page no time
    whole: float = 70.0


PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class ClickedLink:
    """An address that a click would have opened."""

    text: str  # of what was clicked; "" when the page wanted to go there by itself
    url: str


@dataclass(frozen=True, slots=True)
class Traffic:
    """What one page or a whole session asked the network for. `cached` came from what earlier pages loaded; `held` counts requests that
    did not go out, by reason: heavy, side_show, changes."""

    requests: int = 0
    cached: int = 0
    held: dict[str, int] = field(default_factory=dict)

    def plus(self, other: "Traffic") -> "Traffic":
        held = {reason: self.held.get(reason, 0) + other.held.get(reason, 0) for reason in {**self.held, **other.held}}
        return Traffic(self.requests + other.requests, self.cached + other.cached, held)


@dataclass(frozen=True, slots=True)
class Rendered:
    """`html` holds the page after the clicks, with what they took away again and the links they would have opened put back in."""

    html: str
    final_url: str
    status: int | None
    clicks: int
    links_seen: tuple[ClickedLink, ...]
    problem: str = ""  # "" or one line that begins with a RenderProblem: why there is no html
    traffic: Traffic = field(default_factory=Traffic)
    unfinished: bool = False  # the clicks ended before all that opens was opened: more may be on the page than `html` holds
    views: int = 0  # of the page's own router (#/...) that were looked at; they stand in the HTML one after the other


def problem_of(error: str) -> str:
    """The problem that the browser's own words speak of."""
    said = " ".join(error.split())[:150]
    low = said.lower()
    if "download" in low:
        return RenderProblem.FILE
    if "too_many_redirects" in low:
        return RenderProblem.REDIRECTS
    if "crash" in low or "target closed" in low or "has been closed" in low:
        return RenderProblem.CRASHED
    return f"{RenderProblem.FAILED}: {said}"
