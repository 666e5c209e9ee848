"""Buttons of a page that nothing in it answers: a script brings what they open, or more of the list they stand under."""

import re

from selectolax.lexbor import LexborNode

from oit.thai import clean
from reading.html_survey import Survey
from reading.html_switches import target_ids
from reading.words import MORE_WORDS, NO_LABEL_WORDS

BOXES = frozenset(("div", "section", "ul", "ol", "table", "tbody"))
SUBSTANCE = "a, img, iframe, input, canvas, video, object, embed"
_UNSEEN = frozenset(("script", "style", "template", "link", "meta"))
_FEWEST_BUTTONS = 3
_ASIDE = re.compile(
    r"share|print|font|theme|contrast|lang|translat|zoom|scroll|top|close|back|history|search|login|sign|like|play|cookie|consent|accept|gtag|"
    r"slide|menu|nav|toggle(?:dark|menu|nav|class)|return\s+false\s*;?\s*$|alert|captcha|refresh|reload|copy|read|speak",
    re.IGNORECASE,
)
_NO_PANEL = frozenset(("tooltip", "popover", "dropdown", "button", "buttons", "offcanvas"))
_LETTERS = re.compile(r"[^\W\d_]")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_FETCHES_MORE = re.compile(r"(?:load|show|view|see|read|btn|button)[-_]?more|more[-_]?(?:btn|button|link|news)", re.IGNORECASE)
_HIDDEN = '[hidden], [style*="display:none"], [style*="display: none"], .d-none, .hidden, .hide, .collapse'
_ENTRIES = "li, tr, dt, a[href], article"
_MORE = frozenset(_NOT_LETTERS.sub("", word) for word in MORE_WORDS)


def buttons_wait(switches: list[LexborNode], survey: Survey) -> bool:
    """True for a folded button over an empty box, and for three different buttons whose content is nowhere in the page."""
    return any(_opens_empty_box(node, survey) for node in switches[:1000]) or _count_unanswered(switches, survey) >= _FEWEST_BUTTONS


def buttons_for_more(switches: list[LexborNode], survey: Survey) -> list[str]:
    """The names (id, class or tag) of buttons under a list that say that it goes on, where the page does not hold the rest."""
    return [_name_of(node) for node in switches[:1000] if _goes_on(node, survey)]


def is_bare(node: LexborNode) -> bool:
    """True for a box without text and without anything to see or to use."""
    return node.tag in BOXES and not node.text(strip=True) and not node.css_first(SUBSTANCE)


def _name_of(node: LexborNode) -> str:
    name = (node.attributes.get("id") or node.attributes.get("class") or "").split()
    return re.sub(r"\d+", "", name[0]) if name else node.tag or "button"


def _opens_empty_box(node: LexborNode, survey: Survey) -> bool:
    if (node.attributes.get("aria-expanded") or "").lower() != "false" or clean(node.text()[:300]).lower() in NO_LABEL_WORDS:
        return False
    place: LexborNode | None = node
    for _ in range(3):
        if place is None or place.tag in ("body", "td", "ul", "ol", "nav", "header", "footer"):
            return False
        after = _next_element(place)
        if after is not None:
            return is_bare(after) and not _alike(place, after) and bool(_not_aside(node, survey))
        place = place.parent
    return False


def _goes_on(node: LexborNode, survey: Survey) -> bool:
    attributes = node.attributes
    if _NOT_LETTERS.sub("", clean(node.text()[:200]).lower()) not in _MORE:
        return False
    told = any(name.startswith("data-") for name in attributes) or "onclick" in attributes
    named = _FETCHES_MORE.search(f"{attributes.get('id') or ''} {attributes.get('class') or ''}") is not None
    if node.tag != "button" and not told and not named:  # a link of the design that was never given an address
        return False
    if (attributes.get("href") or "#").strip()[:11].lower() not in ("#", "", "javascript:"):
        return False
    if _in_form(node) or any(target in survey.filled for target in target_ids(attributes)):
        return False
    entries = _list_before(node)
    return entries is not None and entries.css_first(_HIDDEN) is None


def _in_form(node: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.tag not in ("form", "body"):
        above = above.parent
    return above is not None and above.tag == "form"


def _list_before(node: LexborNode) -> LexborNode | None:
    """The list right before the button or the box around it; None where it stands under something else."""
    place: LexborNode | None = node
    for _ in range(3):
        if place is None or place.tag in ("body", "li", "td", "article"):
            return None
        before = place.prev
        while before is not None and ((before.tag or "")[:1] in "-!" or before.tag in _UNSEEN):
            before = before.prev
        if before is not None:
            is_list = before.tag in ("ul", "ol", "dl", "table", "div", "section") and before.css_first(_ENTRIES) is not None
            return before if is_list else None
        place = place.parent
    return None


def _count_unanswered(switches: list[LexborNode], survey: Survey) -> int:
    return len({_unanswered(node, survey) for node in switches[:1000]} - {""})


def _unanswered(node: LexborNode, survey: Survey) -> str:
    """The text of a dead link or button whose content is not in the page; "" when it is, or when the button is for something else."""
    text = _not_aside(node, survey)
    return "" if not text or (not target_ids(node.attributes) and _followed_by_content(node)) else text


def _not_aside(node: LexborNode, survey: Survey) -> str:
    """The text of a dead link or button that is to open something, and names no content of the page."""
    attributes = node.attributes
    text = clean(node.text()[:300])
    handler = attributes.get("onclick") or ""
    toggle = (attributes.get("data-bs-toggle") or attributes.get("data-toggle") or "").lower()
    if len(_LETTERS.findall(text)) < 4 or toggle in _NO_PANEL or (handler and _ASIDE.search(handler)):
        return ""
    if node.tag == "button" and not (handler or toggle or "aria-expanded" in attributes or "aria-controls" in attributes):
        return ""
    if any(name.startswith(("data-slide", "data-bs-slide", "data-dismiss", "data-bs-dismiss")) for name in attributes):
        return ""
    targets = target_ids(attributes)
    if targets:
        return "" if any(target in survey.filled for target in targets) else text
    if handler and any(f"'{name}'" in handler or f'"{name}"' in handler for name in _named_in(handler) if name in survey.filled):
        return ""
    return text


def _named_in(handler: str) -> list[str]:
    return [name for _, name in re.findall(r"([\"'])#?([^\"']{1,80})\1", handler[:500])]


def _followed_by_content(node: LexborNode) -> bool:
    """True if the element, or the header it stands in, is followed by a box with text or links that is no second button of its kind."""
    place: LexborNode | None = node
    for _ in range(3):
        if place is None or place.tag in ("body", "td", "ul", "ol"):
            return False
        after = _next_element(place)
        if after is not None and not _alike(place, after) and (after.text(strip=True) or after.css_first("a[href], img, iframe")):
            return True
        place = place.parent
    return False


def _next_element(node: LexborNode) -> LexborNode | None:
    after = node.next
    while after is not None and ((after.tag or "")[:1] in "-!" or after.tag in _UNSEEN):
        after = after.next
    return after


def _alike(one: LexborNode, other: LexborNode) -> bool:
    return one.tag == other.tag and one.attributes.get("class") == other.attributes.get("class")
