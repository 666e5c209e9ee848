"""What an assessor has before them for one item: a page, a part of one, a document, or a link that cannot be opened."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from oit.content import Block, Document, Form, Link, Page, Table
from oit.snapshot import Resource
from oit.thai import key


class SceneKind(StrEnum):
    PAGE = "page"
    SECTION = "section"
    DOCUMENT = "document"
    PICTURE = "picture"  # a picture file that a link leads to
    LINK = "link"  # leads to another host; what it shows there, if it was read, is a scene of its own
    SITE = "site"  # the whole site, for contact and social links


@dataclass(frozen=True, slots=True)
class Title:
    """Words that name the scene, and where they stood: link, heading, title, opening, filename, url."""

    source: str
    text: str


@dataclass(frozen=True)
class Scene:
    """`navigation` (0-100) says how well the words that led here (`matched`) fit the item. `index` marks a page that lists many items:
    its own prose names items and proves none. Blocks, links, forms are the scene's own, without the site's frame."""

    kind: SceneKind
    resource: Resource
    navigation: float
    matched: str
    titles: tuple[Title, ...]
    found_on: str = ""
    page: Page | None = None
    document: Document | None = None
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    forms: tuple[Form, ...] = ()
    tables: tuple[Table, ...] = ()
    files: tuple[Resource, ...] = ()  # documents that the scene links to
    index: bool = False
    url: str = ""  # what an assessor opens: the page, the file, the outside address
    doubtful: bool = False  # the words that led here only come near the item's
    labels: tuple[str, ...] = ()  # what stands over the link that led here: tabs, headings, outermost first
    tried: Resource | None = None  # of a link to another host: what came when it was opened, None if nobody tried

    @cached_property
    def text(self) -> str:
        """The scene's own words."""
        if self.document is not None:
            return self.document.text
        return "\n".join(block.text for block in self.blocks if block.text)

    @cached_property
    def key(self) -> str:
        return key(self.text)

    @cached_property
    def opening(self) -> str:
        """The first words: title page of a document, head of a page."""
        if self.document is not None:
            return "\n".join(self.document.pages[:3])[:3000]
        return self.text[:1500]
