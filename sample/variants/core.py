"""The same agency with fewer pages: all that belongs to an item and its rivals, a handful of news. A variant is crawled in seconds."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from sample.spec import PageSpec, Spec, load_spec

_OF_NO_ITEM = (
    "about/", "child/", "council/", "faq.html", "journal.html", "open-data.html", "otop/", "plans/disaster.html", "plans/drugs.html",
    "service/elderly.html", "service/health-fund.html", "service/tax.html", "service/waste.html", "staff/", "travel/", "website/",
)  # fmt: skip
_NEWS_OF_A_KIND = 3
_QUERIES_LEFT_OUT = ("/index.php?_mod=faq",)


@cache
def core_spec() -> Spec:
    """The specification without the pages that no item and no rival of an item needs."""
    spec = load_spec()
    pages = tuple(page for page in spec.pages if not page.path.startswith(_OF_NO_ITEM))
    gone = {f"/{page.path}" for page in spec.pages if page not in pages} | set(_QUERIES_LEFT_OUT)
    told = repr([page.body for page in pages]) + repr(spec.data)
    news = [post for kind in spec.news_kinds for post in spec.newest(kind, _NEWS_OF_A_KIND)]
    wanted = {item["truth"]["best"] for item in spec.items.values()}
    news += [post for post in spec.news if f"news: {post.title}" in wanted and post not in news]
    return replace(
        spec,
        pages=tuple(replace(page, body=_without(page, gone)) for page in pages),
        files=tuple(file for file in spec.files if file.path in told),
        news=tuple(sorted(news, key=lambda post: -post.number)),
        menu=tuple(_entries(spec.menu, gone)),
        side=tuple({**box, "links": [link for link in box["links"] if link[1] not in gone]} for box in spec.side),
        broken=tuple(path for path in spec.broken if path in told),
        routes={address: page for address, page in spec.routes.items() if page in {page.path for page in pages}},
    )


def _entries(menu: Iterable[Mapping[str, Any]], gone: set[str]) -> list[dict[str, Any]]:
    """The menu without what is gone, and without headings under which nothing is left."""
    kept = []
    for entry in menu:
        if entry.get("to") in gone:
            continue
        below = _entries(entry["below"], gone) if "below" in entry else None
        if below != []:
            kept.append({**entry, "below": below} if below else dict(entry))
    return kept


def _without(page: PageSpec, gone: set[str]) -> tuple[Any, ...]:
    """The page's pieces, lists of links without those that lead to pages that are gone."""
    return tuple(
        {**part, "links": [link for link in part["links"] if link[1] not in gone]} if isinstance(part, dict) and "links" in part else part
        for part in page.body
    )
