"""Signs that the HTML as it came lacks what a visitor sees, because scripts fill it in. Each must stay silent on ordinary static pages."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from oit.content import Block, BlockKind, Page, Region
from oit.thai import clean
from reading.html_buttons import BOXES, SUBSTANCE, buttons_for_more, buttons_wait, is_bare
from reading.html_head import Head
from reading.html_survey import Survey
from reading.words import LOADING_WORDS, SCRIPT_NEEDED_WORDS

_LITTLE_TEXT = 200  # letters of a page that has nothing to say yet
_SOME_TEXT = 400  # letters of its content that a finished page has
_HOLLOW_TEXT = 600  # letters of a box that holds only names of what a script will put into it
_FED = "[data-source], [data-url], [data-api], [data-endpoint], [data-feed], [data-json]"  # boxes that name what a script fills them from
_FEW_LINKS = 10
_MOST_CAUSES = 6  # of one sign that are named
_ROOTS = "#root, #app, #__next, #__nuxt, #___gatsby, #react-root, #svelte, #main-app, app-root, flt-glass-pane, [ng-app], [ng-version]"
_LISTS = "tbody, ul, ol, div[id]"
_FETCHES = re.compile(
    r"\bfetch\s*\(|XMLHttpRequest|\.(?:ajax|getJSON|load|post|appendChild|append)\s*\(|\$\.get\s*\(|\baxios\b|google\.script\.run|onSnapshot"
    r"|\.innerHTML\s*="
)
_DECORATION = re.compile(
    r"pagin|slick|dots|swiper|slide|share|social|tag|toc|carousel|indicator|menu|nav|crumb|captcha|fb-|map|chart|toast|alert|modal|cookie|"
    r"translate|preload|loader|overlay|spinner|top|ads?\b|banner|chat|player|clock|date|time|count|calend|search|suggest|autocomplet|visitor|"
    r"weather|rating|gallery|lightbox|fancybox",
    re.IGNORECASE,
)
_ORNAMENT = re.compile(
    r"icon|lottie|player|messenger|viewer|emoji|badge|button|font|flag|logo|rating|svg|img|image|slide|swiper|share|social|captcha|cookie|"
    r"chat|clock|count|map|translate|spinner|loader|ads?\b|widget-|fb-|g-",
    re.IGNORECASE,
)
_OVERLAY = re.compile(r"pre-?load|page-?load|loader|overlay|splash|spinner-?wrap|loading-?(?:screen|page|overlay|wrapper)", re.IGNORECASE)


def missing_content(
    page: Page, tree: LexborHTMLParser, head: Head, survey: Survey, switches: list[LexborNode], templates: int, noscript: str
) -> tuple[str, ...]:
    """The signs in a fixed order, () for a page that is all there. A sign is a name, or "name:cause" where one element or several are
    to blame, by tag or id: "empty_component:app-menu", "empty_list:files,news". Names have no colon."""
    letters = _letters(page.text)
    scripted = bool(head.scripts or head.code.strip())
    framed = any(link.rel in ("frame", "refresh") for link in page.links) or any(block.kind is BlockKind.EMBED for block in page.blocks)
    signs = {
        "script_root": scripted and not framed and _is_empty_root(page, tree, letters),
        "noscript_notice": _asks_for_scripts(noscript) and (_is_shell(page) or _beside_hollow_box(tree)),
        "dead_buttons": scripted and buttons_wait(switches, survey),
        "load_more": scripted and buttons_for_more(switches, survey),
        "empty_list": scripted and _waits_for_list(page, tree, head, templates),
        "empty_component": scripted and _empty_components(tree),
        "script_redirect": bool(head.redirect) and letters < _LITTLE_TEXT and len(page.links) < 5,
    }
    return tuple(_named(name, seen) for name, seen in signs.items() if seen)


def sign_name(sign: str) -> str:
    """A sign without its cause."""
    return sign.partition(":")[0]


def _named(name: str, causes: object) -> str:
    if not isinstance(causes, list):
        return name
    spelled = sorted({re.sub(r"[^\w-]+", "-", cause)[:40] for cause in causes})
    return f"{name}:{','.join(spelled[:_MOST_CAUSES])}"


def _is_empty_root(page: Page, tree: LexborHTMLParser, letters: int) -> bool:
    if letters < 40 and not page.links and not any(block.kind is BlockKind.IMAGE for block in page.blocks) and not page.forms:
        return True
    if letters >= _LITTLE_TEXT:
        return False
    return any(len(node.text(strip=True)) < 40 and not node.css_first("a[href], form, img") for node in tree.css(_ROOTS)[:5])


def _empty_components(tree: LexborHTMLParser) -> list[str]:
    """Tags of elements of the site's own making (their names have a hyphen) that a script fills: menus and footers are written so."""
    found = []
    for node in tree.body.traverse(include_text=False) if tree.body else ():
        tag = node.tag or ""
        if "-" in tag and tag[:1].isalpha() and node.child is None and not _ORNAMENT.search(tag) and "hidden" not in node.attributes:
            found.append(tag)
    return found


