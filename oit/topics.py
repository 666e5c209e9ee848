"""The words of each topic: what rules/topics.yaml may say, and the same as match keys. Strict: a mistake names line and field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from oit.agency import AGENCY_TYPES
from oit.source import Path, Source
from oit.thai import key

_FACTORS = ("term_weight", "title_weight", "none_factor", "other_factor", "head_similarity", "heading_factor", "url_factor")
_PERCENTS = ("fuzzy_term", "title_alone", "other_alone", "fuzzy_from")
_COUNTS = ("fuzzy_min_length", "prefix_min_length", "line_length")
_KEYS = ("download", "filler", "lead", "verbs", "bare")
_WRITTEN = (
    "agency", "agency_short", "agency_stops", "agency_not_after", "agency_latin", "acronyms_kept", "of", "notice", "subject", "subject_not",
    "months", "year_words", "not_years", "eras", "counters", "until",
)  # fmt: skip
_MEANS = ("year_means", "span_means", "half_means", "whole_means", "quarter_means", "month_means")


@dataclass(frozen=True, slots=True)
class Score:
    """How hits become points: weights and factors 0-1, what is compared with a likeness 0-100, lengths in letters of the key."""

    term_weight: float
    title_weight: float
    none_factor: float
    other_factor: float
    head_similarity: float
    heading_factor: float
    url_factor: float
    fuzzy_term: float
    title_alone: float
    other_alone: float
    fuzzy_from: float
    fuzzy_min_length: int
    prefix_min_length: int
    line_length: int


@dataclass(frozen=True, slots=True)
class Term:
    """A word as match key. `start`, `end`: only at the start (end) of the text."""

    word: str
    start: bool = False
    end: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """Matches when one group of each entry of `all_of` is hit; each group of `none_of` that is hit lowers the score."""

    all_of: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """`titles` are match keys; `titles_for` holds what only agencies of that type say; `weak` patterns make a text worth a look only."""

    slug: str
    titles: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    rivals: tuple[str, ...] = ()
    titles_for: Mapping[str, tuple[str, ...]] | None = None
    weak: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """A topic no item asks for. Its `titles` win against equal or worse titles, except that a weak pattern of a topic in `spares` still
    counts; its `terms` lower every topic not in `spares`."""

    name: str
    titles: tuple[str, ...]
    terms: tuple[Term, ...]
    spares: frozenset[str]


@dataclass(frozen=True, slots=True)
class Strip:
    """Words that say nothing about the topic and are taken off first; filler, download, lead, verbs and bare are match keys.

    `agency` takes the name that follows with it, up to a blank or one of `agency_stops`, but not right after one of `agency_not_after`;
    `agency_short` does so only where a word begins or after `of`. A text that begins with one of `notice` begins for us after `subject`,
    unless one of `subject_not` follows. A year counts as `year_means`, a span of years as `span_means`;
    after the months of a half, a whole or a quarter of the fiscal year, or its last day after a word of `until`, the name of that round is
    added; a month with its year counts as `month_means`. Two digits at the end are a year, but not after one of `not_years`. An acronym
    in Thai letters is an agency's name unless it is one of `acronyms_kept`. `verbs` are taken off the front only; `lead` words may stand
    before the head of a phrase. A text of only `bare` words and `months` takes the topic of its heading.
    `stands_for` gives the full word that abbreviations, everyday words and English ones are read as: a Latin one only as a whole word,
    a Thai one written "^" only where a word begins.
    """

    until: tuple[str, ...]
    acronyms_kept: tuple[str, ...]
    agency_latin: tuple[str, ...]
    stands_for: tuple[tuple[str, tuple[str, ...]], ...]

    download: tuple[str, ...]
    filler: tuple[str, ...]
    agency: tuple[str, ...]
    agency_short: tuple[str, ...]
    agency_stops: tuple[str, ...]
    agency_not_after: tuple[str, ...]
    of: tuple[str, ...]
    notice: tuple[str, ...]
    subject: tuple[str, ...]
    subject_not: tuple[str, ...]
    lead: tuple[str, ...]
    verbs: tuple[str, ...]
    months: tuple[str, ...]
    year_words: tuple[str, ...]
    not_years: tuple[str, ...]
    eras: tuple[str, ...]
    counters: tuple[str, ...]
    bare: tuple[str, ...]
    year_means: str
    span_means: str
    half_means: str
    whole_means: str
    quarter_means: str
    month_means: str


@dataclass(frozen=True, slots=True, eq=False)
class TopicWords:
    """All of rules/topics.yaml. Scores 0-100: a title counts from `accept`, is worth a look from `review`; a long line counts
    from `body_line`; a weak pattern gives `weak`. Equal to itself only: what is made of it can be remembered."""

    score: Score
    accept: float
    review: float
    weak: float
    body_line: float
    strip: Strip
    groups: Mapping[str, tuple[Term, ...]]
    topics: tuple[Topic, ...]
    others: tuple[Other, ...]

    @property
    def slugs(self) -> tuple[str, ...]:
        """The topics known, in the order of the file."""
        return tuple(topic.slug for topic in self.topics)


def parse_topics(data: object, source: Source) -> TopicWords:
    """The rules of `data` (as read from YAML) with all words as match keys. Raises RulePackError naming line, field, what is allowed."""
    reader = _Reader(source)
    top = reader.mapping(data, (), ("score", "accept", "strip", "terms", "topics", "others"))
    accept = reader.mapping(top["accept"], ("accept",), ("title", "review", "weak", "body_line"))
    groups = {name: reader.terms(words, ("terms", name)) for name, words in reader.mapping(top["terms"], ("terms",)).items()}
    topics = reader.mapping(top["topics"], ("topics",))
    others = reader.mapping(top["others"], ("others",))
    review, weak, title, line = (reader.number(accept[name], ("accept", name), 100) for name in ("review", "weak", "title", "body_line"))
    if not review <= weak < title <= line:
        raise source.error(("accept",), "needs review <= weak < title <= body_line")
    return TopicWords(
        score=_score(reader, top["score"]),
        accept=title,
        review=review,
        weak=weak,
        body_line=line,
        strip=_strip(reader, top["strip"]),
        groups=groups,
        topics=tuple(_topic(reader, slug, value, groups, topics) for slug, value in topics.items()),
        others=tuple(_other(reader, name, value, topics) for name, value in others.items()),
    )


def _score(reader: "_Reader", data: object) -> Score:
    values = reader.mapping(data, ("score",), (*_FACTORS, *_PERCENTS, *_COUNTS))
    limits = {**dict.fromkeys(_FACTORS, 1.0), **dict.fromkeys(_PERCENTS, 100.0), **dict.fromkeys(_COUNTS, 1000.0)}
    read: dict[str, Any] = {name: reader.number(values[name], ("score", name), limit) for name, limit in limits.items()}
    return Score(**{name: int(value) if name in _COUNTS else value for name, value in read.items()})


def _strip(reader: "_Reader", data: object) -> Strip:
    values = reader.mapping(data, ("strip",), (*_KEYS, *_WRITTEN, *_MEANS, "stands_for"))
    as_keys = {name: reader.keys(values[name], ("strip", name)) for name in _KEYS}
    written = {name: reader.texts(values[name], ("strip", name)) for name in _WRITTEN}
    means = {name: reader.text(values[name], ("strip", name)) for name in _MEANS}
    full = reader.mapping(values["stands_for"], ("strip", "stands_for"))
    stands_for = tuple((word, reader.texts(short, ("strip", "stands_for", word))) for word, short in full.items())
    read: dict[str, Any] = {**as_keys, **written, **means, "stands_for": stands_for}
    return Strip(**read)


def _topic(reader: "_Reader", slug: str, data: object, groups: Mapping[str, object], topics: Mapping[str, object]) -> Topic:
    path: Path = ("topics", slug)
    value = reader.mapping(data, path, optional=("titles", "all", "none", "patterns", "weak", "rivals", "for"))
    if not {"titles", "all", "patterns"} & value.keys():
        raise reader.source.error(path, "needs titles, all or patterns")
    if "none" in value and "all" not in value:
        raise reader.source.error((*path, "none"), "stands only beside all; put it into the pattern")
    patterns = [_pattern(reader, {k: value[k] for k in ("all", "none") if k in value}, path, groups)] if "all" in value else []
    patterns += _patterns(reader, value, (*path, "patterns"), groups)
    special = reader.mapping(value.get("for", {}), (*path, "for"), optional=AGENCY_TYPES)
    titles_for = {kind: _titles_for(reader, entry, (*path, "for", kind)) for kind, entry in special.items()}
    return Topic(
        slug,
        reader.keys(value.get("titles", []), (*path, "titles")),
        tuple(patterns),
        reader.names(value.get("rivals", []), (*path, "rivals"), topics, "topics"),
        titles_for,
        tuple(_patterns(reader, value, (*path, "weak"), groups)),
    )


def _patterns(reader: "_Reader", value: Mapping[str, Any], path: Path, groups: Mapping[str, object]) -> list[Pattern]:
    entries = reader.sequence(value.get(str(path[-1]), []), path)
    return [_pattern(reader, entry, (*path, index), groups) for index, entry in enumerate(entries)]


def _titles_for(reader: "_Reader", data: object, path: Path) -> tuple[str, ...]:
    return reader.keys(reader.mapping(data, path, ("titles",))["titles"], (*path, "titles"))


def _pattern(reader: "_Reader", data: object, path: Path, groups: Mapping[str, object]) -> Pattern:
    value = reader.mapping(data, path, ("all",), ("none",))
    needs = []
    for index, entry in enumerate(reader.sequence(value["all"], (*path, "all"))):
        here = (*path, "all", index)
        needs.append(reader.names(reader.text(entry, here).split("|"), here, groups, "terms"))
    if not needs:
        raise reader.source.error((*path, "all"), "needs at least one group")
    return Pattern(tuple(needs), reader.names(value.get("none", []), (*path, "none"), groups, "terms"))


def _other(reader: "_Reader", name: str, data: object, topics: Mapping[str, object]) -> Other:
    path: Path = ("others", name)
    value = reader.mapping(data, path, optional=("titles", "terms", "spares"))
    spares = reader.names(value.get("spares", []), (*path, "spares"), topics, "topics")
    titles = reader.keys(value.get("titles", []), (*path, "titles"))
    return Other(name, titles, reader.terms(value.get("terms", []), (*path, "terms")), frozenset(spares))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Checks the type of each value and names its place when it is wrong."""

    source: Source

    def mapping(self, data: object, path: Path, needed: tuple[str, ...] = (), optional: tuple[str, ...] = ()) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise self.source.error(path, "must be a mapping of names to values")
        for name in data:
            if not isinstance(name, str) or ((needed or optional) and name not in needed + optional):
                raise self.source.error((*path, name), f"unknown; allowed: {', '.join(needed + optional) or 'text'}")
        missing = [name for name in needed if name not in data]
        if missing:
            raise self.source.error(path, f"lacks {', '.join(missing)}")
        return data

    def sequence(self, data: object, path: Path) -> list[Any]:
        if not isinstance(data, list):
            raise self.source.error(path, "must be a list")
        return data

    def text(self, data: object, path: Path) -> str:
        if not isinstance(data, str) or not data.strip():
            raise self.source.error(path, "must be a text that is not empty (quote numbers)")
        return data

    def texts(self, data: object, path: Path) -> tuple[str, ...]:
        return tuple(self.text(entry, (*path, index)) for index, entry in enumerate(self.sequence(data, path)))

    def number(self, data: object, path: Path, most: float) -> float:
        if isinstance(data, bool) or not isinstance(data, int | float) or not 0 <= data <= most:
            raise self.source.error(path, f"must be a number from 0 to {most:g}")
        return float(data)

    def keys(self, data: object, path: Path) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._key(text, (*path, index)) for index, text in enumerate(self.texts(data, path))))

    def terms(self, data: object, path: Path) -> tuple[Term, ...]:
        return tuple(self._terms(data, path))

    def _terms(self, data: object, path: Path) -> Iterator[Term]:
        for index, text in enumerate(self.texts(data, path)):
            word = text.removeprefix("^").removesuffix("$")
            yield Term(self._key(word, (*path, index)), text.startswith("^"), text.endswith("$"))

    def _key(self, text: str, path: Path) -> str:
        made = key(text)
        if not made:
            raise self.source.error(path, "has no letter that counts for matching")
        return made

    def names(self, data: object, path: Path, known: Mapping[str, object], where: str) -> tuple[str, ...]:
        for index, name in enumerate(self.texts(list(data) if isinstance(data, tuple) else data, path)):
            if name not in known:
                raise self.source.error((*path, index), f"{name} is not among {where}")
        return self.texts(data, path)
