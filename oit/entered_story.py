"""What an entered link showed over its days, told without gaps filled in. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from oit.entered import EnteredLink, LinkLook
from oit.night import BANGKOK


@dataclass(frozen=True, slots=True)
class Chapter:
    """Days on which every look found the same. `unlooked`: whole days before it on which nobody looked (since the look before, or the day
    of entry)."""

    first: date
    last: date
    look: LinkLook
    unlooked: int


def story(link: EnteredLink, looks: Sequence[LinkLook]) -> tuple[Chapter, ...]:
    """The stretches in their order, days in Bangkok."""
    found: list[Chapter] = []
    before = link.entered
    for look in looks:
        first, last = (moment.astimezone(BANGKOK).date() for moment in (look.first, look.last))
        found.append(Chapter(first, last, look, max(0, (first - before).days - 1)))
        before = last
    return tuple(found)
