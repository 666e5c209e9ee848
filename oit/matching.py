"""Which topic a short text names: exact title, else groups of words (all of them, none of those) joined with the likeness to a title."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote

from rapidfuzz import fuzz, process

from oit.remembered import Remembered
from oit.stripping import Stripped, Stripper
from oit.topics import Pattern, Topic, TopicWords
from oit.word_hits import Lexicon, PatternIndex, Span, hit, missing

_REMEMBERED = 4_000_000  # letters of the texts whose answers are remembered: some 30,000 links with their headings and addresses
_KEPT = 16  # rules and types of agencies whose tables are kept
_HEAD = 8  # letters of the key before the first word of a title: what stands further back is not the head of the phrase
_LIFT = 10.0  # the most that a heading or an address adds to a text of the same topic
_MARGIN = 10.0  # a rival wins unless the other topic is better by more
_NUMBERS = re.compile(r"\d+")
_LIKE = 45.0  # likeness to a title below which titles are not told apart


@dataclass(frozen=True, slots=True)
class Match:
    """`score` 0-100; `why` holds what decided, for people: the title or words found, what lowered it, what the heading added."""

    topic: str
    score: float
    why: tuple[str, ...] = ()


class Matcher:
    """Matches texts of one agency. The same text gives the same answer; answers are remembered."""

    def __init__(self, words: TopicWords, agency_names: Iterable[str] = (), agency_type: str = "other") -> None:
        self._words = words
        self._strip = Stripper(words.strip, agency_names)
        touched = self._strip.finds_a_name(*_titles_as_stripped(words))
        self._scorer = _Scorer(words, self._strip, agency_type) if touched else _usual_scorer(words, _kind_of_titles(words, agency_type))
        self._order = {slug: place for place, slug in enumerate(words.slugs)}
        self._answers: Remembered[tuple[Match, ...]] = Remembered(_REMEMBERED)
        self._stripped: Remembered[Stripped] = Remembered(_REMEMBERED)

    def match(self, text: str, heading: str = "", url: str = "") -> tuple[Match, ...]:
        """The topics that `text` names with at least the review score, best first; two of one score are a joint title.

        Looks at 400 letters. A `heading` lifts a topic that the text names itself, or decides a text that says nothing ("download",
        "2nd quarter"); the file name of `url` may do the same, weaker. A long line cannot reach accept below the body_line score.
        """
        asked = (text[:400], heading[:400], url[-400:])
        known = self._answers.get(*asked)
        return self._answers.keep(self._decide(*asked), *asked) if known is None else known

    def says_nothing(self, text: str) -> bool:
        """True for a text of nothing but a period, a number or words such as "download"."""
        return self._taken_apart(text[:400]).bare

    def _taken_apart(self, text: str) -> Stripped:
        """Remembered apart from the answers: a text comes with many headings, a heading with many texts."""
        return self._stripped.get(text) or self._stripped.keep(self._strip(text), text)

    def _decide(self, text: str, heading: str, url: str) -> tuple[Match, ...]:
        stripped = self._taken_apart(text)
        if stripped.bare:
            found = self._borrowed(text, heading, url)
        else:
            found = self._scorer.scores(stripped)
            found = self._lifted(found, heading, "heading agrees")
            found = self._lifted(found, _file_words(url), "address agrees")
        if len(stripped.key) > self._words.score.line_length:
            found = {m.topic: self._as_line(m) for m in found.values()}
        kept = [m for m in found.values() if m.score >= self._words.review]
        return tuple(sorted(kept, key=lambda m: (-m.score, self._order[m.topic])))

    def _borrowed(self, text: str, heading: str, url: str) -> dict[str, Match]:
        """For a text that names nothing: what its heading together with it names, else its file name, both at a discount."""
        score = self._words.score
        from_heading = (heading, score.heading_factor, "from the heading")
        from_address = (_file_words(url), score.url_factor, "from the address")
        for source, factor, why in (from_heading, from_address):
            if not source or self._taken_apart(source).bare:
                continue
            if found := self._scorer.scores(self._taken_apart(f"{source} {text}")):
                return {m.topic: Match(m.topic, m.score * factor, (*m.why, why)) for m in found.values()}
        return {}

    def _lifted(self, found: Mapping[str, Match], context: str, why: str) -> dict[str, Match]:
        """Topics under accept that the context names too rise by at most 10 points."""
        low = [m for m in found.values() if m.score < self._words.accept]
        if not low or not context:
            return dict(found)
        near = self._scorer.scores(self._taken_apart(context))
        lifted = dict(found)
        for m in low:
            if m.topic in near and near[m.topic].score >= self._words.accept:
                lifted[m.topic] = Match(m.topic, min(m.score + _LIFT, self._words.accept), (*m.why, why))
        return lifted

    def _as_line(self, found: Match) -> Match:
        if found.score >= self._words.body_line:
            return found
        return replace(found, score=min(found.score, self._words.accept - 1), why=(*found.why, "a long line, not a title"))


class _Scorer:
    """Scores a stripped text against every topic, without regard to where it stood."""

    def __init__(self, words: TopicWords, strip: Stripper, agency_type: str) -> None:
        self._words = words
        self._lexicon = Lexicon(words)
        self._titles: dict[str, list[str]] = {}
        self._exact: dict[str, list[str]] = {}
        for topic in words.topics:
            cores = (core for title in _titles(topic, agency_type) for core in (strip.core(title), strip.shortened(title)))
            for core in dict.fromkeys(cores):
                self._titles.setdefault(core, []).append(topic.slug)
            for title in _titles(topic, agency_type):
                self._exact.setdefault(title, []).append(topic.slug)
        self._spares = {other.name: other.spares for other in words.others}
        self._other_titles = {strip.core(title): other.name for other in words.others for title in other.titles}
        self._known_others = list(self._other_titles)
        self._told_apart = [title for title in self._titles if len(title) >= words.score.fuzzy_min_length]
        self._alone = min(words.score.title_alone, words.score.fuzzy_from)  # likeness from which a title counts without words of its topic
        self._by_length: dict[int, list[str]] = {}  # at most one entry for each length of a text, 0-400
        self._titles_of: dict[str, list[str]] = {}
        self._openings: dict[str, list[str]] = {}  # long titles by their first letters
        for title in self._told_apart:
            for slug in self._titles[title]:
                self._titles_of.setdefault(slug, []).append(title)
        for title in self._titles:
            if len(title) >= words.score.prefix_min_length:
                self._openings.setdefault(title[: words.score.prefix_min_length], []).append(title)
        self._numbers = {title: _NUMBERS.findall(title) for title in self._told_apart}
        self._against = {topic.slug: topic.patterns[0].none_of if topic.patterns else () for topic in words.topics}
        self._patterns = PatternIndex((topic.slug, pattern) for topic in words.topics for pattern in topic.patterns)
        self._weak_patterns = PatternIndex((topic.slug, pattern) for topic in words.topics for pattern in topic.weak)
        self._title_groups: dict[str, frozenset[str]] = {}
        self._answers: Remembered[dict[str, Match]] = Remembered(_REMEMBERED)

    def scores(self, text: Stripped) -> dict[str, Match]:
        """The topics with a score above 0, rivals already settled."""
        known = self._answers.get(text.key)
        return self._answers.keep(self._scores(text), text.key) if known is None else known

    def _scores(self, text: Stripped) -> dict[str, Match]:
        if not text.core:
            return {}
        if exact := self._exact.get(text.key) or self._titles.get(text.core):
            return {slug: Match(slug, 100.0, ("title",)) for slug in exact}
        if text.core in self._other_titles:
            return self._weakly(self._lexicon.find(text), (self._other_titles[text.core],))
        return self._settled(self._by_words(text))

    def _by_words(self, text: Stripped) -> dict[str, Match]:
        hits = self._lexicon.find(text)
        spoken_of = self._patterns.may_hit(hits)
        likeness = self._likeness(text.core, spoken_of)
        others = [other for other in self._words.others if f"other:{other.name}" in hits]
        rival = process.extractOne(text.core, self._known_others, scorer=fuzz.ratio, score_cutoff=self._words.score.other_alone)
        found = {}
        for topic in self._words.topics:
            if topic.slug not in spoken_of and topic.slug not in likeness:
                continue
            like, title = likeness.get(topic.slug, (0.0, ""))
            match = self._score(topic, text, like, title, hits)
            if match is None:
                continue
            named = [other.name for other in others if topic.slug not in other.spares]
            if rival and rival[1] > like:
                named.append(self._other_titles[rival[0]])
            if named:
                why = (*match.why, *(f"other topic: {name}" for name in named))
                match = Match(topic.slug, match.score * self._words.score.other_factor, why)
            found[topic.slug] = match
        about = [other.name for other in others] + ([self._other_titles[rival[0]]] if rival else [])
        weak = self._weakly(hits, about)
        return found | {slug: match for slug, match in weak.items() if slug not in found or found[slug].score < match.score}

    def _weakly(self, hits: Mapping[str, list[Span]], others: Sequence[str]) -> dict[str, Match]:
        """Topics that the text may be about, for all its words tell, unless it is about one of the `others` that leaves them not alone."""
        found = {}
        spoken_of = self._weak_patterns.may_hit(hits)
        for topic in self._words.topics:
            if topic.slug not in spoken_of or not all(topic.slug in self._spares[other] for other in others):
                continue
            for pattern in topic.weak:
                if not any(group in hits for group in pattern.none_of) and hit(pattern, hits):
                    found[topic.slug] = Match(topic.slug, self._words.weak, (f"weak words: {_shown(pattern)}",))
        return found

    def _likeness(self, core: str, spoken_of: Set[str]) -> dict[str, tuple[float, str]]:
        """How like each topic's best title is, 0-100, and which it is; a text that begins with a title is like it, however it goes on.

        A likeness too low to speak for itself is told only of the topics in `spoken_of`, whose words the text holds."""
        best: dict[str, tuple[float, str]] = {}
        for ratio, title in self._alike(core, self._of_like_length(len(core)), self._alone):
            for slug in self._titles[title]:
                best.setdefault(slug, (ratio, title))  # the best come first
        for slug in spoken_of - best.keys():
            if alike := self._alike(core, self._titles_of.get(slug, ()), _LIKE):
                best[slug] = alike[0]
        for title in self._openings.get(core[: self._words.score.prefix_min_length], ()):
            if core.startswith(title):
                begun = (70.0 + 30.0 * len(title) / len(core), title)
                for slug in self._titles[title]:
                    best[slug] = max(best.get(slug, begun), begun)
        return best

    def _of_like_length(self, length: int) -> list[str]:
        """The titles that their length alone does not rule out: likeness is twice the shared letters in a hundred of both."""
        known = self._by_length.get(length)
        if known is None:
            least = self._alone - 1  # a little less, so that no rounding leaves a title out
            known = [title for title in self._told_apart if 200 * min(length, len(title)) >= least * (length + len(title))]
            self._by_length[length] = known
        return known

    def _alike(self, core: str, titles: Sequence[str], at_least: float) -> list[tuple[float, str]]:
        """Of the titles those like the text, best first. Six months are not twelve, however like the rest."""
        numbers = _NUMBERS.findall(core)
        found = process.extract(core, titles, scorer=fuzz.ratio, score_cutoff=at_least, limit=None)
        return [(ratio, title) for title, ratio, _ in found if not numbers or self._numbers[title] in ([], numbers)]

    def _score(self, topic: Topic, text: Stripped, like: float, title: str, hits: Mapping[str, list[Span]]) -> Match | None:
        score = self._words.score
        best = self._by_title(topic, like, title, hits) if like >= score.title_alone else None
        for pattern in topic.patterns:
            value, where = self._value(pattern, text, like, hits)
            if value <= 0:
                continue
            similar = max(like / 100, score.head_similarity if where <= text.lead + _HEAD else 0.0)
            against = [group for group in pattern.none_of if group in hits]
            points = 100 * (score.term_weight * value + score.title_weight * similar) * score.none_factor ** min(2, len(against))
            if best is None or points > best.score:
                near = () if value == 1 else (f"nearly: {value:.0%}",)
                best = Match(topic.slug, points, (f"words: {_shown(pattern)}", *near, *(f"against it: {group}" for group in against)))
        return best

    def _by_title(self, topic: Topic, like: float, title: str, hits: Mapping[str, list[Span]]) -> Match:
        """For a text like a title; what speaks against the topic's first pattern and is not in the title speaks against it too."""
        against = [group for group in self._against[topic.slug] if group in hits and group not in self._groups_of(title)]
        points = like * 0.95 * self._words.score.none_factor ** min(2, len(against))
        return Match(topic.slug, points, (f"like a title: {like:.0f}", *(f"against it: {group}" for group in against)))

    def _groups_of(self, title: str) -> frozenset[str]:
        """The groups whose words stand in a title; worked out for the few titles that texts come near."""
        known = self._title_groups.get(title)
        if known is None:
            known = self._title_groups[title] = frozenset(self._lexicon.find(Stripped(title, title, False)))
        return known

    def _value(self, pattern: Pattern, text: Stripped, like: float, hits: Mapping[str, list[Span]]) -> tuple[float, int]:
        """How well the weakest entry of the pattern is hit, 0.0-1.0, and where its first word stands. One slip of the pen is forgiven."""
        spans = hit(pattern, hits)
        if spans:
            return 1.0, min(start for start, _ in spans)
        score = self._words.score
        if like < score.fuzzy_from:
            return 0.0, 0
        lacking = missing(pattern, hits)
        if not lacking or len(lacking) == len(pattern.all_of):
            return 0.0, 0
        near = (max(self._lexicon.near(name, text, score.fuzzy_term, score.fuzzy_min_length) for name in entry) for entry in lacking)
        return min(near), len(text.key)

    def _settled(self, found: Mapping[str, Match]) -> dict[str, Match]:
        """Without the topics that a rival beats."""
        strong = {m.topic: m.score for m in found.values() if m.score >= self._words.accept}
        beaten = set()
        for topic in self._words.topics:
            if topic.slug in found and any(strong.get(rival, 0.0) >= found[topic.slug].score - _MARGIN for rival in topic.rivals):
                beaten.add(topic.slug)
        return {slug: match for slug, match in found.items() if slug not in beaten}


