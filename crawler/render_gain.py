"""Whether rendering paid: what a page shows after scripts and clicks that its own HTML did not say. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.identity import identity
from crawler.render_hosts import is_side_show
from crawler.render_words import DATA_FAILED
from oit.content import BlockKind, Form, Link, Page, Region
from oit.thai import key

ENOUGH_LETTERS = 30  # of text in the content: a greeting, a clock or a translated button is less
MOST_LOST = 0.5  # of the letters and links that came
_DIGITS = re.compile(r"\d+")
_NOT_WORDS = re.compile(r"[\W\d_]+")
_PLACES = frozenset({"a", "area", "button", "option", "frame", "document", "refresh"})


@dataclass(frozen=True, slots=True)
class Gain:
    """What is new. `texts` are blocks of the content in reading order, `links` absolute addresses, `forms` counts forms of the content.

    True where it matters: an address, a form, or at least 30 letters of text.
    """

    texts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    forms: int = 0

    @property
    def letters(self) -> int:
        """Letters of the new text, without digits and the signs above and below Thai letters."""
        return sum(len(_NOT_WORDS.sub("", text)) for text in self.texts)

    def __bool__(self) -> bool:
        return bool(self.links or self.forms) or self.letters >= ENOUGH_LETTERS


def gain_of(static: Page, rendered: Page) -> Gain:
    """What `rendered` shows that `static` did not. Counters, clocks, copies of slides, widgets and footers are nothing new."""
    return Gain(_new_texts(static, rendered), _new_links(static, rendered), _new_forms(static.forms, rendered.forms))


def gained(static: Page, rendered: Page) -> bool:
    """Did rendering change anything that matters: text of the content, links, forms?"""
    return bool(gain_of(static, rendered))


def shows_less(static: Page, rendered: Page) -> bool:
    """True where the browser lost most of what came: scripts that led off to a file or a program break a page off while it loads."""
    return len(rendered.text) < MOST_LOST * len(static.text) and len(rendered.links) <= MOST_LOST * len(static.links)


def data_failed(rendered: Page) -> bool:
    """True for a page whose scripts say, after all waiting, that their data is still to come or did not come."""
    said = (_squeeze(block.text) for block in rendered.blocks if block.region is Region.CONTENT and 0 < len(block.text) <= 120)
    return any(word in text for text in said for word in DATA_FAILED)


def _new_texts(static: Page, rendered: Page) -> tuple[str, ...]:
    """Blocks that are not in the static page as they stand, and of whose wording (digits aside) there were fewer before."""
    had = _squeezed(block.text for block in static.blocks)
    wordings = Counter(_masked(block.text) for block in static.blocks)
    new, met = [], set()
    for block in rendered.blocks:
        if block.region is not Region.CONTENT or block.kind is BlockKind.IMAGE or not block.text:
            continue
        said, masked = _squeeze(block.text), _masked(block.text)
        wordings[masked] -= 1
        if said in met or said in had or wordings[masked] >= 0:
            continue
        met.add(said)
        new.append(block.text)
    return tuple(new)


def _new_links(static: Page, rendered: Page) -> tuple[str, ...]:
    had = {identity(static.url), identity(rendered.url), *(identity(link.url) for link in static.links if link.url)}
    had |= {identity(block.url) for block in static.blocks if block.url}
    new: dict[str, str] = {}
    for url in (*map(_address, rendered.links), *(block.url for block in rendered.blocks if block.kind is BlockKind.EMBED)):
        if url and identity(url) not in had and not is_side_show(url):
            new.setdefault(identity(url), url)
    return tuple(new.values())


def _address(link: Link) -> str:
    return link.url if link.url and link.rel in _PLACES else ""


def _new_forms(static: Iterable[Form], rendered: Iterable[Form]) -> int:
    had = {_outline(form) for form in static}
    return len({_outline(form) for form in rendered if form.region is Region.CONTENT and form.fields} - had)


def _outline(form: Form) -> tuple[str, tuple[tuple[str, str], ...]]:
    fields = sorted((field.kind, field.name) for field in form.fields if field.kind not in ("hidden", "submit"))
    return form.method, tuple(fields)


def _squeeze(text: str) -> str:
    return "".join(key(text).split())


def _squeezed(texts: Iterable[str]) -> str:
    return "".join(map(_squeeze, texts))


def _masked(text: str) -> str:
    return _DIGITS.sub("0", _squeeze(text))
