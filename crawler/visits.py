"""What came of each address, while the crawl runs and as Resources at its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from crawler.targets import Target
from oit.snapshot import FetchFailure, NotFetched, Resource, Sighting


def now() -> str:
    """This moment, ISO 8601 with offset, whole seconds."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


# The answer to a second try would be the same.
_LASTING = frozenset({
    FetchFailure.LOGIN, FetchFailure.TOO_LARGE, FetchFailure.BLOCKED_ADDRESS, FetchFailure.ROBOTS, FetchFailure.NO_SUCH_HOST,
    FetchFailure.NEEDS_BROWSER, FetchFailure.CLIENT_ERROR,
})  # fmt: skip


@dataclass(slots=True, eq=False)
class Visit:
    """One address that was asked for. Bodies are not held: they went to the sink as they came."""

    target: Target
    final_url: str = ""
    status: int | None = None
    failure: FetchFailure | None = None
    content_type: str = ""
    sha256: str = ""
    size: int = 0
    fetched_at: str = ""
    rendered: bool = False
    render_sha256: str = ""
    detail: str = ""
    kind: str = ""  # html, pdf ... ; "" when nothing came
    is_start: bool = False
    done: bool = False
    patience: float = 1.0  # how many times as long as usual an answer is waited for
    outside: str = ""  # the kind of outside place it lies at
    cut: bool = False  # of the page that came only a part is kept
    unfinished: bool = False  # the browser left something unopened
    complete: bool = False  # rendering pages like it showed nothing more
    withdrawn: NotFetched | None = None  # why it counts as not asked for after all
    unchanged_since: str = ""  # the server said that it is what it was: since when its body is held

    @property
    def troubled(self) -> bool:
        """Did it give nothing to read, for a reason that may pass?"""
        return self.failure is not None and not self.failure.permanent and self.failure not in _LASTING

    @property
    def came(self) -> bool | None:
        """Did the address give something of its own? False where the site says that nothing is there; None where nobody can tell: after
        trouble, and where it only leads to the front page."""
        if self.failure is not None and not self.failure.in_part:
            return False if self.failure.permanent else None
        home = urlsplit(self.final_url).path in ("", "/") and urlsplit(self.target.url).path not in ("", "/")
        return None if home else True

    def fail(self, failure: FetchFailure, detail: str) -> None:
        self.failure, self.detail = failure, detail

    def take_over(self, other: "Visit") -> None:
        """The redirect led to an address that was asked for before."""
        self.final_url, self.status, self.failure, self.content_type = other.final_url, other.status, other.failure, other.content_type
        self.sha256, self.size, self.fetched_at = other.sha256, other.size, other.fetched_at
        self.rendered, self.render_sha256, self.detail = other.rendered, other.render_sha256, other.detail
        self.unchanged_since = other.unchanged_since

    def resource(self) -> Resource:
        """What came of the address itself."""
        return self._resource(self.target.url, () if self.is_start else self.target.in_order)

    def resources(self) -> Iterator[Resource]:
        """The Resource, and one for each other spelling under which links led here: same final address, same bytes."""
        seen = self.target.in_order
        yield self.resource()
        for url in self.target.variants:
            if url != self.final_url and seen:
                yield self._resource(url, seen)

    def _resource(self, url: str, seen: tuple[Sighting, ...]) -> Resource:
        return Resource(
            url=url, final_url=self.final_url or self.target.url, status=self.status, failure=self.failure, content_type=self.content_type,
            sha256=self.sha256, size=self.size, fetched_at=self.fetched_at, seen=seen, rendered=self.rendered,
            render_sha256=self.render_sha256, detail=self.detail, unfinished=self.unfinished,
            complete=self.complete, outside=self.outside, unchanged_since=self.unchanged_since if self.sha256 else "",
        )  # fmt: skip
