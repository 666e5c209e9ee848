"""Which labelled texts each word of the rules helps, and the rules without the words that help only texts of some sites."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from oit.stripping import Stripped, Stripper
from oit.topics import Other, Term, Topic, TopicWords
from oit.word_hits import Lexicon, hit

Piece = tuple[str, str, str]  # "title", "term", "other title" or "other term"; the topic, group or other topic; the word as match key


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text of `site`. `right` holds the topics that are right; empty for a text of no item."""

    text: str
    heading: str
    site: str
    right: frozenset[str]


def support(words: TopicWords, texts: Iterable[Labelled]) -> dict[Piece, frozenset[str]]:
    """The sites that have a text which the piece helps. Pieces that help none are left out: they were not learned from these texts.

    A title helps a text of its topic that it equals, nearly equals or begins. A term helps where it is part of a pattern that the text
    fulfils: one of the text's own topic, or, among the words against it, one of another topic. The terms of a topic outside the form help
    texts of no item that fulfil a pattern. Likeness below the point where a title counts alone is not seen as help.
    """
    found: dict[Piece, set[str]] = defaultdict(set)
    finder = _Finder(words)
    for text in texts:
        for piece in finder.helping(text):
            found[piece].add(text.site)
    return {piece: frozenset(sites) for piece, sites in found.items()}


def learned_from(supported: Mapping[Piece, frozenset[str]], sites: Iterable[str], known: Iterable[str] = ()) -> frozenset[Piece]:
    """The pieces that help texts of these sites and of no other, but for those that stand in one of the `known` match keys."""
    held, public = frozenset(sites), tuple(known)
    return frozenset(piece for piece, where in supported.items() if where <= held and not _is_public(piece, public))


def without(words: TopicWords, pieces: frozenset[Piece]) -> TopicWords:
    """The rules without the pieces; groups and topics stay, though they may be left without a word."""

    def titles(kind: str, owner: str, all_titles: Sequence[str]) -> tuple[str, ...]:
        return tuple(title for title in all_titles if (kind, owner, title) not in pieces)

    def terms(kind: str, owner: str, all_terms: Sequence[Term]) -> tuple[Term, ...]:
        return tuple(term for term in all_terms if (kind, owner, term.word) not in pieces)

    def topic(one: Topic) -> Topic:
        special = {kind: titles("title", one.slug, own) for kind, own in (one.titles_for or {}).items()}
        return replace(one, titles=titles("title", one.slug, one.titles), titles_for=special)

    def other(one: Other) -> Other:
        return replace(one, titles=titles("other title", one.name, one.titles), terms=terms("other term", one.name, one.terms))

    groups = {name: terms("term", name, own) for name, own in words.groups.items()}
    return replace(words, groups=groups, topics=tuple(map(topic, words.topics)), others=tuple(map(other, words.others)))


def _is_public(piece: Piece, known: Sequence[str]) -> bool:
    kind, _, word = piece
    return word in known if "title" in kind else any(word in title for title in known)


class _Finder:
    """Finds the pieces that help one text."""

    def __init__(self, words: TopicWords) -> None:
        self._words = words
        self._strip = Stripper(words.strip)
        self._lexicon = Lexicon(words)
        self._titles = [(topic.slug, *self._forms(title)) for topic in words.topics for title in _all_titles(topic)]
        self._other_titles = [(other.name, *self._forms(title)) for other in words.others for title in other.titles]
        self._members = {name: {term.word for term in terms} for name, terms in words.groups.items()}
        self._members |= {f"other:{other.name}": {term.word for term in other.terms} for other in words.others}

    def _forms(self, title: str) -> tuple[str, tuple[str, ...]]:
        """The title, and the cores by which the matcher knows it."""
        return title, tuple(dict.fromkeys((self._strip.core(title), self._strip.shortened(title))))

    def helping(self, text: Labelled) -> Iterator[Piece]:
        stripped = self._strip(text.text)
        if stripped.bare:
            stripped = self._strip(f"{text.heading} {text.text}")
        if not stripped.core:
            return
        yield from self._titles_helping(stripped, text.right)
        yield from self._terms_helping(stripped, text.right)

    def _titles_helping(self, text: Stripped, right: frozenset[str]) -> Iterator[Piece]:
        score = self._words.score
        for slug, title, cores in self._titles if right else ():
            if slug in right and (title == text.key or self._is_like(text.core, cores, score.title_alone, score.prefix_min_length)):
                yield ("title", slug, title)
        for name, title, cores in () if right else self._other_titles:
            if self._is_like(text.core, cores, score.other_alone, len(text.core)):
                yield ("other title", name, title)

    @staticmethod
    def _is_like(core: str, cores: Sequence[str], at_least: float, prefix_from: int) -> bool:
        begun = any(len(one) >= prefix_from and core.startswith(one) for one in cores)
        return begun or any(fuzz.ratio(core, one, score_cutoff=at_least) > 0 for one in cores)

    def _terms_helping(self, text: Stripped, right: frozenset[str]) -> Iterator[Piece]:
        spans = self._lexicon.find(text)
        hits = {name: {text.key[a:b] for a, b in found} | {text.core[a:b] for a, b in found} for name, found in spans.items()}
        helpful, tempting = set[str](), set[str]()
        for topic in self._words.topics:
            for pattern in topic.patterns:
                if hit(pattern, spans):
                    own = topic.slug in right
                    helpful.update(name for entry in pattern.all_of for name in entry if own)
                    helpful.update(name for name in pattern.none_of if not own)
                    tempting.update(() if own else (topic.slug,))
        for name in helpful & hits.keys():
            yield from (("term", name, word) for word in hits[name] & self._members[name])
        for other in () if right else self._words.others:
            owner = f"other:{other.name}"
            if owner in hits and tempting - other.spares:
                yield from (("other term", other.name, word) for word in hits[owner] & self._members[owner])


def _all_titles(topic: Topic) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*topic.titles, *(title for titles in (topic.titles_for or {}).values() for title in titles))))
