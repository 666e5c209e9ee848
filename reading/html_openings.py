"""What tag and attributes of an element say by themselves, remembered.

A site repeats its menus on every page and its classes on every line, so most opening tags have been met before.
"""

import re
from collections.abc import Callable
from sys import intern
from typing import Any, Generic, TypeVar, overload

from oit.content import BlockKind, Region
from reading.addresses import is_dead, script_target
from reading.html_icons import icon_name
from reading.html_links import BLANKS, leads, stated_label
from reading.html_regions import Attributes, certain_region, named_region, names_content
from reading.html_switches import labelled_by, may_switch, opens_menu, panel_keys

SKIPPED = frozenset((
    "script", "style", "template", "noscript", "noframes", "head", "title", "iframe", "object", "video", "audio", "textarea",
    "datalist",
))  # fmt: skip
EMBEDS = frozenset(("iframe", "object", "video"))
SVG_WORDS = frozenset(("desc", "metadata", "defs"))
_BORDERS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "html", "legend", "li", "main", "marquee", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "dt": 6, "caption": 6, "legend": 6, "summary": 6}
_KINDS = {"li": BlockKind.ITEM} | dict.fromkeys(("tr", "table", "section", "article", "main"), BlockKind.TEXT)
LISTS = frozenset(("ul", "ol", "dl", "menu"))
_PAIRED = LISTS | {"br", "a", "button"}
REGION_TAGS = frozenset(("main", "article", "nav", "header", "footer"))  # may open a region without any attribute
_BOLD = frozenset(("b", "strong", "th"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LABEL_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:card|panel|accordion|collapse|widget|section|tab|box|block|title|toggle|elementor-tab|elementor-toggle)[-_](?:header|heading|title|button|name)"
    r"|title|heading|headline|topic)(?:$|\s)",
    re.IGNORECASE,
)
_FOLD_CLASS = re.compile(r"accordion|toggle|collaps|spoiler", re.IGNORECASE)
_MET = frozenset(("a", "button", "img", "frame", "embed", "select", "option", "input"))
_SWITCH_SIGNS = ("onclick", "data-toggle", "data-bs-toggle", "aria-expanded", "aria-controls", "data-target", "data-bs-target")
_FRAME = (Region.MENU, Region.FOOTER)
_LONGEST_HREF = 2_000
_REMEMBERED_TAGS = 6_000  # and as many that were met before these
_LONGEST_REMEMBERED = 1_000  # letters of an opening tag

Answer = TypeVar("Answer")


class once(Generic[Answer]):
    """A property that is worked out when it is first asked for."""

    def __init__(self, work: Callable[[Any], Answer]) -> None:
        self.work, self.name, self.__doc__ = work, work.__name__, work.__doc__

    @overload
    def __get__(self, thing: None, kind: type) -> "once[Answer]": ...
    @overload
    def __get__(self, thing: object, kind: type) -> Answer: ...
    def __get__(self, thing: object | None, kind: type) -> "once[Answer] | Answer":
        if thing is None:
            return self
        answer = thing.__dict__[self.name] = self.work(thing)
        return answer


