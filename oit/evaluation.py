"""How well texts are matched to topics: precision, recall, F1 by topic and kind, against labelled records and trivial baselines."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from oit.errors import BadInput
from oit.matching import Match

NONE = "none"
MatchText = Callable[[str, str], Sequence[Match]]
Predict = Callable[["Record"], str | None]


@dataclass(frozen=True, slots=True)
class Record:
    """A labelled text. `right` holds the topics of the form that count as right; empty for a text of no item."""

    text: str
    heading: str
    concept: str
    right: frozenset[str]
    kind: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Counts and what follows from them. `precision`, `recall`, `f1` are 0.0-1.0, and 0.0 where there is nothing to divide by."""

    predicted: int
    positives: int
    right: int
    negatives: int = 0
    false_claims: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.positives if self.positives else 0.0

    @property
    def f1(self) -> float:
        """2 x right / (predicted + positives)."""
        return 2 * self.right / (self.predicted + self.positives) if self.predicted + self.positives else 0.0

    def as_dict(self) -> dict[str, Any]:
        """Counts and rates (4 digits); `false_claim_rate` is the share of texts of no item that were given one."""
        rate = self.false_claims / self.negatives if self.negatives else 0.0
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1, "false_claim_rate": rate}
        counts = {name: getattr(self, name) for name in ("predicted", "positives", "right", "negatives", "false_claims")}
        return counts | {name: round(value, 4) for name, value in rates.items()}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The answer of `evaluate`. `confusions` are (labelled, predicted, count), the most frequent first; "none" stands for no item."""

    records: int
    left_out: int
    overall: Score
    certain: Score
    by_topic: Mapping[str, Score]
    by_kind: Mapping[str, Score]
    confusions: tuple[tuple[str, str, int], ...]
    baselines: Mapping[str, Score]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data for JSON."""
        groups = {"by_topic": self.by_topic, "by_kind": self.by_kind, "baselines": self.baselines}
        return {
            "records": self.records,
            "left_out": self.left_out,
            "overall": self.overall.as_dict(),
            "certain": self.certain.as_dict(),
            **{name: {key: score.as_dict() for key, score in group.items()} for name, group in groups.items()},
            "confusions": [{"labelled": a, "predicted": b, "count": n} for a, b, n in self.confusions],
        }


def evaluate(
    records: Iterable[Mapping[str, Any]],
    match: MatchText,
    codes: Mapping[str, str],
    accept: float = 75.0,
    titles: Mapping[str, str] | None = None,
) -> Evaluation:
    """Matches each record (text, concept; optional heading, also, kind, certain) with `match(text, heading)` and compares.

    `codes` gives the topics of the form and their item codes. The prediction is the best match with at least `accept` points if its topic
    is one of them, else none; it is right if its code is that of the concept or of one in `also`. Records of a topic outside the form
    are left out. `titles` (topic to its standard title) adds the baselines of plain likeness. Raises BadInput naming the wrong record.
    """
    read = [_record(number, data, codes) for number, data in enumerate(records, 1)]
    kept = [record for record in read if record is not None]

    def predict(record: Record) -> str | None:
        matches = match(record.text, record.heading)
        best = next((m for m in matches if m.topic in codes), None)
        return best.topic if best and best.score >= max(accept, matches[0].score) else None

    predicted = [(record, predict(record)) for record in kept]
    wrong = Counter((record.concept, topic or NONE) for record, topic in predicted if not _fits(record, topic, codes))
    return Evaluation(
        records=len(kept),
        left_out=len(read) - len(kept),
        overall=_score(predicted, codes),
        certain=_score([pair for pair in predicted if pair[0].certain], codes),
        by_topic=_by_topic(predicted, codes),
        by_kind={kind: _score([p for p in predicted if p[0].kind == kind], codes) for kind in sorted({r.kind for r in kept})},
        confusions=tuple((a, b, n) for (a, b), n in sorted(wrong.items(), key=lambda item: (-item[1], item[0]))),
        baselines={name: _score([(r, guess(r)) for r in kept], codes) for name, guess in _baselines(kept, titles or {}).items()},
    )


def _record(number: int, data: Mapping[str, Any], codes: Mapping[str, str]) -> Record | None:
    """The record, or nothing if its topic is outside the form."""
    for field in ("text", "concept"):
        if not isinstance(data.get(field), str):
            raise BadInput(f"record {number}: {field} must be a text")
    also = data.get("also") or []
    also = [also] if isinstance(also, str) else also
    if not isinstance(also, list) or not all(isinstance(topic, str) for topic in also):
        raise BadInput(f"record {number}: also must be a topic or a list of topics")
    concept = data["concept"]
    if concept != NONE and concept not in codes:
        return None
    right = frozenset(topic for topic in (concept, *also) if topic in codes)
    certain = data.get("certain", True)
    return Record(data["text"], str(data.get("heading") or ""), concept, right, str(data.get("kind") or ""), bool(certain))


def _fits(record: Record, topic: str | None, codes: Mapping[str, str]) -> bool:
    if topic is None:
        return not record.right
    return codes[topic] in {codes[right] for right in record.right}


def _score(pairs: Sequence[tuple[Record, str | None]], codes: Mapping[str, str]) -> Score:
    negatives = [topic for record, topic in pairs if not record.right]
    return Score(
        predicted=sum(topic is not None for _, topic in pairs),
        positives=sum(bool(record.right) for record, _ in pairs),
        right=sum(topic is not None and _fits(record, topic, codes) for record, topic in pairs),
        negatives=len(negatives),
        false_claims=sum(topic is not None for topic in negatives),
    )


def _by_topic(pairs: Sequence[tuple[Record, str | None]], codes: Mapping[str, str]) -> dict[str, Score]:
    """A record counts for its own topic; a prediction that fits counts there too, one that does not for the topic predicted."""
    predicted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    positives = Counter(record.concept for record, _ in pairs if record.right)
    for record, topic in pairs:
        if topic is None:
            continue
        fits = _fits(record, topic, codes)
        predicted[record.concept if fits else topic] += 1
        right[record.concept] += fits
    return {topic: Score(predicted[topic], positives[topic], right[topic]) for topic in codes if positives[topic] or predicted[topic]}


def _baselines(records: Sequence[Record], titles: Mapping[str, str]) -> dict[str, Predict]:
    """What a tool without knowledge would say."""
    common = Counter(record.concept for record in records if record.right).most_common(1)
    made: dict[str, Predict] = {"commonest topic": lambda record: common[0][0] if common else None}
    if titles:
        topics, words = list(titles), list(titles.values())
        for name, scorer in (("rapidfuzz ratio", fuzz.ratio), ("rapidfuzz partial_ratio", fuzz.partial_ratio)):
            made[name] = _nearest(topics, words, scorer)
    return made


def _nearest(topics: Sequence[str], words: Sequence[str], scorer: Callable[..., float]) -> Predict:
    def guess(record: Record) -> str | None:
        found = process.extractOne(record.text, words, scorer=scorer, score_cutoff=60)
        return topics[found[2]] if found else None

    return guess
