"""The name of a link that holds nothing but an icon: a known service in the classes of the icon or in the name of its file."""

import re

from reading.html_regions import Attributes
from reading.words import ICON_NAMES, ICON_PARTS

_BREAK = re.compile(r"[^a-z0-9]+")
_MOST_TOKENS = 12
_LONGEST = 60
# Alone, these may name lines, boxes and states.
_SHORT = frozenset(("line", "x", "map", "maps", "ig", "fb", "tel", "geo", "location", "mobile"))


def icon_name(attributes: Attributes, own: bool) -> str:
    """The service: Facebook for an element of class "fa fa-facebook-f", LINE for a picture "icon-line.png", "" where nothing is known.
    Of the link itself (`own`) a short word alone proves nothing."""
    for token in (attributes.get("class") or "")[:500].lower().split()[:_MOST_TOKENS]:
        name = _service(token, alone=not own)
        if name:
            return name
    source = attributes.get("src") or attributes.get("data-src") or attributes.get("xlink:href") or attributes.get("href") or ""
    if own or source[:5].lower() == "data:":
        return ""
    stem = re.split(r"[?#]", source[:2000], maxsplit=1)[0].rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return _service(stem.lower(), alone=True)


def _service(token: str, alone: bool) -> str:
    """The service that all telling parts of `token` name: "line-chart" is no LINE. Of two, the second: facebook-messenger."""
    if not token or len(token) > _LONGEST:
        return ""
    parts = [part.rstrip("0123456789") or part for part in _BREAK.split(token) if part]  # "2x" is a size, "facebook2" the second one
    telling = [part for part in parts if part not in ICON_PARTS and not part.isdigit()]
    if not telling or any(part not in ICON_NAMES for part in telling):
        return ""
    if len(parts) == 1 and (parts[0] == "x" or (parts[0] in _SHORT and not alone)):
        return ""
    names = [ICON_NAMES[part] for part in telling if part != "line"]  # a style of icons is called line too
    return names[-1] if names else ICON_NAMES["line"]
