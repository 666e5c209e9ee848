"""Which part of a page an element opens: menu, content or footer, by its tag, role, id and classes."""

import re
from collections.abc import Mapping

from oit.content import Region

Attributes = Mapping[str, str | None]

_MENU_TOKEN = re.compile(
    r"(?:.*[-_])?(?:main|top|side|sub|mega|left|right|site|page|mobile|nav|drop|dropdown|header|footer|css)?"
    r"(?:menus?|nav|navi|navs|navbars?|navigations?|sidebars?|sidenav|topbars?|topnav|breadcrumbs?|offcanvas)"
    r"(?:[-_](?:bar|list|wrap\w*|container|area|main|top|left|right|primary|secondary|section|panel|holder|inner|outer|menu|nav|header|mobile"
    r"|desktop|default|fixed|block|group|col\w*|light|dark|expand\w*|\w{2}|\d+))*\d*"
)
_FOOTER_TOKEN = re.compile(
    r"(?:.*[-_])?(?:site|page|main|sub)?(?:footers?|foot|copyrights?|hitcounter|visitor-?counter|visitors?)(?:[-_0-9].*)?"
)
_CONTENT_TOKEN = re.compile(
    r"(?:site|page|main|entry|post|article|body|primary|inner)?[-_]?(?:content|main|maincontent|article)"
    r"(?:[-_]?(?:area|body|wrap|wrapper|inner))?"
)
# Tokens that hold a menu or footer word and mean something else: lists of tabs, parts of cards, states of the whole page.
_NOT_MENU = re.compile(
    r"nav-(?:tabs?|pills?|content|item|link|fill|justified)|(?:.*[-_])?tabs?(?:[-_].*)?|(?:has|no|with|without|is|not|hide|show|open|close)[-_].*"
    r"|.*(?:-with-|-no-|-has-|closed?|opened?|collapsed?)(?:.*)|.*(?:menu|nav)[-_]?(?:content|page|card|box)s?|navy.*"
)
_NOT_FOOTER = re.compile(
    r"(?:card|modal|panel|table|entry|post|article|box|item|widget|dialog|section|has|no|with|sticky)[-_].*foot.*"
    r"|.*foot(?:note|ball|er-?(?:top|scripts?)).*"
)
_PAGE_TAGS = frozenset(("html", "body", "main", "article", "a", "h1", "h2", "h3", "h4", "h5", "h6", "p", "button", "input", "img", "span"))
_CONTENT_TAGS = frozenset(("main", "article"))
_ROLES = {
    "navigation": Region.MENU, "menu": Region.MENU, "menubar": Region.MENU, "banner": Region.MENU, "contentinfo": Region.FOOTER,
    "main": Region.CONTENT, "article": Region.CONTENT,
}  # fmt: skip


def certain_region(tag: str, attributes: Attributes, inherited: Region, in_article: bool) -> Region | None:
    """The region that tag or role open, None when they say nothing. Headers and footers of an article belong to the article."""
    if tag in _CONTENT_TAGS:
        return Region.CONTENT
    role = _ROLES.get((attributes.get("role") or "").strip().lower())
    if role is not None:
        return role
    if tag == "nav":
        return None if _is_tab_list(attributes) else Region.MENU
    if tag == "header" and not in_article:
        return Region.MENU if inherited is Region.CONTENT else None
    return Region.FOOTER if tag == "footer" and not in_article else None


def named_region(tag: str, attributes: Attributes) -> Region | None:
    """The region that id and classes name, None when they name none. Only a guess: a whole page may stand in a box of that name."""
    if tag in _PAGE_TAGS:
        return None
    tokens = [token for token in f"{attributes.get('id') or ''} {attributes.get('class') or ''}".lower().split()[:12] if len(token) <= 60]
    if any(_CONTENT_TOKEN.fullmatch(token) for token in tokens):
        return None
    for token in tokens:
        if _FOOTER_TOKEN.fullmatch(token) and not _NOT_FOOTER.fullmatch(token):
            return Region.FOOTER
        if _MENU_TOKEN.fullmatch(token) and not _NOT_MENU.fullmatch(token) and not _is_tab_list(attributes):
            return Region.MENU
    return None


def names_content(attributes: Attributes) -> bool:
    """True if the id says that here is the content of the page."""
    return bool(_CONTENT_TOKEN.fullmatch((attributes.get("id") or "").strip().lower()[:60]))


def _is_tab_list(attributes: Attributes) -> bool:
    classes = (attributes.get("class") or "").lower()
    return "nav-tabs" in classes or "nav-pills" in classes or (attributes.get("role") or "").lower() == "tablist"
