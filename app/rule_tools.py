"""For rule authors: what a text matches, how well a form's words do on labelled texts, how a text is read, what an item asks for."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from app.rule_books import RuleBook
from oit.errors import BadInput
from oit.evaluation import Evaluation, evaluate
from oit.matching import Matcher
from oit.notation import describe
from oit.pack import Item, Pack

PLACES = ("text", "filename", "url", "header", "meta", "footer")


def match_records(lines: Iterable[str], form: str, book: RuleBook) -> Iterator[dict[str, Any]]:
    """Each JSON line `{"text", "heading"?, "url"?}` with code, topic, score, matches and why added, in the same order."""
    pack, matcher = book.pack(form), Matcher(book.words)
    codes = pack.codes_by_topic
    for record in _records(lines, "standard input"):
        text, heading, url = (_text(record, name) for name in ("text", "heading", "url"))
        everything = matcher.match(text, heading, url)
        found = [match for match in everything if match.topic in codes]
        # A text that names a topic outside the form better is of that topic.
        outside = max((match.score for match in everything if match.topic not in codes), default=0.0)
        best = found[0] if found and found[0].score >= max(book.words.accept, outside) else None
        yield {
            **record,
            "code": pack.code_of(best.topic, text) if best else None,
            "topic": best.topic if best else None,
            "score": round(best.score, 2) if best else (round(found[0].score, 2) if found else 0),
            "matches": [{"code": pack.code_of(m.topic, text), "topic": m.topic, "score": round(m.score, 2)} for m in found],
            "why": "; ".join((best or found[0]).why) if found else "",
        }


def describe_records(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Each JSON line `{"text", "place"?, "oit_context"?}` with how the text is read."""
    for record in _records(lines, "standard input"):
        place = record.get("place") or "text"
        if place not in PLACES:
            raise BadInput(f"standard input: place {json.dumps(place, ensure_ascii=False)[:80]} is none of {', '.join(PLACES)}")
        context = record.get("oit_context", False)
        yield {**record, **describe(_text(record, "text"), place, context is True or context == "yes")}


def evaluate_file(path: Path, form: str, book: RuleBook) -> Evaluation:
    """How the words of the form do on a file of labelled texts (JSON lines with text, heading, concept, also). Raises BadInput."""
    pack, matcher = book.pack(form), Matcher(book.words)
    try:
        with path.open(encoding="utf-8") as file:
            records = list(_records(file, str(path)))
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read as UTF-8 JSON lines ({error}); give a file with one object a line") from error
    for number, record in enumerate(records, 1):
        if not isinstance(record.get("text"), str) or not isinstance(record.get("concept"), str):
            raise BadInput(f'{path}:{number}: needs "text" and "concept", both texts')
    titles = {item.topic: item.title_th for item in pack.items}
    return evaluate(records, matcher.match, pack.codes_by_topic, book.words.accept, titles)


def checked_lines(book: RuleBook) -> Iterator[str]:
    """One line for each form of the rules. Raises RulePackError at the first mistake, naming file, line and field."""
    book.refuse_slips()
    for name in book.forms():
        yield f"{name}: {len(book.pack(name).items)} items, {len(book.words.topics)} topics, no mistake found"


def item_lines(pack: Pack, item: Item) -> Iterator[str]:
    """What the form says of an item, for people."""
    yield f"{item.code}  {item.title_th}  ({item.title_en})"
    yield f"  topic {item.topic} · indicator {item.indicator} · {item.points:.2f} ITA points · period {item.period.word}"
    yield f"  shown as {', '.join(item.shown_as)}"
    for need in item.needs:
        kind = "core" if need.core else "required" if need.required else "reported only"
        yield f"  - {need.id} ({kind}, {need.check}, {need.confidence}): {need.text_th} / {need.text_en}"
    for dependency in item.depends_on:
        yield f"  depends on {dependency.code} of the {'same' if dependency.year == 'same' else 'previous'} year"
    yield "  facts: " + ", ".join(f"{name} {sure}" for name, sure in item.confidence.items())
    near = [f"{other.code} {other.title_th}" for other in pack.items if other.indicator == item.indicator and other is not item]
    yield f"  near to it: {', '.join(near)}"
    for source in item.sources:
        yield f"  source: {source}"


def evaluation_lines(result: Evaluation) -> Iterator[str]:
    """The measurement as a table for people."""
    yield f"{result.records} records, {result.left_out} of topics outside the form left out"
    yield f"{'':34}{'P':>7}{'R':>7}{'F1':>7}{'records':>9}{'false claims':>14}"
    whole = {"overall": result.overall, "certain": result.certain}
    groups = (("", whole), ("kind", result.by_kind), ("baseline", result.baselines), ("topic", result.by_topic))
    for group, scores in groups:
        for name, score in scores.items():
            label = f"{group} {name}".strip()
            counts = f"{score.positives:>9}{score.false_claims:>6} of {score.negatives}"
            yield f"{label:34}{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}{counts}"
    yield "most frequent confusions (labelled -> predicted):"
    for labelled, predicted, count in result.confusions[:15]:
        yield f"  {count:>3}  {labelled} -> {predicted}"


def _records(lines: Iterable[str], where: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadInput(f"{where}:{number}: is no JSON ({error.msg}); give one object a line") from error
        except (ValueError, RecursionError) as error:  # a number of thousands of figures, thousands of brackets
            raise BadInput(f"{where}:{number}: is JSON beyond all measure; give one object of texts a line") from error
        if not isinstance(record, dict):
            raise BadInput(f"{where}:{number}: is no JSON object; give one object a line")
        yield record


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(f'standard input: "{name}" must be a text, not {type(value).__name__}')
    return value
