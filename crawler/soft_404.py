"""Sites that answer any address at all with status 200: when two pages are the same one, and what address to ask to be sure. Pure.

Such an answer makes dead links look alive. It is recognised by what two addresses of the site have in common, and proven by an address that
surely does not exist: what answers that too says nothing about any address.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from posixpath import splitext
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from oit.content import Block, BlockKind, Page, Region

MOST_BLOCKS = 3_000  # of a page that are compared; longer pages are no such answers
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_TOKEN = re.compile(r"(?=[A-Za-z+/_=-]*\d)(?=[\d+/_=-]*[A-Za-z])[A-Za-z0-9+/_=-]{8,}|[A-Za-z0-9+/_=-]{24,}")
_LEAST_NAME = 6  # letters of an address's last part that is taken out where it stands alone
# What the pages of script applications have in their HTML: every address gives the same, and scripts make the page of it.
_SCRIPT_SHELL = re.compile(
    rb"""\bid\s*=\s*["']?(?:root|app|__next|__nuxt|___gatsby|react-root|svelte|main-app|q-app|page-app)["'\s>]|<app-root|<router-view
    |\bng-(?:app|view|version)\b|\bui-view\b|\bdata-(?:reactroot|server-rendered|v-app|page)\b|__NEXT_DATA__|__NUXT__
    |flutter_bootstrap|\btype\s*=\s*["']?module""",
    re.IGNORECASE | re.VERBOSE,
)
_ASKS_WHERE_IT_IS = re.compile(rb"\blocation\s*\.\s*(?:pathname|href|hash|search)")
_FETCHES = re.compile(rb"\bfetch\s*\(|XMLHttpRequest|\.(?:ajax|getJSON|load)\s*\(|\$\.get\s*\(|\baxios\b")


def likeness(page: Page, body: bytes, address: str) -> frozenset[str]:
    """Keys of what the page says. Two pages that share one are the same page: byte for byte, or but for numbers, times and tokens, with or
    without the asked `address` in it. Pictures, files and forms that a page shows count as well as its words."""
    exact = hashlib.sha256(body).hexdigest()
    return frozenset({exact, _digest(_said(page, ())), _digest(_said(page, tuple(_spellings(address))))})


def may_answer_for_any(page: Page, body: bytes) -> bool:
    """Can the page be an answer that is the same for any address, and nothing more? Not one that scripts make a page of, that asks for a
    login, or that was not read whole."""
    if page.needs_browser or page.problem or len(page.blocks) > MOST_BLOCKS or any(link.rel in ("frame", "refresh") for link in page.links):
        return False
    if any(field.kind == "password" for form in page.forms if form.region is Region.CONTENT for field in form.fields):
        return False
    by_script = _ASKS_WHERE_IT_IS.search(body) is not None and _FETCHES.search(body) is not None
    return not by_script and _SCRIPT_SHELL.search(body) is None


def no_such_address(address: str) -> str:
    """An address in the same folder, with the same ending, that surely does not exist; always the same for the same folder."""
    split = urlsplit(address)
    folder, _, name = split.path.rstrip("/").rpartition("/")
    ending = "/" if split.path.endswith("/") and name else splitext(name)[1][:8]
    token = hashlib.sha256(f"{split.netloc}{folder}".encode()).hexdigest()[:12]
    return urlunsplit((split.scheme, split.netloc, f"{folder}/no-such-page-{token}{ending}", "", ""))


def folder_kind(address: str) -> tuple[str, str, str]:
    """What one proof holds for: host, first folder, ending. A site's parts may be made by different programs."""
    split = urlsplit(address)
    folders = split.path.strip("/").split("/")
    ending = "/" if split.path.endswith("/") else splitext(folders[-1])[1].lower()
    return split.netloc, folders[0] if len(folders) > 1 else "", ending


def _digest(features: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(features).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _said(page: Page, asked: tuple[str, ...]) -> Iterator[str]:
    """Everything a visitor sees, one feature a line, without what changes from answer to answer."""
    yield _steady(page.title, asked)
    for block in page.blocks:
        yield f"{block.kind} {_steady(block.text, asked)}"
        if block.url:
            yield _file_of(block)
        if block.region is Region.CONTENT:
            yield from (_steady_query(page.links[index].href) for index in block.links if index < len(page.links))
    for form in page.forms:
        yield from (f"{field.kind} {_steady(field.label, asked)}" for field in form.fields if field.kind != "hidden")


def _steady(text: str, asked: tuple[str, ...]) -> str:
    for spelling in asked:
        text = text.replace(spelling, "@")
    return " ".join(_NUMBER.sub("0", _TOKEN.sub("~", text)).split())


def _steady_query(href: str) -> str:
    """A link as it is written; what it says after "?" is often the address it stands on, or a token."""
    path, mark, query = href.partition("?")
    return path + (mark and "?" + ("@" if "://" in unquote(query) or "%2f" in query.lower() else _TOKEN.sub("~", query)))


def _file_of(block: Block) -> str:
    """A picture or frame by its file's name: a relative address leads elsewhere from every folder."""
    split = urlsplit(block.url)
    name = split.path.rpartition("/")[2]
    if block.kind is BlockKind.IMAGE:
        return f"{block.kind} {name}"
    return f"{block.kind} {split.netloc} {name} {_steady_query('?' + split.query)}"


def _spellings(address: str) -> Iterator[str]:
    """How a page may repeat the address it was asked by, the longest first."""
    split = urlsplit(address)
    path = split.path + (f"?{split.query}" if split.query else "")
    whole = f"{split.scheme}://{split.netloc}{path}"
    name = split.path.rstrip("/").rpartition("/")[2]
    long_ones = [text for text in (whole, f"{split.netloc}{path}", path, split.path, path[1:], split.path[1:]) if "/" in text.strip("/")]
    names = [path, split.path] if len(path) > 1 else []
    names += [text for text in (name, splitext(name)[0]) if len(text) >= _LEAST_NAME]
    for text in dict.fromkeys([*long_ones, *names]):
        yield from dict.fromkeys((text, unquote(text), quote(unquote(text), safe="/:?=&.")))
