"""How alike a label is to what items are called, though it names none: "anti-corruption" where several such items lie. Pure."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from oit.thai import key

SHORTEST, LONGEST = 3, 40  # letters of a label that is compared; a longer one is a sentence
LEAST = 60  # likeness below which it says nothing
_PART = 0.8  # what it counts when the label is longer than the title that it holds


class Kinship:
    """Compares labels with titles; answers are remembered, since a site repeats its menu on every page."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles = tuple(dict.fromkeys(map(key, titles)))
        self._known: dict[str, float] = {}

    def likeness(self, text: str) -> float:
        """0, or LEAST * 0.8 to 100: how much of the label is part of any title, or the other way round."""
        label = key(text)
        if not SHORTEST <= len(label) <= LONGEST:
            return 0.0
        if label not in self._known:
            found = process.extractOne(label, self._titles, scorer=fuzz.partial_ratio, score_cutoff=LEAST)
            whole = found is not None and len(found[0]) >= _PART * len(label)
            self._known[label] = 0.0 if found is None else found[1] * (1.0 if whole else _PART)
        return self._known[label]
