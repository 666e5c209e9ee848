"""What stands outside the visible text of a page: title, base address, redirects, scripts."""

import re
from collections import deque
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from oit.thai import clean
from reading.addresses import is_dead, resolve

_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*[\"']?\s*([^\"'\s][^\"']*)", re.IGNORECASE)
_REFRESH_NUMBER = re.compile(r"^\s*[\d.]*\s*[;,]?\s*$")
_REDIRECT = re.compile(
    r"""(?:(?:window|document|self|top|parent)\.)?location(?:\.href)?\s*=(?!=)\s*(["'])(?P<set>[^"'\n]{1,2000})\1"""
    r"""|location\.(?:replace|assign)\s*\(\s*(["'])(?P<call>[^"'\n]{1,2000})\3"""
)
_FUNCTION = re.compile(r"function\b|=>")
_MOST_SCRIPTS = 200
_MOST_REDIRECTS = 100  # in scripts, that are looked at
_MOST_CODE = 400_000  # characters of inline scripts that are looked at


@dataclass(frozen=True, slots=True)
class Head:
    """`base` is the address that links resolve against; `refresh` an address as written that a meta element leads on to, "" if none;
    `redirect` the same for a script that runs at once; `scripts` absolute addresses, `code` the inline scripts."""

    title: str
    base: str
    refresh: str
    redirect: str
    scripts: tuple[str, ...]
    code: str


def read_head(tree: LexborHTMLParser, url: str, charset: str = "utf-8") -> Head:
    """Reads the whole tree for these elements, since sites put them anywhere."""
    base = url
    for node in tree.css("base[href]")[:1]:
        base = resolve(url, node.attributes.get("href") or "") or url
    title = tree.css_first("head > title") or tree.css_first("title")
    scripts, code = _scripts(tree, base)
    return Head(_one_line(title), base, _meta_refresh(tree), _script_redirect(code), scripts, code)


def _one_line(node: LexborNode | None) -> str:
    return clean(re.sub(r"\s+", " ", node.text() if node is not None else ""))[:1000]


def _meta_refresh(tree: LexborHTMLParser) -> str:
    for node in tree.css("meta[http-equiv]")[:50]:
        if (node.attributes.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        content = node.attributes.get("content") or ""
        found = None if _REFRESH_NUMBER.match(content) else _REFRESH.match(content)
        if found:
            return found.group(1).strip()
    return ""


def _scripts(tree: LexborHTMLParser, base: str) -> tuple[tuple[str, ...], str]:
    addresses: dict[str, None] = {}
    code: list[str] = []
    size = 0
    for node in tree.css("script"):
        source = (node.attributes.get("src") or "").strip()
        if source:
            address = resolve(base, source) if len(addresses) < _MOST_SCRIPTS else None
            if address:
                addresses[address] = None
        elif size < _MOST_CODE and "json" not in (node.attributes.get("type") or "").lower():
            child = node.first_child
            code.append(((child.text_content if child is not None else "") or "")[: _MOST_CODE - size])
            size += len(code[-1])
    return tuple(addresses), "\n".join(code)


def _script_redirect(code: str) -> str:
    """The target of a redirect that is not inside a function: one that runs when the page loads."""
    for found in islice(_REDIRECT.finditer(code), _MOST_REDIRECTS) if "location" in code else ():
        before = code[max(0, found.start() - 20_000) : found.start()]
        function = deque(_FUNCTION.finditer(before), maxlen=1)
        since = before[function[0].end() :] if function else ""
        target = (found.group("set") or found.group("call")).strip()
        if since.count("{") <= since.count("}") and not is_dead(target):
            return target
    return ""