class Opening:
    """An opening tag: its name and attributes, and what follows from these two alone."""

    def __init__(self, tag: str, attributes: Attributes) -> None:
        self.tag, self.attributes = tag, attributes
        self.is_border = tag in _BORDERS
        self.is_box = self.is_border or "-" in tag
        self.is_ordinary = not ("hidden" in attributes or tag in SKIPPED or tag in SVG_WORDS)
        self.is_bold = tag in _BOLD or ("style" in attributes and _BOLD_STYLE.search(attributes["style"] or "") is not None)
        self.level = _LEVELS.get(tag, 0)  # of a heading or label
        self.kind = _KINDS.get(tag)  # of the blocks inside; None: as around
        self.own_id = (attributes.get("id") or "").strip() if attributes else ""

    @once
    def classes(self) -> str:
        return self.attributes.get("class") or ""

    @once
    def named_region(self) -> Region | None:
        """The region that id and classes name."""
        return named_region(self.tag, self.attributes) if self.attributes else None

    @once
    def names_content(self) -> bool:
        return names_content(self.attributes)

    @once
    def certain_region(self) -> Region | None:
        """The region that tag or role open in the content and outside an article; of headers and footers it depends on that."""
        return certain_region(self.tag, self.attributes, Region.CONTENT, in_article=False)

    @once
    def is_frame(self) -> bool:
        """A menu or footer by tag, role or name."""
        return (self.certain_region or self.named_region) in _FRAME

    @once
    def has_label_class(self) -> bool:
        named = self.tag in ("div", "p", "header", "li") and len(self.classes) < 300
        return named and _LABEL_CLASS.search(self.classes) is not None

    @once
    def has_fold_class(self) -> bool:
        return _FOLD_CLASS.search(self.classes[:300]) is not None

    @once
    def leads(self) -> tuple[str, str] | None:
        """See html_links.leads."""
        return leads(self.tag, self.attributes)

    @once
    def is_met(self) -> bool:
        """It leads on, shows something or may do so by what stands inside."""
        return self.tag in _MET or self.leads is not None

    @once
    def is_switch(self) -> bool:
        """A dead link that carries a sign of a script behind it."""
        href = (self.leads[0] if self.leads else "").strip()
        dead = not href or href.startswith("#") or href.lower().startswith("javascript:")
        return dead and any(name in self.attributes for name in _SWITCH_SIGNS)

    @once
    def written(self) -> str:
        """The address of `leads` on one line, as it is shown."""
        return BLANKS.sub(" ", self.leads[0] if self.leads else "").strip()[:_LONGEST_HREF]

    @once
    def stated(self) -> tuple[str, ...]:
        """Words that stand in for the text of an element that has none."""
        return tuple(stated_label(self.attributes))

    @once
    def own_icon(self) -> str:
        return icon_name(self.attributes, own=True)

    @once
    def icon(self) -> str:
        return icon_name(self.attributes, own=False)

    @once
    def is_live(self) -> bool:
        """A link that leads somewhere by its address."""
        return self.tag == "a" and not is_dead(self.attributes.get("href") or "")

    @once
    def is_dead_link(self) -> bool:
        """An anchor that leads nowhere, neither by its address nor by a handler, and is no mere target."""
        attributes = self.attributes
        href = attributes.get("href")
        if (href is None and (attributes.get("name") or attributes.get("id"))) or not is_dead(href or ""):
            return False
        low = (href or "").strip().lower()
        opens = script_target(attributes.get("onclick") or "") or script_target(low)
        return not low.startswith(("mailto:", "tel:")) and not opens

    # -- switches and panels, see reading/html_switches.py

    @once
    def is_no_switch(self) -> bool:
        return bool(self.attributes) and opens_menu(self.attributes)

    @once
    def may_switch(self) -> bool:
        return bool(self.attributes) and may_switch(self.attributes)

    @once
    def is_paired(self) -> bool:
        """A pairing of switches and panels has to hear of it when it opens."""
        return self.tag in _PAIRED or self.is_panel

    @once
    def has_words(self) -> bool:
        """Its words, where they are few, may be a label of something else."""
        return self.tag == "a" or (bool(self.attributes) and (self.tag == "button" or bool(self.own_id) or self.may_switch))

    @once
    def place(self) -> str:
        """The name in the address of a link to a place of its own page."""
        address = (self.attributes.get("href") or "").strip()
        return address[1:] if address.startswith("#") else ""

    @once
    def panel_keys(self) -> tuple[str, ...]:
        return panel_keys(self.attributes)

    @once
    def labelled_by(self) -> str:
        return labelled_by(self.attributes)

    @once
    def is_panel(self) -> bool:
        """It may be what a switch opens."""
        return bool(self.panel_keys or self.labelled_by)


class _Openings(dict[tuple[Any, ...], Opening]):
    """Opening tags by name and attributes. When there are many, those not met since the last time there were are forgotten: the tags of a
    menu, met on every page, stay the same objects."""

    def __init__(self) -> None:
        super().__init__()
        self.older: dict[tuple[Any, ...], Opening] = {}

    def __missing__(self, key: tuple[Any, ...]) -> Opening:
        known = self.older.get(key)
        if known is None:
            known = Opening(key[0], {intern(name): value for name, value in key[1:]})
            if sum([len(name) + len(value or "") for name, value in key[1:]]) > _LONGEST_REMEMBERED:
                return known
        if len(self) >= _REMEMBERED_TAGS:
            self.older = dict(self)
            self.clear()
        self[key] = known
        return known


OPENINGS = _Openings()  # by tag, and the pairs of name and value of its attributes