@lru_cache(maxsize=_KEPT)
def _titles_as_stripped(words: TopicWords) -> tuple[str, str]:
    """Every title of every topic, one a line, in the two forms that the name of an agency is looked for in."""
    strip = Stripper(words.strip)
    both = [strip.where_names_stand(title) for topic in words.topics for title in _titles(topic, "other")]
    return "\n".join(shown for shown, _ in both), "\n".join(left for _, left in both)


def _kind_of_titles(words: TopicWords, agency_type: str) -> str:
    """The type, or none where no topic has titles for it: most types have the same titles."""
    special = agency_type == "other" or any(agency_type in (topic.titles_for or {}) for topic in words.topics)
    return agency_type if special else ""


@lru_cache(maxsize=_KEPT)
def _usual_scorer(words: TopicWords, agency_type: str) -> _Scorer:
    """That of the agencies of a type whose name stands in no title: nearly all. It takes as long to make as many a site to match."""
    return _Scorer(words, Stripper(words.strip), agency_type)


def _shown(pattern: Pattern) -> str:
    return " + ".join("|".join(entry) for entry in pattern.all_of)


def _titles(topic: Topic, agency_type: str) -> tuple[str, ...]:
    """The titles for that type; those of every type when the type is not known."""
    special = topic.titles_for or {}
    extra = [title for kind, titles in special.items() if agency_type in (kind, "other") for title in titles]
    return (*topic.titles, *extra)


def _file_words(url: str) -> str:
    """The last piece of the address as text, if it has letters; the percent signs of old sites may hold anything."""
    piece = url.split("?", 1)[0].split("#", 1)[0].rstrip("/").rsplit("/", 1)[-1]
    return unquote(piece, errors="replace").replace("-", " ")