def _asks_for_scripts(noscript: str) -> bool:
    low = clean(re.sub(r"<[^>]*>", " ", noscript)).lower()
    return any(word in low for word in SCRIPT_NEEDED_WORDS)


def _is_shell(page: Page) -> bool:
    """True for a frame of menus around next to nothing."""
    return _own_letters(page) < _SOME_TEXT and sum(1 for link in page.links if link.region is Region.CONTENT and link.url) < _FEW_LINKS


def _beside_hollow_box(tree: LexborHTMLParser) -> bool:
    """True if a notice follows a box that is empty or holds nothing but names and buttons. A greeting at the top of a finished page, as
    many designs have it, follows nothing."""
    return any(_is_hollow(_element_before(node)) for node in tree.css("body noscript")[:50])


def _is_hollow(node: LexborNode | None) -> bool:
    if node is None or node.tag not in BOXES or node.css_first(f"{SUBSTANCE}, p, td, h1, h2, h3, dd"):
        return False
    return len(node.text(strip=True)) < _HOLLOW_TEXT


def _element_before(node: LexborNode) -> LexborNode | None:
    before = node.prev
    while before is not None and (before.tag or "")[:1] in "-!":
        before = before.prev
    return before


# -- lists that a script fills --------------------------------------------------------------------------------------------------------


def _waits_for_list(page: Page, tree: LexborHTMLParser, head: Head, templates: int) -> list[str]:
    """What says that a list is still to come: ids of empty boxes, or the kind of the hint; [] for none."""
    waiting = [block for block in page.blocks if block.region is Region.CONTENT and _is_loading(block)]
    if waiting and not _only_overlay(tree):
        return ["loading-words"]
    if templates and (_has_placeholders(page) or _empty_lists(tree)):
        return ["template"]
    empty = _empty_lists(tree)
    if empty and head.scripts and _is_hollow_page(page):
        return ["hollow-page"]
    filled = [node for node in empty if _is_filled_later(node, head)]
    return [_id_of(node) for node in (*filled, *(node for node in tree.css(_FED)[:50] if is_bare(node)))]


def _id_of(node: LexborNode) -> str:
    """Its id or that of the table it belongs to, else its tag."""
    table = node.parent if node.tag == "tbody" else None
    own = (node.attributes.get("id") or "").strip()
    return own or ((table.attributes.get("id") or "").strip() if table is not None else "") or node.tag or "box"


def _is_hollow_page(page: Page) -> bool:
    """A title and next to nothing between the menus, with nothing to open, look at or fill in: a script of a file fills the empty box."""
    own = [block for block in page.blocks if block.region is Region.CONTENT]
    shows = any(block.kind in (BlockKind.IMAGE, BlockKind.EMBED) for block in own)
    filled = any(form.region is Region.CONTENT for form in page.forms)
    opens = any(link.region is Region.CONTENT and link.url for link in page.links)
    return not (shows or filled or opens) and _own_letters(page) < _LITTLE_TEXT


def _own_letters(page: Page) -> int:
    """Letters outside menus and footer: a frame of links around an empty middle is no content."""
    return sum(_letters(block.text) for block in page.blocks if block.region is Region.CONTENT)


def _letters(text: str) -> int:
    """How many there are without blanks."""
    return len("".join(text.split()))


def _is_loading(block: Block) -> bool:
    text = block.text.strip(" .…!|-")
    return 0 < len(text) <= 60 and text.lower() in LOADING_WORDS


def _has_placeholders(page: Page) -> bool:
    return any("{{" in block.text or "${" in block.text or "[[" in block.text for block in page.blocks if block.region is Region.CONTENT)


def _only_overlay(tree: LexborHTMLParser) -> bool:
    """True if the loading words stand in the curtain that many finished pages lift when all pictures have come."""
    for node in tree.css("body > div, body > section, [id*=load], [class*=load]")[:50]:
        name = f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}"
        if _OVERLAY.search(name) and any(word in node.text().lower() for word in LOADING_WORDS) and len(node.text(strip=True)) < 100:
            return True
    return False


def _empty_lists(tree: LexborHTMLParser) -> list[LexborNode]:
    found = []
    for node in tree.css(_LISTS)[:3000]:
        name = f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}"
        if not _DECORATION.search(name) and not node.text(strip=True) and not node.css_first(SUBSTANCE):
            found.append(node)
    return found[:50]


def _is_filled_later(node: LexborNode, head: Head) -> bool:
    """True for the empty body of a table that has a head, an empty list with an id, or an empty box that a fetching script names."""
    own_id = (node.attributes.get("id") or "").strip()
    named = len(own_id) > 1 and any(sign in head.code for sign in (f"'{own_id}'", f'"{own_id}"', f"#{own_id}"))
    if named and _FETCHES.search(head.code):
        return True
    if node.tag == "tbody":
        table = node.parent
        if table is None or not (own_id or table.attributes.get("id")):
            return False
        return len(table.css("thead th, thead td")) >= 2 and not table.css_first("tbody td")
    return node.tag in ("ul", "ol") and bool(own_id) and bool(head.scripts) and not named and node.first_child is None
