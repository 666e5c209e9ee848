"""site.yaml as values: the agency, its menu, pages, files, news, and what is true of each item."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
NEWS_ON_A_PAGE = 12


@dataclass(frozen=True, slots=True)
class PageSpec:
    path: str  # below the site's root, "board.html"
    title: str
    body: tuple[Any, ...]  # pieces as templates/blocks.html takes them
    charset: str = "utf-8"


@dataclass(frozen=True, slots=True)
class FileSpec:
    path: str
    title: str
    day: date  # its date of making
    body: tuple[Any, ...]  # pieces as blocks.read_blocks takes them
    scan: bool = False


@dataclass(frozen=True, slots=True)
class News:
    number: int
    day: date
    kind: str  # a key of news_kinds
    title: str
    body: tuple[str, ...]

    @property
    def path(self) -> str:
        return f"news/{self.number}.html"


@dataclass(frozen=True, slots=True)
class Spec:
    """The whole specification. `routes` leads from an address with a query to the page that answers it."""

    agency: Mapping[str, Any]
    day: date
    fiscal_year: int
    form: str
    menu: tuple[Any, ...]
    side: tuple[Any, ...]
    pages: tuple[PageSpec, ...]
    files: tuple[FileSpec, ...]
    news: tuple[News, ...]  # newest first
    news_kinds: Mapping[str, str]
    data: Mapping[str, Any]
    charts: Mapping[str, Any]
    items: Mapping[str, Any]
    broken: tuple[str, ...]
    routes: Mapping[str, str]

    def newest(self, kind: str, count: int = 8) -> tuple[News, ...]:
        """The latest news of one kind, newest first."""
        return tuple(news for news in self.news if news.kind == kind)[:count]

    def list_pages(self) -> int:
        """How many pages the list of all news has."""
        return math.ceil(len(self.news) / NEWS_ON_A_PAGE)

    def html_paths(self) -> tuple[str, ...]:
        """Every page that is built and that a reader can come to."""
        lists = (list_path(number) for number in range(1, self.list_pages() + 1))
        return (*(page.path for page in self.pages), *(news.path for news in self.news), *lists)


def list_path(number: int) -> str:
    return f"news-list-{number}.html"


def list_address(number: int) -> str:
    """The address of a page of the news list, the way its pager writes it."""
    return "/news-list-1.html" if number == 1 else f"/index.php?_mod=news&p={number}"


@cache
def load_spec() -> Spec:
    """Reads sample/site.yaml. KeyError or ValueError tells of a mistake in it."""
    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where PyYAML was built with it
    raw = yaml.load((FOLDER / "site.yaml").read_text("utf-8"), fast)
    shown = [entry for item in raw["items"].values() for entry in item.get("shows", ())] + raw["pages"]
    news = _news(raw["news"])
    lists = range(2, math.ceil(len(news) / NEWS_ON_A_PAGE) + 1)
    return Spec(
        agency=raw["agency"],
        day=raw["day"],
        fiscal_year=raw["fiscal_year"],
        form=raw["form"],
        menu=tuple(raw["menu"]),
        side=tuple(raw["side"]),
        pages=tuple(_page(entry) for entry in shown if "page" in entry),
        files=tuple(_file(entry) for entry in shown if "file" in entry),
        news=news,
        news_kinds=raw["news_kinds"],
        data=raw["data"],
        charts=raw["charts"],
        items=raw["items"],
        broken=tuple(raw["broken"]),
        routes={**raw["routes"], **{list_address(number): list_path(number) for number in lists}},
    )


def _page(entry: Mapping[str, Any]) -> PageSpec:
    return PageSpec(entry["page"], entry["title"], tuple(entry["body"]), entry.get("charset", "utf-8"))


def _file(entry: Mapping[str, Any]) -> FileSpec:
    return FileSpec(entry["file"], entry["title"], entry["date"], tuple(entry["body"]), entry.get("scan", False))


def _news(raw: list[list[Any]]) -> tuple[News, ...]:
    oldest_first = sorted(raw, key=lambda entry: entry[0])
    made = [News(101 + at, day, kind, title, tuple(body)) for at, (day, kind, title, *body) in enumerate(oldest_first)]
    return tuple(reversed(made))
