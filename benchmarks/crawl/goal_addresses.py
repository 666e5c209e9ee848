"""Addresses as the technologies of real agency sites make them: some say what they lead to, some say nothing."""

import datetime as dt
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

SESSION_NAMES = frozenset({"sid", "PHPSESSID"})
STYLES = ("flat", "php", "wordpress", "joomla")
_SORTS = {
    "flat": ("sort", "dir", "show", "y"),
    "php": ("sort", "dir", "show", "y"),
    "wordpress": ("orderby", "order", "posts_per_page", "y"),
    "joomla": ("filter_order", "filter_order_Dir", "limit", "y"),
}
_PATTERNS = {
    "flat": {
        "page": "/content/information/{n}",
        "list": "/datacenter/doc_list/{n}/page/{page}",
        "detail": "/datacenter/doc_view/{n}",
        "article": "/news/detail/{n}/data.html",
        "news": "/news/list/{n}/page/{page}",
        "album": "/gallery/detail/{n}",
        "albums": "/gallery/list/{page}",
        "photo": "/gallery/photo/{n}",
        "month": "/calendar/{year}/{month}",
        "day": "/calendar/{year}/{month}/{day}",
        "tag": "/tag/{title}/{page}",
        "print": "/news/print/{n}",
        "topic": "/webboard/view/{n}",
        "board": "/webboard/list/{page}",
        "file": "/files/com_{folder}/{year}-{month:02}_{code}.{ending}",
    },
    "php": {
        "page": "/index.php?mod=page&id={n}",
        "list": "/index.php?mod=doc&cat={n}&page={page}",
        "detail": "/index.php?mod=doc_view&id={n}",
        "article": "/index.php?mod=news_view&id={n}",
        "news": "/index.php?mod=news&cat={n}&page={page}",
        "album": "/gallery.php?aid={n}",
        "albums": "/gallery.php?page={page}",
        "photo": "/photo.php?pid={n}",
        "month": "/calendar.php?m={month}&y={year}",
        "day": "/calendar.php?d={day}&m={month}&y={year}",
        "tag": "/search.php?q={title}&page={page}",
        "print": "/print.php?id={n}",
        "topic": "/board/viewtopic.php?t={n}",
        "board": "/board/viewforum.php?f=1&start={page}",
        "file": "/fileupload/{code}.{ending}",
    },
    "wordpress": {
        "page": "/{title}/",
        "list": "/category/{title}/page/{page}/",
        "detail": "/{year}/{month:02}/{day:02}/{title}-{n}/",
        "article": "/{year}/{month:02}/{day:02}/{title}-{n}/",
        "news": "/category/{title}/page/{page}/",
        "album": "/album/{title}-{n}/",
        "albums": "/gallery/page/{page}/",
        "photo": "/attachment/img_{n}/",
        "month": "/events/month/{year}-{month:02}/",
        "day": "/events/{year}-{month:02}-{day:02}/",
        "tag": "/tag/{title}/page/{page}/",
        "print": "/?p={n}&print=pdf-preview",
        "topic": "/forums/topic/{n}/",
        "board": "/forums/page/{page}/",
        "file": "/wp-content/uploads/{year}/{month:02}/{name}.{ending}",
    },
    "joomla": {
        "page": "/index.php?option=com_content&view=article&id={n}&Itemid={item}",
        "list": "/index.php?option=com_content&view=category&id={n}&Itemid={item}&start={page}",
        "detail": "/index.php?option=com_content&view=article&id={n}&catid=9&Itemid={item}",
        "article": "/index.php?option=com_content&view=article&id={n}&catid=2&Itemid={item}",
        "news": "/index.php?option=com_content&view=category&id={n}&Itemid={item}&start={page}",
        "album": "/index.php?option=com_phocagallery&view=category&id={n}",
        "albums": "/index.php?option=com_phocagallery&view=categories&start={page}",
        "photo": "/index.php?option=com_phocagallery&view=detail&id={n}",
        "month": "/index.php?option=com_jevents&task=month.calendar&year={year}&month={month}",
        "day": "/index.php?option=com_jevents&task=day.listevents&year={year}&month={month}&day={day}",
        "tag": "/index.php?option=com_tags&view=tag&id={title}&start={page}",
        "print": "/index.php?option=com_content&view=article&id={n}&tmpl=component&print=1",
        "topic": "/index.php?option=com_kunena&view=topic&id={n}",
        "board": "/index.php?option=com_kunena&view=category&start={page}",
        "file": "/images/{folder}/{year}/{code}.{ending}",
    },
}  # fmt: skip
_FIRST_PAGE = re.compile(r"(?:/page)?/1(?=/?$)|&(?:page|start)=1$|(?<=gallery\.php)\?page=1$")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one site; the same words and numbers give the same address."""

    style: str

    def of(self, kind: str, n: int = 0, title: str = "", day: dt.date | None = None, page: int = 1) -> str:
        """The address, as it stands in a link (percent-encoded), without host."""
        when = day or dt.date(2023, 1, 16)
        slug = quote(_slug(title, n))
        address = _PATTERNS[self.style][kind].format(
            n=n, page=page, item=100 + n % 60, title=slug, year=when.year, month=when.month, day=when.day,
        )  # fmt: skip
        return _FIRST_PAGE.sub("", address) if page == 1 else address

    def month(self, year: int, month: int) -> str:
        return _PATTERNS[self.style]["month"].format(year=year, month=month)

    def day(self, year: int, month: int, day: int) -> str:
        return _PATTERNS[self.style]["day"].format(year=year, month=month, day=day)

    def file(self, ending: str, n: int, title: str, day: dt.date, rng: random.Random) -> str:
        """A document's address. Names that say something are for the minority that has them."""
        code = f"{rng.randrange(10**9):09}{n}"
        name = rng.choice((quote(_slug(title, n)), f"doc{n}", f"{n}-{code[:5]}", f"scan_{code[:6]}"))
        folder = rng.choice(("content", "networknews", "travel", "paper"))
        return _PATTERNS[self.style]["file"].format(
            folder=folder, year=day.year, month=day.month, code=code, name=f"{name}-{n}", ending=ending
        )

    def sorted_by(self, address: str, options: Mapping[str, str]) -> str:
        """A list's address with options of order and filter."""
        given = urlencode(options)
        return f"{address}{'&' if '?' in address else '?'}{given}" if given else address

    @property
    def sorts(self) -> tuple[str, ...]:
        """Names of the options: order, direction, number on a page, year."""
        return _SORTS[self.style]


def _slug(title: str, n: int) -> str:
    words = "".join(letter if letter.isalnum() or "\u0e00" <= letter <= "\u0e7f" else "-" for letter in title.lower())
    return "-".join(part for part in words.split("-") if part)[:60] or f"p{n}"


@lru_cache(maxsize=100_000)
def key(target: str) -> str:
    """What a server takes for the same address: percent signs decoded, the order of the query and session ids without meaning."""
    parts = urlsplit(target)
    query = sorted((name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in SESSION_NAMES)
    path = unquote(parts.path or "/")
    return f"{path}?{'&'.join(f'{name}={value}' for name, value in query)}" if query else path
