"""Bytes of an HTML page -> Page: blocks, links, forms and tables in reading order."""

from selectolax.lexbor import LexborHTMLParser

from oit.content import BlockKind, Form, Page, Region, Table
from reading.charset import declared_charset, decode
from reading.html_beginnings import walk_page
from reading.html_forms import read_form
from reading.html_guard import tame, trim
from reading.html_head import Head, read_head
from reading.html_signs import missing_content
from reading.html_tables import read_table
from reading.html_walk import PageWalk


def read_page(body: bytes, url: str, content_type: str = "") -> Page:
    """What `body`, HTML fetched from `url`, shows a reader. Never raises for bad input: `problem` says too_large or too_deep, and
    what was read until then is there."""
    body, cut = trim(body)
    decoded = decode(body, declared_charset(body, content_type))
    tamed = tame(decoded.text)
    problem = "too_large" if cut else tamed.problem
    tree = LexborHTMLParser(tamed.text)
    head = read_head(tree, url, decoded.charset)
    root = tree.root
    if root is None:
        return Page(url, head.title, "", (), (), charset=decoded.charset, doubtful_charset=decoded.doubtful, problem=problem)
    walk, survey = walk_page(root, head.base, decoded.charset, _leads_on(head))
    page = _assemble(url, head, walk, decoded.charset, decoded.doubtful, problem)
    signs = missing_content(page, tree, head, survey, [switch.node for switch in walk.elements.switches], walk.templates, tamed.noscript)
    return _with_signs(page, signs)


def _leads_on(head: Head) -> tuple[str, ...]:
    """Where redirects lead: they come first, a visitor is on the next page before he reads this one."""
    return tuple(target for target in dict.fromkeys((head.refresh, head.redirect)) if target)


def _assemble(url: str, head: Head, walk: PageWalk, charset: str, doubtful: bool, problem: str) -> Page:
    blocks = tuple(walk.writer.blocks)
    headings = (block for block in blocks if block.kind is BlockKind.HEADING and block.region is Region.CONTENT)
    heading = next((block.text for block in headings if block.level in (1, 2)), "")
    cut = "too_large" if walk.cut or walk.shelf.full or walk.writer.full else ""
    return Page(
        url, head.title, heading, blocks, walk.shelf.links(), _forms(url, head, walk), _tables(walk), head.scripts, (), charset, doubtful,
        cut or problem,
    )  # fmt: skip


def _forms(url: str, head: Head, walk: PageWalk) -> tuple[Form, ...]:
    read = (read_form(part.html, part.heading, part.region, head.base, url, head.code) for part in walk.forms)
    return tuple(form for form in read if form is not None)


def _tables(walk: PageWalk) -> tuple[Table, ...]:
    read = (read_table(part.html, part.heading) for part in walk.tables)
    return tuple(table for table in read if table is not None)


def _with_signs(page: Page, signs: tuple[str, ...]) -> Page:
    return Page(
        page.url, page.title, page.heading, page.blocks, page.links, page.forms, page.tables, page.scripts, signs, page.charset,
        page.doubtful_charset, page.problem,
    )  # fmt: skip
