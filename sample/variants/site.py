"""A site in memory, as its server knows it: what answers which target. Variants are made by changing it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import quote, unquote, urljoin

_LINK = re.compile(r'\b(href|src|action|data-source)="([^"]*)"')
_ELSEWHERE = re.compile(r"(?i)[a-z][a-z0-9+.-]*:|//|#|$")
_REAL = re.compile(r"\A(https?://[^/:]+(?<!\.invalid))([/:]|\Z)")
_SOCIAL = ("https://www.facebook.com/", "https://line.me/", "https://www.youtube.com/")
_ROOT = "http://site.test"
HTML = "text/html; charset=utf-8"
_CODECS = {"tis-620": "cp874", "windows-874": "cp874"}


@dataclass(frozen=True, slots=True)
class Part:
    """One answer: what is sent under a target."""

    content_type: str
    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def is_page(self) -> bool:
        return self.content_type.startswith("text/html")

    @property
    def charset(self) -> str:
        named = self.content_type.partition("charset=")[2].strip().lower() or "utf-8"
        return _CODECS.get(named, named)

    @property
    def text(self) -> str:
        return self.body.decode(self.charset)

    def with_text(self, text: str) -> "Part":
        """The same part with another text, in its own encoding; what that lacks becomes a reference."""
        return Part(self.content_type, text.encode(self.charset, "xmlcharrefreplace"), self.status, self.headers)


def page(text: str, status: int = 200) -> Part:
    return Part(HTML, text.encode(), status)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `target` is decoded, with its query; `times` counts requests for this target, this one included."""

    target: str
    times: int
    number: int  # of all requests to the site, from 1
    rate: int  # requests of the last second, this one included
    host: str = ""  # name of the further host that was asked, "" for the site's own
    agent: str = ""

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """How a part is sent: after `delay` seconds; `cut` drops the line after half of the body, `drop` before any answer."""

    part: Part
    delay: float = 0.0
    cut: bool = False
    drop: bool = False


@dataclass(slots=True)
class Site:
    """Parts by decoded target, "/contact.html" or "/index.php?_mod=faq". `not_found` answers every other one.

    `hosts` are the parts of further hosts by the host's name; a text names such a host as `http://NAME.host.invalid`.
    `moved` leads from a target here to that of the same on the plain site, where the two differ.
    """

    parts: dict[str, Part]
    not_found: Part
    hosts: dict[str, dict[str, Part]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)

    def pages(self) -> Iterable[tuple[str, Part]]:
        return [(target, part) for target, part in self.parts.items() if part.is_page and part.status == 200]

    def change_pages(self, change: Callable[[str, str], str]) -> None:
        """Gives every page, that of an unknown address too, the text that `change(target, text)` makes of it."""
        for target, part in self.pages():
            self.parts[target] = part.with_text(change(target, part.text))
        self.not_found = self.not_found.with_text(change("/", self.not_found.text))

    def close_off(self) -> None:
        """Leads links to hosts of the real world, social networks apart, to names that no machine has: nobody is asked by a test."""
        self.change_pages(lambda target, text: with_links(text, _nowhere))

    def move(self, moved: Mapping[str, str]) -> None:
        """Puts parts under other targets and leads every link of every page there. What is not named stays."""
        self.change_pages(lambda target, text: with_links(text, lambda link: moved.get(absolute(link, target), link)))
        self.parts = {moved.get(target, target): part for target, part in self.parts.items()}
        self.moved.update({here: plain for plain, here in moved.items()})


def _nowhere(link: str) -> str:
    return _REAL.sub(r"\1.invalid\2", link) if not link.startswith(_SOCIAL) else link


def absolute(link: str, target: str) -> str:
    """The decoded target that a link of the page at `target` leads to; "" for another host, an anchor, or nothing."""
    if _ELSEWHERE.match(link):
        return ""
    return unquote(urljoin(f"{_ROOT}{quote(target, safe='/%?=&')}", link.replace("\\", "/")).removeprefix(_ROOT))


def with_links(text: str, change: Callable[[str], str]) -> str:
    """`text` with each address of its links, pictures and forms put through `change`, which sees and gives plain text."""

    def changed(found: re.Match[str]) -> str:
        before = unescape(found[2])
        after = change(before)
        return found[0] if after == before else f'{found[1]}="{escape(coded(after))}"'

    return _LINK.sub(changed, text)


def coded(link: str) -> str:
    """A link as it stands in a page: Thai letters and blanks percent-encoded."""
    return quote(link, safe="/%?=&#:;@+,()~*!'")


def between(text: str, start: str, end: str) -> str:
    """What stands between two marks, the first time; "" where they do not stand."""
    return text.partition(start)[2].partition(end)[0]


def content(text: str) -> str:
    """What stands in a page of the sample between its frame."""
    return between(text, "<main>", "</main>")


def with_content(text: str, inner: str) -> str:
    """The page with another content inside the same frame."""
    before, _, rest = text.partition("<main>")
    return f"{before}<main>{inner}</main>{rest.partition('</main>')[2]}"
