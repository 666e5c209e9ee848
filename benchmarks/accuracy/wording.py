"""Words under which real sites file an item, drawn from the labelled link texts."""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from oit.thai import arabic_digits

TRAIN = Path(__file__).parents[2] / "tests" / "data" / "link_texts_train.jsonl"
FEWEST = 2  # of an agency's own kind; with fewer, the words of all kinds are taken
_KINDS = ("item_title", "menu")
_YEAR = re.compile(r"25[5-7]\d")
_OF_A_KIND = (
    "เทศบาล", "ตำบล", "อบต", "อบจ", "องค์การบริหาร", "โรงเรียน", "สถานศึกษา", "วิทยาลัย", "มหาวิทยาลัย", "คณะ", "ครุศาสตร์", "กรม", "กระทรวง",
    "จังหวัด", "เขตพื้นที่", "สพป", "สพม", "สพฐ", "สถานีตำรวจ", "สภ.", "ธนาคาร", "การไฟฟ้า", "อำเภอ", "ท้องถิ่น", "เขตพัฒนาพิเศษ",
)  # fmt: skip


@cache
def _records() -> tuple[Mapping[str, Any], ...]:
    return tuple(json.loads(line) for line in TRAIN.read_text(encoding="utf-8").splitlines())


def wordings(topic: str, kinds: Sequence[str], own_words: Sequence[str]) -> tuple[str, ...]:
    """Distinct certain texts of `topic`, in the order of the list, from agencies of `kinds` (all kinds if these have fewer than FEWEST),
    none of which speaks of another kind of agency or of two items at once. Years are written <Y>. Empty if there are none."""
    fitting = [record for record in _records() if _fits(record, topic, own_words)]
    own = [record for record in fitting if record["agency_type"] in kinds]
    texts = list(dict.fromkeys(_with_gap(record["text"]) for record in own))
    return tuple(texts if len(texts) >= FEWEST else dict.fromkeys(_with_gap(record["text"]) for record in fitting))


def _fits(record: Mapping[str, Any], topic: str, own_words: Sequence[str]) -> bool:
    if record["concept"] != topic or not record["certain"] or record.get("also") or record["kind"] not in _KINDS:
        return False
    rest = record["text"]
    for word in own_words:
        rest = rest.replace(word, " ")
    return len(_YEAR.findall(arabic_digits(rest))) <= 1 and not any(word in rest for word in _OF_A_KIND)


def _with_gap(text: str) -> str:
    return _YEAR.sub("<Y>", arabic_digits(text)) if _YEAR.search(arabic_digits(text)) else text


def drawn(rng: random.Random, topic: str, kinds: Sequence[str], own_words: Sequence[str], title: str) -> str:
    """One of the topic's wordings; the form's own title where nobody's words fit."""
    return rng.choice(wordings(topic, kinds, own_words) or (title,))


def topics_without_words(topics: Sequence[str], kinds: Sequence[str], own_words: Sequence[str]) -> Iterator[str]:
    """Topics for which only the form's title is left."""
    return (topic for topic in topics if not wordings(topic, kinds, own_words))
