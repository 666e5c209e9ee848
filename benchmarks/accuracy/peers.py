"""What others would say of the same sites: all present, all absent, and plain likeness of texts with the items' titles."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from benchmarks.accuracy.metrics import Case, Verdict, measure
from oit.content import BlockKind, Page, Region
from oit.pack import Item, Pack
from oit.snapshot import SiteSnapshot
from oit.thai import arabic_digits

THRESHOLDS = range(40, 96, 5)
_CODE = re.compile(r"^\s*(?:OIT|O)\s*\d{1,2}\s*[.:)-]?\s*", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)25[5-7]\d(?!\d)")
_ALL_PRESENT, _ALL_ABSENT = Verdict("present", "current"), Verdict("absent", "not_checked")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The text of a site most like an item's title: how like (0-100), its newest year (Buddhist era, None without one), where it leads."""

    score: float
    year: int | None
    url: str


def likenesses(snapshot: SiteSnapshot, pack: Pack) -> Mapping[str, Likeness]:
    """By item code, for each item that any text is like. Links that lead nowhere are left out, item codes before a text cut off, and where
    a text names no year the newest of the page or document's opening that it leads to is taken: all in favour of this peer."""
    texts = list(_texts(snapshot))
    words = [_CODE.sub("", text) for text, _ in texts]
    openings = {r.final_url: d.pages[0] for r, d in snapshot.documents() if d.pages}
    openings |= {r.final_url: _content_text(page) for r, page in snapshot.pages()}
    found = {}
    for item in pack.items:
        best = process.extractOne(item.title_th, words, scorer=fuzz.ratio)
        if best is not None:
            text, url = texts[best[2]]
            year = _newest_year(text) or _newest_year(openings.get(url, ""))
            found[item.code] = Likeness(best[1], year, url)
    return found


def _texts(snapshot: SiteSnapshot) -> Iterator[tuple[str, str]]:
    for _, page in snapshot.pages():
        yield from ((link.text, link.url) for link in page.links if link.text and link.url)
        yield from ((block.text, page.url) for block in page.blocks if block.kind is BlockKind.HEADING and block.text)


def _content_text(page: Page) -> str:
    return "\n".join(block.text for block in page.blocks if block.region is Region.CONTENT)


def _newest_year(text: str) -> int | None:
    return max((int(year) for year in _YEAR.findall(arabic_digits(text))), default=None)


def by_likeness(found: Likeness | None, item: Item, fiscal_year: int, threshold: float) -> Verdict:
    """Present from `threshold` on; its period the newest year found."""
    if found is None or found.score < threshold:
        return _ALL_ABSENT
    if item.period.kind == "none":
        return Verdict("present", "not_required", found.url)
    if found.year is None:
        return Verdict("present", "undated", found.url)
    return Verdict("present", "current" if found.year >= fiscal_year + item.period.offset else "outdated", found.url)


def all_present(cases: Sequence[Case]) -> list[Case]:
    return [replace(case, verdict=_ALL_PRESENT) for case in cases]


def all_absent(cases: Sequence[Case]) -> list[Case]:
    return [replace(case, verdict=_ALL_ABSENT) for case in cases]


Judged = Sequence[tuple[Case, Likeness | None, Item, int]]  # a case, the likest text of its site, its item, the assessed year


def likeness_at(judged: Judged, threshold: float) -> list[Case]:
    return [replace(case, verdict=by_likeness(found, item, year, threshold)) for case, found, item, year in judged]


def best_threshold(judged: Judged) -> int:
    """The threshold with the best mean of recall and specificity on these very labels, which favours the peer; the lowest of equals."""

    def balance(threshold: int) -> float:
        metrics = measure(likeness_at(judged, threshold))
        return sum(share.hits / max(1, share.of) for share in (metrics.recall, metrics.specificity))

    return max(THRESHOLDS, key=lambda threshold: (balance(threshold), -threshold))
