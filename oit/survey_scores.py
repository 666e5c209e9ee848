"""From the rows of a file to published scores, or to every mistake in it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from oit.errors import BadList
from oit.harmless import plain
from oit.survey_keys import key_of
from oit.thai import arabic_digits
from oit.thai import key as folded

Rows = Sequence[tuple[int, Sequence[str]]]
KEY_HEADS = ("key", "code", "question", "indicator", "รหัส", "ข้อ", "ข้อที่", "ข้อคำถาม", "คำถาม", "ตัวชี้วัด", "ประเด็น", "รายการ", "ข้อ/ตัวชี้วัด")
SCORE_HEADS = ("score", "points", "คะแนน", "คะแนนที่ได้", "ผลคะแนน", "คะแนนเฉลี่ย")
TITLE_ROWS = 15
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,6})?")
_KEYS, _SCORES = frozenset(map(folded, KEY_HEADS)), frozenset(map(folded, SCORE_HEADS))


class BadScores(BadList):
    """A list of scores with mistakes."""


@dataclass(frozen=True, slots=True)
class ReadScore:
    key: str
    score: float
    line: int


def read_scores(name: str, rows: Rows, names: Mapping[str, str], items: Collection[str]) -> tuple[ReadScore, ...]:
    """The scores of a file in its order; `names`, `items` as oit.survey_keys.key_of. Raises BadScores with all mistakes by line."""
    at, key_column, score_column = _head(name, rows)
    found: dict[str, ReadScore] = {}
    wrong: list[str] = []
    for line, cells in rows[at + 1 :]:
        written, number = _cell(cells, key_column), _cell(cells, score_column)
        if not written and not number:
            continue
        try:
            one = ReadScore(key_of(written, names, items), _number(number), line)
            other = found.setdefault(one.key, one)
            if other.score != one.score:
                raise ValueError(f"{one.key} has another score in line {other.line}")
        except ValueError as error:
            wrong.append(f"{name}:{line}: {plain(written, 60) or plain(number, 60)}: {error}")
    if not found and not wrong:
        wrong.append(f"{name}:{rows[at][0]}: row: no scores follow")
    if wrong:
        raise BadScores(name, wrong)
    return tuple(found.values())


def columns_known(cells: Sequence[str]) -> int:
    """How many of the two columns a row names."""
    return any(folded(cell) in _KEYS for cell in cells) + any(folded(cell) in _SCORES for cell in cells)


def _head(name: str, rows: Rows) -> tuple[int, int, int]:
    """Which row names the columns, and which columns hold key and score."""
    for at, (_, cells) in enumerate(rows[:TITLE_ROWS]):
        key = [n for n, cell in enumerate(cells) if folded(cell) in _KEYS]
        score = [n for n, cell in enumerate(cells) if folded(cell) in _SCORES]
        if len(key) > 1 or len(score) > 1:
            raise BadScores(name, [f"{name}:{rows[at][0]}: row: names a column twice; one for key and one for score are wanted"])
        if key and score:
            return at, key[0], score[0]
    line = rows[0][0] if rows else 1
    raise BadScores(name, [f"{name}:{line}: row: names no columns; its first row must be: key,score"])


def _cell(cells: Sequence[str], number: int) -> str:
    return cells[number].strip() if number < len(cells) else ""


def _number(text: str) -> float:
    figure = arabic_digits(text).strip()
    if not _NUMBER.fullmatch(figure):
        raise ValueError(f'"{plain(text, 40)}" is no score; a number from 0 to 100 with a decimal point is wanted')
    value = float(figure)
    if value > 100:
        raise ValueError(
            f"{figure} is more than 100; of a sub-indicator give the mean of its items (of a sum of 700 over 9 items 77.78), or the items"
        )
    return value
