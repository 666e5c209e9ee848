"""Sites that answer any address at all with status 200: when two pages are the same one, and what address to ask to be sure. Pure.

Such an answer makes dead links look alive. It is recognised by what two addresses of the site have in common, and proven by an address that
surely does not exist: what answers that too says nothing about any address.
"""

import hashlib
import re
from collections.abc import Iterator
from posixpath import splitext
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from oit.content import Block, BlockKind, Page, Region

MOST_BLOCKS = 3_000  # of a page that are compared; longer pages are no such answers
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_LONG = re.compile(r"[A-Za-z0-9+/_=-]{8,}")
_LONGEST_WORD = 24  # in Latin letters; what is longer is a token, and so is what mixes them with digits
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
    words, shown = _words(page), _shown(page)
    without = _without_address(words, address)
    said = _digest(words, shown)
    return frozenset({hashlib.sha256(body).hexdigest(), said, said if without == words else _digest(without, shown)})


def is_all_there(page: Page) -> bool:
    """False for a page that lacks what a browser would show, that asks for a login, or that was not read whole: it proves nothing."""
    if page.needs_browser or page.problem or len(page.blocks) > MOST_BLOCKS or any(link.rel in ("frame", "refresh") for link in page.links):
        return False
    return not any(field.kind == "password" for form in page.forms if form.region is Region.CONTENT for field in form.fields)


def is_script_shell(body: bytes) -> bool:
    """Is this HTML one that scripts may make another page of at every address?"""
    by_script = _ASKS_WHERE_IT_IS.search(body) is not None and _FETCHES.search(body) is not None
    return by_script or _SCRIPT_SHELL.search(body) is not None


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


def _digest(words: str, shown: str) -> str:
    """Of the words without what changes from answer to answer, and of what stands beside them."""
    steady = _NUMBER.sub("0", _LONG.sub(_without_tokens, words))
    return hashlib.blake2b(f"{steady}\n{shown}".encode("utf-8", "replace"), digest_size=16).hexdigest()


def _without_tokens(found: re.Match[str]) -> str:
    text = found[0]
    mixed = not text.isalpha() and any(map(str.isdecimal, text)) and any(map(str.isalpha, text))
    return "~" if mixed or len(text) >= _LONGEST_WORD else text


def _words(page: Page) -> str:
    labels = (field.label for form in page.forms for field in form.fields if field.kind != "hidden")
    return "\n".join((page.title, *(block.text for block in page.blocks), *labels))


def _shown(page: Page) -> str:
    """What a visitor sees beside words, one a line: kinds of blocks and fields, pictures and frames, links of the content."""
    lines = [field.kind for form in page.forms for field in form.fields if field.kind != "hidden"]
    for block in page.blocks:
        lines.append(_file_of(block) if block.url else block.kind)
        if block.region is Region.CONTENT:
            lines += [_steady_link(page.links[index].href) for index in block.links if index < len(page.links)]
    return "\n".join(lines)


def _steady_link(href: str) -> str:
    """A link as it is written; what it says after "?" is often the address it stands on, or a token."""
    if "?" not in href:
        return href
    path, _, query = href.partition("?")
    return f"{path}?" + ("@" if "://" in query or "%2f" in query.lower() else _LONG.sub(_without_tokens, query))


def _file_of(block: Block) -> str:
    """A picture or frame by its file's name: a relative address leads elsewhere from every folder."""
    address, _, query = block.url.partition("?")
    name = address.rpartition("/")[2]
    return f"{block.kind} {name}" if block.kind is BlockKind.IMAGE else f"{block.kind} {_steady_link(f'{name}?{query}')}"


def _without_address(words: str, address: str) -> str:
    """The words without the address. All its spellings hold the name in its last part: most pages do not say that."""
    name = splitext(urlsplit(address).path.rstrip("/").rpartition("/")[2])[0]
    if not any(spelling in words for spelling in _written(name)):
        return words
    for spelling in _spellings(address):
        words = words.replace(spelling, "@")
    return words


def _written(text: str) -> tuple[str, str, str]:
    return text, unquote(text), quote(unquote(text), safe="/:?=&.")


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
        yield from dict.fromkeys(_written(text))
