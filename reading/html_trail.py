"""Labels that stand over a place of a page, outermost first: headings of higher levels, legends, captions, labels of tabs and panels."""

from dataclasses import dataclass
from enum import IntEnum

MOST_ABOVE = 4
LONGEST_ABOVE = 120
_LONGEST_TRAIL = 12  # labels within one another that are kept; deeper ones push the outermost out


class Hold(IntEnum):
    """How long a label holds."""

    UNTIL_NEXT = 0  # a heading, a line in bold: until the next heading of its level or a higher one
    BOX = 1  # the head of a card: over all headings in the boxes within its own
    PANEL = 2  # tab, legend, summary, caption: over everything in its box


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    level: int = 6
    hold: Hold = Hold.UNTIL_NEXT


Trail = tuple[Label, ...]


def add_label(trail: Trail, base: int, label: Label) -> Trail:
    """`trail` with `label` as its innermost; labels that it takes the place of are gone. The first `base` labels are those of the boxes
    around the one in which it stands."""
    kept = list(trail)
    while kept and (kept[-1].text == label.text or _gives_way(kept[-1], len(kept) > base, label)):
        kept.pop()
    kept.append(label)
    return tuple(kept[-_LONGEST_TRAIL:])


def _gives_way(last: Label, same_box: bool, label: Label) -> bool:
    if last.hold is Hold.PANEL:
        return same_box and label.hold is Hold.PANEL
    if label.hold is not Hold.UNTIL_NEXT:
        return same_box and last.level >= label.level
    return last.level >= label.level and (same_box or last.hold is Hold.UNTIL_NEXT)


def innermost(trail: Trail) -> str:
    """The nearest heading, "" where nothing stands above."""
    return trail[-1].text if trail else ""


def labels_above(trail: Trail, heading: str) -> tuple[str, ...]:
    """At most 4 labels over a place with `heading`, which is left out. Of more, outer headings go first: labels of panels tell more."""
    kept = [label for label in trail if label.text != heading]
    while len(kept) > MOST_ABOVE:
        kept.remove(next((label for label in kept if label.hold is not Hold.PANEL), kept[0]))
    return tuple(dict.fromkeys(label.text[:LONGEST_ABOVE].rstrip() for label in kept))
