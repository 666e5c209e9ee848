"""What reading made of bytes: a page or a document. Texts are `clean` (see oit.thai), in reading order, in the spelling of the site."""

from dataclasses import dataclass
from enum import StrEnum


class Region(StrEnum):
    """Where on the page something stands. FOOTER takes copyright lines, counters, addresses at the end."""

    MENU = "menu"
    CONTENT = "content"
    FOOTER = "footer"


class BlockKind(StrEnum):
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"  # list item
    ROW = "row"  # table row, cells joined by " | "
    IMAGE = "image"  # text is the alt text
    EMBED = "embed"  # iframe, object, embed, video


@dataclass(frozen=True, slots=True)
class Link:
    """One anchor as it stood. `url` is absolute without fragment, None when it leads nowhere ("#", "", javascript:, unusable)."""

    text: str  # falls back to title, aria-label, alt of the picture inside; "" when it has none
    url: str | None
    href: str  # as written, cut at 2,000 characters
    heading: str = ""  # nearest heading, accordion or tab label or table caption above it
    context: str = ""  # the row, list item or paragraph it stands in, at most 200 characters
    region: Region = Region.CONTENT
    rel: str = "a"  # a, area, frame, button, option, refresh, document (link inside a document)
    above: tuple[str, ...] = ()  # labels over it beside `heading`, outermost first: at most 4 of 120 characters; none of a menu


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page in reading order. `links` are indices into Page.links."""

    kind: BlockKind
    text: str
    level: int = 0  # 1-6 for headings, else 0
    region: Region = Region.CONTENT
    links: tuple[int, ...] = ()
    url: str = ""  # of an image or embed, absolute; data: URIs as "data:<type>"


@dataclass(frozen=True, slots=True)
class FormField:
    kind: str  # text, textarea, select, checkbox, radio, file, email, tel, password, search, submit, hidden ...
    name: str
    label: str  # label, placeholder, aria-label or the text before it


@dataclass(frozen=True, slots=True)
class Form:
    """A form. `action` is absolute; the page's own address when the attribute is absent; None when it leads nowhere ("#", javascript:)."""

    action: str | None
    method: str  # get or post
    fields: tuple[FormField, ...]
    has_submit: bool
    heading: str
    text: str  # all visible text inside, at most 2,000 characters
    region: Region = Region.CONTENT
    scripted: bool = False  # a script handles sending (onsubmit, fetch), so a dead action may still send


@dataclass(frozen=True, slots=True)
class Table:
    heading: str
    rows: tuple[tuple[str, ...], ...]  # at most 500 rows


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page. `heading` is its first h1/h2 in the content, else "". `needs_browser` names the signs that content is missing."""

    url: str
    title: str
    heading: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    forms: tuple[Form, ...] = ()
    tables: tuple[Table, ...] = ()
    scripts: tuple[str, ...] = ()  # absolute addresses of scripts, for chat widgets
    needs_browser: tuple[str, ...] = ()
    charset: str = "utf-8"
    doubtful_charset: bool = False
    problem: str = ""  # "", too_large (only its first part was read), too_deep

    @property
    def cut(self) -> bool:
        """Was only its first part read? What that shows counts; what it does not show proves nothing."""
        return self.problem == "too_large"

    @property
    def text(self) -> str:
        """All text of the page, one block a line."""
        return "\n".join(block.text for block in self.blocks if block.text)


class TextLayer(StrEnum):
    GOOD = "good"
    NONE = "none"  # a scan, an image, an empty file
    GARBLED = "garbled"  # text that is not language: fonts without a map
    UNREAD = "unread"  # see problem


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is no page. `pages` holds the text of the pages that were read (sheets of a workbook; one entry for Word)."""

    url: str
    kind: str  # pdf, word, excel, text, image, archive, other
    title: str  # from the file's properties, "" when there is none or it is a template's
    pages: tuple[str, ...]
    page_count: int
    text_layer: TextLayer
    problem: str = ""  # "", encrypted, broken, too_large, timeout, crashed, unsupported, empty, not_what_it_says
    # (with a text layer that is GOOD, too_large says that only the first part was read)
    names: tuple[str, ...] = ()  # sheet names of a workbook
    picture_pages: int = 0  # of `pages`: those that are pictures with next to no letters of their own
    ocr: bool = False  # `pages` was recognised from pictures (letters may be wrong, Thai digits are); with layer NONE: tried, no text found

    @property
    def cut(self) -> bool:
        """Was only its first part read? What that shows counts; what it does not show proves nothing."""
        return self.problem == "too_large" and self.text_layer is TextLayer.GOOD

    @property
    def text(self) -> str:
        return "\n".join(self.pages)


Content = Page | Document
