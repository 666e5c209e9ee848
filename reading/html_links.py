"""Links of one page while it is read: where an element leads, under which words, within which piece of text."""

import re
from functools import lru_cache

from oit.content import Link, Region
from oit.thai import clean
from reading.addresses import bond, is_dead, resolve, script_target, viewed_file
from reading.html_regions import Attributes
from reading.html_trail import Trail, innermost, labels_above

MOST_LINKS = 5_000
_CONTEXT = 200
_HREF = 2_000
_SHORT = 160  # characters of texts that are remembered
_CARD_LINKS = 3  # a box with more links than this is a list, its text says nothing of one of them
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|zip|rar|csv|jpe?g|png)(?:[?#].*)?$", re.IGNORECASE)
_PAGE_LIKE = re.compile(r"^(?:https?:|/|\.{1,2}/)\S+$|^\S+\.(?:php|html?|aspx?|jsp|pdf)(?:[?#]\S*)?$|^\?\S+=\S*$", re.IGNORECASE)
_OPEN_NAMES = ("data-href", "data-url", "data-link")
_DATA_NAMES = (*_OPEN_NAMES, "data-src", "data-file", "data-pdf", "data-pdf-url", "data-pdf-src", "data-source", "source")
BLANKS = re.compile(r"\s+")


class Draft:
    """A link whose words are still being read. `own` holds the text inside it, `spare` what stands in for text it has not."""

    icon = ""  # the service that its icon names, where nothing else is said
    context = ""
    done = False
    words: str | None = None

    def __init__(self, url: str | None, href: str, trail: Trail, region: Region, rel: str, spare: list[str]) -> None:
        self.url, self.href, self.trail, self.region, self.rel, self.spare = url, href, trail, region, rel, spare
        self.own: list[str] = []

    def fork(self) -> "Draft":
        """The same link, to be gone on with apart."""
        other = Draft.__new__(Draft)
        other.__dict__.update(self.__dict__, own=self.own.copy(), spare=self.spare.copy())
        return other

    @property
    def text(self) -> str:
        """The words of the link, as far as they are read; kept once it is `done`."""
        if self.words is None:
            words = one_line("".join(self.own))
            if not (words[:1].isalnum() or any(map(str.isalnum, words))):  # nothing, or glyphs of an icon font
                stated = next((words for words in map(one_line, self.spare) if words), "")
                words = stated or (self.icon if self.leads else "") or words
            self.words = words if self.done else None
            return words
        return self.words

    def settle(self, text: str) -> None:
        """Takes `text`, a piece of the page that holds this link, as its context."""
        self.context = around(text, self.text)

    @property
    def bare(self) -> bool:
        """True if the context says no more than the link itself."""
        return len(self.context) <= len(self.text)

    @property
    def leads(self) -> bool:
        """True if a visitor gets somewhere by it, to a mailbox or a telephone too."""
        return self.url is not None or self.href[:7].lower().startswith(("mailto:", "tel:"))

    def link(self) -> Link:
        heading = innermost(self.trail)
        above = labels_above(self.trail, heading) if self.region is not Region.MENU else ()
        make = _made if len(self.context) <= _SHORT and len(self.href) <= _SHORT else Link
        return make(self.text[:1000], self.url, self.href, heading, self.context, self.region, self.rel, above)


class LinkShelf:
    """The links of a page in reading order, at most MOST_LINKS. Resolves against one base address."""

    def __init__(self, base: str, charset: str) -> None:
        self.base, self.charset = base, charset
        self.drafts: list[Draft] = []
        self.full = False
        self.bare: list[int] = []  # indices of links that have no telling context yet
        self.bond = 0  # what of the base decides where the links lead, see reading.addresses.bond

    def fork(self, base: str, open_links: list[int]) -> "LinkShelf":
        """The same links for another page; those without a telling context and `open_links` are still being read."""
        other = LinkShelf(base, self.charset)
        other.drafts, other.bare, other.full, other.bond = self.drafts.copy(), self.bare.copy(), self.full, self.bond
        for index in {*self.bare, *open_links}:
            other.drafts[index] = self.drafts[index].fork()
        return other

    def resolve(self, href: str) -> str | None:
        """Where `href` leads from this page."""
        self.bond = max(self.bond, bond(href))
        return resolve(self.base, href, self.charset)

    def add(self, href: str, trail: Trail, region: Region, rel: str, spare: list[str] | None = None,
            written: str | None = None) -> int | None:  # fmt: skip
        """Index of the new link, None when the shelf is full. `written`: `href` on one line, where that is known."""
        if len(self.drafts) >= MOST_LINKS:
            self.full = True
            return None
        raw = BLANKS.sub(" ", href).strip()[:_HREF] if written is None else written
        self.drafts.append(Draft(self.resolve(href), raw, trail, region, rel, spare or []))
        return len(self.drafts) - 1

    def settle(self, indices: list[int], text: str) -> None:
        """Gives `text` to links without a context; those that it tells nothing new of wait for a larger box."""
        for index in indices:
            draft = self.drafts[index]
            words = draft.text
            if not draft.context:
                draft.context = around(text, words)
            if len(draft.context) <= len(words):
                self.bare.append(index)

    def settle_box(self, first: int, text: str, last: bool = False) -> None:
        """At the end of a box of the page whose links are those from `first` on: its text is the context of links that have none. After
        the `last` box no larger one is asked."""
        waiting: list[int] = []
        while self.bare and self.bare[-1] >= first:
            waiting.append(self.bare.pop())
        if last or len(self.drafts) - first > _CARD_LINKS or len(text) > _CONTEXT:
            return
        for index in reversed(waiting):
            self.drafts[index].settle(text)
            if self.drafts[index].bare:
                self.bare.append(index)

    def links(self) -> tuple[Link, ...]:
        return tuple(draft.link() for draft in self.drafts)


def one_line(text: str) -> str:
    """`text` cleaned, line ends made blanks."""
    return _one_line_short(text) if len(text) <= _SHORT else _one_line(text)


def _one_line(text: str) -> str:
    return clean(" ".join(text.split()))


_one_line_short = lru_cache(maxsize=8_192)(_one_line)
_made = lru_cache(maxsize=4_096)(Link)  # the links of a menu are the same on every page


def around(text: str, words: str) -> str:
    """At most 200 characters of `text`, those about `words`."""
    if len(text) <= _CONTEXT:
        return text
    place = text.find(words) if words else 0
    start = max(0, min(place - (_CONTEXT - min(len(words), _CONTEXT)) // 2, len(text) - _CONTEXT)) if place > 0 else 0
    return text[start : start + _CONTEXT]


def leads(tag: str, attributes: Attributes) -> tuple[str, str] | None:
    """(address as written, rel) of an element that a visitor can follow, None when it is none. A dead anchor with a handler that opens
    an address counts as a button with that address."""
    href = attributes.get("href", attributes.get("xlink:href")) if tag in ("a", "area") else None
    if href is not None and not is_dead(href):
        return href, tag
    target = script_target(attributes.get("onclick") or "") or script_target(href or "")
    if target:
        return target, "button"
    stored = _stored_address(attributes) if tag not in ("img", "iframe", "source", "video", "audio", "input", "script") else None
    if stored:
        return stored, "button"
    if href is not None:
        return href, tag
    named = attributes.get("name") or attributes.get("id")
    return ("", "a") if tag == "a" and not named else None


def stated_label(attributes: Attributes) -> list[str]:
    """Words that stand in for the text of an element that has none."""
    return [attributes.get(name) or "" for name in ("title", "aria-label", "value", "alt", "data-original-title", "data-bs-original-title")]


def option_target(value: str, drives: bool) -> str | None:
    """The address in an option of a list; `drives` says that choosing one opens it. None when the value is no address."""
    value = value.strip()
    if not value or is_dead(value):
        return None
    if drives and ("/" in value or "." in value or "?" in value):
        return value
    return value if _PAGE_LIKE.match(value) and len(value) > 1 else None


def behind_viewer(url: str | None) -> str | None:
    return viewed_file(url) if url else None


def _stored_address(attributes: Attributes) -> str | None:
    for name in _DATA_NAMES if any(name.startswith("data-") or name == "source" for name in attributes) else ():
        value = (attributes.get(name) or "").strip()
        if value and len(value) < _HREF and not is_dead(value):
            openly = name in _OPEN_NAMES and _PAGE_LIKE.match(value)
            if openly or (_FILE.search(value) and not re.search(r"\.(?:jpe?g|png)(?:[?#]|$)", value, re.IGNORECASE)):
                return value
    return None
