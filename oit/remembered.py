"""Answers that are remembered by the texts that were asked, within a bound on what is kept: a site repeats its menu on every page."""

from typing import Generic, TypeVar

Answer = TypeVar("Answer")

_ENTRY = 100  # letters that an entry weighs beside its texts


class Remembered(Generic[Answer]):
    """Answers by the texts asked. Where their letters together go beyond `most` all are forgotten: what is still asked comes back soon."""

    def __init__(self, most: int) -> None:
        self._most, self._letters = most, 0
        self._known: dict[tuple[str, ...], Answer] = {}

    def __len__(self) -> int:
        return len(self._known)

    def get(self, *asked: str) -> Answer | None:
        return self._known.get(asked)

    def keep(self, answer: Answer, *asked: str) -> Answer:
        """Remembers `answer` and gives it back."""
        weight = sum(map(len, asked)) + _ENTRY
        if weight > self._most:
            return answer
        self._letters += weight
        if self._letters > self._most:
            self._known.clear()
            self._letters = weight
        self._known[asked] = answer
        return answer
