"""Switches of tabs and accordions, and the panels that they open, as their attributes name them."""

import re

from reading.html_regions import Attributes

_TOGGLES = frozenset(("tab", "pill", "list", "collapse", "modal", "accordion", "offcanvas"))
_MENU_SWITCH = re.compile(r"navbar-toggle|hamburger|(?:menu|nav)-toggle|toggle-menu|btn-close|\bclose(?:\s|$)|carousel", re.IGNORECASE)
_TARGET_NAMES = ("data-bs-target", "data-target", "aria-controls", "data-tab", "data-collapse", "data-modal-target")
_SWITCH_NAMES = frozenset((*_TARGET_NAMES, "data-bs-toggle", "data-toggle", "role", "onclick"))
_PANEL_CLASS = re.compile(r"content|panel|pane(?:\s|$)|body", re.IGNORECASE)


def target_ids(attributes: Attributes) -> list[str]:
    """Ids of the panels that a switch opens, as its attributes name them."""
    named = [attributes.get(name) or "" for name in _TARGET_NAMES]
    toggle = (attributes.get("data-bs-toggle") or attributes.get("data-toggle") or attributes.get("role") or "").lower()
    href = attributes.get("href") or ""
    if href.startswith("#") and len(href) > 1 and (toggle in _TOGGLES or any(named)):
        named.append(href)
    return [name.strip().lstrip("#.") for name in named if name.strip().lstrip("#.")]


def opens_menu(attributes: Attributes) -> bool:
    """True for the switch of a menu or a show of slides, and for a button that closes: what follows it is not what it opens."""
    classes = attributes.get("class")
    return bool(classes and _MENU_SWITCH.search(classes)) or "data-slide" in attributes or "data-bs-slide" in attributes


def may_switch(attributes: Attributes) -> bool:
    """False for an element that carries no sign of a switch."""
    return not _SWITCH_NAMES.isdisjoint(attributes)


def panel_keys(attributes: Attributes) -> tuple[str, ...]:
    """What a switch may call this element: its id, or the number that it shares with its switch."""
    own_id, tab = (attributes.get("id") or "").strip(), (attributes.get("data-tab") or "").strip()
    shared = tab and tab != own_id and "aria-controls" not in attributes and _PANEL_CLASS.search((attributes.get("class") or "")[:200])
    return tuple(key for key in (own_id, tab if shared else "") if key)


def labelled_by(attributes: Attributes) -> str:
    """The id of the element whose words are the label of this panel, "" for what is no panel."""
    label = (attributes.get("aria-labelledby") or "").strip()
    return label if label and (attributes.get("role") or "").lower() in ("tabpanel", "region") else ""
