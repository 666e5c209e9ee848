"""Dead links and buttons that may stand over what follows them, as its label."""

import re
from typing import NamedTuple

from reading.addresses import script_target
from reading.html_tree import Element
from reading.words import NO_LABEL_WORDS

FOLDS = re.compile(
    r"accordion|collaps|toggle|expand|panel|sub-?menu|tab-?(?:content|pane)|slide(?:r|down|up)?(?:[\s_-]|$)|spoiler|dropdown-content",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]")


class Waiting(NamedTuple):
    """A dead link or button that may turn out to stand over what follows."""

    text: str
    element: Element
    folds: bool  # it or its box is made to fold
    texts: int  # how many texts of the page stood before its end
    bar: bool  # one of a row of such elements: stands over nothing, it is a tab


def standing(element: Element, text: str, texts: int, row: bool) -> Waiting | None:
    """The element as one that may stand over what follows: a dead link with words of its own, a button made to fold."""
    button = element.tag == "button"
    if not button and not element.opening.is_dead_link:
        return None
    attributes = element.attributes
    classes = f"{element.classes()} {element.above.classes() if element.above else ''}"
    folds = bool(FOLDS.search(classes)) or "aria-expanded" in attributes
    dead = not button or (folds and not script_target(attributes.get("onclick") or ""))
    words = text.strip(" .…»›>:-").lower()
    if not dead or "dropdown-toggle" in classes or not _LETTERS.search(words) or words in NO_LABEL_WORDS:
        return None
    return Waiting(text, element, folds or "onclick" in attributes, texts, row)
