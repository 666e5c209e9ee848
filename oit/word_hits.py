"""Where the words of the rules stand in a text: all words looked up in one pass, then asked for by group and pattern."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from oit.stripping import Stripped
from oit.topics import Pattern, TopicWords

Span = tuple[int, int]

_OPENING = 4  # letters by which words are looked up, shorter words by all of theirs
_HEAD = 3  # letters of a word that a slip of the pen leaves right: what merely ends like the word is another word
_SHORT_LATIN = 4  # Latin words up to here must stand alone: "ita" is no part of "digital"


class Lexicon:
    """All words of the groups and of the topics no item asks for, ready to be found in a text in one pass."""

    def __init__(self, words: TopicWords) -> None:
        self._by_opening: dict[str, list[tuple[str, bool, bool, tuple[str, ...]]]] = defaultdict(list)
        owners: dict[tuple[str, bool, bool], list[str]] = defaultdict(list)
        for name, terms in words.groups.items():
            for term in terms:
                owners[term.word, term.start, term.end].append(name)
        for other in words.others:
            for term in other.terms:
                owners[term.word, term.start, term.end].append(f"other:{other.name}")
        for (word, start, end), names in owners.items():
            self._by_opening[word[:_OPENING]].append((word, start, end, tuple(dict.fromkeys(names))))
        self._openings = sorted({len(opening) for opening in self._by_opening})
        self._free = {name: [t.word for t in terms if not (t.start or t.end)] for name, terms in words.groups.items()}

    def find(self, text: Stripped) -> dict[str, list[Span]]:
        """Spans by owner: the name of a group, or "other:" and the name of a topic no item asks for. Anchored words also fit the core."""
        found: dict[str, list[Span]] = defaultdict(list)
        line = text.key
        for place, word, start, end, names in self._words_in(line):
            if (start and place) or (end and place + len(word) != len(line)) or _inside_latin(line, place, word):
                continue
            for name in names:
                found[name].append((place, place + len(word)))
        if text.core != line:
            self._find_start(text.core, found)
        return found

    def _words_in(self, line: str) -> Iterator[tuple[int, str, bool, bool, tuple[str, ...]]]:
        """Every word that stands in the line, with its place."""
        for place in range(len(line)):
            for length in self._openings:
                for word, start, end, names in self._by_opening.get(line[place : place + length], ()):
                    if line.startswith(word, place):
                        yield place, word, start, end, names

    def _find_start(self, core: str, found: dict[str, list[Span]]) -> None:
        for length in self._openings:
            for word, start, _, names in self._by_opening.get(core[:length], ()):
                if start and core.startswith(word):
                    for name in names:
                        found[name].append((0, len(word)))

    def near(self, group: str, text: Stripped, at_least: float, min_length: int) -> float:
        """The best likeness 0.0-1.0 of a word of the group to a piece of the text, 0.0 below `at_least` (of 100) and for shorter words."""
        words = [word for word in self._free[group] if min_length <= len(word) <= len(text.key) + 2 and word[:_HEAD] in text.key]
        best = process.extractOne(text.key, words, scorer=fuzz.partial_ratio, score_cutoff=at_least)
        return best[1] / 100 if best else 0.0


class PatternIndex:
    """Which topics the groups found in a text may speak of: only these need be scored."""

    def __init__(self, patterns: Iterable[tuple[str, Pattern]]) -> None:
        self._by_group: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)
        for slug, pattern in patterns:
            for name in pattern.all_of[0]:
                self._by_group[name].append((slug, pattern))

    def may_hit(self, found: Mapping[str, Sequence[Span]]) -> set[str]:
        """The topics with a pattern of which every entry has a word among those found."""
        begun = (known for name in found for known in self._by_group.get(name, ()))
        return {slug for slug, pattern in begun if not missing(pattern, found)}


def hit(pattern: Pattern, found: Mapping[str, Sequence[Span]]) -> tuple[Span, ...]:
    """One span for each entry of the pattern, none overlapping: one word fills one group only. Nothing if that cannot be."""
    entries = []
    for entry in pattern.all_of:
        spans = [span for name in entry for span in found.get(name, ())]
        if not spans:
            return ()
        entries.append(sorted(set(spans)))
    return _apart(sorted(entries, key=len))


def missing(pattern: Pattern, found: Mapping[str, Sequence[Span]]) -> tuple[tuple[str, ...], ...]:
    """The entries of the pattern of which no word was found."""
    return tuple(entry for entry in pattern.all_of if not any(found.get(name) for name in entry))


def _apart(entries: Sequence[Sequence[Span]], taken: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    if len(taken) == len(entries):
        return taken
    for start, end in entries[len(taken)][:6]:
        if all(end <= other_start or start >= other_end for other_start, other_end in taken):
            chosen = _apart(entries, (*taken, (start, end)))
            if chosen:
                return chosen
    return ()


def _inside_latin(line: str, place: int, word: str) -> bool:
    if len(word) > _SHORT_LATIN or not word.isascii():
        return False
    around: Iterable[str] = (line[place - 1 : place], line[place + len(word) : place + len(word) + 1])
    return any(letter.isascii() and letter.isalpha() for letter in around)
